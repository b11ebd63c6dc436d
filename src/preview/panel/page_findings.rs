//! What is said of a page, by its text, its links, its rendering and what it is like, becomes one list in the order of the page.

use std::sync::Arc;

use serde::Serialize;

use crate::diag::{Severity, shown, sort};
use crate::link::PageIx;
use crate::model::Page;
use crate::parse::masked;
use crate::preview::Snapshot;
use crate::preview::panel::editor_link::opens;
use crate::preview::panel::place_on_page::{PlaceOnPage, place};

/// A finding at its place on the page.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    severity: Severity,
    rule: &'static str,
    message: String,
    hints: Vec<String>,
    /// `null` when all of the page is meant.
    place: Option<PlaceOnPage>,
    editor: Option<String>,
}

/// The findings of `page`, those about all of it last.
pub(super) fn findings(snapshot: &Snapshot, ix: PageIx, page: &Page) -> Vec<Finding> {
    let site = snapshot.views.site();
    let mut findings = page.diagnostics.clone();
    findings.extend(site.links.findings_of(ix).iter().cloned());
    findings.extend(snapshot.render(&site.links.addresses[ix]).into_iter().flat_map(|output| output.diagnostics));
    let alike = snapshot.views.analysis.similar.diagnostics.iter();
    findings.extend(alike.filter(|finding| finding.path == page.source.shown_path).cloned());
    sort(&mut findings);
    findings.sort_by_key(|finding| finding.span.is_none());
    findings.dedup();
    let written = masked(&page.source.text).map_or_else(|| Arc::clone(&page.source.text), Arc::from);
    let text = |path: &str| (path == page.source.shown_path).then(|| Arc::clone(&written));
    let one = |shown: crate::diag::ScreenFinding| {
        let own = shown.finding.path == page.source.shown_path;
        let place = shown.finding.span.as_ref().filter(|_| own).map(|span| place(snapshot, page, span));
        let (line, column) = shown.place.map_or((1, 1), |place| (place.line, place.column));
        let path = if shown.finding.path.is_empty() { &page.source.shown_path } else { &shown.finding.path };
        Finding {
            severity: shown.finding.severity,
            rule: shown.finding.rule.code(),
            editor: opens(snapshot, path, line, column),
            message: shown.finding.message,
            hints: shown.finding.hints,
            place,
        }
    };
    shown(&findings, &text).into_iter().map(one).collect()
}
