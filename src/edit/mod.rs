//! A text becomes the same text with one entry more in its front matter. Every other byte stays as it was.
//!
//! Pure: reads and writes no file. Entries are put where keys and lists already stand, in the style the author uses; each way of
//! writing one is tried on the text and read back, and only a way that adds the entry and changes nothing else is taken. Where
//! there is none, the edit is refused and the text stays.

mod brackets;
#[cfg(test)]
mod properties;
mod scalar;
#[cfg(test)]
mod tests;
mod toml_entry;
mod way_of_writing;
mod yaml_entry;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::model::Related;
use crate::parse::{self, Head, HeadNode, HeadValue, is_empty};

use way_of_writing::{NewEntry, NewText, piece};

pub use way_of_writing::RelatedKey;

/// What an edit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The entry stands there already.
    Already {
        /// Its line, counted from 1.
        line: usize,
    },
    /// The entry was added.
    Added {
        /// The whole text.
        text: String,
        /// The lines of it that are new, the first and the last, counted from 1.
        lines: (usize, usize),
    },
}

/// Why a text was left as it is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds the page `id`, related (or not) for the reason `why`, to the front matter of `text`. `names` maps the house's foreign keys
/// to ours ([`crate::model::Config::fields`]).
///
/// A text without front matter gets one, in YAML, which forges and editors know. An entry for `id` that stands there already is
/// left as it is, whatever its reason.
///
/// # Errors
/// When the front matter is not closed or not valid, when the other list names `id`, and where no way of writing keeps everything
/// else.
pub fn link(
    text: &str,
    key: RelatedKey,
    id: &str,
    why: Option<&str>,
    names: &BTreeMap<String, String>,
) -> Result<Edit, Refusal> {
    let id = id.trim();
    let why = why.map(|why| why.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|why| !why.is_empty());
    let head = parse::head(text, names);
    if let Some(mistake) = head.diagnostics.first() {
        return Err(Refusal(format!("{}; mend that first", mistake.message)));
    }
    let (own, other, name) = match key {
        RelatedKey::Related => (&head.related, &head.not_related, "related"),
        RelatedKey::NotRelated => (&head.not_related, &head.related, "not_related"),
    };
    if let Some(entry) = named(own, id) {
        return Ok(Edit::Already { line: line_of(text, entry.span.start) });
    }
    if let Some(entry) = named(other, id) {
        let line = line_of(text, entry.span.start);
        return Err(Refusal(format!("line {line} says the opposite of `{id}`; remove that first")));
    }
    let new = NewEntry { key: name, id, why: why.as_deref(), newline: newline(text) };
    let ways = match &head.block {
        None => vec![vec![on_top(text, &new)]],
        Some(block) if text[..block.start].trim_end().ends_with("+++") => toml_entry::ways(text, &head, key, &new),
        Some(block) => yaml_entry::ways(text, &head, block, key, &new),
    };
    let good = ways.into_iter().find_map(|way| {
        let (edited, at) = applied(text, &way);
        let good = keeps_all_else(text, &head, &edited, names, key, &new);
        good.then(|| ((line_of(&edited, at.start), line_of(&edited, at.end)), edited))
    });
    let refused = || Refusal(format!("`{name}` is written in a way that takes no entry safely; add `{id}` by hand"));
    good.map(|(lines, text)| Edit::Added { text, lines }).ok_or_else(refused)
}

fn named<'r>(list: &'r [Related], id: &str) -> Option<&'r Related> {
    list.iter().find(|entry| entry.target.to_lowercase() == id.to_lowercase())
}

/// The first line's end decides.
fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Front matter for a text that has none.
fn on_top(text: &str, new: &NewEntry<'_>) -> NewText {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let end = new.newline;
    let gap = if text[start..].starts_with(['\n', '\r']) || text.len() == start { "" } else { end };
    piece(start, format!("---{end}{}---{end}{gap}", yaml_entry::whole_key(new, "", "  ")))
}

/// The text with the pieces put in, and the place in it of the last one.
fn applied(text: &str, way: &[NewText]) -> (String, Range<usize>) {
    let mut edited = String::with_capacity(text.len() + way.iter().map(|piece| piece.text.len()).sum::<usize>());
    let (mut done, mut at) = (0, 0..0);
    for piece in way {
        edited.push_str(&text[done..piece.at.start]);
        let before = piece.text.len() - piece.text.trim_start_matches([',', '\r', '\n']).len();
        at = edited.len() + before..edited.len() + piece.text.trim_end().len();
        edited.push_str(&piece.text);
        done = piece.at.end;
    }
    edited.push_str(&text[done..]);
    (edited, at)
}

/// Whether `edited` reads as `text` did, with the entry at the end of its list.
fn keeps_all_else(
    text: &str,
    before: &Head,
    edited: &str,
    names: &BTreeMap<String, String>,
    key: RelatedKey,
    new: &NewEntry<'_>,
) -> bool {
    let after = parse::head(edited, names);
    let pairs = |list: &[Related]| list.iter().map(|r| (r.target.clone(), r.why.clone())).collect::<Vec<_>>();
    let (mut related, mut not_related) = (pairs(&before.related), pairs(&before.not_related));
    let entry = (new.id.to_owned(), new.why.map(str::to_owned));
    let changed_at = match key {
        RelatedKey::Related => {
            related.push(entry);
            before.related_at
        }
        RelatedKey::NotRelated => {
            not_related.push(entry);
            before.not_related_at
        }
    };
    let body = edited[after.body_start..].trim_start_matches(['\r', '\n', '\u{feff}']);
    let same_body = match before.block {
        Some(_) => edited[after.body_start..] == text[before.body_start..],
        None => body == text[before.body_start..].trim_start_matches(['\r', '\n', '\u{feff}']),
    };
    same_body
        && after.diagnostics.is_empty()
        && after.withheld == before.withheld
        && pairs(&after.related) == related
        && pairs(&after.not_related) == not_related
        && other_keys(before, changed_at, &after, new)
}

/// Whether all keys but the one at `changed_at` say what they said, and that one says at least what it said.
fn other_keys(before: &Head, changed_at: Option<usize>, after: &Head, new: &NewEntry<'_>) -> bool {
    let mut new_entries = after.entries.iter().peekable();
    let all = before.entries.iter().enumerate().all(|(ix, old)| {
        if changed_at.is_none() {
            new_entries.next_if(|entry| entry.key == new.key);
        }
        let Some(entry) = new_entries.next().filter(|entry| entry.key == old.key) else { return false };
        if changed_at != Some(ix) {
            return same(&old.node, &entry.node);
        }
        let (old, now) = (items(&old.node), items(&entry.node));
        now.len() == old.len() + 1 && old.iter().zip(now).all(|(old, now)| same(old, now))
    });
    new_entries.next_if(|entry| changed_at.is_none() && entry.key == new.key);
    all && new_entries.next().is_none()
}

/// What a list says; a single value is a list of one.
fn items(node: &HeadNode) -> Vec<&HeadNode> {
    match &node.value {
        HeadValue::List(items) => items.iter().filter(|item| !is_empty(&item.value)).collect(),
        value if is_empty(value) => Vec::new(),
        _ => vec![node],
    }
}

/// Whether two values are the same, wherever they stand.
fn same(a: &HeadNode, b: &HeadNode) -> bool {
    match (&a.value, &b.value) {
        (HeadValue::List(a), HeadValue::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (HeadValue::Table(a), HeadValue::Table(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && same(&a.node, &b.node))
        }
        (a, b) => a == b,
    }
}
