//! The head of a file becomes the same head with a token in every value that is words.

use crate::canaries::tokens::Tokens;
use crate::model::Span;
use crate::parse::{HeadEntry, HeadNode, HeadValue, canonical, head};

/// Keys whose values are not words, or decide what becomes of the page.
const KEPT: [&str; 14] = [
    "audience",
    "audiences",
    "draft",
    "published",
    "publish",
    "status",
    "state",
    "type",
    "kind",
    "lang",
    "layout",
    "timezone",
    "id_of",
    "version",
];

/// `text`, which is called `path`, with tokens in its head; as it was where they would make another head of it.
pub(super) fn planted_head(text: &str, path: &str, tokens: &mut Tokens) -> String {
    let before = head(text, &std::collections::BTreeMap::new());
    let mut places = Vec::new();
    said(&before.entries, "", &mut places);
    let planted = planted_values(text, path, &places, tokens);
    let after = head(&planted, &std::collections::BTreeMap::new());
    let keys = |entries: &[HeadEntry]| entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>();
    let same = keys(&before.entries) == keys(&after.entries) && after.diagnostics.len() == before.diagnostics.len();
    if same { planted } else { text.to_owned() }
}

/// `text` with a token at the end of each value; a place is a value's and what it is called.
pub(super) fn planted_values(text: &str, path: &str, places: &[(Span, String)], tokens: &mut Tokens) -> String {
    let mut places: Vec<&(Span, String)> = places.iter().collect();
    places.sort_by_key(|(span, _)| span.start);
    let mut planted = String::with_capacity(text.len() + places.len() * 20);
    let mut at = 0;
    for (span, key) in places {
        let Some(end) = end_of_words(text, span).filter(|end| *end >= at) else { continue };
        planted.push_str(&text[at..end]);
        planted.push_str(&tokens.at(&format!("{path}: `{key}`")));
        at = end;
    }
    planted.push_str(&text[at..]);
    planted
}

/// Where the words of a value end: before its closing quotation mark. `None` where it is no words.
fn end_of_words(text: &str, span: &Span) -> Option<usize> {
    let value = text.get(span.clone())?;
    let quote = value
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))
        .filter(|quote| value.len() > 1 && value.ends_with(*quote));
    let words = match quote {
        Some(quote) => value.trim_end_matches(quote),
        None => value.trim_end(),
    };
    let first = words.trim_start_matches(['"', '\'', '|', '>', '-', '+', ' ', '\n']).chars().next()?;
    let is_words = first.is_alphabetic() && !["true", "false", "null", "yes", "no", "unknown"].contains(&words);
    is_words.then_some(span.start + words.len())
}

fn said(entries: &[HeadEntry], above: &str, places: &mut Vec<(Span, String)>) {
    for entry in entries.iter().filter(|entry| !KEPT.contains(&canonical(&entry.key).as_str())) {
        let key = if above.is_empty() { entry.key.clone() } else { format!("{above}.{}", entry.key) };
        value(&entry.node, &key, places);
    }
}

fn value(node: &HeadNode, key: &str, places: &mut Vec<(Span, String)>) {
    match &node.value {
        HeadValue::Null => {}
        HeadValue::Plain(_) | HeadValue::Text(_) => places.push((node.span.clone(), key.to_owned())),
        HeadValue::List(items) => items.iter().for_each(|item| value(item, key, places)),
        HeadValue::Table(entries) => said(entries, key, places),
    }
}
