//! Stretches of a page that are no whole blocks become HTML: what an item of a list says after its time, a cell, a line.
//!
//! They are written from the page's own events, so that references, identifiers and footnotes mean what they mean in the page.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::link::PageIx;
use crate::markup::markdown::glossary_words::WordEdges;
use crate::markup::markdown::writer::HtmlWriter;
use crate::model::Span;
use crate::parse::Document;
use crate::site::Site;

/// Stretches of a page as HTML, and the footnotes they refer to first.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    /// The HTML of each stretch.
    pub(crate) html: Vec<String>,
    /// The footnotes, as a list.
    pub(crate) footnotes: String,
}

/// The HTML of `spans` of a page's `document`, in order and apart. What a stretch begins or ends inside of is opened and closed again.
pub(crate) fn pieces(site: &Site, page: PageIx, document: &Document<'_>, spans: &[Span]) -> Pieces {
    let own = &site.pages[page];
    let mut notes = HtmlWriter::of_page(site, page, document);
    notes.number_notes(document, spans);
    notes.words = WordEdges::new(&site.links.words(page).body);
    let mut pieces = Pieces::default();
    let mut cursor = Cursor { text: &own.text, document, at: 0, open: Vec::new() };
    for span in spans {
        let mut writer = notes.another();
        std::mem::swap(&mut writer.notes, &mut notes.notes);
        std::mem::swap(&mut writer.words, &mut notes.words);
        cursor.write(span, &mut writer);
        std::mem::swap(&mut writer.notes, &mut notes.notes);
        std::mem::swap(&mut writer.words, &mut notes.words);
        pieces.html.push(writer.finish().trim().to_owned());
    }
    write_footnotes(document, &mut notes);
    pieces.footnotes = notes.finish();
    pieces
}

/// Hands the definitions of footnotes to a writer that has nothing else to write.
fn write_footnotes(document: &Document<'_>, writer: &mut HtmlWriter<'_>) {
    let mut inside = false;
    for (event, span) in &document.events {
        inside |= matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        if inside {
            writer.event(event, span);
        }
        inside &= !matches!(event, Event::End(TagEnd::FootnoteDefinition));
    }
}

/// A way through the events of a page, once, from one stretch to the next.
struct Cursor<'d> {
    text: &'d str,
    document: &'d Document<'d>,
    at: usize,
    /// The starts that have not ended: their indices, and whether they were written.
    open: Vec<(usize, bool)>,
}

impl Cursor<'_> {
    /// Writes what stands in `piece`.
    fn write(&mut self, piece: &Span, writer: &mut HtmlWriter<'_>) {
        let mut note = false;
        while let Some((event, span)) = self.document.events.get(self.at) {
            if span.start >= piece.end && !matches!(event, Event::End(_)) {
                break;
            }
            note |= matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
            match event {
                Event::Start(_) => {
                    let whole = span.start >= piece.start && ends_in(self.text, span, piece) && !note;
                    if whole {
                        writer.event(event, span);
                    }
                    self.open.push((self.at, whole));
                }
                Event::End(end) => {
                    note &= !matches!(end, TagEnd::FootnoteDefinition);
                    if let Some((_, true)) = self.open.pop() {
                        writer.event(event, span);
                    }
                }
                _ if span.end > piece.start && !note => self.leaf(event, span, piece, writer),
                _ => {}
            }
            self.at += 1;
        }
        // What goes on after the stretch is closed in it.
        let events = &self.document.events;
        for (start, written) in self.open.iter_mut().rev().filter(|(_, written)| *written) {
            if let (Event::Start(tag), span) = &events[*start] {
                writer.event(&Event::End(tag.to_end()), span);
            }
            *written = false;
        }
    }

    fn leaf(&mut self, event: &Event<'_>, span: &Span, piece: &Span, writer: &mut HtmlWriter<'_>) {
        let breaks = matches!(event, Event::SoftBreak | Event::HardBreak);
        if breaks && writer.html.is_empty() {
            return;
        }
        let events = &self.document.events;
        for (start, written) in self.open.iter_mut().filter(|(_, written)| !written) {
            let (start, around) = &events[*start];
            let opened = match start {
                Event::Start(Tag::Paragraph) => goes_on(self.text, around, piece),
                Event::Start(tag) => is_inline(tag),
                _ => false,
            };
            if opened {
                writer.event(start, around);
                *written = true;
            }
        }
        match event {
            Event::Text(text) if span.start < piece.start => {
                let rest = after(self.text, text, span, piece.start);
                writer.text_after(rest, span.start, text.len() - rest.len());
            }
            _ => writer.event(event, span),
        }
    }
}

/// Whether what stands at `span` ends inside `piece`, but for blank lines.
fn ends_in(text: &str, span: &Span, piece: &Span) -> bool {
    span.end <= piece.end || text.get(piece.end..span.end).is_some_and(|rest| rest.trim().is_empty())
}

/// Whether more than blank lines follows in `piece` after `span`: a line by itself needs no paragraph.
fn goes_on(text: &str, span: &Span, piece: &Span) -> bool {
    text.get(span.end..piece.end).is_some_and(|rest| !rest.trim().is_empty())
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

/// The part of a text event from the place `from` in the page on. Where entities stand in it, letters and digits are counted.
fn after<'t>(page: &str, text: &'t str, span: &Span, from: usize) -> &'t str {
    if text.len() == span.len() {
        return text.get(from - span.start..).unwrap_or(text);
    }
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let rest = page.get(from..span.end).map_or(0, |raw| count(&unescaped(raw)));
    let skip = count(text).saturating_sub(rest);
    let mut left = skip;
    let mut at = 0;
    for (i, c) in text.char_indices() {
        if left == 0 && c.is_alphanumeric() {
            break;
        }
        if c.is_alphanumeric() {
            left -= 1;
            at = i + c.len_utf8();
        }
    }
    text.get(at..).unwrap_or(text)
}

/// Source text with its entities as the characters they stand for.
fn unescaped(raw: &str) -> String {
    let mut text = String::new();
    for event in pulldown_cmark::Parser::new(raw) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    text
}
