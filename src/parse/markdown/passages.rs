//! The events of a body become passages: running text, with what may hold links to the glossary told from what may not.
//!
//! Headings, code blocks and pictures are in no passage. Which words are of the glossary is for `link` to say.

use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::*;
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::document::{Document, document};
use crate::parse::markdown::event_words::EventWords;
use crate::parse::markdown::visible_events::as_seen_alone;
use crate::text::count_words;

/// The passages of a body, in order. Linear in the number of events.
pub(crate) fn body_passages(document: &Document<'_>, sections: &[Section]) -> Prose {
    let starts: Vec<usize> = upper(sections).map(|section| section.heading.start).collect();
    let section = |at: usize| starts.partition_point(|start| *start <= at) as u32;
    let mut prose = Prose::default();
    passages(document, None, section, &mut prose);
    prose
}

/// Adds the passages of the texts in the front matter that pages show as sentences, and gives the number of their words. Each key is a
/// section of its own.
pub(crate) fn front_matter_passages(
    detail: &Detail,
    summary: Option<&Fact<String>>,
    sections: &[Section],
    prose: &mut Prose,
) -> usize {
    let mut keys: Vec<Vec<&str>> = vec![written(summary)];
    match detail {
        Detail::Incident(incident) => of_incident(incident, &mut keys),
        Detail::Term(term) => keys.push(term.senses.iter().map(String::as_str).collect()),
        Detail::Path(path) => keys.push(path.steps.iter().filter_map(|step| step.why.as_deref()).collect()),
        _ => {}
    }
    let first = upper(sections).count() as u32 + 1;
    let mut words = 0;
    for (key, texts) in (0..).zip(keys) {
        for text in texts {
            words += count_words(text);
            let fragment: Arc<str> = Arc::from(text);
            prose.add_fragment(&fragment);
            passages(&as_seen_alone(document(text, 0)), Some(&fragment), |_| first + key, prose);
        }
    }
    words
}

fn of_incident<'a>(incident: &'a Incident, keys: &mut Vec<Vec<&'a str>>) {
    keys.push(written(incident.impact.as_ref()));
    let surprises = incident.surprise.iter().filter(|fact| !fact.inferred());
    keys.push(
        surprises
            .flat_map(|fact| match &fact.value {
                Surprise::Sentence(sentence) => vec![sentence.as_str()],
                Surprise::Contrast { expected, actual } => vec![expected.as_str(), actual.as_str()],
            })
            .collect(),
    );
    let lists = [
        &incident.helped,
        &incident.lucky,
        &incident.looked_at,
        &incident.takeaways,
        &incident.open_questions,
        &incident.rehearse,
    ];
    keys.extend(lists.into_iter().map(|list| list.iter().flat_map(|fact| written(Some(fact))).collect()));
    if let Some(story) = incident.customer_story.as_ref().filter(|story| !story.inferred()) {
        let CustomerStory { saw, tell, changes } = &story.value;
        keys.push([saw, tell, changes].into_iter().flatten().map(String::as_str).collect());
    }
    let actions = incident.actions.iter().filter(|fact| !fact.inferred() && fact.value.audience.is_none());
    keys.push(
        actions
            .flat_map(|fact| [Some(&fact.value.text), fact.value.reason.as_ref()])
            .flatten()
            .map(String::as_str)
            .collect(),
    );
}

/// The text, when the author wrote it as a key.
fn written(fact: Option<&Fact<String>>) -> Vec<&str> {
    fact.filter(|fact| !fact.inferred()).map(|fact| fact.value.as_str()).into_iter().collect()
}

/// The sections whose headings are shown at the second level.
fn upper(sections: &[Section]) -> impl Iterator<Item = &Section> {
    sections.iter().filter(|section| section.level <= 2)
}

fn passages(document: &Document<'_>, fragment: Option<&Arc<str>>, section: impl Fn(usize) -> u32, prose: &mut Prose) {
    let mut reader = PassageReader { text: document.text, ..PassageReader::default() };
    for (event, span) in &document.events {
        if reader.event(event, span)
            && let Some((first, _)) = reader.pieces.first()
        {
            let section = section(first.start as usize);
            prose.push(fragment, section, std::mem::take(&mut reader.pieces));
        }
    }
}

#[derive(Default)]
struct PassageReader<'a> {
    text: &'a str,
    pieces: Vec<(Piece, Option<Box<str>>)>,
    stretch: u32,
    /// How many open elements keep their text out of every passage: headings, code blocks, pictures.
    silent: usize,
    /// How many open elements keep links out: links, quotations, headings of tables, titles of definitions, footnotes.
    aside: usize,
    /// How many such elements are open in raw HTML.
    raw: usize,
    words: EventWords<'a>,
}

impl PassageReader<'_> {
    /// Whether the event ends a passage.
    fn event(&mut self, event: &Event<'_>, span: &Span) -> bool {
        let words = self.words.of(event).unwrap_or_default();
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Heading { .. }) {
                    // An element that raw HTML never closes ends with its section at the latest.
                    self.raw = 0;
                }
                self.silent += usize::from(is_silent(tag));
                self.aside += usize::from(is_aside(&tag.to_end()));
                self.stretch += 1;
                is_block(&tag.to_end())
            }
            Event::End(tag) => {
                self.silent -= usize::from(self.silent > 0 && is_silent_end(tag));
                self.aside -= usize::from(self.aside > 0 && is_aside(tag));
                self.stretch += 1;
                is_block(tag)
            }
            Event::Text(_) => {
                let form = if self.aside + self.raw == 0 { PieceForm::Prose } else { PieceForm::Aside };
                self.piece(form, &words, span);
                false
            }
            Event::Code(_) => {
                self.piece(PieceForm::Aside, &words, span);
                false
            }
            Event::SoftBreak | Event::HardBreak => {
                self.piece(PieceForm::Space, &words, span);
                false
            }
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.raw = (self.raw + opened(raw)).saturating_sub(closed(raw));
                self.stretch += 1;
                if !words.is_empty() {
                    self.piece(PieceForm::Space, &words, span);
                }
                false
            }
            Event::Rule => true,
            _ => false,
        }
    }

    fn piece(&mut self, form: PieceForm, text: &str, span: &Span) {
        if self.silent > 0 {
            return;
        }
        // The text of code stands within its marks.
        let written = self.text.get(span.clone()).unwrap_or("");
        let at = match form {
            PieceForm::Aside => written.find(text),
            _ => (written == text).then_some(0),
        };
        let exact = form == PieceForm::Space || at.is_some();
        let start = span.start + at.unwrap_or(0);
        let end = if form == PieceForm::Aside && exact { start + text.len() } else { span.end };
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        self.pieces.push((Piece::new(start..end, form, self.stretch), (!exact).then(|| Box::from(text))));
    }
}

fn is_silent(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_))
}

fn is_silent_end(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_))
}

fn is_aside(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Link
            | TagEnd::BlockQuote(None)
            | TagEnd::TableHead
            | TagEnd::DefinitionListTitle
            | TagEnd::FootnoteDefinition
    )
}

/// Elements of raw HTML whose text holds no links to the glossary.
const RAW: [&str; 17] = [
    "a",
    "code",
    "pre",
    "kbd",
    "samp",
    "var",
    "q",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "th",
    "summary",
    "button",
];

fn opened(raw: &str) -> usize {
    tags(raw).filter(|name| RAW.iter().any(|tag| name.eq_ignore_ascii_case(tag))).count()
}

fn closed(raw: &str) -> usize {
    let names = tags(raw).filter_map(|name| name.strip_prefix('/'));
    names.filter(|name| RAW.iter().any(|tag| name.eq_ignore_ascii_case(tag))).count()
}

/// The names after every `<`, those of closing tags with their `/`.
fn tags(raw: &str) -> impl Iterator<Item = &str> {
    raw.split('<').skip(1).map(|rest| {
        let slash = usize::from(rest.starts_with('/'));
        let end = rest[slash..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |end| slash + end);
        &rest[..end]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passages of `text`: section, and the text with what may hold links in braces.
    fn found(text: &str) -> Vec<(u32, String)> {
        let section = |level, at: usize| Section {
            level,
            title: String::new(),
            anchor: String::new(),
            role: None,
            heading: at..at,
            body: at..at,
        };
        let headings: Vec<Section> = text
            .match_indices("\n#")
            .map(|(at, _)| section(text[at + 1..].chars().take_while(|c| *c == '#').count() as u8, at + 1))
            .collect();
        let prose = body_passages(&document(text, 0), &headings);
        let shown = |passage: Passage<'_>| {
            let piece = |(ix, piece): (usize, &Piece)| match piece.form() {
                PieceForm::Prose => format!("{{{}}}", passage.piece_text(ix, text)),
                _ => passage.piece_text(ix, text).to_owned(),
            };
            passage.pieces().iter().enumerate().map(piece).collect::<String>()
        };
        prose.passages().map(|passage| (passage.section, shown(passage))).collect()
    }

    #[test]
    fn prose_is_told_from_code_links_quotations_and_headings() {
        let text = "One `code` and\n[a link](x.md) *here* &amp; there.\n\n## Two\n\n> Quoted.\n\n- item\n\n### Three\n\nDeep <a href=\"y\">raw</a> end.\n\n```\nfence\n```\n";
        let own = |section, text: &str| (section, text.to_owned());
        assert_eq!(
            found(text),
            [own(0, "{One }code{ and} a link{ }{here}{ & there.}"), own(1, "{item}"), own(1, "{Deep }raw{ end.}"),]
        );
    }
}
