//! The search page, as it stands before anything is asked: everything by year, by letter and by kind.
//!
//! Results are the scripts' work (`js/search.js`, `js/search-page.js`); without them this is the way to every page.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::link::FacetKind;
use crate::model::PageKind;
use crate::render::Views;
use crate::render::views::glossary::{self, Jumps};
use crate::render::views::list::{self, YearLink};
use crate::render::views::shell::Frame;

#[derive(Serialize)]
struct SearchView {
    /// The years that have incidents, newest first.
    years: Vec<YearLink>,
    /// The letters of the glossary.
    letters: Vec<Jumps>,
    /// Every list that has something on it.
    lists: Vec<List>,
}

#[derive(Serialize)]
struct List {
    name: &'static str,
    address: String,
    count: usize,
}

/// `search.html`.
pub(crate) fn page(views: &Views<'_>) -> (String, Vec<Diagnostic>) {
    let view =
        SearchView { years: list::every_year(views), letters: glossary::jumps(views, None), lists: lists(views) };
    Frame::list(views, "search.html", "Search", "search").fill(views, "search.html", &view)
}

/// The lists, in the order of menus.
fn lists(views: &Views<'_>) -> Vec<List> {
    let facet = |kind: FacetKind, name| (name, kind.folder(), views.facets(kind).len());
    let pages = |kind, name, folder| (name, folder, views.of_kind(kind).len());
    [
        ("Incidents", "incidents", views.incidents.len()),
        pages(PageKind::Path, "Reading paths", "paths"),
        facet(FacetKind::Service, "Services"),
        facet(FacetKind::Factor, "Contributing factors"),
        pages(PageKind::Term, "Words of the glossary", "glossary"),
        pages(PageKind::Runbook, "Runbooks", "runbooks"),
        facet(FacetKind::Team, "Teams"),
        facet(FacetKind::Severity, "Severities"),
        facet(FacetKind::Tag, "Tags"),
        pages(PageKind::Page, "Other pages", "pages"),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .map(|(name, folder, count)| List { name, address: format!("{folder}/index.html"), count })
    .collect()
}
