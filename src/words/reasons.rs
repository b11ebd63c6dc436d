//! What incidents share becomes words: of two, a reason to read the other one; of many, a line with a count.

use serde::Serialize;

use crate::analyse::similar::{Likeness, Shared};
use crate::link::FacetKind;
use crate::model::WayOfFinding;
use crate::site::Site;
use crate::text::shorten;
use crate::wording::Wording;
use crate::words::{codes, phrases};

/// One thing that two incidents share, in words. Lower case, without a full stop: reasons stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Reason {
    /// How it begins, and all of it where there are no values; names follow a colon.
    pub lead: String,
    /// What is shared, in plain text.
    pub values: Vec<String>,
    /// Whether the values are words of the write-ups and no names.
    pub verbatim: bool,
}

/// The longest value, in characters: factors and triggers may be whole sentences.
const VALUE: usize = 90;

/// Names that are given; of more, the rest is a number.
const NAMES: usize = 3;

impl Reason {
    /// The whole as plain text: `same factor: retry storm`, `both mention “lease” and “fencing”`.
    pub(crate) fn text(&self, wording: &Wording) -> String {
        let quote = |value: &String| wording.fill("search.quoted", &[("word", value)]);
        let quoted = |value: &String| if self.verbatim { quote(value) } else { value.clone() };
        let values: Vec<String> = self.values.iter().map(quoted).collect();
        let values = wording.list(&values);
        if values.is_empty() { self.lead.clone() } else { format!("{} {values}", self.lead) }
    }
}

/// How one incident is like another, for programs.
pub(crate) fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Related => "related",
        Likeness::Copy => "copy",
        Likeness::SameEvent => "same-event",
        Likeness::Similar => "similar",
    }
}

/// What two incidents share, as a reason to read the other one.
pub(crate) fn reason(site: &Site, wording: &Wording, shared: &Shared) -> Reason {
    let key = match shared {
        Shared::Words(_) => "reason.words",
        Shared::Trigger(_) => "reason.trigger",
        Shared::Factors(_) => "reason.factors",
        Shared::Services(_) => "reason.services",
        Shared::Runbook(..) => "reason.runbook",
        Shared::Alert(_) => "reason.alert",
        Shared::Condition(_) => "reason.condition",
        Shared::Company(_) => "reason.company",
        Shared::Detection(way) if way == WayOfFinding::Unknown.code() => "reason.unknown",
        Shared::Detection(_) => "reason.found",
        Shared::Tags(_) => "reason.tags",
        Shared::Named => "reason.named",
        Shared::Days(0) => "reason.same_day",
        Shared::Days(_) => "reason.day_apart",
    };
    let values = values(site, wording, shared);
    let lead = wording.count_with(key, values.len(), &[("way", &way(wording, shared))]);
    Reason { lead, values, verbatim: matches!(shared, Shared::Words(_) | Shared::Trigger(_)) }
}

/// What is shared by several incidents, without a word on how many they are: `factor`, `found by a customer`.
pub(crate) fn trait_of(wording: &Wording, shared: &Shared) -> String {
    let (key, count) = match shared {
        Shared::Words(_) => ("trait.words", 1),
        Shared::Trigger(_) => ("trait.trigger", 1),
        Shared::Factors(factors) => ("trait.factors", factors.len()),
        Shared::Services(services) => ("trait.services", services.len()),
        Shared::Runbook(..) => ("trait.runbook", 1),
        Shared::Alert(_) => ("trait.alert", 1),
        Shared::Condition(_) => ("trait.condition", 1),
        Shared::Company(_) => ("trait.company", 1),
        Shared::Detection(way) if way == WayOfFinding::Unknown.code() => ("trait.unknown", 1),
        Shared::Detection(_) => ("trait.found", 1),
        Shared::Tags(tags) => ("trait.tags", tags.len()),
        Shared::Named => ("trait.named", 1),
        Shared::Days(_) => ("trait.day_apart", 1),
    };
    wording.count_with(key, count, &[("way", &way(wording, shared))])
}

/// How incidents were found that were found in the same way.
fn way(wording: &Wording, shared: &Shared) -> String {
    if let Shared::Detection(way) = shared { codes::detection(wording, way) } else { String::new() }
}

/// What is shared, by name or in the authors' words.
pub(crate) fn values(site: &Site, wording: &Wording, shared: &Shared) -> Vec<String> {
    let facet = |kind: FacetKind, ix: usize| shorten(&site.links.facets[&kind][ix].name, VALUE);
    let facets = |kind: FacetKind, of: &[usize]| named(wording, of.iter().map(|&ix| facet(kind, ix)).collect());
    match shared {
        Shared::Words(words) | Shared::Trigger(words) => words.iter().map(|word| shorten(word, VALUE)).collect(),
        Shared::Factors(factors) => facets(FacetKind::Factor, factors),
        Shared::Tags(tags) => facets(FacetKind::Tag, tags),
        Shared::Services(services) => facets(FacetKind::Service, services),
        Shared::Runbook(name, page) => {
            vec![shorten(page.map_or(name, |page| &site.pages[page].title.value), VALUE)]
        }
        Shared::Condition(condition) => vec![shorten(&phrases::spaced(condition), VALUE)],
        Shared::Alert(name) | Shared::Company(name) => vec![shorten(name, VALUE)],
        Shared::Named | Shared::Detection(_) | Shared::Days(_) => Vec::new(),
    }
}

/// The first names; of two or more beyond [`NAMES`], how many they are.
fn named(wording: &Wording, mut names: Vec<String>) -> Vec<String> {
    if names.len() > NAMES + 1 {
        let more = names.len() - NAMES;
        names.truncate(NAMES);
        names.push(wording.count("count.more", more));
    }
    names
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::load::Sources;
    use crate::model::{CatalogueEntry, Config};
    use crate::site::{Day, PublicationOptions, SiteInputs};
    use crate::wording::english;

    fn site() -> Site {
        let entry = |name: &str| CatalogueEntry { id: name.into(), ..CatalogueEntry::default() };
        let config = Config {
            factor: vec![entry("retry storm")],
            service: ["A", "B", "C", "D", "E"].map(entry).into(),
            ..Config::default()
        };
        let sources = Sources::empty(config);
        let theme = Arc::clone(&sources.theme);
        let inputs = SiteInputs {
            sources: &sources,
            configuration: "",
            theme: &theme,
            pages: &[],
            unseen: &[],
            of_audiences: &[],
            below: &[],
            of_data: &[],
        };
        crate::site::build(&inputs, &PublicationOptions::on(Day::Given(jiff::civil::date(2026, 12, 31))), None)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn every_reason_says_what_is_shared() {
        let site = site();
        let text = |shared: Shared| reason(&site, english(), &shared).text(english());
        let cases = [
            (Shared::Factors(vec![0]), "same factor: retry storm"),
            (Shared::Services(vec![1]), "same service: B"),
            (Shared::Services(vec![0, 1, 2, 3]), "same services: A, B, C and D"),
            (Shared::Services(vec![0, 1, 2, 3, 4]), "same services: A, B, C and 2 more"),
            (Shared::Words(words(&["stale lease"])), "both mention “stale lease”"),
            (Shared::Words(words(&["lease", "fencing", "epoch"])), "both mention “lease”, “fencing” and “epoch”"),
            (Shared::Trigger(words(&["A certificate expired."])), "what set both off: “A certificate expired.”"),
            (Shared::Runbook("rotate".into(), None), "same runbook: rotate"),
            (Shared::Alert("LeaseLost".into()), "same alert: LeaseLost"),
            (Shared::Detection("customer".into()), "both found by a customer"),
            (Shared::Detection("the night watch".into()), "both found by the night watch"),
            (Shared::Detection("unknown".into()), "nobody knows how either was found"),
            (Shared::Condition("production-pressure".into()), "same condition: production pressure"),
            (Shared::Company("Example Ltd".into()), "same organisation: Example Ltd"),
            (Shared::Days(1), "began a day apart"),
        ];
        for (shared, expected) in cases {
            assert_eq!(text(shared), expected);
        }
    }

    #[test]
    fn what_many_share_is_said_of_all_of_them() {
        let cases = [
            (Shared::Factors(vec![0]), "factor"),
            (Shared::Services(vec![0, 1]), "services"),
            (Shared::Detection("customer".into()), "found by a customer"),
            (Shared::Condition("fatigue".into()), "condition"),
        ];
        for (shared, expected) in cases {
            assert_eq!(trait_of(english(), &shared), expected);
        }
    }
}
