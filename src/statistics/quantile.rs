//! Sorted numbers become one of their quantiles.

/// The quantile of ascending numbers: the place `q` of the way from the first to the last, and between two neighbours in proportion.
///
/// In the unit of the numbers. `None` of none; `q` below 0 counts as 0, above 1 as 1. Of one number every quantile is that number.
///
/// Source: type 7 of Hyndman & Fan (1996), the default of R and NumPy. Constant cost.
#[must_use]
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let below = (place as usize).min(last);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    let part = place - below as f64;
    if part == 0.0 || low == high {
        return Some(low);
    }
    // In this form no difference of extremes overflows; rounding is kept between the neighbours.
    Some((low * (1.0 - part) + high * part).max(low).min(high))
}

/// The middle one of ascending numbers, or the mean of the middle two; `None` of none. Constant cost.
#[must_use]
pub fn median(sorted: &[f64]) -> Option<f64> {
    quantile(sorted, 0.5)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_are_those_of_numpy() {
        // numpy.quantile(values, q), its default method "linear" being type 7.
        let values = [2.5, 3.0, 3.0, 8.25, 13.0, 40.0, 41.0];
        for (q, expected) in [
            (0.0, 2.5),
            (0.025, 2.575),
            (0.1, 2.8),
            (0.25, 3.0),
            (1.0 / 3.0, 3.0),
            (0.5, 8.25),
            (0.9, 40.4),
            (0.975, 40.85),
            (1.0, 41.0),
        ] {
            let found = quantile(&values, q).unwrap();
            assert!((found - expected).abs() < 1e-12, "at {q}: {found}");
        }
    }

    #[test]
    fn few_values_and_extremes_have_quantiles_too() {
        assert_eq!(median(&[]), None);
        assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
        assert_eq!(median(&[1.0, 2.0]), Some(1.5));
        assert_eq!(median(&[-f64::MAX, f64::MAX]), Some(0.0));
        assert_eq!(median(&[f64::MAX, f64::MAX]), Some(f64::MAX));
        assert_eq!(quantile(&[1.0, 2.0], -3.0), Some(1.0));
        assert_eq!(quantile(&[1.0, 2.0], 3.0), Some(2.0));
        assert_eq!(quantile(&[1.0, f64::INFINITY], 0.5), Some(f64::INFINITY));
    }

    proptest! {
        #[test]
        fn a_quantile_lies_between_the_ends_and_rises(mut values in prop::collection::vec(-1e9..1e9_f64, 1..50), p in 0.0..1.0_f64, q in 0.0..1.0_f64) {
            values.sort_by(f64::total_cmp);
            let (low, high) = (quantile(&values, p.min(q)).unwrap(), quantile(&values, p.max(q)).unwrap());
            prop_assert!(values[0] <= low && low <= high + 1e-6 && high <= values[values.len() - 1]);
        }
    }
}
