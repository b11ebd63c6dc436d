//! JSON front matter becomes keys and values: read as YAML, which it nearly always is and which knows its places, else as JSON.

use serde_json::Value as Json;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Span, without_controls};
use crate::parse::front_matter::tree::{Front, HeadEntry, HeadNode, HeadValue, MAX_DEPTH, unread};
use crate::parse::front_matter::yaml_head;

/// Reads `block`, which stands at `offset` in its file. What is neither has no keys, and its page is withheld.
pub(super) fn read(block: &str, offset: usize, shown_path: &str) -> Front {
    // Tabs indent JSON and are an error in YAML; in JSON's texts there are none.
    let read = yaml_head::read(&block.replace('\t', " "), offset, shown_path);
    let unsound = |finding: &Diagnostic| finding.message.contains("not valid");
    if !read.diagnostics.iter().any(unsound) {
        return read;
    }
    let mut front = Front::default();
    match serde_json::from_str::<Json>(block) {
        Ok(json) => {
            if let HeadValue::Table(entries) = value(json, &(offset..offset + block.len()), 0) {
                front.entries = entries;
            }
        }
        Err(error) => {
            let line = block.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
            let mut at = (line + error.column().saturating_sub(1)).min(block.len());
            while !block.is_char_boundary(at) {
                at -= 1;
            }
            let message = format!("this front matter is not valid JSON: {}", said(&error));
            let finding = Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(offset + at..offset + at);
            front
                .diagnostics
                .push(finding.label("here").hint("until it is mended the page is withheld, lest a draft get out"));
            unread(&mut front, block, "its front matter cannot be read");
        }
    }
    front
}

/// What is wrong, without the place that the finding has.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// `json` with all its places at `span`.
fn value(json: Json, span: &Span, depth: usize) -> HeadValue {
    let node = |json: Json| HeadNode { value: value(json, span, depth + 1), span: span.clone() };
    match json {
        _ if depth > MAX_DEPTH => HeadValue::Null,
        Json::Null => HeadValue::Null,
        Json::Bool(truth) => HeadValue::Plain(truth.to_string()),
        Json::Number(number) => HeadValue::Plain(number.to_string()),
        Json::String(text) => HeadValue::Text(without_controls(&text).into_owned()),
        Json::Array(items) => HeadValue::List(items.into_iter().map(node).collect()),
        Json::Object(entries) => HeadValue::Table(
            entries.into_iter().map(|(key, value)| HeadEntry { key, span: span.clone(), node: node(value) }).collect(),
        ),
    }
}
