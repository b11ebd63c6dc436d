//! A site becomes what an empty search shows: a path to read, and two names to ask for.

use serde::Serialize;

use crate::index::documents::{DocumentSource, DocumentSummary, shown};
use crate::link::FacetKind;
use crate::model::PageKind;
use crate::views::Views;

/// What to begin with.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FirstSteps {
    /// The title and the address of the first path.
    path: Option<(String, String)>,
    /// Names that many pages speak of.
    examples: Vec<String>,
}

/// The longest name that is an example, in characters.
const EXAMPLE: usize = 28;

/// The first path; the word that most pages use, and what most incidents share.
pub(crate) fn first_steps(views: &Views) -> FirstSteps {
    let path = views.of_kind(PageKind::Path).first().map(|&ix| {
        let DocumentSummary { title, address, .. } = shown(views, DocumentSource::Page(ix));
        (title.into_owned(), address.to_owned())
    });
    let short = |name: &&str| name.chars().count() <= EXAMPLE;
    let used = |ix: usize| views.site.links.uses.get(&ix).map_or(0, Vec::len);
    let terms = views.of_kind(PageKind::Term).iter().copied();
    let term = terms.max_by_key(|&ix| (used(ix), std::cmp::Reverse(ix))).map(|ix| views.site.title(ix));
    let kinds = [FacetKind::Factor, FacetKind::Service, FacetKind::Folder, FacetKind::Tag].into_iter();
    let shared = kinds.filter_map(|kind| {
        let facets = views.facets(kind).iter().filter(|facet| facet.incidents.len() > 1);
        facets.max_by_key(|facet| facet.incidents.len()).map(|facet| facet.name.as_str())
    });
    let examples = term.into_iter().chain(shared).filter(short).take(2).map(str::to_owned).collect();
    FirstSteps { path, examples }
}
