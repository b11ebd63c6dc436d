//! A table whose rows are mostly missing becomes text: the parser would make up an empty cell for every one that is not there.

use memchr::memchr_iter;

use crate::model::Span;

/// So many cells may be missing in one table.
const MISSING: usize = 20_000;

/// `text` with a mark in the second line of every such table that makes it a paragraph, as long in bytes; and where those lines are.
///
/// `None` where there is no such table. Linear in the text.
pub(crate) fn without_short_rows(text: &str, body_start: usize) -> Option<(String, Vec<Span>)> {
    if !text[body_start..].contains('|') {
        return None;
    }
    let mut undone = Vec::new();
    let mut block: Vec<(Span, usize)> = Vec::new();
    let mut at = body_start;
    for line in text[body_start..].split_inclusive('\n').chain([""]) {
        if line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty() {
            undone.extend(short(text, &block));
            block.clear();
        } else {
            block.push((at..at + line.len(), memchr_iter(b'|', line.as_bytes()).count()));
        }
        at += line.len();
    }
    if undone.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for span in &undone {
        if let Some(dash) = text[span.clone()].rfind('-') {
            bytes[span.start + dash] = b'.';
        }
    }
    Some((String::from_utf8(bytes).expect("one byte of ASCII replaces another"), undone))
}

/// The lines of a block that would begin a table with too much missing: its rows are all lines that follow.
fn short(text: &str, block: &[(Span, usize)]) -> Vec<Span> {
    let mut pipes_below = 0;
    let mut found = Vec::new();
    for (below, (span, pipes)) in block.iter().rev().enumerate() {
        // A cell stands between two bars, or at the edge beside one.
        let missing = (below * pipes.saturating_sub(1)).saturating_sub(pipes_below + below);
        if missing > MISSING && is_rule(&text[span.clone()]) {
            found.push(span.clone());
        }
        pipes_below += pipes;
    }
    found.reverse();
    found
}

/// Whether a line may be the one below a table's head.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| c.is_whitespace() || matches!(c, '|' | '-' | ':' | '>' | '*' | '+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::document::document;
    use pulldown_cmark::{Event, Tag};

    fn has_table(text: &str) -> bool {
        document(text, 0).events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Table(_))))
    }

    #[test]
    fn a_table_that_is_mostly_missing_is_text_before_the_parser_sees_it() {
        let columns = 203;
        let text = format!("{}|\n{}|\n{}\nend\n", "|a".repeat(columns), "|-".repeat(columns), "a\n".repeat(10_000));
        assert!(has_table(&text[..2000]));
        let (plain, lines) = without_short_rows(&text, 0).expect("too much is missing");
        assert_eq!((plain.len(), lines.len()), (text.len(), 1));
        assert!(!has_table(&plain));
    }

    #[test]
    fn tables_that_people_write_stay() {
        let full = format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(50_000));
        let some = format!("| a | b | c |\n|---|---|---|\n{}", "| d | e\n".repeat(5_000));
        let many = "| a | b |\n|---|---|\n| c |\n\n".repeat(50_000);
        for text in [full, some, many] {
            assert_eq!(without_short_rows(&text, 0), None);
        }
    }
}
