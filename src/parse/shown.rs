//! A body becomes the passages that readers see, for search and comparison: paragraphs, items, cells, headings, blocks of code.
//!
//! What a reader sees of the body and nothing more: no markup, no addresses, no scripts of raw HTML.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Page, Span};
use crate::parse::{document, is_block, spoken};
use crate::text::UNSEEN;

/// A stretch of text that belongs together.
pub(crate) struct ShownPassage {
    /// On one line, but for code.
    pub text: String,
    pub is_heading: bool,
    /// Whether it is a block of code.
    pub is_code: bool,
    /// Where it begins in the page's text.
    pub start: usize,
}

/// The passages of a body, in order; the heading that is shown as the title is none of them. Linear in its length.
pub(crate) fn shown_passages(page: &Page) -> Vec<ShownPassage> {
    let document = document(&page.text, page.body_start);
    let footnotes = document.events.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(label) => Some(label.as_ref()),
        _ => None,
    });
    let mut reader = Reader { footnotes: footnotes.collect(), ..Reader::default() };
    for (event, span) in &document.events {
        reader.event(event, span);
    }
    reader.end();
    let mut passages = reader.passages;
    if let Some(title) = &page.title_heading {
        passages.retain(|passage| !(passage.is_heading && title.contains(&passage.start)));
    }
    passages
}

#[derive(Default)]
struct Reader<'a> {
    /// The footnotes that something refers to: others are on no page.
    footnotes: HashSet<&'a str>,
    /// Whether the text is a footnote that nothing refers to.
    unread: bool,
    /// The element of raw HTML whose text no page shows.
    unseen: Option<&'static str>,
    passages: Vec<ShownPassage>,
    text: String,
    start: usize,
    is_heading: bool,
    is_code: bool,
    /// Raw HTML, gathered until its block ends: a script begins on one line and ends on another.
    html: String,
    /// Whether the text is a wiki link's target and nothing else.
    target: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Start(tag) => {
                if let Tag::FootnoteDefinition(label) = tag {
                    self.unread = !self.footnotes.contains(label.as_ref());
                }
                if is_block(&tag.to_end()) {
                    self.end();
                    self.start = span.start;
                    self.is_heading = matches!(tag, Tag::Heading { .. });
                    self.is_code = matches!(tag, Tag::CodeBlock(_));
                }
                if let Tag::Link { link_type: pulldown_cmark::LinkType::WikiLink { has_pothole: false }, .. } = tag {
                    self.target = true;
                }
            }
            Event::End(tag) => {
                self.target &= *tag != TagEnd::Link;
                if is_block(tag) {
                    self.end();
                }
                self.unread &= *tag != TagEnd::FootnoteDefinition;
            }
            Event::Text(text) => self.push(if self.target { spoken(text) } else { text }, span),
            Event::Code(text) => self.push(text, span),
            Event::SoftBreak | Event::HardBreak => self.push(" ", span),
            Event::InlineHtml(raw) if breaks(raw) => self.push(" ", span),
            Event::InlineHtml(raw) => self.tag(raw),
            Event::Html(raw) => {
                if self.html.is_empty() {
                    self.start = span.start;
                }
                self.html.push_str(raw);
            }
            Event::Rule => self.end(),
            _ => {}
        }
    }

    /// Notes where text that no page shows begins and ends.
    fn tag(&mut self, raw: &str) {
        let closes = raw.starts_with("</");
        let name = raw.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let unseen = UNSEEN.into_iter().find(|tag| tag.eq_ignore_ascii_case(name));
        self.unseen = match self.unseen {
            Some(_) if closes && unseen == self.unseen => None,
            None if !closes && !raw.ends_with("/>") => unseen,
            open => open,
        };
    }

    fn push(&mut self, text: &str, span: &Span) {
        if self.unseen.is_some() || self.unread {
            return;
        }
        if self.text.is_empty() {
            self.start = self.start.max(span.start);
        }
        self.text.push_str(text);
    }

    /// Ends the passage that is being read.
    fn end(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            if !self.unread {
                self.text.push_str(&shown(&html));
            }
        }
        if self.text.trim().is_empty() {
            self.text.clear();
        } else {
            let text = std::mem::take(&mut self.text);
            let (is_heading, is_code) = (self.is_heading, self.is_code);
            self.passages.push(ShownPassage { text, is_heading, is_code, start: self.start });
        }
        self.is_heading = false;
        self.is_code = false;
        // An element that is never closed ends with its block.
        self.unseen = None;
    }
}

/// What raw HTML shows, without its tags, its scripts and its styles.
fn shown(html: &str) -> String {
    let spaced = html.replace('<', " <");
    let mut builder = ammonia::Builder::empty();
    let text = builder.clean_content_tags(HashSet::from(UNSEEN)).clean(&spaced);
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    marks.into_iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

fn breaks(raw: &str) -> bool {
    raw.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Config, KindHint, PageKind, Source};

    fn found(text: &str) -> Vec<String> {
        let hint = KindHint { kind: Some(PageKind::Page), fixed: true, date_suffices: false, reason: String::new() };
        let source = Source {
            path: "a.md".into(),
            shown_path: "a.md".into(),
            text: Arc::from(text),
            hint,
            lang: None,
            unread: None,
            diagnostics: Vec::new(),
        };
        let page = crate::parse::parse(&Arc::new(source), &Config::default());
        let texts = shown_passages(&page).into_iter().map(|passage| passage.text);
        texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_body_is_read_as_a_page_shows_it() {
        let text = "# The tale\n\nOne *two* `three`[^a].\n\n## Head\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode x\n```\n\n[^a]: Note.\n\n[^b]: Unread.\n";
        assert_eq!(found(text), ["One two three.", "Head", "a", "b", "c", "d", "code x", "Note."]);
    }

    #[test]
    fn what_no_page_shows_is_in_no_passage() {
        let text = "A <script>b()</script> c.\n\n<style>\nd\n</style>\n\n<div>e <b>f</b> &amp; g</div>\n\ni <!-- h --> <svg>j</svg> k\n";
        assert_eq!(found(text), ["A c.", "e f & g", "i k"]);
    }
}
