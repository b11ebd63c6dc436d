//! A text becomes the place of its head: what opens it, its lines, and where the body begins.
//!
//! A head may stand below blank lines, characters nobody sees and comments of any syntax. What opens it is a line of `-`, `+` or `;`,
//! a fence of code, a brace, or its first key.

use crate::model::{Key, Span};
use crate::parse::front_matter::key_lines::{KeyLine, bare, is_table_header, key_line, language, opens_object};
use crate::parse::front_matter::keys::is_invisible;
use crate::parse::front_matter::tree::HeadLanguage;

/// Where a text begins to say something.
pub(super) struct Top {
    /// The first character that is neither blank nor in a comment.
    pub(super) at: usize,
    /// The insides of comments above it.
    pub(super) comments: Vec<Span>,
}

/// What encloses a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadPlace {
    /// A line of dashes or the like.
    Fenced,
    /// A fence of code, braces, or nothing: only what it says shows that it is a head.
    Bare,
}

/// A head's place.
pub(super) struct HeadShape {
    /// What opens it.
    pub(super) open: Span,
    /// The lines of its keys.
    pub(super) block: Span,
    /// Where the body begins.
    pub(super) body_start: usize,
    /// What it is written in; `None` where that cannot be read.
    pub(super) language: Option<HeadLanguage>,
    /// What encloses it.
    pub(super) place: HeadPlace,
    /// What should close it.
    pub(super) closing: String,
}

/// What a text begins with.
pub(super) enum HeadFound {
    /// Its body.
    Nothing,
    /// A head.
    Head(HeadShape),
    /// A head that is never closed.
    Unclosed(HeadShape),
}

/// How comments begin and end that may stand above a head.
const COMMENTS: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("{/*", "*/}"),
    ("{{/*", "*/}}"),
    ("{{- /*", "*/ -}}"),
    ("/*", "*/"),
    ("{#", "#}"),
    ("{{!--", "--}}"),
    ("{% comment %}", "{% endcomment %}"),
    ("{%- comment -%}", "{%- endcomment -%}"),
    ("<%#", "%>"),
    ("<%--", "--%>"),
    ("<?", "?>"),
    ("%%", "%%"),
];

/// Words of comments that begin with `#`, which would be headings otherwise.
const LICENCE: &[&str] =
    &["spdx", "licen", "copyright", "(c) ", "©", "all rights reserved", "do not edit", "generated", "vim:", "-*-"];

/// Finds where `text` begins to say something.
pub(super) fn top(text: &str) -> Top {
    let mut top = Top { at: 0, comments: Vec::new() };
    loop {
        let rest = &text[top.at..];
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
        top.at += blank;
        let rest = &text[top.at..];
        let comment = COMMENTS.iter().find_map(|(open, close)| {
            let inside = rest.strip_prefix(open)?;
            Some((open.len(), inside.find(close)?, close.len()))
        });
        let line = rest.split_inclusive('\n').next().unwrap_or("");
        match comment {
            Some((open, inside, close)) => {
                top.comments.push(top.at + open..top.at + open + inside);
                top.at += open + inside + close;
            }
            None if line.starts_with("//") || line.starts_with("[//]:") || line.starts_with("[comment]:") => {
                top.comments.push(top.at + 2..top.at + line.len());
                top.at += line.len();
            }
            None if line.starts_with('#') => match licence(rest) {
                0 => return top,
                length => top.at += length,
            },
            None => return top,
        }
    }
}

/// The length of the lines that begin with `#` when they speak of a licence or of tools; 0 when they are headings.
fn licence(text: &str) -> usize {
    let lines: Vec<&str> = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    let said = lines.concat().to_lowercase();
    if LICENCE.iter().any(|word| said.contains(word)) { lines.iter().map(|line| line.len()).sum() } else { 0 }
}

/// The first line of `text` with its end.
pub(super) fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or("")
}

/// A line that may open front matter.
pub(super) struct Fence {
    pub(super) mark: char,
    /// The language it names; `Some(None)` for one that is not read.
    pub(super) label: Option<Option<HeadLanguage>>,
}

/// `---`, `----`, `--- # comment`, `---toml`, `--- yaml`, `+++`, `;;;`, and the dashes that word processors make of `---`.
pub(super) fn fence(line: &str) -> Option<Fence> {
    let line = bare(line);
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑');
    let mark = match line.chars().next()? {
        c if dash(c) => '-',
        c @ ('+' | ';') => c,
        _ => return None,
    };
    let run = line.trim_start_matches(|c: char| if mark == '-' { dash(c) } else { c == mark });
    let width: usize = line[..line.len() - run.len()].chars().map(|c| if c == '—' { 2 } else { 1 }).sum();
    let label = match run.trim().to_lowercase().as_str() {
        rest if rest.is_empty() || rest.starts_with('#') => None,
        "yaml" | "yml" => Some(Some(HeadLanguage::Yaml)),
        "toml" => Some(Some(HeadLanguage::Toml)),
        "json" | "json5" => Some(Some(HeadLanguage::Json)),
        "js" | "javascript" | "coffee" | "cson" | "hjson" | "ini" | "org" | "edn" | "xml" | "php" => Some(None),
        _ => return None,
    };
    (width >= 3).then_some(Fence { mark, label })
}

/// A head between two lines of `fence`'s kind, whose first is the `line` at `at`.
pub(super) fn fenced(text: &str, at: usize, line: &str, fence: &Fence) -> HeadFound {
    let block_start = at + line.len();
    let closing = if bare(line).starts_with("+++") {
        "+++"
    } else if fence.mark == ';' {
        ";;;"
    } else {
        "---"
    };
    let indent = text[..at].rsplit('\n').next().unwrap_or("").chars().filter(|c| c.is_whitespace()).count();
    let open = at..at + line.trim_end().len();
    let found = closing_line(text, block_start, fence.mark, indent);
    let (block_end, body_start) = found.unwrap_or((text.len(), text.len()));
    let block = &text[block_start..block_end];
    let seen = language(block);
    let written_in = match (fence.label, seen) {
        (Some(None), _) => None,
        // What it looks like counts more than what it is called.
        (_, Some(seen)) => Some(seen),
        (Some(label), None) => label,
        (None, None) if fence.mark == '+' => Some(HeadLanguage::Toml),
        (None, None) if found.is_some() && (bare(block).is_empty() || is_for_tools(block)) => Some(HeadLanguage::Yaml),
        (None, None) => return HeadFound::Nothing,
    };
    let shape = HeadShape {
        open,
        block: block_start..block_end,
        body_start,
        language: written_in,
        place: HeadPlace::Fenced,
        closing: closing.to_owned(),
    };
    match found {
        Some(_) => HeadFound::Head(shape),
        None if fence.mark == '+' || fence.label.is_some() || begins_with_keys(block) => HeadFound::Unclosed(shape),
        None => HeadFound::Nothing,
    }
}

/// Whether all lines are comments for tools or about the file: `# yaml-language-server: …`. Others may be headings between two rules.
fn is_for_tools(block: &str) -> bool {
    let mut lines = block.lines().map(bare).filter(|line| !line.is_empty());
    let mut said = 0;
    let all = lines.by_ref().all(|line| {
        let Some(words) = line.strip_prefix('#').map(str::trim) else { return false };
        let lower = words.to_lowercase();
        let name = words.split([':', '=']).next().filter(|name| name.len() < words.len()).unwrap_or_default();
        let is_directive =
            name.contains('-') && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'));
        let names_tool =
            ["front matter", "prettier", "eslint", "markdownlint", "jekyll"].iter().any(|word| lower.contains(word));
        said += usize::from(is_directive || names_tool || LICENCE.iter().any(|word| lower.contains(word)));
        true
    });
    all && said > 0
}

/// The end of the block and the start of what follows its closing line. A head of dashes ends at a line of pluses too; one of
/// pluses only where no other line would do, for TOML's long texts may hold rules.
fn closing_line(text: &str, from: usize, mark: char, indent: usize) -> Option<(usize, usize)> {
    let mut offset = from;
    let mut second = None;
    for line in text[from..].split_inclusive('\n') {
        let end = offset + line.len();
        let inner = line.chars().take_while(|c| matches!(c, ' ' | '\t')).count() > indent;
        if !inner && bare(line) == "..." && mark == '-' {
            return Some((offset, end));
        }
        if !inner && let Some(found) = fence(line).filter(|found| found.label.is_none()) {
            if found.mark == mark || mark == '-' {
                return Some((offset, end));
            }
            second.get_or_insert((offset, end));
        }
        offset = end;
    }
    second
}

/// Whether the first lines of `block` are keys of a head rather than a sentence that begins with a word and a colon.
pub(super) fn begins_with_keys(block: &str) -> bool {
    if opens_object(block.trim_start()) {
        return true;
    }
    let keys: Vec<KeyLine<'_>> = block
        .lines()
        .map(bare)
        .skip_while(|line| line.is_empty() || line.starts_with('#') || is_table_header(line))
        .map_while(key_line)
        .collect();
    let at_once = key_line(bare(first_line(block))).is_some_and(|key| key.is_for_machines() || key.is_telling());
    let known = |key: &KeyLine<'_>| key.is_telling() || Key::our_names().any(|own| own == key.key);
    match keys.as_slice() {
        [] => false,
        [first, ..] if at_once || first.language == HeadLanguage::Toml => true,
        [first, ..] if first.is_for_machines() && first.is_telling() => true,
        all => all.len() > 1 && all.iter().any(known),
    }
}
