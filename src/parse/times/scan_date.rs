//! The start of a text becomes the parts of a date, in the orders and languages people write them.

use jiff::civil::Weekday;

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_era::era_year;
use crate::parse::times::scan_month::{ends_clause, month_name, starts_with_month, starts_with_word};
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::vocabulary::calendar_words;

/// Halves of the day, in scripts that put them before the clock.
const HALVES: [&str; 16] = [
    "上午", "下午", "晚上", "傍晚", "凌晨", "早上", "清晨", "中午", "午前", "午後", "早朝", "深夜", "未明", "오전",
    "오후", "새벽",
];

/// Moves past the name of a day of the week that something numeric follows.
pub(crate) fn weekday(cursor: &mut TextCursor<'_>) -> Option<Weekday> {
    let mark = cursor.at;
    let day = cursor.meaning(|word| calendar_words().weekday(word))?;
    // "sexta-feira"
    if cursor.rest().starts_with("-feira") {
        cursor.at += "-feira".len();
    }
    let rest = cursor.rest().trim_start_matches(['.', ',', ')', '）', ' ', '\u{a0}', '-', '–', ':']);
    let sensible = rest.is_empty()
        || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '~' | '('))
        || starts_with_month(rest)
        || HALVES.iter().any(|half| rest.starts_with(half))
        || ["the", "at", "on", "den", "um", "le", "à", "kl", "klokken"].iter().any(|w| starts_with_word(rest, w));
    if !sensible {
        cursor.at = mark;
        return None;
    }
    Weekday::from_monday_zero_offset(day).ok()
}

/// Reads a date into `parts`; leaves both alone when there is none.
pub(crate) fn date(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let start = cursor.at;
    let mut read = parts.clone();
    let found = match cursor.peek() {
        Some(c) if c.is_ascii_digit() || ('０'..='９').contains(&c) => numeric(cursor, &mut read),
        Some('令' | '平' | '昭' | '民') => era_year(cursor).is_some_and(|year| year_first(cursor, &mut read, year)),
        Some(c) if c.is_alphabetic() => month_first(cursor, &mut read),
        _ => false,
    };
    if found {
        *parts = read;
    } else {
        cursor.at = start;
    }
    found
}

fn numeric(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let Some((number, digits)) = cursor.number() else { return false };
    match digits {
        8 => compact(cursor, parts, number),
        4 => year_first(cursor, parts, number),
        // "113 年 5 月 6 日", as offices in Taiwan count.
        3 if cursor.rest().trim_start().starts_with('年') => {
            (90..=150).contains(&number) && year_first(cursor, parts, number + TAIWAN) && parts.day.is_some()
        }
        1 | 2 => {
            let mark = cursor.at;
            if day_month_name(cursor, parts, number) {
                return true;
            }
            cursor.at = mark;
            if dotted(cursor, parts, number) {
                return true;
            }
            cursor.at = mark;
            if slashed(cursor, parts, (number, digits)) {
                return true;
            }
            cursor.at = mark;
            cursor.eat_spaced(&['月', '월']) && {
                parts.month = byte(number);
                cursor.spaces();
                let day = cursor.number();
                parts.day = day.and_then(|(d, _)| byte(d));
                day.is_some() && cursor.eat_spaced(&['日', '일', '號', '号'])
            }
        }
        _ => false,
    }
}

/// The year before the first of Taiwan's count.
const TAIWAN: u32 = 1911;

fn byte(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

fn plausible_year(number: u32) -> Option<i16> {
    i16::try_from(number).ok().filter(|y| (1970..=2100).contains(y))
}

fn compact(cursor: &TextCursor<'_>, parts: &mut TimeParts, number: u32) -> bool {
    let (year, month, day) = (plausible_year(number / 10_000), number / 100 % 100, number % 100);
    (parts.year, parts.month, parts.day) = (year, byte(month), byte(day));
    year.is_some()
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && !cursor.rest().starts_with(char::is_alphabetic)
        || year.is_some()
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && cursor.rest().starts_with(['T', 't'])
}

fn year_first(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, year: u32) -> bool {
    let Ok(year) = i16::try_from(year) else { return false };
    if cursor.rest().trim_start().starts_with(['年', '년']) {
        cursor.spaces();
    }
    let Some(separator) = cursor.peek().filter(|c| matches!(c, '-' | '/' | '.' | '_' | '年' | '년' | '‑' | '–'))
    else {
        return false;
    };
    cursor.bump();
    let named = matches!(separator, '年' | '년');
    // "2024. 3. 5." has spaces after its stops.
    let spaced = separator == '.' && cursor.rest().starts_with(' ');
    if named || spaced {
        cursor.spaces();
    }
    let (month, known) = match two_digits(cursor) {
        Some(pair) => pair,
        None => return false,
    };
    parts.year = Some(year);
    parts.month = month;
    let mark = cursor.at;
    let same = if named { cursor.eat_spaced(&['月', '월']) } else { cursor.eat(&[separator]) };
    if same && (named || spaced) {
        cursor.spaces();
    }
    if same && let Some((day, _)) = two_digits(cursor) {
        parts.day = day;
        if named && cursor.eat_spaced(&['日', '일', '號', '号']) {
            return true;
        }
        if spaced {
            return cursor.eat(&['.']);
        }
        return !cursor.rest().starts_with(|c: char| c.is_ascii_digit() || c == separator && separator == '.');
    }
    cursor.at = mark;
    if named {
        return cursor.eat_spaced(&['月', '월']);
    }
    known
        && matches!(separator, '-' | '/')
        && month.is_some_and(|m| (1..=12).contains(&m))
        && !cursor.rest().starts_with([separator])
        && !cursor.rest().starts_with(char::is_alphanumeric)
}

/// One or two digits, or the marks that stand for digits nobody knows.
fn two_digits(cursor: &mut TextCursor<'_>) -> Option<(Option<u8>, bool)> {
    let mark = cursor.at;
    if let Some((number, digits)) = cursor.number() {
        if digits <= 2 {
            return Some((byte(number), true));
        }
        cursor.at = mark;
        return None;
    }
    let unknown = ["??", "XX", "xx", "MM", "mm", "DD", "dd"].iter().find(|u| cursor.rest().starts_with(**u))?;
    cursor.at += unknown.len();
    Some((None, false))
}

/// "27 September 2017", "5th of March", "1er mars", "3 de marzo de 2024", "3. February".
fn day_month_name(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, day: u32) -> bool {
    ordinal(cursor);
    let last = day_range(cursor);
    cursor.spaces();
    if cursor.eat(&['/']) {
        return slashed_name(cursor, parts, day);
    }
    if cursor.eat(&['-']) {
        // "03-Mar-2024"
    } else if cursor.word_in(&["of", "de", "d'"]) {
        cursor.spaces();
    }
    let Some((month, everyday)) = month_name(cursor) else { return false };
    if everyday && !ends_clause(cursor.rest()) {
        return false;
    }
    parts.last_day = last;
    parts.month = Some(month);
    parts.day = byte(day);
    year_after(cursor, parts);
    true
}

/// "15/Jan/25", "15/Jan/2025", as Jira and Confluence write a day, after its number.
fn slashed_name(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, day: u32) -> bool {
    let Some((month, _)) = month_name(cursor) else { return false };
    if !cursor.eat(&['/']) {
        return false;
    }
    let year = match cursor.number() {
        Some((number, 4)) => plausible_year(number),
        Some((number, 2)) => plausible_year(2000 + number),
        _ => None,
    };
    (parts.year, parts.month, parts.day) = (year, Some(month), byte(day));
    year.is_some() && !cursor.rest().starts_with(|c: char| c.is_alphanumeric() || c == '/')
}

fn ordinal(cursor: &mut TextCursor<'_>) {
    if !cursor.eat(&['.', 'º', '°', 'ª']) {
        cursor.word_in(&["st", "nd", "rd", "th", "er"]);
    }
}

/// "29-30 October": the last day.
fn day_range(cursor: &mut TextCursor<'_>) -> Option<u8> {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.eat(&['-', '–', '—', '〜', '～', '~'])
        || cursor.word_in(&["to", "through", "bis", "au", "al", "tot", "till", "til"])
    {
        cursor.spaces();
        if let Some((day, digits)) = cursor.number() {
            ordinal(cursor);
            if digits <= 2 && !cursor.rest().starts_with([':', '/', '-', 'h']) {
                return byte(day);
            }
        }
    }
    cursor.at = mark;
    None
}

/// "September 29, 2025", "Feb 20 2018", "Oct 29-30".
fn month_first(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let Some((month, everyday)) = month_name(cursor) else { return false };
    cursor.spaces();
    cursor.eat(&['-']);
    let Some((day, digits)) = cursor.number() else { return false };
    if digits > 2
        || cursor.rest().starts_with([':', '.', '%'])
            && !cursor.rest().starts_with(". ")
            && !cursor.rest().starts_with(": ")
    {
        return false;
    }
    let mark = cursor.at;
    ordinal(cursor);
    if cursor.text.get(mark..cursor.at) == Some(".") {
        cursor.at = mark;
    }
    parts.last_day = day_range(cursor);
    if everyday && !ends_clause(cursor.rest()) {
        return false;
    }
    parts.month = Some(month);
    parts.day = byte(day);
    year_after(cursor, parts);
    true
}

/// A year after a day and a month, if one is there.
fn year_after(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    cursor.eat(&[',', '-', '/']);
    cursor.spaces();
    cursor.word_in(&["de", "del", "of"]);
    cursor.spaces();
    match cursor.number() {
        Some((number, 4))
            if plausible_year(number).is_some()
                && !cursor.rest().starts_with([':', '.'])
                    | cursor.rest().starts_with(". ")
                    | (cursor.rest() == ".")
                    | cursor.rest().starts_with(": ") =>
        {
            parts.year = plausible_year(number);
            year_word(cursor);
        }
        _ => cursor.at = mark,
    }
}

/// "2024 г.", "2024 года", "2024 r.": the word for a year after its number.
fn year_word(cursor: &mut TextCursor<'_>) {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.word_in(&["года", "году", "год", "roku"]) || cursor.word_in(&["г", "r"]) && cursor.eat(&['.'])
    {
        return;
    }
    cursor.at = mark;
}

/// "19.04.2024", "19.04.24", "19.04."; the day always comes first.
fn dotted(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, day: u32) -> bool {
    if !cursor.eat(&['.']) {
        return false;
    }
    cursor.spaces();
    let Some((month, digits)) = cursor.number() else { return false };
    if digits > 2 || !cursor.eat(&['.']) {
        return false;
    }
    parts.day = byte(day);
    parts.month = byte(month);
    let mark = cursor.at;
    cursor.spaces();
    match cursor.number() {
        Some((number, 4)) if plausible_year(number).is_some() => parts.year = plausible_year(number),
        Some((number, 2)) if !cursor.rest().starts_with([':', '.']) && mark + 2 == cursor.at => {
            parts.year = plausible_year(2000 + number);
        }
        _ => cursor.at = mark,
    }
    (1..=31).contains(&day)
        && (parts.year.is_some() || (1..=12).contains(&month))
        && !cursor.rest().starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

/// "13/03/2024" and "03/13/2024"; both at most 12 cannot be told apart.
fn slashed(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, (first, width): (u32, usize)) -> bool {
    let Some(separator) = cursor.peek().filter(|c| matches!(c, '/' | '-')) else { return false };
    cursor.bump();
    let Some((second, digits)) = cursor.number() else { return false };
    if digits > 2 {
        return false;
    }
    let mark = cursor.at;
    if cursor.eat(&[separator]) {
        match cursor.number() {
            Some((number, 4)) => parts.year = plausible_year(number),
            Some((number, 2)) if separator == '/' => parts.year = plausible_year(2000 + number),
            // "5-26-24": only a month, a day and a year can stand so.
            Some((number, 2)) if is_month(first) && (13..=31).contains(&second) && !goes_on(cursor.rest()) => {
                parts.year = plausible_year(2000 + number);
            }
            _ => return false,
        }
        if parts.year.is_none() {
            return false;
        }
    } else if separator == '/'
        && cursor.eat(&['-'])
        && let Some((number, 4)) = cursor.number()
    {
        // "3/12-2024", as Danes and Norwegians write it: the day stands first.
        (parts.year, parts.month, parts.day) = (plausible_year(number), byte(second), byte(first));
        return parts.year.is_some() && (1..=12).contains(&second) && (1..=31).contains(&first);
    } else {
        cursor.at = mark;
        let narrow = separator == '-' && (width, digits) != (2, 2);
        if narrow || !is_clock(cursor.rest().trim_start_matches([' ', ',', 'T', '~', '≈'])) {
            return false;
        }
    }
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    parts.ambiguous = first <= 12 && second <= 12 && first != second;
    (parts.month, parts.day) = (byte(month), byte(day));
    true
}

fn is_month(number: u32) -> bool {
    (1..=12).contains(&number)
}

/// Whether a number of parts goes on: a version, a range, a name.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
}

fn is_clock(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && text.as_bytes().get(digits) == Some(&b':')
}
