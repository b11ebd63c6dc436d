//! A list whose items are sections becomes those sections: other tools export numbered headings as `1. # Timeline`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;

pub(super) fn mend(events: &mut Vec<(Event<'_>, Span)>) {
    let starts_heading = |pair: &[(Event<'_>, Span)]| {
        matches!(pair, [(Event::Start(Tag::Item), _), (Event::Start(Tag::Heading { .. }), _)])
    };
    if !events.windows(2).any(starts_heading) {
        return;
    }
    let gone = marks_of_lists(events);
    let mut out = Vec::with_capacity(events.len());
    let mut paragraph: Option<Span> = None;
    let mut depth = 0usize;
    let mut in_sections = false;
    for ((event, span), gone) in std::mem::take(events).into_iter().zip(gone) {
        let is_start = matches!(event, Event::Start(_));
        let is_end = matches!(event, Event::End(_));
        let is_text = !gone && in_sections && depth == 0 && is_inline(&event);
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
        if gone {
            in_sections = !matches!(event, Event::End(TagEnd::List(_)));
            continue;
        }
        depth = depth + usize::from(is_start) - usize::from(is_end);
        out.push((event, span));
    }
    out.extend(paragraph.map(|span| (Event::End(TagEnd::Paragraph), span)));
    *events = out;
}

/// For each event whether it is a mark of an outer list all of whose items begin with headings.
fn marks_of_lists(events: &[(Event<'_>, Span)]) -> Vec<bool> {
    let mut gone = vec![false; events.len()];
    let mut depth = 0usize;
    let mut marks: Vec<usize> = Vec::new();
    let mut all = true;
    for (ix, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                match (depth, tag) {
                    (0, Tag::List(_)) => (marks, all) = (vec![ix], true),
                    (1, Tag::Item) if !marks.is_empty() => {
                        marks.push(ix);
                        let next = events.get(ix + 1).map(|(event, _)| event);
                        all &= matches!(next, Some(Event::Start(Tag::Heading { .. })));
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                match (depth, tag) {
                    (0, TagEnd::List(_)) if !marks.is_empty() => {
                        marks.push(ix);
                        for mark in marks.drain(..).filter(|_| all) {
                            gone[mark] = true;
                        }
                    }
                    (1, TagEnd::Item) if !marks.is_empty() => marks.push(ix),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    gone
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !crate::parse::markdown::blocks::is_block(&tag.to_end()),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
