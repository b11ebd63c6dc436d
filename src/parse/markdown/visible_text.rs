//! The events of a body become those that a reader sees, and the passages that these are, for search and comparison.
//!
//! One rule for all: a footnote that nothing refers to is on no page, nor what stands in an element of raw HTML that is not shown. The `.md`
//! twin is written by it, and passages hold nothing more: no markup, no addresses, no scripts.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Page, Span};
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::document::{Document, document};
use crate::parse::markdown::page_names::spoken;
use crate::text::{Nesting, UNSEEN};

/// For each event of `document`, whether a reader sees what it stands for; an element is seen when any of what it holds is, or when it holds
/// nothing. Raw HTML counts as seen where its block is: what of it is shown is for whoever cleans it. Linear.
pub(crate) fn seen(document: &Document<'_>) -> Vec<bool> {
    let mut seen = vec![true; document.events.len()];
    without_unread_notes(document, &mut seen);
    let is_html = |(event, _): &(Event<'_>, Span)| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    if document.events.iter().any(is_html) {
        without_unseen_elements(document, &mut seen);
    }
    seen
}

/// `document` without what no reader sees: nothing is learned from it. Raw HTML stays, for it may end what began before it.
pub(crate) fn as_seen(mut document: Document<'_>) -> Document<'_> {
    let mut seen = seen(&document).into_iter();
    document.events.retain(|(event, _)| {
        let is_html = matches!(
            event,
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)
        );
        seen.next().expect("one answer an event") || is_html
    });
    document
}

/// A footnote is on the page when something refers to it; of several with one name the last is.
fn without_unread_notes(document: &Document<'_>, seen: &mut [bool]) {
    let mut notes: HashMap<&str, Option<usize>> = HashMap::new();
    for (event, _) in &document.events {
        if let Event::FootnoteReference(label) = event {
            notes.insert(label, None);
        }
    }
    for (ix, (event, _)) in document.events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event
            && let Some(place) = notes.get_mut(label.as_ref())
        {
            *place = Some(ix);
        }
    }
    let mut unread = false;
    for (ix, (event, _)) in document.events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            unread = notes.get(label.as_ref()).copied().flatten() != Some(ix);
        }
        seen[ix] &= !unread;
        unread &= !matches!(event, Event::End(TagEnd::FootnoteDefinition));
    }
}

/// Marks around the number of an event, in the tree that says where it stands.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// The blocks and the raw HTML of a body make one tree, as on its page; what stands in an element that no page shows is not seen.
fn without_unseen_elements(document: &Document<'_>, seen: &mut [bool]) {
    let mut html = String::new();
    let mut nesting = Nesting::default();
    let mark = |ix: usize| format!("{}{ix}{}", MARKS[0], MARKS[1]);
    for (ix, (event, _)) in document.events.iter().enumerate() {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) if nesting.is_too_deep(raw) => {}
            Event::Html(raw) | Event::InlineHtml(raw) => html.push_str(&raw.replace(MARKS, "\u{fffd}")),
            Event::Start(Tag::HtmlBlock) => html.push_str(&mark(ix)),
            Event::Start(tag) if is_block(&tag.to_end()) => html.push_str(element(&tag.to_end(), "<p>", "<div>")),
            Event::End(tag) if is_block(tag) => html.push_str(element(tag, "</p>", "</div>")),
            Event::Start(_) | Event::End(_) => {}
            _ => html.push_str(&mark(ix)),
        }
    }
    let shown = ammonia::Builder::empty().clean_content_tags(HashSet::from(UNSEEN)).clean(&html).to_string();
    let marks = shown.split(MARKS[0]).skip(1).filter_map(|rest| rest.split(MARKS[1]).next()?.parse::<usize>().ok());
    keep(document, &marks.collect(), seen);
}

/// An element that has not ended.
struct OpenElement {
    start: usize,
    /// How many marks it holds, and how many of them are shown.
    marks: usize,
    shown: usize,
    /// Whether raw HTML stands in it, which may end what began before it.
    raw: bool,
}

/// Keeps the events whose marks are `shown`, and the elements that hold any of them.
fn keep(document: &Document<'_>, shown: &HashSet<usize>, seen: &mut [bool]) {
    let mut open: Vec<OpenElement> = Vec::new();
    for (ix, (event, _)) in document.events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                let block = usize::from(matches!(tag, Tag::HtmlBlock));
                open.push(OpenElement {
                    start: ix,
                    marks: block,
                    shown: block * usize::from(shown.contains(&ix)),
                    raw: false,
                });
            }
            Event::Html(_) | Event::InlineHtml(_) => open.iter_mut().rev().take(1).for_each(|open| open.raw = true),
            Event::End(tag) => {
                let Some(OpenElement { start, marks, shown, raw }) = open.pop() else { continue };
                if marks > 0 && shown == 0 && (!raw || matches!(tag, TagEnd::HtmlBlock)) {
                    seen[start..=ix].fill(false);
                }
                if let Some(outer) = open.last_mut() {
                    (outer.marks, outer.shown, outer.raw) =
                        (outer.marks + marks, outer.shown + shown, outer.raw || raw);
                }
            }
            _ => {
                seen[ix] &= shown.contains(&ix);
                if let Some(open) = open.last_mut() {
                    (open.marks, open.shown) = (open.marks + 1, open.shown + usize::from(seen[ix]));
                }
            }
        }
    }
}

/// The tag of a block: blocks of text end others of their kind.
fn element(end: &TagEnd, text: &'static str, other: &'static str) -> &'static str {
    match end {
        TagEnd::HtmlBlock => "",
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle => text,
        _ => other,
    }
}

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
    let mut reader = VisibleReader::default();
    for ((event, span), seen) in document.events.iter().zip(seen(&document)) {
        if seen {
            reader.event(event, span);
        }
    }
    reader.end();
    let mut passages = reader.passages;
    if let Some(title) = &page.title_heading {
        passages.retain(|passage| !(passage.is_heading && title.contains(&passage.start)));
    }
    passages
}

#[derive(Default)]
struct VisibleReader {
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

impl VisibleReader {
    fn event(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Start(tag) => {
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
            let (is_heading, is_code) = (self.is_heading, self.is_code);
            self.passages.push(ShownPassage { text, is_heading, is_code, start: self.start });
        }
        self.is_heading = false;
        self.is_code = false;
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
        let text = "<template>\n\n## A\n\n- *b*\n\n<div>c</div>\n\n</template>\n\nd <title>e</title>f <textarea>g\nh</textarea>i[^n]\n\n[^n]: j\n\n[^n]: k\n\n[^m]: l\n";
        assert_eq!(found(text), ["d f i", "k"]);
        assert_eq!(found("a\n\n<object>\n\nb\n\n</object>\n\n> <details>\n>\n> c\n>\n> </details>\n"), ["a", "c"]);
    }
}
