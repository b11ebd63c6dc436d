//! A page's text becomes HTML, with its links put in.
//!
//! Parses with the function that `parse` used. Where a body holds raw HTML, everything is first written with marks in place of
//! our own attributes, sanitised as one tree, and only then completed; so nothing an author writes can pass for ours.

mod elements;
mod footnote_list;
mod glossary_words;
mod links_and_pictures;
pub(crate) mod pieces;
mod prose_text;
mod quotations;
mod short_words;
mod writer;

use std::rc::Rc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::link::PageIx;
use crate::markup::markdown::writer::{HtmlWriter, callouts};
use crate::markup::sanitise::Sanitiser;
use crate::model::Span;
use crate::parse::{Document, document};
use crate::site::Site;

pub(crate) use pieces::pieces;

/// The blocks of `page`, as HTML, that begin inside `parts`, and the footnotes they refer to.
pub(crate) fn body(site: &Site, page: PageIx, parts: &[Span]) -> String {
    let own = &site.pages[page];
    body_of(site, page, &document(&own.text, own.body_start), parts)
}

/// The same of a page's `document`, for whoever has more to ask of it.
pub(crate) fn body_of(site: &Site, page: PageIx, document: &Document<'_>, parts: &[Span]) -> String {
    let mut writer = HtmlWriter::of_page(site, page, document);
    writer.number_notes(document, parts);
    writer.words = glossary_words::WordEdges::new(&site.links.words(page).body);
    let mut depth = 0usize;
    let mut keep = false;
    for (event, span) in &document.events {
        if depth == 0 {
            keep = parts.iter().any(|part| part.contains(&span.start))
                || matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
            keep &= !document.abbreviations.iter().any(|own| own.place.contains(&span.start));
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
    let mut writer = HtmlWriter::new(site, page, html.then(|| Sanitiser::new(markdown, &site.wording)));
    writer.callouts = Rc::new(callouts(&document));
    writer.words =
        glossary_words::WordEdges::new(site.links.words(page).fragments.get(markdown).map_or(&[], Vec::as_slice));
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
