//! A single value of front matter becomes what it says: nothing, a text, a truth.

use crate::model::{Fact, TableKey};
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};
use crate::parse::hidden_parts::without_comments;

/// What means true.
pub(crate) const TRUE: [&str; 5] = ["true", "yes", "on", "y", "1"];

/// What means false.
pub(crate) const FALSE: [&str; 5] = ["false", "no", "off", "n", "0"];

/// A plain truth value; a quoted one only where `quoted_true` says that it may be taken for true.
pub(crate) fn truth(value: &HeadValue, quoted_true: bool) -> Option<bool> {
    match value {
        HeadValue::Plain(text) if TRUE.contains(&text.to_lowercase().as_str()) => Some(true),
        HeadValue::Plain(text) if FALSE.contains(&text.to_lowercase().as_str()) => Some(false),
        HeadValue::Text(text) if quoted_true && TRUE.contains(&text.to_lowercase().as_str()) => Some(true),
        _ => None,
    }
}

/// Whether a value says nothing.
pub(crate) fn is_empty(value: &HeadValue) -> bool {
    match value {
        HeadValue::Null => true,
        HeadValue::Plain(text) | HeadValue::Text(text) => text.trim().is_empty(),
        HeadValue::List(items) => items.iter().all(|item| is_empty(&item.value)),
        HeadValue::Table(entries) => entries.is_empty(),
    }
}

/// One piece of text, without authors' comments.
pub(crate) fn as_text(node: &HeadNode) -> Option<Fact<String>> {
    match &node.value {
        HeadValue::Plain(text) | HeadValue::Text(text) => {
            Some(Fact::front(without_comments(text).trim().to_owned(), node.span.clone()))
        }
        _ => None,
    }
}

/// The text that a table has under `key`; of its names, the first that has one.
pub(crate) fn table_value(entries: &[HeadEntry], key: TableKey) -> Option<Fact<String>> {
    let value = |name: &&str| entries.iter().find(|e| e.key.eq_ignore_ascii_case(name)).and_then(|e| as_text(&e.node));
    key.names().iter().find_map(value)
}
