//! Services get their teams, their successors and their runbooks, and teams theirs.

use std::sync::Arc;

use crate::link::facet_keys::key;
use crate::link::facets::Facets;
use crate::model::{Config, Detail, FacetKind, Page};

/// The facets with the teams and successors of services, and the runbooks of both.
pub(super) fn related(pages: &[Arc<Page>], config: &Config, mut links: Facets) -> Facets {
    let services = links.facets.get(&FacetKind::Service).map_or(0, Vec::len);
    for ix in 0..services {
        let facet = &links.facets[&FacetKind::Service][ix];
        let entry = config.service.iter().find(|e| e.id == facet.id);
        let page = facet.page.and_then(|p| match &pages[p].detail {
            Detail::Service(service) => Some(service),
            _ => None,
        });
        let team = entry.and_then(|e| e.team.clone()).or_else(|| Some(page?.team.as_ref()?.value.clone()));
        let successor =
            entry.and_then(|e| e.successor.clone()).or_else(|| Some(page?.successor.as_ref()?.value.clone()));
        let team = team.and_then(|team| find(&links, FacetKind::Team, &team));
        let successor = successor.and_then(|s| find(&links, FacetKind::Service, &s));
        if let Some(facet) = links.facets.get_mut(&FacetKind::Service).and_then(|f| f.get_mut(ix)) {
            facet.team = team;
            facet.successor = successor;
        }
    }
    for (ix, page) in pages.iter().enumerate() {
        let Detail::Runbook(runbook) = &page.detail else { continue };
        for (kind, names) in [(FacetKind::Service, &runbook.services), (FacetKind::Team, &runbook.teams)] {
            let mut found: Vec<usize> = names.iter().filter_map(|name| find(&links, kind, &name.value)).collect();
            found.sort_unstable();
            found.dedup();
            for &facet in &found {
                if let Some(facet) = links.facets.get_mut(&kind).and_then(|facets| facets.get_mut(facet)) {
                    facet.runbooks.push(ix);
                }
            }
            if !found.is_empty() {
                links.facets_of[ix].insert(kind, found);
            }
        }
    }
    links
}

/// The facet of `kind` called `name`, by id, name or alias, compared as people write them.
fn find(links: &Facets, kind: FacetKind, name: &str) -> Option<usize> {
    let wanted = key(kind, name);
    let facets = links.facets.get(&kind)?;
    let is = |text: &str| key(kind, text) == wanted;
    facets.iter().position(|f| is(&f.id) || is(&f.name) || f.aliases.iter().any(|a| is(a)))
}
