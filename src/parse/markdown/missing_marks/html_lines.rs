//! A line that begins with what only looks like a tag gets its `<` escaped: `<your-token>`, `<!here>`, `<!DOCTYPE html>` in a sentence.
//!
//! By the letter each is a block of HTML with all lines that follow, of which a page shows nothing.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::html_elements::is_placeholder;
use crate::parse::markdown::marked_source::MissingMark;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    for (event, span) in events {
        let Event::Start(Tag::HtmlBlock) = event else { continue };
        let Some(at) = text[span.clone()].find('<').map(|ix| span.start + ix) else { continue };
        if is_placeholder(&text[at..]) || is_text_declaration(&text[at..span.end]) {
            marks.push(MissingMark::new(at, "\\"));
        }
    }
}

/// Whether a declaration or an instruction is part of a text rather than the head of a document in HTML or XML.
fn is_text_declaration(block: &str) -> bool {
    let inside =
        block.strip_prefix("<!").filter(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '['));
    if inside.or_else(|| block.strip_prefix("<?")).is_none() {
        return false;
    }
    let (line, below) = block.split_once('\n').unwrap_or((block, ""));
    let is_alone = line.trim_end().ends_with('>') && line.matches('>').count() == 1;
    !(is_alone && below.trim_start().starts_with('<'))
}
