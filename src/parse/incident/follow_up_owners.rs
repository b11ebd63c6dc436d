//! The words of a follow-up become who is to do it: "Owner: …", a person's name or handle before or behind it.
//!
//! Who is no team may be a person: a page shows it as written, and nothing else does.

use std::ops::Range;

use crate::parse::vocabulary::says_nothing;
use crate::text::people::{are_initials, are_people};
use crate::text::{collapse, is_cjk};

/// "Owner: platform" at the end of a follow-up.
pub(crate) fn owner(text: &str) -> Option<String> {
    let name = text.get(named_owner(text)?.1)?;
    let name = collapse(name.trim_matches(|c: char| matches!(c, '*' | '_' | ' ')));
    (!says_nothing(&name) && name.chars().count() <= 40).then_some(name)
}

/// What stands before an owner.
const OWNER: [&str; 17] = [
    "owner:",
    "owners:",
    "owned by:",
    "assignee:",
    "assigned to:",
    "verantwortlich:",
    "zuständig:",
    "responsable:",
    "responsável:",
    "responsabile:",
    "verantwoordelijke:",
    "ansvarig:",
    "担当:",
    "担当：",
    "担当者：",
    "负责人:",
    "负责人：",
];

/// Where an owner is named: from the label on, and the name alone.
fn named_owner(text: &str) -> Option<(usize, Range<usize>)> {
    // All that may stand before an owner ends with one.
    if !text.contains([':', '：']) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (at, length) = OWNER.iter().find_map(|w| lower.rfind(w).map(|i| (i, w.len())))?;
    let rest = text.get(at + length..)?.trim_start_matches(['*', '_', ' ']);
    let wide = rest.starts_with(is_cjk);
    let ends = |c: char| matches!(c, ',' | ';' | ')' | '）' | '|' | '.' | '。' | ']') || wide && c.is_whitespace();
    let end = rest.find(ends).unwrap_or(rest.len());
    let start = text.len() - rest.len();
    Some((at, start..start + end))
}

/// A follow-up without "Owner: …" in it: who is named there need not be a team.
pub(crate) fn without_owner(text: &str) -> String {
    let Some((at, name)) = named_owner(text) else { return text.to_owned() };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(name.end..).unwrap_or_default());
    // What else stands in the same brackets, such as when it is due, goes with the owner.
    let bracketed = before.trim_end_matches(['*', '_', ' ']).ends_with(['(', '（', '[']);
    let after = after.split_once([')', '）', ']']).filter(|_| bracketed).map_or(after, |(_, after)| after);
    let before = before.trim_end_matches(['(', '[', '*', '_', ' ', '-', '–', '—', '|', ',', ';']);
    let after = after.trim_start_matches([')', ']', '*', '_', ' ', '|', ',', ';']);
    if before.is_empty() && !says_something(after) {
        return text.to_owned();
    }
    if after.trim_matches(['.', ' ']).is_empty() { before.to_owned() } else { format!("{before} {after}") }
}

/// A follow-up that begins or ends with a person as who that is and the rest: `**JG:** Oil it`, `@joe: oil it`, `Oil it (Johanna)`.
pub(crate) fn of_person(text: &str) -> Option<(String, String)> {
    led_by_person(text).or_else(|| behind(text).filter(|(_, rest)| says_something(rest)))
}

/// One that begins so.
pub(crate) fn led_by_person(text: &str) -> Option<(String, String)> {
    before(text).filter(|(_, rest)| says_something(rest))
}

fn says_something(rest: &str) -> bool {
    rest.chars().any(char::is_alphanumeric)
}

fn before(text: &str) -> Option<(String, String)> {
    if let Some(found) = told_to(text) {
        return Some(found);
    }
    let bare = text.trim_start_matches(['*', '_', '[', ' ']);
    let several = bare.split_once([':', '：']).is_some_and(|(names, _)| names.len() < 40 && are_people(names));
    let emphasised = text.starts_with("**") || text.starts_with("__");
    let linked = text.trim_start_matches(['*', '_']).starts_with('[');
    let end = match (linked, emphasised) {
        (true, _) => bare.find(']')?,
        (_, true) => bare.find(['*', '_', ':', '：'])?,
        _ if bare.starts_with('@') && !several => {
            bare.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '：'))?
        }
        _ => bare.find([':', '：'])?,
    };
    let (name, rest) = bare.split_at(end);
    let rest = if linked { rest.strip_prefix("](")?.split_once(')')?.1 } else { rest };
    let divided =
        emphasised || bare.starts_with('@') || rest.trim_start_matches(['*', '_']).starts_with([':', '：', '–', '-']);
    let rest = rest.trim_start_matches(['*', '_', ' ', ':', '：', '–', '—', '-', ',', ']']);
    (divided && is_person(name)).then(|| (collapse(name), rest.to_owned()))
}

/// "Mei to write the runbook", "Anna and Joe will oil it".
fn told_to(text: &str) -> Option<(String, String)> {
    let (names, rest) = [" to ", " will "].iter().find_map(|mark| text.split_once(mark))?;
    let names = names.trim_matches(['*', '_', ' ']);
    (names.len() < 40 && are_people(names)).then(|| (collapse(names), rest.to_owned()))
}

fn behind(text: &str) -> Option<(String, String)> {
    let bare = text.trim_end_matches(['.', ' ', '*', '_']);
    let (rest, name) = match bare.strip_suffix([')', ']', '）']) {
        Some(inner) => inner.rsplit_once(['(', '[', '（'])?,
        None => [" - ", " – ", " — ", " → ", ". "].iter().find_map(|mark| bare.rsplit_once(mark))?,
    };
    are_people(name).then(|| (collapse(name), rest.trim_end().to_owned()))
}

/// Whether a label names people: by name, handle or initials.
pub(crate) fn is_person(label: &str) -> bool {
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：' | '[' | ']'));
    label.chars().count() <= 40 && (are_people(label) || are_initials(label))
}
