//! Mistakes for which something good from before is shown become what the overlay says.

use std::sync::Arc;

use serde::Serialize;

use crate::diag::{ScreenFinding, Severity, shown};
use crate::link::PageIx;
use crate::preview::Snapshot;
use crate::preview::panel::editor_link::opens;

/// What a mistake concerns, seen from a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ProblemScope {
    /// This page, which is shown as it was.
    Page,
    /// Every page.
    Site,
    /// Another page.
    Elsewhere,
}

/// A mistake.
#[derive(Debug, Serialize)]
pub(super) struct OverlayProblem {
    scope: ProblemScope,
    severity: Severity,
    rule: &'static str,
    message: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    /// The line: before what is meant, what is meant, after it. Not told of another page's.
    excerpt: Option<[String; 3]>,
    /// A word or two about what is meant.
    label: String,
    /// What to do. Not told of another page's.
    hints: Vec<String>,
    editor: Option<String>,
    /// The page that is shown as it was.
    address: Option<String>,
}

/// The problems as the page `here` sees them: its own first, then the site's, then those of other pages.
pub(super) fn problems(snapshot: &Snapshot, here: Option<PageIx>) -> Vec<OverlayProblem> {
    let mut problems: Vec<OverlayProblem> = snapshot
        .problems
        .iter()
        .map(|problem| {
            let text = |_: &str| problem.text.as_ref().map(Arc::clone);
            let shown = shown(std::slice::from_ref(&problem.finding), &text).swap_remove(0);
            let scope = match problem.page {
                None => ProblemScope::Site,
                Some(_) if problem.page == here => ProblemScope::Page,
                Some(_) => ProblemScope::Elsewhere,
            };
            let address = problem.page.map(|ix| snapshot.views.site().links.addresses[ix].clone());
            one(snapshot, shown, scope, address)
        })
        .collect();
    problems.sort_by_key(|problem| {
        [ProblemScope::Page, ProblemScope::Site, ProblemScope::Elsewhere]
            .iter()
            .position(|scope| *scope == problem.scope)
    });
    problems
}

fn one(
    snapshot: &Snapshot,
    ScreenFinding { finding, place, excerpt }: ScreenFinding,
    scope: ProblemScope,
    address: Option<String>,
) -> OverlayProblem {
    let (line, column) = place.map(|place| (place.line, place.column)).unzip();
    let editor = Some(&finding.path).filter(|path| !path.is_empty());
    let editor = editor.and_then(|path| opens(snapshot, path, line.unwrap_or(1), column.unwrap_or(1)));
    let is_near = scope != ProblemScope::Elsewhere;
    let parts = excerpt.filter(|_| is_near).map(|excerpt| {
        let (before, rest) = excerpt.text.split_at(excerpt.span.start);
        let (meant, after) = rest.split_at(excerpt.span.len());
        [before, meant, after].map(str::to_owned)
    });
    OverlayProblem {
        scope,
        severity: finding.severity,
        rule: finding.rule.code(),
        message: finding.message,
        file: finding.path,
        line,
        column,
        excerpt: parts,
        label: finding.label,
        hints: if is_near { finding.hints } else { Vec::new() },
        editor,
        address,
    }
}
