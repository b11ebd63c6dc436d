//! YAML front matter (`---`), from the parser's events: iterative, bounded in depth, aliases bounded in size.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::{Entry, Front, MAX_DEPTH, Node, Value};
use crate::diag::Diagnostic;
use crate::model::Span;

/// Reads `block`, which stands at `offset` in its file. When it is not valid YAML, every top-level key that can be read by itself
/// is kept.
pub(super) fn read(block: &str, offset: usize, shown_path: &str) -> Front {
    let mut front = Front::default();
    let mut repeated = Vec::new();
    match tree(block, offset, &mut repeated) {
        Ok(Some(Value::Table(entries))) => front.entries = entries,
        Ok(_) => {}
        Err((message, at)) => {
            let message = format!("this front matter is not valid YAML: {message}");
            front.diagnostics.push(
                Diagnostic::new("front/syntax", shown_path, message)
                    .at(at + offset..at + offset)
                    .label("here")
                    .hint("put quotation marks around values that hold `: `, `#` or a leading `@`; the other keys are read all the same"),
            );
            repeated.clear();
            rescue(block, offset, &mut front);
            unread_keys(block, &mut front);
        }
    }
    for (key, span) in repeated {
        let message = format!("`{key}` is given twice; the last one counts");
        front
            .diagnostics
            .push(Diagnostic::new("front/syntax", shown_path, message).at(span).hint("remove one of them"));
        front.unreadable.push(key.to_lowercase());
    }
    front
}

/// The keys of the lines around `at`, lower-cased.
pub(super) fn keys_near(block: &str, at: usize) -> Vec<String> {
    let mut offset = 0;
    let mut keys = Vec::new();
    for line in block.split_inclusive('\n') {
        let end = offset + line.len();
        if end + 200 >= at
            && offset <= at + 200
            && let Some((key, _)) = line.split_once(['=', ':'])
        {
            keys.push(key.trim().trim_matches(['"', '\'']).to_lowercase());
        }
        offset = end;
    }
    keys
}

/// Reads each top-level key with its indented lines by itself; a line that still fails is taken as a plain string.
fn rescue(block: &str, offset: usize, front: &mut Front) {
    for (start, chunk) in chunks(block) {
        match tree(chunk, offset + start, &mut Vec::new()) {
            Ok(Some(Value::Table(entries))) => front.entries.extend(entries),
            Ok(_) => {}
            Err(_) => {
                let Some((key, rest)) = chunk.split_once(':') else { continue };
                let key = key.trim().trim_matches(['"', '\'']).to_owned();
                let text = rest.trim();
                if text.is_empty() || text.contains('\n') || text.starts_with(['[', '{', '"', '\'', '|', '>']) {
                    front.unreadable.push(key.to_lowercase());
                    continue;
                }
                let key_at = offset + start;
                let at = key_at + chunk.len() - rest.trim_start().len();
                let node = Node { value: Value::Plain(text.to_owned()), span: at..at + text.len() };
                front.entries.push(Entry { span: key_at..key_at + key.len(), key, node });
            }
        }
    }
}

/// Deciding keys in lines that nobody read as keys.
fn unread_keys(block: &str, front: &mut Front) {
    for key in block.lines().filter_map(crate::parse::visibility::key_of) {
        let read = front.entries.iter().any(|entry| crate::parse::reader::canonical(&entry.key) == key);
        if !read
            && ["draft", "is_draft", "private", "published", "publish", "status", "audience", "audiences"]
                .contains(&key.as_str())
        {
            front.unreadable.push(key);
        }
    }
}

fn chunks(block: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in block.split_inclusive('\n') {
        if line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-' && c != ']' && c != '}') {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| (start, &block[start..end])).collect()
}

enum Open {
    List(Vec<Node>, usize, usize),
    Table(Vec<Entry>, Option<(String, Span)>, usize, usize),
}

/// The first document of `block` as a value. Keys of the outermost table that stand there again go into `repeated`.
fn tree(block: &str, offset: usize, repeated: &mut Vec<(String, Span)>) -> Result<Option<Value>, (String, usize)> {
    let bytes = ByteOffsets::new(block);
    let place = |error: &ScanError| (error.info().to_owned(), bytes.at(error.marker().index()));
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Node> = HashMap::new();
    let mut budget = 10_000usize;
    for event in Parser::new_from_str(block) {
        let (event, span) = event.map_err(|e| place(&e))?;
        let span = bytes.at(span.start.index()) + offset..bytes.at(span.end.index()) + offset;
        let (done, anchor) = match event {
            Event::SequenceStart(anchor, _) => {
                open.push(Open::List(Vec::new(), anchor, span.start));
                (None, 0)
            }
            Event::MappingStart(anchor, _) => {
                open.push(Open::Table(Vec::new(), None, anchor, span.start));
                (None, 0)
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items, anchor, start)) => {
                    (Some(Node { value: Value::List(items), span: start..span.end }), anchor)
                }
                Some(Open::Table(entries, _, anchor, start)) => {
                    (Some(Node { value: Value::Table(entries), span: start..span.end }), anchor)
                }
                None => (None, 0),
            },
            Event::Scalar(text, style, anchor, _) => (Some(Node { value: scalar(&text, style), span }), anchor),
            Event::Alias(id) => {
                let node = anchors.get(&id).cloned();
                let size = node.as_ref().map_or(0, node_size);
                budget = budget
                    .checked_sub(size)
                    .ok_or_else(|| (String::from("its aliases expand without end"), span.start - offset))?;
                (Some(node.unwrap_or(Node { value: Value::Null, span })), 0)
            }
            Event::DocumentEnd => break,
            _ => (None, 0),
        };
        if open.len() > MAX_DEPTH {
            return Err((format!("it nests deeper than {MAX_DEPTH} levels"), 0));
        }
        let Some(node) = done else { continue };
        if anchor > 0 {
            anchors.insert(anchor, node.clone());
        }
        let outermost = open.len() == 1;
        match open.last_mut() {
            None => return Ok(Some(node.value)),
            Some(Open::List(items, ..)) => items.push(node),
            Some(Open::Table(entries, key, ..)) => match key.take() {
                None => *key = Some((key_text(&node), node.span)),
                Some((key, span)) => {
                    if outermost && entries.iter().any(|e| e.key == key) {
                        repeated.push((key.clone(), span.clone()));
                    }
                    add(entries, Entry { key, span, node });
                }
            },
        }
    }
    Ok(None)
}

/// A key that comes twice keeps its last value, as most YAML readers have it; `<<` brings in what is not there.
fn add(entries: &mut Vec<Entry>, entry: Entry) {
    if entry.key == "<<" {
        if let Value::Table(inherited) = entry.node.value {
            for entry in inherited {
                if !entries.iter().any(|e| e.key == entry.key) {
                    entries.push(entry);
                }
            }
        }
        return;
    }
    entries.retain(|e| e.key != entry.key);
    entries.push(entry);
}

fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Plain(text) | Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match style {
        ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => Value::Null,
        ScalarStyle::Plain => Value::Plain(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

fn node_size(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(node_size).sum(),
        Value::Table(entries) => entries.iter().map(|e| node_size(&e.node)).sum(),
        _ => 0,
    }
}

/// From the parser's character indices to byte offsets.
struct ByteOffsets {
    ascii: bool,
    len: usize,
    offsets: Vec<usize>,
}

impl ByteOffsets {
    fn new(text: &str) -> Self {
        let ascii = text.is_ascii();
        let offsets = if ascii { Vec::new() } else { text.char_indices().map(|(ix, _)| ix).collect() };
        Self { ascii, len: text.len(), offsets }
    }

    fn at(&self, index: usize) -> usize {
        if self.ascii { index.min(self.len) } else { self.offsets.get(index).copied().unwrap_or(self.len) }
    }
}
