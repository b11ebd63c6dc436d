//! A page's text becomes HTML, with its links put in.
//!
//! Parses with the function that `parse` used. Where a body holds raw HTML, everything is first written with marks in place of
//! our own attributes, sanitised as one tree, and only then completed; so nothing an author writes can pass for ours.

mod links;
mod notes;
mod pieces;
mod text;

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::link::PageIx;
use crate::model::{LinkForm, Span};
use crate::parse::{Document, document};
use crate::render::highlight::highlight;
use crate::render::html::{escape, escape_into};
use crate::render::sanitise::Sanitiser;
use crate::render::target::{href, wiki_label};
use crate::site::Site;

pub(crate) use pieces::pieces;

/// The blocks of `page`, as HTML, that begin inside `parts`, and the footnotes they refer to.
pub(crate) fn body(site: &Site, page: PageIx, parts: &[Span]) -> String {
    let own = &site.pages[page];
    let document = document(&own.text, own.body_start);
    let mut writer = Writer::of_page(site, page);
    writer.number_notes(&document, parts);
    writer.words = text::Words::new(&site.links.words(page).body);
    let mut depth = 0usize;
    let mut keep = false;
    for (event, span) in &document.events {
        if depth == 0 {
            keep = parts.iter().any(|part| part.contains(&span.start))
                || matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if keep {
            writer.event(event, span);
        }
    }
    writer.finish()
}

/// One paragraph of Markdown from a fact of `page`, without the paragraph's tags.
pub(crate) fn inline(site: &Site, page: PageIx, markdown: &str) -> String {
    let document: Document<'_> = document(markdown, 0);
    let html = document.events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut writer = Writer::new(site, page, html.then(|| Sanitiser::new(markdown)));
    writer.words = text::Words::new(site.links.words(page).fragments.get(markdown).map_or(&[], Vec::as_slice));
    for (event, span) in &document.events {
        match event {
            Event::Start(Tag::Paragraph) if writer.html.is_empty() => {}
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item) => writer.html.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {}
            Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_)) | Event::FootnoteReference(_) | Event::Rule => {}
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            _ => writer.event(event, span),
        }
    }
    writer.finish()
}

/// A footnote: its number, whether it is first referred to in the parts that are being written, and how often it was so far.
struct Note {
    number: usize,
    here: bool,
    uses: usize,
}

struct Writer<'a> {
    site: &'a Site,
    page: PageIx,
    /// Where words of the glossary become links.
    words: text::Words,
    /// Whether one of them is being written.
    in_word: bool,
    html: String,
    sanitiser: Option<Sanitiser>,
    /// The text of the code block that is being read, and its language.
    code: Option<(String, String)>,
    /// Alternative text of the images that are being read.
    images: Vec<(String, String)>,
    /// For every open link, whether it was written as one.
    links: Vec<bool>,
    /// What stands in place of the next text: the name of what a bare `[[service:x]]` leads to.
    label: Option<String>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_heading: bool,
    /// The anchors of the page's headings by where these begin; shared by all who write stretches of one page.
    anchors: Rc<HashMap<usize, &'a str>>,
    /// Footnotes by name.
    notes: HashMap<String, Note>,
    /// Definitions of footnotes by name.
    definitions: HashMap<String, String>,
    /// Where the text of the definition that is being read goes back to.
    outer: Option<(String, String)>,
}

impl<'a> Writer<'a> {
    fn new(site: &'a Site, page: PageIx, sanitiser: Option<Sanitiser>) -> Self {
        Self {
            site,
            page,
            words: text::Words::default(),
            in_word: false,
            html: String::new(),
            sanitiser,
            code: None,
            images: Vec::new(),
            links: Vec::new(),
            label: None,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            in_heading: false,
            anchors: Rc::default(),
            notes: HashMap::new(),
            definitions: HashMap::new(),
            outer: None,
        }
    }

    /// A writer of the page's own text.
    fn of_page(site: &'a Site, page: PageIx) -> Self {
        let own = &site.pages[page];
        let anchors = own.sections.iter().map(|section| (section.heading.start, section.anchor.as_str())).collect();
        let sanitiser = own.has_html.then(|| Sanitiser::new(&own.text));
        Self { anchors: Rc::new(anchors), ..Self::new(site, page, sanitiser) }
    }

    /// A writer of another stretch of the same page. Costs the same however long the page is.
    fn another(&self) -> Self {
        let sanitiser = self.sanitiser.as_ref().map(Sanitiser::another);
        Self { anchors: Rc::clone(&self.anchors), ..Self::new(self.site, self.page, sanitiser) }
    }

    fn finish(mut self) -> String {
        self.end_word();
        self.footnotes();
        match self.sanitiser {
            Some(sanitiser) => sanitiser.finish(&self.html, |form, target| href(self.site, self.page, form, target)),
            None => self.html,
        }
    }

    fn event(&mut self, event: &Event<'_>, span: &Span) {
        if let Some((_, alt)) = self.images.last_mut()
            && !matches!(event, Event::End(TagEnd::Image) | Event::Start(Tag::Image { .. }))
        {
            if let Event::Text(text) | Event::Code(text) = event {
                alt.push_str(text);
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, span),
            Event::Code(code) => {
                self.html.push_str("<code>");
                escape_into(code, &mut self.html);
                self.html.push_str("</code>");
            }
            Event::Html(raw) | Event::InlineHtml(raw) => match &mut self.sanitiser {
                Some(sanitiser) => self.html.push_str(&sanitiser.raw(raw)),
                None => escape_into(raw, &mut self.html),
            },
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(name) => self.footnote_reference(name),
            Event::TaskListMarker(done) => {
                let (mark, label) = if *done { ("☑", "done") } else { ("☐", "not done") };
                self.open("span", &format!("class=\"task\" role=\"img\" aria-label=\"{label}\""));
                self.html.push_str(mark);
                self.html.push_str("</span> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape_into(text, &mut self.html),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Span) {
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                let anchor = self.anchors.get(&span.start).map(|anchor| format!("id=\"{}\"", escape(anchor)));
                self.open(heading(*level), &anchor.unwrap_or_default());
            }
            Tag::BlockQuote(None) => self.html.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.open("ol", &format!("start=\"{first}\"")),
            Tag::Item => self.html.push_str("<li>"),
            Tag::FootnoteDefinition(name) => self.outer = Some((name.to_string(), std::mem::take(&mut self.html))),
            Tag::DefinitionList => self.html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.html.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.html.push_str("<dd>"),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.open("div", "class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"");
                self.html.push_str("<table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, .. } => {
                let form = match link_type {
                    LinkType::WikiLink { has_pothole } => {
                        self.label = (!has_pothole).then(|| wiki_label(self.site, self.page, dest_url)).flatten();
                        LinkForm::Wiki
                    }
                    _ => LinkForm::Inline,
                };
                self.link(form, dest_url);
            }
            Tag::Image { dest_url, .. } => {
                self.images.push((dest_url.trim().trim_end_matches('\\').to_owned(), String::new()))
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => {
                self.in_heading = false;
                self.html.push_str("</");
                self.html.push_str(heading(*level));
                ">\n"
            }
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => return self.code_block(),
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => {
                if let Some((name, outer)) = self.outer.take() {
                    let definition = std::mem::replace(&mut self.html, outer);
                    self.definitions.insert(name, definition);
                }
                return;
            }
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.column += 1;
                if self.in_head { "</th>" } else { "</td>" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    "</a>"
                } else {
                    ""
                }
            }
            TagEnd::Image => return self.image(),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => "",
        };
        self.html.push_str(close);
    }

    /// Writes `<tag attributes>`, with a mark in place of the attributes when the page will be sanitised.
    fn open(&mut self, tag: &str, attributes: &str) {
        self.html.push('<');
        self.html.push_str(tag);
        if !attributes.is_empty() {
            self.html.push(' ');
            let attributes = match &mut self.sanitiser {
                Some(sanitiser) => Cow::Owned(sanitiser.attributes(attributes)),
                None => Cow::Borrowed(attributes),
            };
            self.html.push_str(&attributes);
        }
        self.html.push('>');
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.open("div", &format!("class=\"alert {class}\" role=\"note\""));
        self.open("p", "class=\"alert-title\"");
        self.html.push_str(title);
        self.html.push_str("</p>\n");
    }

    fn cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => "class=\"right\"",
            Some(Alignment::Center) => "class=\"centre\"",
            _ => "",
        };
        let (tag, scope) = if self.in_head { ("th", "scope=\"col\"") } else { ("td", "") };
        self.open(tag, format!("{scope} {class}").trim());
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let inner = highlight(&language, &code);
        self.open("pre", "tabindex=\"0\"");
        self.html.push_str("<code>");
        let inner = match &mut self.sanitiser {
            Some(sanitiser) => sanitiser.inside(inner),
            None => inner,
        };
        self.html.push_str(&inner);
        self.html.push_str("</code></pre>\n");
    }
}

/// The body's first level is the page's title, so its headings begin at the second.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}
