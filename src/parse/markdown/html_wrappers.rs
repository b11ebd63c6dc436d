//! Elements of raw HTML that hold whole blocks of a body become their places, and may be dissolved where a page shows those blocks apart.

use pulldown_cmark::{CowStr, Event, Tag};

use crate::model::Span;
use crate::parse::markdown::document::Document;
use crate::parse::markdown::html_tags::{HtmlTag, pairs, tags};

/// An element that begins in one block of HTML and ends in another, none of them inside of anything.
#[derive(Debug)]
pub(crate) struct HtmlWrapper {
    /// The place of the block in which it is opened.
    pub(crate) opening: Span,
    /// And of that in which it is closed.
    pub(crate) closing: Span,
    tags: [TagPlace; 2],
}

/// Where a tag stands: its event, and the place in that.
#[derive(Debug)]
struct TagPlace {
    event: usize,
    place: Span,
}

impl HtmlWrapper {
    /// Those of `document`, in the order in which they end. Linear.
    pub(crate) fn all(document: &Document<'_>) -> Vec<Self> {
        let events = &document.events;
        if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock))) {
            return Vec::new();
        }
        // The block that each event stands in, where that is one of HTML inside of nothing.
        let mut blocks: Vec<Option<&Span>> = Vec::with_capacity(events.len());
        let (mut depth, mut block) = (0usize, None);
        for (event, span) in events {
            if depth == 0 {
                block = matches!(event, Event::Start(Tag::HtmlBlock)).then_some(span);
            }
            blocks.push(block);
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let tags = tags(document.text, events);
        let block = |tag: &HtmlTag| blocks.get(tag.start.0).copied().flatten();
        let place = |tag: &HtmlTag| {
            let whole = tag.start.0 == tag.end.0;
            whole.then_some(TagPlace { event: tag.start.0, place: tag.start.1..tag.end.1 })
        };
        let pairs = pairs(&tags);
        let ends = tags.iter().zip(pairs).filter(|(tag, _)| tag.closes);
        let wrapper = |(end, start): (&HtmlTag, Option<usize>)| {
            let start = &tags[start?];
            let (opening, closing) = (block(start)?, block(end)?);
            let tags = [place(start)?, place(end)?];
            (opening != closing).then(|| Self { opening: opening.clone(), closing: closing.clone(), tags })
        };
        ends.filter_map(wrapper).collect()
    }

    /// A document without the tags of these elements; what a fold is called stays as a paragraph.
    pub(crate) fn dissolved<'a>(wrappers: &[Self], document: &Document<'a>) -> Document<'a> {
        let mut document = document.clone();
        let mut places: Vec<&TagPlace> = wrappers.iter().flat_map(|wrapper| &wrapper.tags).collect();
        places.sort_by_key(|place| std::cmp::Reverse((place.event, place.place.start)));
        for TagPlace { event, place } in places {
            let Some((Event::Html(raw), _)) = document.events.get_mut(*event) else { continue };
            let mut written = raw.to_string();
            if place.end <= written.len() {
                written.replace_range(place.clone(), "");
                *raw = CowStr::from(written);
            }
        }
        for start in wrappers.iter().map(|wrapper| wrapper.tags[0].event) {
            for (event, _) in &mut document.events[start..] {
                let Event::Html(raw) = event else { break };
                if raw.contains("summary") {
                    *raw = CowStr::from(raw.replace("<summary>", "<p>").replace("</summary>", "</p>"));
                }
            }
        }
        document
    }
}
