//! One way of writing an entry into a text: pieces of new text, and where each goes.

use std::ops::Range;

/// The list of the front matter that gets an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelatedKey {
    /// `related`, or the synonym that the file uses.
    Related,
    /// `not_related`.
    NotRelated,
}

/// The entry to add.
pub(super) struct NewEntry<'a> {
    pub(super) key: &'static str,
    pub(super) id: &'a str,
    pub(super) why: Option<&'a str>,
    /// How lines end in this file.
    pub(super) newline: &'static str,
}

/// A piece of new text and what it stands in place of: nothing, or an empty value.
pub(super) struct NewText {
    pub(super) at: Range<usize>,
    pub(super) text: String,
}

/// One way of writing the entry: pieces in the order of their places. The last holds the entry.
pub(super) type WayOfWriting = Vec<NewText>;

pub(super) fn piece(at: usize, text: impl Into<String>) -> NewText {
    NewText { at: at..at, text: text.into() }
}
