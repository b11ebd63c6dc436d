//! A body becomes the places of the code in it.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::model::Span;
use crate::parse::markdown::markdown_parser;

/// What indented text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Indented {
    Code,
    Text,
}

/// What raw HTML's `<pre>` holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Preformatted {
    /// Text as it is written, to all but HTML.
    Text,
    /// In MDX, expressions as elsewhere.
    Evaluated,
}

impl Preformatted {
    /// What it holds in the file `path`.
    pub(crate) fn of(path: &str) -> Self {
        if is_mdx(path) { Self::Evaluated } else { Self::Text }
    }
}

/// Whether a file is MDX, by its name.
pub(super) fn is_mdx(path: &str) -> bool {
    path.get(path.len().saturating_sub(4)..).is_some_and(|end| end.eq_ignore_ascii_case(".mdx"))
}

/// The places between `<pre>` and `</pre>` in a body, but for those in `code`.
pub(super) fn preformatted(text: &str, body_start: usize, code: &[Span]) -> Vec<Span> {
    let mut places: Vec<Span> = Vec::new();
    let mut at = body_start;
    while let Some(start) = text[at..].find("<pre").map(|ix| at + ix) {
        at = start + "<pre".len();
        let in_code = code[..code.partition_point(|span| span.start <= start)].last().is_some_and(|s| s.end > start);
        if in_code || !text[at..].starts_with([' ', '>', '\n', '\t']) {
            continue;
        }
        let Some(end) = text[at..].find("</pre>") else { break };
        places.push(at..at + end);
        at += end;
    }
    places
}

/// The places of code in a body.
pub(super) fn code(text: &str, body_start: usize, indented: Indented) -> Vec<Span> {
    let mut places = Vec::new();
    for (event, span) in markdown_parser(&text[body_start..]).into_offset_iter() {
        let is_code = match &event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => indented == Indented::Code,
            _ => false,
        };
        if is_code {
            places.push(span.start + body_start..span.end + body_start);
        }
    }
    places
}
