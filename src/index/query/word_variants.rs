//! A word becomes the terms that may stand for it: itself, what it begins, what it is a slip of, its parts.

use std::collections::HashSet;

use crate::index::Search;
use crate::index::query::query_words::{AskedTerm, AskedWord};
use crate::index::term_writer::PART;
use crate::text::{stem, units};

/// A term that may stand for a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternative {
    pub term: String,
    /// The stem of the words it has.
    pub stem: String,
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
    /// It is another word of its stem, or that as a part of an identifier.
    Related,
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
    let segment = &search.segment;
    let asked = || std::iter::once(&word.term).chain(&word.whole);
    let mut found: Vec<Alternative> = Vec::new();
    for term in asked().filter(|term| segment.frequency(&term.form) > 0) {
        add(&mut found, &term.form, &term.stem, 1.0, WayFound::Exact);
    }
    for term in asked() {
        for other in segment.forms(&term.stem) {
            add(&mut found, other, &term.stem, EXPANDED, WayFound::Related);
        }
    }
    if word.completed {
        let completed: Vec<AskedTerm> = completions(search, word, &found);
        found.extend(completed.into_iter().map(|term| expanded(search, term, WayFound::Completed)));
    }
    if found.is_empty() && !word.exact {
        let parts: Vec<Vec<Alternative>> =
            word.parts.iter().map(|part| as_part(search, part)).filter(|list| !list.is_empty()).collect();
        if !parts.is_empty() {
            return parts;
        }
        if spelling && word.spelt {
            let near = search.near(&word.surface, 0).into_iter().map(AskedTerm::of);
            found.extend(near.map(|term| expanded(search, term, WayFound::Typo)));
        }
    }
    if found.is_empty() { Vec::new() } else { vec![found] }
}

/// Adds a term, unless it is there.
fn add(found: &mut Vec<Alternative>, term: &str, stem: &str, weight: f32, way: WayFound) {
    if found.iter().all(|other| other.term != term) {
        found.push(Alternative { term: term.to_owned(), stem: stem.to_owned(), weight, way });
    }
}

/// A word of the index that stands for one that was asked for; it may be there as a part of an identifier only.
fn expanded(search: &Search, AskedTerm { form, stem }: AskedTerm, way: WayFound) -> Alternative {
    let term = if search.segment.frequency(&form) > 0 { form } else { format!("{form}{PART}") };
    Alternative { term, stem, weight: EXPANDED, way }
}

/// A part of a word in camel case: where it is a word, and where it is a part too.
fn as_part(search: &Search, part: &AskedTerm) -> Vec<Alternative> {
    let terms = [part.form.clone(), format!("{}{PART}", part.form)];
    let known = terms.into_iter().filter(|term| search.segment.frequency(term) > 0);
    known.map(|term| Alternative { term, stem: part.stem.clone(), weight: 1.0, way: WayFound::Part }).collect()
}

/// The words that begin with `word` and are not among `base`, the commonest first, as far as their lists stay short together.
fn completions(search: &Search, word: &AskedWord, base: &[Alternative]) -> Vec<AskedTerm> {
    let mut taken: Vec<AskedTerm> = Vec::new();
    let is_new = |taken: &[AskedTerm], term: &AskedTerm| {
        base.iter().all(|base| base.term != term.form) && taken.iter().all(|taken| taken.form != term.form)
    };
    let lexicon = if word.lone { &[][..] } else { search.beginning(&word.surface) };
    let mut candidates: Vec<(u32, &str)> = lexicon.iter().map(|(word, count)| (count.ilog2(), word.as_str())).collect();
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut room = u64::max(ROOM, search.len() as u64 / ROOM_SHARE);
    for (bucket, surface) in &candidates {
        let term = AskedTerm::of(surface);
        let cost = 1u64 << bucket;
        if taken.len() < COMPLETIONS && cost <= room && is_new(&taken, &term) {
            room -= cost;
            taken.push(term);
        }
    }
    if taken.len() < COMPLETIONS && candidates.len() < COMPLETIONS {
        let mut terms = search.segment.beginning(&word.surface, LOOKED_AT);
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (form, _) in terms {
            let term = AskedTerm { stem: stem(&form).into_owned(), form };
            if taken.len() < COMPLETIONS && is_new(&taken, &term) {
                taken.push(term);
            }
        }
    }
    if taken.is_empty() && base.is_empty() {
        let rarest = candidates.iter().min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        taken.extend(rarest.map(|(_, surface)| AskedTerm::of(surface)));
    }
    taken
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
