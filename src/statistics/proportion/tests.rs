//! Shares against published values, and the laws that hold for any.

use proptest::prelude::*;

use super::*;
use crate::statistics::tail_probability::binomial_at_least;

fn close(found: Interval, low: f64, high: f64, within: f64) {
    assert!((found.low - low).abs() < within && (found.high - high).abs() < within, "{found:?} is not {low}, {high}");
}

#[test]
fn the_intervals_of_shares_are_the_published_ones() {
    // Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
    for (successes, of, low, high) in
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
    {
        close(wilson(successes, of), low, high, 0.00005);
    }
    // statsmodels 0.15.0: proportion_confint(method='wilson').
    close(wilson(5, 10), 0.236593090513, 0.763406909487, 1e-12);
    close(wilson(123_456, 1_000_000), 0.122812696531, 0.124102196414, 1e-12);
}

#[test]
fn the_interval_of_no_trials_says_nothing() {
    assert_eq!(wilson(0, 0), Interval { low: 0.0, high: 1.0 });
    assert_eq!(wilson(3, 0), Interval { low: 0.0, high: 1.0 });
    assert_eq!(wilson(7, 5), wilson(5, 5));
    assert_eq!(compare_shares((0, 0), (1, 2)), None);
    assert_eq!(visible_difference((0, 0), 5), 1.0);
}

#[test]
fn the_differences_of_shares_are_the_published_ones() {
    // Newcombe (1998), Statistics in Medicine 17:873, table II, method 10, examples (a) to (h); there it is the first less the second.
    for (first, second, low, high) in [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ] {
        close(compare_shares(second, first).unwrap().interval, low, high, 0.00005);
    }
    // statsmodels 0.15.0: confint_proportions_2indep(method='newcomb').
    close(compare_shares((12, 40), (25, 50)).unwrap().interval, -0.00407216335446, 0.379047008947, 1e-11);
}

#[test]
fn what_would_be_visible_is_what_sample_size_tables_say() {
    // Fleiss (1981): 0.6 against 0.7 takes 356 in each group for four times in five.
    assert!((visible_difference((249, 356), 356) - 0.1).abs() < 0.002);
    // The same equation solved by scipy 1.17.1 (brentq).
    for (a, of_b, expected) in [
        ((178, 356), 356, 0.1042489513),
        ((214, 356), 356, 0.1043162436),
        ((0, 50), 50, 0.1423966888),
        ((12, 40), 50, 0.2917920297),
        ((3, 10), 10, 0.5804903764),
        ((30, 30), 60, 0.1872417576),
        ((0, 3), 3, 0.9255115932),
        ((1, 2), 2, 1.0),
        ((0, 1), 1, 1.0),
    ] {
        let found = visible_difference(a, of_b);
        assert!((found - expected).abs() < 1e-9, "{a:?} and {of_b}: {found}");
    }
}

/// The chance that an interval leaves out 0, summed over all pairs of outcomes.
fn seen(n: u64, share: f64, difference: f64) -> f64 {
    let odds = |p: f64| p / (1.0 - p);
    let mass = |count: u64, p: f64| {
        binomial_at_least(count as f64, n as f64, odds(p))
            - if count == n { 0.0 } else { binomial_at_least(count as f64 + 1.0, n as f64, odds(p)) }
    };
    (0..=n)
        .flat_map(|a| (0..=n).map(move |b| (a, b)))
        .filter(|(a, b)| !compare_shares((*a, n), (*b, n)).unwrap().interval.contains(0.0))
        .map(|(a, b)| mass(a, share) * mass(b, share + difference))
        .sum()
}

#[test]
fn what_is_called_visible_is_seen_about_four_times_in_five() {
    for (successes, n) in [(5, 20), (8, 40), (20, 40), (12, 80)] {
        let chance = seen(n, successes as f64 / n as f64, visible_difference((successes, n), n));
        assert!((0.72..0.88).contains(&chance), "{successes} of {n}: {chance}");
    }
}

proptest! {
    #[test]
    fn an_interval_contains_its_share(of in 1..2_000_000_u64, part in 0.0..=1.0_f64) {
        let successes = (of as f64 * part) as u64;
        let interval = wilson(successes, of);
        prop_assert!(interval.contains(share(successes, of)));
        prop_assert!(0.0 <= interval.low && interval.low < interval.high && interval.high <= 1.0);
        let other = wilson(of - successes, of);
        prop_assert!((interval.low - (1.0 - other.high)).abs() < 1e-12);
    }

    #[test]
    fn a_difference_changes_its_sign_with_the_order(a in 0..50_u64, n in 1..50_u64, b in 0..50_u64, m in 1..50_u64) {
        let (forth, back) = (compare_shares((a, n), (b, m)).unwrap(), compare_shares((b, m), (a, n)).unwrap());
        prop_assert!(forth.interval.contains(forth.difference));
        prop_assert!((forth.interval.low + back.interval.high).abs() < 1e-12);
        prop_assert!((-1.0..=1.0).contains(&forth.interval.low) && forth.interval.high <= 1.0);
    }

    #[test]
    fn more_trials_make_less_visible(a in 0..30_u64, n in 1..30_u64, m in 1..30_u64) {
        let difference = visible_difference((a, n), m);
        prop_assert!((0.0..=1.0).contains(&difference));
        prop_assert!(visible_difference((a, n), m * 2) <= difference + 1e-9);
    }

    #[test]
    fn nothing_panics(a in any::<u64>(), n in any::<u64>(), b in any::<u64>(), m in any::<u64>()) {
        let interval = wilson(a, n);
        prop_assert!(interval.low <= interval.high);
        prop_assert!(compare_shares((a, n), (b, m)).is_none_or(|found| found.interval.low <= found.interval.high));
        prop_assert!((0.0..=1.0).contains(&visible_difference((a, n), m)));
    }
}
