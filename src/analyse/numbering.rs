//! Two revisions of a site become the way from the numbers of one to those of the other: pages by path, facets by id.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::link::{FacetKind, PageIx};
use crate::model::Page;
use crate::site::Site;

/// Where the pages and facets of an earlier revision are in a newer one.
#[derive(Debug)]
pub struct Numbering {
    /// For each page of the earlier revision, its place now, and whether it is an incident.
    pages: Vec<Option<(PageIx, bool)>>,
    newer: usize,
    facets: BTreeMap<FacetKind, Vec<Option<usize>>>,
    same: bool,
}

impl Numbering {
    /// Linear in the pages; quick where they are the same.
    pub fn between(earlier: &Site, newer: &Site) -> Self {
        let is_same =
            |a: &Arc<Page>, b: &Arc<Page>| Arc::ptr_eq(a, b) || (a.source.path == b.source.path && a.kind == b.kind);
        let aligned = earlier.pages.len() == newer.pages.len()
            && earlier.pages.iter().zip(&newer.pages).all(|(a, b)| is_same(a, b));
        let pages = if aligned {
            newer.pages.iter().enumerate().map(|(at, page)| Some((at, page.incident().is_some()))).collect()
        } else {
            let places: HashMap<&str, (PageIx, bool)> = newer
                .pages
                .iter()
                .enumerate()
                .map(|(at, page)| (page.source.path.as_str(), (at, page.incident().is_some())))
                .collect();
            earlier.pages.iter().map(|page| places.get(page.source.path.as_str()).copied()).collect()
        };
        let mut facets = BTreeMap::new();
        let mut same = aligned;
        for (&kind, old) in earlier.links.facets.iter() {
            let new = newer.links.facets.get(&kind).map_or(&[][..], Vec::as_slice);
            same &= old.len() == new.len() && old.iter().zip(new).all(|(a, b)| a.id == b.id);
            let places: HashMap<&str, usize> = new.iter().enumerate().map(|(at, of)| (of.id.as_str(), at)).collect();
            facets.insert(kind, old.iter().map(|facet| places.get(facet.id.as_str()).copied()).collect());
        }
        Self { pages, newer: newer.pages.len(), facets, same }
    }

    /// Whether every page and facet has the number that it had.
    pub fn is_same(&self) -> bool {
        self.same
    }

    /// How many pages the newer revision has.
    pub(crate) fn pages(&self) -> usize {
        self.newer
    }

    /// Where a page is now.
    pub(crate) fn page(&self, old: PageIx) -> Option<PageIx> {
        self.pages.get(old).copied().flatten().map(|(new, _)| new)
    }

    /// Where an incident is now, if it still is one.
    pub(crate) fn incident(&self, old: PageIx) -> Option<PageIx> {
        self.pages.get(old).copied().flatten().filter(|(_, incident)| *incident).map(|(new, _)| new)
    }

    /// Where a facet is now.
    pub(crate) fn facet(&self, kind: FacetKind, old: usize) -> Option<usize> {
        self.facets.get(&kind)?.get(old).copied().flatten()
    }
}
