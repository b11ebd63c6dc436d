//! A place in a write-up's file becomes a place on its page: the heading above it, and the words to look for below that.

use serde::Serialize;

use crate::model::{Page, Span};
use crate::parse::fragment_text;
use crate::parse::masked;
use crate::preview::Snapshot;
use crate::preview::panel::editor_link::opens;

/// A place in a file and on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct PlaceOnPage {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// Whether it is in the front matter, which is on no page as it is.
    front: bool,
    /// The nearest heading above, and its anchor.
    heading: Option<String>,
    anchor: Option<String>,
    /// The line as plain text.
    text: String,
    /// The part of it that is meant, as plain text; empty where that is all of it or nothing.
    words: String,
    /// What opens the file there.
    editor: Option<String>,
}

/// The longest line that is looked for on the page, in bytes.
const LONGEST: usize = 2000;

/// The place of `span`, which is one of the file of `page`.
pub(super) fn place(snapshot: &Snapshot, page: &Page, span: &Span) -> PlaceOnPage {
    // A line that is shown holds no credential.
    let masked = masked(&page.source.text);
    let text = masked.as_deref().unwrap_or(&page.source.text);
    let start = floor(text, span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = floor(text, span.end).clamp(start, line_end);
    let line = page.source.line(start);
    let column = text[line_start..start].chars().count() + 1;
    let front = start < page.source_span(&(page.body_start..page.body_start)).start;
    let above = page.sections.iter().rev().find(|section| page.source_span(&section.heading).start <= start);
    // The heading that is the title is shown above the page, without an anchor.
    let above = above.filter(|section| !front && page.title_heading.as_ref() != Some(&section.heading));
    let spoken = spoken(&text[line_start..floor(text, line_end.min(line_start + LONGEST))]);
    let words = Some(fragment_text(&text[start..end])).filter(|words| *words != spoken).unwrap_or_default();
    PlaceOnPage {
        line,
        column,
        front,
        heading: above.map(|section| section.title.clone()),
        anchor: above.map(|section| section.anchor.clone()),
        text: spoken,
        words,
        editor: opens(snapshot, &page.source.shown_path, line, column),
    }
}

/// A line as it is read: without the marks of headings, lists, quotations and tables.
fn spoken(line: &str) -> String {
    let line = line.trim().trim_start_matches(['#', '>', ' ']);
    let line = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(line).trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let line =
        line[digits..].strip_prefix(['.', ')']).filter(|rest| digits > 0 && rest.starts_with(' ')).unwrap_or(line);
    let line = ["[ ] ", "[x] ", "[X] "].iter().find_map(|task| line.trim_start().strip_prefix(task)).unwrap_or(line);
    let line = if line.starts_with('|') { line.replace('|', " ") } else { line.to_owned() };
    fragment_text(line.trim()).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_for_as_it_is_read() {
        let cases = [
            ("## The *cache* was cold", "The cache was cold"),
            ("- [ ] Ask [[INC-9]] again", "Ask INC-9 again"),
            ("12. It held", "It held"),
            ("> 10:30 It broke", "10:30 It broke"),
            ("| 10:30 | It `broke` |", "10:30 It broke"),
            ("1984 was a year", "1984 was a year"),
            ("", ""),
        ];
        for (line, read) in cases {
            assert_eq!(spoken(line), read);
        }
    }
}
