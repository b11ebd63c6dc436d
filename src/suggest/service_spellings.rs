//! Services that write-ups name in several spellings become one each.

use std::collections::BTreeMap;

use crate::link::loose_key;
use crate::model::FacetKind;
use crate::site::Site;

/// A service and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpelledService {
    pub(super) id: String,
    pub(super) name: String,
    /// Other spellings, each with how many incidents are told of by it.
    pub(super) others: Vec<String>,
    pub(super) incidents: usize,
}

/// The services of a site that no catalogue lists, by all spellings that differ in case, hyphens or the word "service" alone, those of
/// most incidents first.
pub(super) fn spelled_services(site: &Site) -> Vec<SpelledService> {
    let mut groups: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for facet in site.links.values(FacetKind::Service).iter().filter(|facet| !facet.listed && facet.page.is_none()) {
        groups.entry(loose_key(&facet.name)).or_default().push((&facet.name, facet.incidents.len()));
    }
    let mut services: Vec<SpelledService> = groups.into_values().map(service).collect();
    services.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.name.cmp(&b.name)));
    services
}

/// An id for a name: small letters, hyphens for spaces.
pub(super) fn identifier(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

fn service(mut names: Vec<(&str, usize)>) -> SpelledService {
    names.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then_with(|| a.len().cmp(&b.len())).then_with(|| a.cmp(b)));
    let name = names[0].0;
    SpelledService {
        id: identifier(name),
        name: name.to_owned(),
        others: names[1..].iter().map(|(name, _)| (*name).to_owned()).collect(),
        incidents: names.iter().map(|(_, count)| count).sum(),
    }
}
