//! The events of a text become those that a reader sees.
//!
//! One rule for all: a footnote that nothing refers to is on no page, nor what stands in an element of raw HTML that is not shown. The `.md`
//! twin is written by it, and facts and plain text are read by it.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::document::Document;
use crate::text::{Nesting, UNSEEN};

/// For each event of `document`, whether a reader sees what it stands for; an element is seen when any of what it holds is, or when it holds
/// nothing. Raw HTML counts as seen where its block is: what of it is shown is for whoever cleans it. Linear.
pub(crate) fn seen(document: &Document<'_>) -> Vec<bool> {
    let mut seen = vec![true; document.events.len()];
    without_unread_notes(document, &mut seen);
    let is_html = |(event, _): &(Event<'_>, Span)| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    if document.events.iter().any(is_html) {
        without_unseen_elements(document, &mut seen);
    }
    seen
}

/// The same of a text in the front matter, or of another that stands alone: there are no footnotes below it, nor marks that lead to them.
pub(crate) fn seen_alone(document: &Document<'_>) -> Vec<bool> {
    let mut seen = seen(document);
    let mut in_note = false;
    for ((event, _), seen) in document.events.iter().zip(&mut seen) {
        in_note |= matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        *seen &= !in_note && !matches!(event, Event::FootnoteReference(_));
        in_note &= !matches!(event, Event::End(TagEnd::FootnoteDefinition));
    }
    seen
}

/// `document` without what no reader sees: nothing is learned from it. Raw HTML stays, for it may end what began before it.
pub(crate) fn as_seen(document: Document<'_>) -> Document<'_> {
    let seen = seen(&document);
    retained(document, seen)
}

/// The same of a text that stands alone.
pub(crate) fn as_seen_alone(document: Document<'_>) -> Document<'_> {
    let seen = seen_alone(&document);
    retained(document, seen)
}

fn retained(mut document: Document<'_>, seen: Vec<bool>) -> Document<'_> {
    let mut seen = seen.into_iter();
    document.events.retain(|(event, _)| {
        let is_html = matches!(
            event,
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)
        );
        seen.next().expect("one answer an event") || is_html
    });
    document
}

/// A footnote is on the page when something refers to it.
fn without_unread_notes(document: &Document<'_>, seen: &mut [bool]) {
    let name = |event: &'_ Event<'_>| match event {
        Event::FootnoteReference(label) => Some(label.to_string()),
        _ => None,
    };
    let read: HashSet<String> = document.events.iter().filter_map(|(event, _)| name(event)).collect();
    let mut unread = false;
    for (ix, (event, _)) in document.events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            unread = !read.contains(label.as_ref());
        }
        seen[ix] &= !unread;
        unread &= !matches!(event, Event::End(TagEnd::FootnoteDefinition));
    }
}

/// Marks around the number of an event, in the tree that says where it stands.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// The blocks and the raw HTML of a body make one tree, as on its page; what stands in an element that no page shows is not seen.
fn without_unseen_elements(document: &Document<'_>, seen: &mut [bool]) {
    let mut html = String::new();
    let mut nesting = Nesting::default();
    let mark = |ix: usize| format!("{}{ix}{}", MARKS[0], MARKS[1]);
    for (ix, (event, _)) in document.events.iter().enumerate() {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) if nesting.is_too_deep(raw) => {}
            Event::Html(raw) | Event::InlineHtml(raw) => html.push_str(&raw.replace(MARKS, "\u{fffd}")),
            Event::Start(Tag::HtmlBlock) => html.push_str(&mark(ix)),
            Event::Start(tag) if is_block(&tag.to_end()) => html.push_str(element(&tag.to_end(), "<p>", "<div>")),
            Event::End(tag) if is_block(tag) => html.push_str(element(tag, "</p>", "</div>")),
            Event::Start(_) | Event::End(_) => {}
            _ => html.push_str(&mark(ix)),
        }
    }
    let shown = ammonia::Builder::empty().clean_content_tags(HashSet::from(UNSEEN)).clean(&html).to_string();
    let marks = shown.split(MARKS[0]).skip(1).filter_map(|rest| rest.split(MARKS[1]).next()?.parse::<usize>().ok());
    keep(document, &marks.collect(), seen);
}

/// An element that has not ended.
struct OpenElement {
    start: usize,
    /// How many marks it holds, and how many of them are shown.
    marks: usize,
    shown: usize,
    /// Whether raw HTML stands in it, which may end what began before it.
    raw: bool,
}

/// Keeps the events whose marks are `shown`, and the elements that hold any of them.
fn keep(document: &Document<'_>, shown: &HashSet<usize>, seen: &mut [bool]) {
    let mut open: Vec<OpenElement> = Vec::new();
    for (ix, (event, _)) in document.events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                let block = usize::from(matches!(tag, Tag::HtmlBlock));
                open.push(OpenElement {
                    start: ix,
                    marks: block,
                    shown: block * usize::from(shown.contains(&ix)),
                    raw: false,
                });
            }
            Event::Html(_) | Event::InlineHtml(_) => open.iter_mut().rev().take(1).for_each(|open| open.raw = true),
            Event::End(tag) => {
                let Some(OpenElement { start, marks, shown, raw }) = open.pop() else { continue };
                if marks > 0 && shown == 0 && (!raw || matches!(tag, TagEnd::HtmlBlock)) {
                    seen[start..=ix].fill(false);
                }
                if let Some(outer) = open.last_mut() {
                    (outer.marks, outer.shown, outer.raw) =
                        (outer.marks + marks, outer.shown + shown, outer.raw || raw);
                }
            }
            _ => {
                seen[ix] &= shown.contains(&ix);
                if let Some(open) = open.last_mut() {
                    (open.marks, open.shown) = (open.marks + 1, open.shown + usize::from(seen[ix]));
                }
            }
        }
    }
}

/// The tag of a block: blocks of text end others of their kind.
fn element(end: &TagEnd, text: &'static str, other: &'static str) -> &'static str {
    match end {
        TagEnd::HtmlBlock => "",
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle => text,
        _ => other,
    }
}
