//! Lengths of time of incidents become sorted values, medians over the calendar, and two sides to compare.

use std::cmp::Ordering;

use crate::analyse::trends::calendar_bins::{Bin, Step};
use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::known_or_gap::{Gap, Known};
use crate::analyse::trends::period_comparison;
use crate::analyse::trends::selection::{Selection, SideName};
use crate::analyse::trends::small_numbers::{self, MEDIAN_FROM, Median};

/// Quarters that a year has, and one more: twelve months may touch five.
const YEAR: usize = 5;

/// A length of time from the start of an incident. They are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// Until somebody knew.
    Detected,
    /// Until the harm stopped.
    Mitigated,
    /// Until all was well.
    Resolved,
}

/// The length of time of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Lasted<'t> {
    /// The incident.
    pub facts: &'t IncidentFacts,
    /// How long, in seconds; 0 is possible.
    pub seconds: f64,
    /// Whether that was read from the prose.
    pub inferred: bool,
}

/// The lengths of time of a selection.
#[derive(Debug)]
pub struct Lengths<'t> {
    /// Until when.
    pub length: Length,
    /// All that are known, ascending; equal ones by page.
    pub all: Vec<Lasted<'t>>,
    /// The middle of all.
    pub median: Median,
    /// How long bins are.
    pub step: Step,
    /// One after the other.
    pub bins: Vec<LengthsIn<'t>>,
    /// How many of all are in no bin: their date is not exact enough, or earlier than what is drawn.
    pub unplaced: usize,
    /// The two periods that are compared, where there are two.
    pub sides: Option<Sides>,
}

/// The lengths of time of a bin.
#[derive(Debug)]
pub struct LengthsIn<'t> {
    /// The bin.
    pub bin: Bin,
    /// Ascending; equal ones by page.
    pub lengths: Vec<Lasted<'t>>,
    /// Their middle.
    pub median: Median,
}

/// Two periods side by side.
#[derive(Debug)]
pub struct Sides {
    /// What they are called.
    pub names: (SideName, SideName),
    /// What they say of the length of time.
    pub lengths: period_comparison::Lengths,
}

impl Length {
    /// What is known of it for an incident.
    pub fn of(self, facts: &IncidentFacts) -> &Known<f64> {
        self.reading()(facts)
    }

    /// What reads it from an incident.
    pub fn reading(self) -> fn(&IncidentFacts) -> &Known<f64> {
        match self {
            Length::Detected => |facts| &facts.until_detected,
            Length::Mitigated => |facts| &facts.until_mitigated,
            Length::Resolved => |facts| &facts.until_resolved,
        }
    }

    /// Its name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Length::Detected => "until_detected",
            Length::Mitigated => "until_mitigated",
            Length::Resolved => "until_resolved",
        }
    }
}

/// Collects a length of time of every incident that knows it. Cost: a sort.
pub fn lengths<'t>(selection: &Selection<'t>, length: Length) -> Lengths<'t> {
    let all = lasted(&selection.rows, length);
    let (step, bins) = bins(selection, all.len());
    let mut within: Vec<Vec<Lasted<'t>>> = bins.iter().map(|_| Vec::new()).collect();
    for lasted in &all {
        if let Some(at) = bin_of(&bins, lasted.facts) {
            within[at].push(*lasted);
        }
    }
    let of_bin = |(bin, lengths): (Bin, Vec<Lasted<'t>>)| LengthsIn {
        // The seed of all, so that a bin that holds all has their interval.
        median: small_numbers::median(&seconds(&lengths)),
        lengths,
        bin,
    };
    let bins: Vec<LengthsIn<'t>> = bins.into_iter().zip(within).map(of_bin).collect();
    let seed = |side: &str| selection.seed(&format!("{} {side}", length.key()));
    let sides = selection.sides().map(|(before, after)| Sides {
        lengths: period_comparison::lengths(&before, &after, length.reading(), seed),
        names: (before.name, after.name),
    });
    Lengths {
        length,
        median: small_numbers::median(&seconds(&all)),
        step,
        unplaced: all.len() - bins.iter().map(|bin| bin.lengths.len()).sum::<usize>(),
        bins,
        sides,
        all,
    }
}

/// Quarters; where these would have too few each for a median, half-years or years. A year or less has quarters in any case.
fn bins(selection: &Selection<'_>, n: usize) -> (Step, Vec<Bin>) {
    let enough = |bins: &[Bin]| bins.len() <= YEAR || n >= bins.len() * MEDIAN_FROM;
    let fitting = |step: Step| Some(selection.bins(step)).filter(|(_, bins)| enough(bins));
    fitting(Step::Quarter).or_else(|| fitting(Step::HalfYear)).unwrap_or_else(|| selection.bins(Step::Year))
}

/// The lengths that are known, ascending; equal ones by page.
pub(super) fn lasted<'t>(rows: &[&'t IncidentFacts], length: Length) -> Vec<Lasted<'t>> {
    let one = |facts: &&'t IncidentFacts| {
        let known = length.of(facts);
        Some(Lasted { facts, seconds: *known.known()?, inferred: known.inferred() })
    };
    let mut all: Vec<Lasted<'t>> = rows.iter().filter_map(one).collect();
    all.sort_by(by_length);
    all
}

fn by_length(a: &Lasted<'_>, b: &Lasted<'_>) -> Ordering {
    a.seconds.total_cmp(&b.seconds).then(a.facts.page.cmp(&b.facts.page))
}

/// The lengths alone.
pub(super) fn seconds(lengths: &[Lasted<'_>]) -> Vec<f64> {
    lengths.iter().map(|lasted| lasted.seconds).collect()
}

/// The bin that an incident is in, where its date says so.
fn bin_of(bins: &[Bin], facts: &IncidentFacts) -> Option<usize> {
    let date = facts.date.known()?;
    let at = bins.partition_point(|bin| bin.from <= *date).checked_sub(1)?;
    (bins[at].window().holds_incident(facts) == Some(true)).then_some(at)
}

impl Lengths<'_> {
    /// How many were read from the prose.
    pub fn inferred(&self) -> usize {
        self.all.iter().filter(|lasted| lasted.inferred).count()
    }

    /// How many are no length at all: their ends are written as the same time.
    pub fn zeros(&self) -> usize {
        self.all.iter().take_while(|lasted| lasted.seconds == 0.0).count()
    }

    /// Why an incident has none.
    pub fn gap(&self, facts: &IncidentFacts) -> Option<Gap> {
        self.length.of(facts).gap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, minutes, trends};

    fn lasting(page: usize, began: &str, long: f64) -> IncidentFacts {
        IncidentFacts { until_mitigated: minutes(long), ..incident(page, began) }
    }

    #[test]
    fn each_bin_has_its_own_and_those_without_an_exact_date_are_in_none() {
        let mut rows: Vec<IncidentFacts> =
            [30.0, 10.0, 20.0, 20.0, 0.0].iter().enumerate().map(|(at, m)| lasting(at, "2024-02-03", *m)).collect();
        rows.extend([lasting(7, "2024-08-03", 5.0), lasting(8, "2024", 6.0), lasting(9, "", 7.0)]);
        rows.push(incident(10, "2024-08-04"));
        let trends = trends(rows, "2024-09-30");
        let selection = all(&trends);
        let lengths = lengths(&selection, Length::Mitigated);
        let of_bin = |within: &LengthsIn<'_>| {
            let minutes: Vec<f64> = within.lengths.iter().map(|lasted| lasted.seconds / 60.0).collect();
            (within.bin.part(), minutes, within.median.value.map(|value| value / 60.0))
        };
        let bins: Vec<_> = lengths.bins.iter().map(of_bin).collect();
        assert_eq!(
            bins,
            [(1, vec![0.0, 10.0, 20.0, 20.0, 30.0], Some(20.0)), (2, vec![], None), (3, vec![5.0], None),]
        );
        assert_eq!((lengths.all.len(), lengths.unplaced, lengths.zeros(), lengths.inferred()), (8, 2, 1, 0));
        assert_eq!((lengths.median.n, lengths.median.value), (8, Some(8.5 * 60.0)));
    }

    #[test]
    fn what_is_not_known_changes_no_figure() {
        let rows = || (0..9).map(|at| lasting(at, "2024-02-03", at as f64)).collect::<Vec<_>>();
        let few = trends(rows(), "2024-09-30");
        let mut more = rows();
        more.extend([incident(20, "2024-02-04"), incident(21, "2024-02-05")]);
        let more = trends(more, "2024-09-30");
        let medians = |trends| {
            let selection = all(trends);
            let lengths = lengths(&selection, Length::Mitigated);
            (lengths.median, lengths.bins.iter().map(|bin| bin.median).collect::<Vec<_>>())
        };
        assert_eq!(medians(&few), medians(&more));
    }
}
