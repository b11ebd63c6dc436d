//! The rules for small numbers, all in one place: what may be said of how many.
//!
//! Numbers that charts and sentences show are made here, so that none can be shown that the rules forbid. No function here or elsewhere takes
//! people or teams.

use crate::statistics::{
    Difference, Interval, MedianRatio, Observation, Seed, Step, Together, compare_medians, compare_shares,
    kaplan_meier, median_interval, median_survival, median_survival_interval, quantile, together, visible_difference,
    wilson,
};

/// Below this many incidents nothing is asked.
pub const PAGE_FROM: usize = 3;

/// Below this many that have something to say to it, the page of a service or a factor has no chart.
pub const CHART_FROM: usize = 5;

/// Below this many bins that were seen whole nothing is usual.
pub const BINS_FROM: usize = 3;

/// Below this many lengths of time there are only dots.
pub const MEDIAN_FROM: usize = 5;

/// Below this many lengths of time a median has no interval.
pub const INTERVAL_FROM: usize = 8;

/// The shortest length of time that is told from none, in seconds.
pub const SHORTEST: f64 = 1.0;

/// Below this many there are counts and no shares.
pub const SHARE_FROM: usize = 10;

/// Below this many together a pair is not told.
pub const PAIR_FROM: u64 = 5;

/// An incident that names more than this many tells nothing about pairs: when everything fails, nothing is known of what fails together.
pub const PAIR_UP_TO: usize = 12;

/// Below this probability a pair is called unusual.
pub const UNUSUAL: f64 = 0.05;

/// Below this many endings there is no curve of how long something took.
pub const CURVE_FROM: usize = 5;

/// Below this many lengths of time nothing is drawn from them to say what chance would do.
pub const POOL_FROM: usize = 15;

/// The middle of several lengths of time, as far as it may be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// How many there are.
    pub n: usize,
    /// The median, from [`MEDIAN_FROM`] on.
    pub value: Option<f64>,
    /// Its bootstrap interval, from [`INTERVAL_FROM`] on.
    pub interval: Option<Interval>,
    /// The lower and the upper quartile, from [`INTERVAL_FROM`] on.
    pub quartiles: Option<(f64, f64)>,
}

/// Where the middle half of several counts lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quartiles {
    /// The lower quartile, rounded down to a whole count.
    pub low: u64,
    /// The median.
    pub median: f64,
    /// The upper quartile, rounded up.
    pub high: u64,
}

/// A share, as far as it may be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The share, 0 to 1, with its Wilson interval, from [`SHARE_FROM`] on.
    pub share: Option<(f64, Interval)>,
}

/// The middle of `sorted`.
pub fn median(sorted: &[f64]) -> Median {
    let n = sorted.len();
    let told = |least: usize| n >= least;
    let quartiles = || Some((quantile(sorted, 0.25)?, quantile(sorted, 0.75)?));
    Median {
        n,
        value: told(MEDIAN_FROM).then(|| quantile(sorted, 0.5)).flatten(),
        interval: told(INTERVAL_FROM).then(|| median_interval(sorted)).flatten(),
        quartiles: told(INTERVAL_FROM).then(quartiles).flatten(),
    }
}

/// The middle half of `sorted` counts, from [`INTERVAL_FROM`] on.
pub fn quartiles(sorted: &[f64]) -> Option<Quartiles> {
    let at = |q: f64| quantile(sorted, q);
    let quartiles =
        || Some(Quartiles { low: at(0.25)?.floor() as u64, median: at(0.5)?, high: at(0.75)?.ceil() as u64 });
    (sorted.len() >= INTERVAL_FROM).then(quartiles).flatten()
}

/// `count` of `of`.
pub fn share(count: usize, of: usize) -> Share {
    let share = (of >= SHARE_FROM).then(|| (count as f64 / of as f64, wilson(count as u64, of as u64)));
    Share { count, of, share }
}

/// How long something took when not all of it has ended, as far as it may be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// How many were watched.
    pub n: usize,
    /// How many of them ended.
    pub ended: usize,
    /// The share that is still open over time, from [`CURVE_FROM`] endings on; else empty.
    pub steps: Vec<Step>,
    /// The time by which half had ended, where half did.
    pub half: Option<f64>,
    /// Where that may lie; its end may be infinite.
    pub interval: Option<Interval>,
}

/// How long `observations` took.
pub fn curve(observations: &[Observation]) -> Curve {
    let ended = observations.iter().filter(|observation| observation.ended).count();
    let steps = if ended >= CURVE_FROM { kaplan_meier(observations) } else { Vec::new() };
    Curve {
        n: observations.len(),
        ended,
        half: median_survival(&steps),
        interval: median_survival_interval(&steps),
        steps,
    }
}

/// How the median of `after` compares with that of `before`, both sorted; `None` where either has no interval, or is shorter than
/// [`SHORTEST`], so that no factor leads from one to the other.
///
/// Single lengths that are shorter count as that, as they are drawn.
pub fn medians(before: &[f64], after: &[f64], seed: Seed) -> Option<MedianRatio> {
    let enough = before.len().min(after.len()) >= INTERVAL_FROM;
    let long = [before, after].iter().all(|sorted| quantile(sorted, 0.5).is_some_and(|median| median >= SHORTEST));
    let counted = |sorted: &[f64]| sorted.iter().map(|seconds| seconds.max(SHORTEST)).collect::<Vec<f64>>();
    (enough && long).then(|| compare_medians(&counted(before), &counted(after), seed)).flatten()
}

/// How one share compares with another; `None` where either is only a count.
pub fn shares(before: Share, after: Share) -> Option<Difference> {
    let counts = |share: Share| (share.count as u64, share.of as u64);
    before.share.and(after.share).and_then(|_| compare_shares(counts(before), counts(after)))
}

/// How often two things come together, beside how often they would by chance; `None` below [`PAIR_FROM`].
pub fn pair(both: u64, a: u64, b: u64, of: u64) -> Option<Together> {
    (both >= PAIR_FROM).then(|| together(both, a, b, of)).flatten()
}

/// Whether two things come together more often than chance would bring them in one of twenty pairs.
pub fn unusual(together: Together) -> bool {
    together.p < UNUSUAL
}

/// The probability when it is allowed for that `looked_at` pairs were looked at (Bonferroni).
pub fn adjusted(together: Together, looked_at: u64) -> f64 {
    (together.p * looked_at.max(1) as f64).min(1.0)
}

/// The difference from `before` that would have been seen four times in five; `None` where either is only a count.
pub fn visible_shares(before: Share, after: Share) -> Option<f64> {
    before.share.and(after.share).map(|_| visible_difference((before.count as u64, before.of as u64), after.of as u64))
}
