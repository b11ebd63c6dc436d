//! The first heading becomes the title, where it is one.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::model::Span;
use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, after, plain};
use crate::parse::outline::label_of_line::label;
use crate::parse::outline::short_titles::{is_generic, short_title};
use crate::parse::vocabulary::{bare_role, known_role, says_nothing};

/// The title that a body's first heading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingTitle {
    /// Plain text, whole.
    pub(crate) text: String,
    /// The heading.
    pub(crate) heading: Span,
}

/// The title, when the body's first heading is one: whatever stands before it, where no other is of its level.
pub(crate) fn heading_title(document: &Document<'_>) -> Option<HeadingTitle> {
    let events = &document.events;
    let mut prose = 0;
    // After more than a few words only a heading above all others is the title.
    let mut is_late = false;
    let mut i = 0;
    while let Some((event, span)) = events.get(i) {
        let end = if matches!(event, Event::Start(_)) { after(events, i) } else { i + 1 };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let text = plain(&events[i..end]);
                if (prose > 0 || is_late) && *level as u8 > 1 || is_late && !is_only_first_level(events) {
                    return None;
                }
                return named(&text, *level as u8).map(|text| HeadingTitle { text, heading: span.clone() });
            }
            Event::Start(Tag::Paragraph) if is_metadata(document.text, events, i..end) => {}
            Event::Start(Tag::Paragraph) if plain(&events[i..end]).chars().count() <= 120 && prose < 2 => prose += 1,
            Event::Start(Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::BlockQuote(_))
            | Event::Rule
            | Event::Html(_) => {}
            Event::Start(Tag::List(_)) if end - i < 60 => prose += 1,
            _ => is_late = true,
        }
        i = end;
    }
    None
}

/// Whether there is one heading of the first level and no more.
fn is_only_first_level(events: &Events<'_>) -> bool {
    let first = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    events.iter().filter(|(event, _)| first(event)).count() == 1
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

/// A heading of `level` as a title; `None` where it says only what kind of text this is, or what stands under it.
fn named(text: &str, level: u8) -> Option<String> {
    let text = text.trim();
    let is_role = match level {
        1 => bare_role(text, None).is_some(),
        _ => known_role(text, None).is_some() && !text.contains(':'),
    };
    let nothing = text.is_empty() || says_nothing(text);
    (!nothing && !is_role && !is_generic(text) && !is_generic(short_title(text))).then(|| text.to_owned())
}
