//! Pages by what they are called become those that a newcomer begins with, and those that writers copy.

use crate::link::PageIx;
use crate::model::{Page, PageKind};
use crate::text::key;
use crate::views::Views;

/// What houses call the page to read first, in the languages of the interface and around.
const FIRST_NAMES: [&str; 24] = [
    "start here",
    "getting started",
    "get started",
    "onboarding",
    "first steps",
    "introduction",
    "new here",
    "for new joiners",
    "on-call onboarding",
    "on-call guide",
    "on-call handbook",
    "quick start",
    "quickstart",
    "welcome",
    "Einstieg",
    "Erste Schritte",
    "Einarbeitung",
    "prise en main",
    "premiers pas",
    "bienvenue",
    "primeros pasos",
    "introducción",
    "primi passi",
    "はじめに",
];

/// The pages that are called so, in the order of those names; of two that are called the same, the one nearer to the top.
pub(crate) fn first_pages(views: &Views) -> Vec<PageIx> {
    let names: Vec<String> = FIRST_NAMES.iter().map(|name| key(name)).collect();
    let kinds = [PageKind::Page, PageKind::Runbook].into_iter().flat_map(|kind| views.of_kind(kind));
    let rank = |ix: &PageIx| names.iter().position(|name| *name == key(&views.site.pages[*ix].title.value));
    let depth = |ix: PageIx| views.site.pages[ix].source.path.matches('/').count();
    let mut found: Vec<(usize, usize, PageIx)> = kinds
        .filter_map(|ix| Some((rank(ix)?, depth(*ix), *ix)))
        .filter(|(.., ix)| !is_copied(&views.site.pages[*ix]))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(.., ix)| ix).collect()
}

/// Whether a page is there for writers to copy.
pub(crate) fn is_copied(page: &Page) -> bool {
    let path = page.source.path.to_lowercase();
    path.contains("template") || path.split('/').any(|folder| folder == "archetypes")
}
