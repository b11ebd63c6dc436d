//! The events of a text become the marks that it lacks: what to put in so that the parser reads it as its author does.
//!
//! Markdown by the letter turns some of what people write into something else, or into nothing: a line that begins with an emoji's colon, a
//! placeholder alone on a line, a star in an address. A mark takes that meaning away, or gives the one that was meant.

mod address_edges;
mod dated_lines;
mod definition_colons;
mod emphasis_edges;
mod html_lines;
mod open_text;
mod table_bars;

use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::markdown::marked_source::MissingMark;

/// What `text` lacks, of which these are the events; in no order. Linear in both.
pub(super) fn missing_marks(text: &str, start: usize, events: &[(Event<'_>, Span)]) -> Vec<MissingMark> {
    let body = &text[start..];
    let mut marks = Vec::new();
    if body.contains(':') {
        definition_colons::add(text, events, &mut marks);
    }
    dated_lines::add(text, events, &mut marks);
    if body.contains('<') {
        html_lines::add(text, events, &mut marks);
    }
    if body.contains('|') {
        table_bars::add(text, events, &mut marks);
    }
    if body.contains("://") {
        address_edges::add(text, events, &mut marks);
    }
    if emphasis_edges::are_possible(body) {
        emphasis_edges::add(text, events, &mut marks);
    }
    marks
}
