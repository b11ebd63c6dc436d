//! A line of JSON becomes the words of its values, and of the keys that are worth a word.

use super::noise_words::{KeyWorth, key};
use super::token;

/// Appends the words of `text`, a record of a log or a line of one; `line` reads a line of a string that has several. What is cut off
/// or not quite JSON is read as far as it goes.
pub(super) fn words(text: &str, line: fn(&str, &mut String), out: &mut String) {
    let mut rest = text;
    let mut skipped = false;
    let mut plain = String::new();
    while let Some(open) = rest.find('"') {
        let (before, quoted) = (&rest[..open], &rest[open + 1..]);
        if !skipped {
            token::words(before.trim_matches([',', ':', '{', '}', '[', ']', ' ']), out);
        }
        let close = end(quoted);
        let (string, after) = quoted.split_at(close);
        rest = after.strip_prefix('"').unwrap_or(after);
        if let Some(value) = rest.trim_start().strip_prefix(':') {
            let worth = key(string);
            if worth == KeyWorth::Said {
                token::words(string, out);
            }
            skipped = worth == KeyWorth::Skipped;
            rest = value;
        } else {
            if !skipped {
                said(string, line, &mut plain, out);
            }
            skipped = false;
        }
    }
    if !skipped {
        token::words(rest.trim_matches([',', ':', '{', '}', '[', ']', ' ']), out);
    }
}

/// Where a string ends: at its quotation mark, escaped ones left out.
fn end(quoted: &str) -> usize {
    let mut escaped = false;
    let closes = |byte: u8| {
        let closing = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closing
    };
    quoted.bytes().position(closes).unwrap_or(quoted.len())
}

/// A string's lines, each read as a line: a stack may stand in it.
fn said(string: &str, read: fn(&str, &mut String), plain: &mut String, out: &mut String) {
    if !string.contains('\\') {
        return token::words(string, out);
    }
    plain.clear();
    let mut chars = string.chars();
    while let Some(c) = chars.next() {
        match if c == '\\' { chars.next() } else { Some(c) } {
            Some('n' | 'r') if c == '\\' => plain.push('\n'),
            Some('t') if c == '\\' => plain.push(' '),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    for line in plain.lines() {
        read(line, out);
    }
}
