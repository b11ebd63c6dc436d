//! TOML front matter gets a key, or an empty key its value: the ways in which that may be written there, the most fitting first.

use super::key_value::KeyValue;
use super::toml_entry::before_tables;
use super::way_of_writing::{NewText, WayOfWriting};
use crate::parse::{Head, HeadEntry, HeadValue};

/// The ways of adding `name` to the keys of `head`.
pub(super) fn one_more_key(
    text: &str,
    head: &Head,
    (name, value): (&str, &KeyValue),
    newline: &str,
) -> Vec<WayOfWriting> {
    let written = value.in_toml().into_iter();
    written.map(|value| before_tables(text, head, &format!("{name} = {value}"), newline)).collect()
}

/// The ways of giving `value` to `entry`, a key that says nothing.
pub(super) fn in_empty_place(entry: &HeadEntry, value: &KeyValue) -> Vec<WayOfWriting> {
    let at = &entry.node.span;
    // A table that is empty stands in a header, and `a.b = …` in pieces.
    if at.start <= entry.span.start || matches!(entry.node.value, HeadValue::Table(_)) {
        return Vec::new();
    }
    value.in_toml().into_iter().map(|text| vec![NewText { at: at.clone(), text }]).collect()
}
