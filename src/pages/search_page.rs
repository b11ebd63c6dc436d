//! The search page, as it stands before anything is asked: everything by year, by letter and by list, and what can be filtered by.
//!
//! Results and counts are the scripts' work (`js/search.js`, `js/search-page.js`); without them this is the way to every page.

use serde::Serialize;

use crate::addresses::{FixedOutput, facet_list};
use crate::diag::Diagnostic;
use crate::link::FacetKind;
use crate::model::PageKind;
use crate::pages::frame::Frame;
use crate::pages::glossary::by_letter::{self, LanguageJumps};
use crate::pages::lists::incident_lists::{self, YearLink};
use crate::views::Views;
use crate::views::filters::FilterGroup as Filter;
use crate::views::filters::KIND;
use crate::words::codes;

#[derive(Serialize)]
struct SearchView {
    /// The years that have incidents, newest first.
    years: Vec<YearLink>,
    /// The letters of the glossary.
    letters: Vec<LanguageJumps>,
    /// Every list that has something on it.
    lists: Vec<SearchList>,
    /// The panel; a script shows what of it fits the question.
    groups: Vec<SearchGroup>,
}

#[derive(Serialize)]
struct SearchGroup {
    key: &'static str,
    label: String,
    values: Vec<SearchChoice>,
    /// Those that are folded.
    more: Vec<SearchChoice>,
}

#[derive(Serialize)]
struct SearchChoice {
    id: String,
    name: String,
    /// For a severity: its shape.
    shape: Option<usize>,
    #[serde(skip)]
    count: usize,
}

#[derive(Serialize)]
struct SearchList {
    name: String,
    address: String,
    count: usize,
}

/// `search.html`.
pub(crate) fn page(views: &Views) -> (String, Vec<Diagnostic>) {
    let mut groups: Vec<SearchGroup> = views.filters().iter().map(|filter| group(views, filter)).collect();
    groups.retain(|group| group.values.len() > 1);
    // What a result is matters first where results are of many kinds.
    groups.sort_by_key(|group| group.key != "kind");
    let view = SearchView {
        years: incident_lists::every_year(views),
        letters: by_letter::jumps(views, None),
        lists: lists(views),
        groups,
    };
    Frame::list(views, FixedOutput::Search.address(), &views.site.wording.say("search.title"), "search").fill(
        views,
        "search.html",
        &view,
    )
}

/// Values of a group in sight; so many more are shown rather than folded.
const DOZEN: usize = 12;
const FEW: usize = 4;

/// A filter with the values that pages have: those in their own order, or the most frequent first.
fn group(views: &Views, filter: &Filter) -> SearchGroup {
    let choice = |id: &str, name: &str, count, shape| SearchChoice { id: id.into(), name: name.into(), shape, count };
    let mut values: Vec<SearchChoice> =
        filter.values.iter().map(|value| choice(&value.id, &value.name, value.count, value.shape)).collect();
    if filter.key == KIND {
        let wording = &views.site.wording;
        let pages = |(kind, id, key): (_, _, &str)| choice(id, &wording.say(key), views.of_kind(kind).len(), None);
        values.extend(KINDS.map(pages));
        let shown = |kind: FacetKind| choice(kind.word(), &codes::facet(wording, kind), views.facets(kind).len(), None);
        values.extend(FacetKind::FOUND.map(shown));
    }
    // Services and teams have pages of their own, and runbooks.
    let paged = [FacetKind::Service, FacetKind::Folder, FacetKind::Team].iter().any(|kind| kind.word() == filter.key);
    values.retain(|value| paged || value.count > 0);
    if !filter.ordered {
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
    }
    let more = if values.len() > DOZEN + FEW { values.split_off(DOZEN) } else { Vec::new() };
    SearchGroup { key: filter.key, label: filter.label.clone(), values, more }
}

/// What is found beside incidents and services.
const KINDS: [(PageKind, &str, &str); 4] = [
    (PageKind::Runbook, "runbook", "kind.runbook"),
    (PageKind::Term, "term", "kind.term"),
    (PageKind::Path, "path", "kind.path"),
    (PageKind::Page, "page", "kind.page"),
];

/// The lists, in the order of menus.
fn lists(views: &Views) -> Vec<SearchList> {
    let index = |folder: &str| format!("{folder}/index.html");
    let wording = &views.site.wording;
    let facet = |kind: FacetKind| (codes::facets(wording, kind), facet_list(kind), views.facets(kind).len());
    let pages = |kind, key, folder| (wording.say(key), index(folder), views.of_kind(kind).len());
    [
        (wording.say("menu.incidents"), index("incidents"), views.incidents().len()),
        (
            wording.say("menu.recurring"),
            FixedOutput::Recurring.address().to_owned(),
            views.analysis.similar.recurring.len(),
        ),
        (
            wording.say("menu.follow_ups"),
            FixedOutput::Actions.address().to_owned(),
            views.analysis.follow_ups.rows.len(),
        ),
        pages(PageKind::Path, "search.list_paths", "paths"),
        facet(FacetKind::Service),
        facet(FacetKind::Folder),
        facet(FacetKind::Factor),
        pages(PageKind::Term, "search.list_words", "glossary"),
        pages(PageKind::Runbook, "menu.runbooks", "runbooks"),
        facet(FacetKind::Team),
        facet(FacetKind::Severity),
        facet(FacetKind::Tag),
        pages(PageKind::Page, "menu.pages", "pages"),
    ]
    .into_iter()
    .chain(
        views
            .walls()
            .raised()
            .map(|wall| (wall.title(wording), wall.address().to_owned(), views.walls().of(wall).len())),
    )
    .filter(|(_, _, count)| *count > 0)
    .map(|(name, address, count)| SearchList { name, address, count })
    .collect()
}
