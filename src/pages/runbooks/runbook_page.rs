//! A runbook becomes its page: for whom it is, when somebody last looked at it, its steps, and how it fared when it was needed.

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::markdown;
use crate::model::{Detail, Fact};
use crate::pages::folder_ways::{FolderWays, folder_ways};
use crate::pages::frame::Frame;
use crate::pages::lists::shelves;
use crate::pages::page_body::{self, Heading};
use crate::pages::related::{self, Backlinks, ReferenceRow, RelatedPage};
use crate::pages::runbooks::runbook_entry::{RunbookEntry, RunbookOutcome, entry, is_known, uses};
use crate::views::runbook_uses::folded;
use crate::views::{Views, page_size};

#[derive(Serialize)]
struct RunbookView {
    entry: RunbookEntry,
    lede: Option<Value>,
    body: Value,
    contents: Vec<Heading>,
    /// Services that no page is about.
    other_services: Vec<String>,
    teams: Vec<Value>,
    other_teams: Vec<String>,
    alerts: Vec<String>,
    uses: Vec<RunbookOutcome>,
    /// Whether there are write-ups, and none says that it was needed.
    unused: bool,
    folder: FolderWays,
    /// Nothing where the page leads to all of its folder.
    beside: Option<Beside>,
    related: Vec<RelatedPage>,
    backlinks: Option<Backlinks>,
    references: Vec<ReferenceRow>,
}

/// The runbooks of the same folder.
#[derive(Serialize)]
struct Beside {
    /// What the folder is called; none where all runbooks stand together.
    folder: Option<String>,
    /// Its place in the list of all runbooks.
    address: String,
    anchor: Option<String>,
    cards: Vec<Value>,
}

/// Neighbours that are named.
const BESIDE: usize = 8;

/// Uses that a page lists.
const USES: usize = 200;

/// The page of a runbook.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let Detail::Runbook(runbook) = &page.detail else { return crate::pages::plain_page::plain(views, ix) };
    let body = page_body::html(views, ix, &page_body::parts(page, None));
    let lede = page.summary.as_ref().filter(|summary| !summary.inferred());
    let folder = folder_ways(views, ix);
    let view = RunbookView {
        entry: entry(views, ix),
        lede: lede.map(|summary| Value::safe_string(&markdown::inline(&views.site, ix, &summary.value))),
        body,
        contents: page_body::contents(page),
        other_services: without_page(views, FacetKind::Service, &runbook.services),
        teams: views.names_of(ix, FacetKind::Team),
        other_teams: without_page(views, FacetKind::Team, &runbook.teams),
        alerts: runbook.alerts.iter().map(|alert| alert.value.clone()).collect(),
        unused: !views.incidents().is_empty() && !is_known(views, ix),
        uses: uses(views, ix, USES),
        beside: beside(views, ix).filter(|_| folder.within.is_empty()),
        folder,
        related: related::related(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
    };
    Frame::page(views, ix, "runbooks").fill(views, "runbook.html", &view)
}

/// The nearest of the same folder, in the order of the list.
fn beside(views: &Views, ix: PageIx) -> Option<Beside> {
    let shelved = views.runbook_shelves();
    let at = shelved.place(ix)?;
    let shelf = shelved.shelf(at);
    let most = (BESIDE + 1).min(shelf.len());
    let start = at.saturating_sub(BESIDE / 2).clamp(shelf.start, shelf.end - most);
    let near = shelved.list[start..start + most].iter().map(|(near, _)| *near);
    let cards: Vec<Value> = near.filter(|near| *near != ix).map(|near| views.card(near).clone()).collect();
    let folders = &shelved.list[at].1;
    let sheet = page_size::sheet_of(shelf.start);
    (!cards.is_empty()).then(|| Beside {
        folder: shelves::title(folders, shelved.usual.as_ref()),
        address: page_size::sheet_address(views.taken(), FixedOutput::Runbooks.address(), sheet),
        anchor: shelves::anchor(folders),
        cards,
    })
}

/// The names among `written` that lead to no page.
fn without_page(views: &Views, kind: FacetKind, written: &[Fact<String>]) -> Vec<String> {
    let known = |name: &String| views.catalogue().get(&kind).is_some_and(|names| names.contains(&folded(name)));
    written.iter().map(|fact| fact.value.clone()).filter(|name| !known(name)).collect()
}
