//! The filters of a query narrow what was found, and the values of every group are counted.

use std::collections::BTreeSet;

use crate::index::Search;
use crate::index::filter_groups::{FacetGroup, FacetValue};
use crate::index::query::query_words::QueryMeaning;

/// The values of a group.
#[derive(Debug, PartialEq, serde::Serialize)]
pub struct FacetCounts {
    /// Its name in queries.
    pub key: &'static str,
    /// The values that some document found has, or that were chosen.
    pub values: Vec<ValueCount>,
}

/// A value of a group and how many documents have it, were it chosen.
#[derive(Debug, PartialEq, serde::Serialize)]
pub struct ValueCount {
    /// Its name in queries and addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How many.
    pub count: usize,
}

impl Search {
    /// Those of `found` that all filters leave.
    pub(super) fn filtered(&self, asking: &QueryMeaning, found: &[u32]) -> Vec<u32> {
        let passes = self.passes(asking, None);
        found.iter().copied().filter(|&document| passes[document as usize]).collect()
    }

    /// Which documents the filters leave, those of the group `but` set aside.
    fn passes(&self, asking: &QueryMeaning, but: Option<usize>) -> Vec<bool> {
        let mut passes = vec![true; self.len()];
        for group in (0..self.facets.len()).filter(|&group| Some(group) != but) {
            let chosen = asking.filters.iter().filter(|(of, _)| *of == group);
            let lists: Vec<&Vec<u32>> = chosen.map(|&(_, value)| &self.facets[group].values[value].documents).collect();
            if lists.is_empty() {
                continue;
            }
            let with: BTreeSet<u32> = lists.into_iter().flatten().copied().collect();
            for (document, passes) in (0u32..).zip(&mut passes) {
                *passes &= with.contains(&document);
            }
        }
        for &(group, value) in &asking.without_filters {
            for &document in &self.facets[group].values[value].documents {
                passes[document as usize] = false;
            }
        }
        passes
    }

    /// How many of `found` each value would leave, were it chosen beside the filters of the other groups.
    pub(super) fn counts(&self, asking: &QueryMeaning, found: &[u32]) -> Vec<FacetCounts> {
        let mut is_found = vec![false; self.len()];
        for &document in found {
            is_found[document as usize] = true;
        }
        let counts = |(at, group): (usize, &FacetGroup)| {
            let passes = self.passes(asking, Some(at));
            let fits = |document: &&u32| is_found[**document as usize] && passes[**document as usize];
            let value = |(place, value): (usize, &FacetValue)| {
                let count = value.documents.iter().filter(fits).count();
                let chosen = asking.filters.contains(&(at, place));
                (count > 0 || chosen).then(|| ValueCount { id: value.id.clone(), name: value.name.clone(), count })
            };
            let values: Vec<ValueCount> = group.values.iter().enumerate().filter_map(value).collect();
            (!values.is_empty()).then_some(FacetCounts { key: group.key, values })
        };
        self.facets.iter().enumerate().filter_map(counts).collect()
    }
}
