//! Counts against published values and SciPy, and the laws that hold for any.

use proptest::prelude::*;
use statrs::function::gamma::{gamma_lr, gamma_ur};

use super::*;

fn close(found: f64, expected: f64, relative: f64) {
    let near = found == expected || (found - expected).abs() <= relative * expected.abs();
    assert!(near, "{found} is not {expected}");
}

#[test]
fn the_intervals_of_counts_are_the_published_ones() {
    // Garwood (1936), to two decimals as reprinted in many tables.
    for (count, low, high) in [(0, 0.0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89)]
    {
        let found = count_interval(count);
        assert!((found.low - low).abs() < 0.0051 && (found.high - high).abs() < 0.0051, "{count}: {found:?}");
    }
}

#[test]
fn the_intervals_of_counts_are_those_of_scipy_at_any_size() {
    // scipy 1.17.1: chi2.ppf(0.025, 2n)/2 and chi2.ppf(0.975, 2n+2)/2.
    for (count, low, high, relative) in [
        (0, 0.0, 3.68887945411, 1e-10),
        (1, 0.0253178079843, 5.57164339094, 1e-10),
        (2, 0.242209278544, 7.22468766772, 1e-11),
        (50, 37.1109637375, 65.9187666643, 1e-11),
        (100, 81.3639912509, 121.626793792, 1e-11),
        (1000, 938.973018408, 1063.95213602, 1e-11),
        (100_000, 99381.1526637, 100621.74474, 1e-11),
        (1_000_000, 998040.98334, 1001961.91195, 1e-10),
        (3_000_000, 2996606.19005, 3003396.70482, 1e-9),
        (1_000_000_000, 999938021.444, 1000061981.45, 1e-9),
    ] {
        let found = count_interval(count);
        close(found.low, low, relative);
        close(found.high, high, relative);
    }
}

#[test]
fn usual_counts_are_those_of_scipy() {
    // scipy 1.17.1: poisson.ppf(0.025, mean) and poisson.ppf(0.975, mean).
    for (mean, expected) in [
        (0.01, (0, 0)),
        (0.5, (0, 2)),
        (1.0, (0, 3)),
        (3.3, (0, 7)),
        (10.0, (4, 17)),
        (12.5, (6, 20)),
        (100.0, (81, 120)),
        (1000.0, (938, 1062)),
        (1e5, (99381, 100620)),
        (1e6, (998041, 1001960)),
        (5e6, (4995618, 5004383)),
    ] {
        assert_eq!(usual_counts(mean), expected, "of {mean}");
    }
    assert_eq!(usual_counts(0.0), (0, 0));
    assert_eq!(usual_counts(-1.0), (0, 0));
    assert_eq!(usual_counts(f64::INFINITY), (u64::MAX, u64::MAX));
}

#[test]
fn the_ratio_of_two_rates_is_the_published_one() {
    // R's example of `poisson.test`: 11 cases in 800 person-years against 21 in 3011; 1.971488, [0.8584264, 4.2772659].
    let found = compare_counts((21, 3011.0), (11, 800.0)).unwrap();
    close(found.ratio, 1.971488, 1e-6);
    close(found.interval.low, 0.8584264, 1e-6);
    close(found.interval.high, 4.2772659, 1e-6);
}

#[test]
fn the_ratios_of_rates_are_those_of_scipy() {
    // scipy 1.17.1: binomtest(b, a + b, share).proportion_ci('exact') as odds, and twice the smaller of binom.cdf and binom.sf.
    for (a, b, low, high, p) in [
        ((21, 3011.0), (11, 800.0), 0.858426403392, 4.27726594365, 0.112017319575),
        ((10, 100.0), (25, 100.0), 1.15961897359, 5.83271320034, 0.0166738478001),
        ((0, 30.0), (5, 30.0), 0.916355857315, f64::INFINITY, 0.0625),
        ((7, 365.0), (0, 90.0), 0.0, 2.8138011415, 0.427563152222),
        ((12, 365.0), (15, 365.0), 0.546226522306, 2.92466516315, 0.701108038425),
        ((120, 1000.0), (180, 1000.0), 1.18404301689, 1.90588674027, 0.000634220006928),
        ((3, 31.0), (4, 28.0), 0.249735608743, 10.0774425762, 0.889058318689),
        ((50_000, 10.0), (51_000, 10.0), 1.00747582024, 1.03268025699, 0.00166963045599),
    ] {
        let found = compare_counts(a, b).unwrap();
        close(found.interval.low, low, 1e-9);
        close(found.interval.high, high, 1e-9);
        close(found.p, p, 1e-7);
    }
    assert_eq!(compare_counts((0, 30.0), (5, 30.0)).unwrap().ratio, f64::INFINITY);
    assert_eq!(compare_counts((7, 365.0), (0, 90.0)).unwrap().ratio, 0.0);
}

#[test]
fn nothing_is_said_of_two_periods_without_events_or_without_length() {
    assert_eq!(compare_counts((0, 30.0), (0, 30.0)), None);
    for exposure in [0.0, -1.0, f64::INFINITY] {
        assert_eq!(compare_counts((3, exposure), (3, 30.0)), None);
        assert_eq!(compare_counts((3, 30.0), (3, exposure)), None);
        assert_eq!(unremarkable_counts((3, 30.0), exposure), (0, u64::MAX));
        assert_eq!(dispersion_p(&[(3, exposure), (3, 30.0)]), None);
    }
}

#[test]
fn unremarkable_counts_are_those_found_by_trying_all() {
    // scipy 1.17.1: every count whose p, as above, is 0.05 or more.
    for (a, exposure, expected) in [
        ((0, 1.0), 1.0, (0, 5)),
        ((1, 1.0), 1.0, (0, 7)),
        ((5, 1.0), 1.0, (0, 14)),
        ((12, 365.0), 365.0, (4, 24)),
        ((30, 365.0), 90.0, (2, 14)),
        ((100, 12.0), 12.0, (74, 130)),
        ((1000, 12.0), 24.0, (1851, 2156)),
    ] {
        assert_eq!(unremarkable_counts(a, exposure), expected, "after {a:?}");
    }
}

#[test]
fn the_test_of_one_rate_is_that_of_scipy() {
    // scipy 1.17.1: chi2.sf of Pearson's statistic.
    let p = |counts: &[(u64, f64)]| dispersion_p(counts).unwrap();
    close(p(&[(3, 1.0), (5, 1.0), (2, 1.0), (9, 1.0), (1, 1.0)]), 0.0404276819945, 1e-10);
    close(p(&[(31, 31.0), (20, 28.0), (35, 31.0), (60, 30.0)]), 5.56816559344e-05, 1e-10);
    close(p(&[(0, 90.0), (0, 91.0), (12, 92.0), (0, 92.0)]), 9.05957358852e-08, 1e-8);
    assert_eq!(p(&[(4, 1.0), (4, 1.0), (4, 1.0)]), 1.0);
    assert_eq!(dispersion_p(&[(4, 1.0)]), None);
    assert_eq!(dispersion_p(&[(0, 1.0), (0, 1.0)]), None);
}

proptest! {
    #[test]
    fn either_tail_beyond_an_interval_is_two_and_a_half_per_cent(count in 0..200_000_u64) {
        let interval = count_interval(count);
        prop_assert!(interval.contains(count as f64));
        prop_assert!((gamma_ur(count as f64 + 1.0, interval.high) - 0.025).abs() < 1e-8);
        prop_assert!(count == 0 || (gamma_lr(count as f64, interval.low) - 0.025).abs() < 1e-8);
    }

    #[test]
    fn usual_counts_hold_at_least_nineteen_in_twenty(mean in 0.001..5000.0_f64) {
        let (low, high) = usual_counts(mean);
        let below = if low == 0 { 0.0 } else { poisson_at_most(low - 1, mean) };
        prop_assert!(below < 0.025 && poisson_at_most(high, mean) >= 0.975);
        prop_assert!(low as f64 <= mean && mean <= high as f64 + 1.0);
    }

    #[test]
    fn an_interval_excludes_one_exactly_when_p_is_small(
        a in 0..3000_u64, b in 0..3000_u64, days in 1.0..1000.0_f64, more in 1.0..1000.0_f64,
    ) {
        let Some(found) = compare_counts((a, days), (b, more)) else { return Ok(()) };
        prop_assert!(found.interval.contains(found.ratio) && (0.0..=1.0).contains(&found.p));
        prop_assume!((found.p - 0.05).abs() > 1e-9);
        prop_assert_eq!(found.interval.contains(1.0), found.p >= 0.05);
    }

    #[test]
    fn a_ratio_is_the_reciprocal_of_the_other_way_round(a in 1..500_u64, b in 1..500_u64, days in 1.0..1000.0_f64) {
        let (forth, back) = (compare_counts((a, days), (b, 30.0)).unwrap(), compare_counts((b, 30.0), (a, days)).unwrap());
        prop_assert!((forth.interval.low * back.interval.high - 1.0).abs() < 1e-9);
        prop_assert!((forth.p - back.p).abs() < 1e-9);
    }

    #[test]
    fn a_count_is_unremarkable_when_it_is_not_called_different(a in 0..2000_u64, days in 1.0..500.0_f64, more in 1.0..500.0_f64) {
        let (low, high) = unremarkable_counts((a, days), more);
        let p = |b| compare_counts((a, days), (b, more)).map_or(1.0, |found| found.p);
        prop_assert!(low <= high && p(low) >= 0.05 && p(high) >= 0.05);
        prop_assert!(p(high + 1) < 0.05);
        prop_assert!(low == 0 || p(low - 1) < 0.05);
    }

    #[test]
    fn nothing_panics(a in any::<u64>(), b in any::<u64>(), days in any::<f64>(), more in any::<f64>()) {
        prop_assume!(!days.is_nan() && !more.is_nan());
        let interval = count_interval(a);
        prop_assert!(interval.low <= interval.high);
        let (low, high) = usual_counts(days);
        prop_assert!(low <= high);
        let (low, high) = unremarkable_counts((a, days), more);
        prop_assert!(low <= high);
        if let Some(found) = compare_counts((a, days), (b, more)) {
            prop_assert!(found.interval.low <= found.interval.high && (0.0..=1.0).contains(&found.p));
        }
        prop_assert!(dispersion_p(&[(a, days), (b, more)]).is_none_or(|p| (0.0..=1.0).contains(&p)));
    }
}
