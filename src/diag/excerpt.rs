//! A place in a text becomes line and column, and the piece of its line that is worth showing.
//!
//! What is shown is fit for a terminal: what could move the cursor, hide text or reorder it is replaced by a visible sign.

use std::ops::Range;

/// How many characters of a line are shown before and after the place that is meant.
const AROUND: usize = 70;

/// How many characters of the place itself are shown.
const LONGEST: usize = 120;

/// A text, and where its lines begin.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place for people: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// A piece of one line, with the part that is meant as byte offsets into it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(ix, _)| ix + 1)).collect();
        Self { text, starts }
    }

    /// The lines and columns of `span`, which may reach beyond the text.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let span = self.inside(span);
        let ((line, column), (end_line, end_column)) = (self.position(span.start), self.position(span.end));
        Place { line, column, end_line, end_column }
    }

    /// The part of the first line of `span` that is worth showing. Characters inside `hidden` are shown as dots.
    pub(super) fn excerpt(&self, span: &Range<usize>, hidden: &[Range<usize>]) -> Excerpt {
        let span = self.inside(span);
        let start = self.starts[self.line_at(span.start)];
        let line = self.text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let end = (start + line.len()).max(span.start);
        let meant = span.start..span.end.min(end);
        let shown_start = back(self.text, start, meant.start, AROUND);
        let meant_end = forward(self.text, meant.start, meant.end, LONGEST);
        let shown_end = forward(self.text, meant_end, end, AROUND);
        let mut excerpt = Excerpt { text: String::new(), span: 0..0 };
        if shown_start > start {
            excerpt.text.push('…');
        }
        for (ix, c) in self.text[shown_start..shown_end].char_indices() {
            let at = shown_start + ix;
            if at == meant.start {
                excerpt.span.start = excerpt.text.len();
            }
            if at == meant_end {
                excerpt.span.end = excerpt.text.len();
            }
            excerpt.text.push(if hidden.iter().any(|h| h.contains(&at)) { '•' } else { harmless(c) });
        }
        if meant.start == shown_end {
            excerpt.span.start = excerpt.text.len();
        }
        if meant_end == shown_end {
            excerpt.span.end = excerpt.text.len();
        }
        if shown_end < end {
            excerpt.text.push('…');
        }
        excerpt
    }

    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_at(offset);
        (line + 1, self.text[self.starts[line]..offset].chars().count() + 1)
    }

    /// `span`, cut to the text and to whole characters.
    fn inside(&self, span: &Range<usize>) -> Range<usize> {
        let whole = |offset: usize| {
            let mut offset = offset.min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let start = whole(span.start);
        start..whole(span.end).max(start)
    }
}

/// The offset `count` characters before `from`, but not before `limit`.
fn back(text: &str, limit: usize, from: usize, count: usize) -> usize {
    text[limit..from].char_indices().rev().take(count).last().map_or(from, |(ix, _)| limit + ix)
}

/// The offset `count` characters after `from`, but not after `limit`.
fn forward(text: &str, from: usize, limit: usize, count: usize) -> usize {
    text[from..limit].char_indices().nth(count).map_or(limit, |(ix, _)| from + ix)
}

/// `text` without anything that a terminal would obey; line breaks become spaces.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { harmless(c) }).collect()
}

/// `c`, or a visible sign for it where a terminal would obey it.
fn harmless(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_from_one() {
        let lines = Lines::new("zürich\r\nß error\n");
        let at = lines.text.find("error").unwrap();
        let place = lines.place(&(at..at + 5));
        assert_eq!(place, Place { line: 2, column: 3, end_line: 2, end_column: 8 });
        assert_eq!(lines.place(&(900..999)), Place { line: 3, column: 1, end_line: 3, end_column: 1 });
        assert_eq!(lines.place(&(2..3)).column, 2, "inside a character is its start");
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let text = format!("{}HERE{}", "é".repeat(500), "ü".repeat(500));
        let at = text.find("HERE").unwrap();
        let excerpt = Lines::new(&text).excerpt(&(at..at + 4), &[]);
        assert_eq!(excerpt.text, format!("…{}HERE{}…", "é".repeat(AROUND), "ü".repeat(AROUND)));
        assert_eq!(&excerpt.text[excerpt.span], "HERE");
    }

    #[test]
    fn a_place_of_several_lines_shows_its_first() {
        let excerpt = Lines::new("a\nb one\nc\n").excerpt(&(4..9), &[]);
        assert_eq!((excerpt.text.as_str(), excerpt.span), ("b one", 2..5));
        let excerpt = Lines::new("a\n").excerpt(&(1..1), &[]);
        assert_eq!((excerpt.text.as_str(), excerpt.span), ("a", 1..1));
        assert_eq!(Lines::new("").excerpt(&(0..9), &[]), Excerpt { text: String::new(), span: 0..0 });
    }

    #[test]
    fn nothing_moves_the_cursor_or_shows_a_secret() {
        let excerpt = Lines::new("\u{1b}[2Jkey \u{202e}AKIA\u{9b}").excerpt(&(4..7), &[11..15]);
        assert_eq!(excerpt.text, "␛[2Jkey \u{fffd}••••\u{fffd}");
        assert_eq!(clean("a\u{7}\u{1b}]0;x\nb"), "a␇␛]0;x b");
    }
}
