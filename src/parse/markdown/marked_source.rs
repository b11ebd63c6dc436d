//! A text and the marks that it lacks become the text that the parser reads, with the way back to the text as written.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::model::Span;

/// What the parser needs at a place to read a text as its author does. A reader never sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MissingMark {
    /// Where in the text as written.
    pub(super) at: usize,
    pub(super) mark: Cow<'static, str>,
}

/// An invisible character, the one text that a mark adds; it is of no event.
pub(super) const EDGE: &str = "\u{2060}";

impl MissingMark {
    pub(super) fn new(at: usize, mark: impl Into<Cow<'static, str>>) -> Self {
        Self { at, mark: mark.into() }
    }

    /// In the order in which they are put in: at one place an end comes first.
    fn order(&self) -> (usize, bool, &str) {
        (self.at, self.mark != ">", &self.mark)
    }
}

impl PartialOrd for MissingMark {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for MissingMark {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

/// A body with marks put in.
#[derive(Debug)]
pub(super) struct MarkedSource {
    pub(super) text: String,
    /// Where each mark begins and ends in `text`, and how much longer than the body it is up to there.
    marks: Vec<(usize, usize, usize)>,
}

impl MarkedSource {
    /// `text` from `start` on, with `marks`, which are in order.
    pub(super) fn new(text: &str, start: usize, marks: &[MissingMark]) -> Self {
        let mut source = Self { text: String::with_capacity(text.len() - start + marks.len() * 2), marks: Vec::new() };
        let mut at = start;
        for mark in marks {
            source.text.push_str(&text[at..mark.at]);
            at = mark.at;
            let from = source.text.len();
            source.text.push_str(&mark.mark);
            let longer = source.marks.last().map_or(0, |(.., longer)| *longer) + mark.mark.len();
            source.marks.push((from, source.text.len(), longer));
        }
        source.text.push_str(&text[at..]);
        source
    }

    /// A place in the body as written.
    fn written(&self, at: usize) -> usize {
        let before = self.marks.partition_point(|(from, ..)| *from <= at);
        match before.checked_sub(1).map(|ix| self.marks[ix]) {
            None => at,
            // A place inside of a mark is the mark's own.
            Some((_, end, longer)) => at.max(end) - longer,
        }
    }

    /// A stretch in the body as written.
    pub(super) fn written_span(&self, span: &Span) -> Span {
        self.written(span.start)..self.written(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_written() {
        let marks = [MissingMark::new(2, "<"), MissingMark::new(4, "&#1;"), MissingMark::new(4, ">")];
        let source = MarkedSource::new("abcdef", 0, &marks);
        assert_eq!(source.text, "ab<cd&#1;>ef");
        let places: Vec<usize> = (0..=source.text.len()).map(|at| source.written(at)).collect();
        assert_eq!(places, [0, 1, 2, 2, 3, 4, 4, 4, 4, 4, 4, 5, 6]);
    }
}
