//! Two periods, before a day and from that day on, become answers to one question at a time: whether anything detectable changed.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::known_or_gap::Known;
use crate::analyse::trends::selection::Side;
use crate::analyse::trends::share_change::{Changed, changed};
use crate::analyse::trends::small_numbers::{self, Median};
use crate::model::WayOfFinding;
use crate::statistics::{MedianRatio, RateRatio, Seed, compare_counts, unremarkable_counts};

/// How many incidents there are on each side.
#[derive(Debug)]
pub struct Counts {
    /// Incidents before and after.
    pub counts: (u64, u64),
    /// The later rate over the earlier; `None` when nothing can be said.
    pub ratio: Option<RateRatio>,
    /// The later counts that would not have stood out beside the earlier one.
    pub unremarkable: (u64, u64),
}

/// How long something took on each side.
#[derive(Debug)]
pub struct Lengths {
    /// The middle before and after.
    pub medians: (Median, Median),
    /// The later median over the earlier; `None` with too few, or when half of either took no time at all.
    pub ratio: Option<MedianRatio>,
}

/// Compares how many there were a day.
pub fn counts(before: &Side<'_>, after: &Side<'_>) -> Counts {
    let of = |side: &Side<'_>| (side.rows.len() as u64, f64::from(side.days));
    Counts {
        counts: (before.rows.len() as u64, after.rows.len() as u64),
        ratio: compare_counts(of(before), of(after)),
        unremarkable: unremarkable_counts(of(before), f64::from(after.days)),
    }
}

/// Compares how long something took.
pub fn lengths(
    before: &Side<'_>,
    after: &Side<'_>,
    length: fn(&IncidentFacts) -> &Known<f64>,
    seed: impl Fn(&str) -> Seed,
) -> Lengths {
    let (first, second) = (sorted(&before.rows, length), sorted(&after.rows, length));
    Lengths {
        medians: (small_numbers::median(&first), small_numbers::median(&second)),
        ratio: small_numbers::medians(&first, &second, seed("ratio")),
    }
}

/// The known ones of a length, ascending.
fn sorted(rows: &[&IncidentFacts], length: fn(&IncidentFacts) -> &Known<f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = rows.iter().filter_map(|facts| length(facts).known().copied()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Compares the shares of the ways of finding out: the field's words in their order, others after them by name.
pub fn ways<'t>(sides: &(Side<'t>, Side<'t>)) -> Vec<(&'t str, Changed)> {
    let rows = || sides.0.rows.iter().chain(&sides.1.rows);
    let mut words: Vec<&str> = rows().filter_map(|facts| facts.detection.known()).map(String::as_str).collect();
    words.sort_by_key(|word| (WayOfFinding::rank(word), *word));
    words.dedup();
    let one = |word: &'t str| {
        let told = |facts: &IncidentFacts| facts.detection.known().is_some();
        (word, changed(sides, told, |facts| facts.detection.known().is_some_and(|other| other == word)))
    };
    words.into_iter().map(one).collect()
}
