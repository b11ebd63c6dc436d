//! Heads that no line of dashes opens: in a fence of code, in braces, or with nothing around them. Only what they say shows that they
//! are heads, so whoever reads their keys decides.

use crate::model::{Key, Span};
use crate::parse::front_matter::head_shape::{HeadFound, HeadPlace, HeadShape, begins_with_keys, fence, first_line};
use crate::parse::front_matter::key_lines::{KeyLine, bare, first_keys, is_table_header, key_line, language};
use crate::parse::front_matter::keys::{is_telling, key_of, named_keys};
use crate::parse::front_matter::tree::HeadLanguage;

/// A head in a fence of code; lines `---` inside it are not its own.
pub(super) fn code(text: &str, at: usize, line: &str) -> HeadFound {
    let mark = &line[..3];
    let width = line.len() - line.trim_start_matches(mark.chars().next().unwrap_or('`')).len();
    let label = line[width..].trim().trim_matches(['{', '}', '.']).to_lowercase();
    let label = label.split_whitespace().next().unwrap_or("");
    let languages = ["", "yaml", "yml", "toml", "json", "frontmatter", "front-matter", "meta", "metadata"];
    if !languages.contains(&label) {
        return HeadFound::Nothing;
    }
    let start = at + line.len();
    let mut offset = start;
    let mut found = None;
    for line in text[start..].split_inclusive('\n') {
        let plain = bare(line);
        if plain.len() >= width && plain.chars().all(|c| mark.starts_with(c)) {
            found = Some((offset, offset + line.len()));
            break;
        }
        offset += line.len();
    }
    let (end, body_start) = found.unwrap_or((text.len(), text.len()));
    let block = without_fences(text, start..end);
    let Some(language) = language(&text[block.clone()]) else { return HeadFound::Nothing };
    // Nothing says that it is a head and no sample but a second key of ours.
    if label.is_empty()
        && found.is_some_and(|(end, _)| block == (start..end))
        && !text[block.clone()].lines().any(is_of_head)
    {
        return HeadFound::Nothing;
    }
    let shape = HeadShape {
        open: at..at + line.trim_end().len(),
        block: block.clone(),
        body_start,
        language: Some(language),
        place: HeadPlace::Bare,
        closing: mark.to_owned(),
    };
    match found {
        Some(_) => HeadFound::Head(shape),
        None if begins_with_keys(&text[block]) => HeadFound::Unclosed(shape),
        None => HeadFound::Nothing,
    }
}

/// Whether a line is a key of ours other than a title; `status: 500` is none.
fn is_of_head(line: &str) -> bool {
    let value = line.split_once([':', '=', '"']).map_or("", |(_, value)| value.trim());
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    let is_ours = |key: &str| is_telling(key) || Key::our_names().any(|own| own == key);
    key_of(line).is_some_and(|key| key != "title" && !is_number && is_ours(&key))
}

/// `block` without a first and a last line of dashes.
fn without_fences(text: &str, mut block: Span) -> Span {
    let first = first_line(&text[block.clone()]);
    if fence(first).is_some() {
        block.start += first.len();
    }
    let last = text[block.clone()].split_inclusive('\n').next_back().unwrap_or("");
    if fence(last).is_some() {
        block.end -= last.len();
    }
    block
}

/// An object in braces at the very top.
pub(super) fn object(text: &str, at: usize) -> HeadFound {
    let end = object_end(&text[at..]).map(|length| at + length);
    let block = at..end.unwrap_or(text.len());
    let after = end.map_or(text.len(), |end| {
        let line = first_line(&text[end..]);
        if bare(line).is_empty() { end + line.len() } else { end }
    });
    let shape = HeadShape {
        open: at..at + 1,
        block: block.clone(),
        body_start: after,
        language: Some(HeadLanguage::Json),
        place: HeadPlace::Bare,
        closing: String::from("}"),
    };
    let telling = || {
        let keys = named_keys(first_keys(&text[block.clone()]));
        keys.iter().any(|key| is_telling(key))
    };
    match end {
        Some(_) => HeadFound::Head(shape),
        None if telling() => HeadFound::Unclosed(shape),
        None => HeadFound::Nothing,
    }
}

/// The length of the object that `text` begins with.
fn object_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Keys at the very top with nothing around them.
pub(super) fn open_lines(text: &str, at: usize) -> HeadFound {
    let mut keys: Vec<KeyLine<'_>> = Vec::new();
    let (mut end, mut offset) = (at, at);
    let mut body_start = None;
    for line in text[at..].split_inclusive('\n') {
        let (plain, start) = (bare(line), offset);
        offset += line.len();
        if plain.is_empty() {
            continue;
        }
        // Below a blank line only what is plainly a key goes on.
        let gap = start > end;
        if !keys.is_empty() && (fence(line).is_some() || plain == "...") {
            body_start = Some(offset);
            break;
        }
        let inner =
            start > at && line.starts_with([' ', '\t']) || plain.starts_with("- ") || plain.starts_with([']', '}']);
        match key_line(plain) {
            _ if inner && !keys.is_empty() && !gap => {}
            Some(key) if !inner && key.is_for_machines() && (!gap || key.is_telling()) => keys.push(key),
            None if !keys.is_empty() && is_table_header(plain) => {}
            _ => break,
        }
        end = offset;
    }
    let enough = match keys.as_slice() {
        [] => false,
        [only] => only.is_telling() && (only.key == "title" || only.value.split_whitespace().count() <= 4),
        [first, ..] => keys.iter().any(KeyLine::is_telling) && keys.iter().all(|key| key.language == first.language),
    };
    let (true, Some(first)) = (enough, keys.first()) else { return HeadFound::Nothing };
    HeadFound::Head(HeadShape {
        open: at..at + first.key.len(),
        block: at..end,
        body_start: body_start.unwrap_or(end),
        language: Some(first.language),
        place: HeadPlace::Bare,
        closing: String::from("---"),
    })
}
