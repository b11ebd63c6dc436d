//! A page that is neither an incident, a term, a path nor a runbook becomes its page.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::markup::markdown;
use crate::pages::folder_ways::{FolderWays, folder_ways};
use crate::pages::frame::Frame;
use crate::pages::page_body::{self, Heading};
use crate::pages::related::{self, Backlinks, ReferenceRow, RelatedPage};
use crate::views::Views;

#[derive(Serialize)]
struct PageView {
    card: Value,
    lede: Option<Value>,
    body: Value,
    contents: Vec<Heading>,
    folder: FolderWays,
    related: Vec<RelatedPage>,
    backlinks: Option<Backlinks>,
    references: Vec<ReferenceRow>,
}

/// A page that is neither an incident, a term, a path nor a runbook.
pub(crate) fn plain(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let body = page_body::html(views, ix, &page_body::parts(page, None));
    let lede = page.summary.as_ref().filter(|summary| !summary.inferred());
    let view = PageView {
        card: views.card(ix).clone(),
        lede: lede.map(|summary| Value::safe_string(&markdown::inline(&views.site, ix, &summary.value))),
        body,
        contents: page_body::contents(page),
        folder: folder_ways(views, ix),
        related: related::related(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
    };
    Frame::page(views, ix, "pages").fill(views, "page.html", &view)
}
