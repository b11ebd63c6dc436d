//! What follows a time becomes its zone.

use crate::model::{OffsetForms, leading_zone, zone_letters};
use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// A zone after a time, perhaps in parentheses.
pub(crate) fn zone_after(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    let spaced = cursor.at > mark;
    let bracket = cursor.eat(&['(', '[']);
    let forms = match () {
        () if parts.second.is_some() && !spaced => OffsetForms::Any,
        () if parts.second.is_some() || parts.has_date() && !spaced => OffsetForms::Clock,
        () => OffsetForms::NoMinusColon,
    };
    let rest = cursor.rest();
    let starts_offset = rest.starts_with('-');
    if let Some((zone, end)) = leading_zone(rest, forms) {
        let whole =
            !rest.get(end..).is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == ':' && starts_offset));
        if whole && !(rest.starts_with('+') && spaced && end < 5) {
            cursor.at += end;
            if !bracket || cursor.eat(&[')', ']']) || cursor.rest().starts_with([',', '/']) {
                parts.zone = Some(zone);
                parts.letters = rest.get(..end).and_then(zone_letters);
                return;
            }
        }
    }
    cursor.at = mark;
}
