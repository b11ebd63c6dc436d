//! The start of a text becomes the parts of a time of day and its zone.

use crate::model::{OffsetForms, leading_zone};
use crate::parse::times::dotted_stretch::is_in_dotted_stretch;
use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_day_part::{is_called_an_hour, is_full_hour, part_of_day};
use crate::parse::times::scan_masked::masked;
use crate::parse::times::scan_parts::{HalfOfDay, TimeParts};
use crate::parse::times::scan_zone::zone_after;

/// A time of day. `gap` is the distance from the date before it; a time must not grow out of other digits.
pub(crate) fn time(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, gap: usize) -> bool {
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

fn clock(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let start = cursor.at;
    if let Some(hour) = named_hour(cursor) {
        (parts.hour, parts.minute, parts.second, parts.dotted, parts.half) = (Some(hour), None, None, false, None);
        return true;
    }
    let half = half_of_day(cursor);
    let Some((number, digits)) = cursor.number() else { return false };
    parts.second = None;
    (parts.dotted, parts.half) = (false, None);
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
        Some('.') => {
            let read = dotted(cursor, parts);
            parts.dotted = !parts.has_date() && !is_set_apart(cursor, start);
            read && (digits == 2 || !parts.dotted)
        }
        _ => hour_words(cursor, parts, start),
    };
    ok && {
        if !meridiem(cursor, parts) && parts.minute.is_some() {
            part_of_day(cursor, parts);
        }
        hour_mark(cursor, parts);
        if half == Some(12) {
            parts.hour = parts.hour.map(|h| if h < 12 { h + 12 } else { h });
        }
        if let Some(hours) = half {
            parts.half = Some(if hours == 12 { HalfOfDay::AfternoonAhead } else { HalfOfDay::Morning });
        }
        true
    }
}

/// Hours that have a name: that at twelve, and that at zero.
pub(super) const NOON: &[&str] = &["noon", "midday", "midnight"];

/// "noon"; and "midnight" behind a word that says which of a day's two it is: "until midnight".
fn named_hour(cursor: &mut TextCursor<'_>) -> Option<u8> {
    if !cursor.rest().starts_with(['n', 'N', 'm', 'M']) {
        return None;
    }
    if cursor.word_in(&NOON[..2]) {
        return Some(12);
    }
    let before = cursor.text.get(..cursor.at).unwrap_or_default().trim_end().to_lowercase();
    let which = ["from", "since", "until", "till", "to"]
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)));
    (which && cursor.word_in(&NOON[2..])).then_some(0)
}

/// "午後" and the like before a time: the hours that they add.
fn half_of_day(cursor: &mut TextCursor<'_>) -> Option<u8> {
    if cursor.phrase_in(&["午後", "下午", "晚上", "傍晚", "晚", "오후", "저녁", "밤"]) || ahead(cursor, "PM")
    {
        cursor.spaces();
        return Some(12);
    }
    let morning =
        cursor.phrase_in(&["午前", "上午", "凌晨", "早上", "清晨", "오전", "새벽", "아침"]) || ahead(cursor, "AM");
    cursor.spaces();
    morning.then_some(0)
}

/// "AM10:20", as some write in Japan.
fn ahead(cursor: &mut TextCursor<'_>, half: &str) -> bool {
    let found = cursor
        .rest()
        .strip_prefix(half)
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    cursor.at += if found { half.len() } else { 0 };
    found
}

/// After "14:": minutes, seconds and fractions. Some write a full stop before the seconds: `12:53.34`.
fn minutes(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
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
    } else if cursor.eat(&['.']) {
        match cursor.number() {
            Some((second @ 0..60, 2)) if !cursor.rest().starts_with(|c: char| c.is_alphanumeric() || c == '.') => {
                parts.second = u8::try_from(second).ok();
            }
            _ => cursor.at = mark,
        }
    }
    true
}

fn fraction(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
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

/// Whether `9.12`, which could be any number, is said to be a time of day by a word before it or by what follows.
fn is_set_apart(cursor: &TextCursor<'_>, start: usize) -> bool {
    if is_called_an_hour(cursor.text, start) || is_in_dotted_stretch(cursor.text, start, cursor.at) {
        return true;
    }
    let before = cursor.text.get(..start).unwrap_or_default().trim_end().to_lowercase();
    let after = cursor.rest().trim_start();
    let lower: String = after.chars().take(4).collect::<String>().to_lowercase();
    ["kl", "kl.", "um", "at", "om", "klokken", "klockan", "alle"].iter().any(|word| before.ends_with(word))
        || ["am", "pm", "a.m.", "p.m.", "uhr", "h", "uur"].iter().any(|word| lower.starts_with(word))
        || after.starts_with([':', '–', '—', '-', ')', ']'])
        || leading_zone(after, OffsetForms::NoMinusColon).is_some()
}

/// So many characters the longest unit has at most.
const LONGEST_UNIT: usize = 12;

/// "15.26", but neither a version nor a quantity.
fn dotted(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    cursor.bump();
    let Some((minute, 2)) = cursor.number() else { return false };
    parts.minute = u8::try_from(minute).ok();
    let rest = cursor.rest();
    let clean = match rest.chars().next() {
        None => true,
        Some('.' | ':' | ',') => !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit()),
        Some(c) => {
            let half =
                rest.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("am") || two.eq_ignore_ascii_case("pm"));
            half || rest.starts_with("ish") || c.is_whitespace() || matches!(c, '-' | '–' | '—' | ')' | ']' | 'h' | 'U')
        }
    };
    let unit = rest.trim_start().chars().take(LONGEST_UNIT).collect::<String>().to_lowercase();
    let units = [
        "%", "s ", "ms", "sec", "min", "gb", "mb", "kb", "tb", "x ", "percent", "million", "billion", "hours", "req",
        "rps", "release",
    ];
    clean && parts.hour.is_some_and(|h| h < 25) && minute < 60 && !units.iter().any(|u| unit.starts_with(u))
}

/// "14h30", "14 Uhr 30", "14時30分", "3 pm"; the number begins at `start`.
fn hour_words(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, start: usize) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.eat(&['時', '时', '点', '點']) {
        if cursor.eat(&['半']) {
            parts.minute = Some(30);
        } else {
            minutes_word(cursor, parts, &['分']);
        }
        return true;
    }
    if korean_hour(cursor) {
        cursor.spaces();
        if cursor.phrase_in(&["반"]) {
            parts.minute = Some(30);
        } else if !minutes_word(cursor, parts, &['분']) {
            cursor.at -= cursor.text[..cursor.at].len() - cursor.text[..cursor.at].trim_end_matches(' ').len();
        }
        return true;
    }
    // "10u20", as Dutch has it in Belgium.
    let dutch = cursor.rest().strip_prefix('u').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if cursor.eat(&['h', 'H']) || dutch && cursor.eat(&['u']) {
        let after = cursor.at;
        cursor.spaces();
        if !minutes_word(cursor, parts, &[]) {
            cursor.at = after;
            return is_full_hour(cursor.text, start, after);
        }
        return true;
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
    if meridiem(cursor, parts) || part_of_day(cursor, parts) {
        return true;
    }
    is_called_an_hour(cursor.text, start) && !cursor.rest().starts_with(char::is_alphanumeric)
}

/// "5시", with a particle or a space after it: "5 시스템" are five systems.
fn korean_hour(cursor: &mut TextCursor<'_>) -> bool {
    let particle = |c: char| ['에', '경', '쯤', '부', '까', '이', '반', '정', '의', '를'].contains(&c);
    let rest = cursor.rest();
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic() || particle(c));
    rest.strip_prefix('시').is_some_and(ends) && cursor.eat(&['시'])
}

fn minutes_word(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, mark: &[char]) -> bool {
    let at = cursor.at;
    if !mark.is_empty() {
        // "9 時 20 分"
        cursor.spaces();
        if let Some((minute, 1..=2)) = cursor.number().filter(|_| cursor.eat_spaced(mark)) {
            parts.minute = u8::try_from(minute).ok();
            return true;
        }
        cursor.at = at;
    }
    match cursor.number() {
        Some((minute, 2))
            if cursor.word_in(&["min"])
                || !cursor.rest().starts_with(|c: char| c.is_alphanumeric() && !mark.contains(&c)) =>
        {
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
fn military(cursor: &mut TextCursor<'_>, parts: &mut TimeParts, number: u32) -> bool {
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
    let before = cursor.text.get(..mark - 4).unwrap_or_default().trim_end().trim_end_matches('.').to_lowercase();
    let called = || {
        ["kl", "klokken", "klockan", "klokka"]
            .iter()
            .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    };
    (hours || called()) && number < 2400 && number % 100 < 60
}

/// "am", "p.m.", "p. m."; the hour is brought to twenty-four.
fn meridiem(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    let afternoon = cursor.eat(&['p', 'P']);
    let mut read = afternoon || cursor.eat(&['a', 'A']);
    let dotted = read && cursor.eat(&['.']);
    if dotted {
        cursor.eat(&[' ', '\u{a0}', '\u{202f}']);
    }
    // "9:06a" leaves the second letter out, beside the minutes only.
    let short = read && !dotted && parts.minute.is_some() && cursor.at == mark + 1;
    read = read && (cursor.eat(&['m', 'M']) || short);
    if dotted {
        cursor.eat(&['.']);
    }
    if !read || cursor.rest().starts_with(char::is_alphanumeric) {
        cursor.at = mark;
        return false;
    }
    parts.half = Some(if afternoon { HalfOfDay::AfternoonBehind } else { HalfOfDay::Morning });
    parts.hour = parts.hour.map(|h| match (afternoon, h) {
        (true, 1..12) => h + 12,
        (false, 12) => 0,
        _ => h,
    });
    true
}

/// "Uhr", "h", "hrs" after a complete time.
fn hour_mark(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.word_in(&["Uhr", "h", "hs", "hrs", "hours", "uur", "u"]) {
        return;
    }
    if cursor.eat(&['頃']) || cursor.word_in(&["ish", "ごろ"]) {
        parts.approximate = true;
        return;
    }
    cursor.at = mark;
}
