//! The lists of a head become the way in which its author writes lists in YAML.

use super::brackets::{end, own_line};
use crate::parse::{Head, HeadEntry, HeadNode, HeadValue};

/// How lists are written in a file.
pub(super) struct ListStyle<'t> {
    /// What stands before keys.
    pub(super) indent: &'t str,
    /// What stands before the dashes of lists, beyond that.
    pub(super) list: &'t str,
    /// Whether lists stand in brackets.
    pub(super) brackets: bool,
}

impl<'t> ListStyle<'t> {
    /// As the other key for pages has it, else as most lists of the file.
    pub(super) fn of(text: &'t str, head: &Head, other: Option<&HeadEntry>) -> Self {
        let indent = head.entries.first().and_then(|entry| own_line(text, entry.span.start)).unwrap_or("");
        let lists = || other.into_iter().chain(&head.entries).filter(|e| matches!(e.node.value, HeadValue::List(_)));
        let dashes = |entry: &HeadEntry| Some(dash(text, entry)?.1.strip_prefix(indent).unwrap_or(""));
        let bracketed = lists().filter(|entry| in_brackets(text, &entry.node)).count();
        let brackets = match other.filter(|entry| matches!(entry.node.value, HeadValue::List(_))) {
            Some(entry) => in_brackets(text, &entry.node),
            None => bracketed > lists().count() - bracketed,
        };
        let list = lists().filter(|entry| !in_brackets(text, &entry.node)).find_map(dashes).unwrap_or("  ");
        Self { indent, list, brackets }
    }
}

/// The first dash below a key: its place and what stands before it.
pub(super) fn dash<'t>(text: &'t str, entry: &HeadEntry) -> Option<(usize, &'t str)> {
    let mut at = entry.span.end;
    for line in text.get(entry.span.end..entry.node.span.end)?.split_inclusive('\n') {
        let bare = line.trim_start();
        if at > entry.span.end && bare.starts_with('-') {
            let before = line.len() - bare.len();
            return Some((at + before, &line[..before])).filter(|(_, indent)| !indent.contains('\t'));
        }
        at += line.len();
    }
    None
}

pub(super) fn in_brackets(text: &str, node: &HeadNode) -> bool {
    text[node.span.start..end(text, node)].starts_with('[') && text[..end(text, node)].ends_with(']')
}
