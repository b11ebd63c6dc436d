//! A text becomes the same text with one entry more in a list of pages.

use std::collections::BTreeMap;

use super::applied_pieces::{applied, line_of, newline, on_top};
use super::edit_outcome::{Edit, Refusal};
use super::kept_head::{pairs, same, same_around, same_keys};
use super::way_of_writing::{NewEntry, RelatedKey};
use super::{toml_entry, yaml_entry};
use crate::model::Related;
use crate::parse::{self, Head, HeadNode, HeadValue, is_empty};

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
        return Err(Refusal::new(format!("{}; mend that first", mistake.message)));
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
        return Err(Refusal::new(format!("line {line} says the opposite of `{id}`; remove that first")));
    }
    let new = NewEntry { key: name, id, why: why.as_deref(), newline: newline(text) };
    let ways = match &head.block {
        None => vec![vec![on_top(text, &yaml_entry::whole_key(&new, "", "  "), new.newline)]],
        Some(block) if text[..block.start].trim_end().ends_with("+++") => toml_entry::ways(text, &head, key, &new),
        Some(block) => yaml_entry::ways(text, &head, block, key, &new),
    };
    let good = ways.into_iter().find_map(|way| {
        let (edited, at) = applied(text, &way);
        let good = keeps_all_else(text, &head, &edited, names, key, &new);
        good.then(|| ((line_of(&edited, at.start), line_of(&edited, at.end)), edited))
    });
    let refused =
        || Refusal::new(format!("`{name}` is written in a way that takes no entry safely; add `{id}` by hand"));
    good.map(|(lines, text)| Edit::Added { text, lines }).ok_or_else(refused)
}

fn named<'r>(list: &'r [Related], id: &str) -> Option<&'r Related> {
    list.iter().find(|entry| entry.target.to_lowercase() == id.to_lowercase())
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
    let one_more = |old: &HeadNode, now: &HeadNode| {
        let (old, now) = (items(old), items(now));
        now.len() == old.len() + 1 && old.iter().zip(now).all(|(old, now)| same(old, now))
    };
    same_around(text, before, edited, &after)
        && pairs(&after.related) == related
        && pairs(&after.not_related) == not_related
        && same_keys(before, changed_at, &after, new.key, one_more)
}

/// What a list says; a single value is a list of one.
fn items(node: &HeadNode) -> Vec<&HeadNode> {
    match &node.value {
        HeadValue::List(items) => items.iter().filter(|item| !is_empty(&item.value)).collect(),
        value if is_empty(value) => Vec::new(),
        _ => vec![node],
    }
}
