//! Text that may not be published is blanked out: authors' comments and parts that name an audience.
//!
//! What is hidden is replaced by spaces, so every offset stays true. Runs before anything else reads the body.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::model::Span;
use crate::parse::document::parser;
use crate::parse::fences::fence_closed;

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
/// An `:::audience x` block that is never closed reaches to the end of the file: what is doubtful stays unseen.
pub(crate) fn hide(text: &str, body_start: usize) -> Hidden {
    let mut hidden = Hidden::default();
    if text[body_start..].contains(":::") {
        hidden.restricted = audience_blocks(text, body_start);
        blank(&mut hidden.text, text, hidden.restricted.iter().map(|(_, span)| span.clone()));
    }
    let without = hide_comments(hidden.text.as_deref().unwrap_or(text), body_start);
    hidden.text = without.or(hidden.text);
    hidden
}

/// `text` without authors' comments; `None` when it has none. Needed again once other tools' boxes are rewritten: what was code to
/// Markdown may be a comment then.
pub(crate) fn hide_comments(text: &str, body_start: usize) -> Option<String> {
    let spans = if text[body_start..].contains("<!--") { comments(text, body_start) } else { Vec::new() };
    let mut hidden = None;
    if !spans.is_empty() {
        blank(&mut hidden, text, spans.into_iter());
    }
    hidden
}

fn blank(target: &mut Option<String>, text: &str, spans: impl Iterator<Item = Span>) {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        for byte in &mut bytes[span] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    *target = Some(String::from_utf8(bytes).expect("whole characters were replaced by spaces"));
}

/// The places of `:::audience NAME` … `:::`, outside code fences, wherever they are nested.
fn audience_blocks(text: &str, body_start: usize) -> Vec<(String, Span)> {
    let code = closed_code(text, body_start);
    let mut blocks = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    let mut inner = 0usize;
    let mut offset = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let bare = line.trim_start_matches(['>', ' ', '\t', '-', '*']).trim_end();
        let colons = bare.len() - bare.trim_start_matches(':').len();
        let name = bare[colons..].trim_start();
        if open.is_none() && code.iter().any(|block| block.contains(&offset)) {
            offset += line.len();
            continue;
        }
        if colons >= 3 {
            match &open {
                None if name.get(..8).is_some_and(|n| n.eq_ignore_ascii_case("audience")) => {
                    let audience = name[8..].trim_matches([' ', '=', '"', '\'', '{', '}', ':', '[', ']']).to_owned();
                    open = Some((audience, offset, colons));
                    inner = 0;
                }
                Some(_) if !name.is_empty() => inner += 1,
                Some(_) if inner > 0 => inner -= 1,
                Some((audience, start, _)) => {
                    blocks.push((audience.clone(), *start..offset + line.len()));
                    open = None;
                }
                None => {}
            }
        }
        offset += line.len();
    }
    if let Some((audience, start, _)) = open {
        blocks.push((audience, start..text.len()));
    }
    blocks
}

/// The places of fenced code that is closed, as Markdown sees it. What stands in a fence that somebody forgot to close is no example.
fn closed_code(text: &str, body_start: usize) -> Vec<Span> {
    let fenced = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))));
    let events = parser(&text[body_start..]).into_offset_iter().filter(|(event, _)| fenced(event));
    let spans = events.map(|(_, span)| span.start + body_start..span.end + body_start);
    spans.filter(|span| fence_closed(&text[span.clone()])).collect()
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

    #[test]
    fn audience_parts_go_and_an_open_one_hides_the_rest() {
        assert_eq!(shown("a\n:::audience support\nsecret\n:::note\nx\n:::\ny\n:::\nb\n"), "a\n\n\n\n\n\n\n\nb");
        assert_eq!(shown("a\n> :::audience staff\n> secret\nmore\n"), "a");
        assert_eq!(shown("> ```\n> a\n\n:::audience x\nsecret\n:::\nb\n"), "> ```\n> a\n\n\n\n\nb");
        assert_eq!(shown("```\na\n:::audience x\nsecret\n"), "```\na");
        assert_eq!(shown("```\n:::audience x\nexample\n:::\n```\n"), "```\n:::audience x\nexample\n:::\n```");
    }
}
