//! A value together with where it was found.

use std::ops::Range;

/// Byte offsets into a source's text.
pub type Span = Range<usize>;

/// Where a fact came from: the order of evidence, best first, the same for every field.
///
/// What comes first decides; of what comes later only a value that says the same more exactly takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The author wrote it as a key.
    FrontMatter,
    /// A labelled line or a table of facts says it: `Severity: SEV-2`.
    Label,
    /// It stands under a heading for it.
    Section,
    /// A sentence of the prose says so.
    Sentence,
    /// A row of the timeline says so.
    Row,
    /// It was read from a title, a file's name or its folder.
    FileName,
}

impl Origin {
    /// All of them, best first.
    pub const ALL: [Self; 6] =
        [Self::FrontMatter, Self::Label, Self::Section, Self::Sentence, Self::Row, Self::FileName];
}

/// A value, where it came from, and the place in the file.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
    /// The place, where there is one.
    pub span: Span,
}

impl<T> Fact<T> {
    /// A value that the author wrote as a key of the front matter.
    pub fn front(value: T, span: Span) -> Self {
        Self { value, origin: Origin::FrontMatter, span }
    }

    /// A value that a labelled line or a table of facts states.
    pub fn label(value: T, span: Span) -> Self {
        Self { value, origin: Origin::Label, span }
    }

    /// A value that stands under a heading for it.
    pub fn section(value: T, span: Span) -> Self {
        Self { value, origin: Origin::Section, span }
    }

    /// A value that a sentence says.
    pub fn sentence(value: T, span: Span) -> Self {
        Self { value, origin: Origin::Sentence, span }
    }

    /// A value that a row of the timeline says.
    pub fn row(value: T, span: Span) -> Self {
        Self { value, origin: Origin::Row, span }
    }

    /// A value read from the file's name.
    pub fn file_name(value: T) -> Self {
        Self { value, origin: Origin::FileName, span: 0..0 }
    }

    /// Whether the author did not write the value as a key.
    pub fn inferred(&self) -> bool {
        self.origin != Origin::FrontMatter
    }

    /// The same origin with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Fact<U> {
        Fact { value: f(self.value), origin: self.origin, span: self.span }
    }
}
