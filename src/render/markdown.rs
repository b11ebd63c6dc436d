//! Stub, replaced at merge: ranges of a page's text become HTML.

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::model::Span;
use crate::site::Site;

/// HTML of parts of a page.
pub(crate) struct Rendered {
    /// The HTML.
    pub html: String,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

pub(crate) fn body(site: &Site, page: PageIx, parts: &[Span]) -> Rendered {
    let text: String = parts.iter().map(|part| escape(&site.pages[page].text[part.clone()])).collect();
    Rendered { html: format!("<pre>{text}</pre>"), diagnostics: Vec::new() }
}

pub(crate) fn inline(_site: &Site, _page: PageIx, markdown: &str) -> String {
    escape(markdown)
}

pub(crate) fn body_markdown(site: &Site, page: PageIx) -> String {
    site.pages[page].body().to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
