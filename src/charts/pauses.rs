//! Points in time become the pauses between them that are long beside the rest.

/// A pause and what is usual among the shorter ones, in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pause {
    pub(crate) length: i64,
    pub(crate) usual: i64,
}

/// The long pauses between `busy`, stretches of seconds in any order, each as its two ends, in order.
///
/// A long one takes at least `share` of what is left once the longer ones are out, half an hour, three times what is
/// usual among the shorter ones, and what `beside` asks for. The shortest is never long, unless it is the only one.
pub(crate) fn pauses(busy: &[(i64, i64)], share: f64, beside: impl Fn(Pause) -> bool) -> Vec<(i64, i64)> {
    let (Some(first), Some(last)) =
        (busy.iter().map(|(from, _)| *from).min(), busy.iter().map(|(_, until)| *until).max())
    else {
        return Vec::new();
    };
    let length = |(from, until): &(i64, i64)| until - from;
    let mut by_length = gaps(busy);
    by_length.sort_by_key(|gap| (-length(gap), gap.0));
    let mut left = last - first;
    let mut long: Vec<(i64, i64)> = Vec::new();
    for (i, gap) in by_length.iter().enumerate() {
        let (seconds, shorter) = (length(gap), &by_length[i + 1..]);
        let usual = shorter.get(shorter.len() / 2).map_or(0, length);
        let beside = if shorter.is_empty() { i == 0 } else { beside(Pause { length: seconds, usual }) };
        if seconds < 1800.max(3 * usual) || (seconds as f64) < share * left as f64 || !beside {
            break;
        }
        left -= seconds;
        long.push(*gap);
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
        assert_eq!(pauses(&at(&[0, 1, 2, 3]), 0.25, |_| true), []);
        assert_eq!(pauses(&at(&[0, 2000, 2003]), 0.25, |_| true), [(0, 2000 * HOUR)]);
        assert_eq!(pauses(&at(&[0, 1, 2, 9]), 0.25, |_| true), [(2 * HOUR, 9 * HOUR)]);
        assert_eq!(
            pauses(&at(&[0, 2000, 2001, 2002, 2009]), 0.5, |_| true),
            [(0, 2000 * HOUR), (2002 * HOUR, 2009 * HOUR)]
        );
        assert_eq!(pauses(&[(0, 9 * HOUR), (HOUR, HOUR), (9 * HOUR, 9 * HOUR)], 0.25, |_| true), []);
        assert_eq!(pauses(&[], 0.25, |_| true), []);
    }
}
