//! A page's body becomes the passages that are indexed and quoted: paragraphs, items, cells, headings, blocks of code.
//!
//! What a reader sees of the body and nothing more: no markup, no addresses, no scripts of raw HTML.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Page, Span};
use crate::parse::{document, spoken};

/// A stretch of text that belongs together.
pub(crate) struct Passage {
    /// On one line, but for code.
    pub text: String,
    pub is_heading: bool,
    /// Where it begins in the page's text.
    pub start: usize,
}

/// The passages of a body, in order; the heading that is shown as the title is none of them. Linear in its length.
pub(crate) fn passages(page: &Page) -> Vec<Passage> {
    let document = document(&page.text, page.body_start);
    let mut reader = Reader::default();
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
struct Reader {
    passages: Vec<Passage>,
    text: String,
    start: usize,
    is_heading: bool,
    /// Raw HTML, gathered until its block ends: a script begins on one line and ends on another.
    html: String,
    /// Whether the text is a wiki link's target and nothing else.
    target: bool,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Start(tag) => {
                if is_block(&tag.to_end()) {
                    self.end();
                    self.start = span.start;
                    self.is_heading = matches!(tag, Tag::Heading { .. });
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
            }
            Event::Text(text) => self.push(if self.target { spoken(text) } else { text }, span),
            Event::Code(text) => self.push(text, span),
            Event::SoftBreak | Event::HardBreak => self.push(" ", span),
            Event::InlineHtml(raw) if breaks(raw) => self.push(" ", span),
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

    fn push(&mut self, text: &str, span: &Span) {
        if self.text.is_empty() {
            self.start = self.start.max(span.start);
        }
        self.text.push_str(text);
    }

    /// Ends the passage that is being read.
    fn end(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.text.push_str(&shown(&html));
        }
        if self.text.trim().is_empty() {
            self.text.clear();
        } else {
            let text = std::mem::take(&mut self.text);
            self.passages.push(Passage { text, is_heading: self.is_heading, start: self.start });
        }
        self.is_heading = false;
    }
}

/// What raw HTML shows, without its tags, its scripts and its styles.
fn shown(html: &str) -> String {
    let spaced = html.replace('<', " <");
    let text = ammonia::Builder::default().tags(HashSet::new()).generic_attributes(HashSet::new()).clean(&spaced);
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    marks.into_iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

fn breaks(raw: &str) -> bool {
    raw.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
