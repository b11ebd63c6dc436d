//! Pieces of new text are put into a text, and places in it become lines.

use std::ops::Range;

use super::way_of_writing::{NewText, piece};

/// The first line's end decides.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

pub(super) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Front matter for a text that has none; `keys` are whole lines of YAML.
pub(super) fn on_top(text: &str, keys: &str, newline: &str) -> NewText {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let gap = if text[start..].starts_with(['\n', '\r']) || text.len() == start { "" } else { newline };
    piece(start, format!("---{newline}{keys}---{newline}{gap}"))
}

/// The text with the pieces put in, and the place in it of the last one.
pub(super) fn applied(text: &str, way: &[NewText]) -> (String, Range<usize>) {
    let mut edited = String::with_capacity(text.len() + way.iter().map(|piece| piece.text.len()).sum::<usize>());
    let (mut done, mut at) = (0, 0..0);
    for piece in way {
        edited.push_str(&text[done..piece.at.start]);
        let before = piece.text.len() - piece.text.trim_start_matches([',', '\r', '\n']).len();
        at = edited.len() + before..edited.len() + piece.text.trim_end().len();
        edited.push_str(&piece.text);
        done = piece.at.end;
    }
    edited.push_str(&text[done..]);
    (edited, at)
}
