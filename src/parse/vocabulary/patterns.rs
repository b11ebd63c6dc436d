//! Regular expressions written as data become one search for all of them.

use regex::bytes::{RegexSet, RegexSetBuilder};
use serde::{Deserialize, Deserializer};

/// The memory that the states of a search may take, for each thread: where it is too little, matching falls back on a way twenty times slower.
const STATES: usize = 16 << 20;

/// Patterns that are sought all at once, in text in lower case.
///
/// They are matched byte by byte: `\b`, `\w` and sets of characters know ASCII alone, while words of any script may be written out. Made
/// for that many words, sets that knew all of Unicode would take a tenth of a second at every start of the program.
#[derive(Debug)]
pub(crate) struct Patterns(RegexSet);

impl Patterns {
    /// The patterns, where each can be read.
    pub(crate) fn new(patterns: &[String]) -> Result<Self, regex::Error> {
        RegexSetBuilder::new(patterns).unicode(false).dfa_size_limit(STATES).build().map(Self)
    }

    /// Whether one of them is in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.0.is_match(text.as_bytes())
    }
}

impl Default for Patterns {
    /// What is never found.
    fn default() -> Self {
        Self(RegexSet::empty())
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&Vec::<String>::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
