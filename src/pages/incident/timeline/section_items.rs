//! A timeline's section becomes what stands in it, in order: entries, lines without a time, and prose.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Incident, Page, Span, TimelineEntry};
use crate::parse::{Document, HtmlWrapper};

/// Something in the section.
#[derive(Debug, Clone)]
pub(super) enum SectionItem<'a> {
    /// An entry, and the anchor of its heading.
    Entry { entry: &'a TimelineEntry, anchor: Option<&'a str> },
    /// A line among entries that has no time.
    Remark(Span),
    /// A line that only says which day it is, and the anchor of its heading.
    Day(Option<&'a str>),
    /// A block without entries.
    Prose(Span),
}

impl SectionItem<'_> {
    /// The places that are to be shown.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let one = match self {
            SectionItem::Remark(span) | SectionItem::Prose(span) => Some(span.clone()),
            _ => None,
        };
        let parts = match self {
            SectionItem::Entry { entry, .. } => &entry.parts[..],
            _ => &[],
        };
        one.into_iter().chain(parts.iter().map(|part| part.span.clone()))
    }
}

/// What stands in `place`, in order; `None` when a row, an item or a line with words in it was not understood.
pub(super) fn items<'a>(
    page: &'a Page,
    document: &Document<'_>,
    incident: &'a Incident,
    place: &Span,
) -> Option<Vec<SectionItem<'a>>> {
    let known = known(page, incident, place)?;
    let blocks = wrapped(blocks(page, document, place), document, &known);
    let mut items: Vec<(usize, SectionItem<'a>)> = Vec::new();
    for block in &blocks {
        let first = known.partition_point(|(span, _)| span.start < block.span.start);
        if known[..first].last().is_some_and(|(span, _)| block.span.start < span.end) {
            continue;
        }
        let inside = &known[first..known.partition_point(|(span, _)| span.start < block.span.end)];
        let all = block.words.iter().all(|leaf| covers(inside, leaf));
        match inside.iter().any(|(_, item)| is_entry(item)) {
            true if !all => return None,
            false
                if !all
                    || inside.is_empty()
                    || inside.iter().any(|(_, item)| matches!(item, SectionItem::Remark(_))) =>
            {
                items.push((block.span.start, SectionItem::Prose(block.span.clone())));
            }
            _ => items.extend(inside.iter().map(|(span, item)| (span.start, item.clone()))),
        }
    }
    let count = |wanted: fn(&SectionItem<'_>) -> bool| items.iter().filter(|(_, item)| wanted(item)).count();
    let entries = count(is_entry);
    let remarks = count(|item| matches!(item, SectionItem::Remark(_)));
    let all = entries == known.iter().filter(|(_, item)| is_entry(item)).count();
    let told = all && entries > 0 && remarks * 2 <= entries;
    items.sort_by_key(|(at, _)| *at);
    told.then(|| items.into_iter().map(|(_, item)| item).collect())
}

/// Whether one of `known`, which are in order and apart, holds all of `leaf`.
fn covers(known: &[(Span, SectionItem<'_>)], leaf: &Span) -> bool {
    let after = known.partition_point(|(span, _)| span.start <= leaf.start);
    known[..after].last().is_some_and(|(span, _)| leaf.end <= span.end)
}

fn is_entry(item: &SectionItem<'_>) -> bool {
    matches!(item, SectionItem::Entry { .. })
}

/// The entries and lines without a time in `place`, in order; `None` when they overlap or an entry's words have no place.
fn known<'a>(page: &'a Page, incident: &'a Incident, place: &Span) -> Option<Vec<(Span, SectionItem<'a>)>> {
    let anchors: HashMap<usize, &str> =
        page.sections.iter().map(|section| (section.heading.start, section.anchor.as_str())).collect();
    let anchor = |at: usize| anchors.get(&at).copied();
    let mut known = Vec::new();
    for entry in incident.timeline.iter().filter(|entry| place.contains(&entry.span.start)) {
        if entry.parts.is_empty() && !entry.text.is_empty() {
            return None;
        }
        known.push((entry.span.clone(), SectionItem::Entry { entry, anchor: anchor(entry.span.start) }));
    }
    for remark in incident.timeline_remarks.iter().filter(|remark| place.contains(&remark.span.start)) {
        let item = if remark.says {
            SectionItem::Remark(remark.span.clone())
        } else {
            SectionItem::Day(anchor(remark.span.start))
        };
        known.push((remark.span.clone(), item));
    }
    known.sort_by_key(|(span, _)| (span.start, span.end));
    let apart = known.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
    apart.then_some(known)
}

/// A block that stands in no other, and the places of its words and pictures; the heads of tables do not count.
struct SectionBlock {
    span: Span,
    words: Vec<Span>,
    /// Whether it is opened by a tag of raw HTML that one of the blocks behind it ends.
    is_wrapper: bool,
}

fn blocks(page: &Page, document: &Document<'_>, place: &Span) -> Vec<SectionBlock> {
    let mut blocks: Vec<SectionBlock> = Vec::new();
    let (mut depth, mut head, mut inside) = (0usize, false, false);
    for (event, span) in &document.events {
        if depth == 0 && !matches!(event, Event::End(_)) {
            inside = place.contains(&span.start);
            if inside {
                blocks.push(SectionBlock { span: span.clone(), words: Vec::new(), is_wrapper: false });
            }
        }
        match event {
            Event::Start(Tag::TableHead) => head = true,
            Event::End(TagEnd::TableHead) => head = false,
            _ => {}
        }
        let says = || match event {
            Event::Text(text) | Event::Code(text) => text.contains(char::is_alphanumeric),
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => true,
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => true,
            _ => false,
        };
        if let Some(block) = blocks.last_mut().filter(|_| inside && !head && says()) {
            block.words.push(span.clone());
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    blocks.retain(|block| !is_note(&page.text, block));
    blocks
}

/// Blocks that an element of raw HTML holds, and no entries, are one with its tags.
fn wrapped(blocks: Vec<SectionBlock>, document: &Document<'_>, known: &[(Span, SectionItem<'_>)]) -> Vec<SectionBlock> {
    let mut wrappers = HtmlWrapper::all(document);
    wrappers.retain(|wrapper| {
        let from = known.partition_point(|(span, _)| span.end <= wrapper.opening.start);
        known.get(from).is_none_or(|(span, _)| span.start >= wrapper.closing.end)
    });
    wrappers.sort_by_key(|wrapper| (wrapper.opening.start, std::cmp::Reverse(wrapper.closing.end)));
    let mut wrappers = wrappers.into_iter().peekable();
    let mut out: Vec<SectionBlock> = Vec::new();
    let mut until = 0;
    for block in blocks {
        while let Some(wrapper) = wrappers.next_if(|wrapper| wrapper.opening.start <= block.span.start) {
            if wrapper.opening.start == block.span.start {
                until = until.max(wrapper.closing.end);
            }
        }
        match out.last_mut() {
            Some(last) if last.is_wrapper && block.span.start < until => {
                last.span.end = last.span.end.max(block.span.end);
                last.words.extend(block.words);
            }
            _ => out.push(SectionBlock { is_wrapper: block.span.start < until, ..block }),
        }
    }
    out
}

/// Definitions of footnotes are written where they are referred to.
fn is_note(text: &str, block: &SectionBlock) -> bool {
    text.get(block.span.clone()).is_some_and(|raw| raw.starts_with("[^"))
}
