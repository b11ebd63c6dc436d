//! A head before and after an edit becomes the answer to whether the edit changed anything that it was not asked to.

use crate::model::Related;
use crate::parse::{Head, HeadNode, HeadValue};

/// Whether `edited` has the body that `text` has, a head that can be read, and is in the same builds.
pub(super) fn same_around(text: &str, before: &Head, edited: &str, after: &Head) -> bool {
    let body = edited[after.body_start..].trim_start_matches(['\r', '\n', '\u{feff}']);
    let same_body = match before.block {
        Some(_) => edited[after.body_start..] == text[before.body_start..],
        None => body == text[before.body_start..].trim_start_matches(['\r', '\n', '\u{feff}']),
    };
    same_body && after.diagnostics.is_empty() && after.withheld == before.withheld
}

/// What a list of pages says.
pub(super) fn pairs(list: &[Related]) -> Vec<(String, Option<String>)> {
    list.iter().map(|r| (r.target.clone(), r.why.clone())).collect()
}

/// Whether all keys but the one at `changed_at` say what they said, and `changed` holds of that one before and after. Where it is none,
/// there is one key more, called `new`.
pub(super) fn same_keys(
    before: &Head,
    changed_at: Option<usize>,
    after: &Head,
    new: &str,
    changed: impl Fn(&HeadNode, &HeadNode) -> bool,
) -> bool {
    let mut new_entries = after.entries.iter().peekable();
    let all = before.entries.iter().enumerate().all(|(ix, old)| {
        if changed_at.is_none() {
            new_entries.next_if(|entry| entry.key == new);
        }
        let Some(entry) = new_entries.next().filter(|entry| entry.key == old.key) else { return false };
        if changed_at == Some(ix) { changed(&old.node, &entry.node) } else { same(&old.node, &entry.node) }
    });
    new_entries.next_if(|entry| changed_at.is_none() && entry.key == new);
    all && new_entries.next().is_none()
}

/// Whether two values are the same, wherever they stand.
pub(super) fn same(a: &HeadNode, b: &HeadNode) -> bool {
    match (&a.value, &b.value) {
        (HeadValue::List(a), HeadValue::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (HeadValue::Table(a), HeadValue::Table(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && same(&a.node, &b.node))
        }
        (a, b) => a == b,
    }
}
