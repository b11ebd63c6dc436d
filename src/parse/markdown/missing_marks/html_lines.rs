//! A line that begins with what only looks like a tag gets its `<` escaped: `<your-token>`, `<!here>`, `<!DOCTYPE html>` in a sentence, and
//! a tag that a sentence names, `<title> was empty`.
//!
//! By the letter each is a block of HTML with all lines that follow, of which a page shows nothing, or no Markdown.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::html_elements::{EATS_THE_REST, RAW_TEXT, is_placeholder, name, tag_length};
use crate::parse::markdown::marked_source::MissingMark;
use crate::parse::markdown::slack_words::said;
use crate::text::{ENDS_ITSELF, VOID};

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    let mut pairs: Option<HashMap<String, Vec<Balance>>> = None;
    for (event, span) in events {
        let Event::Start(Tag::HtmlBlock) = event else { continue };
        let Some(at) = text[span.clone()].find('<').map(|ix| span.start + ix) else { continue };
        let mut is_ended_after = |name: &str| {
            let pairs = pairs.get_or_insert_with(|| balances(text));
            pairs.get(name).is_some_and(|of_name| is_ended(of_name, at))
        };
        let block = &text[at..span.end];
        if is_placeholder(block) || is_text_declaration(block) || is_named(block, &mut is_ended_after) {
            marks.push(MissingMark::new(at, "\\"));
        }
    }
}

/// Where a tag of some name stands, how many of its name are open before it, and the fewest that ever are behind it.
struct Balance {
    at: usize,
    before: isize,
    least: isize,
}

/// The tags of each name, in order. Linear.
fn balances(text: &str) -> HashMap<String, Vec<Balance>> {
    let mut tags: HashMap<String, Vec<Balance>> = HashMap::new();
    for (at, _) in text.match_indices('<') {
        let closes = text[at..].starts_with("</");
        let name = name(&text[at..]);
        if name.is_empty() {
            continue;
        }
        let of_name = tags.entry(name).or_default();
        let before = of_name.last().map_or(0, |tag| tag.least);
        // Until all are known it holds how many are open behind it.
        of_name.push(Balance { at, before, least: before + if closes { -1 } else { 1 } });
    }
    // Each name by itself: in which order is the same.
    tags.values_mut().for_each(|of_name| {
        let mut least = isize::MAX;
        for tag in of_name.iter_mut().rev() {
            least = least.min(tag.least);
            tag.least = least;
        }
    });
    tags
}

/// Whether the element that is opened at `at` has an end.
fn is_ended(of_name: &[Balance], at: usize) -> bool {
    let ix = of_name.partition_point(|tag| tag.at < at);
    of_name.get(ix).is_some_and(|tag| tag.least <= tag.before)
}

/// Whether the tag that a block of HTML begins with is a word of a sentence: it has no attributes and no end, and either the sentence goes
/// on behind it or nothing of the page would be seen behind it.
fn is_named(block: &str, is_ended_after: &mut dyn FnMut(&str) -> bool) -> bool {
    let inside = &block[1..];
    let tag = &inside[..tag_length(inside)];
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) || tag.contains('=') || tag.len() == inside.len() {
        return false;
    }
    let name = name(tag);
    let name = name.as_str();
    let after = &inside[tag.len() + 1..];
    let goes_on = after.starts_with(' ') && after.lines().next().is_some_and(|line| !line.trim().is_empty());
    let is_ended_within = || block.to_ascii_lowercase().contains(&format!("</{name}"));
    match name {
        "plaintext" => true,
        "br" | "hr" | "wbr" | "img" => false,
        "pre" => goes_on && !is_ended_within(),
        _ if RAW_TEXT.contains(&name) => !is_ended_within(),
        _ if EATS_THE_REST.contains(&name) => !is_ended_after(name),
        _ if ENDS_ITSELF.contains(&name) => false,
        _ => goes_on && (VOID.contains(&name) || !is_ended_after(name)),
    }
}

/// Whether a declaration or an instruction is part of a sentence, or one of Slack's marks: alone on its lines it is for machines, and shown
/// nowhere.
fn is_text_declaration(block: &str) -> bool {
    let closing = match block.as_bytes().get(1) {
        Some(b'?') => "?>",
        Some(b'!') if !block.starts_with("<!--") => ">",
        _ => return false,
    };
    let Some((inside, after)) = block.split_once(closing) else { return false };
    !after.trim().is_empty() || said(&inside[1..]).is_some()
}
