//! Plain pages, stubs at older addresses, and the page for addresses that lead nowhere.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::markup::{markdown, urls};
use crate::render::views::incident::{self, Heading};
use crate::render::views::related::{self, Backlinks, Reference, RelatedPage};
use crate::render::views::shell::Frame;
use crate::views::Views;

#[derive(Serialize)]
struct PageView {
    card: Value,
    lede: Option<Value>,
    body: Value,
    contents: Vec<Heading>,
    related: Vec<RelatedPage>,
    backlinks: Option<Backlinks>,
    references: Vec<Reference>,
}

#[derive(Serialize)]
struct Stub {
    target: String,
    canonical: Option<String>,
}

/// A page that is neither an incident, a term, a path nor a runbook.
pub(crate) fn plain(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let body = incident::html(views, ix, &incident::parts(page, None));
    let lede = page.summary.as_ref().filter(|summary| !summary.inferred());
    let view = PageView {
        card: views.card(ix).clone(),
        lede: lede.map(|summary| Value::safe_string(&markdown::inline(&views.site, ix, &summary.value))),
        body,
        contents: incident::contents(page),
        related: related::related(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
    };
    Frame::page(views, ix, "pages").fill(views, "page.html", &view)
}

/// A stub that leads from an older address to the page.
pub(crate) fn redirect(views: &Views, ix: PageIx, here: &str) -> (String, Vec<Diagnostic>) {
    let target = views.site.links.addresses[ix].clone();
    let canonical = views.site.config.base_url.as_deref().map(|base| urls::absolute(base, &target));
    let mut frame = Frame::page(views, ix, "");
    here.clone_into(&mut frame.here);
    frame.mentioned = None;
    frame.fill(views, "redirect.html", &Stub { target, canonical })
}

/// `404.html`. It answers at any depth, so its links begin with the folder of the base URL when there is one; without
/// one they are relative to the root, which is where such a page is opened from disk.
pub(crate) fn not_found(views: &Views) -> (String, Vec<Diagnostic>) {
    let base = views.site.config.base_url.as_deref().and_then(urls::base_path);
    let here = format!("{}404.html", base.unwrap_or_default());
    let mut frame = Frame::list(views, &here, "There is no page here", "");
    frame.canonical = None;
    frame.fill(views, "404.html", &Value::none())
}
