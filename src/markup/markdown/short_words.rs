//! Abbreviations become the automaton that finds them, and what each is short for.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::parse::Abbreviation;

/// The short words of a page.
pub(super) struct ShortWords {
    pub(super) words: AhoCorasick,
    pub(super) means: Vec<String>,
}

impl ShortWords {
    /// `None` where the page defines none.
    pub(super) fn of(abbreviations: &[Abbreviation]) -> Option<Self> {
        if abbreviations.is_empty() {
            return None;
        }
        let words = abbreviations.iter().map(|own| &own.short);
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
        Some(Self { words, means: abbreviations.iter().map(|own| own.means.clone()).collect() })
    }
}
