//! The runbooks become their list, by the folder they stand in.

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::pages::frame::Frame;
use crate::pages::lists::shelves::{Shelf, shelves};
use crate::pages::pager::Pager;
use crate::pages::runbooks::runbook_entry::{self, RunbookEntry};
use crate::views::Views;

#[derive(Serialize)]
struct RunbooksView {
    shelves: Vec<Shelf<RunbookEntry>>,
    sheet: Pager,
}

/// One sheet of `runbooks/index.html`.
pub(crate) fn runbooks(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = &views.runbook_shelves().list;
    let rows = Pager::rows(all, sheet);
    let view = RunbooksView {
        shelves: shelves(rows, |ix| runbook_entry::entry(views, ix)),
        sheet: Pager::new(views, FixedOutput::Runbooks.address(), sheet, all.len()),
    };
    Frame::list(views, here, &views.site.wording.say("menu.runbooks"), "runbooks").fill(views, "runbooks.html", &view)
}
