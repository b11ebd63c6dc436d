//! One set of durations becomes how often two periods that are the same would look different.

use rand_distr::{Distribution, Poisson, StandardUniform};
use rand_pcg::Pcg64;

use crate::statistics::Seed;
use crate::statistics::bootstrap::Medians;

/// How many pairs of periods are simulated.
pub const SIMULATIONS: usize = 2000;

/// The most draws that one mean takes.
const DRAWS: usize = 1000;

/// How often two identical periods differ by chance: shares of the simulated pairs, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Identical {
    /// In the number of incidents.
    pub counts: f64,
    /// In the median of their durations.
    pub medians: f64,
    /// In the mean of their durations.
    pub means: f64,
}

/// How often two periods that differ in nothing would differ by at least each of the parts `by` of the smaller (0.1 is 10 %, and all are
/// above 0): the same pairs of periods are looked at for every part.
///
/// Each of [`SIMULATIONS`] pairs has two counts from a Poisson distribution of mean `size`, and two medians and two means of `size` durations
/// drawn with replacement from `pool_sorted`, which ascends. `None` for an empty pool or a size of 0. A number differs from 0 by any part.
/// A pool of few durations holds no longer ones than were seen, so the shares of medians and means are rather too small then. A share of
/// 0.5 is right to about two points (95 %).
///
/// A median costs the same whatever the size. A mean takes a thousand draws at most, four million in all: of a larger period the
/// mean of a thousand is drawn and its distance from the mean of the pool shrunk by the square root of the sizes, which keeps its spread
/// exact and its shape nearly. So a call takes some 11 ms at most.
///
/// Source: simulation; drawing from what was seen is the bootstrap (Efron 1979).
#[must_use]
pub fn identical_periods<const N: usize>(
    pool_sorted: &[f64],
    size: usize,
    by: [f64; N],
    seed: Seed,
) -> Option<[Identical; N]> {
    let medians = Medians::of(pool_sorted, size)?;
    let counts = Poisson::new(size as f64).ok()?;
    let means = Means::of(pool_sorted, size);
    let counts = shares_that_differ(by, seed.generator(3), |generator| counts.sample(generator));
    let medians = shares_that_differ(by, seed.generator(4), |generator| medians.draw(generator));
    let means = shares_that_differ(by, seed.generator(5), |generator| means.draw(generator));
    Some(std::array::from_fn(|at| Identical { counts: counts[at], medians: medians[at], means: means[at] }))
}

fn shares_that_differ<const N: usize>(
    by: [f64; N],
    mut generator: Pcg64,
    draw: impl Fn(&mut Pcg64) -> f64,
) -> [f64; N] {
    let mut differing = [0usize; N];
    for _ in 0..SIMULATIONS {
        let (one, other) = (draw(&mut generator), draw(&mut generator));
        for (count, by) in differing.iter_mut().zip(by) {
            *count += usize::from(differ(one, other, by));
        }
    }
    differing.map(|count| count as f64 / SIMULATIONS as f64)
}

/// Whether the larger is more than the smaller by that part of the smaller; 110 is 10 % more than 100, however floats round.
fn differ(one: f64, other: f64, by: f64) -> bool {
    let (small, large) = (one.min(other), one.max(other));
    large > small && (small <= 0.0 || large - small >= by * small * (1.0 - 1e-12))
}

/// Means of draws from a pool that is not empty.
struct Means<'a> {
    pool: &'a [f64],
    draws: usize,
    centre: f64,
    shrink: f64,
}

impl<'a> Means<'a> {
    fn of(pool: &'a [f64], size: usize) -> Means<'a> {
        let draws = size.min(DRAWS);
        let centre = pool.iter().map(|value| value / pool.len() as f64).sum();
        Means { pool, draws, centre, shrink: (draws as f64 / size as f64).sqrt() }
    }

    fn draw(&self, generator: &mut Pcg64) -> f64 {
        let last = self.pool.len() - 1;
        let place = |part: f64| ((part * self.pool.len() as f64) as usize).min(last);
        let total: f64 = (0..self.draws).map(|_| self.pool[place(StandardUniform.sample(generator))]).sum();
        self.centre + (total / self.draws as f64 - self.centre) * self.shrink
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Durations spread log-normally, as incidents' are: `exp(sigma z)` at even steps of probability.
    fn pool(count: usize, sigma: f64) -> Vec<f64> {
        use statrs::distribution::{ContinuousCDF, Normal};
        (0..count).map(|i| (sigma * Normal::standard().inverse_cdf((i as f64 + 0.5) / count as f64)).exp()).collect()
    }

    #[test]
    fn counts_of_identical_periods_differ_as_often_as_summing_says() {
        // Two Poisson counts that differ by a tenth of the smaller or more: both distributions summed with scipy 1.17.1.
        for (size, expected) in [(1, 0.69149), (5, 0.87210), (20, 0.77755), (100, 0.50366), (1000, 0.03334)] {
            let found = identical_periods(&[1.0], size, [0.1], Seed::of("counts")).unwrap()[0].counts;
            assert!((found - expected).abs() < 0.035, "{size}: {found}");
        }
    }

    #[test]
    fn a_larger_period_differs_less_however_it_is_drawn() {
        let pool = pool(300, 1.0);
        let shares = |size| identical_periods(&pool, size, [0.1], Seed(7)).unwrap()[0];
        let (small, middle, large, huge) = (shares(20), shares(DRAWS), shares(4 * DRAWS), shares(100_000_000));
        assert!(small.medians > middle.medians && middle.medians > large.medians && small.means > middle.means);
        // The spread of a mean halves with four times the draws: of normal means, P(|x - y| > d) at twice the deviate.
        use statrs::distribution::{ContinuousCDF, Normal};
        let deviate = Normal::standard().inverse_cdf(1.0 - middle.means / 2.0);
        let expected = 2.0 * (1.0 - Normal::standard().cdf(2.0 * deviate));
        assert!((large.means - expected).abs() < 0.02, "{} is not {expected}", large.means);
        assert_eq!(huge, Identical { counts: 0.0, medians: 0.0, means: 0.0 });
    }

    #[test]
    fn nothing_differs_in_equal_durations_and_nothing_is_said_of_none() {
        let [found] = identical_periods(&[30.0; 5], 12, [0.1], Seed(1)).unwrap();
        assert_eq!((found.medians, found.means), (0.0, 0.0));
        assert_eq!(identical_periods(&[], 12, [0.1], Seed(1)), None);
        assert_eq!(identical_periods(&[1.0], 0, [0.1], Seed(1)), None);
        let [zeros] = identical_periods(&[0.0, 0.0, 5.0], 1, [0.1], Seed(1)).unwrap();
        // One draw each: they differ when exactly one of them is the 5, four times in nine.
        assert!((zeros.medians - 4.0 / 9.0).abs() < 0.04 && (zeros.means - 4.0 / 9.0).abs() < 0.04);
    }

    #[test]
    fn a_tenth_is_a_tenth_however_floats_round() {
        assert!(differ(100.0, 110.0, 0.1) && differ(33.0, 30.0, 0.1) && differ(0.7, 0.77, 0.1));
        assert!(!differ(100.0, 109.0, 0.1) && !differ(5.0, 5.0, 0.1) && differ(0.0, 1.0, 0.1));
    }

    #[test]
    fn the_same_seed_gives_the_same_shares() {
        let pool = pool(40, 1.5);
        let both = [0.1, 0.5];
        let found = identical_periods(&pool, 12, both, Seed(3)).unwrap();
        assert_eq!(Some(found), identical_periods(&pool, 12, both, Seed(3)));
        assert_eq!(Some([found[1]]), identical_periods(&pool, 12, [0.5], Seed(3)), "whatever else is asked");
    }
}
