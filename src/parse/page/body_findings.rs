//! A body becomes the findings about it as a whole, and each finding of a page gets its place in the file.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Page, Span};
use crate::parse::hidden_parts::UnusedNote;
use crate::parse::markdown::{BodyProse, Document, LINKS_WITH_SENTENCE, LeftOut, MAX_DEPTH, MOST_BOXES};
use crate::text::shorten;

pub(crate) fn body_findings(
    document: &Document<'_>,
    prose: &BodyProse,
    body_start: usize,
    told_elsewhere: bool,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if document.text[body_start..].trim().is_empty() && !told_elsewhere {
        findings.push(Diagnostic::new(Rule::PageEmpty, "", "this file has no text in its body"));
    }
    if let Some(span) = &document.too_deep {
        let message = format!("markup nests deeper than {MAX_DEPTH} levels; the deeper levels are flattened");
        findings.push(Diagnostic::new(Rule::PageDepth, "", message).at(span.start..span.start));
    }
    if let Some(what) = prose.active_html {
        let message = format!("raw HTML with `{what}` is shown without what could act, load or restyle the page");
        findings.push(Diagnostic::new(Rule::PageHtml, "", message).hint("write it as Markdown"));
    }
    if let Some(&at) = document.wide_tables.first() {
        let start = document.text[..at].rfind('\n').map_or(0, |ix| ix + 1);
        let others = match document.wide_tables.len() - 1 {
            0 => String::new(),
            more => format!(", and of {more} more"),
        };
        let message =
            format!("a row of this table{others} has more cells than its head; they have a column without a name");
        findings.push(
            Diagnostic::new(Rule::PageWideRow, "", message).at(start..at).hint("write `\\|` for a bar in a cell"),
        );
    }
    if let Some(span) = &prose.unclosed_fence {
        let end = document.text[span.clone()].find('\n').map_or(span.end, |ix| span.start + ix);
        let finding =
            Diagnostic::new(Rule::PageUnclosedFence, "", "this code fence is never closed; all that follows is code");
        findings.push(finding.at(span.start..end).hint("close it with a line of the same marks"));
    }
    findings
}

/// What is more than a page can hold.
pub(crate) fn budget_findings(document: &Document<'_>, prose: &BodyProse, too_deep: Option<usize>) -> Vec<Diagnostic> {
    let finding = |message: String, span: Span| Diagnostic::new(Rule::PageBudget, "", message).at(span);
    let boxes = too_deep.map(|at| {
        let message = format!("boxes nest deeper than {} levels; the deeper ones are shown as text", MOST_BOXES);
        finding(message, at..at)
    });
    let html = document.heavy_html.as_ref().map(|span| {
        let message = "so much raw HTML is open at once here that all of the page's is shown as text";
        finding(message.to_owned(), span.start..span.start).hint("close what is opened, or write it as Markdown")
    });
    let links = prose.candidates.get(LINKS_WITH_SENTENCE).map(|candidate| {
        let message =
            format!("links after the first {LINKS_WITH_SENTENCE} are listed elsewhere without their sentence");
        finding(message, candidate.span.clone())
    });
    [boxes, html, links].into_iter().flatten().collect()
}

/// What was left out because it only names its tool: a finding for each different tag of a file, told together.
pub(crate) fn left_out_findings(left_out: &[LeftOut]) -> Vec<Diagnostic> {
    let finding = |left: &LeftOut| {
        let LeftOut { kind, at, written, count } = left;
        let times = match count {
            1 => String::new(),
            2 => String::from(", twice"),
            more => format!(", {more} times"),
        };
        let cause = format!("{kind} are in no page");
        let message = format!("{cause}: `{}`{times}", shorten(written, 200));
        Diagnostic::new(Rule::PageOtherTool, "", message).at(*at..*at).caused_by(cause)
    };
    left_out.iter().map(finding).collect()
}

/// Footnotes and definitions of links that carry words and are in no page: one finding for all.
pub(crate) fn unused_note_findings(unused: &[UnusedNote]) -> Option<Diagnostic> {
    let UnusedNote { place, line } = unused.first()?;
    let others = match unused.len() - 1 {
        0 => String::new(),
        1 => String::from(", nor is another one"),
        more => format!(", nor are {more} more"),
    };
    let what = if line.starts_with("[^") { "a footnote" } else { "the definition of a link" };
    let message = format!("`{}` is {what} to which nothing refers, so it is in no page{others}", shorten(line, 60));
    let hint = "refer to it, or write it as text: `\\[` begins no definition";
    Some(Diagnostic::new(Rule::PageUnusedNote, "", message).at(place.start..place.start).hint(hint))
}

/// Every finding with its file and its place in that file.
pub(crate) fn placed(diagnostics: Vec<Diagnostic>, page: &Page) -> Vec<Diagnostic> {
    let place = |mut finding: Diagnostic| {
        finding.path.clone_from(&page.source.shown_path);
        finding.span = finding.span.map(|span| page.source_span(&span));
        finding
    };
    page.source.diagnostics.iter().cloned().chain(diagnostics.into_iter().map(place)).collect()
}
