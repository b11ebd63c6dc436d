//! What stands before, between and after the figures of a time becomes what it says of them: about, on which weekday, the day after.

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_date::weekday;
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::vocabulary::calendar_words;

/// Words that say that a time is not exact.
pub(super) const ABOUT: &[&str] = &[
    "c",
    "ca",
    "cca",
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
    "cirka",
    "rundt",
    "sometime",
    "by",
    "just",
    "shortly",
    "after",
    "before",
    "estimated",
    "kurz",
    "nach",
    "vor",
    "après",
    "avant",
    "kort",
    "strax",
    "hacia",
    "cerca",
    "kring",
    "runt",
    "około",
    "koło",
    "przed",
    "po",
    "около",
    "примерно",
    "приблизительно",
    "после",
    "перед",
];

/// The same in several words.
pub(super) const ABOUT_PHRASES: &[&str] = &["por volta", "a eso", "ok."];

/// Words that may stand before a date or a time and say nothing.
pub(super) const LEADS: &[&str] = &[
    "at", "on", "am", "um", "le", "el", "la", "las", "à", "a", "de", "em", "om", "op", "den", "der", "kl", "klokken",
    "klockan", "the", "às", "alle", "il", "på", "ore", "les", "das", "o", "w", "dnia", "godz", "godzina", "godzinie",
    "godziny", "в", "во",
];

/// Whether `c` is a mark that a line begins with where its author made a list by hand: bullets, arrows, pictures.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '‣' | '⁃' | '–' | '—' | '‐' | '@' | '・' | '※' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}')
        || matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}') && !matches!(c, '≈' | '∼')
}

/// Brackets, "~", "ca.", "at" and weekdays before a time; the bracket that is to close after it.
pub(crate) fn before(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> Option<char> {
    let mut bracket = None;
    loop {
        cursor.spaces();
        let mark = cursor.at;
        let first = cursor.peek();
        if first.is_none_or(|c| c.is_ascii_digit()) {
            return bracket;
        }
        if cursor.eat(&['~', '≈', '∼', '约', '約', '약']) || cursor.phrase_in(&["大约", "大約", "およそ"])
        {
            parts.approximate = true;
        } else if bracket.is_none() && cursor.eat(&['[']) {
            bracket = Some(']');
        } else if bracket.is_none() && cursor.eat(&['(']) {
            bracket = Some(')');
        } else if bracket.is_none() && cursor.eat(&['【']) {
            bracket = Some('】');
        } else if bracket.is_none() && cursor.eat(&['（']) {
            bracket = Some('）');
        } else if cursor.phrase_in(calendar_words().next_day(first)) {
            parts.next_day = true;
            cursor.eat(&[',', ':']);
        } else if cursor.phrase_in(&["同日", "当日", "當日", "同天", "当天", "當天", "당일"]) {
            // The day of the time before it.
        } else if cursor.word_in(ABOUT) || cursor.phrase_in(ABOUT_PHRASES) {
            parts.approximate = true;
            cursor.eat(&['.']);
        } else if cursor.word_in(LEADS) {
            cursor.eat(&['.']);
        } else if let Some(day) = weekday(cursor) {
            parts.weekday = Some(day);
            cursor.eat(&['.']);
            cursor.eat(&[',', '、']);
        } else {
            cursor.at = mark;
            return bracket;
        }
    }
}

/// What may stand between a date and its time.
pub(crate) fn between(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    cursor.spaces();
    if cursor.word_in(&["r", "г"]) {
        // "15.03.2024 r.": the year.
        cursor.eat(&['.']);
        cursor.spaces();
    }
    if !cursor.eat(&['T', 't', ',', '@', '–', '—', '|', ':', '、']) {
        cursor.eat(&['-', '_']);
    }
    cursor.spaces();
    if cursor.eat(&['~', '≈', '约', '約', '약']) || cursor.word_in(ABOUT) || cursor.phrase_in(&["ok.", "大约", "大約"])
    {
        parts.approximate = true;
        cursor.eat(&['.']);
        cursor.spaces();
    }
    let bracket = cursor.eat(&['(', '（']);
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
    if cursor.word_in(&[
        "at", "um", "à", "às", "a", "om", "kl", "klockan", "klokken", "klokka", "alle", "vers", "ore", "в", "во", "o",
        "godz", "ob", "h",
    ]) {
        cursor.eat(&['.']);
        cursor.spaces();
        if cursor.word_in(&["las", "la", "les", "godz", "godzinie", "ore"]) {
            cursor.eat(&['.']);
        }
        cursor.spaces();
    }
}

/// What may follow a time of day: "(approx.)", "ca", "左右", "(next day)", "(+1)".
pub(crate) fn remarks(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) {
    let mark = cursor.at;
    cursor.spaces();
    if cursor.eat(&['頃', '前', '경', '쯤']) || cursor.phrase_in(&["ごろ", "左右", "前後"]) {
        parts.approximate = true;
        return;
    }
    let close = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find(|(open, _)| cursor.eat(&[*open]));
    let about = match close {
        Some(_) => cursor.word_in(ABOUT) || cursor.eat(&['?']),
        None => cursor.word_in(&["approx", "approximately", "ca", "ish"]),
    };
    let next = !about
        && (cursor.phrase_in(calendar_words().next_day(cursor.peek()))
            || close.is_some() && cursor.phrase_in(&["+1", "+1d", "+1 day"]));
    cursor.eat(&['.']);
    if (about || next) && close.is_none_or(|(_, close)| cursor.eat(&[close])) {
        parts.approximate |= about;
        parts.next_day |= next;
    } else {
        cursor.at = mark;
    }
}
