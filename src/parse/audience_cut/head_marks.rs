//! The head of a file becomes whom it names as readers: those of the page, and those of single follow-ups, references and the like.

use crate::model::{Config, Source, Span};
use crate::parse::front_matter::{
    AUDIENCE, Front, HeadEntry, HeadNode, HeadValue, KeyReader, audience_name, front, is_one,
};
use crate::parse::visibility::is_item;

/// What a head says of readers.
#[derive(Debug, Default)]
pub(super) struct HeadMarks {
    /// Whom the page is for, in small letters.
    pub(super) names: Vec<String>,
    /// The keys that say so.
    pub(super) keys: Vec<Span>,
    /// Their values.
    pub(super) values: Vec<Span>,
    /// Items that are for some readers only.
    pub(super) items: Vec<HeadItem>,
    /// How many keys there are, and where the body begins.
    shape: (usize, usize),
}

/// One follow-up, reference or the like.
#[derive(Debug)]
pub(super) struct HeadItem {
    pub(super) names: Vec<String>,
    /// Its place.
    pub(super) at: Span,
    /// The key that names its readers.
    pub(super) key: Span,
    /// All that it says beside that.
    pub(super) texts: Vec<Span>,
}

/// Reads the head of `text`.
pub(super) fn head_marks(text: &str, front: &Front, config: &Config) -> HeadMarks {
    let mut marks = HeadMarks { shape: (front.entries.len(), front.body_start), ..HeadMarks::default() };
    let mut reader = KeyReader::new(&front.entries, &config.fields, "");
    for (_, entry) in reader.those(|key| is_one(key, AUDIENCE)) {
        marks.names.extend(names(&entry.node));
        // A place that is not that of the key cannot be written over.
        if text[entry.span.clone()].trim_matches(['"', '\'']) == entry.key {
            marks.keys.push(entry.span.clone());
            marks.values.push(entry.node.span.clone());
        }
    }
    for entry in &front.entries {
        match &entry.node.value {
            HeadValue::List(items) => marks.items.extend(items.iter().filter_map(|node| item(text, node))),
            HeadValue::Table(_) if is_item(&entry.key) => marks.items.extend(item(text, &entry.node)),
            _ => {}
        }
    }
    marks
}

impl HeadMarks {
    /// Whether the head of `text`, which was made from `source`, holds the same keys and no word of readers of the page.
    pub(super) fn is_same(&self, text: &str, source: &Source) -> bool {
        if self.keys.is_empty() && self.items.is_empty() {
            return true;
        }
        let front = front(text, &source.shown_path);
        (front.entries.len(), front.body_start) == self.shape
    }
}

/// The names that a value gives.
fn names(node: &HeadNode) -> Vec<String> {
    let all = audience_name(node);
    all.split(',').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// An item that names its readers, if it does.
fn item(text: &str, node: &HeadNode) -> Option<HeadItem> {
    let HeadValue::Table(entries) = &node.value else { return None };
    let is_key = |entry: &&HeadEntry| {
        let written = text[entry.span.clone()].trim_matches(['"', '\'']);
        ["audience", "audiences"].iter().any(|key| entry.key.eq_ignore_ascii_case(key)) && written == entry.key
    };
    let key = entries.iter().find(is_key)?;
    let mut texts = Vec::new();
    entries.iter().filter(|entry| entry.span != key.span).for_each(|entry| said(&entry.node, &mut texts));
    Some(HeadItem { names: names(&key.node), at: node.span.clone(), key: key.span.clone(), texts })
}

/// The places of all texts in a value.
fn said(node: &HeadNode, texts: &mut Vec<Span>) {
    match &node.value {
        HeadValue::Null => {}
        // A truth value has no other spelling, and tells nothing.
        HeadValue::Plain(text) if matches!(text.as_str(), "true" | "false") => {}
        HeadValue::Plain(_) | HeadValue::Text(_) => texts.push(node.span.clone()),
        HeadValue::List(items) => items.iter().for_each(|item| said(item, texts)),
        HeadValue::Table(entries) => entries.iter().for_each(|entry| said(&entry.node, texts)),
    }
}
