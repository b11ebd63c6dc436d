//! A run of events becomes a list of blocks, and lists, tables and paragraphs become their parts.
//!
//! All ranges index into the run they were made from.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::html_elements::is_line_break;
use crate::parse::markdown::plain_text::after;

/// Events with their places.
pub(crate) type Events<'d> = [(Event<'d>, Span)];

/// What a block is, as far as facts are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Heading(u8),
    Paragraph,
    List,
    Table,
    Code,
    /// Quotations, HTML, rules, footnotes: nothing is inferred from them.
    Other,
}

/// A block that is not inside another one of the same run.
#[derive(Debug, Clone)]
pub(crate) struct BodyBlock {
    pub(crate) kind: BlockKind,
    pub(crate) events: Range<usize>,
    pub(crate) span: Span,
}

impl BodyBlock {
    /// The events between the block's start and end; all of them where inline content stands bare.
    pub(crate) fn inner(&self, events: &Events<'_>) -> Range<usize> {
        match events.get(self.events.start) {
            Some((Event::Start(tag), _)) if !is_inline(tag) => {
                self.events.start + 1..self.events.end.saturating_sub(1).max(self.events.start + 1)
            }
            _ => self.events.clone(),
        }
    }
}

/// The blocks of `events[range]`; inline content without a paragraph of its own is one.
pub(crate) fn blocks(events: &Events<'_>, range: Range<usize>) -> Vec<BodyBlock> {
    let mut out: Vec<BodyBlock> = Vec::new();
    let mut open = false;
    let mut i = range.start;
    while i < range.end {
        let (event, span) = &events[i];
        let end = if matches!(event, Event::Start(_)) { after(events, i).min(range.end) } else { i + 1 };
        let kind = kind(event);
        match (kind, out.last_mut()) {
            (None, Some(last)) if open => {
                last.events.end = end;
                last.span.end = span.end.max(last.span.end);
            }
            _ => out.push(BodyBlock { kind: kind.unwrap_or(BlockKind::Paragraph), events: i..end, span: span.clone() }),
        }
        open = kind.is_none();
        i = end;
    }
    out
}

/// The kind of block an event begins; `None` for inline content.
fn kind(event: &Event<'_>) -> Option<BlockKind> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(BlockKind::Heading(*level as u8)),
        Event::Start(Tag::Paragraph) => Some(BlockKind::Paragraph),
        Event::Start(Tag::List(_)) => Some(BlockKind::List),
        Event::Start(Tag::Table(_)) => Some(BlockKind::Table),
        Event::Start(Tag::CodeBlock(_)) => Some(BlockKind::Code),
        Event::Start(tag) if is_inline(tag) => None,
        Event::Start(_) | Event::Rule | Event::Html(_) | Event::End(_) => Some(BlockKind::Other),
        _ => None,
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// The items of the list at `block`, each as the range of events inside it and its place.
pub(crate) fn items(events: &Events<'_>, block: &BodyBlock) -> Vec<(Range<usize>, Span)> {
    children(events, block.inner(events), |tag| matches!(tag, Tag::Item))
}

/// The rows of the table at `block`, its head first, each a list of cells.
pub(crate) fn rows(events: &Events<'_>, block: &BodyBlock) -> Vec<(Vec<Range<usize>>, Span)> {
    children(events, block.inner(events), |tag| matches!(tag, Tag::TableHead | Tag::TableRow))
        .into_iter()
        .map(|(row, span)| {
            let cells = children(events, row, |tag| matches!(tag, Tag::TableCell));
            (cells.into_iter().map(|(cell, _)| cell).collect(), span)
        })
        .collect()
}

/// Whether a block is a list of terms and what they stand for.
pub(crate) fn is_definitions(events: &Events<'_>, block: &BodyBlock) -> bool {
    matches!(events.get(block.events.start), Some((Event::Start(Tag::DefinitionList), _)))
}

/// The terms of such a list, each with what stands for it.
pub(crate) fn definitions(events: &Events<'_>, block: &BodyBlock) -> Vec<(Range<usize>, Vec<Range<usize>>)> {
    let wanted = |tag: &Tag<'_>| matches!(tag, Tag::DefinitionListTitle | Tag::DefinitionListDefinition);
    let mut out: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for (inner, _) in children(events, block.inner(events), wanted) {
        let is_term = matches!(events.get(inner.start - 1), Some((Event::Start(Tag::DefinitionListTitle), _)));
        match out.last_mut().filter(|_| !is_term) {
            Some((_, said)) => said.push(inner),
            None => out.push((inner, Vec::new())),
        }
    }
    out
}

fn children(events: &Events<'_>, range: Range<usize>, wanted: fn(&Tag<'_>) -> bool) -> Vec<(Range<usize>, Span)> {
    let mut out = Vec::new();
    let mut i = range.start;
    while i < range.end {
        let (event, span) = &events[i];
        let Event::Start(tag) = event else {
            i += 1;
            continue;
        };
        let end = after(events, i).min(range.end);
        if wanted(tag) {
            out.push((i + 1..end.saturating_sub(1).max(i + 1), span.clone()));
        }
        i = end;
    }
    out
}

/// The lines of inline content: parted at breaks that stand in no emphasis.
pub(crate) fn lines(events: &Events<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (range.start, 0usize);
    for i in range.clone() {
        match &events[i].0 {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => {
                out.push(start..i);
                start = i + 1;
            }
            Event::InlineHtml(html) if depth == 0 && is_line_break(html) => {
                out.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(start..range.end);
    out.retain(|line| !line.is_empty());
    out
}

/// From the first event's start to the last one's end.
pub(crate) fn span_of(events: &Events<'_>, range: &Range<usize>) -> Span {
    match (events.get(range.start), range.end.checked_sub(1).and_then(|i| events.get(i))) {
        (Some((_, first)), Some((_, last))) if !range.is_empty() => first.start..last.end.max(first.end),
        _ => 0..0,
    }
}

/// Whether the content is nothing but emphasis of the wanted sort, such as a bold line.
pub(crate) fn wholly(events: &Events<'_>, range: &Range<usize>, wanted: fn(&TagEnd) -> bool) -> bool {
    if range.is_empty() || after(events, range.start) != range.end {
        return false;
    }
    matches!(&events[range.end - 1].0, Event::End(end) if wanted(end))
}

/// Whether an element ends a run of text: what is not inline.
pub(crate) fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
