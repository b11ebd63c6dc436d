//! What a head is once it is read: keys and values with their places, as written.

use crate::diag::Diagnostic;
use crate::model::Span;
use crate::parse::front_matter::keys::named_keys;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeadNode {
    pub(crate) value: HeadValue,
    pub(crate) span: Span,
}

/// A front matter value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum HeadValue {
    /// `null`, `~`, or nothing.
    Null,
    /// A number, date, truth value or unquoted word, as written.
    Plain(String),
    /// A quoted or block string.
    Text(String),
    /// A list.
    List(Vec<HeadNode>),
    /// A table.
    Table(Vec<HeadEntry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeadEntry {
    /// As written.
    pub(crate) key: String,
    /// The key's place.
    pub(crate) span: Span,
    /// The value.
    pub(crate) node: HeadNode,
}

/// What keys are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum HeadLanguage {
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
    pub(crate) entries: Vec<HeadEntry>,
    /// What they are written in.
    pub(crate) language: HeadLanguage,
    /// The keys' lines, between the lines that open and close them.
    pub(crate) block: Option<Span>,
    /// Where the body begins.
    pub(crate) body_start: usize,
    /// Keys that stand in lines nobody could read, in canonical form.
    pub(crate) unreadable: Vec<String>,
    /// Why the head as a whole cannot be read with certainty, as a clause; `unreadable` has its keys.
    pub(crate) unread: Option<String>,
    /// Keys that stand where no head is read, though they look like one. They may withhold the page and do nothing else.
    pub(crate) misplaced: Vec<HeadEntry>,
    /// Findings.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How deep tables and lists may nest.
pub(crate) const MAX_DEPTH: usize = 32;

/// The longest head, in bytes, that is given to the readers of YAML, TOML and JSON.
pub(crate) const MAX_BYTES: usize = 256 * 1024;

/// How many findings one head makes of one kind.
pub(crate) const MAX_FINDINGS: usize = 20;

/// Marks a head as one that cannot be read with certainty; `written` may name keys.
pub(crate) fn unread(front: &mut Front, written: &str, why: &str) {
    front.unread = Some(why.to_owned());
    front.unreadable.extend(named_keys(written));
}
