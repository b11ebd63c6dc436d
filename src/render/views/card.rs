//! A page becomes its card: the few values that every list shows of it.

use std::collections::HashMap;

use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx};
use crate::model::{PageKind, Withheld};
use crate::render::Views;
use crate::render::views::moment::{When, when};
use crate::render::views::words;
use crate::site::Site;
use crate::text::shorten;

/// The name and address of a facet's value.
#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    address: &'a str,
    /// For a severity: its shape, `0` for the worst to `3`; `4` for a word that is not on the house's scale.
    shape: usize,
}

/// What lists show of a page.
#[derive(Serialize)]
struct Card<'a> {
    address: &'a str,
    title: &'a str,
    id: &'a str,
    /// The language, where it is not the site's.
    lang: Option<&'a str>,
    /// What it is, when that needs saying: `Near miss`, `Runbook`.
    label: Option<&'static str>,
    date: Option<When>,
    severity: Option<Value>,
    /// The organisation it happened to, for write-ups from elsewhere.
    company: Option<&'a str>,
    services: Vec<Value>,
    /// Plain text of at most [`SUMMARY`] characters.
    summary: Option<String>,
    minutes: usize,
    draft: bool,
}

/// The longest summary in a list, in characters.
const SUMMARY: usize = 240;

/// The names and addresses of all facets.
pub(crate) fn names(site: &Site) -> HashMap<FacetKind, Vec<Value>> {
    let value = |(rank, facet): (usize, &crate::link::Facet)| {
        let shape = words::shape(facet.listed, rank, &facet.id);
        Value::from_serializable(&Name { name: &facet.name, address: &facet.address, shape })
    };
    site.links.facets.iter().map(|(&kind, facets)| (kind, facets.iter().enumerate().map(value).collect())).collect()
}

/// The card of a page.
pub(crate) fn card(views: &Views<'_>, ix: PageIx) -> Value {
    let page = &views.site.pages[ix];
    let label = match (&page.kind, page.incident()) {
        (_, Some(incident)) => words::incident_kind(incident.kind),
        (PageKind::Term, _) => Some("Term"),
        (PageKind::Runbook, _) => Some("Runbook"),
        (PageKind::Service, _) => Some("Service"),
        (PageKind::Path, _) => Some("Reading path"),
        _ => None,
    };
    Value::from_serializable(&Card {
        address: &views.site.links.addresses[ix],
        title: &page.title.value,
        id: &page.id.value,
        lang: Some(page.lang.as_str()).filter(|lang| *lang != views.site.config.lang),
        label,
        date: page.dated.as_ref().map(|dated| when(&dated.value, &views.zone)),
        severity: views.names_of(ix, FacetKind::Severity).into_iter().next(),
        company: page.incident().and_then(|incident| incident.company.as_ref()).map(|company| company.value.as_str()),
        services: views.names_of(ix, FacetKind::Service),
        summary: page.summary.as_ref().map(|s| shorten(&words::plain(&s.value), SUMMARY)).filter(|s| !s.is_empty()),
        minutes: page.reading_minutes(),
        draft: matches!(page.withheld, Some(Withheld::Draft(_))),
    })
}
