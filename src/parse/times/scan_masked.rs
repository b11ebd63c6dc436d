//! The start of a text that has the form of a time but says little or nothing, as templates leave it.

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// `HH:mm`, `14:??`, `2X:XX`.
pub(crate) fn masked(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
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
