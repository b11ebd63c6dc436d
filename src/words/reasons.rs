//! What incidents share becomes words: of two, a reason to read the other one; of many, a line with a count.

use serde::Serialize;

use crate::analyse::similar::{Likeness, Shared};
use crate::link::FacetKind;
use crate::model::WayOfFinding;
use crate::site::Site;
use crate::text::shorten;
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
    pub(crate) fn text(&self) -> String {
        let quoted = |value: &String| if self.verbatim { format!("“{value}”") } else { value.clone() };
        let values: Vec<String> = self.values.iter().map(quoted).collect();
        phrases::list(&values).map_or_else(|| self.lead.clone(), |values| format!("{} {values}", self.lead))
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
pub(crate) fn reason(site: &Site, shared: &Shared) -> Reason {
    let (one, many) = match shared {
        Shared::Words(_) => ("both mention", "both mention"),
        Shared::Trigger(_) => ("what set both off:", "what set both off:"),
        Shared::Factors(_) => ("same factor:", "same factors:"),
        Shared::Services(_) => ("same service:", "same services:"),
        Shared::Runbook(..) => ("same runbook:", "same runbooks:"),
        Shared::Alert(_) => ("same alert:", "same alerts:"),
        Shared::Condition(_) => ("same condition:", "same conditions:"),
        Shared::Company(_) => ("same organisation:", "same organisations:"),
        Shared::Detection(way) if way == WayOfFinding::Unknown.code() => {
            return alone("nobody knows how either was found");
        }
        Shared::Detection(way) => return alone(&format!("both found by {}", codes::detection(way))),
        Shared::Tags(_) => ("same tag:", "same tags:"),
        Shared::Named => return alone("one names the other"),
        Shared::Days(0) => return alone("began on the same day"),
        Shared::Days(_) => return alone("began a day apart"),
    };
    let values = values(site, shared);
    let lead = if values.len() > 1 { many } else { one }.to_owned();
    Reason { lead, values, verbatim: matches!(shared, Shared::Words(_) | Shared::Trigger(_)) }
}

/// What is shared by several incidents, without a word on how many they are: `factor`, `found by a customer`.
pub(crate) fn trait_of(shared: &Shared) -> String {
    match shared {
        Shared::Words(_) => "they mention".into(),
        Shared::Trigger(_) => "set off by".into(),
        Shared::Factors(factors) => if factors.len() > 1 { "factors" } else { "factor" }.into(),
        Shared::Services(services) => if services.len() > 1 { "services" } else { "service" }.into(),
        Shared::Runbook(..) => "runbook".into(),
        Shared::Alert(_) => "alert".into(),
        Shared::Condition(_) => "condition".into(),
        Shared::Company(_) => "organisation".into(),
        Shared::Detection(way) if way == WayOfFinding::Unknown.code() => "nobody knows how it was found".into(),
        Shared::Detection(way) => format!("found by {}", codes::detection(way)),
        Shared::Tags(tags) => if tags.len() > 1 { "tags" } else { "tag" }.into(),
        Shared::Named => "named by another".into(),
        Shared::Days(_) => "began within a day of another".into(),
    }
}

/// What is shared, by name or in the authors' words.
pub(crate) fn values(site: &Site, shared: &Shared) -> Vec<String> {
    let facet = |kind: FacetKind, ix: usize| shorten(&site.links.facets[&kind][ix].name, VALUE);
    let facets = |kind: FacetKind, of: &[usize]| named(of.iter().map(|&ix| facet(kind, ix)).collect(), NAMES);
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

fn alone(lead: &str) -> Reason {
    Reason { lead: lead.to_owned(), values: Vec::new(), verbatim: false }
}

/// The first names; of two or more beyond `most`, how many they are.
fn named(mut names: Vec<String>, most: usize) -> Vec<String> {
    if names.len() > most + 1 {
        let more = names.len() - most;
        names.truncate(most);
        names.push(format!("{more} more"));
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

    fn site() -> Site {
        let entry = |name: &str| CatalogueEntry { id: name.into(), ..CatalogueEntry::default() };
        let config = Config {
            factor: vec![entry("retry storm")],
            service: ["A", "B", "C", "D", "E"].map(entry).into(),
            ..Config::default()
        };
        let sources = Sources::empty(config);
        let theme = Arc::clone(&sources.theme);
        let inputs =
            SiteInputs { sources: &sources, configuration: "", theme: &theme, pages: &[], below: &[], of_data: &[] };
        crate::site::build(&inputs, &PublicationOptions::on(Day::Given(jiff::civil::date(2026, 12, 31))), None)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn every_reason_says_what_is_shared() {
        let site = site();
        let text = |shared: Shared| reason(&site, &shared).text();
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
            assert_eq!(trait_of(&shared), expected);
        }
    }
}
