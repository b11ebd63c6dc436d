//! A line that begins with what only looks like a tag gets its `<` escaped: `<your-token>`, `<!here>`, `<!DOCTYPE html>` in a sentence.
//!
//! By the letter each is a block of HTML with all lines that follow, of which a page shows nothing.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::html_elements::is_placeholder;
use crate::parse::markdown::marked_source::MissingMark;
use crate::parse::markdown::slack_words::said;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    for (event, span) in events {
        let Event::Start(Tag::HtmlBlock) = event else { continue };
        let Some(at) = text[span.clone()].find('<').map(|ix| span.start + ix) else { continue };
        if is_placeholder(&text[at..]) || is_text_declaration(&text[at..span.end]) {
            marks.push(MissingMark::new(at, "\\"));
        }
    }
}

/// Whether a declaration or an instruction is part of a sentence, or one of Slack's marks: alone on its lines it is for machines, and shown
/// nowhere.
fn is_text_declaration(block: &str) -> bool {
    let closing = match block.as_bytes().get(1) {
        Some(b'?') => "?>",
        Some(b'!') if !block.starts_with("<!--") => ">",
        _ => return false,
    };
    let Some((inside, after)) = block.split_once(closing) else { return false };
    !after.trim().is_empty() || said(&inside[1..]).is_some()
}
