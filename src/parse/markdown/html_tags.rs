//! The raw HTML of a text becomes its tags, and which of them are pairs.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::html_elements::{
    EATS_THE_REST, OF_NO_TEXT, RAW_TEXT, is_placeholder, name, parts_words, tag_length,
};
use crate::text::VOID;

/// A tag in the raw HTML of a text.
pub(super) struct HtmlTag {
    /// The event in which it begins, where in it, and the same of its end.
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) has_attributes: bool,
    /// Whether it stands in running text.
    pub(super) is_inline: bool,
    /// The number of its block.
    pub(super) block: usize,
    /// Whether it stands where a word could, between white space or marks.
    pub(super) is_word: bool,
    /// Whether white space or nothing is before it.
    pub(super) is_parted: bool,
    /// Whether the words that it is about are next to it.
    pub(super) is_close: bool,
}

/// The tags in the raw HTML among the events of `text`, in order; none of placeholders. Linear.
pub(super) fn tags(text: &str, events: &[(Event<'_>, Span)]) -> Vec<HtmlTag> {
    let mut tags = Vec::new();
    let mut block = 0;
    let mut html = String::new();
    // Where each event's part of the block's HTML begins.
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (ix, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Html(raw) => {
                places.push((html.len(), ix));
                html.push_str(raw);
            }
            Event::End(TagEnd::HtmlBlock) => {
                block += 1;
                tags.extend(tags_of_block(&html, &places, block));
                html.clear();
                places.clear();
            }
            Event::InlineHtml(raw) if !is_placeholder(raw) && names_element(raw) => {
                tags.push(inline_tag(raw, ix, block, &text[..span.start], &text[span.end..]));
            }
            Event::Start(tag) if is_block(&tag.to_end()) && !matches!(tag, Tag::HtmlBlock) => block += 1,
            Event::End(tag) if is_block(tag) => block += 1,
            _ => {}
        }
    }
    tags
}

/// Whether `<` begins a tag.
fn names_element(raw: &str) -> bool {
    let inside = raw.strip_prefix("</").or_else(|| raw.strip_prefix('<'));
    inside.is_some_and(|inside| inside.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn inline_tag(raw: &str, event: usize, block: usize, before: &str, after: &str) -> HtmlTag {
    let before = before.chars().next_back();
    let after = after.chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = |c: char| "([{\"'“‘«„`,;:–—/".contains(c);
    let ends = |c: char| ".,;:!?)]}\"'”’»…–—/".contains(c);
    let closes = raw.starts_with("</");
    HtmlTag {
        start: (event, 0),
        end: (event, raw.len()),
        name: name(raw),
        closes,
        has_attributes: raw.contains('='),
        is_inline: true,
        block,
        is_word: (is_space(before) || before.is_some_and(opens)) && (is_space(after) || after.is_some_and(ends)),
        is_parted: before.is_some_and(|c| c.is_whitespace() || opens(c)),
        is_close: if closes { !is_space(before) } else { !is_space(after) || after == Some('\n') },
    }
}

/// The tags of a block of HTML, but for what stands in scripts and the like.
fn tags_of_block(html: &str, places: &[(usize, usize)], block: usize) -> Vec<HtmlTag> {
    let place = |at: usize| {
        let ix = places.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        places.get(ix).map_or((0, 0), |(start, event)| (*event, at - start))
    };
    let mut tags = Vec::new();
    let mut at = 0;
    let lower = html.to_ascii_lowercase();
    while let Some(start) = html[at..].find('<').map(|ix| at + ix) {
        at = start + 1;
        if !names_element(&html[start..]) || is_placeholder(&html[start..]) {
            continue;
        }
        let length = 1 + tag_length(&html[at..]);
        // Without its end it is a tag no more than the rest is.
        let end = (start + length + 1).min(html.len());
        let raw = &html[start..end];
        let (name, closes) = (name(raw), raw.starts_with("</"));
        at = end;
        if !closes
            && RAW_TEXT.contains(&name.as_str())
            && let Some(closing) = lower[end..].find(&format!("</{name}"))
        {
            at = end + closing;
        }
        tags.push(HtmlTag {
            start: place(start),
            end: place(end.saturating_sub(1)),
            name,
            closes,
            has_attributes: raw.contains('='),
            is_inline: false,
            block,
            is_word: false,
            is_parted: false,
            is_close: true,
        });
    }
    for tag in &mut tags {
        tag.end.1 += 1;
    }
    tags
}

/// For each tag the other half of its pair.
pub(super) fn pairs(tags: &[HtmlTag]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tags.len()];
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    for (ix, tag) in tags.iter().enumerate() {
        if VOID.contains(&tag.name.as_str()) || (tag.is_inline && OF_NO_TEXT.contains(&tag.name.as_str())) {
            continue;
        }
        let of_name = open.entry(&tag.name).or_default();
        if !tag.closes {
            of_name.push(ix);
            continue;
        }
        while let Some(start) = of_name.pop() {
            if is_pair(&tags[start], tag) {
                (pairs[start], pairs[ix]) = (Some(ix), Some(start));
                break;
            }
        }
    }
    pairs
}

/// Whether two tags of one name are one element: over several blocks only where they are next to what they are about.
fn is_pair(start: &HtmlTag, end: &HtmlTag) -> bool {
    let name = start.name.as_str();
    if start.block == end.block {
        return true;
    }
    if EATS_THE_REST.contains(&name) {
        return !RAW_TEXT.contains(&name) && !start.is_inline && !end.is_inline;
    }
    parts_words(name) || (start.is_close && end.is_close)
}
