//! Counts of two things and of both become how much more often they come together than by chance.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::factorial::ln_binomial;

/// Up to this many incidents the probability is summed; above, the normal approximation is as good.
const SUMMED: u64 = 1_000_000_000;

/// How often two things come together, beside chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Together {
    /// How often they would come together if neither told anything of the other.
    pub expected: f64,
    /// How many times as often as that they do.
    pub lift: f64,
    /// How likely they come together at least so often by chance, given how often each comes.
    pub p: f64,
}

/// Whether two things that come `a` and `b` times among `of`, and `both` together, do so more often than by chance.
///
/// `None` when that is impossible (both more often than either, either more often than all, or together too seldom for their number) or when
/// `a`, `b` or `of` is 0. Of many pairs some have a small p by chance: where all are listed, divide 0.05 by their number.
///
/// Source: Fisher's exact test, upper tail of the hypergeometric distribution (Fisher 1935); lift as in Brin, Motwani & Silverstein (1997),
/// who call it interest. Six digits are right up to a thousand million. Cost grows with the square root of the smaller of `a` and `b`.
#[must_use]
pub fn together(both: u64, a: u64, b: u64, of: u64) -> Option<Together> {
    let neither = i128::from(of) - i128::from(a) - i128::from(b) + i128::from(both);
    if a == 0 || b == 0 || a > of || b > of || both > a.min(b) || neither < 0 {
        return None;
    }
    let expected = a as f64 * b as f64 / of as f64;
    let p = if of > SUMMED { approximate(both, a, b, of) } else { at_least(both, a, b, of) };
    Some(Together { expected, lift: both as f64 / expected, p: p.clamp(0.0, 1.0) })
}

/// The probability of at least `both`, summed away from the mean until terms no longer count.
fn at_least(both: u64, a: u64, b: u64, of: u64) -> f64 {
    if both + of == a + b || both == 0 {
        return 1.0;
    }
    let mass = (ln_binomial(a, both) + ln_binomial(of - a, b - both) - ln_binomial(of, b)).exp();
    let (first, second, rest) = (a as f64, b as f64, of as f64 - a as f64 - b as f64);
    // From one count to the next.
    let step = |count: f64| (first - count) * (second - count) / ((count + 1.0) * (rest + count + 1.0));
    let start = both as f64;
    if start > first * second / of as f64 {
        return mass * sum(|term| step(start + term));
    }
    // Below the mean the other tail is the smaller one: downwards from one less.
    let below = mass / step(start - 1.0);
    1.0 - below * sum(|term| if term + 2.0 > start { 0.0 } else { step(start - 2.0 - term).recip() })
}

/// 1 and the products of the first, the first two, … ratios, while they count.
fn sum(ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut total, mut term, mut index) = (1.0_f64, 1.0_f64, 0.0);
    while term > total * 1e-17 && term.is_finite() {
        term *= ratio(index).max(0.0);
        total += term;
        index += 1.0;
    }
    total
}

/// The normal approximation with continuity correction.
fn approximate(both: u64, a: u64, b: u64, of: u64) -> f64 {
    let n = of as f64;
    let (first, second) = (a as f64 / n, b as f64 / n);
    let spread = (n * first * (1.0 - first) * second * (1.0 - second)).sqrt();
    if spread > 0.0 { Normal::standard().cdf((n * first * second - both as f64 + 0.5) / spread) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lady_tasting_tea_has_the_published_probability() {
        // Fisher (1935), The Design of Experiments: three of four cups right or better, 17 of 70.
        let found = together(3, 4, 4, 8).unwrap();
        assert_eq!((found.expected, found.lift), (2.0, 1.5));
        assert!((found.p - 17.0 / 70.0).abs() < 1e-12);
    }

    #[test]
    fn probabilities_are_those_of_scipy_at_any_size() {
        // scipy 1.17.1: hypergeom.sf(both - 1, of, a, b).
        for (both, a, b, of, p, relative) in [
            (5, 12, 9, 60, 0.0115676499871, 1e-10),
            (40, 100, 120, 500, 4.65913903994e-05, 1e-10),
            (10, 10, 10, 100, 5.77690423453e-14, 1e-10),
            (2, 3, 5, 9, 0.595238095238, 1e-10),
            (2000, 20_000, 30_000, 300_000, 0.503741842582, 1e-7),
            (210_700, 600_000, 700_000, 2_000_000, 0.0118279934858, 1e-6),
            (1, 600_000, 700_000, 2_000_000, 1.0, 1e-12),
            (0, 5, 5, 20, 1.0, 1e-12),
        ] {
            let found = together(both, a, b, of).unwrap().p;
            assert!((found / p - 1.0).abs() < relative, "{both} of {a} and {b}: {found} is not {p}");
        }
        let (summed, approximate) =
            (at_least(210_700, 600_000, 700_000, 2_000_000), approximate(210_700, 600_000, 700_000, 2_000_000));
        assert!((summed - approximate).abs() < 1e-4);
    }

    #[test]
    fn nothing_is_said_of_the_impossible() {
        for (both, a, b, of) in
            [(0, 0, 3, 9), (0, 3, 0, 9), (0, 0, 0, 0), (4, 3, 5, 9), (1, 10, 2, 9), (1, 2, 10, 9), (1, 6, 6, 9)]
        {
            assert_eq!(together(both, a, b, of), None, "{both} of {a} and {b} among {of}");
        }
        assert_eq!(together(9, 9, 9, 9).unwrap(), Together { expected: 9.0, lift: 1.0, p: 1.0 });
    }

    proptest! {
        #[test]
        fn the_tail_is_the_sum_of_its_masses(a in 1..60_u64, b in 1..60_u64, more in 0..80_u64, part in 0.0..=1.0_f64) {
            let of = a.max(b) + more;
            let (least, most) = ((a + b).saturating_sub(of), a.min(b));
            let both = least + ((most - least) as f64 * part) as u64;
            let mass = |count| (ln_binomial(a, count) + ln_binomial(of - a, b - count) - ln_binomial(of, b)).exp();
            let expected: f64 = (both..=most).map(mass).sum();
            prop_assert!((together(both, a, b, of).unwrap().p - expected).abs() < 1e-9);
            prop_assert_eq!(together(both, a, b, of).unwrap().lift, together(both, b, a, of).unwrap().lift);
        }

        #[test]
        fn nothing_panics(both in any::<u64>(), a in any::<u64>(), b in any::<u64>(), of in any::<u64>()) {
            let (a, b) = (a.min(of), b.min(of));
            let both = both.min(a.min(b));
            prop_assert!(together(both, a, b, of).is_none_or(|found| (0.0..=1.0).contains(&found.p)));
        }
    }
}
