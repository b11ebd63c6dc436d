//! The places of comments in a text become blanks, and fillers where a comment has no width.

use crate::model::Span;
use crate::parse::hidden_parts::blank::blanked;
use crate::parse::markdown::FILLER;

/// `text` with blanks in place of comments, and fillers where a comment has no width: a line goes on after the comment that it begins with as
/// if it began there, and words before a comment are followed by what follows it.
pub(super) fn hidden(text: &str, found: &[Span]) -> String {
    let blank = blanked(text, found.iter().flat_map(|span| within_quotation(text, span)));
    let mut bytes = blank.into_bytes();
    for span in found {
        let first = text[..span.start].rfind('\n').map_or(0, |ix| ix + 1);
        let rest = text[span.end..].split('\n').next().unwrap_or_default();
        let ends_line = rest.trim().is_empty();
        if !bytes[first..span.start].iter().all(is_mark) {
            join(text, &mut bytes, span, ends_line);
        } else if ends_line && is_within_paragraph(text, first, span) {
            bytes[first..span.end + rest.len() + usize::from(span.end + rest.len() < text.len())].fill(FILLER_BYTE);
        }
        let line = text[..span.end].rfind('\n').map_or(0, |ix| ix + 1);
        let from = span.start.max(line);
        let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if ends_line || !bytes[line..from].iter().all(is_mark) {
            continue;
        }
        let own = within_quotation(text, span).last().map_or(from, |last| last.start.max(from));
        // On a later line of the comment its item goes on, which begins where the comment does.
        let white = text[own..span.end].len() - text[own..span.end].trim_start_matches(' ').len();
        let kept = if own > span.start { white.min(span.start.saturating_sub(first)) } else { 0 };
        bytes[own + kept..span.end + gap].fill(FILLER_BYTE);
    }
    String::from_utf8(bytes).expect("whole characters were replaced")
}

/// Whether a byte is a mark that a line may begin with.
fn is_mark(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9') || *byte == FILLER_BYTE
}

/// Leaves nothing of a comment behind words: not its lines, where it stands in one paragraph, and at the end of a line not the blanks before
/// it, which would break the line.
fn join(text: &str, bytes: &mut [u8], span: &Span, ends_line: bool) {
    let comment = &text[span.clone()];
    let has_blank_line = comment.split('\n').skip(1).any(|line| line.trim_matches(['>', ' ', '\t', '\r']).is_empty());
    let end = match comment.find('\n').filter(|_| has_blank_line) {
        Some(line) => span.start + line,
        None => span.end,
    };
    // What stands before and behind must not become another mark.
    let before = text[..span.start].chars().next_back().filter(char::is_ascii_punctuation);
    let behind = text[span.end..].chars().next().filter(char::is_ascii_punctuation);
    let apart = before.zip(behind).is_some_and(|(before, behind)| before == behind || "<{%[!-".contains(before));
    bytes[span.start + usize::from(apart)..end].fill(FILLER_BYTE);
    if ends_line || end < span.end {
        let blanks = text[..span.start].len() - text[..span.start].trim_end_matches([' ', '\t']).len();
        bytes[span.start - blanks..span.start].fill(FILLER_BYTE);
    }
}

/// Whether a comment alone on its line is a line of the paragraph before it: indented so far that it would be code if it began a block.
fn is_within_paragraph(text: &str, first: usize, span: &Span) -> bool {
    let before = text[..first].trim_end_matches('\n');
    let above = before.rsplit('\n').next().unwrap_or_default();
    let marks = above.len() - above.trim_start_matches(|c: char| u8::try_from(c).is_ok_and(|c| is_mark(&c))).len();
    let is_indented = text[first..span.start].bytes().all(|b| b == b' ') && span.start - first >= marks + 4;
    is_indented && before.len() + 1 == first && !above.trim().is_empty()
}

const FILLER_BYTE: u8 = FILLER as u8;

/// The parts of a comment that may be blanked: all but the marks of the quotation that it stands in.
pub(super) fn within_quotation(text: &str, span: &Span) -> Vec<Span> {
    if !text[span.clone()].contains('\n') {
        return vec![span.clone()];
    }
    let line = text[..span.start].rfind('\n').map_or(0, |ix| ix + 1);
    let depth =
        text[line..span.start].trim_start().chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>');
    let depth = depth.count();
    if depth == 0 {
        return vec![span.clone()];
    }
    let mut at = span.start;
    let blanks = |(number, line): (usize, &str)| {
        let marks = &line[..line.len() - line.trim_start_matches(['>', ' ']).len()];
        let own = marks.match_indices('>').take(depth).last().map_or(0, |(ix, _)| ix + 1);
        let start = at + if number == 0 { 0 } else { own };
        at += line.len();
        start..at
    };
    text[span.clone()].split_inclusive('\n').enumerate().map(blanks).collect()
}
