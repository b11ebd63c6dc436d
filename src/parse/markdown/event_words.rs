//! An event becomes the words that a page shows for it.
//!
//! The one rule for running text: code is its text, a break is a space, a bare wiki link is what its target is called, or the name in it, a picture what is said of it.
//! Whoever walks events decides which of them are seen, and where a text ends.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::parse::markdown::html_elements::parts_words;
use crate::parse::markdown::page_names::spoken;

/// What a page calls the target of a wiki link; `None` where it says the target itself.
pub(crate) type LinkNames<'n> = &'n dyn Fn(&str) -> Option<String>;

/// Reads events one after the other.
#[derive(Default)]
pub(crate) struct EventWords<'n> {
    names: Option<LinkNames<'n>>,
    /// Whether the text is a wiki link's target and nothing else.
    target: bool,
    /// What is said in its place.
    label: Option<String>,
    /// The target of a wiki link that has words of its own, until they are read.
    worded: Option<String>,
}

impl<'n> EventWords<'n> {
    /// A reader that knows what targets are called.
    pub(crate) fn naming(names: LinkNames<'n>) -> Self {
        Self { names: Some(names), ..Self::default() }
    }

    /// What `event` says; `None` when nothing.
    pub(crate) fn of<'e>(&mut self, event: &'e Event<'_>) -> Option<Cow<'e, str>> {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                self.target = true;
                self.label = self.names.and_then(|names| names(dest_url));
            }
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: true }, dest_url, .. }) => {
                self.worded = self.names.map(|_| dest_url.trim().trim_end_matches('\\').to_owned());
            }
            Event::End(TagEnd::Link) => (self.target, self.worded) = (false, None),
            Event::Text(text) if self.target => {
                return Some(self.label.take().map_or_else(|| Cow::Borrowed(spoken(text)), Cow::Owned));
            }
            Event::Text(text) if self.worded.is_some() => {
                let target = self.worded.take().unwrap_or_default();
                // Some wikis write the words first.
                let turned = self.names.and_then(|names| names(&format!("{target}|{}", text.trim())));
                return Some(turned.map_or(Cow::Borrowed(text.as_ref()), Cow::Owned));
            }
            Event::Text(text) | Event::Code(text) => return Some(Cow::Borrowed(text)),
            Event::SoftBreak | Event::HardBreak => return Some(Cow::Borrowed(" ")),
            Event::InlineHtml(raw) if parts_words(raw) => return Some(Cow::Borrowed(" ")),
            _ => {}
        }
        None
    }
}
