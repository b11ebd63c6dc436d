//! YAML front matter gets a key, or an empty key its value: the ways in which that may be written there, the most fitting first.

use std::ops::Range;

use super::brackets::{end, line_end};
use super::key_value::KeyValue;
use super::list_style::ListStyle;
use super::scalar::{Quotes, Within, yaml};
use super::way_of_writing::{NewText, WayOfWriting, piece};
use crate::parse::{Head, HeadEntry};

/// Values that say nothing.
const NOTHING: [&str; 8] = ["~", "null", "Null", "NULL", "\"\"", "''", "{}", "[]"];

/// The ways of adding `name` to the keys of `head`, which stand in `block` of `text`.
pub(super) fn one_more_key(
    text: &str,
    head: &Head,
    block: &Range<usize>,
    (name, value): (&str, &KeyValue),
    newline: &str,
) -> Vec<WayOfWriting> {
    let keys = text[block.clone()].trim_end();
    if keys.trim_start().starts_with('{') && keys.ends_with('}') {
        let comma = if head.entries.is_empty() { "" } else { ", " };
        let entry = format!("{comma}\"{name}\": {}", value.in_json());
        return vec![vec![piece(block.start + keys.len() - 1, entry)]];
    }
    let house = ListStyle::of(text, head, None);
    vec![vec![piece(block.end, whole(&house, name, value, newline))]]
}

/// Whole lines that say `value`, for a text that has no front matter.
pub(super) fn whole_key(name: &str, value: &KeyValue, newline: &str) -> String {
    whole(&ListStyle { indent: "", list: "  ", brackets: false }, name, value, newline)
}

/// The ways of giving `value` to `entry`, a key without one.
pub(super) fn in_empty_place(
    text: &str,
    head: &Head,
    entry: &HeadEntry,
    value: &KeyValue,
    newline: &str,
) -> Vec<WayOfWriting> {
    let beside = value.in_yaml(Within::Line);
    if !text[entry.node.span.clone()].trim().is_empty() {
        let at = entry.node.span.start..end(text, &entry.node);
        let nothing = NOTHING.contains(&&text[at.clone()]);
        let in_braces = || NewText { at: at.clone(), text: value.in_json() };
        return match nothing {
            true => vec![vec![NewText { at: at.clone(), text: beside }], vec![in_braces()]],
            false => Vec::new(),
        };
    }
    let colon = entry.span.end + text[entry.span.end..].find(':').map_or(0, |at| at + 1);
    let beside = vec![piece(colon, format!(" {beside}"))];
    let house = ListStyle::of(text, head, None);
    match value.names().filter(|_| !house.brackets) {
        Some(names) => {
            let below = piece(line_end(text, entry.span.end), dashes(&house, names, newline));
            vec![vec![below], beside]
        }
        None => vec![beside],
    }
}

fn whole(house: &ListStyle<'_>, name: &str, value: &KeyValue, newline: &str) -> String {
    let indent = house.indent;
    match value.names().filter(|_| !house.brackets) {
        Some(names) => format!("{indent}{name}:{}{newline}", dashes(house, names, newline)),
        None => format!("{indent}{name}: {}{newline}", value.in_yaml(Within::Line)),
    }
}

/// A line with a dash for each name, each after a line's end.
fn dashes(house: &ListStyle<'_>, names: &[String], newline: &str) -> String {
    let ListStyle { indent, list, .. } = house;
    let line = |name: &String| format!("{newline}{indent}{list}- {}", yaml(name, Quotes::Plain, Within::Line));
    names.iter().map(line).collect()
}
