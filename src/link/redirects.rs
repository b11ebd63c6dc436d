//! Aliases that look like paths, and older ids, become stubs that lead to the page.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::addresses::{asset_address, is_reserved};
use crate::link::relations::{Facet, PageIx};
use crate::model::{FacetKind, Page, PageKind};

/// Stubs for aliases that look like paths, and for older ids beside the page.
pub(super) fn redirects(
    pages: &[Arc<Page>],
    addresses: &[String],
    facets: &BTreeMap<FacetKind, Vec<Facet>>,
) -> BTreeMap<String, PageIx> {
    let mut redirects = BTreeMap::new();
    let mut taken: HashSet<String> = addresses.iter().map(|a| a.to_lowercase()).collect();
    taken.extend(facets.values().flatten().map(|f| f.address.to_lowercase()));
    for (ix, page) in pages.iter().enumerate() {
        if page.kind == PageKind::Term {
            continue;
        }
        for alias in &page.aliases {
            let written = alias.value.trim().trim_matches('/');
            let stem = [".html", ".md", "/index"].iter().find_map(|e| written.strip_suffix(e)).unwrap_or(written);
            let too_long = stem.len() > 300 || stem.split('/').count() > 12;
            if stem.is_empty() || too_long || stem.contains("://") {
                continue;
            }
            let folder = addresses[ix].rsplit_once('/').map_or("", |(folder, _)| folder);
            let base = asset_address(stem);
            let address = if stem.contains('/') || folder.is_empty() {
                format!("{base}.html")
            } else {
                format!("{folder}/{base}.html")
            };
            if !is_reserved(&address) && taken.insert(address.to_lowercase()) {
                redirects.insert(address, ix);
            }
        }
    }
    redirects
}
