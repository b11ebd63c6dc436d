//! Lines that a mark makes headings of, "■ 発生日時", become labels and titles.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::markdown::{BlockKind, BodyBlock, Events, lines, plain, span_of};
use crate::parse::outline::label::Label;
use crate::parse::vocabulary::normalise;

/// Marks that notices put before what would be a heading: "■ 発生日時", and on the next line when that was.
pub(crate) const HEADING_MARKS: [char; 12] = ['■', '□', '◆', '◇', '●', '○', '▼', '▽', '▶', '◎', '★', '◼'];

/// The first byte of all of them.
const MARKS_BEGIN: u8 = 0xe2;

/// So many characters such a line has at most.
const LONGEST_MARKED: usize = 24;

/// What a line says behind a mark that makes a heading of it.
fn marked_title(events: &Events<'_>, line: &Range<usize>) -> Option<String> {
    let may_hold_mark = |(event, _): &(Event<'_>, Span)| match event {
        Event::Text(text) | Event::Code(text) => memchr(MARKS_BEGIN, text.as_bytes()).is_some(),
        _ => false,
    };
    if !events[line.clone()].iter().any(may_hold_mark) {
        return None;
    }
    let words = plain(&events[line.clone()]);
    let bare = words.trim().strip_prefix(HEADING_MARKS)?.trim();
    let bare = bare.trim_end_matches([':', '：']);
    (!bare.is_empty() && bare.chars().count() <= LONGEST_MARKED && !bare.contains(['。', '：', ':']))
        .then(|| bare.to_owned())
}

/// The lines of a paragraph that are headings by their mark, each with the lines below it as its value; none where the first is not.
pub(super) fn marked_lines(events: &Events<'_>, lines: &[Range<usize>]) -> Vec<Label> {
    let titles: Vec<Option<String>> = lines.iter().map(|line| marked_title(events, line)).collect();
    if titles.first().is_none_or(Option::is_none) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let Some(title) = title else { continue };
        let next = titles.iter().skip(at + 1).position(Option::is_some).map_or(lines.len(), |next| at + 1 + next);
        let Some(value) = lines.get(at + 1..next).and_then(|below| Some(below.first()?.start..below.last()?.end))
        else {
            continue;
        };
        let from = span_of(events, &value).start;
        let span = span_of(events, &(lines[at].start..value.end));
        found.push(Label { name: normalise(title), title: title.clone(), value, from, span, bold: true });
    }
    found
}

/// The title of a paragraph that begins with a line that is a heading by its mark, and has lines below it.
pub(crate) fn marked_paragraph(events: &Events<'_>, block: &BodyBlock) -> Option<String> {
    let lines = if block.kind == BlockKind::Paragraph { lines(events, block.inner(events)) } else { Vec::new() };
    marked_title(events, lines.first()?).filter(|_| lines.len() > 1)
}

/// The title of a paragraph that is one line and a heading by its mark.
pub(crate) fn marked_line(events: &Events<'_>, block: &BodyBlock) -> Option<String> {
    let lines = if block.kind == BlockKind::Paragraph { lines(events, block.inner(events)) } else { Vec::new() };
    marked_title(events, lines.first()?).filter(|_| lines.len() == 1)
}
