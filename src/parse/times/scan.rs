//! The start of a text becomes the parts of a date and a time, as written: nothing is checked against a calendar here.

use crate::parse::times::scan_clock::time;
use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_date::{date, weekday};
use crate::parse::times::scan_parts::TimeParts;

/// A point in time at the start of a text, perhaps the end of its range, and where both end.
#[derive(Debug, Clone)]
pub(crate) struct ScannedTime {
    pub(crate) parts: TimeParts,
    pub(crate) until: Option<TimeParts>,
    pub(crate) end: usize,
}

/// Reads as much of the start of `text` as is a date, a time, or both.
pub(crate) fn scan(text: &str) -> Option<ScannedTime> {
    if !text.chars().take(48).any(|c| c.is_ascii_digit() || c == ':' || ('０'..='９').contains(&c)) {
        return None;
    }
    let mut cursor = TextCursor { text, at: 0 };
    let mut parts = point(&mut cursor)?;
    let mut until = None;
    let mark = cursor.at;
    if range_mark(&mut cursor) {
        match point(&mut cursor) {
            Some(end) if end.has_time() == parts.has_time() && (end.has_time() || end.has_date()) => {
                if parts.zone.is_none() {
                    parts.zone.clone_from(&end.zone);
                }
                until = Some(end);
            }
            _ => {
                cursor.at = mark;
                open_end(&mut cursor, &parts);
            }
        }
    }
    alternative(&mut cursor);
    Some(ScannedTime { parts, until, end: cursor.at })
}

/// The end of a range that nobody knows, such as "12:26 – ?", is passed over.
fn open_end(cursor: &mut TextCursor<'_>, parts: &TimeParts) {
    let mark = cursor.at;
    let found = parts.has_time() && range_mark(cursor) && {
        cursor.spaces();
        let unknown = cursor.eat(&['?']);
        while cursor.eat(&['?']) {}
        unknown
    };
    if !found {
        cursor.at = mark;
    }
}

/// A dash or a word between the ends of a range.
fn range_mark(cursor: &mut TextCursor<'_>) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    let found = cursor.eat(&['-', '–', '—', '~', '〜', '～', '→'])
        || cursor
            .word_in(&["to", "until", "till", "bis", "à", "a", "hasta", "até", "tot", "till", "through", "jusqu'à"]);
    if !found {
        cursor.at = mark;
    }
    found
}

/// The same time in another zone, in parentheses or after a slash, says nothing new.
fn alternative(cursor: &mut TextCursor<'_>) {
    let mark = cursor.at;
    cursor.spaces();
    let bracket = cursor.eat(&['(']);
    if (bracket || cursor.eat(&['/']))
        && {
            cursor.spaces();
            point(cursor).is_some_and(|p| p.has_time())
        }
        && (!bracket || cursor.eat(&[')']))
    {
        return;
    }
    cursor.at = mark;
}

fn point(cursor: &mut TextCursor<'_>) -> Option<TimeParts> {
    let mut parts = TimeParts::default();
    let start = cursor.at;
    let bracket = prefix(cursor, &mut parts);
    if date(cursor, &mut parts) {
        let mark = cursor.at;
        between(cursor, &mut parts);
        let length = cursor.at - mark;
        if !time(cursor, &mut parts, length) {
            cursor.at = mark;
        }
    } else if time(cursor, &mut parts, 1) {
        let mark = cursor.at;
        trailing_date(cursor, &mut parts, mark);
    } else {
        cursor.at = start;
        return None;
    }
    if let Some(close) = bracket {
        cursor.spaces();
        cursor.eat(&[close]);
    }
    Some(parts)
}

/// Brackets, "~", "ca.", "at" and weekdays before a time.
fn prefix(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> Option<char> {
    let mut bracket = None;
    loop {
        cursor.spaces();
        if cursor.eat(&['~', '≈', '∼', '约', '約']) {
            parts.approximate = true;
        } else if bracket.is_none() && cursor.eat(&['[']) {
            bracket = Some(']');
        } else if bracket.is_none() && cursor.eat(&['(']) {
            bracket = Some(')');
        } else if cursor.word_in(&[
            "ca",
            "circa",
            "about",
            "around",
            "approx",
            "approximately",
            "roughly",
            "etwa",
            "gegen",
            "ungefähr",
            "vers",
            "environ",
            "alrededor",
            "aproximadamente",
            "sobre",
            "aprox",
            "rond",
            "omkring",
            "verso",
            "sometime",
        ]) {
            parts.approximate = true;
            cursor.eat(&['.']);
        } else if cursor.word_in(&[
            "at", "on", "am", "um", "le", "el", "la", "las", "à", "a", "de", "em", "om", "op", "den", "der", "kl",
            "the", "às", "alle", "il",
        ]) {
            cursor.eat(&['.']);
        } else if weekday(cursor) {
            cursor.eat(&['.', ',', '、']);
        } else {
            return bracket;
        }
    }
}

/// What may stand between a date and its time.
fn between(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    cursor.spaces();
    if !cursor.eat(&['T', 't', ',', '@', '–', '—', '|', ':', '、']) {
        cursor.eat(&['-', '_']);
    }
    cursor.spaces();
    if cursor.eat(&['~', '≈'])
        || cursor.word_in(&["around", "about", "circa", "ca", "approx", "approximately", "gegen", "vers"])
    {
        parts.approximate = true;
        cursor.eat(&['.']);
        cursor.spaces();
    }
    let bracket = cursor.eat(&['(']);
    let mark = cursor.at;
    weekday(cursor);
    if bracket {
        if cursor.at == mark || !cursor.eat(&[')', '）']) {
            cursor.at = mark;
        }
    } else {
        cursor.eat(&[',', '.']);
    }
    cursor.spaces();
    if cursor.word_in(&["at", "um", "à", "às", "a", "om", "kl", "klockan", "alle", "vers", "ore"]) {
        cursor.eat(&['.']);
        cursor.spaces();
        cursor.word_in(&["las", "la", "les"]);
        cursor.spaces();
    }
}

/// "22:30 UTC (Oct 29)", "05:39 on October 30", "14:03, 2 March".
fn trailing_date(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, mark: usize) {
    cursor.spaces();
    let bracket = cursor.eat(&['(']);
    let marked = bracket || cursor.eat(&[',']) | cursor.word_in(&["on", "am", "le", "el", "em"]);
    cursor.spaces();
    weekday(cursor);
    cursor.eat(&[',']);
    cursor.spaces();
    let mut other = TimeParts::default();
    let found = marked && date(cursor, &mut other) && (other.day.is_some()) && {
        cursor.spaces();
        !bracket || cursor.eat(&[')'])
    };
    if found {
        (parts.year, parts.month, parts.day) = (other.year, other.month, other.day);
        parts.ambiguous = other.ambiguous;
    } else {
        cursor.at = mark;
    }
}
