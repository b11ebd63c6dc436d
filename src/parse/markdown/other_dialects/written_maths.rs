//! Maths between `\(` and `\)`, or `\[` and `\]`, becomes text that a page shows as it is written: Markdown takes the strokes for escapes.

use crate::parse::markdown::rewritten::Rewritten;

/// Whether maths goes on from one line to the next.
#[derive(Debug, Default)]
pub(super) struct WrittenMaths {
    is_open: bool,
}

/// The longest line of maths, in bytes.
const LONGEST: usize = 1_000;

impl WrittenMaths {
    /// Writes a line of maths that stands between lines of `\[` and `\]`, or is one of these; whether it was one.
    pub(super) fn line(&mut self, text: &str, offset: usize, out: &mut Rewritten) -> bool {
        let bare = text.trim();
        let begins = !self.is_open && bare == "\\[";
        if !(self.is_open || begins) {
            return false;
        }
        self.is_open = begins || !(bare.is_empty() || bare.ends_with("\\]"));
        if bare.is_empty() {
            out.keep(text, offset);
            return true;
        }
        let start = text.len() - text.trim_start().len();
        out.keep(&text[..start], offset);
        out.push(&escaped(bare));
        out.keep(&text[start + bare.len()..], offset + start + bare.len());
        true
    }

    /// The maths at the start of `text`, which follows `before` on its line, as text, and its length.
    pub(super) fn inline(&self, before: &str, text: &str) -> Option<(String, usize)> {
        let text = &text[..text.find('\n').unwrap_or(text.len())];
        let (is_display, closing) = match text.get(..2)? {
            "\\(" => (false, "\\)"),
            "\\[" => (true, "\\]"),
            _ => return None,
        };
        let end = text.get(2..)?.find(closing)? + 2;
        let inside = &text[2..end];
        let mut signs =
            inside.match_indices('\\').map(|(at, _)| inside[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
        // Exports of documents write brackets of prose like this, too.
        let is_formula = signs.any(|is_name| is_name) || inside.contains('^') || has_index(inside);
        let is_maths = is_formula || !is_display && !before.ends_with(char::is_alphanumeric);
        (is_maths && !inside.trim().is_empty() && end < LONGEST).then(|| (escaped(&text[..end + 2]), end + 2))
    }
}

/// Whether a letter alone has an index, `c_1`.
fn has_index(text: &str) -> bool {
    text.match_indices('_').any(|(at, _)| {
        let mut before = text[..at].chars().rev();
        let is_letter =
            before.next().is_some_and(char::is_alphabetic) && !before.next().is_some_and(char::is_alphanumeric);
        is_letter && text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '{')
    })
}

/// `text` with every sign escaped, so that it is shown as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
