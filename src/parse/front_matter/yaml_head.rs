//! YAML front matter becomes keys and values, from the parser's events: iterative, bounded in depth; what anchors and aliases copy is
//! bounded in bytes.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diag::{Diagnostic, Rule};
use crate::model::{Span, without_controls};
use crate::parse::front_matter::keys::{canonical, is_telling, key_of, named_keys};
use crate::parse::front_matter::tree::{Front, HeadEntry, HeadNode, HeadValue, MAX_DEPTH, MAX_FINDINGS, unread};

/// How many bytes the anchors and aliases of one head may copy.
const MAX_COPIED: usize = 256 * 1024;

/// What a copy of a value costs beside its text.
const NODE_BYTES: usize = size_of::<HeadEntry>();

/// Reads `block`, which stands at `offset` in its file. When it is not valid YAML, every top-level key that can be read by itself
/// is kept. A list of tables is taken for one table.
pub(super) fn read(block: &str, offset: usize, shown_path: &str) -> Front {
    let mut front = Front::default();
    let mut reading = YamlReading { budget: MAX_COPIED, ..YamlReading::default() };
    match tree(block, offset, &mut reading) {
        Ok(Some(HeadValue::Table(entries))) => front.entries = entries,
        Ok(Some(HeadValue::List(items))) => {
            for item in items {
                if let HeadValue::Table(entries) = item.value {
                    front.entries.extend(entries);
                }
            }
        }
        Ok(None | Some(HeadValue::Null)) => {}
        Ok(Some(_)) => broken(block, offset, (String::from("it holds no keys"), 0), &mut front, shown_path),
        Err(mistake) => {
            let spent = reading.budget == 0;
            reading.repeated.clear();
            broken(block, offset, mistake, &mut front, shown_path);
            if spent {
                unread(&mut front, block, "its front matter is too large once its aliases are filled in");
            }
        }
    }
    front.unreadable.extend(reading.repeated.iter().map(|(key, _)| canonical(key)));
    cut_values(block, offset, &mut front, shown_path);
    for (key, span) in reading.repeated.into_iter().take(MAX_FINDINGS) {
        let message = format!("`{key}` is given twice; the last one counts");
        let finding = Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(span);
        front.diagnostics.push(finding.hint("remove one of them"));
    }
    front
}

/// Says what is wrong with `block` and keeps what can be read by itself.
fn broken(block: &str, offset: usize, (message, at): (String, usize), front: &mut Front, shown_path: &str) {
    let message = format!("this front matter is not valid YAML: {message}");
    front
        .diagnostics
        .push(Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(at + offset..at + offset).label("here").hint(
        "put quotation marks around values that hold `: `, `#` or a leading `@`; the other keys are read all the same",
    ));
    rescue(block, offset, front);
    unread_keys(block, front);
}

/// Reads each top-level key with its indented lines by itself; a line that still fails is taken as a plain string.
fn rescue(block: &str, offset: usize, front: &mut Front) {
    let mut reading = YamlReading { budget: MAX_COPIED, ..YamlReading::default() };
    for (start, chunk) in chunks(block) {
        match tree(chunk, offset + start, &mut reading) {
            Ok(Some(HeadValue::Table(entries))) => front.entries.extend(entries),
            Ok(_) => {}
            Err(_) => {
                let Some((key, rest)) = chunk.split_once(':') else { continue };
                let key = key.trim().trim_matches(['"', '\'']).to_owned();
                let text = rest.trim();
                let is_other = text.starts_with(['[', '{', '"', '\'', '|', '>']) && !is_words(&canonical(&key), text);
                if text.is_empty() || text.contains('\n') || is_other {
                    front.unreadable.push(canonical(&key));
                    front.unreadable.extend(named_keys(chunk));
                    continue;
                }
                let key_at = offset + start;
                let at = key_at + chunk.len() - rest.trim_start().len();
                let node = HeadNode { value: HeadValue::Plain(text.to_owned()), span: at..at + text.len() };
                front.entries.push(HeadEntry { span: key_at..key_at + key.len(), key, node });
            }
        }
    }
}

/// Keys that hold words and nothing else, in canonical form.
const OF_WORDS: [&str; 6] = ["title", "summary", "description", "impact", "subtitle", "excerpt"];

/// Whether a value is words that only begin as another kind of value does: `[Postmortem] Queue stuck`, `"Queue" stuck`, `{{ name }} down`.
fn is_words(key: &str, text: &str) -> bool {
    let closing = match text.chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        Some(quote @ ('"' | '\'')) => quote,
        _ => return false,
    };
    let behind = text[1..].rsplit_once(closing).map(|(_, behind)| behind);
    OF_WORDS.contains(&key) && behind.is_some_and(|behind| behind.contains(char::is_alphanumeric))
}

/// A note for each value that ends before what YAML takes for a comment and hardly anybody means as one: `title: Outage of node #3`.
fn cut_values(block: &str, offset: usize, front: &mut Front, shown_path: &str) {
    for entry in &front.entries {
        let HeadValue::Plain(value) = &entry.node.value else { continue };
        let Some(line) = entry.node.span.start.checked_sub(offset).and_then(|at| block.get(at..)) else { continue };
        let line = line.lines().next().unwrap_or_default();
        let Some(rest) = line.strip_prefix(value.as_str()).map(str::trim_end) else { continue };
        let Some(words) = rest.trim_start().strip_prefix('#').filter(|_| rest.starts_with([' ', '\t'])) else {
            continue;
        };
        let is_number = words.starts_with(|c: char| c.is_ascii_digit());
        let is_word = words.starts_with(char::is_alphanumeric) && OF_WORDS.contains(&canonical(&entry.key).as_str());
        if is_number || is_word {
            let start = entry.node.span.start + line.len() - rest.trim_start().len();
            let place = start..start + rest.trim_start().len();
            let message = format!("`{}` ends before `#`, as YAML has it: the rest is a comment", entry.key);
            let finding = Diagnostic::new(Rule::FrontCut, shown_path, message).at(place);
            front.diagnostics.push(finding.hint("put quotation marks around the value"));
        }
    }
}

/// Deciding keys in lines that nobody read as keys.
fn unread_keys(block: &str, front: &mut Front) {
    let read: HashSet<String> = front.entries.iter().map(|entry| canonical(&entry.key)).collect();
    front.unreadable.extend(block.lines().filter_map(key_of).filter(|key| !read.contains(key) && is_telling(key)));
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

/// What one head has used up, and what was noticed on the way.
#[derive(Default)]
struct YamlReading {
    /// Bytes that may still be copied.
    budget: usize,
    /// Keys of the outermost table that stand there again.
    repeated: Vec<(String, Span)>,
}

impl YamlReading {
    /// A copy of `node`, when that much may still be copied.
    fn copy(&mut self, node: &HeadNode) -> Option<HeadNode> {
        let left = self.budget.checked_sub(bytes(node));
        self.budget = left.unwrap_or(0);
        left.map(|_| node.clone())
    }
}

/// A list or table whose end has not come.
enum OpenNode {
    List(Vec<HeadNode>, usize, usize),
    Table(YamlTable, usize, usize),
}

/// The keys of an open table.
#[derive(Default)]
struct YamlTable {
    entries: Vec<HeadEntry>,
    names: HashSet<String>,
    /// A key that waits for its value.
    key: Option<(String, Span)>,
}

/// The first document of `block` as a value.
fn tree(block: &str, offset: usize, reading: &mut YamlReading) -> Result<Option<HeadValue>, (String, usize)> {
    let places = ByteOffsets::new(block);
    let place = |error: &ScanError| (error.info().to_owned(), places.at(error.marker().index()));
    let has_aliases = block.contains('*');
    let mut open: Vec<OpenNode> = Vec::new();
    let mut anchors: HashMap<usize, HeadNode> = HashMap::new();
    for event in Parser::new_from_str(block) {
        let (event, span) = event.map_err(|e| place(&e))?;
        let start = places.at(span.start.index());
        let span = start + offset..places.at(span.end.index()) + offset;
        let too_large = || (format!("its anchors and aliases copy more than {} KB", MAX_COPIED / 1024), start);
        let too_deep = || (format!("it nests deeper than {MAX_DEPTH} levels"), start);
        let (done, anchor) = match event {
            Event::SequenceStart(anchor, _) => {
                open.push(OpenNode::List(Vec::new(), anchor, span.start));
                (None, 0)
            }
            Event::MappingStart(anchor, _) => {
                open.push(OpenNode::Table(YamlTable::default(), anchor, span.start));
                (None, 0)
            }
            Event::SequenceEnd | Event::MappingEnd => closed(open.pop(), span.end),
            Event::Scalar(text, style, anchor, _) => (Some(HeadNode { value: scalar(&text, style), span }), anchor),
            Event::Alias(id) => {
                let node = match anchors.get(&id) {
                    Some(node) if open.len() + depth(node) > MAX_DEPTH => return Err(too_deep()),
                    Some(node) => reading.copy(node).ok_or_else(too_large)?,
                    None => HeadNode { value: HeadValue::Null, span },
                };
                (Some(node), 0)
            }
            Event::DocumentEnd => break,
            _ => (None, 0),
        };
        if open.len() > MAX_DEPTH {
            return Err(too_deep());
        }
        let Some(node) = done else { continue };
        if anchor > 0 && has_aliases {
            anchors.insert(anchor, reading.copy(&node).ok_or_else(too_large)?);
        }
        let outermost = open.len() == 1;
        match open.last_mut() {
            None => return Ok(Some(node.value)),
            Some(OpenNode::List(items, ..)) => items.push(node),
            Some(OpenNode::Table(table, ..)) => {
                let repeated = add(table, node);
                reading.repeated.extend(repeated.filter(|_| outermost));
            }
        }
    }
    Ok(None)
}

/// The value of a list or table that ends at `end`, and its anchor.
fn closed(open: Option<OpenNode>, end: usize) -> (Option<HeadNode>, usize) {
    match open {
        Some(OpenNode::List(items, anchor, start)) => {
            (Some(HeadNode { value: HeadValue::List(items), span: start..end }), anchor)
        }
        Some(OpenNode::Table(table, anchor, start)) => {
            (Some(HeadNode { value: HeadValue::Table(table.entries), span: start..end }), anchor)
        }
        None => (None, 0),
    }
}

/// Takes `node` as the next key of `table` or as the value of its last. A key that comes twice is given back and keeps its last
/// value, as most YAML readers have it; `<<` brings in what is not there.
fn add(table: &mut YamlTable, node: HeadNode) -> Option<(String, Span)> {
    let Some((key, span)) = table.key.take() else {
        table.key = Some((key_text(&node), node.span));
        return None;
    };
    if key == "<<" {
        let tables = match node.value {
            HeadValue::List(items) => items,
            _ => vec![node],
        };
        for inherited in tables {
            if let HeadValue::Table(entries) = inherited.value {
                let new = entries.into_iter().filter(|entry| table.names.insert(entry.key.clone()));
                table.entries.extend(new.collect::<Vec<_>>());
            }
        }
        return None;
    }
    let repeated = !table.names.insert(key.clone());
    if repeated {
        table.entries.retain(|entry| entry.key != key);
    }
    table.entries.push(HeadEntry { key: key.clone(), span: span.clone(), node });
    repeated.then_some((key, span))
}

fn key_text(node: &HeadNode) -> String {
    match &node.value {
        HeadValue::Plain(text) | HeadValue::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn scalar(text: &str, style: ScalarStyle) -> HeadValue {
    match style {
        ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => HeadValue::Null,
        ScalarStyle::Plain => HeadValue::Plain(text.to_owned()),
        // An escape may stand for a control character.
        _ => HeadValue::Text(without_controls(text).into_owned()),
    }
}

/// What a copy of `node` takes.
fn bytes(node: &HeadNode) -> usize {
    NODE_BYTES
        + match &node.value {
            HeadValue::Null => 0,
            HeadValue::Plain(text) | HeadValue::Text(text) => text.len(),
            HeadValue::List(items) => items.iter().map(bytes).sum(),
            HeadValue::Table(entries) => entries.iter().map(|entry| entry.key.len() + bytes(&entry.node)).sum(),
        }
}

/// How many levels of lists and tables `node` has.
fn depth(node: &HeadNode) -> usize {
    match &node.value {
        HeadValue::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        HeadValue::Table(entries) => 1 + entries.iter().map(|entry| depth(&entry.node)).max().unwrap_or(0),
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
