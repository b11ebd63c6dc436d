//! The start of a text becomes the parts of a date and a time, as written: nothing is checked against a calendar here.

use jiff::tz::TimeZone;

use crate::parse::times::dotted_stretch::is_clock_by_words;
use crate::parse::times::opening_words::{BETWEEN, FROM, ZONES_AHEAD, may_begin_time};
use crate::parse::times::scan_clock::time;
use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_date::{date, weekday};
use crate::parse::times::scan_parts::{TimeParts, share_half_of_day};
use crate::parse::times::scan_remarks::{before, between, is_bullet, remarks};
use crate::parse::vocabulary::calendar_words;

/// A point in time at the start of a text, perhaps the end of its range, and where both end.
#[derive(Debug, Clone)]
pub(crate) struct ScannedTime {
    pub(crate) parts: TimeParts,
    pub(crate) until: Option<TimeParts>,
    pub(crate) end: usize,
}

/// Reads as much of the start of `text` as is a date, a time, or both.
pub(crate) fn scan(text: &str) -> Option<ScannedTime> {
    let has_figure = || text.chars().take(48).any(|c| c.is_ascii_digit() || c == ':' || ('０'..='９').contains(&c));
    if !text.trim_start().starts_with("T+") && !has_figure() {
        return None;
    }
    let mut cursor = TextCursor { text, at: 0 };
    cursor.spaces();
    may_begin_time(cursor.rest()).then(|| read(cursor)).flatten()
}

fn read(mut cursor: TextCursor<'_>) -> Option<ScannedTime> {
    let opened = opens_range(&mut cursor);
    let mut parts = match point(&mut cursor) {
        Some(parts) => parts,
        None if opened == Opened::Nothing => return None,
        None => bare_hour(&mut cursor)?,
    };
    let opened = clock_of_a_stretch(&mut cursor, &mut parts).unwrap_or(opened);
    let mut until = None;
    let mark = cursor.at;
    if range_mark(&mut cursor, opened) {
        match point(&mut cursor) {
            Some(mut end) if end.has_time() == parts.has_time() && (end.has_time() || end.has_date()) => {
                if parts.zone.is_none() {
                    (parts.zone, parts.letters) = (end.zone.clone(), end.letters);
                }
                if parts.has_date() {
                    parts.year = parts.year.or(end.year);
                } else if parts.hour <= end.hour {
                    // "10:15 to 11:00 on 14 March": both are of that day.
                    (parts.year, parts.month, parts.day) = (end.year, end.month, end.day);
                    parts.ambiguous = end.ambiguous;
                }
                share_half_of_day(&mut parts, &mut end);
                cursor.phrase_in(&["まで", "にかけて", "까지", "为止", "為止"]);
                until = Some(end);
            }
            _ => {
                cursor.at = mark;
                open_end(&mut cursor, &parts);
            }
        }
    }
    if opened == Opened::Between && until.is_none() {
        return None;
    }
    alternative(&mut cursor);
    let last = parts.last_day.filter(|_| until.is_none() && !parts.has_time());
    let until = until.or_else(|| last.map(|day| TimeParts { day: Some(day), last_day: None, ..parts.clone() }));
    Some(ScannedTime { parts, until, end: cursor.at })
}

/// What a range begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    /// "between", after which "and" parts the ends.
    Between,
    /// "from".
    From,
    Nothing,
}

fn opens_range(cursor: &mut TextCursor<'_>) -> Opened {
    if cursor.word_in(BETWEEN) {
        Opened::Between
    } else if cursor.word_in(FROM) {
        Opened::From
    } else {
        Opened::Nothing
    }
}

/// "15.03.2024 von 10:20 bis 11:45", "15 de marzo, entre las 10:20 y las 11:45": the clock at which a stretch of that day begins.
fn clock_of_a_stretch(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> Option<Opened> {
    if !parts.has_date() || parts.has_time() {
        return None;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    ahead.eat(&[',', ':', '，', '、']);
    ahead.spaces();
    let opened = match opens_range(&mut ahead) {
        Opened::Nothing if ahead.word_in(&["de"]) || ahead.phrase_in(&["w godzinach", "从", "從", "自"]) => {
            Opened::From
        }
        Opened::Nothing => return None,
        opened => opened,
    };
    let mut read = parts.clone();
    before(&mut ahead, &mut read);
    if !time(&mut ahead, &mut read, 1) {
        return None;
    }
    remarks(&mut ahead, &mut read);
    let mut end = ahead;
    (range_mark(&mut end, opened) && point(&mut end).is_some_and(|end| end.has_time())).then(|| {
        (*cursor, *parts) = (ahead, read);
        opened
    })
}

/// The hour that a stretch begins with, which only its end says to be one: "from 2 to 3:30 pm".
fn bare_hour(cursor: &mut TextCursor<'_>) -> Option<TimeParts> {
    cursor.spaces();
    let (hour @ 1..=12, 1..=2) = cursor.number()? else { return None };
    let mut ahead = TextCursor { text: cursor.text, at: cursor.at };
    let is_hour = range_mark(&mut ahead, Opened::Between) && point(&mut ahead).is_some_and(|end| end.half.is_some());
    is_hour.then(|| TimeParts { hour: u8::try_from(hour).ok(), ..TimeParts::default() })
}

/// The end of a range that nobody knows, such as "12:26 – ?", is passed over.
fn open_end(cursor: &mut TextCursor<'_>, parts: &TimeParts) {
    let mark = cursor.at;
    let found = parts.has_time() && range_mark(cursor, Opened::Nothing) && {
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
fn range_mark(cursor: &mut TextCursor<'_>, opened: Opened) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    let found = cursor.eat(&['-', '–', '—', '~', '〜', '～', '→', '至', '到'])
        || cursor.phrase_in(&["から", "부터"])
        || cursor.word_in(&[
            "to", "until", "till", "bis", "à", "a", "au", "hasta", "até", "às", "alle", "al", "tot", "till", "til",
            "through", "jusqu'à", "do", "до", "fino",
        ])
        || opened == Opened::From && cursor.word_in(&["по"])
        || opened != Opened::Nothing && cursor.word_in(&["and", "und", "et", "y", "e", "en", "och", "og", "i", "и"]);
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
    bullets(cursor);
    parts.story_day = story_day_ahead(cursor);
    parts.zone = zone_ahead(cursor);
    let bracket = before(cursor, &mut parts);
    if !is_clock_by_words(cursor.text, cursor.at) && date(cursor, &mut parts) {
        let (mark, approximate) = (cursor.at, parts.approximate);
        between(cursor, &mut parts);
        // "3日20:00": no space parts the day from its clock.
        let closed = cursor.text[..mark].ends_with(['日', '號', '号', '일']);
        let length = cursor.at - mark + usize::from(closed);
        if !time(cursor, &mut parts, length) {
            // "On 20 January, about a thing": the word goes with what follows.
            (cursor.at, parts.approximate) = (mark, approximate);
        } else if parts.year.is_none() {
            trailing_year(cursor, &mut parts);
        }
    } else if time(cursor, &mut parts, 1) {
        let mark = cursor.at;
        trailing_date(cursor, &mut parts, mark);
    } else {
        cursor.at = start;
        return None;
    }
    if (parts.story_day.is_some() || parts.zone.is_some()) && !parts.has_time() {
        cursor.at = start;
        return None;
    }
    if parts.has_time() {
        remarks(cursor, &mut parts);
    }
    if let Some(close) = bracket {
        cursor.spaces();
        cursor.eat(&[close]);
    }
    Some(parts)
}

/// The day of the story before a clock: "Day 2, 09:12", "Day 1 · 14:20", "Day 2 - T+25:00".
fn story_day_ahead(cursor: &mut TextCursor<'_>) -> Option<u8> {
    let start = cursor.at;
    cursor.eat(&['[', '(']);
    let words = &calendar_words().story_days;
    let day = cursor.meaning(|word| words.iter().any(|known| known == word).then_some(())).and_then(|()| {
        cursor.spaces();
        let (day, 1..=2) = cursor.number()? else { return None };
        let end = cursor.at;
        cursor.spaces();
        cursor.eat(&[',', '·', '-', '–', '—', ':', '|', '@', ']', ')']);
        cursor.spaces();
        cursor.word_in(&["at"]);
        cursor.spaces();
        (cursor.at > end && cursor.rest().starts_with(|c: char| c.is_ascii_digit() || "~T+".contains(c))).then_some(day)
    });
    if day.is_none() {
        cursor.at = start;
    }
    u8::try_from(day?).ok()
}

/// The zone before a clock: "UTC 09:12", "[UTC] 09:12".
fn zone_ahead(cursor: &mut TextCursor<'_>) -> Option<TimeZone> {
    let start = cursor.at;
    let opened = cursor.eat(&['[', '(']);
    let named = cursor.word_in(ZONES_AHEAD);
    let closed = !opened || cursor.eat(&[']', ')']);
    let mark = cursor.at;
    cursor.eat(&[':']);
    cursor.spaces();
    if named && closed && cursor.at > mark && cursor.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return Some(TimeZone::UTC);
    }
    cursor.at = start;
    None
}

/// Marks that a line begins with where its author made a list by hand.
fn bullets(cursor: &mut TextCursor<'_>) {
    loop {
        cursor.spaces();
        let rest = cursor.rest();
        let hyphen = rest.starts_with(['-', '*', '+']) && rest.chars().nth(1).is_some_and(char::is_whitespace);
        if !hyphen && !rest.starts_with(is_bullet) {
            return;
        }
        cursor.bump();
    }
}

/// "Mar 4 09:32:00 UTC 2024", as `date` prints it.
fn trailing_year(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    match cursor.number() {
        Some((year @ 1970..=2100, 4)) if cursor.rest().is_empty() || cursor.rest().starts_with([' ', ':', ')']) => {
            parts.year = i16::try_from(year).ok();
        }
        _ => cursor.at = mark,
    }
}

/// "22:30 UTC (Oct 29)", "05:39 on October 30", "14:03, 2 March", "14:03 2 March 2024".
fn trailing_date(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, mark: usize) {
    cursor.spaces();
    let bracket = cursor.eat(&['(']);
    let marked = bracket
        || cursor.eat(&[','])
            | cursor.word_in(&[
                "on", "am", "le", "el", "em", "den", "il", "op", "på", "del", "de", "du", "do", "dnia", "w", "в",
            ]);
    cursor.spaces();
    cursor.word_in(&["dia", "día", "dniu"]);
    cursor.spaces();
    weekday(cursor);
    cursor.eat(&[',']);
    cursor.spaces();
    let mut other = TimeParts::default();
    let found = date(cursor, &mut other) && other.day.is_some() && (marked || other.year.is_some());
    if bracket {
        cursor.spaces();
    }
    if found && (!bracket || cursor.eat(&[')'])) {
        (parts.year, parts.month, parts.day) = (other.year, other.month, other.day);
        parts.ambiguous = other.ambiguous;
    } else {
        cursor.at = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stop_words_of;

    #[test]
    fn what_begins_with_no_opening_word_is_no_time() {
        let languages = ["en", "de", "fr", "es", "pt", "it", "nl", "no", "sv", "da", "pl", "ru"];
        let little = languages.into_iter().filter_map(stop_words_of).flatten().copied();
        let others = ["o'clock", "Marchand", "daylight", "noonday", "minutes", "XX", "Teil", "H", "sexta-feira"];
        let mut passed_over = 0;
        for word in little.chain(others).filter(|word| !may_begin_time(word)) {
            passed_over += 1;
            for behind in
                [" 14:03", ": 14:03", " 4 March 2024", " 2, 09:12", " the 4 March", " 14", "14:03", "-feira 14:03"]
            {
                let text = format!("{word}{behind}");
                assert!(may_begin_time(&text) || read(TextCursor { text: &text, at: 0 }).is_none(), "{text}");
            }
        }
        assert!(passed_over > 1000, "{passed_over}");
    }
}
