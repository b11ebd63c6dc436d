//! A block becomes whether it only says the facts of a text: a sheet of labels, a day alone, the head of a letter.

use std::ops::Range;

use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, items, lines, plain};
use crate::parse::outline::labelled_lines::labels;
use crate::parse::times::day_alone;
use crate::parse::vocabulary::{known_role, label_meanings};

/// Whether a list holds nothing but labels that have a field of their own.
pub(super) fn is_sheet(document: &Document<'_>, block: &BodyBlock) -> bool {
    let events = &document.events;
    let known = |name: &str| !label_meanings(name).is_empty() || known_role(name, None).is_some();
    block.kind == BlockKind::List && {
        let found = labels(document.text, events, block);
        found.len() > 1 && found.len() >= items(events, block).len() && found.iter().all(|label| known(&label.name))
    }
}

/// Whether a paragraph is a day and nothing else.
pub(super) fn is_day_alone(events: &Events<'_>, block: &BodyBlock) -> bool {
    block.kind == BlockKind::Paragraph && day_alone(&plain(&events[block.events.clone()])).is_some()
}

/// Whether a paragraph is the head of a letter: a day on a line of its own and who writes, and no sentence.
pub(crate) fn is_letterhead(events: &Events<'_>, block: &BodyBlock) -> bool {
    let lines = lines(events, block.inner(events));
    let says = |line: &Range<usize>| plain(&events[line.clone()]);
    lines.len() > 1
        && lines.iter().any(|line| day_alone(&says(line)).is_some())
        && !lines.iter().any(|line| says(line).trim_end().ends_with(['.', '。', '!', '！', '?', '？']))
}
