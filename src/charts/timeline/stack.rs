//! The entries of a row become dots that do not touch, below each other where they would; and a number where they are too many.

use crate::charts::svg::width;

/// Dots that may stand below each other; the entries beyond are counted.
const ROWS: usize = 10;

/// The least distance between two numbers.
const GAP: f64 = 8.0;

/// An entry to be placed: where it begins, where it ends when it is a stretch, and whether its time is only about right.
pub(super) type Entry = (f64, Option<f64>, bool);

/// A row of entries, one or more dots high.
#[derive(Debug, Default)]
pub(super) struct Stack {
    /// Each entry that is drawn, and how far down, from 0.
    pub(super) places: Vec<(Entry, usize)>,
    /// How many dots it is high.
    pub(super) rows: usize,
    /// The entries that are not drawn.
    pub(super) crowds: Vec<Crowd>,
}

/// Entries that came when there was no more room, as one number.
#[derive(Debug)]
pub(super) struct Crowd {
    /// How many they are.
    pub(super) count: usize,
    sum: f64,
}

impl Crowd {
    /// The middle of the entries.
    pub(super) fn x(&self) -> f64 {
        self.sum / self.count as f64
    }

    /// `+24`.
    pub(super) fn label(&self) -> String {
        format!("+{}", self.count)
    }
}

/// The places of `entries`, which are in order of their beginning, as dots of this radius; letters are of this size.
///
/// Linear in the entries.
pub(super) fn stack(entries: impl Iterator<Item = Entry>, radius: f64, size: f64) -> Stack {
    let mut ends: Vec<f64> = Vec::new();
    let mut stack = Stack::default();
    for entry in entries {
        let (x, until, _) = entry;
        let row = ends.iter().position(|end| x - radius >= *end).unwrap_or(ends.len());
        let end = until.map_or(x + radius, |until| until + 3.0) + 1.0;
        match ends.get_mut(row) {
            Some(last) => *last = end,
            None if row < ROWS => ends.push(end),
            None => {
                stack.leave_out(x, size);
                continue;
            }
        }
        stack.places.push((entry, row));
    }
    stack.rows = ends.len().max(1);
    stack
}

impl Stack {
    /// Counts an entry at `x` with those whose number would stand in the way of its own.
    fn leave_out(&mut self, x: f64, size: f64) {
        let mut crowd = Crowd { count: 1, sum: x };
        let half = |crowd: &Crowd| (width(&crowd.label(), size) + GAP) / 2.0;
        while let Some(last) = self.crowds.pop_if(|last| last.x() + half(last) > crowd.x() - half(&crowd)) {
            crowd = Crowd { count: crowd.count + last.count, sum: crowd.sum + last.sum };
        }
        self.crowds.push(crowd);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stacked(places: &[f64]) -> (usize, usize, Vec<(String, i64)>) {
        let stack = stack(places.iter().map(|x| (*x, None, false)), 3.5, 12.0);
        let crowds = stack.crowds.iter().map(|crowd| (crowd.label(), crowd.x().round() as i64)).collect();
        (stack.rows, stack.places.len(), crowds)
    }

    #[test]
    fn what_is_too_much_is_counted_where_it_is() {
        assert_eq!(stacked(&[1.0, 1.0, 20.0]), (2, 3, vec![]));
        let crowds = vec![(String::from("+24"), 10), (String::from("+2"), 300)];
        assert_eq!(stacked(&[vec![10.0; 34], vec![300.0; 12]].concat()), (10, 20, crowds));
        assert_eq!(stacked(&vec![5.0; 50_000]), (10, 10, vec![(String::from("+49990"), 5)]));
    }

    #[test]
    fn numbers_do_not_run_into_each_other() {
        let places: Vec<f64> = (0..6400).map(|i| f64::from(i) / 10.0).collect();
        let stack = stack(places.into_iter().map(|x| (x, None, false)), 3.5, 12.0);
        let half = |crowd: &Crowd| width(&crowd.label(), 12.0) / 2.0;
        let apart = |pair: &[Crowd]| pair[0].x() + half(&pair[0]) < pair[1].x() - half(&pair[1]);
        assert!(stack.crowds.len() > 4 && stack.crowds.windows(2).all(apart), "{:?}", stack.crowds);
        assert_eq!(stack.places.len() + stack.crowds.iter().map(|crowd| crowd.count).sum::<usize>(), 6400);
    }
}
