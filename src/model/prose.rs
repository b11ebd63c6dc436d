//! Running text: what a page says in sentences, in the pieces in which Markdown gives it.
//!
//! The words of the glossary are looked for here; nothing else of a page is searched for them.

use std::borrow::Cow;
use std::sync::Arc;

/// A paragraph, an item of a list, a cell: words that belong together, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text of the front matter it stands in, as written; `None` for the body.
    pub fragment: Option<Arc<str>>,
    /// The part of the page it belongs to: 0 before the first heading of the two upper levels, then their number. Each key of the
    /// front matter is a part of its own, counted after the headings.
    pub section: u32,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// One event's worth of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where its event begins, in the page's text or in the fragment.
    pub start: u32,
    /// Where its event ends.
    pub end: u32,
    /// The stretch of the passage without an inline tag in between that it belongs to: a link may span pieces of one stretch.
    pub stretch: u32,
    /// What it is.
    pub form: PieceForm,
    /// Its text, where that is not what is written from `start` to `end`.
    pub text: Option<Box<str>>,
}

/// What a piece of running text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceForm {
    /// Prose: may hold links to the glossary.
    Prose,
    /// A space: the end of a line.
    Space,
    /// Part of the sentence in which nothing is linked: code, the text of a link, a quotation, a heading of a table.
    Aside,
}

impl Piece {
    /// Its text; `whole` is the page's text or the fragment.
    pub fn text<'a>(&'a self, whole: &'a str) -> &'a str {
        match (&self.text, self.form) {
            (Some(text), _) => text,
            (None, PieceForm::Space) => " ",
            (None, _) => whole.get(self.start as usize..self.end as usize).unwrap_or(""),
        }
    }
}

impl Passage {
    /// All of it as one line of plain text; `page` is the page's text. Piece by piece it is as long as the pieces.
    pub fn text<'a>(&'a self, page: &'a str) -> Cow<'a, str> {
        let whole = self.fragment.as_deref().unwrap_or(page);
        match self.pieces.as_slice() {
            [one] => Cow::Borrowed(one.text(whole)),
            pieces => Cow::Owned(pieces.iter().map(|piece| piece.text(whole)).collect()),
        }
    }
}
