//! Raw HTML that a parser of HTML would hold too much of becomes text, before any such parser sees it.
//!
//! What costs is not the number of tags but how many elements are open at once: every end looks through them, and a parser opens an
//! element of emphasis that is never closed again in every paragraph that follows.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::html_elements::{RAW_TEXT, tag_length};
use crate::text::{ENDS_ITSELF, VOID};

/// So many elements may be open at once.
const OPEN: usize = 100;

/// So often elements of emphasis may be opened again by blocks that follow.
const AGAIN: usize = 20_000;

/// So many attributes one tag may have.
const ATTRIBUTES: usize = 100;

/// Turns all raw HTML among `events` into text where it is too much to be read as HTML; gives the first place then. Linear in the events.
pub(crate) fn plain_if_heavy(events: &mut [(Event<'_>, Span)]) -> Option<Span> {
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let first = events.iter().find(|(event, _)| is_html(event))?.1.clone();
    if !is_heavy(events) {
        return None;
    }
    for (event, _) in events {
        let plain = match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(std::mem::replace(raw, "".into())),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            _ => continue,
        };
        *event = plain;
    }
    Some(first)
}

fn is_heavy(events: &[(Event<'_>, Span)]) -> bool {
    let mut weight = Weight::default();
    let mut block = String::new();
    for (event, _) in events {
        match event {
            // A tag may begin on one line and end on another.
            Event::Html(raw) => block.push_str(raw),
            Event::InlineHtml(raw) => weight.html(raw),
            Event::End(TagEnd::HtmlBlock) => weight.html(&std::mem::take(&mut block)),
            Event::Start(tag) if is_block(&tag.to_end()) => weight.block(),
            _ => {}
        }
        if weight.is_heavy {
            return true;
        }
    }
    false
}

/// What is open, and how often it was opened again.
#[derive(Default)]
struct Weight {
    open: Vec<String>,
    /// Elements of emphasis, which stay open until their own end.
    emphasis: Vec<String>,
    again: usize,
    /// The element whose inside is no HTML.
    raw_text: Option<String>,
    is_heavy: bool,
}

impl Weight {
    /// An element of Markdown begins: what emphasis is open is opened in it again.
    fn block(&mut self) {
        self.again += self.emphasis.len();
        self.is_heavy |= self.again > AGAIN;
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<').filter(|_| !self.is_heavy) {
            rest = &rest[at + 1..];
            let closes = rest.starts_with('/');
            let start = usize::from(closes);
            if !rest[start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let tag = &rest[start..start + tag_length(&rest[start..])];
            let name =
                tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
            self.is_heavy |= tag.split_ascii_whitespace().nth(ATTRIBUTES + 1).is_some() && unquoted(tag) > ATTRIBUTES;
            rest = &rest[start + tag.len()..];
            match (&self.raw_text, closes) {
                (Some(inside), true) if *inside == name => self.raw_text = None,
                (Some(_), _) => {}
                (None, true) => self.close(&name),
                (None, false) => self.start(name),
            }
        }
    }

    fn start(&mut self, name: String) {
        if VOID.contains(&name.as_str()) {
            return;
        }
        if RAW_TEXT.contains(&name.as_str()) {
            self.raw_text = Some(name);
            return;
        }
        if ENDS_ITSELF.contains(&name.as_str()) {
            let passes = |open: &&String| *open != &name && (is_emphasis(open) || ENDS_ITSELF.contains(&open.as_str()));
            let above = self.open.iter().rev().take_while(passes).count();
            if above < self.open.len() {
                let at = self.open.len() - 1 - above;
                if self.open[at] == name {
                    self.open.truncate(at);
                }
            }
        }
        if name == "a" {
            // A link ends the one it stands in.
            self.close("a");
        }
        if is_emphasis(&name) {
            self.emphasis.push(name.clone());
        } else {
            self.block();
        }
        self.open.push(name);
        self.is_heavy |= self.open.len() > OPEN || self.emphasis.len() > OPEN;
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.emphasis.iter().rposition(|open| open == name) {
            self.emphasis.remove(at);
        }
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
        }
    }
}

/// How many words stand outside quotation marks.
fn unquoted(tag: &str) -> usize {
    tag.split(['"', '\'']).step_by(2).map(|part| part.split_ascii_whitespace().count()).sum()
}

fn is_emphasis(name: &str) -> bool {
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::document::document;
    use crate::parse::markdown::links::body_prose;

    fn is_heavy(text: &str) -> bool {
        document(text, 0).heavy_html.is_some()
    }

    #[test]
    fn what_people_write_is_light() {
        let table = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(500));
        let light = [
            "<br>".repeat(500),
            "a<br>\n".repeat(500),
            format!("<ul>{}</ul>", "<li>a".repeat(500)),
            format!("<p>{}", "a<p>".repeat(500)),
            "<details><summary>a</summary>\n\ntext\n\n</details>\n\n".repeat(500),
            "<div>".repeat(OPEN) + &"</div>".repeat(OPEN),
            "a <b>b</b> <i>c</i>\n\n".repeat(500),
            format!("<script>{}</script>", "'<div>'".repeat(500)),
            format!("<p title=\"{}\">a</p>", "word ".repeat(500)),
            "<div\n  class=\"a > b\">\n</div>\n\n".repeat(500),
            table,
        ];
        for text in light {
            assert!(!is_heavy(&text), "{}", &text[..60]);
        }
    }

    #[test]
    fn what_a_parser_would_hold_too_much_of_is_text_before_it_sees_it() {
        let attributes: String = (0..=ATTRIBUTES).map(|ix| format!("a{ix}=b ")).collect();
        let heavy = [
            "<div>".repeat(OPEN + 1),
            format!("a {}", "<b title=a>".repeat(OPEN + 1)),
            "<div></x>".repeat(OPEN + 1),
            "<div>\n\n".repeat(OPEN + 1),
            "<ul><li>".repeat(OPEN / 2 + 1),
            "<table><tr><td>".repeat(OPEN / 3 + 1),
            "<em><i title=a>".repeat(OPEN + 1),
            format!("<div>a <b>\n\n{}", "b\n\n".repeat(AGAIN + 1)),
            format!("<div {attributes}>a</div>"),
        ];
        for text in heavy {
            let text = format!("{text}\n\n<a href=\"x.md\">x</a> end\n");
            let document = document(&text, 0);
            assert!(document.heavy_html.is_some(), "{}", &text[..60]);
            let is_html = |event: &Event<'_>| {
                matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock))
            };
            assert!(!document.events.iter().any(|(event, _)| is_html(event)), "{}", &text[..60]);
            let prose = body_prose(&document);
            assert!(!prose.has_html && prose.candidates.is_empty(), "no parser of HTML was asked");
        }
    }
}
