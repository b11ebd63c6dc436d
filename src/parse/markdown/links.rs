//! The events of a body become candidates for links, each with the sentence around it.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::model::{LinkCandidate, LinkForm, Span};
use crate::parse::markdown::code_fences::fence_closed;
use crate::parse::markdown::document::Document;
use crate::parse::markdown::event_words::EventWords;
use crate::parse::markdown::html_links::{active, html_targets, locate, marks};
use crate::parse::markdown::page_names::mentioned_ids;
use crate::parse::markdown::raw_elements::RawElements;
use crate::text::{count_words, sentence_around};

/// What one pass over the events finds.
#[derive(Debug, Default)]
pub(crate) struct BodyProse {
    /// Candidates, in order.
    pub(crate) candidates: Vec<LinkCandidate>,
    /// Names that raw HTML gives to places, and where they stand.
    pub(crate) marks: Vec<(String, usize)>,
    /// Words of prose.
    pub(crate) words: usize,
    /// Whether there is raw HTML.
    pub(crate) has_html: bool,
    /// The first thing in raw HTML that could act, load or restyle the page.
    pub(crate) active_html: Option<&'static str>,
    /// Whether the last code block is a fence that is never closed.
    pub(crate) unclosed_fence: Option<Span>,
}

/// So many links of a page are kept with their sentence.
pub(crate) const LINKS_WITH_SENTENCE: usize = 5_000;

/// The longest sentence kept with a link, in characters.
const SENTENCE: usize = 240;

/// Reads the events of `document`.
pub(crate) fn body_prose(document: &Document<'_>) -> BodyProse {
    let mut reader = LinkReader {
        prose: BodyProse::default(),
        said: EventWords::default(),
        block: String::new(),
        pending: Vec::new(),
        open: Vec::new(),
        in_code: false,
        in_heading: false,
        raw: RawElements::default(),
    };
    let mut html = String::new();
    let mut places = Vec::new();
    for (event, span) in &document.events {
        if let Event::Html(raw) | Event::InlineHtml(raw) = event {
            places.push((html.len(), span.start));
            html.push_str(raw);
            reader.prose.marks.extend(marks(raw).map(|(name, at)| (name.to_owned(), span.start + at)));
        }
        reader.event(event, span, document.text);
    }
    reader.flush();
    let mut prose = reader.prose;
    prose.has_html = !html.is_empty();
    if prose.has_html {
        let mut targets = html_targets(&html);
        locate(&mut targets, &html, &places, document.text);
        prose.candidates.extend(targets);
        prose.active_html = active(&html);
    }
    prose
}

struct LinkReader {
    prose: BodyProse,
    said: EventWords<'static>,
    /// The plain text of the block that is being read.
    block: String,
    /// Candidates of this block: index and place in `block`.
    pending: Vec<(usize, usize)>,
    /// Open links and images: candidate index and where its text begins in `block`.
    open: Vec<(usize, usize)>,
    in_code: bool,
    in_heading: bool,
    raw: RawElements,
}

impl LinkReader {
    fn event(&mut self, event: &Event<'_>, span: &Span, text: &str) {
        let said = self.said.of(event).unwrap_or_default();
        self.raw.read(event);
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                self.in_code = true;
                let fenced = matches!(kind, pulldown_cmark::CodeBlockKind::Fenced(_));
                if fenced && !fence_closed(&text[span.clone()]) {
                    self.prose.unclosed_fence = Some(span.clone());
                }
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Heading { .. }) => {
                self.flush();
                self.in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.flush();
                self.in_heading = false;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.start(link_form(*link_type), dest_url, span),
            Event::Start(Tag::Image { dest_url, .. }) => self.start(LinkForm::Image, dest_url, span),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((ix, from)) = self.open.pop() {
                    self.prose.candidates[ix].text = self.block[from..].trim().to_owned();
                }
            }
            Event::Text(_) if self.in_code => {}
            Event::Text(_) => self.text(&said, span),
            Event::Start(tag) if is_block(tag) => self.flush(),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListDefinition
                | TagEnd::DefinitionListTitle,
            ) => {
                self.flush();
            }
            _ => self.block.push_str(&said),
        }
    }

    fn start(&mut self, form: LinkForm, target: &str, span: &Span) {
        let target = target.trim().trim_end_matches('\\').to_owned();
        self.candidate(form, target, String::new(), span.clone(), self.block.len());
        self.open.push((self.prose.candidates.len() - 1, self.block.len()));
    }

    fn text(&mut self, words: &str, span: &Span) {
        if self.open.is_empty() && !self.in_heading && !self.raw.is_link_or_code() {
            let exact = span.len() == words.len();
            let before = self.block.len();
            for id in mentioned_ids(words) {
                let place = if exact { span.start + id.start..span.start + id.end } else { span.clone() };
                let at = before + id.start;
                self.candidate(LinkForm::Bare, words[id.clone()].to_owned(), words[id].to_owned(), place, at);
            }
        }
        self.block.push_str(words);
    }

    /// A candidate that stands at `at` in the block.
    fn candidate(&mut self, form: LinkForm, target: String, text: String, span: Span, at: usize) {
        self.pending.push((self.prose.candidates.len(), at));
        self.prose.candidates.push(LinkCandidate { form, target, text, span, sentence: String::new() });
    }

    fn flush(&mut self) {
        self.prose.words += count_words(&self.block);
        for (ix, at) in self.pending.drain(..).filter(|(ix, _)| *ix < LINKS_WITH_SENTENCE) {
            self.prose.candidates[ix].sentence = sentence_around(&self.block, at, SENTENCE);
        }
        if self.open.is_empty() {
            self.block.clear();
        }
    }
}

fn link_form(link_type: LinkType) -> LinkForm {
    if matches!(link_type, LinkType::WikiLink { .. }) { LinkForm::Wiki } else { LinkForm::Inline }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::document::document;
    use crate::parse::markdown::page_names::bare_ids;

    fn found(text: &str) -> Vec<(LinkForm, String, String, String)> {
        let prose = body_prose(&document(text, 0));
        prose.candidates.into_iter().map(|c| (c.form, c.target, c.text, c.sentence)).collect()
    }

    #[test]
    fn every_form_of_link_is_a_candidate_with_its_sentence() {
        let own = |form, target: &str, text: &str, sentence: &str| {
            (form, target.to_owned(), text.to_owned(), sentence.to_owned())
        };
        assert_eq!(
            found("It began with [[INC-7|the fire]]. See [x](../a.md#b), not `INC-9`. As in INC-8.\n\n![map](m.png)\n"),
            [
                own(LinkForm::Wiki, "INC-7", "the fire", "It began with the fire."),
                own(LinkForm::Inline, "../a.md#b", "x", "See x, not INC-9."),
                own(LinkForm::Bare, "INC-8", "INC-8", "As in INC-8."),
                own(LinkForm::Image, "m.png", "map", "map"),
            ]
        );
    }

    #[test]
    fn so_many_links_have_their_sentence_and_no_more() {
        let found = found(&format!("{}\n\nINC-1 burned.\n", "INC-2 ".repeat(LINKS_WITH_SENTENCE)));
        assert_eq!(found.len(), LINKS_WITH_SENTENCE + 1);
        assert!(found[LINKS_WITH_SENTENCE - 1].3.contains("INC-2") && found[LINKS_WITH_SENTENCE].3.is_empty());
    }

    #[test]
    fn a_sentence_says_the_name_in_a_target() {
        let sentence = found("Ask [[service:checkout]] about [[INC-7#impact]].").pop().expect("a link").3;
        assert_eq!(sentence, "Ask checkout about INC-7.");
    }

    #[test]
    fn bracketed_numbers_are_ordinary_links_and_html_is_read() {
        let forms: Vec<_> =
            found("A [[1]](#refs) b.\n\n<a href=\"x.md\">y</a>\n").into_iter().map(|(f, t, ..)| (f, t)).collect();
        assert_eq!(forms, [(LinkForm::Inline, "#refs".to_owned()), (LinkForm::Inline, "x.md".to_owned())]);
    }

    #[test]
    fn targets_in_html_have_their_place() {
        let text = "<b>b</b> <a title=\"b\" href=\"b\">x</a>\n\n<img alt=b src='b'>\n\n<a href=\"b?a&amp;c\">y</a>\n";
        let places: Vec<_> =
            body_prose(&document(text, 0)).candidates.into_iter().map(|c| (c.target, c.span.start)).collect();
        let at = |mark: &str| text.find(mark).expect("the mark is there") + mark.len();
        assert_eq!(places, [("b".into(), at("href=\"")), ("b".into(), at("src='")), ("b?a&c".into(), 0)]);
    }

    #[test]
    fn identifiers_stand_alone() {
        let ids = |text: &str| bare_ids(text).map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(ids("INC-1, (PM2021-010) x-INC-2 INC-3x UTC-5 GMT+1 A-1 É-INC-4"), ["INC-1", "PM2021-010", "UTC-5"]);
    }
}
