//! What has one name as a word of the glossary and as a factor, service or tag becomes a pair, so that their pages know each other.

use std::collections::HashMap;

use crate::link::{Facet, FacetKind, PageIx};
use crate::model::Page;
use crate::site::Site;
use crate::views::runbook_uses::folded;

/// Factors, services and tags by every name they go by, folded.
pub(super) type FacetNames = HashMap<String, Vec<(FacetKind, usize)>>;

/// The kinds of facets that may be words as well.
const KINDS: [FacetKind; 3] = [FacetKind::Factor, FacetKind::Service, FacetKind::Tag];

pub(super) fn facet_names(site: &Site) -> FacetNames {
    let mut found = FacetNames::new();
    for kind in KINDS {
        for (ix, facet) in site.links.values(kind).iter().enumerate() {
            for name in names_of_facet(facet) {
                let facets = found.entry(folded(name)).or_default();
                if !facets.contains(&(kind, ix)) {
                    facets.push((kind, ix));
                }
            }
        }
    }
    found
}

/// The factors, services and tags among `names` that are called what a term is called.
pub(super) fn facets_called(names: &FacetNames, term: &Page) -> Vec<(FacetKind, usize)> {
    let mut found: Vec<(FacetKind, usize)> =
        names_of_page(term).filter_map(|name| names.get(&folded(name))).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The word of the glossary among `terms`, which are known by their names in small letters, that is called what a facet is called.
pub(super) fn term_called(terms: &HashMap<String, PageIx>, kind: FacetKind, facet: &Facet) -> Option<PageIx> {
    if !KINDS.contains(&kind) {
        return None;
    }
    let spelt = |name: &str| [name.to_lowercase(), folded(name), folded(name).replace(' ', "-")];
    let term = names_of_facet(facet).flat_map(spelt).find_map(|name| terms.get(&name).copied())?;
    (facet.page != Some(term)).then_some(term)
}

fn names_of_facet(facet: &Facet) -> impl Iterator<Item = &str> {
    [&facet.name, &facet.id].into_iter().chain(&facet.aliases).map(String::as_str)
}

fn names_of_page(page: &Page) -> impl Iterator<Item = &str> {
    std::iter::once(&page.title.value).chain(page.aliases.iter().map(|alias| &alias.value)).map(String::as_str)
}
