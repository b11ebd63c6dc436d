//! Too many dots become fewer that show the same: each group keeps its share, and within it the kept ones lie evenly among the sorted.
//!
//! What is kept depends on the values alone, not on the order in which they came, nor on chance. The least and the greatest of a group are as
//! likely to go as any other; what is said in numbers is always said of all.

/// The places that are kept of each of `sizes`, about `most` together, in ascending order.
///
/// When they are no more than `most`, all are. Else each group keeps its share, rounded so that the sum is `most`; a group that is not empty
/// keeps one at least, which may make the sum greater.
pub(super) fn thin(sizes: &[usize], most: usize) -> Vec<Vec<usize>> {
    sizes.iter().zip(shares(sizes, most)).map(|(&size, kept)| evenly(size, kept)).collect()
}

/// How many each keeps: its part of `most` rounded down, and one more for those that lost the most by that; of equal ones the first.
fn shares(sizes: &[usize], most: usize) -> Vec<usize> {
    let total: usize = sizes.iter().sum();
    if total <= most {
        return sizes.to_vec();
    }
    let mut kept: Vec<usize> = sizes.iter().map(|size| size * most / total).collect();
    let mut lost: Vec<usize> = (0..sizes.len()).collect();
    lost.sort_by_key(|&at| (std::cmp::Reverse(sizes[at] * most % total), at));
    let rest = most.saturating_sub(kept.iter().sum());
    for at in lost.into_iter().take(rest) {
        kept[at] += 1;
    }
    kept.iter().zip(sizes).map(|(&kept, &size)| kept.max(size.min(1))).collect()
}

/// The middle of each of `kept` equal stretches of `size` places.
fn evenly(size: usize, kept: usize) -> Vec<usize> {
    (0..kept).map(|at| (2 * at + 1) * size / (2 * kept)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_are_all_kept() {
        assert_eq!(thin(&[2, 0, 3], 5), [vec![0, 1], vec![], vec![0, 1, 2]]);
    }

    #[test]
    fn each_group_keeps_its_share() {
        assert_eq!(shares(&[600, 300, 100], 100), [60, 30, 10]);
        assert_eq!(shares(&[5, 5, 5], 10), [4, 3, 3]);
        assert_eq!(shares(&[9_990, 9, 0, 1], 100), [100, 1, 0, 1]);
    }

    #[test]
    fn those_that_are_kept_lie_evenly_among_the_sorted() {
        assert_eq!(evenly(9, 3), [1, 4, 7]);
        assert_eq!(evenly(10, 4), [1, 3, 6, 8]);
        assert_eq!(evenly(4, 4), [0, 1, 2, 3]);
        assert_eq!(evenly(7, 1), [3]);
    }

    proptest! {
        #[test]
        fn no_more_are_kept_than_asked_and_shares_are_off_by_less_than_one(sizes in prop::collection::vec(0..2_000_usize, 1..40), most in 40..700_usize) {
            let kept: Vec<usize> = thin(&sizes, most).iter().map(Vec::len).collect();
            let total: usize = sizes.iter().sum();
            let ones = sizes.iter().filter(|size| **size > 0 && **size * most < total).count();
            prop_assert!(kept.iter().sum::<usize>() <= most.min(total) + ones);
            for (&kept, &size) in kept.iter().zip(&sizes) {
                prop_assert!(kept <= size && (size == 0) == (kept == 0));
                let share = (size * most) as f64 / total.max(1) as f64;
                prop_assert!(total <= most || kept == 1 || (kept as f64 - share).abs() < 1.0);
            }
        }

        #[test]
        fn what_is_kept_is_spread_as_all_is(size in 1..5_000_usize, kept in 1..600_usize) {
            let kept = evenly(size, kept.min(size));
            prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]) && kept.iter().all(|at| *at < size));
            // Of those up to any place, the kept share differs from the whole one by half a dot at most, and by the place itself.
            for (nth, &at) in kept.iter().enumerate() {
                let (of_kept, of_all) = ((nth as f64 + 0.5) / kept.len() as f64, at as f64 / size as f64);
                prop_assert!((of_kept - of_all).abs() <= 1.0 / size as f64 + 1e-9);
            }
        }
    }
}
