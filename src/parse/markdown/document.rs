//! A body becomes a list of Markdown events with their places in the file.
//!
//! The one place that chooses the Markdown dialect; `render` uses the same function, so that what was
//! understood and what is shown are the same.

use pulldown_cmark::{CowStr, Event, Options, Parser, TextMergeWithOffset};

use crate::model::{Span, is_control, without_controls};
use crate::parse::markdown::abbreviations::{Abbreviation, abbreviations};
use crate::parse::markdown::heavy_html::plain_if_heavy;
use crate::parse::markdown::marked_source::{EDGE, MarkedSource, MissingMark};
use crate::parse::markdown::mended_events::{Callout, mend};
use crate::parse::markdown::missing_marks::missing_marks;

/// A body, parsed.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The whole text of the file; all spans are offsets into it.
    pub text: &'a str,
    /// The events of the body, in order, with their places. Nested at most [`MAX_DEPTH`] deep; adjacent texts are merged.
    pub events: Vec<(Event<'a>, Span)>,
    /// The place where nesting went deeper than [`MAX_DEPTH`], if it did.
    pub too_deep: Option<Span>,
    /// Where raw HTML begins, when it was so much that it is text.
    pub heavy_html: Option<Span>,
    /// Where tables stand whose head was too short for a row, so that it was given more cells.
    pub(crate) wide_tables: Vec<usize>,
    /// The quotations that are boxes, in order.
    pub(crate) callouts: Vec<Callout>,
    /// The abbreviations that it defines, in order.
    pub(crate) abbreviations: Vec<Abbreviation>,
}

/// How deep quotations, lists and the like may nest before they are flattened.
pub const MAX_DEPTH: usize = 100;

/// Of a longer body the events are counted first: a list that grows as they come is held twice while it moves.
const LONG: usize = 256 * 1024;

/// So many bytes of most texts make an event.
const BYTES_AN_EVENT: usize = 16;

/// So often a text is read again with the marks that it lacks: one may bring another to light.
const READINGS: usize = 4;

/// Parses the part of `text` from `body_start`. Never fails; linear in the text.
pub fn document(text: &str, body_start: usize) -> Document<'_> {
    let body = &text[body_start..];
    let (events, too_deep) = read(body, |span| span.start + body_start..span.end + body_start);
    let mut document = Document {
        text,
        events,
        too_deep,
        heavy_html: None,
        wide_tables: Vec::new(),
        callouts: Vec::new(),
        abbreviations: Vec::new(),
    };
    let mut marks: Vec<MissingMark> = Vec::new();
    for _ in 0..READINGS {
        let known = marks.len();
        marks.extend(missing_marks(text, body_start, &document.events));
        marks.sort();
        marks.dedup();
        if marks.len() == known {
            break;
        }
        let source = MarkedSource::new(text, body_start, &marks);
        let (events, too_deep) = read(&source.text, |span| {
            let span = source.written_span(&span);
            span.start + body_start..span.end + body_start
        });
        document.events = events.into_iter().map(|(event, span)| (event.into_static(), span)).collect();
        document.too_deep = too_deep;
    }
    document.wide_tables = marks.iter().filter(|mark| mark.mark.starts_with(" |")).map(|mark| mark.at).collect();
    document.callouts = mend(text, &mut document.events);
    document.abbreviations = abbreviations(&text[body_start..], &document.events);
    document.heavy_html = plain_if_heavy(&mut document.events);
    document
}

/// The events of `body`, each with its `place`, and where nesting is too deep.
fn read(body: &str, place: impl Fn(Span) -> Span) -> (Vec<(Event<'_>, Span)>, Option<Span>) {
    let is_edge = |event: &Event<'_>| matches!(event, Event::Text(text) if **text == *EDGE);
    let names_characters = body.contains("&#");
    let shown = |event| if names_characters { without_named_controls(event) } else { event };
    let placed = || markdown_parser(body).into_offset_iter().map(|(event, span)| (shown(event), place(span)));
    let events = || TextMergeWithOffset::new(placed().filter(|(event, span)| !(span.is_empty() && is_edge(event))));
    let many = if body.len() > LONG { events().count() } else { body.len() / BYTES_AN_EVENT };
    let mut read = Vec::with_capacity(many);
    let mut too_deep = None;
    let mut depth = 0;
    for (event, span) in events() {
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
            read.push((event, span));
        } else {
            too_deep.get_or_insert(span);
        }
    }
    (read, too_deep)
}

/// An event without the control characters that entities stand for.
fn without_named_controls(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) if text.contains(is_control) => {
            Event::Text(CowStr::from(without_controls(&text).into_owned()))
        }
        event => event,
    }
}

/// The parser of our dialect.
pub(crate) fn markdown_parser(body: &str) -> Parser<'_> {
    Parser::new_ext(body, OPTIONS)
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);
