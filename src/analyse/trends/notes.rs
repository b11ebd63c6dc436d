//! How soon first-hand notes were taken, and how soon people met: two distributions of lengths of time, and how many were within 72 hours.

use crate::analyse::trends::incident_facts::{Delay, IncidentFacts};
use crate::analyse::trends::known_or_gap::Known;
use crate::analyse::trends::selection::{Selection, SideName};
use crate::analyse::trends::small_numbers::{self, Median, Share};

/// What is marked, in seconds: 72 hours.
pub const MARKED: f64 = 72.0 * 3600.0;

/// From the start to first notes, and to the review.
#[derive(Debug)]
pub struct Notes<'t> {
    /// Until first-hand notes were taken.
    pub notes: Delays<'t>,
    /// Until people met about it.
    pub review: Delays<'t>,
}

/// Lengths of time of one kind.
#[derive(Debug)]
pub struct Delays<'t> {
    /// The incidents that have one, the soonest first; equal ones by date.
    pub values: Vec<Value<'t>>,
    /// Their middle.
    pub median: Median,
    /// How many were within [`MARKED`]; of those counted in days, the third day is.
    pub within: Share,
    /// Two periods, where both have some.
    pub change: Option<Change>,
}

/// The length of time of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Value<'t> {
    /// The incident.
    pub facts: &'t IncidentFacts,
    /// How long.
    pub delay: Delay,
    /// Whether it was read from the prose.
    pub inferred: bool,
}

/// The lengths of time of two periods side by side, in seconds, ascending.
#[derive(Debug)]
pub struct Change {
    /// What they are called.
    pub names: (SideName, SideName),
    /// The earlier one's and the later one's.
    pub sorted: (Vec<f64>, Vec<f64>),
}

impl Change {
    /// Whether both are enough to be compared.
    pub fn told(&self) -> bool {
        self.sorted.0.len().min(self.sorted.1.len()) >= small_numbers::INTERVAL_FROM
    }
}

impl Delays<'_> {
    /// How many are counted in days of the calendar.
    pub fn by_day(&self) -> usize {
        self.values.iter().filter(|value| value.delay.by_day).count()
    }

    /// How many were read from the prose.
    pub fn inferred(&self) -> usize {
        self.values.iter().filter(|value| value.inferred).count()
    }

    /// Whether they are enough for a curve.
    pub fn has_curve(&self) -> bool {
        self.values.len() >= small_numbers::CURVE_FROM
    }
}

/// Collects the lengths of time until notes and until the review.
pub fn notes<'t>(selection: &Selection<'t>) -> Notes<'t> {
    Notes {
        notes: delays(selection, |facts| &facts.until_notes),
        review: delays(selection, |facts| &facts.until_review),
    }
}

fn delays<'t>(selection: &Selection<'t>, of: fn(&IncidentFacts) -> &Known<Delay>) -> Delays<'t> {
    let value = |facts: &&'t IncidentFacts| {
        let known = of(facts);
        Some(Value { facts, delay: *known.known()?, inferred: known.inferred() })
    };
    let mut values: Vec<Value<'t>> = selection.rows.iter().filter_map(value).collect();
    values.sort_by(|a, b| a.delay.seconds.total_cmp(&b.delay.seconds));
    let sorted: Vec<f64> = values.iter().map(|value| value.delay.seconds).collect();
    let within = sorted.iter().filter(|seconds| **seconds <= MARKED).count();
    Delays {
        median: small_numbers::median(&sorted),
        within: small_numbers::share(within, sorted.len()),
        change: change(selection, of),
        values,
    }
}

fn change(selection: &Selection<'_>, of: fn(&IncidentFacts) -> &Known<Delay>) -> Option<Change> {
    let (before, after) = selection.sides()?;
    let sorted = |rows: &[&IncidentFacts]| {
        let mut sorted: Vec<f64> = rows.iter().filter_map(|facts| Some(of(facts).known()?.seconds)).collect();
        sorted.sort_by(f64::total_cmp);
        sorted
    };
    let sorted = (sorted(&before.rows), sorted(&after.rows));
    let both = !sorted.0.is_empty() && !sorted.1.is_empty();
    both.then_some(Change { names: (before.name, after.name), sorted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, hours_later, incident, stated, trends};

    fn days_later(days: f64) -> Known<Delay> {
        stated(Delay { seconds: days * 86_400.0, by_day: true })
    }

    #[test]
    fn the_third_day_is_within_72_hours_and_a_minute_more_is_not() {
        let reviewed = |(page, review)| IncidentFacts { until_review: review, ..incident(page, "2024-05-02") };
        let reviews = [days_later(3.0), hours_later(72.02), days_later(0.0), hours_later(1.0), days_later(0.0)];
        let trends = trends(reviews.into_iter().enumerate().map(reviewed).collect(), "2024-12-31");
        let notes = notes(&all(&trends));
        assert!(notes.notes.values.is_empty() && notes.notes.median.value.is_none());
        let review = notes.review;
        assert_eq!(review.values.iter().map(|value| value.facts.page).collect::<Vec<_>>(), [2, 4, 3, 0, 1]);
        assert_eq!((review.within.count, review.within.of, review.within.share), (4, 5, None));
        assert_eq!((review.by_day(), review.median.value, review.median.interval), (3, Some(3600.0), None));
    }

    #[test]
    fn two_periods_stand_side_by_side_where_both_have_some() {
        let reviewed = |(page, day): (usize, &str)| {
            let hours = if day.starts_with("2023") { 10.0 } else { 40.0 - page as f64 };
            IncidentFacts { until_review: hours_later(hours), ..incident(page, day) }
        };
        let changed = |days: &[&str]| {
            let rows = days.iter().copied().enumerate().map(reviewed).collect();
            notes(&all(&trends(rows, "2024-12-31"))).review.change.map(|change| (change.told(), change.sorted))
        };
        let found = changed(&["2023-01-09", "2024-03-02", "2024-03-02"]);
        assert_eq!(found, Some((false, (vec![36_000.0], vec![136_800.0, 140_400.0]))));
        assert_eq!(changed(&["2024-03-02", "2024-03-02"]), None);
        assert_eq!(changed(&[["2023-01-09"; 8], ["2024-03-02"; 8]].concat()).map(|(told, _)| told), Some(true));
    }
}
