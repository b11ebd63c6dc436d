//! Vectors become, for each, the nearest others by cosine.
//!
//! In two phases: the terms that weigh most, rare ones first, add up over the lists of those who have them; the best by that are
//! compared in full. Up to [`EXACT`] write-ups all terms are used and nothing is missed; beyond, the share of exact top fives is
//! measured by `benches/similar_speed.py`.

use rayon::prelude::*;

use crate::analyse::similar::vectors::Vectors;

/// Up to how many write-ups every term is used.
const EXACT: usize = 1000;

/// How many list entries one write-up may read, among ten thousand; more in larger sites, by somewhat less than the square root.
const BUDGET: usize = 16_000;

/// How many of its terms it uses at most.
const TERMS: usize = 80;

/// How many others are compared in full.
const CANDIDATES: usize = 96;

/// Finds what is near in one set of vectors.
#[derive(Debug)]
pub(super) struct Finder<'v> {
    vectors: &'v Vectors,
    /// Where each term's list ends.
    ends: Vec<u32>,
    /// For each term that several write-ups have, those write-ups, ascending, with its weight in them.
    entries: Vec<(u32, f32)>,
    effort: Effort,
    /// How much further than among ten thousand write-ups is looked.
    scale: f32,
}

/// How carefully is looked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Effort {
    /// In two phases; of a large site's nearest, a few in a thousand may be missed.
    #[default]
    Quick,
    /// Every pair in full: to measure the other by.
    Exact,
}

/// A write-up, by its number in its corpus, and its cosine.
pub type Near = (u32, f32);

/// What one thread writes on.
pub(super) struct Slate {
    /// The sum for each write-up; zero between uses.
    sums: Vec<f32>,
    found: Vec<Near>,
    chosen: Vec<(u32, f32)>,
    /// The weight of each term of the vector that is being compared; zero between uses.
    weights: Vec<f32>,
}

impl<'v> Finder<'v> {
    /// Turns the vectors into lists by term. Linear in their terms.
    pub(super) fn new(vectors: &'v Vectors, effort: Effort) -> Self {
        let mut ends: Vec<u32> = Vec::with_capacity(vectors.terms());
        let listed = |term: u32| if vectors.frequency(term) > 1 { vectors.frequency(term) } else { 0 };
        let mut next: Vec<u32> = Vec::with_capacity(vectors.terms());
        for term in 0..vectors.terms() as u32 {
            let start = ends.last().copied().unwrap_or(0);
            next.push(start);
            ends.push(start + listed(term));
        }
        let mut entries = vec![(0, 0.0); ends.last().copied().unwrap_or(0) as usize];
        for at in 0..vectors.len() {
            let (terms, weights) = vectors.of(at);
            for (&term, &weight) in terms.iter().zip(weights).filter(|(term, _)| listed(**term) > 0) {
                entries[next[term as usize] as usize] = (at as u32, weight);
                next[term as usize] += 1;
            }
        }
        let scale = (vectors.len() as f32 / 10_000.0).powf(0.45).max(1.0);
        Self { vectors, ends, entries, effort, scale }
    }

    /// Something to write on.
    pub(super) fn slate(&self) -> Slate {
        Slate {
            sums: vec![0.0; self.vectors.len()],
            found: Vec::new(),
            chosen: Vec::new(),
            weights: vec![0.0; self.vectors.terms()],
        }
    }

    /// The `count` nearest others of every write-up, or of one in `every`, on all threads.
    pub(super) fn all(&self, count: usize, every: usize) -> Vec<Vec<Near>> {
        let all: Vec<usize> = (0..self.vectors.len()).collect();
        // A slate is as long as the site: few shares, each with one, that still leave no thread idle at the end.
        let share = all.len().div_ceil(rayon::current_num_threads() * 4).max(1);
        let of_share = |share: &[usize]| {
            let mut slate = self.slate();
            let of = |&at: &usize| if at % every == 0 { self.of(at, count, &mut slate) } else { Vec::new() };
            share.iter().map(of).collect::<Vec<_>>()
        };
        all.par_chunks(share).flat_map_iter(of_share).collect()
    }

    /// The `count` nearest others of a write-up, nearest first, ties by number.
    pub(super) fn of(&self, at: usize, count: usize, slate: &mut Slate) -> Vec<Near> {
        let (terms, weights) = self.vectors.of(at);
        let Slate { sums, found, weights: own, chosen } = slate;
        self.choose(terms, weights, chosen);
        for &(term, weight) in chosen.iter() {
            for &(other, other_weight) in self.list(term) {
                sums[other as usize] += weight * other_weight;
            }
        }
        found.clear();
        sums[at] = 0.0;
        for (other, sum) in (0..).zip(sums.iter_mut()) {
            if *sum > 0.0 {
                found.push((other, std::mem::take(sum)));
            }
        }
        if self.effort == Effort::Quick {
            let candidates = self.scaled(CANDIDATES).max(count);
            thin(found, candidates);
            best(found, candidates);
        }
        terms.iter().zip(weights).for_each(|(&term, &weight)| own[term as usize] = weight);
        for (other, cosine) in found.iter_mut() {
            let (terms, weights) = self.vectors.of(*other as usize);
            *cosine = terms.iter().zip(weights).map(|(&term, weight)| own[term as usize] * weight).sum();
        }
        terms.iter().for_each(|&term| own[term as usize] = 0.0);
        best(found, count);
        found.clone()
    }

    fn scaled(&self, count: usize) -> usize {
        (count as f32 * self.scale) as usize
    }

    /// The terms whose lists are read.
    fn choose(&self, terms: &[u32], weights: &[f32], chosen: &mut Vec<(u32, f32)>) {
        chosen.clear();
        chosen.extend(terms.iter().copied().zip(weights.iter().copied()));
        chosen.retain(|&(term, weight)| weight > 0.0 && !self.list(term).is_empty());
        if self.vectors.len() <= EXACT || self.effort == Effort::Exact {
            return;
        }
        chosen.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let budget = self.scaled(BUDGET);
        let mut read = 0;
        let mut within = |&(term, _): &(u32, f32)| {
            read += self.list(term).len();
            read <= budget
        };
        let count = chosen.iter().take(TERMS).take_while(|entry| within(entry)).count();
        chosen.truncate(count.max(8));
    }

    fn list(&self, term: u32) -> &[Near] {
        let at = term as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        &self.entries[start..self.ends[at] as usize]
    }
}

/// Drops most of what cannot be among the `count` best: what is less than three times as many of a sample are.
fn thin(found: &mut Vec<Near>, count: usize) {
    const OF: usize = 16;
    if found.len() < count * OF {
        return;
    }
    let mut some: Vec<f32> = found.iter().step_by(OF).map(|near| near.1).collect();
    let (_, cut, _) = some.select_nth_unstable_by(count * 3 / OF, |a, b| b.total_cmp(a));
    let cut = *cut;
    found.retain(|near| near.1 >= cut);
}

/// Keeps the `count` best, best first, ties by number.
fn best(found: &mut Vec<Near>, count: usize) {
    let order = |a: &Near, b: &Near| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > count && count > 0 {
        found.select_nth_unstable_by(count - 1, order);
    }
    found.truncate(count);
    found.sort_unstable_by(order);
}
