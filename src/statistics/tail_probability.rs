//! A count and a distribution become the probability of that count or fewer, and of that count or more.
//!
//! `statrs` is exact to eight digits where incidents are counted, but its cost (Poisson) or its error (binomial) grows with the square root
//! of the count. Far above, approximations take over whose error shrinks as counts grow.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::gamma_ur;

use crate::statistics::Z;

/// The largest mean and count whose Poisson tail is summed; above, Wilson and Hilferty (1931) err by less than 1e-5.
pub(super) const POISSON_EXACT: f64 = 1e6;

/// The largest number of trials, and of the rarer outcome, whose binomial tail is exact; above, Camp and Paulson.
const TRIALS_EXACT: f64 = 1e7;
const RARER_EXACT: f64 = 1e5;

/// The probability of at most `count` from a Poisson distribution; `mean > 0` and finite.
pub(super) fn poisson_at_most(count: u64, mean: f64) -> f64 {
    let shape = count as f64 + 1.0;
    if mean <= POISSON_EXACT && shape <= POISSON_EXACT * 2.0 { gamma_ur(shape, mean) } else { 1.0 - gamma(shape, mean) }
}

/// The distribution function of a gamma variable of that shape, by the cube root of Wilson and Hilferty (1931).
fn gamma(shape: f64, x: f64) -> f64 {
    Normal::standard().cdf(((x / shape).cbrt() - 1.0 + 1.0 / (9.0 * shape)) * 3.0 * shape.sqrt())
}

/// The quantile of a gamma variable of that shape at the deviate `±Z`, by Wilson and Hilferty (1931).
pub(super) fn gamma_at(shape: f64, sign: f64) -> f64 {
    shape * (1.0 - 1.0 / (9.0 * shape) + sign * Z / (3.0 * shape.sqrt())).powi(3)
}

/// The probability of at most `count` among `of` trials that each succeed with probability `odds / (1 + odds)`.
pub(super) fn binomial_at_most(count: f64, of: f64, odds: f64) -> f64 {
    binomial_at_least(of - count, of, odds.recip())
}

/// The probability of at least `count` among `of` trials that each succeed with probability `odds / (1 + odds)`.
///
/// `0 <= count <= of`, `odds >= 0` and may be infinite. Odds keep their precision where a probability would round to one. The incomplete
/// beta function (Johnson, Kemp & Kotz 2005, chapter 3), or Camp and Paulson's approximation (the same chapter).
pub(super) fn binomial_at_least(count: f64, of: f64, odds: f64) -> f64 {
    let failures = of - count;
    if count <= 0.0 {
        return 1.0;
    }
    if odds <= 0.0 {
        return 0.0;
    }
    if odds.is_infinite() {
        return 1.0;
    }
    if of <= TRIALS_EXACT && count.min(failures) <= RARER_EXACT {
        // The smaller of the two probabilities is the one that a float holds well.
        return if odds <= 1.0 {
            beta_reg(count, failures + 1.0, odds / (1.0 + odds))
        } else {
            1.0 - beta_reg(failures + 1.0, count, 1.0 / (1.0 + odds))
        };
    }
    let (a, b) = (1.0 / (9.0 * (failures + 1.0)), 1.0 / (9.0 * count));
    let root = (count / (failures + 1.0) / odds).cbrt();
    let deviate = ((1.0 - b) * root - (1.0 - a)) / (b * root * root + a).sqrt();
    if deviate.is_nan() { 0.0 } else { Normal::standard().cdf(-deviate) }
}

/// Where between `low` and `high` a rising function crosses `target`, by halving: a hundred steps at most.
pub(super) fn crossing(mut low: f64, mut high: f64, target: f64, rising: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..100 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if rising(middle) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}

/// The least count of which `holds`, which holds of all counts from there on; `u64::MAX` where it holds of none.
pub(super) fn least(holds: impl Fn(u64) -> bool) -> u64 {
    if holds(0) {
        return 0;
    }
    // It does not hold of `low`, and the answer is `high` at most: steps that double, then halves.
    let (mut low, mut high) = (0, 1);
    while high < u64::MAX && !holds(high) {
        (low, high) = (high, high.saturating_mul(2));
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found / expected - 1.0).abs() < relative, "{found} is not {expected}");
    }

    #[test]
    fn binomial_tails_are_those_of_scipy_at_any_size() {
        // scipy 1.17.1: binom.sf(count - 1, of, p).
        for (count, of, p, expected, relative) in [
            (8.0, 10.0, 0.5, 0.0546875, 1e-12),
            (60.0, 100.0, 0.5, 0.02844396682049044, 1e-12),
            (1060.0, 10_000.0, 0.1, 0.02438040426084866, 1e-9),
            (30_000.0, 100_000.0, 0.3, 0.50119294873110, 1e-9),
            (1.0, 1_000_000.0, 1e-9, 0.000999500166712451, 1e-8),
            (501_000.0, 1_000_000.0, 0.5, 0.0228041499326948, 1e-6),
            (300_000.0, 1_000_000.0, 0.3, 0.5003772440880, 1e-6),
            (1_001_897.0, 10_000_000.0, 0.1, 0.02282226241219948, 1e-6),
        ] {
            close(binomial_at_least(count, of, p / (1.0 - p)), expected, relative);
            close(binomial_at_most(of - count, of, (1.0 - p) / p), expected, relative);
        }
    }

    #[test]
    fn tails_of_the_impossible_are_zero_or_one() {
        for odds in [0.0, 1e-300, 1.0, 1e300, f64::INFINITY] {
            for (count, of) in [(0.0, 0.0), (0.0, 5.0), (5.0, 5.0), (1e18, 1e18), (0.0, 1e18), (5e17, 1e18)] {
                for tail in [binomial_at_least(count, of, odds), binomial_at_most(count, of, odds)] {
                    assert!((0.0..=1.0).contains(&tail), "{count} of {of} at {odds}: {tail}");
                }
            }
        }
    }

    #[test]
    fn the_least_count_is_found_wherever_it_is() {
        for answer in [0, 1, 2, 3, 4, 7, 8, 1_000_003, u64::MAX - 1, u64::MAX] {
            assert_eq!(least(|count| count >= answer), answer);
        }
        assert_eq!(least(|_| false), u64::MAX);
    }
}
