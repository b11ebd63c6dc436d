//! The cosines of pairs drawn evenly become the least cosine that is worth showing on this site.
//!
//! Write-ups of one house always share some words. Cosines of pairs by chance are spread about log-normally; the median and the upper
//! quartile say how, since the pairs that are truly alike stand above both. Shown is what chance alone would bring about
//! [`BY_CHANCE`] times a write-up, if all pairs were chance: so a larger site asks for more.

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};

use crate::analyse::similar::vectors::Vectors;

/// What is worth showing, and what is worth saying.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Threshold {
    /// The least cosine that is shown.
    pub(super) shown: f32,
    /// The least cosine of what a writer should know: it would hardly come about by chance anywhere in the site.
    pub(super) strong: f32,
}

/// How many pairs are drawn at most.
const PAIRS: usize = 20_000;

/// How many pairs a write-up would have above the threshold if all were chance; some of those that were drawn are not.
const BY_CHANCE: f64 = 1.5;

/// The same for what is strong.
const STRONGLY_BY_CHANCE: f64 = 0.5;

/// The largest share of pairs that is let through: of seven write-ups, not everything is alike.
const LARGEST_SHARE: f64 = 0.1;

/// Below, two write-ups share a name or two, whatever the site.
const FLOOR: f32 = 0.08;

/// Above, two write-ups tell one story, whatever the site; and what is strong is never asked more than this.
const CEILING: f32 = 0.5;
const STRONG_CEILING: f32 = 0.7;

/// The widest spread that is believed: where half of the pairs share nothing, quartiles tell little.
const WIDEST: f64 = 1.1;

/// The fewest write-ups from which something can be learnt.
const FEWEST: usize = 3;

/// Learns from the pairs that are `comparable` among the write-ups `live`, those that say something; `None` when they are too few. `set` overrules what is shown.
pub(super) fn threshold(
    vectors: &Vectors,
    live: &[u32],
    comparable: impl Fn(u32, u32) -> bool + Sync,
    set: Option<f32>,
) -> Option<Threshold> {
    if live.len() < FEWEST {
        return set.map(|shown| Threshold { shown, strong: shown.max(CEILING) });
    }
    let cosines = sample(vectors, live, comparable);
    if cosines.is_empty() {
        return set.map(|shown| Threshold { shown, strong: shown.max(CEILING) });
    }
    let at = |part: f64| f64::from(cosines[((cosines.len() - 1) as f64 * part) as usize].max(1e-4));
    let (median, quartile) = (at(0.5), at(0.75));
    let normal = Normal::standard();
    let spread = ((quartile / median).ln() / normal.inverse_cdf(0.75)).min(WIDEST);
    let above = |by_chance: f64| {
        let share = (by_chance / live.len() as f64).min(LARGEST_SHARE * by_chance / BY_CHANCE);
        (median * (spread * normal.inverse_cdf(1.0 - share)).exp()) as f32
    };
    let shown = set.unwrap_or_else(|| above(BY_CHANCE).clamp(FLOOR, CEILING));
    Some(Threshold { shown, strong: above(STRONGLY_BY_CHANCE).clamp(FLOOR, STRONG_CEILING).max(shown) })
}

/// The cosines of pairs, ascending: of all pairs, or of [`PAIRS`] that are evenly spread.
fn sample(vectors: &Vectors, live: &[u32], comparable: impl Fn(u32, u32) -> bool + Sync) -> Vec<f32> {
    let count = live.len();
    let cosine =
        |a: usize, b: usize| comparable(live[a], live[b]).then(|| vectors.cosine(live[a] as usize, live[b] as usize));
    let mut cosines: Vec<f32> = if count * (count - 1) / 2 <= PAIRS {
        let pairs = (1..count).into_par_iter().flat_map_iter(|b| (0..b).map(move |a| (a, b)));
        pairs.filter_map(|(a, b)| cosine(a, b)).collect()
    } else {
        // Each in turn with one that stands a part of the golden ratio further: no place is preferred, and nothing is random.
        let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
        let further = |nth: usize| 1 + ((nth as f64 * golden).fract() * (count - 1) as f64) as usize;
        let pairs = (0..PAIRS).into_par_iter();
        pairs.filter_map(|nth| cosine(nth % count, (nth + further(nth)) % count)).collect()
    };
    cosines.sort_unstable_by(f32::total_cmp);
    cosines
}
