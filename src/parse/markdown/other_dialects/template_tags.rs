//! Tags that only name their tool become nothing, and are told: Hugo's shortcodes, Jekyll's and Eleventy's tags, what stands for the site or
//! the page, components of MDX.
//!
//! Where a tag says a target (`ref`, `link`, `post_url`) or a picture, that is kept. Every other `{{ … }}` is an engineer's prose.

use crate::parse::markdown::other_dialects::box_openings::shortcode;
use crate::parse::markdown::other_dialects::component_tags::{ComponentNames, component};
use crate::parse::markdown::other_dialects::tag_attributes::{attribute, filtered_path, picture, said, sized};
use crate::parse::markdown::rewritten::Rewritten;

/// Tags that were left out: of what kind, where the first one stood in the new text, what it is, and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) kind: &'static str,
    pub(crate) at: usize,
    pub(crate) first: String,
    pub(crate) count: usize,
}

pub(super) struct TagWriter {
    components: ComponentNames,
    pub(super) left_out: Vec<LeftOut>,
}

/// What a tag becomes.
enum Becomes {
    /// Nothing; told as this kind.
    Nothing(&'static str),
    Text(String),
}

impl TagWriter {
    pub(super) fn new(components: ComponentNames) -> Self {
        Self { components, left_out: Vec::new() }
    }

    /// Writes a line of running text, which stands at `offset`.
    pub(super) fn line(&mut self, text: &str, offset: usize, out: &mut Rewritten) {
        let mut from = 0;
        let mut at = 0;
        let may_begin = |byte: &u8| matches!(byte, b'{' | b'`' | b'<' | b'\\' | b'[');
        while let Some(start) = text.as_bytes()[at..].iter().position(may_begin).map(|ix| at + ix) {
            let rest = near(&text[start..]);
            at = start + 1;
            if rest.starts_with('[') {
                if let Some((kept, length)) = sized(rest) {
                    out.keep(&text[from..start + kept], offset + from);
                    at = start + length;
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
                at += rest.chars().nth(1).map_or(0, char::len_utf8);
                continue;
            }
            let in_target = text[..start].ends_with("](") || text[..start].ends_with("](<");
            let Some((length, becomes)) = self.tag(rest, in_target) else { continue };
            out.keep(&text[from..start], offset + from);
            match becomes {
                Becomes::Text(text) => out.push(&text),
                Becomes::Nothing(kind) => self.leave_out(kind, out.text.len(), &rest[..length]),
            }
            at = start + length;
            from = at;
        }
        out.keep(&text[from..], offset + from);
    }

    /// A link whose target only its tool knows: its words, its length, and the kind of tag.
    fn link_nowhere<'t>(&self, text: &'t str) -> Option<(&'t str, usize, &'static str)> {
        let (words, target) = text[1..].split_once("](").filter(|(words, _)| !words.contains(['[', '\n']))?;
        if !(target.starts_with("{{<") || target.starts_with("{{%") || target.starts_with("{%")) {
            return None;
        }
        let Some((tag, Becomes::Nothing(kind))) = self.tag(target, true) else { return None };
        let end = tag + target[tag..].find([')', '\n']).filter(|ix| target[tag + ix..].starts_with(')'))?;
        Some((words, 1 + words.len() + 2 + end + 1, kind))
    }

    fn leave_out(&mut self, kind: &'static str, at: usize, written: &str) {
        match self.left_out.iter_mut().find(|told| told.kind == kind) {
            Some(told) => told.count += 1,
            None => self.left_out.push(LeftOut { kind, at, first: written.to_owned(), count: 1 }),
        }
    }

    /// The tag at the start of `text`: its length, and what it becomes.
    fn tag(&self, text: &str, in_target: bool) -> Option<(usize, Becomes)> {
        if text.starts_with('<') {
            let (length, words) = component(text, &self.components)?;
            return Some((length, words.map_or(Becomes::Nothing("components of MDX"), Becomes::Text)));
        }
        let length = |closing: &str| text.find(closing).map(|ix| ix + closing.len());
        if text.starts_with("{{<") || text.starts_with("{{%") {
            let length = length(if text.starts_with("{{<") { ">}}" } else { "%}}" })?;
            return Some((length, hugo(shortcode(&text[..length])?)?));
        }
        if text.starts_with("{%") {
            let length = length("%}")?;
            // `{%}` is none.
            let inside = text.get(2..length - 2)?.trim_matches(['-', '~']).trim();
            return Some((length, liquid(inside, in_target)?));
        }
        let inside = text.strip_prefix("{{")?;
        let length = length("}}")?;
        let inside = inside.get(..length.checked_sub(4)?)?.trim_matches(['-', '~']).trim();
        if let Some(path) = filtered_path(inside) {
            return Some((length, Becomes::Text(path)));
        }
        if inside.split_whitespace().next().is_some_and(|name| MDBOOK.contains(&name)) {
            return Some((length, Becomes::Nothing("tags of mdBook")));
        }
        let value = ["site.", "page.", "layout.", "jekyll."].iter().any(|of| inside.starts_with(of));
        value.then_some((length, Becomes::Nothing("values of Jekyll or Hugo")))
    }
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

fn hugo(inside: &str) -> Option<Becomes> {
    let name = inside.split_whitespace().next()?;
    if inside.starts_with("/*") {
        return None;
    }
    let target = inside.strip_prefix("ref ").or_else(|| inside.strip_prefix("relref "));
    if let Some(target) = target {
        let path = attribute(inside, "path").unwrap_or_else(|| target.trim().trim_matches(['"', '`', '\'']));
        return Some(Becomes::Text(path.replace(' ', "%20")));
    }
    if name == "figure" {
        let src = attribute(inside, "src").filter(|src| !src.is_empty());
        return src.map(|src| Becomes::Text(format!("![{}](<{src}>)", said(inside).replace(['[', ']'], ""))));
    }
    let is_name = name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then_some(Becomes::Nothing("shortcodes of Hugo"))
}

fn liquid(inside: &str, in_target: bool) -> Option<Becomes> {
    let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let target = rest.trim().trim_matches(['"', '\'']);
    match name {
        "link" if in_target => Some(Becomes::Text(format!("/{}", target.trim_start_matches('/').replace(' ', "%20")))),
        "post_url" if in_target => Some(Becomes::Text(format!("/_posts/{}.md", target.trim_start_matches('/')))),
        "include" | "include_cached" | "include_relative" | "render" if !said(inside).is_empty() => {
            Some(Becomes::Text(picture(inside).unwrap_or_else(|| said(inside))))
        }
        "embed" => attribute(inside, "url").map(|url| Becomes::Text(format!("<{url}>"))),
        "file" => attribute(inside, "src").map(|src| {
            let words = Some(said(inside)).filter(|said| !said.is_empty());
            Becomes::Text(format!("[{}](<{src}>)", words.as_deref().unwrap_or(src)))
        }),
        "code" if attribute(inside, "title").is_some() => Some(Becomes::Text(format!("**{}**\n", said(inside)))),
        _ if GITBOOK.contains(&name) => Some(Becomes::Nothing("tags of GitBook")),
        _ => LIQUID.contains(&name).then_some(Becomes::Nothing("tags of Jekyll, Eleventy or the like")),
    }
}

/// Tags of mdBook.
const MDBOOK: [&str; 5] = ["#include", "#rustdoc_include", "#playground", "#playpen", "#title"];

/// Tags of GitBook.
const GITBOOK: [&str; 16] = [
    "hint",
    "endhint",
    "tabs",
    "endtabs",
    "tab",
    "endtab",
    "code",
    "endcode",
    "content-ref",
    "endcontent-ref",
    "stepper",
    "endstepper",
    "step",
    "endstep",
    "endembed",
    "endfile",
];

/// Tags of Liquid, Jekyll, Nunjucks and the like.
const LIQUID: [&str; 46] = [
    "assign",
    "capture",
    "endcapture",
    "case",
    "when",
    "endcase",
    "cycle",
    "decrement",
    "increment",
    "if",
    "elsif",
    "elif",
    "else",
    "endif",
    "unless",
    "endunless",
    "for",
    "endfor",
    "break",
    "continue",
    "tablerow",
    "endtablerow",
    "include",
    "include_relative",
    "include_cached",
    "layout",
    "render",
    "raw",
    "endraw",
    "highlight",
    "endhighlight",
    "link",
    "post_url",
    "seo",
    "feed_meta",
    "toc",
    "gist",
    "avatar",
    "set",
    "endset",
    "block",
    "endblock",
    "extends",
    "import",
    "from",
    "macro",
];
