//! Numbers become the interval of their median: the percentile bootstrap of every draw there could be, without drawing.

use statrs::function::factorial::ln_binomial;

use crate::statistics::tail_probability::binomial_at_least;
use crate::statistics::{Interval, TAIL, median};

/// How far from the end of an interval a pair of middle places still counts: those further apart come up less often than once in 10¹⁷ draws,
/// as each place between the middle two of a draw makes a pair at least e times as rare.
const NEAR: usize = 40;

/// The interval of a median, in the unit of the numbers, which ascend.
///
/// `None` of none; of one number, or of equal ones, the interval is that number, which says more than is known: show none below eight. It
/// always contains the median.
///
/// Source: the percentile bootstrap (Efron 1979), whose distribution is known for a median (Efron 1979, section 3; for an even number of
/// draws from the joint distribution of two order statistics, David & Nagaraja 2003, chapter 2). An end is the least median that as many
/// draws do not pass. Cost: some twenty binomial probabilities, about 20 µs, hardly more of a million numbers.
#[must_use]
pub fn median_interval(sorted: &[f64]) -> Option<Interval> {
    let middle = median(sorted)?;
    let medians = DrawnMedians { pool: sorted, rank: sorted.len().div_ceil(2) };
    Some(Interval { low: medians.quantile(TAIL).min(middle), high: medians.quantile(1.0 - TAIL).max(middle) })
}

/// The medians of all samples of as many numbers as the pool has, drawn from it with replacement.
///
/// A draw takes the place `floor(n U)` of the pool and rises with U, so that the lower middle of a sample is at the place of the `rank`-th
/// smallest of n such U, and the upper middle, of an even number, at that of the next.
struct DrawnMedians<'a> {
    pool: &'a [f64],
    rank: usize,
}

impl DrawnMedians<'_> {
    /// The least median that a share of `q` of the samples does not pass.
    fn quantile(&self, q: f64) -> f64 {
        let last = self.pool.len() - 1;
        let lower = self.first_place(0, last, |place| self.up_to(self.rank, place) >= q);
        if !self.pool.len().is_multiple_of(2) {
            return self.pool[lower];
        }
        // The mean of the middle two lies between them, so its quantile is between theirs.
        let upper = self.first_place(lower, last, |place| self.up_to(self.rank + 1, place) >= q);
        let place = self.first_place(lower, upper, |place| self.share_up_to(self.pool[place]) >= q);
        let means = self.means_ending_at(place);
        let first = means.partition_point(|mean| self.share_up_to(*mean) < q);
        means.get(first).copied().unwrap_or(self.pool[place])
    }

    /// The first place of `from..=to` where something is so that stays so; `to` when it is nowhere.
    fn first_place(&self, from: usize, to: usize, is_so: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (from, to);
        while low < high {
            let between = low + (high - low) / 2;
            if is_so(between) { high = between } else { low = between + 1 }
        }
        low
    }

    /// How likely the `rank`-th smallest of a sample is at most at `place`.
    fn up_to(&self, rank: usize, place: usize) -> f64 {
        let (below, all) = ((place + 1) as f64, self.pool.len() as f64);
        binomial_at_least(rank as f64, all, below / (all - below))
    }

    /// How likely the mean of the middle two is at most `value`, of an even number of draws.
    fn share_up_to(&self, value: f64) -> f64 {
        let first_above = self.pool.partition_point(|number| *number <= value);
        let Some(last) = first_above.checked_sub(1) else { return 0.0 };
        let mean_is_above: f64 = (0..first_above)
            .rev()
            .take(NEAR)
            .map(|place| {
                let is_at_most = |high: &f64| mean(self.pool[place], *high) <= value;
                self.pair(place, first_above + self.pool[first_above..].partition_point(is_at_most))
            })
            .sum();
        self.up_to(self.rank, last) - mean_is_above
    }

    /// How likely the lower middle of a sample is at place `lower`, and the upper one at `upper` or after it; `lower < upper`.
    ///
    /// Half of the draws are then at most at `lower`, not all of them below it, and the other half from `upper` on.
    fn pair(&self, lower: usize, upper: usize) -> f64 {
        let (all, half) = (self.pool.len() as f64, self.rank as f64);
        let ways = ln_binomial(self.pool.len() as u64, self.rank as u64) + half * (1.0 - upper as f64 / all).ln();
        let up_to = |places: usize| (ways + half * (places as f64 / all).ln()).exp();
        up_to(lower + 1) - up_to(lower)
    }

    /// Means of two numbers around `place` that lie above the number before it and not above the one at it; they ascend and end with that one.
    fn means_ending_at(&self, place: usize) -> Vec<f64> {
        let end = self.pool[place];
        let Some(before) = place.checked_sub(1).map(|before| self.pool[before]) else { return vec![end] };
        let above = &self.pool[place..(place + NEAR).min(self.pool.len())];
        let mut means = vec![end];
        for low in &self.pool[place.saturating_sub(NEAR)..place] {
            let mean_with = |high: &f64| mean(*low, *high);
            let first = above.partition_point(|high| mean_with(high) <= before);
            means.extend(above[first..].iter().map(mean_with).take_while(|mean| *mean < end));
        }
        means.sort_by(f64::total_cmp);
        means
    }
}

/// The same mean wherever it is asked for, so that a mean is not above itself by a rounding.
fn mean(low: f64, high: f64) -> f64 {
    low / 2.0 + high / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The medians of all samples of a small pool, each as likely as the others.
    fn all_medians(pool: &[f64]) -> Vec<f64> {
        let n = pool.len();
        let mut medians: Vec<f64> = (0..n.pow(n as u32))
            .map(|sample| {
                let mut drawn: Vec<f64> = (0..n as u32).map(|draw| pool[sample / n.pow(draw) % n]).collect();
                drawn.sort_by(f64::total_cmp);
                median(&drawn).unwrap()
            })
            .collect();
        medians.sort_by(f64::total_cmp);
        medians
    }

    #[test]
    fn an_end_is_that_of_all_samples_listed() {
        for pool in [
            vec![3.0],
            vec![1.0, 9.0],
            vec![1.0, 2.0, 40.0],
            vec![1.0, 4.0, 9.0, 16.0],
            vec![0.0, 1.0, 1.0, 5.0, 5.5, 9.0],
            vec![1.0, 1.5, 2.25, 3.0, 7.0, 90.0, 91.0],
        ] {
            let medians = all_medians(&pool);
            let drawn = DrawnMedians { pool: &pool, rank: pool.len().div_ceil(2) };
            for q in [0.001, 0.025, 0.1, 0.3, 0.62, 0.9, 0.975, 0.999] {
                let needed = (q * medians.len() as f64 - 1e-6).ceil() as usize;
                assert_eq!(drawn.quantile(q), medians[needed.max(1) - 1], "{q} of {pool:?}");
            }
        }
    }

    #[test]
    fn the_interval_of_few_or_equal_numbers_is_what_there_is() {
        assert_eq!(median_interval(&[]), None);
        assert_eq!(median_interval(&[7.0]), Some(Interval { low: 7.0, high: 7.0 }));
        assert_eq!(median_interval(&[7.0; 9]), Some(Interval { low: 7.0, high: 7.0 }));
        assert_eq!(median_interval(&[1.0, 9.0]), Some(Interval { low: 1.0, high: 9.0 }));
        let large: Vec<f64> = (0..200_000).map(f64::from).collect();
        // The normal approximation: half the numbers, more or less 1.96 times half their root.
        let interval = median_interval(&large).unwrap();
        assert!((interval.low - 99_561.0).abs() < 3.0 && (interval.high - 100_438.0).abs() < 3.0, "{interval:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn an_interval_contains_its_median_and_grows_with_the_numbers(
            mut numbers in prop::collection::vec(0.1..1e6_f64, 1..300), factor in 0.01..100.0_f64,
        ) {
            numbers.sort_by(f64::total_cmp);
            let interval = median_interval(&numbers).unwrap();
            prop_assert!(interval.contains(median(&numbers).unwrap()));
            prop_assert!(numbers[0] <= interval.low && interval.high <= numbers[numbers.len() - 1]);
            let times: Vec<f64> = numbers.iter().map(|number| number * factor).collect();
            let other = median_interval(&times).unwrap();
            prop_assert!((other.low / (interval.low * factor) - 1.0).abs() < 1e-9);
            prop_assert!((other.high / (interval.high * factor) - 1.0).abs() < 1e-9);
        }

        #[test]
        fn nothing_panics(mut numbers in prop::collection::vec(any::<f64>(), 0..9)) {
            numbers.sort_by(f64::total_cmp);
            prop_assert_eq!(median_interval(&numbers).is_none(), numbers.is_empty());
        }
    }
}
