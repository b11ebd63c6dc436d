//! Keys that stand where no head is read, though they look like one: in a comment at the top, between rules a little lower, as
//! labels in the first lines. They are part of the text, and may withhold the page all the same.

use crate::model::Span;
use crate::parse::front_matter::head_formats::read;
use crate::parse::front_matter::head_shape::Top;
use crate::parse::front_matter::key_lines::{bare, key_line, language};
use crate::parse::front_matter::keys::{DRAFT, canonical, is_one, key_of};
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};
use crate::parse::markdown::follows_fence;

/// How many lines of a body may stand above such keys.
const LINES: usize = 20;

/// The keys of `text`, whose body begins at `body_start`: 0 where it has no head.
pub(super) fn misplaced_entries(text: &str, top: &Top, body_start: usize) -> Vec<HeadEntry> {
    let mut places: Vec<Span> = top.comments.clone();
    let mut found = Vec::new();
    if body_start == 0 {
        places.push(first_paragraph(text, top.at));
        found.extend(a_draft(text));
    }
    places.extend(between_rules(text, body_start));
    for place in places {
        if holds_only_keys(&text[place.clone()])
            && let Some(language) = language(text[place.clone()].trim_start_matches(['-', ' ', '\t', '\r', '\n']))
        {
            found.extend(read(text, place, language, "").entries);
        }
    }
    found
}

/// Whether every line of `text` is a key with its value, or belongs to one above it; a single one says no more than a few words.
fn holds_only_keys(text: &str) -> bool {
    let mut keys = 0;
    let mut words = 0;
    for line in text.lines().filter(|line| !bare(line).is_empty()) {
        let plain = bare(line);
        let item = plain.trim_start_matches("- ");
        match key_line(item) {
            Some(key) => words += key.value.split_whitespace().count(),
            None if keys > 0 && (line.starts_with([' ', '\t']) || plain.starts_with(['-', ']', '}', '#'])) => continue,
            None => return false,
        }
        keys += 1;
    }
    keys > 1 || (keys == 1 && words <= 3)
}

fn first_paragraph(text: &str, at: usize) -> Span {
    let mut end = at;
    for line in text[at..].split_inclusive('\n').take_while(|line| !bare(line).is_empty()) {
        end += line.len();
    }
    at..end
}

/// The lines between two equal rules among the first of the body, outside code.
fn between_rules(text: &str, body_start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut code = None;
    let mut offset = body_start;
    for (ix, line) in text[body_start..].split_inclusive('\n').enumerate().take(LINES * 3) {
        let end = offset + line.len();
        if !follows_fence(bare(line), &mut code)
            && let Some(mark) = rule(line)
        {
            if let Some((_, start)) = open.filter(|(other, _)| *other == mark) {
                found.push(start..offset);
            }
            open = (ix < LINES).then_some((mark, end));
        }
        offset = end;
    }
    found
}

/// The mark of a line that consists of nothing else.
fn rule(line: &str) -> Option<char> {
    let line = line.trim_end();
    let mark = line.chars().next().filter(|c| "-+*_=;".contains(*c))?;
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(mark)
}

/// A line among the first that says, in whatever marks, that this is a draft.
fn a_draft(text: &str) -> Option<HeadEntry> {
    let heading = text.lines().find(|line| !bare(line).is_empty()).is_some_and(|line| line.starts_with("# "));
    if heading {
        return None;
    }
    let mut code = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n').take(30) {
        let start = offset;
        offset += line.len();
        if follows_fence(bare(line), &mut code) {
            continue;
        }
        let Some(key) = key_of(line).filter(|key| is_one(key, &DRAFT[..2])) else { continue };
        let value = line.split_once([':', '=', '：']).map_or("", |(_, value)| value);
        let value = value.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if ["true", "yes", "on", "1"].contains(&value.as_str()) {
            let span = start..start + line.trim_end().len();
            let node = HeadNode { value: HeadValue::Plain(value), span: span.clone() };
            return Some(HeadEntry { key: canonical(&key), span, node });
        }
    }
    None
}
