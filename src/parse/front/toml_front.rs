//! TOML front matter (`+++`).

use toml::de::{DeTable, DeValue};

use super::{Entry, Front, MAX_DEPTH, Node, Value};
use crate::diag::Diagnostic;

/// Reads `block`, which stands at `offset` in its file. What can be read is kept though a part cannot.
pub(super) fn read(block: &str, offset: usize, shown_path: &str) -> Front {
    let mut front = Front::default();
    let (table, errors) = DeTable::parse_recoverable(block);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let message = format!("this front matter is not valid TOML: {}", error.message());
        let finding = Diagnostic::new("front/syntax", shown_path, message).at(span.start + offset..span.end + offset);
        front.diagnostics.push(finding.hint("the rest of the front matter and the page are built all the same"));
        front.unreadable.extend(super::yaml_front::keys_near(block, span.start));
    }
    front.entries = entries(table.get_ref(), offset, 0);
    front
}

fn entries(table: &DeTable<'_>, offset: usize, depth: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            span: key.span().start + offset..key.span().end + offset,
            node: node(value.get_ref(), value.span().start + offset..value.span().end + offset, offset, depth),
        })
        .collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

fn node(value: &DeValue<'_>, span: crate::model::Span, offset: usize, depth: usize) -> Node {
    let value = match value {
        _ if depth > MAX_DEPTH => Value::Null,
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Plain(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Plain(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Plain(truth.to_string()),
        DeValue::Datetime(datetime) => Value::Plain(datetime.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| {
                    node(item.get_ref(), item.span().start + offset..item.span().end + offset, offset, depth + 1)
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(entries(table, offset, depth + 1)),
    };
    Node { value, span }
}
