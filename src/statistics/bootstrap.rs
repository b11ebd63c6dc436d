//! Two sets of durations become the ratio of their medians with its interval, by drawing from them again and again.

use rand_distr::{Beta, Distribution, OpenClosed01};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::SeedableRng;

use crate::statistics::{Interval, TAIL, Z, Z_SEEN, median, quantile};

/// How many times the medians of a ratio are drawn for its interval.
pub const RESAMPLES: usize = 2000;

/// What makes chance repeatable: the same seed gives the same draws.
///
/// The generator (PCG-64, O'Neill 2014) gives the same bits on every platform and in every version. The draws are shaped with the
/// logarithm and the exponential function, whose last bit may differ between platforms; that moves a drawn place about once in 10¹⁵ draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    /// The seed of a label, such as the name of a chart: the first eight bytes of its BLAKE3 hash, the lowest first.
    #[must_use]
    pub fn of(label: &str) -> Seed {
        let first = blake3::hash(label.as_bytes()).as_bytes().first_chunk().copied();
        Seed(u64::from_le_bytes(first.expect("a hash has 32 bytes")))
    }

    /// A generator of its own for each `stream` of draws, so that adding one changes no other.
    pub(super) fn generator(self, stream: u64) -> Pcg64 {
        Pcg64::seed_from_u64(self.0 ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

/// Medians of so many draws, with replacement, from a pool; each costs the same however many there are.
///
/// A draw takes the place `floor(n U)` of the sorted pool, and rises with U; so the m-th smallest of the draws is at the place of the m-th
/// smallest U, which has the distribution Beta(m, draws - m + 1). Given that one, the next larger is the least of `draws - m` numbers even
/// above it (David & Nagaraja 2003, chapter 2).
pub(super) struct Medians<'a> {
    pool: &'a [f64],
    lower: Beta<f64>,
    /// For an even number of draws, how many lie above the lower of the middle two.
    above: Option<f64>,
}

impl<'a> Medians<'a> {
    /// `None` for an empty pool or no draws; `pool` ascends.
    pub(super) fn of(pool: &'a [f64], draws: usize) -> Option<Medians<'a>> {
        if pool.is_empty() || draws == 0 {
            return None;
        }
        let (rank, even) = (draws.div_ceil(2), draws.is_multiple_of(2));
        let above = (draws - rank) as f64;
        let lower = Beta::new(rank as f64, above + 1.0).ok()?;
        Some(Medians { pool, lower, above: even.then_some(above) })
    }

    pub(super) fn draw(&self, generator: &mut Pcg64) -> f64 {
        let place = self.lower.sample(generator);
        let Some(above) = self.above else { return self.at(place) };
        let least: f64 = OpenClosed01.sample(generator);
        let next = 1.0 - (1.0 - place) * least.powf(above.recip());
        let (low, high) = (self.at(place), self.at(next));
        if low == high { low } else { low / 2.0 + high / 2.0 }
    }

    fn at(&self, place: f64) -> f64 {
        self.pool[((place * self.pool.len() as f64) as usize).min(self.pool.len() - 1)]
    }
}

/// The central 95 % of what was drawn, stretched to contain the estimate.
fn central(mut drawn: Vec<f64>, estimate: f64) -> Interval {
    sort_around(&mut drawn, [TAIL, 1.0 - TAIL]);
    let end = |q: f64| quantile(&drawn, q).unwrap_or(estimate);
    Interval { low: end(TAIL).min(estimate), high: end(1.0 - TAIL).max(estimate) }
}

/// Brings to their places the numbers that these quantiles, the lower first, are read from: the others need no order.
fn sort_around(drawn: &mut [f64], quantiles: [f64; 2]) {
    let mut sorted = 0;
    for q in quantiles {
        let below = (q * drawn.len().saturating_sub(1) as f64) as usize;
        for place in [below, below + 1] {
            if (sorted..drawn.len()).contains(&place) {
                drawn[sorted..].select_nth_unstable_by(place - sorted, f64::total_cmp);
                sorted = place + 1;
            }
        }
    }
}

/// How one median compares with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianRatio {
    /// The second median over the first: 2 is twice as long.
    pub ratio: f64,
    /// Where the ratio may lie.
    pub interval: Interval,
    /// The factor, above 1, that would be seen about four times in five: so much longer, or so many times shorter. Infinite when the draws
    /// do not vary (one number, or equal ones), as nothing is known of chance then.
    pub visible: f64,
}

/// Compares two medians: that of `b` over that of `a`; both ascend, in one unit.
///
/// `None` when either is empty or holds a number that is not above 0 and finite. Few numbers make the interval too narrow: show none below
/// eight on either side. The same numbers and seed give the same answer, and the other way round the reciprocal but for chance.
///
/// Source: the percentile bootstrap (Efron 1979; two samples as in Efron & Tibshirani 1993, chapter 8). What is visible follows from the width
/// of the interval on the log scale, taken as 2 · 1.96 standard errors: 1.96 + 0.84 of them. Cost: twice [`RESAMPLES`] draws and a sort.
#[must_use]
pub fn compare_medians(a: &[f64], b: &[f64], seed: Seed) -> Option<MedianRatio> {
    let usable = |all: &[f64]| all.iter().all(|value| *value > 0.0 && value.is_finite());
    if !usable(a) || !usable(b) {
        return None;
    }
    let ratio = median(b)? / median(a)?;
    let (first, second) = (Medians::of(a, a.len())?, Medians::of(b, b.len())?);
    let (mut of_first, mut of_second) = (seed.generator(1), seed.generator(2));
    let drawn = (0..RESAMPLES).map(|_| second.draw(&mut of_second) / first.draw(&mut of_first)).collect();
    let interval = central(drawn, ratio);
    let half = (interval.high.ln() - interval.low.ln()) / 2.0;
    let visible = if half > 0.0 { (half * (1.0 + Z_SEEN / Z)).exp() } else { f64::INFINITY };
    Some(MedianRatio { ratio, interval, visible })
}

#[cfg(test)]
mod tests;
