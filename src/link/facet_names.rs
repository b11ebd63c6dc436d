//! The values of a facet by every name they go by, for those who look many up.

use std::collections::HashMap;

use crate::link::facet_keys::{key, lead, loose_key};
use crate::link::links::Links;
use crate::link::relations::Facet;
use crate::model::FacetKind;

/// The values of a facet by every name they go by, for those who look many up.
#[derive(Debug)]
pub struct FacetNames {
    kind: FacetKind,
    by_key: HashMap<String, usize>,
    /// Services of the catalogue by what names that differ in little have in common.
    by_loose_key: HashMap<String, usize>,
}

impl FacetNames {
    /// The names of all values of `kind`. An id wins over a name, a name over an alias; of equals, the first.
    pub fn of(links: &Links, kind: FacetKind) -> Self {
        let facets = links.facets.get(&kind).map_or(&[][..], Vec::as_slice);
        let mut by_key = HashMap::new();
        for (ix, facet) in facets.iter().enumerate() {
            by_key.entry(key(kind, &facet.id)).or_insert(ix);
        }
        for (ix, facet) in facets.iter().enumerate() {
            by_key.entry(key(kind, &facet.name)).or_insert(ix);
        }
        for (ix, facet) in facets.iter().enumerate() {
            for alias in &facet.aliases {
                by_key.entry(key(kind, alias)).or_insert(ix);
            }
        }
        let mut by_loose_key = HashMap::new();
        let catalogue = |facet: &Facet| facet.listed || facet.page.is_some();
        if kind == FacetKind::Service {
            for (ix, facet) in facets.iter().enumerate().filter(|(_, facet)| catalogue(facet)) {
                for name in [&facet.id, &facet.name].into_iter().chain(&facet.aliases) {
                    by_loose_key.entry(loose_key(name)).or_insert(ix);
                }
            }
        }
        Self { kind, by_key, by_loose_key }
    }

    /// The value that people mean by `name`, as index into its kind.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let found = self.by_key.get(&key(self.kind, name)).copied();
        let lead = || self.by_key.get(&key(self.kind, lead(name))).copied();
        match self.kind {
            FacetKind::Factor => found.or_else(lead),
            FacetKind::Service => found.or_else(|| self.by_loose_key.get(&loose_key(name)).copied()),
            _ => found,
        }
    }
}
