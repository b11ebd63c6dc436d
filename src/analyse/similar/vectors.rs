//! Told words become vectors: for each write-up its terms, weighted (1 + ln tf)·idf, of length 1.
//!
//! Weights as in Manning, Raghavan and Schütze, *Introduction to Information Retrieval* (2008), §6.4 (`ltc`).

use rayon::prelude::*;

use crate::analyse::similar::lexicon::{Lexicon, NumberedWriteUp};

/// The vectors of all write-ups, one after the other, and the lists of those that have each term.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// Where each write-up's terms end.
    ends: Vec<u32>,
    /// Terms, ascending in each write-up.
    terms: Vec<u32>,
    weights: Vec<f32>,
    /// How much each term tells, by term: ln(N / df).
    idf: Vec<f32>,
    /// In how many write-ups each term stands.
    frequencies: Vec<u32>,
    /// How many write-ups say something.
    pub(super) live: usize,
}

/// How often a title counts.
const TITLE: u32 = 2;

impl Vectors {
    /// Weighs what is told. Linear in the words.
    pub(super) fn new(told: &[NumberedWriteUp], lexicon: &Lexicon) -> Self {
        let counts: Vec<Vec<(u32, u32)>> = told.par_iter().map(|told| counts(told, lexicon)).collect();
        let live = counts.iter().filter(|counts| !counts.is_empty()).count();
        let mut frequencies = vec![0; lexicon.terms()];
        for &(term, _) in counts.iter().flatten() {
            frequencies[term as usize] += 1;
        }
        let idf = |&frequency: &u32| if frequency == 0 { 0.0 } else { (live as f32 / frequency as f32).ln() };
        let idf: Vec<f32> = frequencies.iter().map(idf).collect();
        let total = counts.iter().map(Vec::len).sum();
        let mut vectors = Self {
            ends: Vec::with_capacity(told.len()),
            terms: Vec::with_capacity(total),
            weights: Vec::with_capacity(total),
            idf,
            frequencies,
            live,
        };
        for counts in counts {
            let weights = unit(counts.iter().map(|&(term, count)| vectors.weight(term, count)).collect());
            vectors.terms.extend(counts.iter().map(|(term, _)| term));
            vectors.weights.extend(weights);
            vectors.ends.push(vectors.terms.len() as u32);
        }
        vectors
    }

    /// How many write-ups there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many different terms there are.
    pub(super) fn terms(&self) -> usize {
        self.idf.len()
    }

    /// A write-up's terms, ascending, with their weights.
    pub(super) fn of(&self, at: usize) -> (&[u32], &[f32]) {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        let place = start..self.ends[at] as usize;
        (&self.terms[place.clone()], &self.weights[place])
    }

    /// In how many write-ups a term stands.
    pub(super) fn frequency(&self, term: u32) -> u32 {
        self.frequencies[term as usize]
    }

    /// The cosine of two write-ups.
    pub(super) fn cosine(&self, a: usize, b: usize) -> f32 {
        self.common(a, b).map(|(_, product)| product).sum()
    }

    /// The terms of two write-ups, ascending, each with what it adds to their cosine.
    pub(super) fn common(&self, a: usize, b: usize) -> impl Iterator<Item = (u32, f32)> {
        let (a_terms, a_weights) = self.of(a);
        let (b_terms, b_weights) = self.of(b);
        let mut at = 0;
        a_terms.iter().zip(a_weights).filter_map(move |(&term, &weight)| {
            at += b_terms[at..].iter().take_while(|&&other| other < term).count();
            (b_terms.get(at) == Some(&term)).then(|| (term, weight * b_weights[at]))
        })
    }

    fn weight(&self, term: u32, count: u32) -> f32 {
        (1.0 + (count as f32).ln()) * self.idf[term as usize]
    }
}

/// The terms of a write-up, ascending, each with how often it counts.
fn counts(told: &NumberedWriteUp, lexicon: &Lexicon) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = Vec::with_capacity(told.tokens.len());
    let mut start = 0;
    for sentence in &told.sentences {
        let weight = if sentence.is_title { TITLE } else { 1 };
        let tokens = &told.tokens[start..sentence.end as usize];
        start = sentence.end as usize;
        all.extend(tokens.iter().flat_map(|token| lexicon.terms_of(token.form())).map(|&term| (term, weight)));
    }
    all.sort_unstable();
    all.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum())).collect()
}

/// Weights scaled to a vector of length 1.
fn unit(mut weights: Vec<f32>) -> Vec<f32> {
    let length = weights.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= length);
    }
    weights
}
