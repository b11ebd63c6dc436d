//! Text that may not be published is blanked out: authors' comments (HTML's and Obsidian's) and parts that name an audience.
//!
//! What is hidden is replaced by spaces, so every offset stays true. Runs before anything else reads the body.

use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::document::parser;
use crate::parse::obsidian_comments::obsidian_comments;
use crate::parse::restricted::{Restricted, restricted};

/// A text with its hidden parts blanked.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    /// The new text; `None` when nothing was hidden.
    pub(crate) text: Option<String>,
    /// The parts that name an audience: its name and the part's place.
    pub(crate) restricted: Vec<(String, Span)>,
}

/// Hides what must be hidden in the body of `text`.
///
/// A part that is never closed reaches to the end of the file: what is doubtful stays unseen.
pub(crate) fn hide(text: &str, body_start: usize) -> Hidden {
    let Restricted { parts, blank } = restricted(text, body_start);
    let mut hidden = Hidden { text: None, restricted: parts };
    if !blank.is_empty() {
        hidden.text = Some(blanked(text, blank.into_iter()));
    }
    let without = hide_comments(hidden.text.as_deref().unwrap_or(text), body_start);
    hidden.text = without.or(hidden.text);
    hidden
}

/// `text` without authors' comments; `None` when it has none. Needed again once other tools' boxes are rewritten: what was code to
/// Markdown may be a comment then.
pub(crate) fn hide_comments(text: &str, body_start: usize) -> Option<String> {
    let mut hidden = None;
    for (mark, find) in [("<!--", comments as fn(&str, usize) -> Vec<Span>), ("%%", obsidian_comments)] {
        let text = hidden.as_deref().unwrap_or(text);
        let spans = if text[body_start..].contains(mark) { find(text, body_start) } else { Vec::new() };
        if !spans.is_empty() {
            hidden = Some(blanked(text, spans.into_iter()));
        }
    }
    hidden
}

/// `text` with spaces in place of all but line breaks in `spans`, which lie on whole characters.
pub(super) fn blanked(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        for byte in &mut bytes[span] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters were replaced by spaces")
}

/// Whom a line of the front matter opens a part for.
pub(crate) fn opens_audience(line: &str) -> Option<String> {
    crate::parse::restricted::opens(line)
}

/// The places of HTML comments, which Markdown finds; those in code are not comments. One that is never closed reaches to the end.
fn comments(text: &str, body_start: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (event, span) in parser(&text[body_start..]).into_offset_iter() {
        if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
            continue;
        }
        let span = span.start + body_start..span.end + body_start;
        let mut from = span.start.max(spans.last().map_or(0, |s| s.end));
        while from < span.end
            && let Some(start) = text[from..span.end].find("<!--")
        {
            let start = from + start;
            let end = text[start + 4..].find("-->").map_or(text.len(), |ix| start + 4 + ix + 3);
            spans.push(start..end);
            from = end;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let hidden = hide(text, 0);
        let text = hidden.text.unwrap_or_else(|| text.to_owned());
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    #[test]
    fn comments_go_but_code_stays() {
        assert_eq!(
            shown("a <!-- x --> b\n\n`<!-- c -->`\n\n    <!-- d -->\n"),
            "a            b\n\n`<!-- c -->`\n\n    <!-- d -->"
        );
        assert_eq!(shown("<div>\n<!-- one\n\ntwo -->\n</div>\n"), "<div>\n\n\n\n</div>");
        assert_eq!(shown("a\n\n<!-- one\n\ntwo\n"), "a");
    }
}
