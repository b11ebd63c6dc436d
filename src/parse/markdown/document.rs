//! A body becomes a list of Markdown events with their places in the file.
//!
//! The one place that chooses the Markdown dialect; `render` uses the same function, so that what was
//! understood and what is shown are the same.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::model::Span;
use crate::parse::markdown::heavy_html::plain_if_heavy;
use crate::parse::markdown::html_elements::is_placeholder;

/// A body, parsed.
#[derive(Debug)]
pub struct Document<'a> {
    /// The whole text of the file; all spans are offsets into it.
    pub text: &'a str,
    /// The events of the body, in order, with their places. Nested at most [`MAX_DEPTH`] deep; adjacent texts are merged.
    pub events: Vec<(Event<'a>, Span)>,
    /// The place where nesting went deeper than [`MAX_DEPTH`], if it did.
    pub too_deep: Option<Span>,
    /// Where raw HTML begins, when it was so much that it is text.
    pub heavy_html: Option<Span>,
}

/// How deep quotations, lists and the like may nest before they are flattened.
pub const MAX_DEPTH: usize = 100;

/// Of a longer body the events are counted first: a list that grows as they come is held twice while it moves.
const LONG: usize = 256 * 1024;

/// Parses the part of `text` from `body_start`. Never fails; linear in the text.
pub fn document(text: &str, body_start: usize) -> Document<'_> {
    let body = &text[body_start..];
    let events = || TextMergeWithOffset::new(markdown_parser(body).into_offset_iter());
    let many = if body.len() > LONG { events().count() } else { 0 };
    let mut document = Document { text, events: Vec::with_capacity(many), too_deep: None, heavy_html: None };
    let mut depth = 0;
    for (event, span) in events() {
        let span = span.start + body_start..span.end + body_start;
        let keep = match event {
            Event::Start(_) => {
                depth += 1;
                depth <= MAX_DEPTH
            }
            Event::End(_) => {
                depth -= 1;
                depth < MAX_DEPTH
            }
            _ => true,
        };
        if keep {
            document.events.push((event, span));
        } else {
            document.too_deep.get_or_insert(span);
        }
    }
    mend_bracketed_links(&mut document.events);
    mend_mail_addresses(&mut document.events);
    mend_placeholders(&mut document.events);
    document.heavy_html = plain_if_heavy(&mut document.events);
    document
}

/// The parser of our dialect.
pub(crate) fn markdown_parser(body: &str) -> Parser<'_> {
    Parser::new_ext(body, OPTIONS)
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// `<ops@team.example>` is a link to write to, not to a page of that name.
fn mend_mail_addresses(events: &mut [(Event<'_>, Span)]) {
    for (event, _) in events {
        if let Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) = event {
            *dest_url = CowStr::from(format!("mailto:{dest_url}"));
        }
    }
}

/// `<your-name>` in a line is words, not a tag: readers would miss them.
fn mend_placeholders(events: &mut [(Event<'_>, Span)]) {
    for (event, _) in events {
        if let Event::InlineHtml(raw) = event
            && is_placeholder(raw)
        {
            *event = Event::Text(raw.clone());
        }
    }
}

/// `[[1]](#references)` is an ordinary link whose text is `[1]`, not a wiki link.
fn mend_bracketed_links(events: &mut [(Event<'_>, Span)]) {
    for i in 0..events.len() {
        let Some([start, label, end, rest]) = events[i..].first_chunk_mut::<4>() else { break };
        let (Event::Start(Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, .. }), span) = start
        else {
            continue;
        };
        let (Event::Text(label), (Event::End(TagEnd::Link), end_span), (Event::Text(text), text_span)) =
            (&mut label.0, end, rest)
        else {
            continue;
        };
        let Some(close) = text.find(')').filter(|_| text.starts_with('(')) else { continue };
        *link_type = LinkType::Inline;
        *dest_url = CowStr::from(text[1..close].to_owned());
        *label = CowStr::from(format!("[{label}]"));
        *text = CowStr::from(text[close + 1..].to_owned());
        text_span.start += close + 1;
        span.end = text_span.start;
        end_span.end = text_span.start;
    }
}
