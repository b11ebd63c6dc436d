//! The words of a follow-up become who is to do it: "Owner: …", a person's name or handle before or behind it.
//!
//! Who is no team may be a person: a page shows it as written, and nothing else does.

use std::ops::Range;

use crate::parse::incident::taken_out::taken_out;
use crate::parse::vocabulary::{FollowUpColumn, normalise, says_nothing, words};
use crate::text::people::{are_initials, are_people, may_be_people};
use crate::text::{collapse, is_cjk};

/// "Owner: platform" at the end of a follow-up.
pub(crate) fn owner(text: &str) -> Option<String> {
    let name = text.get(labelled_owner(text)?.1)?;
    let name = collapse(name.trim_matches(|c: char| matches!(c, '*' | '_' | ' ')));
    (!says_nothing(&name) && name.chars().count() <= 40).then_some(name)
}

/// What stands before an owner and a colon, wherever it stands.
const OWNER: [&str; 19] = [
    "owner",
    "owners",
    "owned by",
    "assignee",
    "assigned to",
    "verantwortlich",
    "zuständig",
    "responsable",
    "responsável",
    "responsabile",
    "verantwoordelijke",
    "ansvarig",
    "ansvarlig",
    "担当",
    "担当者",
    "负责人",
    "負責人",
    "담당",
    "담당자",
];

/// What stands before an owner without a colon, where a part of the line begins.
const ASSIGNED: [&str; 10] = [
    "assigned to ",
    "owned by ",
    "zugewiesen an ",
    "assigné à ",
    "asignado a ",
    "atribuído a ",
    "assegnato a ",
    "toegewezen aan ",
    "tilldelad ",
    "tildelt ",
];

/// Where an owner is named: from the label on, and the name alone.
pub(super) fn labelled_owner(text: &str) -> Option<(usize, Range<usize>)> {
    let (at, from) = behind_colon(text).or_else(|| assigned(text))?;
    let rest = text.get(from..)?;
    let start = from + rest.len() - rest.trim_start_matches(['*', '_', ' ']).len();
    Some((at, start..end_of_owners(text, start)))
}

/// The last label of an owner in `text`, and what is behind its colon.
fn behind_colon(text: &str) -> Option<(usize, usize)> {
    text.char_indices().rev().filter(|(_, c)| matches!(c, ':' | '：')).find_map(|(colon, mark)| {
        let label = text[..colon].trim_end_matches([' ', '*', '_']);
        let start = begins(label);
        let part = label[start..].trim_start_matches([' ', '*', '_']);
        let alone = start > 0 && part.len() <= 40 && is_owners_column(part);
        let at = if alone { Some(label.len() - part.len()) } else { ends_with_owner(label) };
        at.map(|at| (at, colon + mark.len_utf8()))
    })
}

/// Whether a column of follow-ups by this name holds who does them.
fn is_owners_column(name: &str) -> bool {
    words().columns.get(normalise(name).as_str()) == Some(&FollowUpColumn::Owner)
}

/// Where the last part of `text` begins, at its start or behind what divides it.
fn begins(text: &str) -> usize {
    const DIVIDES: [char; 17] =
        ['(', '（', '[', '【', '.', ',', ';', '|', '–', '—', '→', '。', '、', '，', '；', '/', '\n'];
    let divided = text.rfind(DIVIDES).map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    divided.max(text.rfind(" - ").map(|at| at + 3)).unwrap_or(0)
}

/// Where one of the words for an owner begins that `label` ends with.
fn ends_with_owner(label: &str) -> Option<usize> {
    let of = |word: &&&str| {
        let at = label.len().checked_sub(word.len())?;
        let whole = !label.get(..at)?.ends_with(|c: char| c.is_alphanumeric() && !is_cjk(c));
        (whole && label.get(at..)?.to_lowercase() == **word).then_some(at)
    };
    OWNER.iter().filter_map(|word| of(&word)).min()
}

/// "Assigned to Ann" without a colon.
fn assigned(text: &str) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    ASSIGNED.iter().find_map(|word| {
        let at = lower.rfind(word)?;
        let begin = begins(text[..at].trim_end());
        let parted = text[..at].trim_matches(['*', '_', ' ']).is_empty() || text[begin..at].trim().is_empty();
        (parted || text[..at].trim_end().ends_with('-')).then_some((at, at + word.len()))
    })
}

/// Where the names end that begin at `start`: one, or several with commas between.
fn end_of_owners(text: &str, start: usize) -> usize {
    let wide = text[start..].starts_with(is_cjk);
    let end_of_part = |from: usize| {
        let rest = &text[from..];
        let ends = |(i, c): (usize, char)| match c {
            ',' | ';' | ')' | '）' | '|' | '。' | ']' | '、' | '，' | '；' => true,
            '.' => !is_short_for_something(&rest[..i], &rest[i + 1..]),
            '-' | '–' | '—' => rest[..i].ends_with(' ') && rest[i..].contains(' '),
            _ => wide && c.is_whitespace(),
        };
        from + rest.char_indices().find(|found| ends(*found)).map_or(rest.len(), |(i, _)| i)
    };
    let mut end = end_of_part(start);
    while let Some(rest) = text[end..].strip_prefix([',', '、', '，']) {
        let next = end_of_part(text.len() - rest.len());
        if !may_be_people(&text[text.len() - rest.len()..next]) {
            break;
        }
        end = next;
    }
    start + text[start..end].trim_end().len()
}

/// Whether a stop belongs to a word that it cuts short, or stands inside of one: `J. Li`, `Hr. Berg`, `ann.bee`.
fn is_short_for_something(before: &str, after: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let goes_on = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    after.starts_with(char::is_alphanumeric)
        || goes_on && last.chars().count() <= 3 && last.starts_with(char::is_uppercase)
}

/// A follow-up that begins or ends with a person as who that is and the rest: `**JG:** Oil it`, `@joe: oil it`, `Oil it (Johanna)`.
pub(crate) fn of_person(text: &str) -> Option<(String, String)> {
    led_by_person(text).or_else(|| behind(text).filter(|(_, rest)| says_something(rest)))
}

/// One that begins so.
pub(crate) fn led_by_person(text: &str) -> Option<(String, String)> {
    before(text).filter(|(_, rest)| says_something(rest))
}

/// Whether there are words in it.
pub(super) fn says_something(rest: &str) -> bool {
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
    let (start, end) = match bare.strip_suffix([')', ']', '）']) {
        Some(inner) => {
            let open = inner.rfind(['(', '[', '（'])?;
            (open, bare.len())
        }
        None => {
            let (before, _) = [" - ", " – ", " — ", " → ", ". "].iter().find_map(|mark| bare.rsplit_once(mark))?;
            (before.len(), bare.len())
        }
    };
    let name = bare[start..end].trim_matches(|c: char| c.is_whitespace() || "()（）[]-–—→.".contains(c));
    are_people(name).then(|| (collapse(name), taken_out(text, &(start..end))))
}

/// Whether a label names people: by name, handle or initials.
pub(crate) fn is_person(label: &str) -> bool {
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：' | '[' | ']'));
    label.chars().count() <= 40 && (are_people(label) || are_initials(label))
}
