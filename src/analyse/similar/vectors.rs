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

/// Write-ups that are counted together.
const BATCH: usize = 1_024;

/// How often a title counts.
const TITLE: u32 = 2;

impl Vectors {
    /// Weighs what is told. Linear in the words.
    pub(super) fn new(told: &[NumberedWriteUp], lexicon: &Lexicon) -> Self {
        let mut vectors = Self { ends: Vec::with_capacity(told.len()), ..Self::default() };
        vectors.frequencies = vec![0; lexicon.terms()];
        for batch in told.chunks(BATCH) {
            let counts: Vec<Vec<(u32, u32)>> = batch.par_iter().map(|told| counts(told, lexicon)).collect();
            vectors.add(&counts);
        }
        let live = vectors.live as f32;
        let idf = |&frequency: &u32| if frequency == 0 { 0.0 } else { (live / frequency as f32).ln() };
        vectors.idf = vectors.frequencies.iter().map(idf).collect();
        let mut start = 0;
        for &end in &vectors.ends {
            let own = start..end as usize;
            start = end as usize;
            let weights = &mut vectors.weights[own.clone()];
            for (weight, &term) in weights.iter_mut().zip(&vectors.terms[own]) {
                *weight = (1.0 + weight.ln()) * vectors.idf[term as usize];
            }
            unit(weights);
        }
        vectors
    }

    /// Adds the terms of more write-ups, with how often they count in place of their weights.
    fn add(&mut self, counts: &[Vec<(u32, u32)>]) {
        for counts in counts {
            self.live += usize::from(!counts.is_empty());
            for &(term, count) in counts {
                self.frequencies[term as usize] += 1;
                self.terms.push(term);
                self.weights.push(count as f32);
            }
            self.ends.push(self.terms.len() as u32);
        }
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

/// Scales weights to a vector of length 1.
fn unit(weights: &mut [f32]) {
    let length = weights.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= length);
    }
}
