//! A text whose first line is broken inside a word becomes the text without the break, with a way back.

use crate::model::Span;

/// Where a line was broken.
pub(super) struct LineBreak {
    /// Where the break stands: in the text with it.
    at: usize,
    /// How long it is, with the marks and the white space around it.
    length: usize,
}

impl LineBreak {
    /// The place that `span` stands for.
    pub(super) fn origin(&self, span: &Span) -> Span {
        let there = |offset: usize, is_after: bool| if is_after { offset + self.length } else { offset };
        there(span.start, span.start >= self.at)..there(span.end, span.end > self.at)
    }

    /// Whether a secret goes over the break, and what stands behind it in the joined `line` is no word of the next line.
    pub(super) fn is_inside(&self, secret: &Span, line: &str) -> bool {
        let tail = line.get(self.at..secret.end).unwrap_or("");
        let has = |kind: fn(&u8) -> bool| tail.as_bytes().iter().any(kind);
        secret.start <= self.at
            && self.at < secret.end
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic)
            && tail.len() >= 4
    }
}

/// `text` without its first line break; `None` where that does not stand between two parts of a token.
pub(super) fn joined(text: &str) -> Option<(String, LineBreak)> {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(400).position(|byte| byte.is_ascii_whitespace())?;
    let length = bytes[end..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'>').count();
    let breaks = bytes[end..end + length].iter().filter(|byte| **byte == b'\n').count();
    // What mail calls a soft line break is a `=` before it.
    let at = end - usize::from(end > 0 && bytes[end - 1] == b'=');
    let is_inside = at >= 8 && bytes.get(end + length).is_some_and(u8::is_ascii_alphanumeric);
    let place = LineBreak { at, length: end + length - at };
    (breaks == 1 && is_inside).then(|| (format!("{}{}", &text[..at], &text[end + length..]), place))
}
