//! The fast bootstrap against the naive one and exact probabilities, and the laws that hold for any numbers.

use proptest::prelude::*;
use rand_distr::StandardUniform;
use statrs::distribution::{ContinuousCDF, Normal};

use super::*;
use crate::statistics::median_interval;
use crate::statistics::tail_probability::binomial_at_least;

/// The naive bootstrap: draws all, sorts them and takes the middle.
fn naive(pool: &[f64], draws: usize, generator: &mut Pcg64) -> f64 {
    let mut drawn: Vec<f64> = (0..draws)
        .map(|_| pool[(Distribution::<f64>::sample(&StandardUniform, generator) * pool.len() as f64) as usize])
        .collect();
    drawn.sort_by(f64::total_cmp);
    median(&drawn).unwrap()
}

/// The largest distance of two empirical distributions, times the root of the samples: 1.36 is passed by chance once in twenty.
fn kolmogorov_smirnov(mut a: Vec<f64>, mut b: Vec<f64>) -> f64 {
    a.sort_by(f64::total_cmp);
    b.sort_by(f64::total_cmp);
    let share = |all: &[f64], value: f64| all.partition_point(|x| *x <= value) as f64 / all.len() as f64;
    let distance = a.iter().chain(&b).map(|x| (share(&a, *x) - share(&b, *x)).abs()).fold(0.0, f64::max);
    distance * ((a.len() * b.len()) as f64 / (a.len() + b.len()) as f64).sqrt()
}

#[test]
fn the_fast_bootstrap_has_the_distribution_of_the_naive_one() {
    const TIMES: usize = 20_000;
    for (size, draws) in [(1, 1), (2, 2), (3, 3), (4, 4), (7, 7), (8, 8), (25, 25), (40, 40), (10, 3), (5, 16)] {
        // Squares, so that a mean of the middle two is no value of its own.
        let pool: Vec<f64> = (1..=size).map(|i| f64::from(i * i)).collect();
        let fast = Medians::of(&pool, draws).unwrap();
        let (mut one, mut other) = (Seed(1).generator(0), Seed(2).generator(0));
        let distance = kolmogorov_smirnov(
            (0..TIMES).map(|_| fast.draw(&mut one)).collect(),
            (0..TIMES).map(|_| naive(&pool, draws, &mut other)).collect(),
        );
        // 1.95 is passed by chance once in a thousand.
        assert!(distance < 1.95, "{draws} draws of {size}: {distance}");
    }
}

#[test]
fn the_fast_bootstrap_has_the_exact_probabilities() {
    // Of an odd number of draws the median is at most the k-th value when most draws are (Efron 1979, section 3).
    const TIMES: usize = 100_000;
    let pool: Vec<f64> = (1..=13).map(f64::from).collect();
    let (fast, mut generator) = (Medians::of(&pool, 13).unwrap(), Seed(5).generator(0));
    let drawn: Vec<f64> = (0..TIMES).map(|_| fast.draw(&mut generator)).collect();
    for k in 1..13 {
        let found = drawn.iter().filter(|value| **value <= f64::from(k)).count() as f64 / TIMES as f64;
        let expected = binomial_at_least(7.0, 13.0, f64::from(k) / f64::from(13 - k));
        assert!((found - expected).abs() < 0.0065, "at most {k}: {found} is not {expected}");
    }
}

#[test]
fn a_seed_is_the_same_on_every_platform_and_in_every_version() {
    assert_eq!(Seed::of(""), Seed(12007152915317330863));
    assert_ne!(Seed::of("duration"), Seed::of("detection"));
}

#[test]
fn the_ratio_of_few_numbers_says_nothing_of_chance() {
    assert_eq!(compare_medians(&[2.0], &[3.0], Seed(1)).unwrap().visible, f64::INFINITY);
    assert_eq!(compare_medians(&[], &[3.0], Seed(1)), None);
    assert_eq!(compare_medians(&[0.0, 2.0], &[3.0], Seed(1)), None);
}

/// Log-normal durations of log-scale 1, and as many again.
fn two_samples(size: usize, generator: &mut Pcg64) -> [Vec<f64>; 2] {
    [(); 2].map(|()| {
        let mut sample: Vec<f64> =
            (0..size).map(|_| Normal::standard().inverse_cdf(OpenClosed01.sample(generator)).min(8.0).exp()).collect();
        sample.sort_by(f64::total_cmp);
        sample
    })
}

#[test]
fn intervals_cover_and_what_is_called_visible_is_seen() {
    const TIMES: u64 = 300;
    for size in [8, 15, 40] {
        let mut generator = Seed(size as u64).generator(9);
        let (mut covers_median, mut covers_ratio, mut seen) = (0, 0, 0);
        for time in 0..TIMES {
            let [a, b] = two_samples(size, &mut generator);
            covers_median += u64::from(median_interval(&a).unwrap().contains(1.0));
            let ratio = compare_medians(&a, &b, Seed(time)).unwrap();
            covers_ratio += u64::from(ratio.interval.contains(1.0));
            // Were b longer by the visible factor, its interval would be too.
            seen += u64::from(ratio.interval.low * ratio.visible > 1.0);
        }
        let share = |count: u64| count as f64 / TIMES as f64;
        // The bootstrap of a median is on the careful side where two are compared.
        let found = [covers_median, covers_ratio, seen].map(share);
        assert!((0.91..0.98).contains(&found[0]), "{size}: {found:?}");
        assert!((0.94..0.99).contains(&found[1]), "{size}: {found:?}");
        assert!((0.78..0.90).contains(&found[2]), "{size}: {found:?}");
    }
}

fn durations() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.1..1e6_f64, 1..60).prop_map(|mut all| {
        all.sort_by(f64::total_cmp);
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_interval_contains_its_ratio(a in durations(), b in durations(), seed in any::<u64>()) {
        let found = compare_medians(&a, &b, Seed(seed)).unwrap();
        prop_assert!(found.interval.contains(found.ratio) && found.visible > 1.0);
    }

    #[test]
    fn nothing_panics(mut a in prop::collection::vec(any::<f64>(), 0..9), mut b in prop::collection::vec(any::<f64>(), 0..9)) {
        a.sort_by(f64::total_cmp);
        b.sort_by(f64::total_cmp);
        prop_assert!(compare_medians(&a, &b, Seed(0)).is_none_or(|found| found.interval.low <= found.interval.high));
    }
}
