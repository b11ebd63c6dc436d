//! TOML front matter gets an entry: the ways in which one may be written there, the most fitting first.
//!
//! Pieces are put into the text by the spans of its values. A crate that edits a document and writes it out again (`toml_edit`) does not keep
//! every other byte: line ends become those of Unix, dotted keys that stand apart are put together, and a new item of a list in lines lands
//! on the line of the one before it.

use super::brackets::{append, line_end, wrap};
use super::scalar::{Quotes, toml};
use super::way_of_writing::{NewEntry, NewText, RelatedKey, WayOfWriting, piece};
use crate::parse::{Head, HeadEntry, HeadNode, HeadValue, is_empty};

/// The ways of adding `new` to the keys of `head`.
pub(super) fn ways(text: &str, head: &Head, key: RelatedKey, new: &NewEntry<'_>) -> Vec<WayOfWriting> {
    let own = match key {
        RelatedKey::Related => head.related_at,
        RelatedKey::NotRelated => head.not_related_at,
    };
    let Some(entry) = own.map(|ix| &head.entries[ix]) else { return vec![without_key(text, head, new)] };
    let span = &entry.node.span;
    if span.start == entry.span.start {
        // `related.id = …`: a table in pieces.
        return Vec::new();
    }
    match &entry.node.value {
        HeadValue::List(items) if span.start < entry.span.start => vec![one_more_table(text, entry, items, new)],
        HeadValue::Table(_) if span.start < entry.span.start => vec![table_into_tables(text, entry, new)],
        HeadValue::List(items) => vec![append(text, &entry.node, items, &item(text, items, new), new.newline)],
        value if is_empty(value) => {
            vec![vec![NewText { at: span.clone(), text: format!("[{}]", item(text, &[], new)) }]]
        }
        _ => vec![wrap(text, &entry.node, &item(text, std::slice::from_ref(&entry.node), new))],
    }
}

/// The names that the last table among `items` has for the id and the reason, and the quotation marks of ids.
fn habit<'n>(text: &str, items: &'n [HeadNode]) -> (&'n str, &'n str, Quotes) {
    let (mut id, mut why, mut quotes) = ("id", "why", Quotes::Double);
    for item in items.iter().filter(|item| !is_empty(&item.value)) {
        let HeadValue::Table(entries) = &item.value else {
            quotes = Quotes::of(&text[item.span.clone()]);
            continue;
        };
        for entry in entries {
            match entry.key.to_lowercase().as_str() {
                "id" | "ref" | "incident" => {
                    id = &entry.key;
                    quotes = Quotes::of(&text[entry.node.span.clone()]);
                }
                "why" | "reason" | "note" => why = &entry.key,
                _ => {}
            }
        }
    }
    (id, why, quotes)
}

/// The entry as an item of a list.
fn item(text: &str, items: &[HeadNode], new: &NewEntry<'_>) -> String {
    let (id_key, why_key, quotes) = habit(text, items);
    let id = toml(new.id, quotes);
    let tables = !items.is_empty() && items.iter().all(|item| matches!(item.value, HeadValue::Table(_)));
    match new.why {
        Some(why) => format!("{{ {id_key} = {id}, {why_key} = {} }}", toml(why, Quotes::Double)),
        None if tables => format!("{{ {id_key} = {id} }}"),
        None => id,
    }
}

/// No such key yet: it becomes the last one before the tables.
fn without_key(text: &str, head: &Head, new: &NewEntry<'_>) -> WayOfWriting {
    before_tables(text, head, &format!("{} = [{}]", new.key, item(text, &[], new)), new.newline)
}

/// One `line` more, below the last key that is in no table.
pub(super) fn before_tables(text: &str, head: &Head, line: &str, newline: &str) -> WayOfWriting {
    let in_header = |entry: &&HeadEntry| {
        let start = text[..entry.span.start].rfind('\n').map_or(0, |at| at + 1);
        text[start..entry.span.start].trim_start().starts_with('[')
    };
    let last = head.entries.iter().filter(|entry| !in_header(entry)).map(|entry| last_said(&entry.node)).max();
    let start = head.block.as_ref().map_or(0, |block| block.start);
    match last {
        Some(end) => vec![piece(line_end(text, end), format!("{newline}{line}"))],
        None => vec![piece(start, format!("{line}{newline}"))],
    }
}

/// `[[related]]` gets a table after the last one, with an empty line where there is one between the others.
fn one_more_table(text: &str, entry: &HeadEntry, items: &[HeadNode], new: &NewEntry<'_>) -> WayOfWriting {
    let end = items.iter().map(last_said).max().unwrap_or(entry.node.span.end);
    let gap = items.last().is_some_and(|last| text[..last.span.start].trim_end_matches([' ', '\t']).ends_with("\n\n"))
        || items.last().is_some_and(|last| text[..last.span.start].ends_with("\r\n\r\n"));
    vec![piece(line_end(text, end), table(text, entry, items, new, gap))]
}

/// `[related]`, a single table, becomes the first of `[[related]]`.
fn table_into_tables(text: &str, entry: &HeadEntry, new: &NewEntry<'_>) -> WayOfWriting {
    let header = &entry.node.span;
    let end = line_end(text, last_said(&entry.node));
    let item = std::slice::from_ref(&entry.node);
    vec![piece(header.start, "["), piece(header.end, "]"), piece(end, table(text, entry, item, new, true))]
}

fn table(text: &str, entry: &HeadEntry, items: &[HeadNode], new: &NewEntry<'_>, gap: bool) -> String {
    let (id_key, why_key, quotes) = habit(text, items);
    let newline = new.newline;
    let gap = if gap { newline } else { "" };
    let name = &text[entry.span.clone()];
    let why = new.why.map_or(String::new(), |why| format!("{newline}{why_key} = {}", toml(why, Quotes::Double)));
    format!("{newline}{gap}[[{name}]]{newline}{id_key} = {}{why}", toml(new.id, quotes))
}

/// The end of the last thing that a value says, a header included.
fn last_said(node: &HeadNode) -> usize {
    match &node.value {
        HeadValue::Table(entries) => entries.iter().map(|e| last_said(&e.node)).max().unwrap_or(0).max(node.span.end),
        HeadValue::List(items) => items.iter().map(last_said).max().unwrap_or(0).max(node.span.end),
        _ => node.span.end,
    }
}
