//! What follows a time becomes its zone.

use jiff::tz::TimeZone;

use crate::model::{OffsetForms, ends_zone, leading_zone, place_time_behind, zone_in, zone_letters};
use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// A zone after a time, perhaps in parentheses.
pub(crate) fn zone_after(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    let spaced = cursor.at > mark;
    let bracket = cursor.eat(&['(', '[', '（', '【']);
    let forms = match () {
        () if parts.second.is_some() && !spaced => OffsetForms::Any,
        () if parts.second.is_some() || parts.has_date() && !spaced => OffsetForms::Clock,
        () => OffsetForms::NoMinusColon,
    };
    // "06:17:19 PM +UTC", as explorers of blockchains write it.
    if ["+UTC", "+GMT"].iter().any(|zone| cursor.rest().starts_with(zone)) {
        cursor.bump();
    }
    let rest = cursor.rest();
    let starts_offset = rest.starts_with('-');
    if let Some((zone, end)) = leading_zone(rest, forms) {
        let behind = rest.get(end..).unwrap_or_default();
        // "09:12-10:00 UTC" is a stretch: a zone behind it says so.
        let is_stretch = starts_offset
            && behind.starts_with(' ')
            && leading_zone(behind.trim_start(), forms)
                .is_some_and(|(_, end)| behind.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && end > 1);
        let whole = ends_zone(rest, end) && !(starts_offset && behind.starts_with(':')) && !is_stretch;
        if whole && !(rest.starts_with('+') && spaced && end < 5) {
            cursor.at += end;
            if !bracket || cursor.eat(&[')', ']', '）', '】']) || cursor.rest().starts_with([',', '/']) {
                parts.zone = Some(zone);
                parts.letters = rest.get(..end).and_then(zone_letters);
                return;
            }
        }
    }
    if bracket && let Some((zone, end)) = bracketed_place(cursor.rest()) {
        cursor.at += end;
        parts.zone = Some(zone);
        return;
    }
    if !bracket && let Some((zone, end)) = place_time_behind(cursor.rest()) {
        cursor.at += end;
        parts.zone = Some(zone);
        return;
    }
    cursor.at = mark;
    // Whose clocks they are is said, and not where those hang.
    cursor.spaces();
    if bracket
        || !cursor.phrase_in(&["local time", "ortszeit", "heure locale", "hora local", "ora locale", "lokal tid"])
    {
        cursor.at = mark;
    }
}

/// "hora de Madrid)": a zone in words, and where the bracket around it has closed.
fn bracketed_place(rest: &str) -> Option<(TimeZone, usize)> {
    let end = rest.char_indices().take(LONGEST_PLACE).find(|(_, c)| matches!(c, ')' | ']' | '）' | '】'))?;
    let (end, close) = end;
    let inside = rest.get(..end)?;
    let (zone, _) = zone_in(inside).filter(|_| !inside.contains(|c: char| c.is_ascii_digit()))?;
    Some((zone, end + close.len_utf8()))
}

/// So many characters are looked through for the end of a bracket.
const LONGEST_PLACE: usize = 40;
