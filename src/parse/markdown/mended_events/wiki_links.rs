//! What the parser takes for a wiki link and no author meant as one becomes the words that stand there.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::Span;

/// `array[[0]]`, `[[ -f x ]]`, `[[1, 2], [3, 4]]` and `[[:alpha:]]` are words; `[[page|]]` says what `[[page]]` does. `text` is what the places lead to.
pub(super) fn mend_wiki_links(text: &str, events: &mut Vec<(Event<'_>, Span)>) {
    let definitions = if text.contains("]: ") && text.contains("[[") { definitions(text) } else { HashMap::new() };
    let mut unnamed = Vec::new();
    for at in 0..events.len() {
        let (Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }), span) =
            &events[at]
        else {
            continue;
        };
        if is_no_name(text, span, dest_url) {
            as_words(text, events, at);
        } else if *has_pothole && is_unnamed(&events[at + 1..]) {
            unnamed.push(at);
        } else if let Some(defined) = definitions.get(dest_url.trim()) {
            let defined = CowStr::from((*defined).to_owned());
            if let Event::Start(Tag::Link { link_type, dest_url, .. }) = &mut events[at].0 {
                (*link_type, *dest_url) = (LinkType::WikiLink { has_pothole: true }, defined);
            }
        }
    }
    for at in unnamed.into_iter().rev() {
        let (Event::Start(Tag::Link { link_type, dest_url, .. }), span) = &mut events[at] else { continue };
        *link_type = LinkType::WikiLink { has_pothole: false };
        let name = (Event::Text(dest_url.clone()), span.clone());
        events.insert(at + 1, name);
    }
}

/// The files that a text's definitions name, `[Note]: notes/a.md \"A\"`, by their labels: Foam writes them for its links.
fn definitions(text: &str) -> HashMap<&str, &str> {
    let definition = |line: &'_ str| -> Option<(usize, usize, usize)> {
        let close = line.strip_prefix('[')?.find("]: ")? + 1;
        let path = line[close + 3..].trim_start();
        let start = line.len() - path.len();
        let end = start + path.find(char::is_whitespace).unwrap_or(path.len());
        Some((close, start, end))
    };
    let mut found = HashMap::new();
    for line in text.lines() {
        if let Some((close, start, end)) = definition(line) {
            let path = line[start..end].trim_start_matches('<').trim_end_matches('>');
            if path.ends_with(".md") && !path.contains("://") {
                found.insert(&line[1..close], path);
            }
        }
    }
    found
}

/// Whether a link whose start these events follow says nothing.
fn is_unnamed(events: &[(Event<'_>, Span)]) -> bool {
    let mut inside = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link)));
    inside.all(|(event, _)| matches!(event, Event::Text(text) if text.trim().is_empty()))
}

/// Whether brackets hold what no page is called: lists, letters that an expression matches, a mark of a note, nothing.
fn is_of_a_program(target: &str) -> bool {
    let target = target.trim();
    let is_numbers = || {
        target.contains([',', ' '])
            && target.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '.' | '-' | '+'))
    };
    let is_ranges = || {
        let ranges = target.as_bytes().chunks(3);
        !target.is_empty()
            && ranges
                .into_iter()
                .all(|range| matches!(range, [a, b'-', z] if a.is_ascii_alphanumeric() && z.is_ascii_alphanumeric()))
    };
    target.is_empty()
        || target.starts_with([':', '^'])
        || target.contains(['[', ']', '"'])
        || is_numbers()
        || is_ranges()
}

/// Whether brackets stand right behind a word, as an index does, or hold a test of a shell.
fn is_no_name(text: &str, span: &Span, target: &str) -> bool {
    if is_of_a_program(target) {
        return true;
    }
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let is_index = || {
        let name = target.trim_matches(['"', '\'', ':', '$', '-']);
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    };
    let is_test = || {
        let inside = text.get(span.start + 2..span.end.saturating_sub(2)).unwrap_or_default();
        inside.starts_with(' ') && inside.ends_with(' ') && inside.contains(['$', '-', '=', '!', '<', '>'])
    };
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ')' | ']')) && is_index() || is_test()
}

/// Makes the link that begins at `at` the words that stand there: the first of its events holds them, the others are empty.
fn as_words(text: &str, events: &mut [(Event<'_>, Span)], at: usize) {
    let words = CowStr::from(text.get(events[at].1.clone()).unwrap_or_default().to_owned());
    let Some(end) = events[at..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link))) else {
        return;
    };
    events[at].0 = Event::Text(words);
    for (event, _) in &mut events[at + 1..=at + end] {
        *event = Event::Text(CowStr::Borrowed(""));
    }
}
