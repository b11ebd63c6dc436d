//! A reading path becomes its page: what to read, in which order, why, and the words to know before.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{PageIx, Target};
use crate::markup::markdown;
use crate::pages::frame::Frame;
use crate::pages::page_body;
use crate::pages::paths::path_card::{PathCard, StepRow, path_card};
use crate::pages::related::{self, Backlinks};
use crate::views::Views;
use crate::views::path_places::steps;

#[derive(Serialize)]
struct PathView {
    card: Value,
    lede: Option<Value>,
    body: Value,
    steps: Vec<StepRow>,
    minutes: Option<String>,
    count: String,
    /// The cards of terms that several steps lean on.
    words: Vec<Value>,
    backlinks: Option<Backlinks>,
}

/// The page of a path.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let body = page_body::html(views, ix, &page_body::parts(page, None));
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let PathCard { card, steps, minutes, count, .. } = path_card(views, ix);
    let view = PathView {
        card,
        lede: page.summary.as_ref().filter(|summary| !summary.inferred()).map(|summary| inline(&summary.value)),
        body,
        steps,
        minutes,
        count,
        words: words_to_know(views, ix),
        backlinks: related::backlinks(views, ix),
    };
    Frame::page(views, ix, "paths").fill(views, "path.html", &view)
}

/// Terms that the steps link to and that are no steps themselves: those of most steps first, at most six.
fn words_to_know(views: &Views, path: PageIx) -> Vec<Value> {
    let pages: Vec<PageIx> = steps(views, path).filter_map(|(_, target)| page_of(views, target?)).collect();
    let mut counts: BTreeMap<PageIx, usize> = BTreeMap::new();
    let words = pages.iter().flat_map(|&page| &views.site.links.words(page).terms);
    for term in words.filter(|term| !pages.contains(term)) {
        *counts.entry(*term).or_default() += 1;
    }
    let mut order: Vec<PageIx> = counts.keys().copied().collect();
    order.sort_by_key(|ix| (std::cmp::Reverse(counts[ix]), *ix));
    order.truncate(6);
    views.cards_of(&order)
}

/// The Markdown page that a target is, a service's own page included.
fn page_of(views: &Views, target: &Target) -> Option<PageIx> {
    match target {
        Target::Page(ix, _) => Some(*ix),
        Target::Facet(kind, ix) => views.facets(*kind)[*ix].page,
        _ => None,
    }
}
