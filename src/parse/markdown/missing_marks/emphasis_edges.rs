//! Stars beside Chinese, Japanese and Korean get a mark that reads as punctuation, so that they begin and end emphasis as their writers mean.
//!
//! CommonMark tells the beginning of emphasis from its end by spaces, and these scripts have none: `**「障害」**が` is all text to it. The rule
//! here is that of the proposed amendment (markdown-cjk-friendly): beside such a letter or sign, punctuation does not count.

use std::sync::LazyLock;

use memchr::memchr2_iter;
use pulldown_cmark::Event;
use regex::Regex;

use crate::model::Span;
use crate::parse::markdown::marked_source::MissingMark;
use crate::parse::markdown::missing_marks::open_text::open_text;
use crate::text::is_cjk;

/// What is [`crate::parse::markdown::marked_source::EDGE`] in the end, written so that its first and last letters are punctuation to the parser.
const WRITTEN_EDGE: &str = "&#8288;";

/// Whether a run of stars touches a letter that is not of ASCII at all. Cheap.
pub(super) fn are_possible(body: &str) -> bool {
    let bytes = body.as_bytes();
    let is_wide = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| !byte.is_ascii());
    memchr2_iter(b'*', b'~', bytes).any(|at| is_wide(at.checked_sub(1)) || is_wide(Some(at + 1)))
}

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    for (open, run) in open_text(events) {
        let mut at = open.start;
        while let Some(start) = text[at..open.end].find(['*', '~']).map(|ix| at + ix) {
            let mark = text[start..].chars().next().unwrap_or('*');
            let end = start + text[start..open.end].len() - text[start..open.end].trim_start_matches(mark).len();
            at = end;
            let before = text[run.start..start].chars().next_back();
            let after = text[end..run.end].chars().next();
            if before == Some('\\') || (mark == '~' && end - start != 2) {
                continue;
            }
            marks.extend(edge(before, after, start, end));
        }
    }
}

/// The mark for the stars between `before` and `after`.
fn edge(before: Option<char>, after: Option<char>, start: usize, end: usize) -> Option<MissingMark> {
    let (before, after) = before.zip(after)?;
    let letter = |c: char| !c.is_whitespace() && !is_punctuation(c);
    if !is_wide(before) && !is_wide(after) {
        None
    } else if is_punctuation(before) && letter(after) {
        Some(MissingMark::new(end, WRITTEN_EDGE))
    } else if letter(before) && is_punctuation(after) {
        Some(MissingMark::new(start, WRITTEN_EDGE))
    } else {
        None
    }
}

/// A letter or sign of these scripts; quotation marks and the like are of all.
fn is_wide(c: char) -> bool {
    is_cjk(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{30fb}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
}

fn is_punctuation(c: char) -> bool {
    static PUNCTUATION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\p{P}\p{S}]$").expect("the pattern is valid"));
    PUNCTUATION.is_match(c.encode_utf8(&mut [0; 4]))
}
