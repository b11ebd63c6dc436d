//! Markdown becomes the words that a page shows of it: passage by passage, or on one line.
//!
//! The one reader for all who show or compare text without its markup: lists, descriptions, feeds, search, similarity. No markup, no
//! addresses, no scripts.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Page, Span};
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::document::{Document, document};
use crate::parse::markdown::event_words::{EventWords, LinkNames};
use crate::parse::markdown::html_elements::parts_words;
use crate::parse::markdown::visible_events::{seen, seen_alone};
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
///
/// What is said of a picture is part of them where it tells something, and not where it only names the picture.
pub(crate) fn shown_passages(page: &Page) -> Vec<ShownPassage> {
    body_passages(page, VisibleReader { names_of_pictures: false, ..VisibleReader::default() })
}

/// The same, with the `names` that the page has for the targets of links.
pub(crate) fn shown_passages_naming(page: &Page, names: LinkNames<'_>) -> Vec<ShownPassage> {
    body_passages(page, VisibleReader { words: EventWords::naming(names), ..VisibleReader::default() })
}

fn body_passages(page: &Page, reader: VisibleReader<'_>) -> Vec<ShownPassage> {
    let document = document(&page.text, page.body_start);
    let mut passages = passages(&document, seen(&document), reader);
    if let Some(title) = &page.title_heading {
        passages.retain(|passage| !(passage.is_heading && title.contains(&passage.start)));
    }
    passages
}

/// The words of a text in the front matter, or of another that stands alone, on one line.
pub(crate) fn fragment_text(markdown: &str) -> String {
    fragment_passages(markdown).join(" ")
}

/// The same, a line for each block: most such texts are one paragraph.
pub(crate) fn fragment_passages(markdown: &str) -> Vec<String> {
    fragment_lines(markdown, EventWords::default())
}

/// The same, with the `names` that a page has for the targets of links.
pub(crate) fn fragment_passages_naming(markdown: &str, names: LinkNames<'_>) -> Vec<String> {
    fragment_lines(markdown, EventWords::naming(names))
}

fn fragment_lines(markdown: &str, words: EventWords<'_>) -> Vec<String> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_plain(markdown) {
        return vec![line(markdown)];
    }
    let document = document(markdown, 0);
    let reader = VisibleReader { words, ..VisibleReader::default() };
    passages(&document, seen_alone(&document), reader).into_iter().map(|passage| line(&passage.text)).collect()
}

/// Whether nothing in a text can be markup, so that it need not be parsed.
fn is_plain(markdown: &str) -> bool {
    let text = markdown.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let begins_list = text.starts_with(['-', '+']) || (text.len() < markdown.len() && text.starts_with(['.', ')']));
    !begins_list && !markdown.contains(['*', '_', '`', '[', '<', '&', '\\', '#', '~', '\n', '!', '>'])
}

fn passages(document: &Document<'_>, seen: Vec<bool>, mut reader: VisibleReader<'_>) -> Vec<ShownPassage> {
    for ((event, span), seen) in document.events.iter().zip(seen) {
        if seen {
            reader.event(event, span);
        }
    }
    reader.end();
    reader.passages
}

/// The most words of a picture's name; what is longer tells what is to be seen.
const NAME_OF_PICTURE: usize = 4;

struct VisibleReader<'n> {
    passages: Vec<ShownPassage>,
    words: EventWords<'n>,
    text: String,
    start: usize,
    is_heading: bool,
    is_code: bool,
    /// Raw HTML, gathered until its block ends: a script begins on one line and ends on another.
    html: String,
    /// Whether names of pictures are words of the text.
    names_of_pictures: bool,
    /// Where the text of the picture that is being read begins.
    picture: Option<usize>,
}

impl Default for VisibleReader<'_> {
    fn default() -> Self {
        Self {
            passages: Vec::new(),
            words: EventWords::default(),
            text: String::new(),
            start: 0,
            is_heading: false,
            is_code: false,
            html: String::new(),
            names_of_pictures: true,
            picture: None,
        }
    }
}

impl VisibleReader<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Span) {
        if let Some(words) = self.words.of(event) {
            self.push(&words, span);
        }
        match event {
            Event::Start(tag) if is_block(&tag.to_end()) => {
                self.end();
                self.start = span.start;
                self.is_heading = matches!(tag, Tag::Heading { .. });
                self.is_code = matches!(tag, Tag::CodeBlock(_));
            }
            Event::End(tag) if is_block(tag) => self.end(),
            Event::Html(raw) => {
                if self.html.is_empty() {
                    self.start = span.start;
                }
                self.html.push_str(raw);
            }
            Event::Rule => self.end(),
            Event::Start(Tag::Image { .. }) => self.picture = Some(self.text.len()),
            Event::End(TagEnd::Image) => {
                let from = self.picture.take().filter(|_| !self.names_of_pictures).unwrap_or(self.text.len());
                let said = self.text.get(from..).unwrap_or_default();
                if said.split_whitespace().count() <= NAME_OF_PICTURE {
                    self.text.truncate(from);
                }
            }
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
            let (is_heading, is_code) = (self.is_heading, self.is_code);
            self.passages.push(ShownPassage { text, is_heading, is_code, start: self.start });
        }
        self.is_heading = false;
        self.is_code = false;
    }
}

/// What raw HTML shows, without its tags, its scripts and its styles.
fn shown(html: &str) -> String {
    let mut spaced = String::with_capacity(html.len());
    for (number, part) in html.split('<').enumerate() {
        if number > 0 {
            spaced.push_str(if parts_words(part) { " <" } else { "<" });
        }
        spaced.push_str(part);
    }
    let mut builder = ammonia::Builder::empty();
    let text = builder.clean_content_tags(HashSet::from(UNSEEN)).clean(&spaced);
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    marks.into_iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Config, Hold, KindHint, PageKind, Source};

    fn found(text: &str) -> Vec<String> {
        let hint = KindHint { kind: Some(PageKind::Page), hold: Hold::Fast, ..KindHint::nothing() };
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
        let text = "<template>\n\n## A\n\n- *b*\n\n<div>c</div>\n\n</template>\n\nd <title>e</title>f <textarea>g\nh</textarea>i[^n]\n\n[^n]: j\n\n[^n]: k\n\n[^m]: l\n";
        assert_eq!(found(text), ["d f i", "j", "k"]);
        assert_eq!(found("a\n\n<object>\n\nb\n\n</object>\n\n> <details>\n>\n> c\n>\n> </details>\n"), ["a", "c"]);
    }
}
