//! A text that is written anew keeps the way back to the text it was made from.

/// A rewritten text with a map back to the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rewritten {
    /// The new text.
    pub(crate) text: String,
    /// From this offset of the new text on, the file's offset is so much further (or less far).
    pub(crate) shifts: Shifts,
}

/// A map from offsets in a page's text to offsets in its file; empty where they are the same.
pub(crate) type Shifts = Vec<(usize, isize)>;

impl Rewritten {
    /// Appends text that is not in the file.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends text that stands at `offset` in the file.
    pub(crate) fn keep(&mut self, text: &str, offset: usize) {
        let shift = offset as isize - self.text.len() as isize;
        if !text.is_empty() && self.shifts.last().map_or(0, |(_, shift)| *shift) != shift {
            self.shifts.push((self.text.len(), shift));
        }
        self.text.push_str(text);
    }
}

impl Rewritten {
    /// This, which was made from `first`, with the way back to what that was made from.
    pub(crate) fn after(self, first: &Self) -> Self {
        let shifts = if first.shifts.is_empty() { self.shifts } else { composed(&self.shifts, &first.shifts) };
        Self { text: self.text, shifts }
    }
}

/// The place that `span` has in the text from which a text with these shifts was made.
pub(crate) fn back(shifts: &Shifts, span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let at = |place: usize| {
        let after = shifts.partition_point(|(start, _)| *start <= place);
        place.saturating_add_signed(after.checked_sub(1).map_or(0, |ix| shifts[ix].1))
    };
    at(span.start)..at(span.end).max(at(span.start))
}

/// The map of a text that was made from another one, whose own map is `inner`.
pub(crate) fn composed(outer: &Shifts, inner: &Shifts) -> Shifts {
    let at =
        |place: usize| inner.partition_point(|(start, _)| *start <= place).checked_sub(1).map_or(0, |ix| inner[ix].1);
    let mut out: Shifts = Vec::with_capacity(outer.len() + inner.len());
    let mut add = |start: usize, shift: isize| {
        if out.last().map_or(0, |(_, shift)| *shift) != shift {
            out.push((start, shift));
        }
    };
    let first = [(0, 0)];
    let starts: Vec<(usize, isize)> = first.iter().chain(outer).copied().collect();
    for (ix, (start, shift)) in starts.iter().enumerate() {
        let end = starts.get(ix + 1).map_or(usize::MAX, |(next, _)| *next);
        let from = start.saturating_add_signed(*shift);
        let until = end.saturating_add_signed(*shift);
        add(*start, shift + at(from));
        let within =
            inner.partition_point(|(place, _)| *place <= from)..inner.partition_point(|(place, _)| *place < until);
        for (place, own) in &inner[within.start..within.end.max(within.start)] {
            add(place.saturating_add_signed(-shift), shift + own);
        }
    }
    out
}

/// What stands in place of hidden text that a line begins with: of no text, since control characters are in none.
pub(crate) const FILLER: char = '\u{1}';

/// `text` without fillers, so that what follows them begins its line; `None` where there are none.
pub(crate) fn without_fillers(text: &str) -> Option<Rewritten> {
    if !text.contains(FILLER) {
        return None;
    }
    let mut rewritten = Rewritten::default();
    let mut at = 0;
    for part in text.split_inclusive(FILLER) {
        let kept = part.trim_end_matches(FILLER);
        rewritten.keep(kept, at);
        at += part.len();
    }
    Some(rewritten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rewritings_lead_back_to_the_file() {
        let file = "ab\u{1}\u{1}cd ef";
        let first = without_fillers(file).expect("fillers");
        assert_eq!(first.text, "abcd ef");
        let mut second = Rewritten::default();
        second.push("> ");
        second.keep("abcd", 0);
        second.push("\n> ");
        second.keep("ef", 5);
        let shifts = composed(&second.shifts, &first.shifts);
        let back = |at: usize| {
            let shift = shifts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, shift)| *shift);
            file[at.saturating_add_signed(shift)..].chars().next()
        };
        for (at, c) in second.text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            assert_eq!(back(at), Some(c), "{at}");
        }
    }
}
