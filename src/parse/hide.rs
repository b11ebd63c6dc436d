//! Text that may not be published is blanked out: authors' comments (HTML's and Obsidian's) and parts that name an audience.
//!
//! What is hidden is replaced by spaces, so every offset stays true. Runs before anything else reads the body.

use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::document::parser;
use crate::parse::fences::follows_fence;
use crate::parse::obsidian_comments::obsidian_comments;
use crate::parse::restricted_sections::restricted_sections;

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
    if text[body_start..].contains([':', '：', '{']) && text[body_start..].to_lowercase().contains("audience") {
        hidden.restricted = audience_blocks(text, body_start);
        hidden.restricted.extend(restricted_sections(text, body_start));
        if !hidden.restricted.is_empty() {
            hidden.text = Some(blanked(text, hidden.restricted.iter().map(|(_, span)| span.clone())));
        }
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

/// The audience that a line opens a block for: `:::audience x`, `::: {.audience x}`, `:::note{audience=x}`, wherever on the line it stands, in
/// code too: what looks like an audience block is one. Only inline code (`` `:::audience` ``) speaks of one without being it.
pub(crate) fn opens_audience(line: &str) -> Option<(usize, String)> {
    if !line.contains([':', '：']) {
        return None;
    }
    let line = line.replace('：', ":").to_lowercase();
    let mut from = 0;
    while let Some(at) = line[from..].find(":::").map(|ix| from + ix) {
        let colons = line[at..].len() - line[at..].trim_start_matches(':').len();
        let rest = &line[at + colons..];
        if !line[..at].ends_with('`')
            && let Some(word) = rest.find("audience")
        {
            let name = rest[word + "audience".len()..].split(":::").next().unwrap_or("");
            let name = name.trim_start_matches('s').trim_matches(|c: char| !c.is_alphanumeric());
            return Some((colons, name.to_owned()));
        }
        from = at + colons;
    }
    None
}

/// The places of audience blocks, from the line that opens one to the line of at least as many colons that closes it, or to the end.
fn audience_blocks(text: &str, body_start: usize) -> Vec<(String, Span)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, usize, usize)> = None;
    let mut inner = 0usize;
    let mut fence = None;
    let mut offset = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let end = offset + line.len();
        match &open {
            None => {
                if let Some((colons, audience)) = opens_audience(line) {
                    let written = line.replace('：', ":");
                    let closed = written.rfind(":::").is_some_and(|last| {
                        let name = written.to_lowercase().find("audience").unwrap_or(0);
                        last > name
                    });
                    if closed {
                        blocks.push((audience, offset..end));
                    } else {
                        open = Some((audience, offset, colons));
                        (inner, fence) = (0, None);
                    }
                }
            }
            Some((audience, start, colons)) => {
                let bare = line.trim_start_matches(['>', ' ', '\t']).trim_end();
                let own = bare.len() - bare.trim_start_matches(':').len();
                let in_code = follows_fence(bare, &mut fence);
                if !in_code && own >= 3 && own < bare.len() {
                    inner += 1;
                } else if !in_code && own >= 3 && inner > 0 {
                    inner -= 1;
                } else if !in_code && own >= *colons {
                    blocks.push((audience.clone(), *start..end));
                    open = None;
                }
            }
        }
        offset = end;
    }
    if let Some((audience, start, _)) = open {
        blocks.push((audience, start..text.len()));
    }
    blocks
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
        let nothing_gets_out = [
            ":::{.note audience=x}\nsecret\n:::\n",
            "1. :::audience x\nsecret\n:::\n",
            "### ::: audience x\nsecret\n",
            "| :::audience x secret ::: |\n",
            "：：：audience x\nsecret\n：：：\n",
            "::::audience x\n:::\nsecret\n:::\n::::\n",
            ":::audience x\n```\n:::\n```\nsecret\n:::\n",
            "> :::audience x\n> - :::\n> secret\n",
            "```\nforgotten\n\n:::audience x\nsecret\n:::\n\n```\n",
        ];
        for text in nothing_gets_out {
            assert!(!shown(text).contains("secret"), "{text}");
        }
        assert_eq!(shown("write `:::audience x` and `:::`\nshown"), "write `:::audience x` and `:::`\nshown");
    }
}
