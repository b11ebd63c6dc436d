//! A value together with where it was found.

use std::ops::Range;

/// Byte offsets into a source's text.
pub type Span = Range<usize>;

/// Where a fact came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The author wrote it as a key.
    FrontMatter,
    /// It was read from the prose: a heading, a list, a labelled line, a table.
    Body,
    /// It was read from the file's name or folder.
    FileName,
}

/// A value, where it came from, and the place in the file.
#[derive(Debug, Clone, PartialEq)]
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

    /// A value read from the body.
    pub fn body(value: T, span: Span) -> Self {
        Self { value, origin: Origin::Body, span }
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
