//! "**Severity:** SEV-2" becomes a label and its value.
//!
//! Labels are lines of paragraphs, perhaps several on one, items of lists, rows of tables by their first two columns, terms of definition lists,
//! and any of these in a quotation. What a label means is for others to say, and so is which stretches may state something.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Tag};

use crate::model::{Role, Span};
use crate::parse::markdown::{
    BlockKind, BodyBlock, Events, after, definitions, is_definitions, items, lines, plain, rows, slice, source, span_of,
};
use crate::parse::vocabulary::{LabelMeaning, bare_role, finding_label, label_meanings, normalise};

/// A label and the place of its value.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// The name as written, without markup or colon.
    pub(crate) title: String,
    /// The name in lower case, without ornaments.
    pub(crate) name: String,
    /// The events of the value.
    pub(crate) value: Range<usize>,
    /// The byte at which the value begins.
    pub(crate) from: usize,
    /// The whole line.
    pub(crate) span: Span,
    /// Whether the name stands in bold.
    pub(crate) bold: bool,
}

impl Label {
    /// The value as Markdown of one line.
    pub(crate) fn source(&self, text: &str, events: &Events<'_>) -> String {
        let said = source(text, events.get(self.value.clone()).unwrap_or_default(), self.from);
        unparted(&said).to_owned()
    }

    /// The value as plain text.
    pub(crate) fn plain(&self, text: &str, events: &Events<'_>) -> String {
        let run = events.get(self.value.clone()).unwrap_or_default();
        match run.first() {
            Some((Event::Text(_), span)) if span.start < self.from => {
                let head = slice(text, self.from, span.end);
                let tail = plain(run.get(1..).unwrap_or_default());
                let gap = if tail.is_empty() || tail.starts_with(['.', ',', ')', ':']) { "" } else { " " };
                let joined = format!("{}{gap}{tail}", head);
                unparted(&crate::text::collapse(&joined)).to_owned()
            }
            _ => unparted(&plain(run)).to_owned(),
        }
    }
}

/// A value without the mark that parts it from the next label.
fn unparted(value: &str) -> &str {
    value.trim_end().trim_end_matches([' ', '|', '·', '•'])
}

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

/// A list of terms, each with what it stands for.
fn defined(events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    let of = |(term, said): (Range<usize>, Vec<Range<usize>>)| {
        let value = said.into_iter().next()?;
        let title = plain(&events[term.clone()]).trim_end_matches([':', '：', ' ']).to_owned();
        let span = span_of(events, &(term.start..value.end));
        let from = span_of(events, &value).start;
        Some(Label { name: normalise(&title), title, value, from, span, bold: true })
    };
    definitions(events, block).into_iter().filter_map(of).collect()
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

/// Whether a title is the name of a fact that has a field, and nothing else.
fn is_name_of_fact(title: &str) -> bool {
    let role = bare_role(title, None).filter(|role| matches!(role, Role::Services | Role::Severity));
    let name = normalise(title);
    role.is_some() || !label_meanings(&name).is_empty() || !finding_label(&name).is_empty()
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
fn marked_lines(events: &Events<'_>, lines: &[Range<usize>]) -> Vec<Label> {
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

/// The rows of a table of two columns, or of one whose head says that the first two are names and values.
fn pairs(events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    let rows = rows(events, block);
    if rows.iter().any(|(cells, _)| cells.len() != 2) && !heads_values(events, &rows) {
        return Vec::new();
    }
    // "| Component | Impact |" names two columns: no row below it is a fact of the whole.
    let names_part = |cell: &Range<usize>| bare_role(&plain(&events[cell.clone()]), None).is_some();
    if rows.len() > 1 && rows[0].0.iter().all(names_part) {
        return Vec::new();
    }
    let pair = |(cells, span): (Vec<Range<usize>>, Span)| {
        let mut cells = cells.into_iter();
        let (name, value) = (cells.next()?, cells.next()?);
        let title = plain(&events[name]).trim_end_matches([':', '：']).to_owned();
        (!title.is_empty() && title.chars().count() <= 60).then(|| Label {
            name: normalise(&title),
            title,
            from: span_of(events, &value).start,
            value,
            span,
            bold: true,
        })
    };
    rows.into_iter().filter_map(pair).collect()
}

/// Whether a table begins with a column of names and one of their values: "| Metric | Value | Evidence |".
fn heads_values(events: &Events<'_>, rows: &[(Vec<Range<usize>>, Span)]) -> bool {
    const NAMES: [&str; 12] = [
        "metric",
        "measure",
        "field",
        "item",
        "property",
        "attribute",
        "key",
        "fact",
        "aspect",
        "parameter",
        "detail",
        "question",
    ];
    const VALUES: [&str; 10] =
        ["value", "values", "result", "actual", "time", "detail", "details", "description", "answer", "information"];
    let Some((head, _)) = rows.first().filter(|(head, _)| head.len() > 2) else { return false };
    let is_one = |i: usize, words: &[&str]| {
        head.get(i).is_some_and(|cell| words.contains(&normalise(&plain(&events[cell.clone()])).as_str()))
    };
    is_one(0, &NAMES) && is_one(1, &VALUES)
}

/// The label that a line begins with.
pub(crate) fn label(text: &str, events: &Events<'_>, line: Range<usize>) -> Option<Label> {
    let span = span_of(events, &line);
    let line = without_ornament(text, events, line);
    let (title, value, from, bold) = match &events.get(line.start)?.0 {
        Event::Code(_) => coded(text, events, &line)?,
        Event::Start(Tag::Strong | Tag::Emphasis) => emphasised(text, events, &line)?,
        Event::Text(_) => unmarked(text, events, &line)?,
        _ => return None,
    };
    let name = normalise(&title);
    (!name.is_empty()).then_some(Label { title, name, value, from, span, bold })
}

/// A line without the box or the picture that stands before its label: "[x] Started: …", "🔴 **Severity:** …".
fn without_ornament(text: &str, events: &Events<'_>, line: Range<usize>) -> Range<usize> {
    let is_ornament = match events.get(line.start) {
        Some((Event::TaskListMarker(_), _)) => true,
        Some((Event::Text(_), span)) => {
            let raw = slice(text, span.start, span.end);
            let before_name =
                matches!(events.get(line.start + 1), Some((Event::Start(Tag::Strong | Tag::Emphasis), _)));
            before_name && !raw.is_empty() && raw.chars().all(is_picture)
        }
        _ => false,
    };
    if is_ornament && line.len() > 1 { line.start + 1..line.end } else { line }
}

/// Whether a character before a name only decorates it.
fn is_picture(c: char) -> bool {
    c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric()
}

/// "`started`: 2024-03-11".
fn coded(text: &str, events: &Events<'_>, line: &Range<usize>) -> Option<LabelParts> {
    let title = plain(&events[line.start..line.start + 1]);
    let (Event::Text(_), span) = events.get(line.start + 1).filter(|_| line.len() > 1)? else { return None };
    let rest = slice(text, span.start, span.end);
    let mark = rest.chars().next().filter(|mark| matches!(mark, ':' | '：' | '='))?;
    is_name_of_fact(&title).then(|| (title, line.start + 1..line.end, span.start + mark.len_utf8(), true))
}

/// The name of a fact and where its value begins, behind a dash: "Started – 2024-03-11".
fn dashed(raw: &str) -> Option<(&str, usize)> {
    const DASHES: [&str; 7] = [" – ", " — ", " - ", " = ", " → ", " | ", "\u{3000}"];
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((raw.find(dash)?, dash))).min()?;
    let name = slice(raw, 0, at).trim();
    let short = !name.contains([':', '：']) && name.split_whitespace().count() <= 4;
    (short && is_name_of_fact(name)).then_some((name, at + dash.len()))
}

type LabelParts = (String, Range<usize>, usize, bool);

/// "**Name:** value", "**Name**: value", "**Name**".
fn emphasised(text: &str, events: &Events<'_>, line: &Range<usize>) -> Option<LabelParts> {
    let end = after(events, line.start).min(line.end);
    let title = plain(&events[line.start..end]);
    if title.chars().count() > 80 {
        return None;
    }
    if let Some(name) = title.strip_suffix([':', '：']) {
        return Some((name.trim().to_owned(), end..line.end, events[end - 1].1.end, true));
    }
    if end == line.end {
        return Some((title, end..line.end, events[end - 1].1.end, true));
    }
    if matches!(events[end].0, Event::SoftBreak | Event::HardBreak) {
        return Some((title, end + 1..line.end, events[end].1.end, true));
    }
    let (Event::Text(_), span) = &events[end] else { return None };
    let raw = slice(text, span.start, span.end);
    let rest = raw.trim_start();
    let skipped = raw.len() - rest.len();
    if skipped > 0 && is_stated(&title, rest) {
        return Some((title, end..line.end, span.start + skipped, true));
    }
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '：') || skipped > 0 && matches!(c, '-' | '–' | '—' | '·' | '•' | '|' | '→'))?;
    Some((title, end..line.end, span.start + skipped + mark.len_utf8(), true))
}

/// Whether a bold name of a fact stands before its value without a colon: "**Severity** SEV1". What goes on in lower case is a sentence.
fn is_stated(title: &str, rest: &str) -> bool {
    let role = bare_role(title, None).filter(|role| matches!(role, Role::Services | Role::Severity));
    let is_fact = role.is_some() || !label_meanings(&normalise(title)).is_empty();
    let is_sentence = rest.starts_with(char::is_lowercase) && rest.contains(' ');
    let is_list = role == Some(Role::Services) && rest.contains(", ") && !rest.ends_with('.');
    is_fact && rest.starts_with(char::is_alphanumeric) && (!is_sentence || is_list)
}

/// "Name: value" with a short name.
fn unmarked(text: &str, events: &Events<'_>, line: &Range<usize>) -> Option<LabelParts> {
    let (_, span) = &events[line.start];
    let whole = slice(text, span.start, span.end);
    let raw = whole.trim_start_matches(is_picture);
    let begins = span.start + whole.len() - raw.len();
    if let Some((name, value)) = dashed(raw) {
        return Some((name.to_owned(), line.clone(), begins + value, false));
    }
    let (colon, mark) = raw.char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = slice(raw, 0, colon).trim();
    let rest = slice(raw, colon + mark.len_utf8(), raw.len());
    // No space follows any mark in scripts that put none between words.
    let spaced =
        mark == '：' || rest.is_empty() || rest.starts_with(char::is_whitespace) || name.ends_with(crate::text::is_cjk);
    let wordy =
        name.split_whitespace().count() > 6 || name.contains(['.', '!', '?', ',', ';', '"']) && !name.ends_with('?');
    if !spaced || wordy || name.is_empty() || !name.starts_with(|c: char| c.is_alphanumeric() || c == '#') {
        return None;
    }
    Some((name.trim_end_matches('?').to_owned(), line.clone(), begins + colon + mark.len_utf8(), false))
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
