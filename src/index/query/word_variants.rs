//! A word becomes the terms that may stand for it: itself, what it begins, what it is a slip of, its parts.

use std::collections::HashSet;

use crate::index::Search;
use crate::index::query::query_words::AskedWord;
use crate::text::{stem, units};

/// A term that may stand for a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternative {
    pub term: String,
    /// What its score is multiplied with.
    pub weight: f32,
    pub way: WayFound,
}

/// How a term came to stand for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WayFound {
    /// It is the word.
    Exact,
    /// The word is its beginning.
    Completed,
    /// The word is a slip of the keyboard away from it.
    Typo,
    /// It is a part of the word.
    Part,
}

/// What a term that is not the word itself counts.
pub(crate) const EXPANDED: f32 = 0.5;

/// The most terms that complete a word, beside the word itself.
pub(crate) const COMPLETIONS: usize = 7;

/// The most terms that correct a word.
pub(crate) const CORRECTIONS: usize = 3;

/// How many terms are looked at when the lexicon does not know enough completions.
pub(crate) const LOOKED_AT: usize = 64;

/// How many documents the lists of completions may hold together: so many, or this part of a large site.
pub(crate) const ROOM: u64 = 1000;
pub(crate) const ROOM_SHARE: u64 = 10;

/// The length, in UTF-16 units, from which a word may be a slip away from another, and from which it may be two.
pub(crate) const ONE_SLIP: usize = 4;
pub(crate) const TWO_SLIPS: usize = 8;

/// The words that `word` stands for: itself, or its parts, each with its alternatives; none of them when it is unknown.
///
/// `spelling` says whether a slip of the keyboard may be corrected.
pub(super) fn expand(search: &Search, word: &AskedWord, spelling: bool) -> Vec<Vec<Alternative>> {
    let exact = |term: &String| Alternative { term: term.clone(), weight: 1.0, way: WayFound::Exact };
    let known = |term: &&String| search.segment.frequency(term) > 0;
    let mut base: Vec<&String> = Vec::new();
    for term in std::iter::once(&word.term).chain(&word.whole).filter(known) {
        if !base.contains(&term) {
            base.push(term);
        }
    }
    let mut found: Vec<Alternative> = base.iter().map(|term| exact(term)).collect();
    if word.completed {
        found.extend(completions(search, word, &base).into_iter().map(|term| expanded(term, WayFound::Completed)));
    }
    if found.is_empty() && !word.exact {
        let parts: Vec<&String> = word.parts.iter().filter(known).collect();
        if !parts.is_empty() {
            let part = |term: &&String| vec![Alternative { way: WayFound::Part, ..exact(term) }];
            return parts.iter().map(part).collect();
        }
        if spelling && word.spelt {
            found.extend(corrections(search, &word.surface).into_iter().map(|term| expanded(term, WayFound::Typo)));
        }
    }
    if found.is_empty() { Vec::new() } else { vec![found] }
}

fn expanded(term: String, way: WayFound) -> Alternative {
    Alternative { term, weight: EXPANDED, way }
}

/// The terms of words that begin with `word`, the commonest first, as far as their lists stay short together.
fn completions(search: &Search, word: &AskedWord, base: &[&String]) -> Vec<String> {
    let is_base = |term: &str| base.iter().any(|base| *base == term);
    let mut taken: Vec<String> = Vec::new();
    let lexicon = if word.lone { &[][..] } else { search.beginning(&word.surface) };
    let mut candidates: Vec<(u32, &str)> = lexicon.iter().map(|(word, count)| (count.ilog2(), word.as_str())).collect();
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut room = u64::max(ROOM, search.len() as u64 / ROOM_SHARE);
    for (bucket, surface) in &candidates {
        let term = stem(surface);
        let cost = 1u64 << bucket;
        if taken.len() < COMPLETIONS && cost <= room && !is_base(&term) && !taken.iter().any(|t| *t == term) {
            room -= cost;
            taken.push(term.into_owned());
        }
    }
    if taken.len() < COMPLETIONS && candidates.len() < COMPLETIONS {
        let mut terms = search.segment.beginning(&word.surface, LOOKED_AT);
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (term, _) in terms {
            if taken.len() < COMPLETIONS && !is_base(&term) && !taken.contains(&term) {
                taken.push(term);
            }
        }
    }
    if taken.is_empty() && base.is_empty() {
        let rarest = candidates.iter().min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        taken.extend(rarest.map(|(_, surface)| stem(surface).into_owned()));
    }
    taken
}

/// The terms of the words that are a slip or two away from `surface`, the nearest first.
fn corrections(search: &Search, surface: &str) -> Vec<String> {
    search.near(surface, 0).iter().map(|word| stem(word).into_owned()).collect()
}

impl Search {
    /// The words of the lexicon that begin with `prefix`.
    fn beginning(&self, prefix: &str) -> &[(String, u32)] {
        let lexicon = &self.segment.lexicon;
        let start = lexicon.partition_point(|(word, _)| word.as_str() < prefix);
        let length = lexicon[start..].iter().take_while(|(word, _)| word.starts_with(prefix)).count();
        &lexicon[start..start + length]
    }

    /// Words of the lexicon, of different terms, that are a slip away from `surface`, two where it is long, or `more`; the nearest first.
    ///
    /// They begin with its first letter or, when there is none such, with its second: what was swapped or struck by accident.
    pub(super) fn near(&self, surface: &str, more: usize) -> Vec<&str> {
        let length = units(surface);
        if length < ONE_SLIP {
            return Vec::new();
        }
        let most = 1 + usize::from(length >= TWO_SLIPS) + more;
        let mut letters = surface.chars().take(2).map(String::from);
        letters.find_map(|letter| nearest(surface, self.beginning(&letter), most)).unwrap_or_default()
    }
}

/// The nearest of `words`; `None` when none is near.
fn nearest<'l>(surface: &str, words: &'l [(String, u32)], most: usize) -> Option<Vec<&'l str>> {
    let length = units(surface);
    let near = words.iter().filter(|(word, _)| units(word).abs_diff(length) <= most);
    let mut near: Vec<(usize, u32, &str)> = near
        .map(|(word, count)| (strsim::osa_distance(surface, word), count.ilog2(), word.as_str()))
        .filter(|(distance, ..)| *distance <= most)
        .collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)).then_with(|| a.2.cmp(b.2)));
    let mut taken = HashSet::new();
    let words = near.into_iter().map(|(_, _, word)| word).filter(|word| taken.insert(stem(word)));
    let words: Vec<&str> = words.take(CORRECTIONS).collect();
    (!words.is_empty()).then_some(words)
}
