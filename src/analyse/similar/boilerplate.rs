//! What many write-ups say in the same words is set aside: prompts of a template, standing phrases, notices written by a program.
//!
//! A sentence is known by its terms, numbers being all alike. Of a longer sentence its beginning and its end are known apart, so that
//! a line with something filled in is still a line of the template.
//!
//! Twice: first over all write-ups, to find those of which nothing remains, stubs of a template; then over the others alone. So a
//! hundred stubs more change nothing for anyone else.

use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use crate::analyse::similar::lexicon::{Lexicon, NumberedWriteUp};
use crate::analyse::similar::write_up_words::{Sentence, WordClass};

/// In how many write-ups a sentence may stand before it can be one of a template.
const LEAST: usize = 5;

/// In how many it is one of a template however large the site.
const MOST: usize = 20;

/// The share of write-ups in between: one in twenty.
const SHARE: usize = 20;

/// The words of a sentence's beginning or end.
const EDGE: usize = 5;

/// The least number of different terms with which a write-up says something of its own, its title not counted.
const TERMS: usize = 8;

/// Takes away what many write-ups say, and tells which write-ups still say something.
///
/// Of the others nothing is left. Linear in the words, but for sorting the sentences.
pub(super) fn set_aside(told: &mut [NumberedWriteUp], lexicon: &Lexicon) -> Vec<bool> {
    let keys: Vec<Vec<[u64; 3]>> = told.par_iter().map(|told| keys(told, lexicon)).collect();
    let everyone = vec![true; told.len()];
    let of_templates = shared(&keys, &everyone, LEAST);
    let rest = |at: usize| without(&told[at], &keys[at], &of_templates);
    let says: Vec<bool> = (0..told.len()).into_par_iter().map(|at| says_something(&rest(at), lexicon)).collect();
    let live = says.iter().filter(|says| **says).count();
    let shared = shared(&keys, &says, (live / SHARE).clamp(LEAST, MOST));
    // One after the other, so that no two texts of all write-ups are held.
    let cut = |((told, keys), says): ((&mut NumberedWriteUp, &Vec<[u64; 3]>), &bool)| {
        let rest = if *says { without(told, keys, &shared) } else { NumberedWriteUp::default() };
        let says = says_something(&rest, lexicon);
        *told = if says { rest.clone() } else { NumberedWriteUp::default() };
        says
    };
    told.par_iter_mut().zip(&keys).zip(&says).map(cut).collect()
}

/// The keys of each sentence: of the whole, of its beginning and of its end, 0 where it is too short to have them.
fn keys(told: &NumberedWriteUp, lexicon: &Lexicon) -> Vec<[u64; 3]> {
    let mut start = 0;
    let mut terms = Vec::new();
    let of = |sentence: &Sentence| {
        terms.clear();
        terms.extend(told.tokens[start..sentence.words as usize].iter().map(
            |token| match lexicon.form_of(token.form()) {
                WordClass::Number => u32::MAX,
                // Stop words have no term, and stand as they are written.
                WordClass::Stop => token.form() | 1 << 31,
                _ => lexicon.terms_of(token.form())[0],
            },
        ));
        start = sentence.end as usize;
        let edges = terms.len() > EDGE + 1;
        let edge = |part: u8, terms: &[u32]| if edges { key(part, terms) } else { 0 };
        let (first, last) = (terms.len().min(EDGE), terms.len().saturating_sub(EDGE));
        [key(0, &terms), edge(1, &terms[..first]), edge(2, &terms[last..])]
    };
    told.sentences.iter().map(of).collect()
}

fn key(part: u8, terms: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (part, terms).hash(&mut hasher);
    hasher.finish().max(1)
}

/// The keys that stand in at least `many` of the write-ups that count, sorted.
fn shared(keys: &[Vec<[u64; 3]>], counts: &[bool], many: usize) -> Vec<u64> {
    let of = |(keys, counts): (&Vec<[u64; 3]>, &bool)| {
        let mut own: Vec<u64> =
            if *counts { keys.iter().flatten().copied().filter(|&key| key != 0).collect() } else { Vec::new() };
        own.sort_unstable();
        own.dedup();
        own
    };
    let mut all: Vec<u64> = keys.par_iter().zip(counts).flat_map_iter(of).collect();
    all.par_sort_unstable();
    all.chunk_by(|a, b| a == b).filter(|same| same.len() >= many).map(|same| same[0]).collect()
}

/// What remains of a write-up when the shared sentences, beginnings and ends are gone.
fn without(told: &NumberedWriteUp, keys: &[[u64; 3]], shared: &[u64]) -> NumberedWriteUp {
    let is_shared = |key: u64| key != 0 && shared.binary_search(&key).is_ok();
    let mut rest = NumberedWriteUp::default();
    let mut start = 0;
    for (sentence, [whole, beginning, end]) in told.sentences.iter().zip(keys) {
        let words = start as usize..sentence.words as usize;
        let wholes = sentence.words as usize..sentence.end as usize;
        start = sentence.end;
        if is_shared(*whole) {
            continue;
        }
        let (beginning, end) = (is_shared(*beginning), is_shared(*end));
        let from = if beginning { words.start + EDGE } else { words.start };
        let until = if end { words.end - EDGE } else { words.end };
        if from >= until {
            continue;
        }
        rest.tokens.extend(&told.tokens[from..until]);
        let words = rest.tokens.len() as u32;
        if !beginning && !end {
            rest.tokens.extend(&told.tokens[wholes]);
        }
        rest.sentences.push(Sentence { words, end: rest.tokens.len() as u32, is_title: sentence.is_title });
    }
    rest
}

fn says_something(told: &NumberedWriteUp, lexicon: &Lexicon) -> bool {
    let mut start = 0;
    let mut terms: Vec<u32> = Vec::new();
    for sentence in &told.sentences {
        let words = &told.tokens[start..sentence.words as usize];
        start = sentence.end as usize;
        if !sentence.is_title {
            terms.extend(words.iter().filter_map(|token| lexicon.terms_of(token.form()).first()));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms.len() >= TERMS
}
