//! The HTML that is being written: what is open, and how attributes are kept from an author.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use pulldown_cmark::{Alignment, Event, Tag};

use crate::link::PageIx;
use crate::markup::escape::escape;
use crate::markup::link_targets::href;
use crate::markup::markdown::glossary_words;
use crate::markup::markdown::short_words::ShortWords;
use crate::markup::sanitise::Sanitiser;
use crate::model::{LinkForm, Span};
use crate::parse::{Callout, Document, RawElements};
use crate::site::Site;

/// A footnote: its number, whether it is first referred to in the parts that are being written, and how often it was so far.
pub(super) struct NoteUse {
    pub(super) number: usize,
    pub(super) here: bool,
    pub(super) uses: usize,
}

pub(super) struct HtmlWriter<'a> {
    pub(super) site: &'a Site,
    pub(super) page: PageIx,
    /// Where words of the glossary become links.
    pub(super) words: glossary_words::WordEdges,
    /// Whether one of them is being written.
    pub(super) in_word: bool,
    pub(super) html: String,
    pub(super) sanitiser: Option<Sanitiser>,
    /// The text of the code block that is being read, and its language.
    pub(super) code: Option<(String, String)>,
    /// Alternative text of the images that are being read.
    pub(super) images: Vec<(String, String)>,
    /// For every open link, whether it was written as one.
    pub(super) links: Vec<bool>,
    /// The target of a wiki link that leads nowhere and has words, until these are read.
    pub(super) worded: Option<String>,
    /// Where the words of the last link begin, and how it is written.
    pub(super) begun: Option<(usize, LinkForm, String)>,
    /// The elements of raw HTML that are open.
    pub(super) raw: RawElements,
    /// What stands in place of the next text: the name of what a bare `[[service:x]]` leads to.
    pub(super) label: Option<String>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) in_heading: bool,
    /// The anchors of the page's headings by where these begin; shared by all who write stretches of one page.
    pub(super) anchors: Rc<HashMap<usize, &'a str>>,
    /// The numbers of the page's tables, by where these begin; shared like them.
    pub(super) tables: Rc<HashMap<usize, usize>>,
    /// Footnotes by name.
    pub(super) notes: HashMap<String, NoteUse>,
    /// Definitions of footnotes by name.
    pub(super) definitions: HashMap<String, String>,
    /// The page's callouts, by where they begin.
    pub(super) callouts: Rc<HashMap<usize, Callout>>,
    /// For every open quotation, how it is closed; a title that is still to come is written as one.
    pub(super) quotations: Vec<&'static str>,
    /// How the paragraph that is a callout's title is closed, once it has begun.
    pub(super) title: Option<&'static str>,
    /// Its short words, and what they are short for.
    pub(super) short_words: Option<Rc<ShortWords>>,
    /// Where the text of the definition that is being read goes back to.
    pub(super) outer: Option<(String, String)>,
}

impl<'a> HtmlWriter<'a> {
    pub(super) fn new(site: &'a Site, page: PageIx, sanitiser: Option<Sanitiser>) -> Self {
        Self {
            site,
            page,
            words: glossary_words::WordEdges::default(),
            in_word: false,
            html: String::new(),
            sanitiser,
            code: None,
            images: Vec::new(),
            links: Vec::new(),
            worded: None,
            begun: None,
            raw: RawElements::default(),
            label: None,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            in_heading: false,
            anchors: Rc::default(),
            tables: Rc::default(),
            notes: HashMap::new(),
            definitions: HashMap::new(),
            callouts: Rc::default(),
            quotations: Vec::new(),
            title: None,
            short_words: None,
            outer: None,
        }
    }

    /// A writer of the page's own text, which `document` is.
    pub(super) fn of_page(site: &'a Site, page: PageIx, document: &Document<'_>) -> Self {
        let own = &site.pages[page];
        let headings = own.sections.iter().chain(&own.inner_headings);
        let anchors = headings.map(|section| (section.heading.start, section.anchor.as_str())).collect();
        let sanitiser = own.has_html.then(|| Sanitiser::new(&own.text, &site.wording));
        let callouts = Rc::new(callouts(document));
        let begins =
            |(event, span): &(Event<'_>, Span)| matches!(event, Event::Start(Tag::Table(_))).then_some(span.start);
        let tables = Rc::new(document.events.iter().filter_map(begins).zip(1..).collect());
        let short_words = ShortWords::of(&document.abbreviations).map(Rc::new);
        Self { anchors: Rc::new(anchors), tables, callouts, short_words, ..Self::new(site, page, sanitiser) }
    }

    /// A writer of another stretch of the same page. Costs the same however long the page is.
    pub(super) fn another(&self) -> Self {
        let sanitiser = self.sanitiser.as_ref().map(Sanitiser::another);
        let (anchors, callouts) = (Rc::clone(&self.anchors), Rc::clone(&self.callouts));
        let tables = Rc::clone(&self.tables);
        let short_words = self.short_words.clone();
        Self { anchors, tables, callouts, short_words, ..Self::new(self.site, self.page, sanitiser) }
    }

    pub(super) fn finish(mut self) -> String {
        self.end_word();
        self.footnotes();
        match self.sanitiser {
            Some(sanitiser) => sanitiser.finish(&self.html, |form, target| href(self.site, self.page, form, target)),
            None => self.html,
        }
    }

    /// What the interface says for `key`, as the value of an attribute.
    pub(super) fn words_for(&self, key: &str) -> String {
        escape(&self.site.wording.say(key))
    }

    /// Writes `<tag attributes>`, with a mark in place of the attributes when the page will be sanitised.
    pub(super) fn open(&mut self, tag: &str, attributes: &str) {
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
}

/// The callouts of a text by where they begin.
pub(super) fn callouts(document: &Document<'_>) -> HashMap<usize, Callout> {
    document.callouts.iter().map(|callout| (callout.start, callout.clone())).collect()
}
