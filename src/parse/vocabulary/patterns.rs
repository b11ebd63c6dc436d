//! Regular expressions written as data become one search for all of them.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_automata::meta::{BuildError, Regex};
use serde::{Deserialize, Deserializer};

use crate::parse::vocabulary::needed_words::{byte_by_byte, needed_words};
use crate::text::is_cjk;

/// The memory that the states of a search may take, for each thread: where it is too little, matching falls back on a way twenty times slower.
const STATES: usize = 16 << 20;

/// Patterns that are sought all at once, in text in lower case; put together when they are first sought.
///
/// They are matched byte by byte: `\b`, `\w` and sets of characters know ASCII alone, while words of any script may be written out. Made
/// for that many words, sets that knew all of Unicode would take a tenth of a second at every start of the program.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    written: Vec<String>,
    together: OnceLock<Regex>,
}

impl Patterns {
    /// These patterns.
    pub(crate) fn new(written: Vec<String>) -> Self {
        Self { written, together: OnceLock::new() }
    }

    /// Whether one of them is in `text`.
    ///
    /// # Panics
    /// When one of them cannot be read: a test looks at all.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        let patterns = || together(&self.written).unwrap_or_else(|error| panic!("{:?}: {error}", self.written));
        if self.written.is_empty() {
            return false;
        }
        let together = self.together.get_or_init(patterns);
        let is_in = |text: &str| together.is_match(text.as_bytes());
        is_in(text) || without_gaps(text).is_some_and(|closed| is_in(&closed))
    }

    /// Whether each can be read.
    #[cfg(test)]
    pub(crate) fn can_be_read(&self) -> bool {
        together(&self.written).is_ok()
    }
}

/// Words of which one stands wherever one of several patterns is found: most texts hold none of them, and need not be searched for each.
#[derive(Debug)]
pub(crate) struct NeededWords(Option<AhoCorasick>);

impl NeededWords {
    /// Those of all patterns in `several`.
    pub(crate) fn of<'p>(several: impl IntoIterator<Item = &'p Patterns>) -> Self {
        let each = several.into_iter().flat_map(|patterns| &patterns.written).map(|pattern| needed_words(pattern));
        let words: Option<Vec<Vec<Vec<u8>>>> = each.collect();
        let automaton = |words: Vec<Vec<Vec<u8>>>| {
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(words.concat()).ok()
        };
        Self(words.and_then(automaton))
    }

    /// `false` only where none of the patterns is in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        let Some(words) = &self.0 else { return true };
        words.is_match(text) || without_gaps(text).is_some_and(|closed| words.is_match(&closed))
    }
}

/// Looking for letters that all matches share would cost more than it saves: the texts are clauses, the words hundreds.
fn together(patterns: &[String]) -> Result<Regex, Box<BuildError>> {
    let options = Regex::config().auto_prefilter(false).utf8_empty(false).hybrid_cache_capacity(STATES);
    let options = options.which_captures(regex_automata::nfa::thompson::WhichCaptures::None);
    let mut builder = Regex::builder();
    builder.configure(options).syntax(byte_by_byte());
    builder.build_many(patterns).map_err(Box::new)
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
    }
}

/// A text without the spaces that many put between Chinese or Japanese and the letters of other words: "收到 PagerDuty 的告警". `None` where
/// there are none.
fn without_gaps(text: &str) -> Option<String> {
    // Nothing of these scripts begins below this byte.
    text.bytes().any(|b| b >= 0xe3).then_some(())?;
    let is_joined = |c: char| is_cjk(c) && !('\u{ac00}'..='\u{d7af}').contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let gap = c == ' ' && (is_joined(before) || rest.peek().copied().is_some_and(is_joined));
        if !gap {
            out.push(c);
        }
        before = c;
    }
    (out.len() < text.len()).then_some(out)
}
