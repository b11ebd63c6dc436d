//! Findings that one thing brought about become one that tells how many there are and shows the first of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;

/// How many places of one cause are shown.
pub(super) const EXAMPLES: usize = 3;

/// Findings that are told as one: one, or all that one cause brought about.
pub(super) type Told<'f> = Vec<&'f Diagnostic>;

/// `findings` in their order, those of one rule and cause at the place of the first.
pub(super) fn told(findings: &[Diagnostic]) -> Vec<Told<'_>> {
    let mut told: Vec<Told<'_>> = Vec::with_capacity(findings.len());
    let mut of_cause: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in findings {
        let known = match &finding.cause {
            Some(cause) => *of_cause.entry((finding.rule.code(), cause)).or_insert(told.len()),
            None => told.len(),
        };
        match told.get_mut(known) {
            Some(together) => together.push(finding),
            None => told.push(vec![finding]),
        }
    }
    told
}

/// What several findings of one cause are told as: the cause with its count, at the first place, with the hints that all of them have.
pub(super) fn as_one(told: &Told<'_>) -> Diagnostic {
    let mut one = told[0].clone();
    let files = told.iter().map(|finding| finding.path.as_str()).collect::<BTreeSet<_>>().len();
    let cause = one.cause.as_deref().unwrap_or(&one.message);
    one.message = match (told.len(), files) {
        (all, files) if all == files => format!("{cause}: {files} files"),
        (all, 1) => format!("{cause}: {all} places in one file"),
        (all, files) => format!("{cause}: {all} places in {files} files"),
    };
    one.label.clear();
    one.hints.retain(|hint| told.iter().all(|finding| finding.hints.contains(hint)));
    if told.len() > EXAMPLES {
        one.hints.push(String::from("-v shows every one"));
    }
    one
}
