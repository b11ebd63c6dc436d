//! The texts of a head, which pages show as Markdown, become candidates for links.

use crate::model::LinkCandidate;
use crate::parse::front_matter::tree::{Entry, Node, Value};
use crate::parse::hidden_parts::without_comments;
use crate::parse::markdown::{bare_ids, body_prose, document};

/// The links in texts of the front matter, which pages show as Markdown. All of a text's links stand at the text's place.
pub(crate) fn links_in_values(entries: &[Entry]) -> Vec<LinkCandidate> {
    let mut found = Vec::new();
    for entry in entries {
        in_node(&entry.node, &mut found);
    }
    found
}

fn in_node(node: &Node, found: &mut Vec<LinkCandidate>) {
    match &node.value {
        Value::Text(text) | Value::Plain(text)
            if text.contains('[') || bare_ids(text).next().is_some_and(|id| id.len() < text.len()) =>
        {
            let candidates = body_prose(&document(&without_comments(text), 0)).candidates;
            found.extend(candidates.into_iter().map(|c| LinkCandidate { span: node.span.clone(), ..c }));
        }
        Value::List(items) => items.iter().for_each(|item| in_node(item, found)),
        Value::Table(entries) => entries.iter().for_each(|entry| in_node(&entry.node, found)),
        _ => {}
    }
}
