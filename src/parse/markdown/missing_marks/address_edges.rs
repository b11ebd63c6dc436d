//! An address that the parser does not keep whole gets the brackets that make it one: `<https://a.example/?x=*&y=*>`.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::bare_address::{bare_address, is_address_start};
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::marked_source::MissingMark;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    let mut blocks: Vec<&Span> = Vec::new();
    // Up to where the text is a link, code, or known to be read.
    let mut read = 0;
    for (event, span) in events {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                read = read.max(span.end);
            }
            Event::Start(tag) if is_block(&tag.to_end()) => blocks.push(span),
            Event::End(tag)
                if is_block(tag)
                    && !matches!(
                        event,
                        Event::End(pulldown_cmark::TagEnd::CodeBlock | pulldown_cmark::TagEnd::HtmlBlock)
                    ) =>
            {
                blocks.pop();
            }
            Event::Text(words) if span.start >= read => {
                let Some(block) = blocks.last() else { continue };
                let is_exact = text[span.clone()] == **words;
                for (ix, _) in text[span.clone()].match_indices("http") {
                    let at = span.start + ix;
                    if at < read || !is_address_start(text, at) {
                        continue;
                    }
                    let url = bare_address(&text[block.start..at], &text[at..block.end]);
                    let end = at + url.len();
                    if (end > span.end || !is_exact) && !url.contains('\\') {
                        marks.extend([MissingMark::new(at, "<"), MissingMark::new(end, ">")]);
                    }
                    read = read.max(end);
                }
            }
            _ => {}
        }
    }
}
