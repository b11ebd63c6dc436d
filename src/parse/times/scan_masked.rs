//! The start of a text that has the form of a time but says little or nothing, as templates leave it.

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// `HH:mm`, `14:??`, `2X:XX`; `T+5 min` and `+5 min`, which count from a time that stands nowhere.
pub(crate) fn masked(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let start = cursor.at;
    if relative(cursor) {
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

/// "T0", "T+5", "T-10m", "T+1h30", "+5 min", "+2h".
fn relative(cursor: &mut TextCursor<'_>) -> bool {
    const UNITS: [&str; 14] =
        ["s", "sec", "m", "min", "mins", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days"];
    let zero = cursor.eat(&['T']);
    let signed = cursor.eat(&['+']) || zero && cursor.eat(&['-', '−']);
    let mark = cursor.at;
    let Some((number, digits)) = cursor.number() else { return false };
    if zero && !signed {
        return number == 0 && digits == 1 && ends(cursor);
    }
    let clock = cursor.eat(&[':']);
    if clock && !matches!(cursor.number(), Some((_, 2))) {
        return false;
    }
    cursor.spaces();
    let unit = cursor.word_in(&UNITS);
    if unit {
        cursor.number();
    } else {
        let length =
            cursor.text[mark..].find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(cursor.text.len() - mark);
        cursor.at = mark + length;
    }
    signed && digits < 4 && (zero || unit) && ends(cursor)
}

fn ends(cursor: &TextCursor<'_>) -> bool {
    !cursor.rest().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '/' | '-' | '_'))
}
