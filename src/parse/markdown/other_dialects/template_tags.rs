//! Tags that only name their tool become nothing, and are told: Hugo's shortcodes, Jekyll's and Eleventy's tags, what stands for the site or
//! the page, components of MDX.
//!
//! Where a tag says a target (`ref`, `link`, `post_url`) or a picture, that is kept. Every other `{{ … }}` is an engineer's prose.

use std::collections::VecDeque;

use crate::parse::markdown::other_dialects::becomes::Becomes;
use crate::parse::markdown::other_dialects::component_tags::{ComponentNames, component};
use crate::parse::markdown::other_dialects::hugo_tags::hugo;
use crate::parse::markdown::other_dialects::liquid_tags::liquid;
use crate::parse::markdown::other_dialects::tag_attributes::{
    filtered_path, required_picture, size_of_picture, wiki_picture,
};
use crate::parse::markdown::other_dialects::written_maths::WrittenMaths;
use crate::parse::markdown::rewritten::Rewritten;

/// A tag that was left out: of what kind, where it stood first in the new text, what it is, and how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) kind: &'static str,
    pub(crate) at: usize,
    pub(crate) written: String,
    pub(crate) count: usize,
}

/// So many different tags of a file are told; those that come after them are counted with the last.
const MOST_TOLD: usize = 200;

pub(super) struct TagWriter {
    components: ComponentNames,
    pub(super) left_out: Vec<LeftOut>,
    /// The names of Hugo's tabs that are still to come.
    tabs: VecDeque<String>,
    /// What ends the text that is shown as it is: Jekyll's `{% raw %}`, raw HTML's code.
    as_is: Option<&'static str>,
    maths: WrittenMaths,
}

impl TagWriter {
    pub(super) fn new(components: ComponentNames) -> Self {
        let maths = WrittenMaths::default();
        Self { components, left_out: Vec::new(), tabs: VecDeque::new(), as_is: None, maths }
    }

    /// Whether what follows is shown as it is, so that no line begins a box.
    pub(super) fn is_as_is(&self) -> bool {
        self.as_is.is_some()
    }

    /// Writes a line of running text, which stands at `offset`.
    pub(super) fn line(&mut self, text: &str, offset: usize, out: &mut Rewritten) {
        let mut from = 0;
        let mut at = 0;
        if self.maths.line(text, offset, out) {
            return;
        }
        let may_begin = |byte: &u8| matches!(byte, b'{' | b'`' | b'<' | b'\\' | b'[');
        loop {
            if let Some(end) = self.as_is {
                let Some((start, length)) = end_of(&text[at..], end) else { break };
                self.as_is = None;
                at += start;
                if end == "endraw" {
                    out.keep(&text[from..at], offset + from);
                    from = at + length;
                }
                at += length;
                continue;
            }
            let Some(start) = text.as_bytes()[at..].iter().position(may_begin).map(|ix| at + ix) else { break };
            let rest = near(&text[start..]);
            at = start + 1;
            if rest.starts_with('[') {
                if let Some((picture, length)) = wiki_picture(rest) {
                    out.keep(&text[from..start], offset + from);
                    out.push(&picture);
                    at = start + length;
                    from = at;
                    continue;
                }
                if let Some(size) = size_of_picture(rest) {
                    out.keep(&text[from..start + size.start], offset + from);
                    at = start + size.end;
                    from = at;
                    continue;
                }
                let Some((words, length, kind)) = self.link_nowhere(rest) else { continue };
                out.keep(&text[from..start], offset + from);
                out.keep(words, offset + start + 1);
                self.leave_out(kind, out.text.len(), &rest[words.len() + 3..length - 1]);
                at = start + length;
                from = at;
                continue;
            }
            if rest.starts_with('`') {
                at = start + code_length(rest);
                continue;
            }
            if rest.starts_with('\\') {
                if let Some((written, length)) = self.maths.inline(&text[..start], rest) {
                    out.keep(&text[from..start], offset + from);
                    out.push(&written);
                    at = start + length;
                    from = at;
                    continue;
                }
                at += rest.chars().nth(1).map_or(0, char::len_utf8);
                continue;
            }
            if let Some(end) = html_code(rest).filter(|end| *end == "</pre>" || end_of(rest, end).is_some()) {
                self.as_is = Some(end);
                continue;
            }
            let Some((length, becomes)) = self.tag(rest, is_in_target(&text[..start])) else { continue };
            out.keep(&text[from..start], offset + from);
            at = start + length;
            from = at;
            match becomes {
                // What is alone on its line stands on a line of its own.
                Becomes::Text(words) if words.ends_with("** ") && text.trim() == &text[start..at] => {
                    out.push(&words);
                    out.push(" ");
                }
                Becomes::Text(words) => out.push(&words),
                Becomes::Nothing("") => self.as_is = Some("endraw"),
                Becomes::Nothing(kind) => self.leave_out(kind, out.text.len(), &rest[..length]),
            }
        }
        out.keep(&text[from..], offset + from);
    }

    /// A link whose target only its tool knows: its words, its length, and the kind of tag.
    fn link_nowhere<'t>(&mut self, text: &'t str) -> Option<(&'t str, usize, &'static str)> {
        let (words, target) = text[1..].split_once("](").filter(|(words, _)| !words.contains(['[', '\n']))?;
        if !(target.starts_with("{{<") || target.starts_with("{{%") || target.starts_with("{%")) {
            return None;
        }
        let Some((tag, Becomes::Nothing(kind))) = self.tag(target, true) else { return None };
        if kind.is_empty() {
            return None;
        }
        let end = tag + target[tag..].find([')', '\n']).filter(|ix| target[tag + ix..].starts_with(')'))?;
        Some((words, 1 + words.len() + 2 + end + 1, kind))
    }

    fn leave_out(&mut self, kind: &'static str, at: usize, written: &str) {
        let is_full = self.left_out.len() >= MOST_TOLD;
        let is_same = |told: &&mut LeftOut| told.kind == kind && (told.written == written || is_full);
        match self.left_out.iter_mut().rev().find(is_same) {
            Some(told) => told.count += 1,
            None => self.left_out.push(LeftOut { kind, at, written: written.to_owned(), count: 1 }),
        }
    }

    /// The tag at the start of `text`: its length, and what it becomes.
    fn tag(&mut self, text: &str, in_target: bool) -> Option<(usize, Becomes)> {
        if text.starts_with('<') {
            if let Some((picture, length)) = required_picture(text) {
                return Some((length, Becomes::Text(picture)));
            }
            let (length, words) = component(text, &self.components)?;
            let nothing = || match text.starts_with("</") {
                true => Becomes::Text(String::new()),
                false => Becomes::Nothing("components of MDX"),
            };
            return Some((length, words.map_or_else(nothing, Becomes::Text)));
        }
        let length = |closing: &str| text.find(closing).map(|ix| ix + closing.len());
        if text.starts_with("{{<") || text.starts_with("{{%") {
            return hugo(text, &mut self.tabs);
        }
        if text.starts_with("{%") {
            let length = length("%}")?;
            // `{%}` is none.
            let inside = text.get(2..length - 2)?.trim_matches(['-', '~']).trim();
            if inside == "raw" {
                return Some((length, Becomes::Nothing("")));
            }
            return Some((length, liquid(inside, in_target)?));
        }
        let inside = text.strip_prefix("{{")?;
        let length = length("}}")?;
        let inside = inside.get(..length.checked_sub(4)?)?.trim_matches(['-', '~']).trim();
        if let Some(path) = filtered_path(inside) {
            return Some((length, Becomes::Text(path)));
        }
        if in_target && ADDRESSES.contains(&inside) {
            let is_all = text[length..].starts_with([')', '"', '\'']);
            return Some((length, Becomes::Text(String::from(if is_all { "/" } else { "" }))));
        }
        if inside.split_whitespace().next().is_some_and(|name| MDBOOK.contains(&name)) {
            return Some((length, Becomes::Nothing("tags of mdBook")));
        }
        let value = ["site.", "page.", "layout.", "jekyll."].iter().any(|of| inside.starts_with(of));
        value.then_some((length, Becomes::Nothing("values of Jekyll or Hugo")))
    }
}

/// What stands for the site's own address.
const ADDRESSES: [&str; 5] = ["site.baseurl", "site.url", "site.github.url", "site.base_url", "site.BaseURL"];

/// Whether what follows `before` is the target of a link: first in it, but for what stands for the site's own address.
fn is_in_target(before: &str) -> bool {
    let mut before = before;
    while let Some((outside, value)) = before.strip_suffix("}}").and_then(|before| before.rsplit_once("{{")) {
        if !ADDRESSES.contains(&value.trim()) {
            break;
        }
        before = outside;
    }
    ["](", "](<", "href=\"", "href='", "src=\"", "src='", "]: "].iter().any(|mark| before.ends_with(mark))
}

/// What ends an element of raw HTML at the start of `text` that holds code.
fn html_code(text: &str) -> Option<&'static str> {
    let opens = |tag: &str| {
        let name = text.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag));
        name && text[tag.len()..].starts_with(['>', ' '])
    };
    if opens("<pre") { Some("</pre>") } else { opens("<code").then_some("</code>") }
}

/// Where `end` stands in `text`, and how long it is: a closing tag, or the name of a tag of Liquid.
fn end_of(text: &str, end: &str) -> Option<(usize, usize)> {
    if end.starts_with('<') {
        let is_end = |at: &usize| {
            text.as_bytes()[*at..].get(..end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end.as_bytes()))
        };
        return memchr::memchr_iter(b'<', text.as_bytes()).find(is_end).map(|at| (at, end.len()));
    }
    let tags = text.match_indices("{%").filter_map(|(at, _)| Some((at, text[at..].find("%}")? + 2)));
    let is_end = |(at, length): &(usize, usize)| text[at + 2..at + length - 2].trim_matches(['-', '~']).trim() == end;
    tags.into_iter().find(|tag| tag.1 >= 4 && is_end(tag))
}

/// The longest tag, in bytes.
const LONGEST: usize = 1_000;

/// As much of `text` as a tag may be.
fn near(text: &str) -> &str {
    let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// How long the code is that begins here; one letter where it does not end on this line.
fn code_length(text: &str) -> usize {
    let run = text.len() - text.trim_start_matches('`').len();
    let mut at = run;
    while let Some(start) = text[at..].find('`').map(|ix| at + ix) {
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        at = start + length;
        if length == run {
            return at;
        }
    }
    run
}

/// Tags of mdBook.
const MDBOOK: [&str; 5] = ["#include", "#rustdoc_include", "#playground", "#playpen", "#title"];
