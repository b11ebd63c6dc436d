//! A title becomes what of it lists show: without a day and without the kind of document, which the titles beside it share.

use crate::parse::times::scan;
use crate::parse::vocabulary::{normalise, words};

/// What a title says beside the day and the kind of document it names: `Belt down` of `[Postmortem] Belt down`, of
/// `Incident report July 21 2025 – Belt down`. The whole title where nothing else is in it.
pub(crate) fn short_title(title: &str) -> &str {
    let mut text = title.trim();
    for _ in 0..4 {
        let before = text;
        for less in [without_date(text), without_bracket(text), without_prefix(text), without_suffix(text)] {
            if less.len() < text.len() && less.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
                text = less;
                break;
            }
        }
        if text == before {
            break;
        }
    }
    text
}

/// Whether a title says only what kind of text this is.
pub(crate) fn is_generic(text: &str) -> bool {
    words().generic_titles.contains(normalise(text).as_str())
}

const SEPARATORS: [char; 11] = [',', ':', '-', '–', '—', '|', ' ', '/', '_', '.', '：'];

fn without_prefix(text: &str) -> &str {
    let Some((at, mark)) = text.char_indices().find(|(i, c)| {
        matches!(c, ':' | '：' | '|' | '–' | '—') || *c == '-' && text.get(..*i).is_some_and(|t| t.ends_with(' '))
    }) else {
        return text;
    };
    let rest = text.get(at + mark.len_utf8()..).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c));
    if is_kind(text.get(..at).unwrap_or_default()) && !rest.is_empty() { rest } else { text }
}

/// The text without a date at its start or end, where something remains.
fn without_date(text: &str) -> &str {
    // "On 11 March 2024, the lease ran out" is a sentence.
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_sentence =
        ["on", "at", "in", "am", "um", "le", "el", "il", "em", "no", "op", "den"].contains(&first.as_str());
    let leading = scan(text).filter(|s| !is_sentence && s.parts.year.is_some() && s.parts.day.is_some());
    if let Some(found) = leading {
        let rest = text.get(found.end..).unwrap_or_default();
        let story = rest.trim_matches(|c| SEPARATORS.contains(&c));
        let parted = rest.starts_with(|c: char| SEPARATORS.contains(&c));
        if parted && !story.is_empty() && !rest.trim_start().starts_with(['(', '[']) {
            return story;
        }
    }
    let starts = text.char_indices().filter(|(_, c)| matches!(c, ',' | '-' | '–' | '—' | '|' | '(' | ':' | '['));
    for (at, mark) in starts {
        let tail = text.get(at + mark.len_utf8()..).unwrap_or_default().trim();
        let Some(found) = scan(tail).filter(|s| s.parts.year.is_some() && s.parts.month.is_some()) else { continue };
        let rest = tail.get(found.end..).unwrap_or_default();
        let story = text.get(..at).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c) || c == '(');
        let glued = mark == '-' && !text.get(..at).is_some_and(|t| t.ends_with(' '));
        // The end of a range of days: "March 26 - April 10, 2019".
        let glued = glued || matches!(mark, '-' | '–' | '—') && story.ends_with(|c: char| c.is_ascii_digit());
        if rest.chars().all(|c| matches!(c, ')' | ']' | '.' | ' ')) && !story.is_empty() && !glued {
            return story;
        }
    }
    text
}

/// `[Postmortem] Belt down`, `【障害報告】…`.
fn without_bracket(text: &str) -> &str {
    let close = match text.chars().next() {
        Some('[') => ']',
        Some('【') => '】',
        Some('(') => ')',
        Some('「') => '」',
        _ => return text,
    };
    let Some((inside, rest)) = text.split_once(close) else { return text };
    let inside = inside.trim_start_matches(['[', '【', '(', '「']);
    let rest = rest.trim_start_matches(|c| SEPARATORS.contains(&c));
    if is_kind(inside) && !rest.is_empty() { rest } else { text }
}

/// `Belt down – Postmortem`, `Belt down (postmortem)`.
fn without_suffix(text: &str) -> &str {
    let bracketed = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
    let parted = || {
        let marks = [" – ", " — ", " - ", ": ", " | "];
        marks.iter().filter_map(|mark| text.rsplit_once(mark)).min_by_key(|(_, end)| end.len())
    };
    let Some((story, end)) = bracketed.or_else(parted) else { return text };
    let story = story.trim_end_matches(|c| SEPARATORS.contains(&c));
    if is_kind(end) && !story.is_empty() { story } else { text }
}

/// Whether words name a kind of document and nothing else, but for a number or a day.
fn is_kind(text: &str) -> bool {
    let head = normalise(without_day_at_end(text.trim()));
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = ["public ", "our ", "the ", "internal ", "external "].iter().find_map(|word| head.strip_prefix(word));
    [Some(head), bare]
        .into_iter()
        .flatten()
        .any(|name| words().title_prefixes.contains(name) || words().generic_titles.contains(name))
}

/// `Incident report July 21 2025` without the day.
fn without_day_at_end(text: &str) -> &str {
    let starts = text.char_indices().filter(|(at, c)| *at > 0 && (c.is_whitespace() || matches!(c, ',' | '(')));
    for (at, mark) in starts {
        let tail = text[at + mark.len_utf8()..].trim_start_matches(['(', ' ']);
        let tail = tail.strip_prefix("of ").or_else(|| tail.strip_prefix("on ")).unwrap_or(tail);
        let found = scan(tail).filter(|found| found.parts.month.is_some() && found.parts.day.is_some());
        if found.is_some_and(|found| tail[found.end..].chars().all(|c| !c.is_alphanumeric())) {
            return text[..at].trim_end();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_leave_out_what_titles_share() {
        let cases = [
            ("2024-03-11, The lease ran out", "The lease ran out"),
            ("2024-03-11 Lease crash", "Lease crash"),
            ("Post-Mortem: The lease ran out", "The lease ran out"),
            ("incident date: 2024-03-11, leases gone", "leases gone"),
            ("Leases down - March 11, 2024", "Leases down"),
            ("Leases down (2024-03-11)", "Leases down"),
            ("Leases lost on March 11, 2024", "Leases lost on March 11, 2024"),
            ("Incident 2024-03-11: leases gone", "leases gone"),
            ("[Postmortem] Belt down", "Belt down"),
            ("【障害報告】荷札が出ない", "荷札が出ない"),
            ("障害報告：荷札が出ない", "荷札が出ない"),
            ("Public Incident Report — Belt down again", "Belt down again"),
            ("Incident report July 21 2025 – Belt down", "Belt down"),
            ("Incident retro - belt down a third time", "belt down a third time"),
            ("RCA - Belt down", "Belt down"),
            ("Belt down – Postmortem", "Belt down"),
            ("Belt down (post-mortem)", "Belt down"),
            ("On March 11, 2024, the lease ran out", "On March 11, 2024, the lease ran out"),
            ("Delays March 26 - April 10, 2019", "Delays March 26 - April 10, 2019"),
            ("Postmortem", "Postmortem"),
            ("2024-03-11", "2024-03-11"),
            ("Incident 2024-03-11", "Incident 2024-03-11"),
            ("Belts: a history", "Belts: a history"),
        ];
        for (title, short) in cases {
            assert_eq!(short_title(title), short, "{title}");
        }
    }
}
