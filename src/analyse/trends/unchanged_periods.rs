//! The site's own lengths of time become how often two periods in which nothing changed would still look different.

use crate::analyse::trends::Trends;
use crate::analyse::trends::calendar_bins::Step;
use crate::analyse::trends::lengths_of_time::{Length, lasted, seconds};
use crate::analyse::trends::period::Period;
use crate::analyse::trends::selection::{Scope, Selection};
use crate::analyse::trends::small_numbers;
use crate::statistics::{Identical, identical_periods};

/// The differences that are looked for, as parts of the smaller number.
pub const DIFFERENCES: [f64; 3] = [0.1, 0.25, 0.5];

/// Numbers of incidents in a period that every site is shown, beside its own.
const SIZES: [usize; 4] = [10, 30, 100, 300];

/// Two periods in which nothing changed, of several sizes.
#[derive(Debug)]
pub struct Twins {
    /// Whether lengths are from the start until all was well; else until the harm stopped.
    pub until_resolved: bool,
    /// How many lengths of time there are to draw from.
    pub pool: usize,
    /// By size.
    pub rows: Vec<Twin>,
}

/// Two periods of one size.
#[derive(Debug)]
pub struct Twin {
    /// How many incidents each has, on average.
    pub size: usize,
    /// What the site itself has as many in: a quarter or a year.
    pub own: Option<Step>,
    /// For each of [`DIFFERENCES`], how often they differ by it.
    pub differ: [Differ; 3],
}

/// How often two periods that are the same differ, from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub struct Differ {
    /// In the number of incidents.
    pub counts: f64,
    /// In the median and in the mean of their lengths; `None` below [`small_numbers::POOL_FROM`] lengths, of which too little is known to draw from.
    pub lengths: Option<(f64, f64)>,
}

/// Simulates. Lengths are until all was well or until the harm stopped, whichever more incidents know. Costs 0.1 s at most.
pub fn twins(trends: &Trends) -> Twins {
    let selection = Selection::new(trends, Scope::of(Period::All));
    let of = |length| seconds(&lasted(&selection.rows, length));
    let (resolved, mitigated) = (of(Length::Resolved), of(Length::Mitigated));
    let until_resolved = resolved.len() >= mitigated.len();
    let pool = if until_resolved { resolved } else { mitigated };
    let enough = pool.len() >= small_numbers::POOL_FROM;
    // Numbers of incidents do not depend on how long they took.
    let drawn: &[f64] = if enough { &pool } else { &[1.0] };
    let twin = |(size, own): (usize, Option<Step>)| {
        let shares = identical_periods(drawn, size, DIFFERENCES, selection.seed(&format!("twins {size}")))?;
        let differ =
            |Identical { counts, medians, means }| Differ { counts, lengths: enough.then_some((medians, means)) };
        Some(Twin { size, own, differ: shares.map(differ) })
    };
    Twins { until_resolved, pool: pool.len(), rows: sizes(&selection).into_iter().filter_map(twin).collect() }
}

/// The sizes that are shown, ascending: [`SIZES`], and what the site has in a quarter on average, and in four.
fn sizes(selection: &Selection<'_>) -> Vec<(usize, Option<Step>)> {
    let mut sizes: Vec<(usize, Option<Step>)> = SIZES.map(|size| (size, None)).to_vec();
    let whole: Vec<usize> = selection
        .bins_of(Step::Quarter)
        .iter()
        .filter(|bin| bin.whole)
        .map(|bin| selection.within(bin).count())
        .collect();
    let mean = whole.iter().sum::<usize>() as f64 / whole.len().max(1) as f64;
    for (step, size) in [(Step::Year, mean * 4.0), (Step::Quarter, mean)] {
        let size = size.round() as usize;
        if size > 0 {
            sizes.retain(|(other, _)| *other != size);
            sizes.push((size, Some(step)));
        }
    }
    sizes.sort_unstable_by_key(|(size, _)| *size);
    sizes
}
