//! The start of a text that has the form of a time but says little or nothing, as templates leave it.

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// `HH:mm`, `14:??`, `2X:XX`; `T+5 min` and `+5 min`, which count from a time that stands nowhere.
pub(crate) fn masked(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let start = cursor.at;
    if relative(cursor) || counted(cursor) {
        parts.masked = true;
        return true;
    }
    cursor.at = start;
    let mut half = |most: usize| {
        let text: String = cursor
            .rest()
            .chars()
            .take(most)
            .take_while(|c| c.is_ascii_digit() || matches!(c, '?' | 'X' | 'x' | 'H' | 'h' | 'M' | 'm'))
            .collect();
        cursor.at += text.len();
        text
    };
    let hour = half(2);
    if hour.is_empty() || !cursor.eat(&[':']) {
        return false;
    }
    let mut half = |most: usize| {
        let text: String = cursor
            .rest()
            .chars()
            .take(most)
            .take_while(|c| c.is_ascii_digit() || matches!(c, '?' | 'X' | 'x' | 'M' | 'm'))
            .collect();
        cursor.at += text.len();
        text
    };
    let minute = half(2);
    if minute.len() < 2 || cursor.rest().starts_with(char::is_alphanumeric) {
        return false;
    }
    parts.hour = hour.parse().ok();
    parts.masked = true;
    true
}

const UNITS: [&str; 17] = [
    "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour",
    "hours", "d", "day",
];

/// "T0", "T+5", "T-10m", "T + 1h30", "T+N minutes", "+5 min", "+2h", "+00:05".
fn relative(cursor: &mut TextCursor<'_>) -> bool {
    let zero = cursor.eat(&['T']) || cursor.rest().starts_with("t+") && cursor.eat(&['t']);
    if zero && cursor.rest().starts_with([' ', '\u{a0}']) {
        cursor.spaces();
    }
    let spaced = zero && cursor.text[..cursor.at].ends_with([' ', '\u{a0}']);
    let signed = cursor.eat(&['+']) || zero && cursor.eat(&['-', '−', '–']);
    if spaced && !signed {
        return false;
    }
    cursor.spaces();
    cursor.eat(&['~', '≈']);
    let mark = cursor.at;
    if zero && signed && cursor.eat(&['N', 'X', 'x', 'n', '?']) {
        cursor.spaces();
        cursor.word_in(&UNITS);
        return ends(cursor);
    }
    let Some((number, digits)) = cursor.number() else { return false };
    if zero && !signed {
        return number < 10 && digits == 1 && ends(cursor);
    }
    let clock = cursor.eat(&[':']);
    if clock && !matches!(cursor.number(), Some((_, 2))) {
        return false;
    }
    let clock = clock && digits < 4;
    cursor.spaces();
    let unit = cursor.word_in(&UNITS) || cursor.word_in(&["days"]);
    if unit {
        cursor.number();
        // "2m30s".
        cursor.word_in(&UNITS);
    } else {
        let length =
            cursor.text[mark..].find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(cursor.text.len() - mark);
        cursor.at = mark + length;
    }
    signed && digits < 4 && (zero || unit || clock) && ends(cursor)
}

/// What stands before a number that counts from the beginning.
pub(super) const COUNTED: &[&str] = &["minute", "min", "hour"];

/// "Minute 5", "Hour 2", "H+2": counted from the beginning.
fn counted(cursor: &mut TextCursor<'_>) -> bool {
    let start = cursor.at;
    let named = cursor.word_in(COUNTED);
    if named {
        cursor.spaces();
    } else if !(cursor.eat(&['H']) && cursor.eat(&['+'])) {
        cursor.at = start;
        return false;
    }
    let found = cursor.number().is_some_and(|(_, digits)| digits < 4) && ends(cursor);
    if !found {
        cursor.at = start;
    }
    found
}

fn ends(cursor: &TextCursor<'_>) -> bool {
    !cursor.rest().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '/' | '-' | '_'))
}
