//! An older address of a page becomes a stub that leads to it.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::markup::urls;
use crate::pages::frame::Frame;
use crate::views::Views;

#[derive(Serialize)]
struct Stub {
    target: String,
    canonical: Option<String>,
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
