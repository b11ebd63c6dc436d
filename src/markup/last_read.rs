//! The text of a page becomes a document, once for the files that are made of it one after the other: its page and its twin.

use crate::link::PageIx;
use crate::parse::{Document, document};
use crate::site::Site;

/// The document that was read last. Holds the events of one page, some twenty times as many bytes as its text has events.
#[derive(Default)]
pub(crate) struct LastRead<'s> {
    read: Option<(PageIx, Document<'s>)>,
}

impl<'s> LastRead<'s> {
    /// The document of `page`. Costs nothing where it is the one that was read last.
    pub(crate) fn document(&mut self, site: &'s Site, page: PageIx) -> &Document<'s> {
        let own = &site.pages[page];
        let known = self.read.take().filter(|(of, document)| *of == page && std::ptr::eq(document.text, &*own.text));
        &self.read.insert(known.unwrap_or_else(|| (page, document(&own.text, own.body_start)))).1
    }
}
