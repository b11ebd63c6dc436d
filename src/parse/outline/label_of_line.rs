//! A line becomes the label that it begins with: "**Severity:** SEV-2", "Severity – SEV-2", "`severity`: SEV-2".

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::model::Role;
use crate::parse::markdown::{Events, after, plain, slice, span_of};
use crate::parse::outline::label::{Label, is_name_of_fact};
use crate::parse::vocabulary::{bare_role, label_meanings, normalise};

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
