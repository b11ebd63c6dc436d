//! Running text: what a page says in sentences, in the pieces in which Markdown gives it.
//!
//! The words of the glossary are looked for here; nothing else of a page is searched for them. Kept small, since every page has
//! it: places in the page's text instead of the text, twelve bytes a piece.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The running text of a page: passages in order, the body's before the front matter's.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Prose {
    passages: Vec<Extent>,
    pieces: Vec<Piece>,
    /// The text of pieces for which it is not what is written, by index.
    decoded: BTreeMap<u32, Box<str>>,
    /// Texts of the front matter.
    fragments: Vec<Arc<str>>,
}

/// Where a passage's pieces end, and what it belongs to.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Extent {
    end: u32,
    section: u32,
    /// One more than the index of its fragment; 0 for the body.
    fragment: u32,
}

/// A paragraph, an item of a list, a cell: words that belong together, without markup.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    prose: &'a Prose,
    /// Its pieces, as a range of the page's.
    range: (u32, u32),
    /// The text of the front matter it stands in, as written; `None` for the body.
    pub fragment: Option<&'a Arc<str>>,
    /// The part of the page it belongs to: 0 before the first heading of the two upper levels, then their number. Each key of the
    /// front matter is a part of its own, counted after the headings.
    pub section: u32,
}

/// One event's worth of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Piece {
    /// Where its event begins, in bytes, in the page's text or in the fragment; of code, where the code begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The form, in the two lowest bits, and the stretch.
    tag: u32,
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
    /// A piece at `place`. `stretch` numbers the stretch of the passage without an inline tag in between: a link may span pieces of one.
    pub fn new(place: Range<u32>, form: PieceForm, stretch: u32) -> Self {
        Self { start: place.start, end: place.end, tag: stretch << 2 | form as u32 }
    }

    /// What it is.
    pub fn form(self) -> PieceForm {
        match self.tag & 3 {
            0 => PieceForm::Prose,
            1 => PieceForm::Space,
            _ => PieceForm::Aside,
        }
    }

    /// The stretch it belongs to.
    pub fn stretch(self) -> u32 {
        self.tag >> 2
    }
}

impl Prose {
    /// Adds a passage; each piece comes with its text where that is not what is written. Nothing is added without prose in it.
    pub fn push(&mut self, fragment: Option<&Arc<str>>, section: u32, pieces: Vec<(Piece, Option<Box<str>>)>) {
        if pieces.iter().all(|(piece, _)| piece.form() != PieceForm::Prose) {
            return;
        }
        for (piece, text) in pieces {
            if let Some(text) = text {
                self.decoded.insert(self.pieces.len() as u32, text);
            }
            self.pieces.push(piece);
        }
        let fragment = fragment.map_or(0, |_| self.fragments.len() as u32);
        self.passages.push(Extent { end: self.pieces.len() as u32, section, fragment });
    }

    /// Adds a text of the front matter; the passages that stand in it follow.
    pub fn add_fragment(&mut self, text: &Arc<str>) {
        self.fragments.push(Arc::clone(text));
    }

    /// The texts of the front matter that pages show as sentences, as written, in order.
    pub fn fragments(&self) -> impl Iterator<Item = &str> {
        self.fragments.iter().map(|text| &**text)
    }

    /// Gives back what was reserved and is not used.
    pub fn shrink(&mut self) {
        self.passages.shrink_to_fit();
        self.pieces.shrink_to_fit();
        self.fragments.shrink_to_fit();
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The passage at `index`, in order.
    pub fn get(&self, index: usize) -> Option<Passage<'_>> {
        let extent = self.passages.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.passages[before].end);
        let fragment = (extent.fragment as usize).checked_sub(1).map(|ix| &self.fragments[ix]);
        Some(Passage { prose: self, range: (start, extent.end), fragment, section: extent.section })
    }

    /// All passages, in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        (0..self.passages.len()).filter_map(|index| self.get(index))
    }
}

impl<'a> Passage<'a> {
    /// Its pieces, in order.
    pub fn pieces(self) -> &'a [Piece] {
        &self.prose.pieces[self.range.0 as usize..self.range.1 as usize]
    }

    /// The text of its piece `index`; `page` is the page's text.
    pub fn piece_text(self, index: usize, page: &'a str) -> &'a str {
        let piece = self.pieces()[index];
        if let Some(text) = self.prose.decoded.get(&(self.range.0 + index as u32)) {
            return text;
        }
        match piece.form() {
            PieceForm::Space => " ",
            _ => self.whole(page).get(piece.start as usize..piece.end as usize).unwrap_or(""),
        }
    }

    /// Whether the text of its piece `index` is what is written there.
    pub fn is_verbatim(self, index: usize) -> bool {
        self.pieces()[index].form() != PieceForm::Space
            && !self.prose.decoded.contains_key(&(self.range.0 + index as u32))
    }

    /// All of it as one line of plain text, piece after piece; `page` is the page's text.
    pub fn text(self, page: &'a str) -> Cow<'a, str> {
        match self.pieces().len() {
            1 => Cow::Borrowed(self.piece_text(0, page)),
            count => Cow::Owned((0..count).map(|index| self.piece_text(index, page)).collect()),
        }
    }

    fn whole(self, page: &'a str) -> &'a str {
        self.fragment.map_or(page, |fragment| fragment)
    }
}
