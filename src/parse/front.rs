//! The head of a file becomes keys and values with their places, the same for TOML and YAML.
//!
//! Scalars stay as written: whether `2017-06-31` is a date or `off` a truth value is for the key to say.

use crate::diag::Diagnostic;
use crate::model::Span;

mod toml_front;
mod yaml_front;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

/// A front matter value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `null`, `~`, or nothing.
    Null,
    /// A number, date, truth value or unquoted word, as written.
    Plain(String),
    /// A quoted or block string.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// As written.
    pub(crate) key: String,
    /// The key's place.
    pub(crate) span: Span,
    /// The value.
    pub(crate) node: Node,
}

/// The head of a file.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// The keys, in order.
    pub(crate) entries: Vec<Entry>,
    /// The keys' lines, between the lines that open and close them.
    pub(crate) block: Option<Span>,
    /// Where the body begins.
    pub(crate) body_start: usize,
    /// Keys that stand in lines nobody could read, lower-cased.
    pub(crate) unreadable: Vec<String>,
    /// Findings.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How deep tables and lists may nest.
const MAX_DEPTH: usize = 32;

/// Reads the front matter of `text`, if it has any.
///
/// A first line `---` that opens no front matter (no closing line, or no keys in between) is a thematic break and part of the
/// body.
pub(crate) fn front(text: &str, shown_path: &str) -> Front {
    let start = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\u{200b}', '\u{feff}']).len();
    let Some(fence) = ["---", "+++"].into_iter().find(|f| first_line(&text[start..]).trim_end() == *f) else {
        return Front::default();
    };
    let block_start = start + first_line(&text[start..]).len();
    let Some((block_end, body_start)) = closing(text, block_start, fence) else {
        return unclosed(text, start, block_start, fence, shown_path);
    };
    let block = &text[block_start..block_end];
    let mut front = match fence {
        "+++" => toml_front::read(block, block_start, shown_path),
        _ if looks_like_keys(block) => yaml_front::read(block, block_start, shown_path),
        _ if block.trim().is_empty() => Front::default(),
        _ => return Front::default(),
    };
    front.block = Some(block_start..block_end);
    front.body_start = body_start;
    front
}

fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or("")
}

/// The end of the block and the start of what follows its closing line.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut offset = from;
    for line in text[from..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((offset, offset + line.len()));
        }
        offset += line.len();
    }
    None
}

fn unclosed(text: &str, start: usize, block_start: usize, fence: &str, shown_path: &str) -> Front {
    let mut front = Front::default();
    if fence == "+++" || looks_like_keys(first_line(&text[block_start..])) {
        let message = format!("this front matter is never closed by a line `{fence}`");
        front.diagnostics.push(
            Diagnostic::new("front/unclosed", shown_path, message).at(start..start + fence.len()).hint(format!(
                "add a line `{fence}` after the last key; until then the page is withheld, lest a draft get out"
            )),
        );
        front.unreadable.push(String::from("draft"));
    }
    front
}

/// Whether the first line that is neither blank nor a comment is a key.
fn looks_like_keys(block: &str) -> bool {
    let line = block.lines().find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    line.is_some_and(|l| {
        l.trim_start().starts_with('{')
            || l.split_once(':').is_some_and(|(key, rest)| {
                !key.is_empty()
                    && key.len() < 60
                    && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
                    && key
                        .trim_matches(['"', '\'', ' '])
                        .chars()
                        .all(|c| c.is_alphanumeric() || "_-. /();'@<>$&+?!".contains(c) || !c.is_ascii())
            })
    })
}
