//! Raw HTML in running text becomes a yes or no: does what follows stand in a link, or in code?
//!
//! Of what is never closed, an element that a line of text opened ends with its block, one that a block opened with its section.

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::blocks::is_block;

/// The elements of raw HTML that are open.
#[derive(Debug, Default)]
pub(crate) struct RawElements {
    links: Depth,
    code: Depth,
}

/// How many elements of a kind are open.
#[derive(Debug, Default)]
struct Depth {
    in_text: usize,
    in_blocks: usize,
}

impl RawElements {
    /// Goes on past `event`.
    pub(crate) fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                let in_text = matches!(event, Event::InlineHtml(_));
                for tag in raw.split('<').skip(1) {
                    let tag = tag.split('>').next().unwrap_or(tag).to_ascii_lowercase();
                    match name(&tag) {
                        "a" if tag.contains("href") => self.links.opens(in_text),
                        "/a" => self.links.closes(),
                        "code" | "pre" | "samp" => self.code.opens(in_text),
                        "/code" | "/pre" | "/samp" => self.code.closes(),
                        _ => {}
                    }
                }
            }
            Event::Start(Tag::Heading { .. }) => *self = Self::default(),
            Event::Start(tag) if is_block(&tag.to_end()) => self.end_text(),
            Event::End(tag) if is_block(tag) => self.end_text(),
            _ => {}
        }
    }

    /// Whether what follows is of a link, which holds no other.
    pub(crate) fn is_link(&self) -> bool {
        self.links.is_open()
    }

    /// Whether words that follow are no names of pages: they are of a link, or of code.
    pub(crate) fn is_link_or_code(&self) -> bool {
        self.is_link() || self.code.is_open()
    }

    fn end_text(&mut self) {
        self.links.in_text = 0;
        self.code.in_text = 0;
    }
}

impl Depth {
    fn opens(&mut self, in_text: bool) {
        *(if in_text { &mut self.in_text } else { &mut self.in_blocks }) += 1;
    }

    fn closes(&mut self) {
        let open = if self.in_text > 0 { &mut self.in_text } else { &mut self.in_blocks };
        *open = open.saturating_sub(1);
    }

    fn is_open(&self) -> bool {
        self.in_text + self.in_blocks > 0
    }
}

/// The name of a tag, a closing one with its `/`.
fn name(tag: &str) -> &str {
    let slash = usize::from(tag.starts_with('/'));
    let end = tag[slash..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(tag.len(), |end| slash + end);
    &tag[..end]
}
