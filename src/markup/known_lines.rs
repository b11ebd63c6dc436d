//! Lines that a reader went through become steps that it need not take again.

use std::rc::Rc;

use rustc_hash::FxHashMap;

/// What a reader that goes line by line made of lines so far, from states `S` to the next. A line read from the same state makes the same;
/// what is known saves work and changes nothing.
#[derive(Debug)]
pub(super) struct KnownLines<S, V> {
    states: Vec<S>,
    /// For each state.
    steps: Vec<Steps<V>>,
    lines: usize,
}

/// Where lines lead from a state: what they make, and the number of the next.
type Steps<V> = FxHashMap<Box<str>, (Rc<V>, u32)>;

/// A state: one that is known, by its number, or one of too many.
#[derive(Debug)]
pub(super) enum LineState<S> {
    /// The number of it.
    Known(u32),
    /// The state itself.
    Other(S),
}

/// So many states are kept: a text may bring about as many as it has lines.
const MOST_STATES: usize = 400;

/// So many lines are kept, of those that are no longer than [`LONGEST`].
const MOST_LINES: usize = 1 << 15;

/// Longer lines hardly come twice.
const LONGEST: usize = 100;

impl<S, V> Default for KnownLines<S, V> {
    fn default() -> Self {
        Self { states: Vec::new(), steps: Vec::new(), lines: 0 }
    }
}

impl<S: Eq + Clone, V> KnownLines<S, V> {
    /// What stands for a state; it is kept if there is room.
    pub(super) fn state(&mut self, state: S) -> LineState<S> {
        if let Some(number) = self.states.iter().position(|known| *known == state) {
            return LineState::Known(number as u32);
        }
        if self.states.len() == MOST_STATES {
            return LineState::Other(state);
        }
        self.states.push(state);
        self.steps.push(FxHashMap::default());
        LineState::Known(self.states.len() as u32 - 1)
    }

    /// What `line` makes in state `from`, and the next state; `read` reads it if that is not known, and nothing is kept where it fails.
    pub(super) fn step(
        &mut self,
        from: LineState<S>,
        line: &str,
        read: impl FnOnce(S) -> Option<(V, S)>,
    ) -> Option<(Rc<V>, LineState<S>)> {
        let (number, state) = match from {
            LineState::Known(number) => {
                if let Some((made, next)) = self.steps[number as usize].get(line) {
                    return Some((Rc::clone(made), LineState::Known(*next)));
                }
                (Some(number), self.states[number as usize].clone())
            }
            LineState::Other(state) => (None, state),
        };
        let (made, next) = read(state)?;
        let (made, next) = (Rc::new(made), self.state(next));
        if let (Some(from), &LineState::Known(next)) = (number, &next)
            && line.len() <= LONGEST
            && self.lines < MOST_LINES
        {
            self.lines += 1;
            self.steps[from as usize].insert(line.into(), (Rc::clone(&made), next));
        }
        Some((made, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the words of lines, the state being how many came before; and how many lines were read.
    fn sums(known: &mut KnownLines<usize, usize>, lines: &[&str]) -> (Vec<usize>, usize) {
        let (mut state, mut found, mut reads) = (Some(known.state(0)), Vec::new(), 0);
        for line in lines {
            let read = |before: usize| {
                reads += 1;
                let sum = before + line.split_whitespace().count();
                Some((sum, sum))
            };
            let step = state.take().and_then(|state| known.step(state, line, read));
            state = step.map(|(sum, next)| {
                found.push(*sum);
                next
            });
        }
        (found, reads)
    }

    #[test]
    fn a_line_is_read_once_from_each_state() {
        let mut known = KnownLines::default();
        assert_eq!(sums(&mut known, &["a b", "", "a b"]), (vec![2, 2, 4], 3));
        assert_eq!(sums(&mut known, &["a b", "", "a b", "c"]), (vec![2, 2, 4, 5], 1));
    }

    #[test]
    fn states_beyond_those_that_are_kept_are_read_from_all_the_same() {
        let mut known = KnownLines::default();
        let lines = vec!["a"; 2 * MOST_STATES];
        let expected: Vec<usize> = (1..=lines.len()).collect();
        assert_eq!(sums(&mut known, &lines).0, expected);
        assert_eq!(sums(&mut known, &lines).0, expected);
        assert_eq!(known.states.len(), MOST_STATES);
    }
}
