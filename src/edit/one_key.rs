//! A text becomes the same text where one key of its front matter says something that it did not say.

use std::collections::BTreeMap;

use super::applied_pieces::{applied, line_of, newline, on_top};
use super::edit_outcome::Refusal;
use super::kept_head::{pairs, same_around, same_keys};
use super::key_value::KeyValue;
use super::way_of_writing::WayOfWriting;
use super::{toml_key, yaml_key};
use crate::model::Key;
use crate::parse::{self, Head, HeadEntry, is_empty};

/// A text with a new value, and its new lines: the first and the last, counted from 1.
pub(super) type WithKey = (String, (usize, usize));

/// The ways in which `key` can say `value` in the front matter of `text`, the most fitting first. In each, no other key and no byte of the
/// body has changed.
///
/// An empty key gets the value; where there is none it is added, with the first of its names that nothing else is written under. `names`
/// maps the house's foreign keys to ours. A text without front matter gets one, in YAML.
///
/// # Errors
/// When the front matter is not closed or not valid.
pub(super) fn with_key(
    text: &str,
    key: Key,
    value: &KeyValue,
    names: &BTreeMap<String, String>,
) -> Result<Vec<WithKey>, Refusal> {
    let head = parse::head(text, names);
    if let Some(mistake) = head.diagnostics.first() {
        return Err(Refusal::new(format!("{}; mend that first", mistake.message)));
    }
    let place = head.place(key, names);
    let empty_at = place.filter(|ix| is_empty(&head.entries[*ix].node.value));
    let unused = |name: &&&str| !head.entries.iter().any(|entry| parse::canonical(&entry.key) == **name);
    let Some(name) = key.names().iter().find(unused).or(key.names().first()).copied() else { return Ok(Vec::new()) };
    let keeps = |(edited, lines): (String, _)| {
        let after = parse::head(&edited, names);
        let says = |entry: &HeadEntry| value.is_said_by(&entry.node);
        let said = match empty_at {
            Some(ix) => after.entries.get(ix).is_some_and(says),
            None => after.entries.iter().any(|entry| entry.key == name && says(entry)),
        };
        let good = said
            && same_around(text, &head, &edited, &after)
            && pairs(&after.related) == pairs(&head.related)
            && pairs(&after.not_related) == pairs(&head.not_related)
            && same_keys(&head, empty_at, &after, name, |_, _| true);
        good.then_some((edited, lines))
    };
    let tried = |way: WayOfWriting| {
        let (edited, at) = applied(text, &way);
        let lines = (line_of(&edited, at.start), line_of(&edited, at.end));
        keeps((edited, lines))
    };
    Ok(ways(text, &head, empty_at, (name, value)).into_iter().filter(|way| !way.is_empty()).filter_map(tried).collect())
}

fn ways(text: &str, head: &Head, empty_at: Option<usize>, new: (&str, &KeyValue)) -> Vec<WayOfWriting> {
    let newline = newline(text);
    let empty = empty_at.map(|ix| &head.entries[ix]);
    match &head.block {
        None => vec![vec![on_top(text, &yaml_key::whole_key(new.0, new.1, newline), newline)]],
        Some(block) if text[..block.start].trim_end().ends_with("+++") => match empty {
            Some(entry) => toml_key::in_empty_place(entry, new.1),
            None => toml_key::one_more_key(text, head, new, newline),
        },
        Some(block) => match empty {
            Some(entry) => yaml_key::in_empty_place(text, head, entry, new.1, newline),
            None => yaml_key::one_more_key(text, head, block, new, newline),
        },
    }
}
