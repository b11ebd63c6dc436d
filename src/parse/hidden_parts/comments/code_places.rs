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
