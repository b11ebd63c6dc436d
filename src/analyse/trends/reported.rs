//! How many incidents were written up: counts over the calendar, what chance alone would make of them, and whether they changed.

use crate::analyse::trends::calendar_bins::{Bin, Step};
use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::selection::{Selection, SideName};
use crate::analyse::trends::small_numbers;
use crate::model::IncidentKind;
use crate::statistics::{
    Interval, RateRatio, compare_counts, count_interval, dispersion_p, unremarkable_counts, usual_counts,
};

/// Reported incidents over time.
#[derive(Debug)]
pub struct Reported<'t> {
    /// How long bins are.
    pub step: Step,
    /// One after the other.
    pub bins: Vec<ReportedIn<'t>>,
    /// Incidents whose date is not exact enough for a bin, or that have none.
    pub unplaced: usize,
    /// Those among them that are earlier than the first bin.
    pub earlier: usize,
    /// The mean of a whole bin, over those that were seen whole; `None` with fewer than three of them.
    pub mean: Option<f64>,
    /// The exact interval of that mean.
    pub mean_interval: Option<Interval>,
    /// How likely counts at least so uneven are if nothing ever changed; over bins seen whole.
    pub even_p: Option<f64>,
    /// The latest year beside the one before.
    pub change: Option<Change>,
}

/// Reported incidents of a bin.
#[derive(Debug)]
pub struct ReportedIn<'t> {
    /// The bin.
    pub bin: Bin,
    /// Its incidents, by date.
    pub incidents: Vec<&'t IncidentFacts>,
    /// How many of them were near misses.
    pub near_misses: usize,
    /// The exact interval of the mean that such a count comes from.
    pub interval: Interval,
    /// What one would see in 95 of 100 such bins if nothing ever changed; of a bin not seen whole, for the days that were.
    pub usual: Option<(u64, u64)>,
}

/// Two periods side by side.
#[derive(Debug)]
pub struct Change {
    /// What they are called.
    pub names: (SideName, SideName),
    /// How many incidents, earlier and later.
    pub counts: (u64, u64),
    /// How many days were seen of each.
    pub days: (u32, u32),
    /// The later rate over the earlier.
    pub ratio: Option<RateRatio>,
    /// The counts of the later period that would not have stood out beside the earlier one.
    pub unremarkable: (u64, u64),
}

/// Counts reported incidents.
pub fn reported<'t>(selection: &Selection<'t>) -> Reported<'t> {
    let (step, bins) = selection.bins(Step::Month);
    let count = |bin: &Bin| selection.within(bin).count() as u64;
    let whole: Vec<(u64, f64)> =
        bins.iter().filter(|bin| bin.whole).map(|bin| (count(bin), f64::from(bin.days))).collect();
    let seen = whole.len() >= small_numbers::BINS_FROM;
    let total = whole.iter().map(|(count, _)| *count).sum::<u64>() as f64;
    let days: f64 = whole.iter().map(|(_, days)| days).sum();
    let within = |bin: Bin| {
        let incidents: Vec<&IncidentFacts> = selection.within(&bin).collect();
        ReportedIn {
            near_misses: incidents.iter().filter(|facts| facts.kind == IncidentKind::NearMiss).count(),
            interval: count_interval(incidents.len() as u64),
            usual: seen.then(|| usual_counts(total / days * f64::from(bin.days))),
            incidents,
            bin,
        }
    };
    let bins: Vec<ReportedIn<'t>> = bins.into_iter().map(within).collect();
    let placed: usize = bins.iter().map(|bin| bin.incidents.len()).sum();
    Reported {
        step,
        unplaced: selection.n() - placed,
        earlier: bins.first().map_or(0, |bin| {
            selection.rows.iter().filter(|facts| facts.date.known().is_some_and(|date| *date < bin.bin.from)).count()
        }),
        mean: seen.then(|| total / whole.len() as f64),
        mean_interval: seen.then(|| {
            let interval = count_interval(whole.iter().map(|(count, _)| *count).sum());
            Interval { low: interval.low / whole.len() as f64, high: interval.high / whole.len() as f64 }
        }),
        even_p: seen.then(|| dispersion_p(&whole)).flatten(),
        change: change(selection),
        bins,
    }
}

fn change(selection: &Selection<'_>) -> Option<Change> {
    let (before, after) = selection.sides()?;
    let counts = (before.rows.len() as u64, after.rows.len() as u64);
    let (a, b) = ((counts.0, f64::from(before.days)), (counts.1, f64::from(after.days)));
    Some(Change {
        names: (before.name, after.name),
        counts,
        days: (before.days, after.days),
        ratio: compare_counts(a, b),
        unremarkable: unremarkable_counts(a, b.1),
    })
}
