//! Keys of days become the days between which a page may be read. Whether they have come is for whoever knows the day of the run.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Fact, Moment, Timepoint};
use crate::parse::front_matter::{
    FALSE, FROM, HeadEntry, HeadNode, KeyReader, MAYBE_FROM, PUBLISHED, PUBLISHED_ON, TRUE, UNTIL, as_text, is_empty,
    is_one,
};
use crate::parse::times::timepoint;
use crate::parse::visibility::reasons::{HouseRules, TableVerdict};

/// Reads the first day on which a page may be read, of several the last, and the day from which it may no more, of several the
/// first. A day that cannot be read might be one to come.
pub(crate) fn hear_publication_days(reader: &mut KeyReader<'_>, house: &HouseRules<'_>, verdict: &mut TableVerdict) {
    let is_day = |key: &str| [FROM, PUBLISHED_ON, UNTIL].iter().any(|list| is_one(key, list));
    for (key, entry) in reader.those(is_day) {
        // Each key of a truth value may hold a day instead.
        let flag = is_one(&key, PUBLISHED) && says_truth(&entry.node, &[TRUE, FALSE].concat());
        let never = is_one(&key, UNTIL) && says_truth(&entry.node, &[&FALSE[..], &["never", "none"]].concat());
        if flag || never || is_empty(&entry.node.value) {
            continue;
        }
        match day(&entry.node, house) {
            Some(Timepoint::Known(moment)) => {
                let fact = Fact::front(moment, entry.node.span.clone());
                let publication = &mut verdict.publication;
                let (side, earlier) = match is_one(&key, UNTIL) {
                    true => (&mut publication.until, true),
                    false => (&mut publication.from, false),
                };
                keep(side, fact, earlier);
            }
            // It was published, and nobody knows when.
            Some(Timepoint::Unknown) if is_one(&key, PUBLISHED_ON) => {}
            None if is_one(&key, PUBLISHED_ON) && as_text(&entry.node).is_some_and(|t| t.value.contains("://")) => {}
            _ => verdict.doubt(&key, entry, no_day(&key, entry, house.path)),
        }
    }
    for (_, entry) in reader.those(|key| is_one(key, MAYBE_FROM) && is_one(key, &["embargo", "embargoed"])) {
        from_if_day(entry, house, verdict);
    }
    for (_, entry) in reader.seen(|key| is_one(key, MAYBE_FROM) && !is_one(key, &["embargo", "embargoed"])) {
        from_if_day(entry, house, verdict);
    }
}

/// Whether a value is a day, rather than a word or a truth value.
pub(crate) fn holds_day(node: &HeadNode, house: &HouseRules<'_>) -> bool {
    matches!(day(node, house), Some(Timepoint::Known(_)))
}

fn from_if_day(entry: &HeadEntry, house: &HouseRules<'_>, verdict: &mut TableVerdict) {
    if let Some(Timepoint::Known(moment)) = day(&entry.node, house) {
        keep(&mut verdict.publication.from, Fact::front(moment, entry.node.span.clone()), false);
    }
}

/// Keeps the earlier of two days, or the later.
fn keep(kept: &mut Option<Fact<Moment>>, fact: Fact<Moment>, earlier: bool) {
    let instant = fact.value.sort_instant();
    let better = |other: &Fact<Moment>| (instant < other.value.sort_instant()) == earlier;
    if kept.as_ref().is_none_or(better) {
        *kept = Some(fact);
    }
}

fn day(node: &HeadNode, house: &HouseRules<'_>) -> Option<Timepoint> {
    timepoint(&as_text(node)?.value, &house.zone.context()).ok()
}

fn says_truth(node: &HeadNode, words: &[&str]) -> bool {
    as_text(node).is_some_and(|text| words.contains(&text.value.to_lowercase().as_str()))
}

fn no_day(key: &str, entry: &HeadEntry, path: &str) -> Diagnostic {
    let message = format!("`{key}` cannot be read as a day, so this page is withheld");
    let finding = Diagnostic::new(Rule::FrontDraft, path, message).at(entry.node.span.clone());
    finding.hint("write `2024-03-11`, or an instant such as `2024-03-11T09:00:00Z`")
}
