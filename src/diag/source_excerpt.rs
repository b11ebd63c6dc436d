//! A place in a text becomes line and column, and the piece of its line that is worth showing.
//!
//! What is shown is fit for a terminal: what could move the cursor, hide text or reorder it is replaced by a visible sign.

use std::ops::Range;

/// How many characters of a line may stand before the place that is meant for the line to be shown at all.
const BEFORE: usize = 4000;

/// How many characters after the place are kept.
const AFTER: usize = 100;

/// How many characters of the place itself are kept.
const LONGEST: usize = 100;

/// A text, and where its lines begin.
#[derive(Debug)]
pub(super) struct SourceLines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place for people: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourcePlace {
    /// The line it begins on.
    pub line: usize,
    /// The column it begins in.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column after its last.
    pub end_column: usize,
}

/// A piece of one line, with the part that is meant as byte offsets into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceExcerpt {
    /// The piece of the line.
    pub text: String,
    /// The part of it that is meant.
    pub span: Range<usize>,
}

impl<'a> SourceLines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(ix, _)| ix + 1)).collect();
        Self { text, starts }
    }

    /// The lines and columns of `span`, which may reach beyond the text.
    pub(super) fn place(&self, span: &Range<usize>) -> SourcePlace {
        let span = self.inside(span);
        let ((line, column), (end_line, end_column)) = (self.position(span.start), self.position(span.end));
        SourcePlace { line, column, end_line, end_column }
    }

    /// The first line of `span`, cut behind it. Characters inside `hidden` are shown as dots.
    ///
    /// `None` where there is nothing to see: a blank line, or one that is thousands of characters long before the place.
    pub(super) fn excerpt(&self, span: &Range<usize>, hidden: &[Range<usize>]) -> Option<SourceExcerpt> {
        let span = self.inside(span);
        let start = self.starts[self.line_at(span.start)];
        let line = self.text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let end = (start + line.len()).max(span.start);
        let meant = span.start..forward(self.text, span.start, span.end.min(end), LONGEST);
        let shown = start..forward(self.text, meant.end, end, AFTER);
        if line.trim().is_empty() || self.text[start..meant.start].chars().nth(BEFORE).is_some() {
            return None;
        }
        let mut text = String::new();
        let mut at = [0, 0];
        for (ix, c) in self.text[shown.clone()].char_indices().chain([(shown.len(), '…')]) {
            let offset = start + ix;
            for (at, edge) in at.iter_mut().zip([meant.start, meant.end]) {
                if offset == edge {
                    *at = text.len();
                }
            }
            if offset < shown.end {
                text.push(if hidden.iter().any(|h| h.contains(&offset)) { '•' } else { harmless(c) });
            } else if shown.end < end {
                text.push(c);
            }
        }
        Some(SourceExcerpt { text, span: at[0]..at[1] })
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
        let lines = SourceLines::new("zürich\r\nß error\n");
        let at = lines.text.find("error").unwrap();
        let place = lines.place(&(at..at + 5));
        assert_eq!(place, SourcePlace { line: 2, column: 3, end_line: 2, end_column: 8 });
        assert_eq!(lines.place(&(900..999)), SourcePlace { line: 3, column: 1, end_line: 3, end_column: 1 });
        assert_eq!(lines.place(&(2..3)).column, 2, "inside a character is its start");
    }

    fn excerpt(text: &str, span: Range<usize>) -> Option<(String, Range<usize>)> {
        SourceLines::new(text).excerpt(&span, &[]).map(|excerpt| (excerpt.text, excerpt.span))
    }

    #[test]
    fn a_long_line_is_cut_behind_its_place() {
        let text = format!("éHERE{}", "ü".repeat(500));
        assert_eq!(excerpt(&text, 2..6), Some((format!("éHERE{}…", "ü".repeat(AFTER)), 2..6)));
        let far = "x".repeat(5000);
        assert_eq!(excerpt(&far, 4999..5000), None);
        assert_eq!(excerpt(&far, 0..5000).map(|(_, span)| span), Some(0..LONGEST));
    }

    #[test]
    fn a_place_of_several_lines_shows_its_first() {
        assert_eq!(excerpt("a\nb one\nc\n", 4..9), Some((String::from("b one"), 2..5)));
        assert_eq!(excerpt("a\n", 1..1), Some((String::from("a"), 1..1)));
        assert_eq!(excerpt("", 0..9), None);
        assert_eq!(excerpt(" \na", 0..1), None);
    }

    #[test]
    fn nothing_moves_the_cursor_or_shows_a_secret() {
        let excerpt =
            SourceLines::new("\u{1b}[2Jkey \u{202e}AKIA\u{9b}").excerpt(&(4..7), std::slice::from_ref(&(11..15)));
        assert_eq!(excerpt.map(|e| e.text).unwrap_or_default(), "␛[2Jkey \u{fffd}••••\u{fffd}");
        assert_eq!(clean("a\u{7}\u{1b}]0;x\nb"), "a␇␛]0;x b");
    }
}
