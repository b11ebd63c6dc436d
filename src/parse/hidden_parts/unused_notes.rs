//! Footnotes and definitions of links that carry words, and to which nothing refers, become the places that their author is told of.
//!
//! One to which only something hidden refers is hidden with it, and not told.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::{document, markdown_parser};

/// A footnote or a definition that is on no page.
pub(crate) struct UnusedNote {
    pub(crate) place: Span,
    /// Its first line, as it is written.
    pub(crate) line: String,
}

/// The definitions of links in the body of `text` that nothing refers to, and the `footnotes` that are on no page, as far as they carry words.
/// `written` is the file with its hidden parts. In order. Linear in the text, but for the few that are found.
pub(crate) fn unused_notes(text: &str, body_start: usize, footnotes: &[Span], written: &str) -> Vec<UnusedNote> {
    let mut places = footnotes.to_vec();
    if text[body_start..].contains("]:") {
        places.extend(definitions(text, body_start));
    }
    places.retain(|place| is_told(&text[place.clone()], written));
    places.sort_by_key(|place| place.start);
    let note = |place: Span| {
        let line = text[place.clone()].lines().next().unwrap_or_default().trim().to_owned();
        UnusedNote { place, line }
    };
    places.into_iter().map(note).collect()
}

/// Whether what stands at a place carries words, and nothing in the file refers to it, hidden or shown.
fn is_told(place: &str, written: &str) -> bool {
    let Some((label, words)) = place.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
        return false;
    };
    let mention = format!("[{label}]");
    let mut mentions = written.match_indices(&mention);
    let mut is_mentioned = || mentions.any(|(at, _)| !written[at + mention.len()..].starts_with(':'));
    words.contains(char::is_alphanumeric) && !is_mentioned() && !written.contains(&format!("[[{label}|"))
}

/// The definitions that no link of the body uses and that say more than an address.
fn definitions(text: &str, body_start: usize) -> Vec<Span> {
    let body = &text[body_start..];
    let parser = markdown_parser(body);
    let mut telling: Vec<(String, Span)> = (parser.reference_definitions().iter())
        .filter(|(_, definition)| {
            let says = |words: &str| words.contains(char::is_alphanumeric);
            let line = body[..definition.span.start].rfind('\n').map_or(0, |ix| ix + 1);
            let in_item = body[line..definition.span.start].contains(['-', '*', '+', '.', ')']);
            let is_address = definition.dest.contains(['/', '.', '#', ':', '@']) || !says(&definition.dest);
            definition.title.as_ref().is_some_and(|title| says(title)) || !is_address || in_item
        })
        .map(|(label, definition)| (name(label), definition.span.start + body_start..definition.span.end + body_start))
        .collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let document = document(text, body_start);
    let used = document.events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(name(id)),
        _ => None,
    });
    let used: HashSet<String> = used.collect();
    telling.retain(|(label, _)| !used.contains(label));
    telling.into_iter().map(|(_, place)| place).collect()
}

/// A label as labels are compared.
fn name(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
