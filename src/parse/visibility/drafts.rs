//! Keys become reasons to take a page for a draft: because they say so, or because the tool they are for never writes or lists the page.

use crate::diag::{Diagnostic, Rule};
use crate::parse::front_matter::{
    DRAFT, FALSE, HeadEntry, HeadNode, HeadValue, KeyReader, PUBLISHED, STATUS, TRUE, as_text, is_empty, is_one, truth,
};
use crate::parse::visibility::reasons::{HouseRules, TableVerdict};

/// Words of a status that mean "not yet".
const UNFINISHED: &[&str] = &["draft", "drafts", "drafting", "drafted", "wip", "unpublished", "private", "review"];

/// Words that a status may begin with though something else is still in progress.
const FINISHED: &[&str] =
    &["complete", "completed", "done", "final", "published", "approved", "resolved", "closed", "mitigated"];

/// Keys that hold what sort of page it is.
const SORTS: &[&str] =
    &["type", "layout", "template", "kind", "stage", "category", "categories", "tag", "tags", "labels", "topics"];

/// The keys of a draft that say nothing of the pages below an index.
const OWN: &[&str] = &["unlisted", "headless", "eleventy_exclude_from_collections"];

/// Hears every key that may make a draft.
pub(crate) fn hear_drafts(reader: &mut KeyReader<'_>, house: &HouseRules<'_>, verdict: &mut TableVerdict) {
    for (key, entry) in reader.those(|key| is_one(key, DRAFT)) {
        match truth(&entry.node.value, true) {
            _ if is_empty(&entry.node.value) => {}
            Some(true) => verdict.draft(&key, entry, format!("`{key}` is true"), !is_one(&key, OWN)),
            Some(false) => {}
            None => verdict.doubt(&key, entry, neither(&key, entry, house.path)),
        }
    }
    for (key, entry) in reader.those(|key| is_one(key, PUBLISHED)) {
        let word = as_text(&entry.node).map(|text| text.value.to_lowercase()).unwrap_or_default();
        let says = TRUE.contains(&word.as_str()) || FALSE.contains(&word.as_str());
        match truth(&entry.node.value, false) {
            Some(false) => verdict.draft(&key, entry, format!("`{key}` is false"), true),
            None if says => verdict.doubt(&key, entry, neither(&key, entry, house.path)),
            // A day of publication, for others to read.
            _ => {}
        }
    }
    statuses(reader, house, verdict);
    sorts(reader, verdict);
    never_written(reader, verdict);
}

fn statuses(reader: &mut KeyReader<'_>, house: &HouseRules<'_>, verdict: &mut TableVerdict) {
    for (key, entry) in reader.those(|key| is_one(key, STATUS)) {
        match as_text(&entry.node) {
            Some(status) if is_unfinished(&status.value) => {
                verdict.draft(&key, entry, format!("its status is `{}`", status.value), true);
            }
            Some(status) if ["published", "final", ""].contains(&status.value.to_lowercase().as_str()) => {}
            Some(status) => verdict.status = Some(status),
            None if is_empty(&entry.node.value) => {}
            None => verdict.doubt(&key, entry, unreadable(&key, house.path).at(entry.node.span.clone())),
        }
    }
}

/// Whether a status says that the text is not finished.
pub(crate) fn is_unfinished(status: &str) -> bool {
    let status = status.to_lowercase().replace(['-', '_'], " ");
    let words: Vec<&str> = status.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let finished = words.first().is_some_and(|word| FINISHED.contains(word));
    let phrase =
        ["not published", "do not publish", "not for publication"].iter().any(|phrase| status.contains(phrase));
    phrase || (status.contains("in progress") && !finished) || words.iter().any(|word| UNFINISHED.contains(word))
}

/// `type: draft`, `layout: draft`, a tag `draft`.
fn sorts(reader: &KeyReader<'_>, verdict: &mut TableVerdict) {
    for (key, entry) in reader.seen(|key| SORTS.contains(&key)) {
        let items = match &entry.node.value {
            HeadValue::List(items) => items.iter().collect(),
            _ => vec![&entry.node],
        };
        let texts = items.into_iter().filter_map(as_text).map(|fact| fact.value.to_lowercase());
        let names: Vec<String> = texts.flat_map(|text| text.split(',').map(sort).collect::<Vec<_>>()).collect();
        if let Some(name) = names.iter().find(|name| ["draft", "drafts", "wip"].contains(&name.as_str())) {
            verdict.draft(key, entry, format!("`{key}` says `{name}`"), false);
        }
    }
}

/// `layouts/draft.html` is `draft`, and so is `#draft`.
fn sort(text: &str) -> String {
    let name = text.trim().rsplit('/').next().unwrap_or("");
    name.split('.').next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Pages that their own generator reads and never writes, or that stand in none of its lists.
///
/// Hugo's `list: local` is listed in its own section, and so is published.
fn never_written(reader: &KeyReader<'_>, verdict: &mut TableVerdict) {
    let never = |node: &HeadNode, words: &[&str]| {
        let word = as_text(node).map(|text| text.value.to_lowercase())?;
        (words.contains(&word.as_str()) || FALSE.contains(&word.as_str())).then_some(word)
    };
    for (key, entry) in reader.seen(|_| true) {
        let told = match (key, &entry.node.value) {
            ("permalink", _) => as_text(&entry.node).filter(|text| text.value == "false").map(|text| text.value),
            ("render" | "build.render" | "_build.render", _) => never(&entry.node, &["never", "link"]),
            ("build.list" | "_build.list", _) => never(&entry.node, &["never"]),
            ("build" | "_build", HeadValue::Table(parts)) => parts.iter().find_map(|part| {
                let words: &[&str] = match part.key.to_lowercase().as_str() {
                    "render" => &["never", "link"],
                    "list" => &["never"],
                    _ => return None,
                };
                never(&part.node, words).map(|word| format!("{}: {word}", part.key))
            }),
            ("build" | "_build", _) => never(&entry.node, &["never"]),
            _ => None,
        };
        if let Some(told) = told {
            verdict.draft(key, entry, format!("`{key}` is `{told}`, so its own tool would not show it"), false);
        }
    }
}

fn neither(key: &str, entry: &HeadEntry, path: &str) -> Diagnostic {
    unreadable(key, path).at(entry.node.span.clone()).label("neither true nor false")
}

/// The finding for a key whose value might make a draft.
pub(crate) fn unreadable(key: &str, path: &str) -> Diagnostic {
    let truth = is_one(key, DRAFT) || is_one(key, PUBLISHED);
    let (what, hint) = match truth {
        true => (" as true or false", format!("write `{key}: true` or `{key}: false`, without quotation marks")),
        false => ("", format!("give `{key}` one plain value")),
    };
    Diagnostic::new(Rule::FrontDraft, path, format!("`{key}` cannot be read{what}, so this page is withheld"))
        .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_whether_the_text_is_finished() {
        for status in
            ["draft", "WIP", "in review (SRE)", "In-Progress", "Draft, resolved", "not published", "review_pending"]
        {
            assert!(is_unfinished(status), "{status}");
        }
        for status in
            ["Complete, action items in progress", "Completed", "Deprecated", "resolved", "reviewed", "published"]
        {
            assert!(!is_unfinished(status), "{status}");
        }
    }
}
