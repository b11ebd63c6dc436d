//! A text becomes the places in it where a word of prose would break something: code, raw HTML, where links lead.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::markdown_parser;

/// Those places of the body of `text`, in order and apart.
pub(super) fn left_alone(text: &str, body_start: usize) -> Vec<Range<usize>> {
    let body = &text[body_start..];
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, range) in markdown_parser(body).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::Code(_) | Event::InlineHtml(_) => {
                found.push(range)
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => found.extend(destination(body, &range)),
            _ => {}
        }
    }
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_start();
        if let Some(colon) = bare.find("]:").filter(|_| bare.starts_with('[') && !bare.starts_with("[^")) {
            found.push(at + line.len() - bare.len() + colon + 2..at + line.len());
        }
        at += line.len();
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart.into_iter().map(|range| range.start + body_start..range.end + body_start).collect()
}

/// Where a link or picture leads, of what is written at `range`; a bare address is all of it.
fn destination(body: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let written = &body[range.clone()];
    if written.starts_with('<') || (!written.starts_with('[') && !written.starts_with('!')) {
        return Some(range.clone());
    }
    let at = written.rfind("](")?;
    Some(range.start + at + 2..range.end)
}
