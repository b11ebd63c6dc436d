//! Paragraphs of `*[SLO]: service level objective` become the abbreviations of a page. They are for other tools; a page shows them where the
//! short words stand.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;

/// A short word, and what it is short for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    pub(crate) short: String,
    pub(crate) means: String,
    /// The paragraph that says so.
    pub(crate) place: Span,
}

/// So many of one page are read.
const MOST: usize = 500;

/// The abbreviations that `text` defines and uses, of which these are the events; none of a paragraph that says anything else.
pub(super) fn abbreviations(text: &str, events: &[(Event<'_>, Span)]) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = Vec::new();
    if !text.contains("*[") {
        return found;
    }
    let mut depth = 0usize;
    for (ix, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                let paragraph = &events[ix + 1..];
                let end = paragraph.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
                let own = definitions(&paragraph[..end.unwrap_or(0)], span);
                let is_used = |own: &Abbreviation| text.matches(own.short.as_str()).nth(1).is_some();
                if found.len() < MOST && own.iter().all(is_used) {
                    found.extend(own);
                }
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// What a paragraph defines, when each of its lines is a definition.
fn definitions(paragraph: &[(Event<'_>, Span)], place: &Span) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    for (event, _) in paragraph {
        match event {
            Event::SoftBreak => {}
            Event::Text(line) => match definition(line, place) {
                Some(own) => found.push(own),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        }
    }
    found
}

fn definition(line: &str, place: &Span) -> Option<Abbreviation> {
    let (short, means) = line.strip_prefix("*[")?.split_once("]:")?;
    let (short, means) = (short.trim(), means.trim());
    let is_word = short.starts_with(char::is_alphanumeric) && short.ends_with(char::is_alphanumeric);
    (is_word && !means.is_empty()).then(|| Abbreviation {
        short: short.to_owned(),
        means: means.to_owned(),
        place: place.clone(),
    })
}
