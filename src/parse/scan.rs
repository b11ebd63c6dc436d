//! The start of a text becomes the parts of a date and a time, as written: nothing is checked against a calendar here.

use jiff::tz::TimeZone;

use crate::parse::scan_date::{date, weekday};
use crate::parse::zones::{OffsetForms, leading_zone};

/// What was written of a point in time.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) hour: Option<u8>,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    pub(super) nanosecond: i32,
    pub(super) zone: Option<TimeZone>,
    pub(super) approximate: bool,
    /// Day and month could be the other way round.
    pub(super) ambiguous: bool,
    /// A time stands here but says nothing (`HH:mm`, `2X:XX`).
    pub(super) masked: bool,
    /// The last day of a range of days.
    pub(super) last_day: Option<u8>,
}

impl Parts {
    pub(super) fn has_date(&self) -> bool {
        self.year.is_some() || self.month.is_some()
    }

    pub(super) fn has_time(&self) -> bool {
        self.hour.is_some() || self.masked
    }
}

/// A point in time at the start of a text, perhaps the end of its range, and where both end.
#[derive(Debug, Clone)]
pub(super) struct Scan {
    pub(super) parts: Parts,
    pub(super) until: Option<Parts>,
    pub(super) end: usize,
}

/// Reads as much of the start of `text` as is a date, a time, or both.
pub(super) fn scan(text: &str) -> Option<Scan> {
    let mut cursor = Cursor { text, at: 0 };
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
            _ => cursor.at = mark,
        }
    }
    alternative(&mut cursor);
    Some(Scan { parts, until, end: cursor.at })
}

/// A dash or a word between the ends of a range.
fn range_mark(cursor: &mut Cursor<'_>) -> bool {
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
fn alternative(cursor: &mut Cursor<'_>) {
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

fn point(cursor: &mut Cursor<'_>) -> Option<Parts> {
    let mut parts = Parts::default();
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
fn prefix(cursor: &mut Cursor<'_>, parts: &mut Parts) -> Option<char> {
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
fn between(cursor: &mut Cursor<'_>, parts: &mut Parts) {
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
fn trailing_date(cursor: &mut Cursor<'_>, parts: &mut Parts, mark: usize) {
    cursor.spaces();
    let bracket = cursor.eat(&['(']);
    let marked = bracket || cursor.eat(&[',']) | cursor.word_in(&["on", "am", "le", "el", "em"]);
    cursor.spaces();
    weekday(cursor);
    cursor.eat(&[',']);
    cursor.spaces();
    let mut other = Parts::default();
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

/// A time of day. `gap` is the distance from the date before it; a time must not grow out of other digits.
fn time(cursor: &mut Cursor<'_>, parts: &mut Parts, gap: usize) -> bool {
    if gap == 0 {
        return false;
    }
    let start = cursor.at;
    let mut other = parts.clone();
    if clock(cursor, &mut other) {
        zone_after(cursor, &mut other);
        *parts = other;
        return true;
    }
    cursor.at = start;
    if masked(cursor, parts) {
        zone_after(cursor, parts);
        return true;
    }
    cursor.at = start;
    false
}

fn clock(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
    let Some((number, digits)) = cursor.number() else { return false };
    parts.second = None;
    if digits == 4 {
        return military(cursor, parts, number);
    }
    if digits > 2 {
        return false;
    }
    parts.hour = u8::try_from(number).ok();
    let ok = match cursor.peek() {
        Some(':' | '：') => {
            cursor.bump();
            minutes(cursor, parts)
        }
        Some('.') => dotted(cursor, parts),
        _ => hour_words(cursor, parts),
    };
    ok && {
        meridiem(cursor, parts);
        hour_mark(cursor, parts);
        true
    }
}

/// After "14:": minutes, seconds and fractions.
fn minutes(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
    let Some((minute, 2)) = cursor.number() else { return false };
    parts.minute = u8::try_from(minute).ok();
    let mark = cursor.at;
    if cursor.eat(&[':', '：']) {
        match cursor.number() {
            Some((second, 2)) => {
                parts.second = u8::try_from(second).ok();
                fraction(cursor, parts);
            }
            _ => cursor.at = mark,
        }
    }
    true
}

fn fraction(cursor: &mut Cursor<'_>, parts: &mut Parts) {
    let mark = cursor.at;
    if !cursor.eat(&['.', ',']) {
        return;
    }
    let digits: String = cursor.rest().chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        cursor.at = mark;
        return;
    }
    cursor.at += digits.len();
    parts.nanosecond = format!("{:0<9.9}", digits).parse().unwrap_or(0);
}

/// "15.26", but neither a version nor a quantity.
fn dotted(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
    cursor.bump();
    let Some((minute, 2)) = cursor.number() else { return false };
    parts.minute = u8::try_from(minute).ok();
    let rest = cursor.rest();
    let clean = match rest.chars().next() {
        None => true,
        Some('.' | ':' | ',') => !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_whitespace() || matches!(c, '-' | '–' | '—' | ')' | ']' | 'h' | 'U'),
    };
    let unit = rest.trim_start().to_lowercase();
    let units = [
        "%", "s ", "ms", "sec", "min", "gb", "mb", "kb", "tb", "x ", "percent", "million", "billion", "hours", "req",
        "rps", "release",
    ];
    clean && parts.hour.is_some_and(|h| h < 25) && minute < 60 && !units.iter().any(|u| unit.starts_with(u))
}

/// "14h30", "14 Uhr 30", "14時30分", "3 pm".
fn hour_words(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.eat(&['時', '时', '点']) {
        return minutes_word(cursor, parts, &['分']) || true;
    }
    if cursor.eat(&['h', 'H']) {
        cursor.spaces();
        return minutes_word(cursor, parts, &[]);
    }
    if cursor.word_in(&["Uhr", "heures"]) {
        let after = cursor.at;
        cursor.spaces();
        if !minutes_word(cursor, parts, &[]) {
            cursor.at = after;
        }
        return true;
    }
    cursor.at = mark;
    meridiem(cursor, parts)
}

fn minutes_word(cursor: &mut Cursor<'_>, parts: &mut Parts, mark: &[char]) -> bool {
    let at = cursor.at;
    match cursor.number() {
        Some((minute, 2)) if !cursor.rest().starts_with(|c: char| c.is_alphanumeric() && !mark.contains(&c)) => {
            parts.minute = u8::try_from(minute).ok();
            cursor.eat(mark);
            true
        }
        Some((minute, 1)) if !mark.is_empty() && cursor.eat(mark) => {
            parts.minute = u8::try_from(minute).ok();
            true
        }
        _ => {
            cursor.at = at;
            false
        }
    }
}

/// "1430Z", "1430 UTC", "1430h".
fn military(cursor: &mut Cursor<'_>, parts: &mut Parts, number: u32) -> bool {
    parts.hour = u8::try_from(number / 100).ok();
    parts.minute = u8::try_from(number % 100).ok();
    let mark = cursor.at;
    cursor.spaces();
    let rest = cursor.rest();
    let zoned = leading_zone(rest, OffsetForms::NoMinusColon).is_some_and(|(_, end)| {
        !rest.starts_with(['+', '-']) && !rest.get(end..).is_some_and(|r| r.starts_with(char::is_alphanumeric))
    });
    if zoned {
        return true;
    }
    let hours = cursor.word_in(&["h", "hrs", "hours", "Uhr"]);
    if !hours {
        cursor.at = mark;
    }
    hours && number < 2400
}

/// "am", "p.m."; the hour is brought to twenty-four.
fn meridiem(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    let rest = cursor.rest();
    let lower: String = rest.chars().take(5).map(|c| c.to_ascii_lowercase()).collect();
    let (afternoon, length) = if lower.starts_with("a.m.") || lower.starts_with("p.m.") {
        (lower.starts_with('p'), 4)
    } else if lower.starts_with("am") || lower.starts_with("pm") {
        (lower.starts_with('p'), 2)
    } else {
        cursor.at = mark;
        return false;
    };
    if rest.get(length..).is_some_and(|r| r.starts_with(char::is_alphanumeric)) {
        cursor.at = mark;
        return false;
    }
    cursor.at += length;
    parts.hour = parts.hour.map(|h| match (afternoon, h) {
        (true, 1..12) => h + 12,
        (false, 12) => 0,
        _ => h,
    });
    true
}

/// "Uhr", "h", "hrs" after a complete time.
fn hour_mark(cursor: &mut Cursor<'_>, parts: &mut Parts) {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.word_in(&["Uhr", "h", "hs", "hrs", "hours", "uur"]) {
        return;
    }
    if cursor.eat(&['頃']) || cursor.word_in(&["ish", "ごろ"]) {
        parts.approximate = true;
        return;
    }
    cursor.at = mark;
}

/// `HH:mm`, `14:??`, `2X:XX`.
fn masked(cursor: &mut Cursor<'_>, parts: &mut Parts) -> bool {
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

/// A zone after a time, perhaps in parentheses.
fn zone_after(cursor: &mut Cursor<'_>, parts: &mut Parts) {
    let mark = cursor.at;
    cursor.spaces();
    let spaced = cursor.at > mark;
    let bracket = cursor.eat(&['(', '[']);
    let exact = parts.second.is_some() || (parts.has_date() && !spaced);
    let forms = if exact { OffsetForms::Any } else { OffsetForms::NoMinusColon };
    let rest = cursor.rest();
    if let Some((zone, end)) = leading_zone(rest, forms) {
        let whole = !rest.get(end..).is_some_and(|r| r.starts_with(char::is_alphanumeric));
        if whole && !(rest.starts_with('+') && spaced && end < 5) {
            cursor.at += end;
            if !bracket || cursor.eat(&[')', ']']) || cursor.rest().starts_with([',', '/']) {
                parts.zone = Some(zone);
                return;
            }
        }
    }
    cursor.at = mark;
}

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    pub(super) fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Moves past one of `wanted`.
    pub(super) fn eat(&mut self, wanted: &[char]) -> bool {
        let found = self.peek().filter(|c| wanted.contains(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    /// Moves past one of `words`, whatever its case, when nothing of a word follows.
    pub(super) fn word_in(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let end = rest.char_indices().find(|(_, c)| !(c.is_alphabetic() || *c == '\'')).map_or(rest.len(), |(i, _)| i);
        let Some(word) = rest.get(..end).filter(|w| !w.is_empty() && w.len() < 24) else { return false };
        let lower = word.to_lowercase();
        let found = words.iter().any(|w| w.eq_ignore_ascii_case(word) || *w == lower);
        self.at += if found { end } else { 0 };
        found
    }

    /// A run of digits: its value and how many there are. None when there are more than nine.
    pub(super) fn number(&mut self) -> Option<(u32, usize)> {
        let (mut value, mut digits, mut length) = (0u32, 0, 0);
        for c in self.rest().chars() {
            let digit = match c {
                '0'..='9' => c as u32 - '0' as u32,
                '０'..='９' => c as u32 - '０' as u32,
                _ => break,
            };
            digits += 1;
            if digits > 9 {
                return None;
            }
            value = value * 10 + digit;
            length += c.len_utf8();
        }
        self.at += length;
        (digits > 0).then_some((value, digits))
    }
}
