//! A page's index and Hugo's `cascade` become what is said of all pages below its folder.

use crate::diag::Diagnostic;
use crate::model::without_extensions;
use crate::model::{Below, Source, Withheld};
use crate::parse::front_matter::{Front, HeadEntry, HeadNode, HeadValue, KeyReader, as_text, canonical};
use crate::parse::visibility::reasons::{HouseRules, strictest};
use crate::parse::visibility::table_verdict::table_verdict;

/// Reads what the page of `source` says of others; `own` is what withholds it and would withhold its section.
///
/// Only an `_index` stands for its section. What cascades holds from the folder of an index down, and from any other page for what
/// stands in the folder of its name.
pub(crate) fn said_of_pages_below(
    source: &Source,
    front: &Front,
    own: Option<Withheld>,
    house: &HouseRules<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Below> {
    let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let unread = source.unread.clone().map(Withheld::Unread);
    let mut below = Vec::new();
    if stem == "_index"
        && let Some(withheld) = unread.or(own)
    {
        below.push(Below { folder: folder.to_owned(), withheld });
    }
    let own_folder = match stem.as_str() {
        "_index" | "index" | "readme" => folder.to_owned(),
        _ => without_extensions(&source.path).to_owned(),
    };
    below.extend(cascades(&front.entries, &own_folder, house, findings));
    below
}

/// What the `cascade` among `entries` says of the pages below `folder`.
pub(crate) fn cascades(
    entries: &[HeadEntry],
    folder: &str,
    house: &HouseRules<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Below> {
    let mut below = Vec::new();
    for entry in entries.iter().filter(|entry| canonical(&entry.key) == "cascade") {
        let tables: Vec<&HeadNode> = match &entry.node.value {
            HeadValue::List(items) => items.iter().collect(),
            _ => vec![&entry.node],
        };
        for table in tables {
            let HeadValue::Table(values) = &table.value else { continue };
            if let Some(withheld) = withheld_by_values(values, "`cascade`", house, findings) {
                below.extend(targets(values, folder).into_iter().map(|folder| {
                    let withheld = withheld.clone();
                    Below { folder, withheld }
                }));
            }
        }
    }
    below
}

/// Why pages that are given these values are withheld; `by` names what gives them.
///
/// A day of publication that others are given withholds them, for what decides is the day of the run, and that is not known here.
pub(crate) fn withheld_by_values(
    values: &[HeadEntry],
    by: &str,
    house: &HouseRules<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Withheld> {
    let mut entries = values.to_vec();
    for inner in values.iter().filter(|entry| canonical(&entry.key) == "params") {
        if let HeadValue::Table(params) = &inner.node.value {
            entries.extend(params.iter().cloned());
        }
    }
    let mut reader = KeyReader::new(&entries, house.fields, house.path);
    let verdict = table_verdict(&mut reader, house);
    findings.extend(verdict.reasons.iter().filter_map(|reason| reason.finding.clone()));
    let dated = verdict.publication.from.is_some() || verdict.publication.until.is_some();
    let day = || dated.then(|| Withheld::Draft(String::from("a day of publication is given")));
    let says = |why: String| format!("{why} ({by} in `{}`)", house.path);
    Some(match strictest(&verdict.reasons).or_else(day)? {
        Withheld::Draft(why) => Withheld::Draft(says(why)),
        Withheld::Publication(why) => Withheld::Publication(says(why)),
        other => other,
    })
}

/// The folders that a cascade is narrowed to by a pattern of paths. Only what stands before the first sign of a pattern is certain, so a
/// folder may hold more than the pattern means; kinds, languages and environments narrow nothing.
fn targets(values: &[HeadEntry], folder: &str) -> Vec<String> {
    let path =
        values.iter().find(|entry| ["_target", "target"].contains(&canonical(&entry.key).as_str())).and_then(|entry| {
            let HeadValue::Table(parts) = &entry.node.value else { return None };
            parts.iter().find(|part| part.key.eq_ignore_ascii_case("path")).and_then(|part| as_text(&part.node))
        });
    let Some(path) = path else { return vec![folder.to_owned()] };
    let whole =
        path.value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|rest| !rest.contains(['{', '}']));
    let patterns: Vec<&str> = whole.map_or_else(|| vec![path.value.as_str()], |all| all.split(',').collect());
    let mut folders: Vec<String> = patterns.into_iter().map(|pattern| certain(pattern, folder)).collect();
    folders.dedup();
    folders
}

/// The folder that all paths lie below that `pattern` means; `folder` where that is not plain.
fn certain(pattern: &str, folder: &str) -> String {
    let pattern = pattern.trim();
    let literal = pattern.find(['*', '?', '[', '{', '\\']).map_or(pattern, |at| &pattern[..at]);
    let literal =
        if literal.len() == pattern.len() { literal } else { literal.rsplit_once('/').map_or("", |(path, _)| path) };
    let inside = literal.strip_prefix('/').unwrap_or("").trim_end_matches('/');
    let below =
        folder.is_empty() || inside == folder || inside.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    if below && !inside.is_empty() { inside.to_owned() } else { folder.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_narrows_a_cascade_as_far_as_it_is_plain() {
        assert_eq!(certain("/a/b/**", ""), "a/b");
        assert_eq!(certain("/a/b", "a"), "a/b");
        assert_eq!(certain("/a/2024-*", "a"), "a");
        assert_eq!(certain("/other/**", "a"), "a");
        assert_eq!(certain("**/b", "a"), "a");
        assert_eq!(certain("a/b/**", ""), "");
    }
}
