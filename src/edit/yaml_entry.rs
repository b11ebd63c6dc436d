//! YAML front matter gets an entry: the ways in which one may be written there, the most fitting first.

use std::ops::Range;

use super::brackets::{append, end, line_end, own_line, wrap};
use super::list_style::{ListStyle, dash, in_brackets};
use super::scalar::{Quotes, Within, yaml};
use super::way_of_writing::{NewEntry, NewText, RelatedKey, WayOfWriting, piece};
use crate::parse::{Head, HeadEntry, HeadNode, HeadValue, is_empty};

/// The ways of adding `new` to the keys of `head`, which stand in `block` of `text`.
pub(super) fn ways(
    text: &str,
    head: &Head,
    block: &Range<usize>,
    key: RelatedKey,
    new: &NewEntry<'_>,
) -> Vec<WayOfWriting> {
    let (own, other) = match key {
        RelatedKey::Related => (head.related_at, head.not_related_at),
        RelatedKey::NotRelated => (head.not_related_at, head.related_at),
    };
    let house = ListStyle::of(text, head, other.map(|ix| &head.entries[ix]));
    let Some(entry) = own.map(|ix| &head.entries[ix]) else { return vec![without_key(text, block, &house, new)] };
    let node = &entry.node;
    if node.span.start < entry.span.end {
        // An alias or a merged table: the value stands elsewhere and is shared.
        return Vec::new();
    }
    match &node.value {
        HeadValue::List(items) if in_brackets(text, node) => {
            vec![append(text, node, items, &in_list(text, items, new), new.newline)]
        }
        HeadValue::List(items) => below_dashes(text, entry, items, new),
        _ if is_empty(&node.value) => in_empty_place(text, entry, &house, new),
        HeadValue::Table(_) if text[node.span.clone()].starts_with('{') => beside_one(text, entry, &house, new),
        HeadValue::Table(_) => vec![table_into_list(text, node, new)],
        _ => beside_one(text, entry, &house, new),
    }
}

/// The whole key with its one entry, for a file that has none; `list` is what stands before the dash.
pub(super) fn whole_key(new: &NewEntry<'_>, indent: &str, list: &str) -> String {
    let NewEntry { key, newline, .. } = new;
    format!(
        "{indent}{key}:{newline}{indent}{list}{}{newline}",
        dashed(new, &format!("{indent}{list}"), &EntryStyle::default())
    )
}

/// How entries of one list are written.
struct EntryStyle {
    quotes: Quotes,
    /// Whether an id stands in `[[` and `]]`.
    wiki: bool,
    /// Whether entries are tables.
    tables: bool,
    /// Whether tables stand in braces.
    braces: bool,
    /// White space within braces.
    padding: &'static str,
    id: String,
    why: String,
}

impl Default for EntryStyle {
    fn default() -> Self {
        let (id, why) = (String::from("id"), String::from("why"));
        Self { quotes: Quotes::Plain, wiki: false, tables: false, braces: false, padding: "", id, why }
    }
}

impl EntryStyle {
    /// What the list's entries show; the last one counts.
    fn of(text: &str, items: &[HeadNode]) -> Self {
        let mut habit = Self::default();
        let mut all_tables = items.iter().any(|item| !is_empty(&item.value));
        for item in items.iter().filter(|item| !is_empty(&item.value)) {
            let written = &text[item.span.clone()];
            let HeadValue::Table(entries) = &item.value else {
                all_tables = false;
                habit.quotes = Quotes::of(written);
                habit.wiki = written.trim_matches(['"', '\'']).starts_with("[[");
                continue;
            };
            habit.braces = written.starts_with('{');
            habit.padding = if written.starts_with("{ ") { " " } else { "" };
            for entry in entries {
                match entry.key.to_lowercase().as_str() {
                    "id" | "ref" | "incident" => {
                        habit.id.clone_from(&entry.key);
                        habit.quotes = Quotes::of(&text[entry.node.span.clone()]);
                    }
                    "why" | "reason" | "note" => habit.why.clone_from(&entry.key),
                    _ => {}
                }
            }
        }
        habit.tables = all_tables;
        habit
    }

    fn id(&self, new: &NewEntry<'_>, within: Within) -> String {
        // Behind a bar stands what a wiki link is called.
        match self.wiki && !new.id.contains('|') {
            true => yaml(&format!("[[{}]]", new.id), self.quotes, within),
            false => yaml(new.id, self.quotes, within),
        }
    }

    /// The entry in one line, for a list in brackets.
    fn braced(&self, new: &NewEntry<'_>) -> String {
        let id = self.id(new, Within::Brackets);
        let Self { padding, id: id_key, why: why_key, .. } = self;
        match new.why {
            Some(why) => {
                let why = yaml(why, Quotes::Plain, Within::Brackets);
                format!("{{{padding}{id_key}: {id}, {why_key}: {why}{padding}}}")
            }
            None if self.tables => format!("{{{padding}{id_key}: {id}{padding}}}"),
            None => id,
        }
    }
}

fn in_list(text: &str, items: &[HeadNode], new: &NewEntry<'_>) -> String {
    EntryStyle::of(text, items).braced(new)
}

/// The entry with its dash; `indent` is what stands before the dash.
fn dashed(new: &NewEntry<'_>, indent: &str, habit: &EntryStyle) -> String {
    if habit.braces {
        return format!("- {}", habit.braced(new));
    }
    let id = habit.id(new, Within::Line);
    match new.why {
        Some(why) => {
            let why = yaml(why, Quotes::Plain, Within::Line);
            format!("- {}: {id}{}{indent}  {}: {why}", habit.id, new.newline, habit.why)
        }
        None if habit.tables => format!("- {}: {id}", habit.id),
        None => format!("- {id}"),
    }
}

/// No such key yet: it becomes the last one.
fn without_key(text: &str, block: &Range<usize>, house: &ListStyle<'_>, new: &NewEntry<'_>) -> WayOfWriting {
    let keys = text[block.clone()].trim_end();
    if keys.trim_start().starts_with('{') && keys.ends_with('}') {
        let json = EntryStyle {
            quotes: Quotes::Double,
            id: String::from("\"id\""),
            why: String::from("\"why\""),
            ..EntryStyle::default()
        };
        return vec![piece(block.start + keys.len() - 1, format!(", \"{}\": [{}]", new.key, json.braced(new)))];
    }
    let whole = match house.brackets && new.why.is_none() {
        true => format!("{}{}: [{}]{}", house.indent, new.key, EntryStyle::default().braced(new), new.newline),
        false => whole_key(new, house.indent, house.list),
    };
    vec![piece(block.end, whole)]
}

/// A key with no value, with null, or with an empty text.
fn in_empty_place(text: &str, entry: &HeadEntry, house: &ListStyle<'_>, new: &NewEntry<'_>) -> Vec<WayOfWriting> {
    let bracketed = format!("[{}]", EntryStyle::default().braced(new));
    if text[entry.node.span.clone()].trim().is_empty() {
        let indent = format!("{}{}", house.indent, house.list);
        let below = format!("{}{indent}{}", new.newline, dashed(new, &indent, &EntryStyle::default()));
        let colon = entry.span.end + text[entry.span.end..].find(':').map_or(0, |at| at + 1);
        let beside = vec![piece(colon, format!(" {bracketed}"))];
        let below = vec![piece(line_end(text, entry.span.end), below)];
        return match house.brackets && new.why.is_none() {
            true => vec![beside, below],
            false => vec![below, beside],
        };
    }
    let at = entry.node.span.start..end(text, &entry.node);
    let nothing = ["~", "null", "Null", "NULL", "\"\"", "''", "{}"].contains(&&text[at.clone()]);
    if nothing { vec![vec![NewText { at, text: bracketed }]] } else { Vec::new() }
}

/// A single value where a list is meant: both become items.
fn beside_one(text: &str, entry: &HeadEntry, house: &ListStyle<'_>, new: &NewEntry<'_>) -> Vec<WayOfWriting> {
    let habit = EntryStyle::of(text, std::slice::from_ref(&entry.node));
    let colon = entry.span.end + text[entry.span.end..].find(':').map_or(0, |at| at + 1);
    let below = |list: &str| {
        let indent = format!("{}{list}", house.indent);
        let item = dashed(new, &indent, &habit);
        let after = format!("{}{indent}{item}", new.newline);
        vec![piece(colon, format!("{}{indent}-", new.newline)), piece(line_end(text, end(text, &entry.node)), after)]
    };
    let bracketed = wrap(text, &entry.node, &habit.braced(new));
    match house.brackets {
        true => vec![bracketed, below(house.list), below("")],
        false => vec![below(house.list), below(""), bracketed],
    }
}

/// A table in lines of its own becomes the first item of a list.
fn table_into_list(text: &str, node: &HeadNode, new: &NewEntry<'_>) -> WayOfWriting {
    let Some(indent) = own_line(text, node.span.start) else { return Vec::new() };
    let end = line_end(text, last_said(text, node));
    let mut way = vec![piece(node.span.start, "- ")];
    let starts = text[node.span.start..end].match_indices('\n').map(|(at, _)| node.span.start + at + 1);
    let filled = |at: &usize| !text[*at..line_end(text, *at)].trim().is_empty();
    way.extend(starts.filter(filled).map(|at| piece(at, "  ")));
    let habit = EntryStyle::of(text, std::slice::from_ref(node));
    way.push(piece(end, format!("{}{indent}{}", new.newline, dashed(new, indent, &habit))));
    way
}

/// A list with a dash before each item: below the last line that says something, or where the list ends.
fn below_dashes(text: &str, entry: &HeadEntry, items: &[HeadNode], new: &NewEntry<'_>) -> Vec<WayOfWriting> {
    let Some((_, indent)) = dash(text, entry) else { return Vec::new() };
    let item = dashed(new, indent, &EntryStyle::of(text, items));
    let said = line_end(text, last_said(text, &entry.node));
    let end = entry.node.span.end;
    let mut ways = vec![vec![piece(said, format!("{}{indent}{item}", new.newline))]];
    if text[..end].ends_with('\n') {
        ways.push(vec![piece(end, format!("{indent}{item}{}", new.newline))]);
    }
    ways
}

/// The end of the last thing that a value says: comments and empty lines below it are not part of it.
fn last_said(text: &str, node: &HeadNode) -> usize {
    match &node.value {
        HeadValue::List(items) if !in_brackets(text, node) => {
            items.iter().map(|item| last_said(text, item)).max().unwrap_or(node.span.start)
        }
        HeadValue::Table(entries) if !text[node.span.clone()].starts_with('{') => {
            entries.iter().map(|e| last_said(text, &e.node).max(e.span.end)).max().unwrap_or(node.span.start)
        }
        _ => end(text, node),
    }
}
