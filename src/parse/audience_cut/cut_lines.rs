//! Places in a text become characters that stand for nothing, and such a text becomes the one without them.

use crate::model::Span;
use crate::parse::markdown::Rewritten;

/// What stands for a byte that was cut out; control characters are in no text that was read.
const CUT: u8 = 1;

/// What stands for a line break that was cut out.
const CUT_BREAK: u8 = 2;

/// Cuts `span` out: whole lines with their breaks, and of what is less than a line the words.
pub(super) fn cut(bytes: &mut [u8], text: &str, span: &Span) {
    let is_start = span.start == 0 || text.as_bytes()[span.start - 1] == b'\n';
    let is_end = span.end == text.len() || text.as_bytes()[span.end - 1] == b'\n';
    let whole = is_start && is_end;
    for byte in &mut bytes[span.clone()] {
        match *byte {
            b'\n' if whole => *byte = CUT_BREAK,
            b'\n' | b'\r' if !whole => {}
            _ => *byte = CUT,
        }
    }
}

/// Leaves a blank line where lines were cut out between two that would become one paragraph.
pub(super) fn parted(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| is_cut(*byte)) {
        let start = at + found;
        let end = bytes[start..].iter().position(|byte| !is_cut(*byte)).map_or(bytes.len(), |more| start + more);
        at = end;
        let whole = (start == 0 || bytes[start - 1] == b'\n') && bytes[end - 1] == CUT_BREAK;
        if whole && start > 0 && end < bytes.len() {
            let before = bytes[..start - 1].rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
            let after = bytes[end..].split(|byte| *byte == b'\n').next().unwrap_or_default();
            if goes_on(before) && goes_on(after) {
                bytes[end - 1] = b'\n';
            }
        }
    }
}

fn is_cut(byte: u8) -> bool {
    matches!(byte, CUT | CUT_BREAK)
}

/// Whether a line may be one of a paragraph.
fn goes_on(line: &[u8]) -> bool {
    let own: Vec<u8> = line.iter().copied().filter(|byte| !is_cut(*byte)).collect();
    let line = String::from_utf8_lossy(&own);
    let bare = line.trim();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = rest.len() < bare.len() && rest.starts_with([')', '.'])
        || ["- ", "* ", "+ "].iter().any(|mark| bare.starts_with(mark));
    !bare.is_empty() && !is_item && !bare.starts_with(['#', '>', '|', ':', '`', '~'])
}

/// The text without what was cut out, with the way back; `None` where nothing was.
pub(crate) fn without_cut(text: &str) -> Option<Rewritten> {
    let is_cut = |c: char| matches!(c, '\u{1}' | '\u{2}');
    if !text.contains(is_cut) {
        return None;
    }
    let mut rewritten = Rewritten::default();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find(is_cut).map_or(text.len(), |more| at + more);
        rewritten.keep(&text[at..end], at);
        at = text[end..].find(|c| !is_cut(c)).map_or(text.len(), |more| end + more);
    }
    Some(rewritten)
}
