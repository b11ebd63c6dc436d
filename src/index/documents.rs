//! Pages become documents: what can be found, of which kind, how bad and when.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;

use crate::link::{FacetKind, PageIx};
use crate::model::{IncidentKind, PageKind};
use crate::views::{Views, cards};

/// Something that can be found. Small, since every page has one: what else is shown of it is read from the views.
#[derive(Debug, Clone)]
pub(crate) struct IndexedDocument {
    pub source: DocumentSource,
    /// The index into [`KINDS`].
    pub kind: usize,
    /// The index into the severity filter's values.
    pub severity: Option<usize>,
    /// The index into the year filter's values.
    pub year: Option<usize>,
    /// The day it happened or was dated.
    pub date: Option<Date>,
}

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentSource {
    /// A Markdown page.
    Page(PageIx),
    /// A service, factor or the like without a Markdown page, by its place among its kind.
    Facet(FacetKind, usize),
    /// A list that no file is, by its place among them.
    List(usize),
}

/// What a document can be, by id and the key of its name, in the order in which ties are broken. The first five are incidents.
pub(crate) const KINDS: [(&str, &str); 15] = [
    ("incident", "kind.incident"),
    ("near-miss", "kind.near_miss"),
    ("success", "kind.success"),
    ("exercise", "kind.exercise"),
    ("external", "kind.external"),
    ("runbook", "kind.runbook"),
    ("service", "kind.service"),
    ("folder", "facet.folder.label"),
    ("team", "facet.team.label"),
    ("factor", "facet.factor.label"),
    ("severity", "facet.severity.label"),
    ("term", "kind.term"),
    ("path", "kind.path"),
    ("page", "kind.page"),
    ("list", "kind.list"),
];

/// How many of [`KINDS`] are incidents.
pub(crate) const INCIDENT_KINDS: usize = 5;

/// The runbook among [`KINDS`]: the first after them.
pub(crate) const RUNBOOK: usize = INCIDENT_KINDS;

/// What a result shows of a document.
pub(crate) struct DocumentSummary<'v> {
    pub title: Cow<'v, str>,
    /// From the site's root.
    pub address: &'v str,
    /// The date as people read it; empty when there is none.
    pub date: String,
    /// The language, where it is not the site's.
    pub lang: Option<&'v str>,
    /// Plain text of a few sentences; may be empty.
    pub summary: String,
}

/// All documents, in path order, then services, factors and the like without a page, then lists.
pub(crate) fn documents(views: &Views) -> Vec<IndexedDocument> {
    let severity = views.filter("severity");
    let year = views.filter("year");
    let first =
        |group: Option<&crate::views::filters::FilterGroup>, ix| group?.values_of(&views.site, ix).first().copied();
    let page = |ix: PageIx| {
        let page = &views.site.pages[ix];
        let is_incident = page.incident().is_some();
        IndexedDocument {
            source: DocumentSource::Page(ix),
            kind: kind_number(kind(page.kind, page.incident().map(|incident| incident.kind))),
            severity: is_incident.then(|| first(severity, ix)).flatten(),
            year: is_incident.then(|| first(year, ix)).flatten(),
            date: page.dated.as_ref().map(|dated| dated.value.date()),
        }
    };
    let own: HashSet<PageIx> = views.facets(FacetKind::Service).iter().filter_map(|service| service.page).collect();
    let shown_by_others = |ix: &PageIx| views.facet_pages().contains(ix) && !own.contains(ix);
    let pages = (0..views.site.pages.len()).filter(|ix| !shown_by_others(ix)).map(page);
    let of_kind = |kind: FacetKind| {
        let without_page = views.facets(kind).iter().enumerate().filter(|(_, facet)| facet.page.is_none());
        without_page.map(move |(at, _)| IndexedDocument {
            source: DocumentSource::Facet(kind, at),
            kind: kind_number(kind.word()),
            severity: None,
            year: None,
            date: None,
        })
    };
    let lists = views.lists().iter().enumerate().filter(|(_, list)| !list.waits_for_comparison());
    let lists = lists.map(|(at, _)| IndexedDocument {
        source: DocumentSource::List(at),
        kind: kind_number("list"),
        severity: None,
        year: None,
        date: None,
    });
    pages.chain(FacetKind::FOUND.into_iter().flat_map(of_kind)).chain(lists).collect()
}

fn kind(kind: PageKind, incident: Option<IncidentKind>) -> &'static str {
    match (kind, incident) {
        (_, Some(IncidentKind::Incident)) => "incident",
        (_, Some(IncidentKind::NearMiss)) => "near-miss",
        (_, Some(IncidentKind::Success)) => "success",
        (_, Some(IncidentKind::Exercise)) => "exercise",
        (_, Some(IncidentKind::External)) => "external",
        (PageKind::Runbook, _) => "runbook",
        (PageKind::Service, _) => "service",
        (PageKind::Term, _) => "term",
        (PageKind::Path, _) => "path",
        _ => "page",
    }
}

fn kind_number(id: &str) -> usize {
    KINDS.iter().position(|(known, _)| *known == id).expect("every kind is listed")
}

/// The service that a page is about, when it is a service's page.
pub(crate) fn service_of(views: &Views, ix: PageIx) -> Option<usize> {
    let is_service = views.site.pages[ix].kind == PageKind::Service;
    is_service.then(|| views.facets(FacetKind::Service).iter().position(|service| service.page == Some(ix))).flatten()
}

/// The path that orders documents of one kind, severity, year and length.
pub(crate) fn path(views: &Views, source: DocumentSource) -> &str {
    match source {
        DocumentSource::Page(ix) => &views.site.pages[ix].source.path,
        DocumentSource::Facet(kind, at) => &views.facets(kind)[at].address,
        DocumentSource::List(at) => &views.lists()[at].address,
    }
}

/// What a result shows of a document.
pub(crate) fn shown<'v>(views: &'v Views, source: DocumentSource) -> DocumentSummary<'v> {
    match source {
        DocumentSource::Page(ix) => {
            let card = cards::of(views, ix);
            let service = service_of(views, ix).map(|at| views.facets(FacetKind::Service)[at].name.as_str());
            DocumentSummary {
                title: Cow::Borrowed(service.unwrap_or(card.title)),
                address: card.address,
                date: card.date.map_or_else(String::new, |when| when.date),
                lang: card.lang,
                summary: card.brief.unwrap_or_default(),
            }
        }
        DocumentSource::Facet(kind, at) => {
            let facet = &views.facets(kind)[at];
            DocumentSummary {
                title: Cow::Borrowed(&facet.name),
                address: &facet.address,
                date: String::new(),
                lang: None,
                summary: crate::parse::fragment_text(&facet.description),
            }
        }
        DocumentSource::List(at) => {
            let list = &views.lists()[at];
            DocumentSummary {
                title: Cow::Borrowed(&list.title),
                address: &list.address,
                date: String::new(),
                lang: None,
                summary: list.about.clone(),
            }
        }
    }
}
