//! Names of time zones, as people write them, become zones. Abbreviations are fixed offsets; "PT" and the like follow the rules of their
//! place, and so does an abbreviation that is the name of a zone with rules, such as "CET".

use jiff::tz::{Offset, TimeZone};

use crate::model::zone_places::{begins_alike, place_time};

/// Abbreviations and their minutes east of UTC. Read in capitals only: "est", "ist" and "et" are words elsewhere.
const FIXED: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("CET", 60),
    ("CEST", 120),
    ("MET", 60),
    ("MEZ", 60),
    ("MESZ", 120),
    ("BST", 60),
    ("WEST", 60),
    ("IST", 330),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("CAT", 120),
    ("EAT", 180),
    ("SAST", 120),
    ("WAT", 60),
    ("IDT", 180),
    ("TRT", 180),
    ("GST", 240),
    ("PKT", 300),
    ("WIB", 420),
    ("ICT", 420),
    ("SGT", 480),
    ("HKT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("ACDT", 630),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("PST", -480),
    ("PDT", -420),
    ("MST", -420),
    ("MDT", -360),
    ("CST", -360),
    ("CDT", -300),
    ("EST", -300),
    ("EDT", -240),
    ("AST", -240),
    ("ADT", -180),
    ("BRT", -180),
    ("ART", -180),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
];

/// Names of places whose clocks change, with the rule to use where the system has no zone database.
const PLACES: &[(&str, &str, &str)] = &[
    ("PT", "America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0"),
    ("MT", "America/Denver", "MST7MDT,M3.2.0,M11.1.0"),
    ("CT", "America/Chicago", "CST6CDT,M3.2.0,M11.1.0"),
    ("ET", "America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
];

/// Abbreviations that are the names of zones whose clocks change.
const IDS: &[&str] = &["CET", "EET", "MET", "WET"];

/// Abbreviations that several parts of the world use for clocks of their own.
const SHARED: &[&str] = &["CST", "IST", "AST", "GST"];

/// Letters of a standard time that people go on to write all summer, with the place whose clocks they mean. Letters that part of their zone
/// keeps all year (`MST`, `AEST`) or that several zones share are not among them.
const STANDARD: &[(&str, &str)] = &[
    ("PST", "America/Los_Angeles"),
    ("EST", "America/New_York"),
    ("AKST", "America/Anchorage"),
    ("NZST", "Pacific/Auckland"),
];

/// So many capitals an abbreviation has at most.
const LONGEST_LETTERS: usize = 4;

/// Phrases, and the abbreviation or the place that they stand for.
const PHRASES: &[(&str, &str)] = &[
    ("coordinated universal time", "UTC"),
    ("universal time", "UTC"),
    ("pacific standard time", "PST"),
    ("pacific daylight time", "PDT"),
    ("pacific time", "PT"),
    ("us/pacific", "PT"),
    ("us pacific", "PT"),
    ("pacific", "PT"),
    ("mountain time", "MT"),
    ("us/mountain", "MT"),
    ("central time", "CT"),
    ("us/central", "CT"),
    ("eastern standard time", "EST"),
    ("eastern daylight time", "EDT"),
    ("eastern time", "ET"),
    ("us/eastern", "ET"),
    ("eastern", "ET"),
    ("central european summer time", "CEST"),
    ("central european time", "CET"),
    ("mitteleuropäische zeit", "MEZ"),
    ("british summer time", "BST"),
    ("japan standard time", "JST"),
    ("日本時間", "JST"),
    ("日本标准时间", "JST"),
    ("日本標準時", "JST"),
    ("한국시간", "KST"),
    ("한국 시간", "KST"),
    ("한국 표준시", "KST"),
    ("한국표준시", "KST"),
    // Letters and cases of other scripts are compared as they stand.
    ("МСК", "MSK"),
    ("мск", "MSK"),
    ("по МСК", "MSK"),
    ("по мск", "MSK"),
    ("по московскому времени", "MSK"),
    ("По московскому времени", "MSK"),
    ("по Москве", "MSK"),
    ("московское время", "MSK"),
    ("Московское время", "MSK"),
    ("время московское", "MSK"),
    ("Время московское", "MSK"),
    ("czasu polskiego", "Europe/Warsaw"),
    ("czas polski", "Europe/Warsaw"),
    ("deutscher Zeit", "Europe/Berlin"),
    ("deutsche Zeit", "Europe/Berlin"),
    ("hora peninsular", "Europe/Madrid"),
    ("ora italiana", "Europe/Rome"),
    ("heure française", "Europe/Paris"),
    ("Nederlandse tijd", "Europe/Amsterdam"),
    ("svensk tid", "Europe/Stockholm"),
    ("norsk tid", "Europe/Oslo"),
    ("dansk tid", "Europe/Copenhagen"),
    ("indian standard time", "IST"),
    ("greenwich mean time", "GMT"),
];

/// The zone that `text` names as a whole: IANA name, abbreviation or offset.
pub(crate) fn zone_named(text: &str) -> Option<TimeZone> {
    let whole = text.trim();
    if let Some((zone, end)) = leading_zone(whole, OffsetForms::Any)
        && end == whole.len()
    {
        return Some(zone);
    }
    let text = whole.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '"' | '\'' | '`'));
    if let Some((zone, end)) = leading_zone(text, OffsetForms::Any)
        && text.get(end..).is_some_and(|rest| rest.trim().is_empty())
    {
        return Some(zone);
    }
    abbreviation(&text.to_uppercase()).or_else(|| named(text))
}

/// The abbreviation that `text` is, or that it writes out: "Eastern Standard Time".
pub(crate) fn zone_letters(text: &str) -> Option<&'static str> {
    let fixed = |letters: &str| FIXED.iter().map(|(name, _)| *name).find(|name| *name == letters);
    let written_out = || PHRASES.iter().find(|(phrase, _)| phrase.eq_ignore_ascii_case(text)).map(|(_, short)| *short);
    fixed(text).or_else(|| fixed(written_out()?))
}

/// Whether several zones share the abbreviation.
pub(crate) fn is_shared(letters: &str) -> bool {
    SHARED.contains(&letters)
}

/// The place whose clocks go by `letters` in winter only, where everybody there changes to summer time.
pub(crate) fn place_of_standard(letters: &str) -> Option<TimeZone> {
    let (_, iana) = STANDARD.iter().find(|(name, _)| *name == letters)?;
    TimeZone::get(iana).ok()
}

/// A zone in a sentence: its clocks, and the abbreviation it was named by.
pub(crate) type SaidZone = (TimeZone, Option<&'static str>);

/// Whether "-07:00" may be an offset, or must be the end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OffsetForms {
    Any,
    /// After a date and a time: `-0700` and `-07:00`, where some place on earth has that offset.
    Clock,
    NoMinusColon,
}

/// The zone at the start of `text`, and where it ends.
pub(crate) fn leading_zone(text: &str, forms: OffsetForms) -> Option<(TimeZone, usize)> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'Z' if !bytes.get(1).is_some_and(u8::is_ascii_alphanumeric) => Some((TimeZone::UTC, 1)),
        // YAML and RFC 3339 take small letters too; behind a space one is a word.
        b'z' if forms != OffsetForms::NoMinusColon && !bytes.get(1).is_some_and(u8::is_ascii_alphanumeric) => {
            Some((TimeZone::UTC, 1))
        }
        b'+' | b'-' => leading_offset(text, forms),
        _ => leading_word(text),
    }
}

fn leading_word(text: &str) -> Option<(TimeZone, usize)> {
    let end = text.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '/' | '_'))).unwrap_or(text.len());
    // "UTC/11:21 CET" are two zones.
    let end = text.get(..end)?.trim_end_matches('/').len();
    let word = text.get(..end)?;
    if word.eq_ignore_ascii_case("utc") || word.eq_ignore_ascii_case("gmt") {
        let rest = text.get(end..)?;
        return Some(match leading_offset(rest, OffsetForms::Any) {
            Some((zone, length)) if !ends_range(rest, length) => (zone, end + length),
            _ => (TimeZone::UTC, end),
        });
    }
    if let Some(zone) = abbreviation(word) {
        return Some(explicit(text, end).unwrap_or((zone, end)));
    }
    for (phrase, short) in PHRASES {
        if begins_alike(text, phrase) && text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
        {
            let zone = abbreviation(short).or_else(|| named(short))?;
            return Some(explicit(text, phrase.len()).unwrap_or((zone, phrase.len())));
        }
    }
    if word.contains('/') {
        both_halves_of_the_year(word).or_else(|| named(word)).map(|zone| (zone, end))
    } else {
        None
    }
}

/// The offset that the parentheses after an abbreviation state: "PST (UTC-7)". It says more than the abbreviation.
fn explicit(text: &str, from: usize) -> Option<(TimeZone, usize)> {
    let inside = text.get(from..)?.trim_start_matches(' ').strip_prefix(['(', '['])?;
    let end = inside.find([')', ']']).filter(|end| *end < 24)?;
    let words: String = inside.get(..end)?.replace('\u{2212}', "-").split_whitespace().collect();
    let offset =
        words.trim_start_matches(|c: char| matches!(c.to_ascii_uppercase(), 'U' | 'T' | 'C' | 'G' | 'M' | '='));
    let (zone, length) = leading_offset(offset, OffsetForms::Any)?;
    let whole = length == offset.len();
    whole.then(|| (zone, text.len() - inside.len() + end + 1))
}

/// Whether what looks like an offset after "UTC" is the end of a range: "09:00 UTC-09:30 UTC".
fn ends_range(text: &str, length: usize) -> bool {
    let rest = text.get(length..).unwrap_or_default().trim_start();
    text.starts_with('-') && text.get(..length).is_some_and(|o| o.contains(':')) && leading_word(rest).is_some()
}

fn abbreviation(word: &str) -> Option<TimeZone> {
    if word.len() > LONGEST_LETTERS || !word.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    if IDS.contains(&word)
        && let Ok(zone) = TimeZone::get(word)
    {
        return Some(zone);
    }
    if let Some((_, minutes)) = FIXED.iter().find(|(name, _)| *name == word) {
        return Some(TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?));
    }
    let (_, iana, rule) = PLACES.iter().find(|(name, ..)| *name == word)?;
    TimeZone::get(iana).ok().or_else(|| TimeZone::posix(rule).ok())
}

fn named(name: &str) -> Option<TimeZone> {
    let plausible =
        name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'));
    if !plausible || !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    TimeZone::get(name).ok()
}

/// `+2`, `+02`, `+0200`, `+02:00` and their negatives.
fn leading_offset(text: &str, forms: OffsetForms) -> Option<(TimeZone, usize)> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let rest = text.get(1..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| rest.get(from..to).and_then(|d| d.parse::<i32>().ok());
    let (hours, minutes, length) = match digits {
        4 => (number(0, 2)?, number(2, 4)?, 4),
        1 | 2 => match (rest.as_bytes().get(digits), number(digits + 1, digits + 3)) {
            (Some(b':'), Some(minutes)) => {
                let hours = number(0, digits)?;
                let real = digits == 2 && (minutes == 0 && hours <= 12 || minutes == 30 && matches!(hours, 2 | 3 | 9));
                if sign < 0 && (forms == OffsetForms::NoMinusColon || forms == OffsetForms::Clock && !real) {
                    return None;
                }
                (hours, minutes, digits + 3)
            }
            (Some(b':'), None) => return None,
            _ if sign < 0 && forms != OffsetForms::Any => return None,
            _ => (number(0, digits)?, 0, digits),
        },
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
    Some((TimeZone::fixed(offset), length + 1))
}

/// The first zone that a short text such as a column's header or "All times in CET" names.
pub(crate) fn zone_in(text: &str) -> Option<SaidZone> {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '+') {
        rest = rest.get(start..)?;
        // Where no space parts words, one may begin with any letter: "時刻は日本時間".
        let parts = |c: char| !c.is_alphanumeric() || is_unparted(c);
        let mut after = rest.char_indices().skip(1);
        let end = match rest.starts_with(is_unparted) {
            true => after.next(),
            false => after.find(|(_, c)| parts(*c)),
        };
        let end = end.map_or(rest.len(), |(i, _)| i);
        if let Some((zone, length)) = leading_zone(rest, OffsetForms::NoMinusColon)
            && ends_zone(rest, length)
            && length > 1
        {
            return Some((zone, rest.get(..length).and_then(zone_letters)));
        }
        if let Some((zone, _)) = place_time(rest) {
            return Some((zone, None));
        }
        rest = rest.get(end..)?;
    }
    None
}

/// Whether a zone that ends at `end` of `text` is no part of a longer word. Words of scripts without spaces go on: "KST입니다", "日本時間で".
pub(crate) fn ends_zone(text: &str, end: usize) -> bool {
    let (before, after) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
    !after.starts_with(char::is_alphanumeric) || after.starts_with(is_unparted) || before.ends_with(is_unparted)
}

/// Whether words in this script are not parted by spaces, or what ends them is written on to them.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// "PST/PDT" names winter's and summer's time of one zone.
fn both_halves_of_the_year(text: &str) -> Option<TimeZone> {
    const PAIRS: [(&str, &str, &str); 10] = [
        ("PST", "PDT", "America/Los_Angeles"),
        ("MST", "MDT", "America/Denver"),
        ("CST", "CDT", "America/Chicago"),
        ("EST", "EDT", "America/New_York"),
        ("CET", "CEST", "Europe/Paris"),
        ("MEZ", "MESZ", "Europe/Berlin"),
        ("GMT", "BST", "Europe/London"),
        ("EET", "EEST", "Europe/Helsinki"),
        ("AEST", "AEDT", "Australia/Sydney"),
        ("NZST", "NZDT", "Pacific/Auckland"),
    ];
    let (a, b) = text.split_once('/')?;
    let pair = |&&(winter, summer, _): &&(&str, &str, &str)| {
        a.eq_ignore_ascii_case(winter) && b.eq_ignore_ascii_case(summer)
            || a.eq_ignore_ascii_case(summer) && b.eq_ignore_ascii_case(winter)
    };
    TimeZone::get(PAIRS.iter().find(pair)?.2).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(zone: Option<TimeZone>) -> Option<i32> {
        Some(zone?.to_offset(jiff::Timestamp::UNIX_EPOCH).seconds() / 60)
    }

    #[test]
    fn zones_are_named_in_many_ways() {
        let cases = [
            ("UTC", Some(0)),
            ("(CET)", Some(60)),
            ("UTC+2", Some(120)),
            ("+0530", Some(330)),
            ("-07:00", Some(-420)),
            ("PST", Some(-480)),
            ("GMT-3", Some(-180)),
            ("pacific time", Some(-480)),
            ("cest", Some(120)),
            ("Z", Some(0)),
            ("PST (UTC-7)", Some(-420)),
            ("Pacific Time (-07:00)", Some(-420)),
            ("CET (GMT + 1)", Some(60)),
            ("PST/PDT", Some(-480)),
            ("Mars", None),
            ("", None),
            ("+99", None),
        ];
        for (text, minutes) in cases {
            assert_eq!(hours(zone_named(text)), minutes, "{text}");
        }
    }

    #[test]
    fn sentences_name_zones() {
        for (text, minutes) in [
            ("All times in CET (GMT+1)", Some(60)),
            ("Time (UTC)", Some(0)),
            ("times are Pacific", Some(-480)),
            ("All times in PST (UTC-7)", Some(-420)),
            ("Times are PST (the office's)", Some(-480)),
            ("It was est", None),
            ("Zeit (UTC+2)", Some(120)),
            ("※時刻は日本時間", Some(540)),
            ("時刻はJSTです", Some(540)),
            ("모든 시간은 KST입니다", Some(540)),
            ("Всё по московскому времени", Some(180)),
            ("Время (МСК)", Some(180)),
            ("以下均为北京时间。", Some(480)),
            ("現場の時間", None),
        ] {
            assert_eq!(hours(zone_in(text).map(|(zone, _)| zone)), minutes, "{text}");
        }
    }
}
