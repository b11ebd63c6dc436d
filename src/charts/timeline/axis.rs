//! Points in time become places along a line; long pauses are taken out of it.

use crate::charts::pauses::{Pause, pauses};

/// A line of time with breaks in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// The stretches that are drawn to scale, in order.
    pub(super) pieces: Vec<AxisPiece>,
}

/// A stretch of time that is drawn to scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AxisPiece {
    /// In seconds.
    pub(super) from: i64,
    pub(super) until: i64,
    /// Where these stand.
    pub(super) left: f64,
    pub(super) right: f64,
}

/// How wide a break is drawn.
pub(super) const BREAK: f64 = 32.0;

/// A pause is broken when it takes this share and the usual one could not be seen beside it; the longer, the sooner.
const SHARE: f64 = 0.25;

/// How far apart two dots can be told from each other, were the pause the whole line.
const DOT: f64 = 11.0;

/// How wide a stretch is at least.
const LEAST: f64 = 44.0;

impl Axis {
    /// The line from `left` to `right` for these stretches of seconds, of which there is one at least.
    pub(super) fn new(busy: &[(i64, i64)], left: f64, right: f64) -> Self {
        let first = busy.iter().map(|(from, _)| *from).min().unwrap_or_default();
        let last = busy.iter().map(|(_, until)| *until).max().unwrap_or(first);
        let most = if right - left > 400.0 { 3 } else { 2 };
        let crowded = |pause: Pause| (pause.usual as f64) * (right - left) < DOT * pause.length as f64;
        let mut breaks = pauses(busy, SHARE, crowded);
        breaks.sort_by_key(|(from, until)| from - until);
        breaks.truncate(most);
        breaks.sort_unstable();
        let starts = std::iter::once(first).chain(breaks.iter().map(|(_, until)| *until));
        let ends = breaks.iter().map(|(from, _)| *from).chain(std::iter::once(last));
        let spans: Vec<(i64, i64)> = starts.zip(ends).collect();
        let room = right - left - BREAK * breaks.len() as f64;
        let widths = widths(&spans, room);
        let mut at = left;
        let mut pieces = Vec::with_capacity(spans.len());
        for ((from, until), width) in spans.into_iter().zip(widths) {
            pieces.push(AxisPiece { from, until, left: at, right: at + width });
            at += width + BREAK;
        }
        Self { pieces }
    }

    /// Where a second stands. What falls into a break stands in its middle.
    pub(super) fn x(&self, second: i64) -> f64 {
        let piece = self.pieces.iter().find(|piece| second <= piece.until).or(self.pieces.last());
        let Some(piece) = piece else { return 0.0 };
        if second < piece.from {
            return piece.left - BREAK / 2.0;
        }
        if piece.until == piece.from {
            return (piece.left + piece.right) / 2.0;
        }
        let share = (second - piece.from) as f64 / (piece.until - piece.from) as f64;
        piece.left + share.min(1.0) * (piece.right - piece.left)
    }

    /// The breaks: the seconds left out, and where.
    pub(super) fn breaks(&self) -> impl Iterator<Item = ((i64, i64), (f64, f64))> {
        self.pieces.windows(2).map(|pair| ((pair[0].until, pair[1].from), (pair[0].right, pair[1].left)))
    }
}

/// One scale for all stretches, but for those that would be too narrow to see.
fn widths(spans: &[(i64, i64)], room: f64) -> Vec<f64> {
    let length = |(from, until): &(i64, i64)| (until - from) as f64;
    let least = LEAST.min(room / spans.len() as f64);
    let mut narrow = vec![false; spans.len()];
    loop {
        let left = room - least * narrow.iter().filter(|narrow| **narrow).count() as f64;
        let total: f64 = spans.iter().zip(&narrow).filter(|(_, narrow)| !**narrow).map(|(span, _)| length(span)).sum();
        let width = |span: &(i64, i64)| if total > 0.0 { left * length(span) / total } else { 0.0 };
        let found = spans.iter().zip(&narrow).position(|(span, narrow)| !narrow && width(span) < least);
        match found.filter(|_| spans.len() > 1) {
            Some(i) => narrow[i] = true,
            None if spans.len() == 1 => return vec![room],
            None => {
                let all = narrow.iter().all(|narrow| *narrow);
                let even = room / spans.len() as f64;
                let of = |(span, narrow): (&(i64, i64), &bool)| match (all, narrow) {
                    (true, _) => even,
                    (_, true) => least,
                    _ => width(span),
                };
                return spans.iter().zip(&narrow).map(of).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn a_long_pause_is_broken_and_the_rest_stays_to_scale() {
        let evening = [0, 3600, 7200].map(|at| (90 * DAY + at, 90 * DAY + at));
        let axis = Axis::new(&[&[(0, 0)][..], &evening].concat(), 0.0, 576.0);
        assert_eq!(
            axis.pieces,
            [
                AxisPiece { from: 0, until: 0, left: 0.0, right: 44.0 },
                AxisPiece { from: 90 * DAY, until: 90 * DAY + 7200, left: 76.0, right: 576.0 },
            ]
        );
        assert_eq!([0, 90 * DAY, 90 * DAY + 3600, 90 * DAY + 7200].map(|at| axis.x(at)), [22.0, 76.0, 326.0, 576.0]);
    }

    #[test]
    fn without_a_long_pause_there_is_no_break() {
        let axis = Axis::new(&[0, 60, 120, 600].map(|at| (at, at)), 0.0, 100.0);
        assert_eq!(axis.pieces, [AxisPiece { from: 0, until: 600, left: 0.0, right: 100.0 }]);
        assert_eq!(Axis::new(&[(5, 5)], 0.0, 100.0).x(5), 50.0);
    }
}
