//! "**Severity:** SEV-2" becomes a label and its value.
//!
//! Labels are lines of paragraphs, perhaps several on one, items of lists, rows of tables by their first two columns, terms of definition lists,
//! and any of these in a quotation. What a label means is for others to say, and so is which stretches may state something.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{
    BlockKind, BodyBlock, Events, after, is_definitions, items, lines, plain, slice, span_of,
};
use crate::parse::outline::label::{Label, is_name_of_fact};
use crate::parse::outline::label_of_line::label;
use crate::parse::outline::labelled_tables::{defined, pairs};
use crate::parse::outline::marked_headings::marked_lines;
use crate::parse::vocabulary::{LabelMeaning, bare_role, label_meanings, normalise};

/// The labels of a block, in order.
pub(crate) fn labels(text: &str, events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    match block.kind {
        BlockKind::Paragraph => {
            let lines = lines(events, block.inner(events));
            if is_log_of_commits(events, &lines) {
                return Vec::new();
            }
            match marked_lines(events, &lines) {
                marked if marked.is_empty() => {
                    let lines = with_lines_below(text, events, lines).into_iter();
                    lines
                        .flat_map(|line| parted(text, events, line))
                        .filter_map(|line| label(text, events, line))
                        .collect()
                }
                marked => marked,
            }
        }
        BlockKind::List => items(events, block)
            .into_iter()
            .flat_map(|(item, _)| {
                let inside = crate::parse::markdown::blocks(events, item);
                let Some(first) = inside.first().filter(|block| block.kind == BlockKind::Paragraph) else {
                    return Vec::new();
                };
                let mut found = labels(text, events, first);
                // "- **When**" only heads the labels below it.
                if inside.len() > 1 && heads_labels(&plain(&events[first.events.clone()])) {
                    let below = inside[1..].iter().filter(|block| block.kind == BlockKind::List);
                    found.extend(below.flat_map(|list| labels(text, events, list)));
                }
                if let ([named], [_, list]) = (&mut found[..], &inside[..])
                    && named.plain(text, events).is_empty()
                    && let Some(value) = only_item(events, list).filter(|_| is_name_of_fact(&named.title))
                {
                    named.from = span_of(events, &value).start;
                    named.value = value;
                }
                found
            })
            .collect(),
        BlockKind::Table => pairs(events, block),
        BlockKind::Other if is_definitions(events, block) => defined(events, block),
        BlockKind::Other if matches!(events[block.events.start].0, Event::Start(Tag::BlockQuote(_))) => {
            let inside = crate::parse::markdown::blocks(events, block.inner(events));
            inside.iter().flat_map(|block| labels(text, events, block)).collect()
        }
        _ => Vec::new(),
    }
}

/// The labels that stand on one line, a mark between them: "**Severity:** SEV-2 | **Duration:** 54 minutes".
fn parted(text: &str, events: &Events<'_>, line: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut at) = (line.start, line.start);
    while at < line.end {
        let is_start = matches!(events[at].0, Event::Start(_));
        let next = if is_start { after(events, at).min(line.end) } else { at + 1 };
        let behind_mark = || match at.checked_sub(1).and_then(|before| events.get(before)) {
            Some((Event::Text(_), span)) => slice(text, span.start, span.end).trim_end().ends_with(BETWEEN_LABELS),
            _ => false,
        };
        let named = || {
            let follows = events.get(next).map_or("", |(_, span)| slice(text, span.start, span.end));
            plain(&events[at..next]).ends_with([':', '：']) || follows.starts_with([':', '：'])
        };
        if at > start && matches!(events[at].0, Event::Start(Tag::Strong)) && behind_mark() && named() {
            out.push(start..at);
            start = at;
        }
        at = next;
    }
    out.push(start..line.end);
    out
}

/// Marks that part labels on one line.
const BETWEEN_LABELS: [char; 4] = ['|', '·', '•', ';'];

/// The one line of a list that has no other: "- **Started**", and below it the time.
fn only_item(events: &Events<'_>, list: &BodyBlock) -> Option<Range<usize>> {
    let items = if list.kind == BlockKind::List { items(events, list) } else { Vec::new() };
    let [(item, _)] = &items[..] else { return None };
    let inside = crate::parse::markdown::blocks(events, item.clone());
    let [only] = &inside[..] else { return None };
    (only.kind == BlockKind::Paragraph).then(|| only.inner(events))
}

/// Whether a paragraph is what `git log` prints: its `Author` and `Date` are those of a commit.
fn is_log_of_commits(events: &Events<'_>, lines: &[Range<usize>]) -> bool {
    let Some(first) = lines.first().filter(|_| lines.len() > 1) else { return false };
    let words = plain(&events[first.clone()]);
    let id = words.strip_prefix("commit ").and_then(|rest| rest.split_whitespace().next());
    id.is_some_and(|id| id.len() >= 7 && id.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The lines of a paragraph, those below a bold name that stands alone joined to it: "**Cause:**", and on the next line what it was.
fn with_lines_below(text: &str, events: &Events<'_>, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let found = label(text, events, line.clone());
        let states = |found: &Label| {
            found.bold || !label_meanings(&found.name).is_empty() || bare_role(&found.title, None).is_some()
        };
        match out.last_mut().filter(|_| is_open && !found.as_ref().is_some_and(states)) {
            Some(name) => name.end = line.end,
            None => {
                is_open = found.is_some_and(|found| found.bold && found.plain(text, events).is_empty());
                out.push(line);
            }
        }
    }
    out
}

/// Whether an item is one of the names that a list of labels is sorted under.
fn heads_labels(words: &str) -> bool {
    const HEADS: [&str; 16] = [
        "when",
        "what",
        "who",
        "where",
        "facts",
        "key facts",
        "times",
        "dates",
        "time",
        "duration",
        "details",
        "overview",
        "wann",
        "quand",
        "cuándo",
        "wanneer",
    ];
    let name = normalise(words);
    // "- **Duration of the outage:**", its start and its end below.
    let heads_a_stretch = || {
        let spans = |meaning: &LabelMeaning| matches!(meaning, LabelMeaning::Total | LabelMeaning::Window);
        words.trim_end().ends_with([':', '：']) && label_meanings(&name).iter().any(spans)
    };
    HEADS.contains(&name.as_str()) || heads_a_stretch()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::blocks;
    use crate::parse::markdown::document;

    fn found(text: &str) -> Vec<(String, String, String)> {
        let document = document(text, 0);
        let events = &document.events;
        blocks(events, 0..events.len())
            .iter()
            .flat_map(|b| labels(text, events, b))
            .map(|l| (l.name.clone(), l.source(text, events), l.plain(text, events)))
            .collect()
    }

    #[test]
    fn what_stands_below_a_name_is_its_value() {
        let text = "**Cause:**\nthe rope\nwas old\n**Date:** 2024-03-11\nand more\n**Times:**\nStart: 09:12\n";
        let expected = [("cause", "the rope was old"), ("date", "2024-03-11"), ("times", ""), ("start", "09:12")];
        let found: Vec<(String, String)> = found(text).into_iter().map(|(name, _, value)| (name, value)).collect();
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn names_stand_behind_pictures_in_code_and_in_quotations() {
        let text = "📅 **Date:** 2024-03-11\n⏱️ Duration: 54 minutes\n\n- `Severity`: high\n- `oven`: hot\n\n> **Start:** 09:12  \n> **End**: 10:06\n";
        let expected = [
            ("date", "2024-03-11"),
            ("duration", "54 minutes"),
            ("severity", "high"),
            ("start", "09:12"),
            ("end", "10:06"),
        ];
        let found: Vec<(String, String)> = found(text).into_iter().map(|(name, _, value)| (name, value)).collect();
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn labels_are_lines_items_and_rows() {
        let text = "**Date:** 2024-03-11\n**Impact**: some `orders` failed\nSeverity: SEV-2\n\n- Duration: *54 minutes*\n- plain\n\n| Start | 09:12 |\n|---|---|\n| **End** | 10:06 |\n\n**Root causes:**\n\n14:03 deploy\n\nSee https://x.test\n";
        let expected = [
            ("date", "2024-03-11", "2024-03-11"),
            ("impact", "some `orders` failed", "some orders failed"),
            ("severity", "SEV-2", "SEV-2"),
            ("duration", "*54 minutes*", "54 minutes"),
            ("start", "09:12", "09:12"),
            ("end", "10:06", "10:06"),
            ("root causes", "", ""),
        ];
        let expected: Vec<_> =
            expected.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        assert_eq!(found(text), expected);
    }
}
