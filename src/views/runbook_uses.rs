//! What incidents say of runbooks becomes the incidents that name each, and the names that a catalogue knows.

use std::collections::{HashMap, HashSet};

use crate::link::{FacetKind, PageIx};
use crate::site::Site;
use crate::views::date_order::newest;

/// The incidents that name each runbook, newest first, each with the outcome it wrote last.
pub(crate) fn uses_by_page(site: &Site) -> HashMap<PageIx, Vec<(PageIx, Option<String>)>> {
    let of_runbook = |(&runbook, uses): (&PageIx, &Vec<(PageIx, Option<String>)>)| {
        let outcomes: HashMap<PageIx, &Option<String>> = uses.iter().map(|(page, outcome)| (*page, outcome)).collect();
        let mut pages: Vec<PageIx> = uses.iter().map(|(page, _)| *page).collect();
        pages.sort_unstable();
        pages.dedup();
        let uses = newest(site, pages).into_iter().map(|page| (page, outcomes[&page].clone()));
        (runbook, uses.collect())
    };
    site.links.runbook_uses.iter().map(of_runbook).collect()
}

/// Every name of services and teams.
pub(crate) fn catalogue(site: &Site) -> HashMap<FacetKind, HashSet<String>> {
    let names = |kind: FacetKind| {
        let facets = site.links.facets.get(&kind).into_iter().flatten();
        let names = facets.flat_map(|facet| [&facet.id, &facet.name].into_iter().chain(&facet.aliases));
        (kind, names.map(|name| folded(name)).collect())
    };
    [FacetKind::Service, FacetKind::Team].into_iter().map(names).collect()
}

/// A name without case and punctuation.
pub(crate) fn folded(text: &str) -> String {
    let parts: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    parts.join(" ").trim().to_owned()
}
