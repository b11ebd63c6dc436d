//! Points in time become the pauses between them that are long beside the rest.

/// The long pauses between `busy`, stretches of seconds in any order, each as its two ends, in order.
///
/// A long one takes at least `share` of what is left once the longer ones are out, half an hour, and `times` the usual pause.
pub(crate) fn pauses(busy: &[(i64, i64)], share: f64, times: i64) -> Vec<(i64, i64)> {
    let gaps = gaps(busy);
    let (Some(first), Some(last)) =
        (busy.iter().map(|(from, _)| *from).min(), busy.iter().map(|(_, until)| *until).max())
    else {
        return Vec::new();
    };
    let length = |(from, until): &(i64, i64)| until - from;
    let mut by_length = gaps.clone();
    by_length.sort_by_key(|gap| (-length(gap), gap.0));
    let usual = by_length.get(by_length.len() / 2).map_or(0, length);
    let mut left = last - first;
    let mut long: Vec<(i64, i64)> = Vec::new();
    for gap in by_length {
        let seconds = length(&gap);
        if seconds < 1800 || (seconds as f64) < share * left as f64 || seconds < times * usual && gaps.len() > 1 {
            break;
        }
        left -= seconds;
        long.push(gap);
    }
    long.sort_unstable();
    long
}

/// Every pause between the stretches, in order.
fn gaps(busy: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut sorted = busy.to_vec();
    sorted.sort_unstable();
    let mut gaps = Vec::new();
    let mut end: Option<i64> = None;
    for (from, until) in sorted {
        if let Some(end) = end.filter(|end| *end < from) {
            gaps.push((end, from));
        }
        end = Some(end.map_or(until, |end| end.max(until)));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    #[test]
    fn a_pause_is_long_beside_the_rest() {
        let at = |hours: &[i64]| hours.iter().map(|h| (h * HOUR, h * HOUR)).collect::<Vec<_>>();
        assert_eq!(pauses(&at(&[0, 1, 2, 3]), 0.25, 3), []);
        assert_eq!(pauses(&at(&[0, 1, 2, 9]), 0.25, 3), [(2 * HOUR, 9 * HOUR)]);
        assert_eq!(pauses(&at(&[0, 2000, 2001, 2002, 2009]), 0.5, 3), [(0, 2000 * HOUR), (2002 * HOUR, 2009 * HOUR)]);
        assert_eq!(pauses(&[(0, 9 * HOUR), (HOUR, HOUR), (9 * HOUR, 9 * HOUR)], 0.25, 3), []);
        assert_eq!(pauses(&[], 0.25, 3), []);
    }
}
