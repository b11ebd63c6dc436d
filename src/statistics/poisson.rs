//! Counts over periods become rates with intervals, and two rates become a ratio. Assumes that events come independently of each other.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::statistics::tail_probability::{
    POISSON_EXACT, binomial_at_least, binomial_at_most, crossing, gamma_at, least, poisson_at_most,
};
use crate::statistics::{Interval, TAIL};

/// The interval of the mean of which one count was seen; units are events.
///
/// Exact: either tail beyond the interval has a probability of at most 2.5 %, so it covers at least as often as it says, more for few.
/// 0 gives [0, 3.689], 1 gives [0.025, 5.572]. Divide both ends by the exposure for a rate.
///
/// Source: Garwood (1936), by way of the chi-squared distribution (Ulm 1990). Above a million events Wilson and Hilferty (1931), right to
/// ten digits. Cost grows with the square root of the count: 8 µs for 1,000, 0.2 ms for a million.
#[must_use]
pub fn count_interval(count: u64) -> Interval {
    let low = if count == 0 { 0.0 } else { gamma_quantile(count as f64, TAIL, -1.0) };
    Interval { low, high: gamma_quantile(count as f64 + 1.0, 1.0 - TAIL, 1.0) }
}

/// A gamma variable is half a chi-squared one of twice its shape.
fn gamma_quantile(shape: f64, p: f64, sign: f64) -> f64 {
    if shape > POISSON_EXACT {
        return gamma_at(shape, sign);
    }
    ChiSquared::new(2.0 * shape).map_or(f64::NAN, |of| of.inverse_cdf(p) / 2.0)
}

/// The central 95 % of the counts that come from one mean: both ends are the least count up to which at least 2.5 % and 97.5 % come.
///
/// This is the band that one would see if nothing changed. A mean of 0 or below gives (0, 0), an infinite one the largest count twice.
/// Being whole numbers, the counts between the ends (both included) come in at least 95 % of periods.
///
/// Source: the quantiles of the Poisson distribution (Johnson, Kemp & Kotz 2005, chapter 4). Cost grows with the square root of the mean.
#[must_use]
pub fn usual_counts(mean: f64) -> (u64, u64) {
    if mean.is_nan() || mean <= 0.0 {
        return (0, 0);
    }
    if mean.is_infinite() {
        return (u64::MAX, u64::MAX);
    }
    let quantile = |p: f64| least(|count| poisson_at_most(count, mean) >= p);
    (quantile(TAIL), quantile(1.0 - TAIL))
}

/// How one rate compares with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// The second rate over the first: 2 is twice as often. Infinite when nothing was counted in the first.
    pub ratio: f64,
    /// Where the ratio may lie; contains 1 exactly when `p >= 0.05`.
    pub interval: Interval,
    /// How likely counts at least as far apart are if the rates are the same: twice the smaller tail, at most 1.
    pub p: f64,
}

/// Compares two counts, each with its exposure (days, say; both in the same unit): the rate of `b` over the rate of `a`.
///
/// Given their sum, the second count is binomial when both are Poisson, so nothing need be known of the rates. `None` when both counts
/// are 0 (nothing is known of the ratio) or an exposure is not above 0 and finite. A ratio of 0 has the interval [0, x], an infinite one
/// [x, ∞]. Exact, hence on the careful side: fewer than one in twenty pairs that are the same are called different.
///
/// Source: Przyborowski & Wilenski (1940) for the test, Clopper & Pearson (1934) for the interval. Cost: some 200 tails of a microsecond.
#[must_use]
pub fn compare_counts(a: (u64, f64), b: (u64, f64)) -> Option<RateRatio> {
    let scale = scale(a.1, b.1)?;
    let (first, second) = (a.0 as f64, b.0 as f64);
    let both = first + second;
    if both == 0.0 {
        return None;
    }
    // A ratio of rates is the odds that an event is of the second period, times `scale`. Beyond e^±60 lie more events than a u64 counts.
    let crossing = |at_least: &dyn Fn(f64) -> f64| crossing(-60.0, 60.0, TAIL, |ln_odds| at_least(ln_odds.exp()));
    let low = if second == 0.0 { 0.0 } else { crossing(&|odds| binomial_at_least(second, both, odds)).exp() * scale };
    let high = if first == 0.0 {
        f64::INFINITY
    } else {
        // The same for the first period, whose odds are the reciprocal.
        (-crossing(&|odds| binomial_at_least(first, both, odds))).exp() * scale
    };
    let ratio = if first == 0.0 { f64::INFINITY } else { second / first * scale };
    let interval = Interval { low: low.min(ratio), high: high.max(ratio) };
    Some(RateRatio { ratio, interval, p: two_sided(first, second, scale) })
}

/// The first exposure over the second.
fn scale(a: f64, b: f64) -> Option<f64> {
    let usable = |exposure: f64| exposure > 0.0 && exposure.is_finite();
    (usable(a) && usable(b)).then(|| (a / b).clamp(f64::MIN_POSITIVE, f64::MAX))
}

/// Twice the smaller tail of the second count if both rates are the same.
fn two_sided(first: f64, second: f64, scale: f64) -> f64 {
    let (both, odds) = (first + second, scale.recip());
    (2.0 * binomial_at_least(second, both, odds).min(binomial_at_most(second, both, odds))).min(1.0)
}

/// The lowest and the highest count of a second period that [`compare_counts`] would not call different from the first (`p >= 0.05`).
///
/// All between are unremarkable too, and all outside are not. Exposures as there; where one cannot be used nothing is remarkable, and the
/// answer is every count. If the first count is 0 the lowest is 0. Cost: some 50 tails of a microsecond.
///
/// Source: the same test, inverted; the ends are quantiles of negative binomial distributions.
#[must_use]
pub fn unremarkable_counts(a: (u64, f64), exposure_b: f64) -> (u64, u64) {
    let Some(scale) = scale(a.1, exposure_b) else { return (0, u64::MAX) };
    let (first, odds) = (a.0 as f64, scale.recip());
    let few = |count: u64| binomial_at_most(count as f64, first + count as f64, odds) < TAIL;
    let many = |count: u64| binomial_at_least(count as f64, first + count as f64, odds) < TAIL;
    let lowest = least(|count| !few(count));
    (lowest, least(many).saturating_sub(1).max(lowest))
}

/// How likely counts at least as uneven are if all come from one constant rate; each is a count with its exposure, in any one unit.
///
/// `None` for fewer than two periods, when all counts are 0, or when an exposure is not above 0 and finite. An approximation for large
/// counts: fair from about two expected in each period, rough below one. A small p says that the rate varied or that events come in
/// clusters; not which, nor when.
///
/// Source: Fisher's index of dispersion (Fisher, Thornton & Mackenzie 1922), with exposures as in Pearson's chi-squared test.
/// Cost grows with the number of periods.
#[must_use]
pub fn dispersion_p(counts: &[(u64, f64)]) -> Option<f64> {
    let total: f64 = counts.iter().map(|(count, _)| *count as f64).sum();
    let exposure: f64 = counts.iter().map(|(_, exposure)| exposure).sum();
    let usable = counts.iter().all(|(_, exposure)| *exposure > 0.0) && exposure.is_finite();
    if counts.len() < 2 || total == 0.0 || !usable {
        return None;
    }
    let statistic: f64 = counts
        .iter()
        .map(|(count, part)| (*count as f64, total * (part / exposure)))
        .map(|(count, expected)| if expected > 0.0 { (count - expected).powi(2) / expected } else { 0.0 })
        .sum();
    // `statrs` takes the survival function of 0 and of the infinite for an error.
    if statistic <= 0.0 {
        return Some(1.0);
    }
    let of = ChiSquared::new((counts.len() - 1) as f64).ok()?;
    Some(of.sf(statistic.min(f64::MAX)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests;
