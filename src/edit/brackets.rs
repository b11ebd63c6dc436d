//! A list in brackets, `[a, b]`, gets an item at its end, on a line of its own where its items have one. YAML and TOML alike.
//!
//! The spans of what ends with a mark (a bracket, a quotation mark) may reach over what follows it, so that mark is looked for.

use super::way_of_writing::{WayOfWriting, piece};
use crate::parse::{HeadNode, HeadValue};

/// Puts `item` at the end of `list`, which has these `items`.
pub(super) fn append(text: &str, list: &HeadNode, items: &[HeadNode], item: &str, newline: &str) -> WayOfWriting {
    let (open, close) = (list.span.start, end(text, list) - 1);
    let Some(last) = items.last() else {
        let inside = &text[open + 1..close];
        let padding = if inside.starts_with(' ') && inside.trim().is_empty() { " " } else { "" };
        return vec![piece(open + 1, format!("{padding}{item}"))];
    };
    let end = end(text, last);
    let comma = first(&text[end..close], b',').map(|at| end + at + 1);
    match own_line(text, last.span.start) {
        Some(indent) => {
            // The comma goes behind the item, and the new line below whatever else stands beside it.
            let line_end = line_end(text, comma.unwrap_or(end));
            let below = if line_end < close { line_end } else { comma.unwrap_or(end) };
            match comma {
                Some(_) => vec![piece(below, format!("{newline}{indent}{item},"))],
                None if below == end => vec![piece(end, format!(",{newline}{indent}{item}"))],
                None => vec![piece(end, ","), piece(below, format!("{newline}{indent}{item}"))],
            }
        }
        None => match comma {
            Some(comma) => vec![piece(comma, format!(" {item}"))],
            None => vec![piece(end, format!(", {item}"))],
        },
    }
}

/// A single value becomes a list of two.
pub(super) fn wrap(text: &str, value: &HeadNode, item: &str) -> WayOfWriting {
    vec![piece(value.span.start, "["), piece(end(text, value), format!(", {item}]"))]
}

/// Where a value ends: after its closing bracket or brace, else after its last character that is no white space.
pub(super) fn end(text: &str, node: &HeadNode) -> usize {
    let written = &text[node.span.clone()];
    let trimmed = node.span.start + written.trim_end().len();
    let (last, mark) = match &node.value {
        HeadValue::List(items) if written.starts_with('[') => (items.last(), b']'),
        HeadValue::Table(entries) if written.starts_with('{') => (entries.last().map(|entry| &entry.node), b'}'),
        _ => return node.span.start + quoted(written).unwrap_or(written.trim_end().len()),
    };
    let inside = last.map_or(node.span.start + 1, |last| end(text, last));
    let rest = text.get(inside..trimmed).unwrap_or_default();
    first(rest, mark).map_or(trimmed, |at| inside + at + 1)
}

/// The length of the text in quotation marks that `written` begins with; `None` where it begins with none, or with three.
fn quoted(written: &str) -> Option<usize> {
    let mark = written.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let three = [mark; 3].iter().collect::<String>();
    let mut escaped = false;
    let closes = |(_, c): &(usize, char)| {
        let closing = *c == mark && !escaped;
        escaped = mark == '"' && *c == '\\' && !escaped;
        closing
    };
    let mut rest = written.char_indices().skip(1);
    if written.starts_with(&three) {
        return None;
    }
    let (mut at, _) = rest.find(closes)?;
    // Two single marks within single marks stand for one.
    while mark == '\'' && written[at + 1..].starts_with('\'') {
        at += 2 + written[at + 2..].find('\'')?;
    }
    Some(at + 1)
}

/// The first `mark` of `rest` that is in no comment.
fn first(rest: &str, mark: u8) -> Option<usize> {
    let mut in_comment = false;
    rest.bytes().position(|byte| {
        in_comment = match byte {
            b'#' => true,
            b'\n' => false,
            _ => in_comment,
        };
        byte == mark && !in_comment
    })
}

/// What stands before `at` on its line, when that is only white space.
pub(super) fn own_line(text: &str, at: usize) -> Option<&str> {
    let start = text[..at].rfind('\n')? + 1;
    Some(&text[start..at]).filter(|before| before.trim().is_empty())
}

/// The end of the line that `at` stands on, its mark left out.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |ix| at + ix);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}
