//! The events of a body become candidates for links, each with the sentence around it.

use std::collections::{HashMap, VecDeque};

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::model::{LinkCandidate, LinkForm, Span};
use crate::parse::comments::without_comments;
use crate::parse::fences::fence_closed;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::{Document, document};
use crate::text::{collected, count_words, embeds, sentence_around};

/// What one pass over the events finds.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// Candidates, in order.
    pub(crate) candidates: Vec<LinkCandidate>,
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
pub(super) const SENTENCES: usize = 5_000;

/// The longest sentence kept with a link, in characters.
const SENTENCE: usize = 240;

/// Reads the events of `document`.
pub(crate) fn prose(document: &Document<'_>) -> Prose {
    let mut reader = Reader {
        prose: Prose::default(),
        block: String::new(),
        pending: Vec::new(),
        open: Vec::new(),
        in_code: false,
        in_heading: false,
    };
    let mut html = String::new();
    let mut places = Vec::new();
    for (event, span) in &document.events {
        if let Event::Html(raw) | Event::InlineHtml(raw) = event {
            places.push((html.len(), span.start));
            html.push_str(raw);
        }
        reader.event(event, span, document.text);
    }
    reader.flush();
    let mut prose = reader.prose;
    prose.has_html = !html.is_empty();
    if prose.has_html {
        let mut targets = html_targets(&html);
        place(&mut targets, &html, &places, document.text);
        prose.candidates.extend(targets);
        prose.active_html = active(&html);
    }
    prose
}

/// The links in texts of the front matter, which pages show as Markdown. All of a text's links stand at the text's place.
pub(crate) fn in_front_matter(entries: &[Entry]) -> Vec<LinkCandidate> {
    let mut found = Vec::new();
    for entry in entries {
        in_node(&entry.node, &mut found);
    }
    found
}

fn in_node(node: &Node, found: &mut Vec<LinkCandidate>) {
    match &node.value {
        Value::Text(text) | Value::Plain(text)
            if text.contains('[') || bare_ids(text).next().is_some_and(|id| id.len() < text.len()) =>
        {
            let candidates = prose(&document(&without_comments(text), 0)).candidates;
            found.extend(candidates.into_iter().map(|c| LinkCandidate { span: node.span.clone(), ..c }));
        }
        Value::List(items) => items.iter().for_each(|item| in_node(item, found)),
        Value::Table(entries) => entries.iter().for_each(|entry| in_node(&entry.node, found)),
        _ => {}
    }
}

/// Identifiers such as `INC-214` in plain text: runs of `[A-Z][A-Z0-9]+-[0-9]+` with no word character around them.
pub(crate) fn bare_ids(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let word =
        |ix: usize| bytes.get(ix).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-') || *b >= 0x80);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(dash) = text.get(at..)?.find('-').map(|ix| at + ix) {
            at = dash + 1;
            let start =
                (0..dash).rev().take_while(|&ix| bytes[ix].is_ascii_uppercase() || bytes[ix].is_ascii_digit()).last();
            let Some(start) =
                start.filter(|&s| bytes[s].is_ascii_uppercase() && dash - s >= 2 && (s == 0 || !word(s - 1)))
            else {
                continue;
            };
            let end = (dash + 1..bytes.len()).find(|&ix| !bytes[ix].is_ascii_digit()).unwrap_or(bytes.len());
            if end > dash + 1 && !word(end) && end - dash <= 9 {
                at = end;
                return Some(start..end);
            }
        }
        None
    })
}

struct Reader {
    prose: Prose,
    /// The plain text of the block that is being read.
    block: String,
    /// Candidates of this block: index and place in `block`.
    pending: Vec<(usize, usize)>,
    /// Open links and images: candidate index and where its text begins in `block`.
    open: Vec<(usize, usize)>,
    in_code: bool,
    in_heading: bool,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: &Span, text: &str) {
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
            Event::Text(words) if !self.in_code => match self.bare_target(words) {
                Some(name) => self.block.push_str(name),
                None => self.text(words, span),
            },
            Event::Code(code) => self.block.push_str(code),
            Event::SoftBreak | Event::HardBreak => self.block.push(' '),
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
            _ => {}
        }
    }

    /// What a sentence says for `words` when they are a wiki link's target and nothing else.
    fn bare_target<'w>(&self, words: &'w str) -> Option<&'w str> {
        let (ix, _) = self.open.last()?;
        let candidate = &self.prose.candidates[*ix];
        (candidate.form == LinkForm::Wiki && candidate.target == words.trim()).then(|| spoken(words))
    }

    fn start(&mut self, form: LinkForm, target: &str, span: &Span) {
        let target = target.trim().trim_end_matches('\\').to_owned();
        self.candidate(form, target, String::new(), span.clone(), self.block.len());
        self.open.push((self.prose.candidates.len() - 1, self.block.len()));
    }

    fn text(&mut self, words: &str, span: &Span) {
        if self.open.is_empty() && !self.in_heading {
            let exact = span.len() == words.len();
            let before = self.block.len();
            for id in bare_ids(words) {
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
        for (ix, at) in self.pending.drain(..).filter(|(ix, _)| *ix < SENTENCES) {
            self.prose.candidates[ix].sentence = sentence_around(&self.block, at, SENTENCE);
        }
        if self.open.is_empty() {
            self.block.clear();
        }
    }
}

/// The name in a wiki link's target: `checkout` of `service:checkout`, `INC-7` of `INC-7#impact`.
pub(crate) fn spoken(target: &str) -> &str {
    let name = target.split('#').next().filter(|name| !name.trim().is_empty()).unwrap_or(target);
    name.split_once(':').map_or(name, |(_, name)| name)
}

fn link_form(link_type: LinkType) -> LinkForm {
    if matches!(link_type, LinkType::WikiLink { .. }) { LinkForm::Wiki } else { LinkForm::Inline }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

/// What in raw HTML the sanitiser will take out, for the finding; the sanitiser itself works on the tree.
fn active(html: &str) -> Option<&'static str> {
    const TAGS: [&str; 13] = [
        "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "svg",
        "math",
    ];
    let lower = html.to_lowercase();
    let opens = |tag: &str| {
        let mut rest = lower.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            if rest.strip_prefix(tag).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
            {
                return true;
            }
        }
        false
    };
    TAGS.into_iter().find(|tag| opens(tag)).or_else(|| lower.contains("style=").then_some("style=")).or_else(|| {
        ["onclick=", "onerror=", "onload=", "ontoggle=", "onmouseover=", "onfocus="]
            .into_iter()
            .find(|on| lower.contains(on))
    })
}

/// Gives each of `targets` the place where it is written. `places` leads from offsets in `html` to offsets in `text`. One that is
/// written with entities keeps none.
fn place(targets: &mut [LinkCandidate], html: &str, places: &[(usize, usize)], text: &str) {
    let mut written: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (equals, _) in html.match_indices('=') {
        if let Some((at, value)) = address(html, equals) {
            written.entry(value).or_default().push_back(at);
        }
    }
    for candidate in targets {
        let target = candidate.target.as_str();
        let Some(at) = written.get_mut(target).and_then(VecDeque::pop_front) else { continue };
        let Some((start, offset)) = places[..places.partition_point(|(start, _)| *start <= at)].last() else {
            continue;
        };
        let span = at - start + offset..at - start + offset + target.len();
        if text.get(span.clone()) == Some(target) {
            candidate.span = span;
        }
    }
}

/// The value that the attribute before `equals` has, and where it stands, if the attribute leads somewhere.
fn address(html: &str, equals: usize) -> Option<(usize, &str)> {
    let name = html[..equals].trim_end().as_bytes();
    let named = |wanted: &str| {
        let at = name.len().checked_sub(wanted.len());
        at.is_some_and(|at| name[at..].eq_ignore_ascii_case(wanted.as_bytes()))
    };
    if !["href", "src", "data"].into_iter().any(named) {
        return None;
    }
    let rest = html[equals + 1..].trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    let quoted = usize::from(rest.starts_with(['"', '\'']));
    let at = html.len() - rest.len() + quoted + (value.len() - value.trim_start().len());
    Some((at, value.trim()))
}

/// The targets of links and images in raw HTML, read by an HTML parser; without a place of their own.
fn html_targets(html: &str) -> Vec<LinkCandidate> {
    let candidate =
        |form, target| LinkCandidate { form, target, text: String::new(), span: 0..0, sentence: String::new() };
    let mut found = collected(html, &["a", "img"], move |element, attribute, value| match (element, attribute) {
        ("a", "href") => Some(candidate(LinkForm::Inline, value.trim().to_owned())),
        ("img", "src") => Some(candidate(LinkForm::Image, value.trim().to_owned())),
        _ => None,
    });
    found.extend(embeds(html).into_iter().map(|target| candidate(LinkForm::Image, target)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(LinkForm, String, String, String)> {
        let prose = prose(&document(text, 0));
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
        let found = found(&format!("{}\n\nINC-1 burned.\n", "INC-2 ".repeat(SENTENCES)));
        assert_eq!(found.len(), SENTENCES + 1);
        assert!(found[SENTENCES - 1].3.contains("INC-2") && found[SENTENCES].3.is_empty());
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
            prose(&document(text, 0)).candidates.into_iter().map(|c| (c.target, c.span.start)).collect();
        let at = |mark: &str| text.find(mark).expect("the mark is there") + mark.len();
        assert_eq!(places, [("b".into(), at("href=\"")), ("b".into(), at("src='")), ("b?a&c".into(), 0)]);
    }

    #[test]
    fn identifiers_stand_alone() {
        let ids = |text: &str| bare_ids(text).map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(ids("INC-1, (PM2021-010) x-INC-2 INC-3x UTC-5 GMT+1 A-1 É-INC-4"), ["INC-1", "PM2021-010", "UTC-5"]);
    }
}
