//! An event becomes the words that a page shows for it.
//!
//! The one rule for running text: code is its text, a break is a space, a bare wiki link is the name in it, a picture what is said of it.
//! Whoever walks events decides which of them are seen, and where a text ends.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::parse::markdown::html_elements::parts_words;
use crate::parse::markdown::page_names::spoken;

/// Reads events one after the other.
#[derive(Debug, Default)]
pub(crate) struct EventWords {
    /// Whether the text is a wiki link's target and nothing else.
    target: bool,
}

impl EventWords {
    /// What `event` says; `None` when nothing.
    pub(crate) fn of<'e>(&mut self, event: &'e Event<'_>) -> Option<&'e str> {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, .. }) => self.target = true,
            Event::End(TagEnd::Link) => self.target = false,
            Event::Text(text) if self.target => return Some(spoken(text)),
            Event::Text(text) | Event::Code(text) => return Some(text),
            Event::SoftBreak | Event::HardBreak => return Some(" "),
            Event::InlineHtml(raw) if parts_words(raw) => return Some(" "),
            _ => {}
        }
        None
    }
}
