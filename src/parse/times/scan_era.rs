//! A year of an era, as Japan and Taiwan count, becomes a year: "令和7年", "平成31年", "民國114年".

use crate::parse::times::scan_cursor::TextCursor;

/// The eras, and the year before their first.
const ERAS: [(&str, u32); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];

/// Moves past an era and its year, up to the word for a year; the year of the common era.
pub(super) fn era_year(cursor: &mut TextCursor<'_>) -> Option<u32> {
    let mark = cursor.at;
    let (name, before) = ERAS.iter().find(|(name, _)| cursor.rest().starts_with(name))?;
    cursor.at += name.len();
    cursor.spaces();
    let year = if cursor.eat(&['元']) { Some(1) } else { cursor.number().map(|(year, _)| year) };
    let year = year.filter(|year| (1..=200).contains(year)).map(|year| before + year);
    if year.is_none() || !cursor.rest().trim_start().starts_with('年') {
        cursor.at = mark;
        return None;
    }
    year
}
