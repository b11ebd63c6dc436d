//! The reading paths become their list.

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::model::PageKind;
use crate::pages::frame::Frame;
use crate::pages::pager::Pager;
use crate::pages::paths::path_card::{PathCard, path_card};
use crate::views::Views;

#[derive(Serialize)]
struct PathsView {
    paths: Vec<PathCard>,
    sheet: Pager,
}

/// `paths/index.html`.
pub(crate) fn index(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(PageKind::Path);
    let view = PathsView {
        paths: Pager::rows(all, sheet).iter().map(|&ix| path_card(views, ix)).collect(),
        sheet: Pager::new(views, FixedOutput::Paths.address(), sheet, all.len()),
    };
    Frame::list(views, here, &views.site.wording.say("menu.paths"), "paths").fill(views, "paths.html", &view)
}
