//! The first heading becomes the title: without a date, without the kind of document it names.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, after, plain};
use crate::parse::outline::labelled_lines::label;
use crate::parse::times::scan;
use crate::parse::vocabulary::{known_role, normalise, says_nothing, words};

/// The title that a body's first heading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingTitle {
    /// Plain text, without a date or a prefix such as "Post-mortem:".
    pub(crate) text: String,
    /// The heading.
    pub(crate) heading: Span,
}

/// The title, when the body begins with a heading that is one.
pub(crate) fn heading_title(document: &Document<'_>) -> Option<HeadingTitle> {
    let events = &document.events;
    let mut prose = 0;
    let mut i = 0;
    while let Some((event, span)) = events.get(i) {
        let end = if matches!(event, Event::Start(_)) { after(events, i) } else { i + 1 };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let text = plain(&events[i..end]);
                if prose > 0 && *level as u8 > 1 {
                    return None;
                }
                return named(&text).map(|text| HeadingTitle { text, heading: span.clone() });
            }
            Event::Start(Tag::Paragraph) if is_metadata(document.text, events, i..end) => {}
            Event::Start(Tag::Paragraph) if plain(&events[i..end]).chars().count() <= 120 && prose < 2 => prose += 1,
            Event::Start(Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::BlockQuote(_))
            | Event::Rule
            | Event::Html(_) => {}
            Event::Start(Tag::List(_)) if end - i < 60 => prose += 1,
            _ => return None,
        }
        i = end;
    }
    None
}

/// Whether a paragraph holds nothing but pictures and labelled lines.
pub(crate) fn is_metadata(text: &str, events: &Events<'_>, range: std::ops::Range<usize>) -> bool {
    if plain(&events[range.clone()]).is_empty() {
        return true;
    }
    let block = BodyBlock { kind: BlockKind::Paragraph, events: range.clone(), span: 0..0 };
    let lines = crate::parse::markdown::lines(events, block.inner(events));
    lines.iter().all(|line| label(text, events, line.clone()).is_some())
}

/// The story part of a heading; `None` when it has none.
fn named(text: &str) -> Option<String> {
    if text.is_empty()
        || says_nothing(text)
        || is_generic(text)
        || (known_role(text, None).is_some() && !text.contains(':'))
    {
        return None;
    }
    let mut text = text.trim();
    for _ in 0..3 {
        let before = text;
        text = without_prefix(without_date(text));
        if text == before {
            break;
        }
    }
    (!is_generic(text)).then(|| text.to_owned())
}

fn is_generic(text: &str) -> bool {
    words().generic_titles.contains(normalise(text).as_str())
}

const SEPARATORS: [char; 11] = [',', ':', '-', '–', '—', '|', ' ', '/', '_', '.', '：'];

fn without_prefix(text: &str) -> &str {
    let Some((at, mark)) = text.char_indices().find(|(i, c)| {
        matches!(c, ':' | '：' | '|' | '–' | '—') || *c == '-' && text.get(..*i).is_some_and(|t| t.ends_with(' '))
    }) else {
        return text;
    };
    let rest = text.get(at + mark.len_utf8()..).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c));
    let head = normalise(text.get(..at).unwrap_or_default());
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let generic = words().title_prefixes.contains(head);
    if generic && !rest.is_empty() { rest } else { text }
}

/// The text without a date at its start or end, where something remains.
fn without_date(text: &str) -> &str {
    if let Some(found) = scan(text).filter(|s| s.parts.year.is_some() && s.parts.day.is_some()) {
        let rest = text.get(found.end..).unwrap_or_default();
        let story = rest.trim_matches(|c| SEPARATORS.contains(&c));
        let parted = rest.starts_with(|c: char| SEPARATORS.contains(&c));
        if parted && !story.is_empty() && !rest.trim_start().starts_with(['(', '[']) {
            return story;
        }
    }
    let starts = text.char_indices().filter(|(_, c)| matches!(c, ',' | '-' | '–' | '—' | '|' | '(' | ':' | '['));
    for (at, mark) in starts {
        let tail = text.get(at + mark.len_utf8()..).unwrap_or_default().trim();
        let Some(found) = scan(tail).filter(|s| s.parts.year.is_some() && s.parts.month.is_some()) else { continue };
        let rest = tail.get(found.end..).unwrap_or_default();
        let story = text.get(..at).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c) || c == '(');
        let glued = mark == '-' && !text.get(..at).is_some_and(|t| t.ends_with(' '));
        if rest.chars().all(|c| matches!(c, ')' | ']' | '.' | ' ')) && !story.is_empty() && !glued {
            return story;
        }
    }
    text
}
