//! Markdown becomes plain text on one line.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::parse::spoken;

/// Markdown of a paragraph as plain text on one line; raw HTML is left out.
pub(crate) fn plain(markdown: &str) -> String {
    if !markdown.contains(['*', '_', '`', '[', '<', '&', '\\', '#', '~', '\n', '!', '>']) {
        return markdown.trim().to_owned();
    }
    let mut text = String::with_capacity(markdown.len());
    let mut target = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_WIKILINKS | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, .. }) => target = true,
            Event::End(TagEnd::Link) => target = false,
            Event::Text(words) if target => text.push_str(spoken(&words)),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_one_line_of_text() {
        assert_eq!(plain("The *cache* of [[checkout|Checkout]]\nwas `cold`."), "The cache of Checkout was cold.");
        assert_eq!(plain("Ask [[service:checkout]] of [[INC-7#impact]]."), "Ask checkout of INC-7.");
    }
}
