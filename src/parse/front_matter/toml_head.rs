//! TOML front matter becomes keys and values; what can be read is kept though a part cannot.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Rule};
use crate::model::without_controls;
use crate::parse::front_matter::keys::{canonical, key_of};
use crate::parse::front_matter::tree::{Front, HeadEntry, HeadNode, HeadValue, MAX_DEPTH, MAX_FINDINGS};

/// How far from a mistake lines are in doubt, in bytes.
const NEAR: usize = 200;

/// Reads `block`, which stands at `offset` in its file. What can be read is kept though a part cannot.
pub(super) fn read(block: &str, offset: usize, shown_path: &str) -> Front {
    let mut front = Front::default();
    let (table, errors) = DeTable::parse_recoverable(block);
    for error in errors.iter().take(MAX_FINDINGS) {
        let span = error.span().unwrap_or(0..0);
        let message = format!("this front matter is not valid TOML: {}", error.message());
        let finding =
            Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(span.start + offset..span.end + offset);
        front.diagnostics.push(finding.hint("the rest of the front matter and the page are built all the same"));
    }
    front.entries = entries(table.get_ref(), offset, 0);
    if !errors.is_empty() {
        let mut places: Vec<usize> = errors.iter().map(|error| error.span().map_or(0, |span| span.start)).collect();
        places.sort_unstable();
        front.unreadable = keys_near(block, &places, &front.entries);
    }
    front
}

/// The keys of the lines with a mistake, and of those around it that were not read as keys.
fn keys_near(block: &str, places: &[usize], read: &[HeadEntry]) -> Vec<String> {
    let read: HashSet<String> = read.iter().map(|entry| canonical(&entry.key)).collect();
    let holds = |lines: Range<usize>| {
        places.get(places.partition_point(|at| *at < lines.start)).is_some_and(|at| *at <= lines.end)
    };
    let mut offset = 0;
    let mut keys = Vec::new();
    for line in block.split_inclusive('\n') {
        let end = offset + line.len();
        if holds(offset.saturating_sub(NEAR)..end + NEAR)
            && let Some(key) = key_of(line)
            && (holds(offset..end) || !read.contains(&key))
        {
            keys.push(key);
        }
        offset = end;
    }
    keys
}

fn entries(table: &DeTable<'_>, offset: usize, depth: usize) -> Vec<HeadEntry> {
    let mut entries: Vec<HeadEntry> = table
        .iter()
        .map(|(key, value)| HeadEntry {
            key: key.get_ref().to_string(),
            span: key.span().start + offset..key.span().end + offset,
            node: node(value.get_ref(), value.span().start + offset..value.span().end + offset, offset, depth),
        })
        .collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

fn node(value: &DeValue<'_>, span: crate::model::Span, offset: usize, depth: usize) -> HeadNode {
    let value = match value {
        _ if depth > MAX_DEPTH => HeadValue::Null,
        DeValue::String(text) => HeadValue::Text(without_controls(text).into_owned()),
        DeValue::Integer(number) => HeadValue::Plain(number.as_str().to_owned()),
        DeValue::Float(number) => HeadValue::Plain(number.as_str().to_owned()),
        DeValue::Boolean(truth) => HeadValue::Plain(truth.to_string()),
        DeValue::Datetime(datetime) => HeadValue::Plain(datetime.to_string()),
        DeValue::Array(items) => HeadValue::List(
            items
                .iter()
                .map(|item| {
                    node(item.get_ref(), item.span().start + offset..item.span().end + offset, offset, depth + 1)
                })
                .collect(),
        ),
        DeValue::Table(table) => HeadValue::Table(entries(table, offset, depth + 1)),
    };
    HeadNode { value, span }
}
