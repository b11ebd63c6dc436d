//! The texts of a head, which pages show as Markdown, become candidates for links.

use crate::model::LinkCandidate;
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};
use crate::parse::hidden_parts::without_comments;
use crate::parse::markdown::{as_seen_alone, bare_ids, body_prose, document};

/// The links in texts of the front matter, which pages show as Markdown: those of the entries that `shows` says are shown. All of a text's
/// links stand at the text's place.
pub(crate) fn links_in_values(entries: &[HeadEntry], shows: impl Fn(usize) -> bool) -> Vec<LinkCandidate> {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let before = found.len();
        in_node(&entry.node, &mut found);
        if found.len() > before && !shows(at) {
            found.truncate(before);
        }
    }
    found
}

fn in_node(node: &HeadNode, found: &mut Vec<LinkCandidate>) {
    match &node.value {
        HeadValue::Text(text) | HeadValue::Plain(text)
            if text.contains('[') || bare_ids(text).next().is_some_and(|id| id.len() < text.len()) =>
        {
            let candidates = body_prose(&as_seen_alone(document(&without_comments(text), 0))).candidates;
            found.extend(candidates.into_iter().map(|c| LinkCandidate { span: node.span.clone(), ..c }));
        }
        HeadValue::List(items) => items.iter().for_each(|item| in_node(item, found)),
        HeadValue::Table(entries) => entries.iter().for_each(|entry| in_node(&entry.node, found)),
        _ => {}
    }
}
