//! What an edit came to: a new text and which of its lines are new, or why the text was left as it is.

use std::fmt;

/// What an edit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The entry stands there already.
    Already {
        /// Its line, counted from 1.
        line: usize,
    },
    /// The entry was added.
    Added {
        /// The whole text.
        text: String,
        /// The lines of it that are new, the first and the last, counted from 1.
        lines: (usize, usize),
    },
}

/// Why a text was left as it is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Refusal {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}
