//! The head of a file becomes keys and values with their places, whatever it is written in and whatever stands around it.
//!
//! Scalars stay as written: whether `2017-06-31` is a date or `off` a truth value is for the key to say. A head that cannot be read
//! with certainty says so, and its page is withheld.

use crate::diag::Diagnostic;
use crate::model::Span;
use crate::parse::deciding::is_telling;
use crate::parse::key_names::{canonical, named_keys};

mod json_front;
mod lines;
mod misplaced;
mod shape;
#[cfg(test)]
mod tests;
mod toml_front;
mod unfenced;
mod yaml_front;

pub(crate) use lines::is_table_header;

use lines::opens_object;
use shape::{Found, Place, Shape, fence, fenced, first_line};
use unfenced::{code, object, open_lines};

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

/// What keys are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// `key: value`.
    #[default]
    Yaml,
    /// `key = value`.
    Toml,
    /// `{"key": "value"}`.
    Json,
}

/// The head of a file.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// The keys, in order.
    pub(crate) entries: Vec<Entry>,
    /// What they are written in.
    pub(crate) language: Language,
    /// The keys' lines, between the lines that open and close them.
    pub(crate) block: Option<Span>,
    /// Where the body begins.
    pub(crate) body_start: usize,
    /// Keys that stand in lines nobody could read, in canonical form.
    pub(crate) unreadable: Vec<String>,
    /// Why the head as a whole cannot be read with certainty, as a clause; `unreadable` has its keys.
    pub(crate) unread: Option<String>,
    /// Keys that stand where no head is read, though they look like one. They may withhold the page and do nothing else.
    pub(crate) misplaced: Vec<Entry>,
    /// Findings.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How deep tables and lists may nest.
const MAX_DEPTH: usize = 32;

/// The longest head, in bytes, that is given to the readers of YAML, TOML and JSON.
pub(crate) const MAX_BYTES: usize = 256 * 1024;

/// How many findings one head makes of one kind.
const MAX_FINDINGS: usize = 20;

/// Reads the front matter of `text`, if it has any.
///
/// A first line `---` that opens no front matter (no closing line, or no keys in between) is a thematic break and part of the
/// body; a first fence of code, a first brace and first lines of keys are a head when a key says so that hardly anything else
/// begins with.
pub(crate) fn front(text: &str, shown_path: &str) -> Front {
    let top = shape::top(text);
    let mut front = match head(text, top.at) {
        Found::Nothing => Front::default(),
        Found::Unclosed(shape) => unclosed(text, &shape, shown_path),
        Found::Head(shape) => whole(text, &shape, shown_path),
    };
    front.misplaced = misplaced::entries(text, &top, front.body_start);
    front
}

/// The head that begins at `at`.
fn head(text: &str, at: usize) -> Found {
    let line = first_line(&text[at..]);
    if let Some(fence) = fence(line) {
        return fenced(text, at, line, &fence);
    }
    if line.starts_with("```") || line.starts_with("~~~") {
        return code(text, at, line);
    }
    if opens_object(&text[at..]) {
        return object(text, at);
    }
    // Four spaces make code of what looks like keys.
    let indent = text[..at].rsplit('\n').next().unwrap_or("");
    if indent.contains('\t') || indent.contains("    ") { Found::Nothing } else { open_lines(text, at) }
}

/// Keys and values of a file that holds nothing else.
pub(crate) fn keys_and_values(text: &str, language: Language, shown_path: &str) -> Front {
    read(text, 0..text.len(), language, shown_path)
}

fn whole(text: &str, shape: &Shape, shown_path: &str) -> Front {
    let mut front = match shape.language {
        Some(language) => read(text, shape.block.clone(), language, shown_path),
        None => {
            let mut front = Front::default();
            let message = "this front matter is written in a language that Casebook does not read";
            let finding = Diagnostic::new("front/syntax", shown_path, message).at(shape.open.clone());
            front
                .diagnostics
                .push(finding.hint("write it as YAML between lines `---`, or as TOML between lines `+++`"));
            unread(&mut front, &text[shape.block.clone()], "its front matter is in a language that cannot be read");
            front
        }
    };
    let tells = |entry: &Entry| is_telling(&canonical(&entry.key)) && !matches!(entry.node.value, Value::Table(_));
    let telling = || front.entries.iter().any(tells);
    let broken = !front.diagnostics.is_empty();
    if shape.place != Place::Fenced && !telling() && !front.unreadable.iter().any(|key| is_telling(key)) {
        return Front::default();
    }
    // Prose between two fences: the second is a rule of the body, and the first closes nothing.
    if broken && shape.place == Place::Fenced && lines::holds_prose(&text[shape.block.clone()]) {
        return if telling() { unclosed(text, shape, shown_path) } else { Front::default() };
    }
    front.block = Some(shape.block.clone());
    front.body_start = shape.body_start;
    front
}

/// Reads the keys of `block`.
fn read(text: &str, block: Span, language: Language, shown_path: &str) -> Front {
    let (written, offset) = (&text[block.clone()], block.start);
    if written.len() > MAX_BYTES {
        let mut front = Front { language, ..Front::default() };
        let message = format!("this front matter is longer than {} KB and is not read", MAX_BYTES / 1024);
        let finding = Diagnostic::new("front/syntax", shown_path, message).at(offset..offset);
        front.diagnostics.push(finding.hint("move long texts into the body; until then the page is withheld"));
        unread(&mut front, written, "its front matter is too long to be read");
        return front;
    }
    let front = match language {
        Language::Toml => toml_front::read(written, offset, shown_path),
        Language::Yaml => yaml_front::read(written, offset, shown_path),
        Language::Json => json_front::read(written, offset, shown_path),
    };
    Front { language, ..front }
}

/// A head whose end nobody can tell.
fn unclosed(text: &str, shape: &Shape, shown_path: &str) -> Front {
    let mut front = Front::default();
    let message = format!("this front matter is never closed by a line `{}`", shape.closing);
    let finding = Diagnostic::new("front/unclosed", shown_path, message).at(shape.open.clone());
    let line = &shape.closing;
    front.diagnostics.push(finding.hint(format!(
        "add a line `{line}` after the last key; until then the page is withheld, lest a draft get out"
    )));
    unread(&mut front, lines::first_keys(&text[shape.block.start..]), "its front matter is never closed");
    front
}

/// Marks a head as one that cannot be read with certainty; `written` may name keys.
fn unread(front: &mut Front, written: &str, why: &str) {
    front.unread = Some(why.to_owned());
    front.unreadable.extend(named_keys(written));
}
