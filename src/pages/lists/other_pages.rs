//! The pages that are nothing else become their list, by the folder they stand in.

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::model::PageKind;
use crate::pages::frame::Frame;
use crate::pages::lists::shelves::{Shelf, shelves};
use crate::pages::pager::Pager;
use crate::views::Views;
use crate::views::shelved::by_folder;

#[derive(Serialize)]
struct PagesView {
    shelves: Vec<Shelf<Value>>,
    sheet: Pager,
}

/// One sheet of `pages/index.html`.
pub(crate) fn pages(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = by_folder(&views.site, views.of_kind(PageKind::Page));
    let rows = Pager::rows(&all, sheet);
    let view = PagesView {
        shelves: shelves(rows, |ix| views.card(ix).clone()),
        sheet: Pager::new(views, FixedOutput::Pages.address(), sheet, all.len()),
    };
    Frame::list(views, here, &views.site.wording.say("menu.pages"), "pages").fill(views, "pages.html", &view)
}
