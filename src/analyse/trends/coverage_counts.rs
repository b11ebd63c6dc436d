//! What a question reads of incidents becomes how many of them say it, and why the others do not.

use crate::analyse::trends::incident_facts::{IncidentFacts, Member};
use crate::analyse::trends::known_or_gap::{Gap, Known};
use crate::analyse::trends::question::Question;
use crate::analyse::trends::selection::Selection;

/// How many incidents of a selection say one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Its name for programs, as in `facts.csv`.
    pub key: &'static str,
    /// How many say it as a key.
    pub stated: usize,
    /// Of how many it was read from the prose or the file's name.
    pub inferred: usize,
    /// Why the others say nothing that can be counted, in the order of [`Gap`].
    pub gaps: Vec<(Gap, usize)>,
}

type ColumnReading = (&'static str, fn(&IncidentFacts) -> Known<()>);

/// Counts who says what a question is about. Linear in the selection.
pub fn told(question: Question, selection: &Selection<'_>) -> Vec<Coverage> {
    let count = |(key, how): &ColumnReading| {
        let mut told = Coverage { key, stated: 0, inferred: 0, gaps: Vec::new() };
        for facts in &selection.rows {
            match how(facts) {
                Known::Stated(()) => told.stated += 1,
                Known::Inferred(()) => told.inferred += 1,
                Known::Missing(gap) => match told.gaps.iter_mut().find(|(known, _)| *known == gap) {
                    Some((_, count)) => *count += 1,
                    None => told.gaps.push((gap, 1)),
                },
            }
        }
        told.gaps.sort_unstable();
        told
    };
    readings(question).iter().map(count).collect()
}

fn readings(question: Question) -> &'static [ColumnReading] {
    match question {
        Question::Reported => &[("date", |facts| facts.date.how())],
        Question::Duration => &[
            ("until_mitigated", |facts| facts.until_mitigated.how()),
            ("until_resolved", |facts| facts.until_resolved.how()),
        ],
        Question::Detection => {
            &[("until_detected", |facts| facts.until_detected.how()), ("detection", |facts| facts.detection.how())]
        }
        Question::Found => &[("detection", |facts| facts.detection.how())],
        Question::Factors => &[("factors", |facts| members(&facts.factors))],
        Question::Together => &[("services", |facts| members(&facts.services))],
        Question::Involved => &[
            ("people", |facts| facts.people.how()),
            ("teams", |facts| members(&facts.teams)),
            ("services", |facts| members(&facts.services)),
            ("paged", |facts| facts.paged.how()),
            ("pulled_in_off_call", |facts| facts.pulled_in_off_call.how()),
        ],
        Question::Hours => &[("first_page", |facts| facts.first_page.how())],
        Question::Conditions => &[("conditions", |facts| some(!facts.conditions.is_empty(), false))],
        Question::Notes => {
            &[("until_notes", |facts| facts.until_notes.how()), ("until_review", |facts| facts.until_review.how())]
        }
        Question::FollowUps => &[("actions_opened", |facts| {
            let dated = || facts.actions.iter().filter(|action| action.opened.is_some());
            some(dated().next().is_some(), dated().all(|action| action.inferred))
        })],
    }
}

fn members(members: &[Member]) -> Known<()> {
    some(!members.is_empty(), members.iter().all(|member| member.inferred))
}

fn some(any: bool, inferred: bool) -> Known<()> {
    match (any, inferred) {
        (false, _) => Known::Missing(Gap::Silent),
        (true, true) => Known::Inferred(()),
        (true, false) => Known::Stated(()),
    }
}
