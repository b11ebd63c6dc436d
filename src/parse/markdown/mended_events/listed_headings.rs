//! An item that begins with a heading becomes a section: other tools export numbered headings as `1. # Timeline`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;

pub(super) fn mend(events: &mut Vec<(Event<'_>, Span)>) {
    let starts_heading = |pair: &[(Event<'_>, Span)]| {
        matches!(pair, [(Event::Start(Tag::Item), _), (Event::Start(Tag::Heading { .. }), _)])
    };
    if !events.windows(2).any(starts_heading) {
        return;
    }
    let marks = marks_of_lists(events);
    let mut out = Vec::with_capacity(events.len());
    let mut paragraph: Option<Span> = None;
    let mut depth = 0usize;
    let mut in_sections = false;
    let mut is_numbered = false;
    for ((event, span), mark) in std::mem::take(events).into_iter().zip(marks) {
        let is_start = matches!(event, Event::Start(_));
        let is_end = matches!(event, Event::End(_));
        let is_text = mark == Mark::None && in_sections && depth == 0 && is_inline(&event);
        // Text of a tight item stands in no paragraph of its own.
        match (&mut paragraph, is_text) {
            (None, true) => {
                out.push((Event::Start(Tag::Paragraph), span.clone()));
                paragraph = Some(span.clone());
            }
            (Some(paragraph), true) => paragraph.end = span.end,
            (Some(_), false) if depth == 0 => {
                out.extend(paragraph.take().map(|span| (Event::End(TagEnd::Paragraph), span)));
            }
            _ => {}
        }
        if let Mark::Opens(number, start, end) = mark {
            out.push((Event::Start(Tag::List(number)), start..end));
            is_numbered = number.is_some();
            depth += 1;
        }
        if mark == Mark::Gone {
            in_sections = !matches!(event, Event::End(TagEnd::List(_)));
            continue;
        }
        depth = depth + usize::from(is_start) - usize::from(is_end);
        let end = span.end..span.end;
        out.push((event, span));
        if mark == Mark::Closes(true) {
            out.push((Event::End(TagEnd::List(is_numbered)), end));
            depth -= 1;
        }
    }
    out.extend(paragraph.map(|span| (Event::End(TagEnd::Paragraph), span)));
    *events = out;
}

/// What becomes of the event that opens or closes an outer list or one of its items.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    /// Any other event: it stays.
    None,
    /// It goes: a section has no mark.
    Gone,
    /// An item that stays, before which a list begins: with this number, or of bullets, over this stretch of the text.
    Opens(Option<u64>, usize, usize),
    /// The end of an item that stays, and whether its list ends there.
    Closes(bool),
}

/// An outer list: where its opening event is, and each item's.
struct OuterList {
    start: usize,
    first: Option<u64>,
    items: Vec<OuterItem>,
}

/// An item of such a list, as its two events.
struct OuterItem {
    start: usize,
    end: usize,
    is_section: bool,
}

/// For each event what becomes of it. Items that begin with headings are sections; the others stay lists, numbered as they were.
fn marks_of_lists(events: &[(Event<'_>, Span)]) -> Vec<Mark> {
    let mut marks = vec![Mark::None; events.len()];
    let mut depth = 0usize;
    let mut list: Option<OuterList> = None;
    for (ix, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                match (depth, tag, &mut list) {
                    (0, Tag::List(first), _) => list = Some(OuterList { start: ix, first: *first, items: Vec::new() }),
                    (1, Tag::Item, Some(list)) => {
                        let next = events.get(ix + 1).map(|(event, _)| event);
                        let is_section = matches!(next, Some(Event::Start(Tag::Heading { .. })));
                        list.items.push(OuterItem { start: ix, end: ix, is_section });
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                match (depth, tag) {
                    (0, TagEnd::List(_)) => list.take().into_iter().for_each(|list| list.mark(ix, events, &mut marks)),
                    (1, TagEnd::Item) => {
                        list.iter_mut().filter_map(|list| list.items.last_mut()).for_each(|item| item.end = ix);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    marks
}

impl OuterList {
    fn mark(&self, end: usize, events: &[(Event<'_>, Span)], marks: &mut [Mark]) {
        if !self.items.iter().any(|item| item.is_section) {
            return;
        }
        (marks[self.start], marks[end]) = (Mark::Gone, Mark::Gone);
        let mut number = self.first;
        for run in self.items.chunk_by(|one, next| one.is_section == next.is_section) {
            let ([first, .., last] | [first @ last]) = run else { continue };
            if first.is_section {
                run.iter().for_each(|item| (marks[item.start], marks[item.end]) = (Mark::Gone, Mark::Gone));
            } else {
                marks[first.start] = Mark::Opens(number, events[first.start].1.start, events[last.start].1.end);
                run.iter().for_each(|item| marks[item.end] = Mark::Closes(item.end == last.end));
            }
            number = number.map(|number| number + run.len() as u64);
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !crate::parse::markdown::blocks::is_block(&tag.to_end()),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
