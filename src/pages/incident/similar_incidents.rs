//! An incident becomes what stands beside it: the pages its author named, other write-ups of the same event, and incidents like
//! it, each with what they share and what helped then.

use serde::Serialize;
use tera::Value;

use crate::analyse::similar::{Likeness, Neighbour};
use crate::link::{FacetKind, PageIx};
use crate::markup::markdown;
use crate::markup::page_words::words_on_page;
use crate::model::Fact;
use crate::pages::recurring::group_of_incident::{self, Belongs};
use crate::text::is_cjk;
use crate::views::Views;
use crate::wording::{Wording, english};
use crate::words::moments::when;
use crate::words::reasons::{Reason, reason};
use crate::words::{codes, phrases};

/// What is related to an incident, and like it.
#[derive(Serialize)]
pub(crate) struct AlikeBox {
    title: String,
    groups: Vec<AlikeGroup>,
    /// The group of recurring incidents that it is one of.
    belongs: Option<Belongs>,
}

/// Pages that stand beside an incident for one reason.
#[derive(Serialize)]
struct AlikeGroup {
    /// Empty where the box has no other group.
    title: String,
    entries: Vec<AlikeEntry>,
}

/// One page.
#[derive(Serialize)]
struct AlikeEntry {
    card: Value,
    /// Its language, where that is not the one of the page it is shown on.
    lang: Option<String>,
    /// Why the author named it.
    why: Option<Value>,
    /// Why its own author named this incident, in plain text.
    named_here: Option<String>,
    reasons: Vec<Reason>,
    /// What helped then, in a sentence or two.
    helped: Option<String>,
    runbooks: Vec<AlikeRunbook>,
}

/// A runbook that was looked for.
#[derive(Serialize)]
struct AlikeRunbook {
    name: String,
    address: Option<String>,
    outcome: Option<String>,
}

/// Reasons that are told.
const REASONS: usize = 3;

/// The longest sentence on what helped, in characters, and how much there is room for.
const HELPED: usize = 150;

const ROOM: usize = 200;

/// Runbooks that are named.
const RUNBOOKS: usize = 3;

/// What stands beside the incident `ix`; `None` where nothing does.
pub(crate) fn alike(views: &Views, ix: PageIx) -> Option<AlikeBox> {
    let of = |likeness: Likeness| -> Vec<AlikeEntry> {
        let like = views.analysis.similar.of(ix).iter().filter(|neighbour| neighbour.likeness == likeness);
        like.map(|neighbour| like_it(views, ix, neighbour)).collect()
    };
    let copies = of(Likeness::Copy);
    let wording = &views.site.wording;
    let similar = of(Likeness::Similar);
    let has_similar = !similar.is_empty();
    let mut groups = vec![
        AlikeGroup { title: wording.say("alike.linked"), entries: related(views, ix) },
        AlikeGroup { title: wording.count("alike.copies", copies.len()), entries: copies },
        AlikeGroup { title: wording.say("alike.same_event"), entries: of(Likeness::SameEvent) },
        AlikeGroup { title: wording.say("alike.similar"), entries: similar },
    ];
    let named = !groups[0].entries.is_empty();
    groups.retain(|group| !group.entries.is_empty());
    let belongs = group_of_incident::belongs(views, ix);
    let title = match groups.as_mut_slice() {
        [] => belongs.as_ref().map(|_| wording.say("alike.similar"))?,
        [only] if named => {
            only.title.clear();
            wording.say("alike.related")
        }
        [only] => std::mem::take(&mut only.title),
        _ if has_similar => wording.say("alike.both"),
        _ => wording.say("alike.related"),
    };
    Some(AlikeBox { title, groups, belongs })
}

/// The pages that the author named, and then those whose authors named this one.
fn related(views: &Views, ix: PageIx) -> Vec<AlikeEntry> {
    let links = &views.site.links;
    let own = links.related(ix).iter().map(|(to, why)| {
        let why = why.as_ref().map(|why| Value::safe_string(&markdown::inline(&views.site, ix, why)));
        let found = views.analysis.similar.of(ix).iter().find(|neighbour| neighbour.page == *to);
        let reasons = found.filter(|_| why.is_none()).map(|found| reasons(views, found)).unwrap_or_default();
        AlikeEntry { why, reasons, ..entry(views, ix, *to) }
    });
    let named = |neighbour: &&Neighbour| {
        neighbour.likeness == Likeness::Related && !links.related(ix).iter().any(|(to, _)| *to == neighbour.page)
    };
    let others = views.analysis.similar.of(ix).iter().filter(named).map(|neighbour| {
        let why = links.related(neighbour.page).iter().find(|(to, _)| *to == ix).and_then(|(_, why)| why.as_ref());
        let named_here = why.map(|why| words_on_page(&views.site, neighbour.page, why)).filter(|why| !why.is_empty());
        let reasons = if named_here.is_none() { reasons(views, neighbour) } else { Vec::new() };
        AlikeEntry { named_here, reasons, ..entry(views, ix, neighbour.page) }
    });
    own.chain(others).collect()
}

/// A neighbour that no author named. What helped in a copy, or in another account of the event, is no news here.
fn like_it(views: &Views, ix: PageIx, neighbour: &Neighbour) -> AlikeEntry {
    let entry = entry(views, ix, neighbour.page);
    match neighbour.likeness {
        Likeness::Similar => AlikeEntry { reasons: reasons(views, neighbour), ..entry },
        _ => AlikeEntry { helped: None, runbooks: Vec::new(), ..entry },
    }
}

fn reasons(views: &Views, neighbour: &Neighbour) -> Vec<Reason> {
    neighbour.shared.iter().take(REASONS).map(|shared| reason(&views.site, &views.site.wording, shared)).collect()
}

fn entry(views: &Views, here: PageIx, ix: PageIx) -> AlikeEntry {
    let page = &views.site.pages[ix];
    AlikeEntry {
        card: views.card(ix).clone(),
        lang: Some(&page.lang).filter(|lang| **lang != views.site.pages[here].lang).cloned(),
        why: None,
        named_here: None,
        reasons: Vec::new(),
        helped: page.incident().and_then(|incident| helped(&incident.helped)),
        runbooks: runbooks(views, &views.site.wording, ix),
    }
}

/// What a command prints of an incident beside its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ToldOf {
    /// The day or days as people read them; empty when nobody says.
    pub date: String,
    /// The severity's name.
    pub severity: Option<String>,
    /// What it is, where it is not the usual kind.
    pub kind: Option<String>,
    /// What helped then.
    pub helped: Option<String>,
    /// The runbooks that were looked for, each with what came of it.
    pub runbooks: Vec<String>,
}

/// What a command prints of the incident `ix`, in English like all of it.
pub(crate) fn told(views: &Views, ix: PageIx) -> ToldOf {
    let page = &views.site.pages[ix];
    let severities = views.facets(FacetKind::Severity);
    let severity = views.site.links.facets_of[ix].get(&FacetKind::Severity).and_then(|of| of.first());
    let runbook = |runbook: AlikeRunbook| match runbook.outcome {
        Some(outcome) => format!("{}, {outcome}", runbook.name),
        None => runbook.name,
    };
    ToldOf {
        date: page.dated.as_ref().map(|dated| when(english(), &dated.value, &views.zone).date).unwrap_or_default(),
        severity: severity.map(|&at| severities[at].name.clone()),
        kind: page.incident().and_then(|incident| codes::incident_kind(english(), incident.kind)),
        helped: page.incident().and_then(|incident| helped(&incident.helped)),
        runbooks: runbooks(views, english(), ix).into_iter().map(runbook).collect(),
    }
}

/// The runbooks that were looked for, and what came of them within a sentence.
fn runbooks(views: &Views, wording: &Wording, ix: PageIx) -> Vec<AlikeRunbook> {
    let links = &views.site.links;
    let outcome = |word: &String| match codes::outcome_key(word) {
        Some(_) => phrases::lower(&codes::outcome(wording, word)),
        None => word.clone(),
    };
    let runbooks = links.runbooks(ix).iter().take(RUNBOOKS).map(|(name, page, came)| AlikeRunbook {
        name: page.map_or(name, |page| &views.site.pages[page].title.value).clone(),
        address: page.map(|page| links.addresses[page].clone()),
        outcome: came.as_ref().map(outcome),
    });
    runbooks.collect()
}

/// The first thing that helped, and the second where there is room for it.
fn helped(facts: &[Fact<String>]) -> Option<String> {
    let mut told = phrases::told(facts, HELPED, 2).into_iter().map(closed);
    let first = told.next()?;
    let room = |second: &String| first.chars().count() + second.chars().count() <= ROOM;
    let Some(second) = told.next().filter(room) else { return Some(first) };
    let gap = if first.ends_with(['。', '！', '？']) { "" } else { " " };
    Some(format!("{first}{gap}{second}"))
}

/// A sentence with an end, so that another may follow it.
fn closed(mut sentence: String) -> String {
    if let Some(last) = sentence.chars().next_back().filter(|last| last.is_alphanumeric() || *last == ')') {
        sentence.push(if is_cjk(last) { '。' } else { '.' });
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helped_is_told_in_whole_sentences_that_follow_each_other() {
        let long = "They waited with jitter. ".repeat(5);
        let cases: [(&[&str], Option<&str>); 6] = [
            (&[], None),
            (
                &["Fast rollback", "A colleague knew (and said so)"],
                Some("Fast rollback. A colleague knew (and said so)."),
            ),
            (&["It was `cold`!", "It *held*."], Some("It was cold! It held.")),
            (&["すぐに気づいた", "速かった。"], Some("すぐに気づいた。速かった。")),
            (&["Cut sho…", "", "Third"], Some("Cut sho… Third.")),
            (&[&long, &long], Some(long.trim())),
        ];
        for (written, shown) in cases {
            let facts: Vec<Fact<String>> = written.iter().map(|&text| Fact::front(text.to_owned(), 0..0)).collect();
            assert_eq!(helped(&facts).as_deref(), shown);
        }
    }
}
