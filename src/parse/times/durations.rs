//! "19 hours 43 minutes" becomes a duration.

use jiff::SignedDuration;

use crate::parse::times::timepoints::is_unknown_time;
use crate::parse::vocabulary::says_nothing;

/// Units and their seconds; a month and a year are the mean ones.
const UNITS: &[(&[&str], f64)] = &[
    (&["ms", "millisecond", "milliseconds", "msec"], 0.001),
    (
        &[
            "s", "sec", "secs", "second", "seconds", "sekunde", "sekunden", "seconde", "secondes", "segundo",
            "segundos", "secondi", "seconden", "sekunder", "秒", "秒間",
        ],
        1.0,
    ),
    (
        &[
            "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuter", "mn", "分",
            "分間", "分钟", "分鐘",
        ],
        60.0,
    ),
    (
        &[
            "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora",
            "ore", "uur", "uren", "timme", "timmar", "時間", "小时", "小時",
        ],
        3600.0,
    ),
    (
        &[
            "d", "day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "dia", "dias", "giorno",
            "giorni", "dag", "dagen", "dagar", "日", "日間", "天",
        ],
        86_400.0,
    ),
    (
        &[
            "w",
            "wk",
            "week",
            "weeks",
            "woche",
            "wochen",
            "semaine",
            "semaines",
            "semana",
            "semanas",
            "settimana",
            "settimane",
            "weken",
            "vecka",
            "veckor",
            "週間",
            "周",
        ],
        604_800.0,
    ),
    (
        &[
            "month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mês", "mese", "mesi", "maand",
            "maanden", "månad", "månader", "か月", "ヶ月", "个月",
        ],
        2_629_746.0,
    ),
    (
        &[
            "year", "years", "jahr", "jahre", "an", "ans", "année", "années", "año", "años", "ano", "anos", "anno",
            "anni", "jaar", "år", "年",
        ],
        31_556_952.0,
    ),
];

/// Words between or around the parts of a duration.
const FILLERS: &[&str] = &[
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "och",
    "approximately",
    "approx",
    "about",
    "around",
    "roughly",
    "circa",
    "ca",
    "etwa",
    "ungefähr",
    "environ",
    "unos",
    "unas",
    "almost",
    "nearly",
    "over",
    "under",
    "at",
    "least",
    "more",
    "less",
    "than",
    "up",
    "to",
    "total",
    "in",
    "just",
    "a",
    "little",
    "aprox",
    "alrededor",
    "de",
    "cerca",
    "約",
    "约",
    "rund",
    "knapp",
    "plus",
    "some",
];

/// Reads all of `text` as a duration. `Some(None)` says that nobody knows it; `None` that it is no duration.
#[expect(clippy::option_option, reason = "an unknown duration differs from a text that is none")]
pub(crate) fn duration(text: &str) -> Option<Option<SignedDuration>> {
    let text = text
        .trim()
        .trim_matches(|c: char| matches!(c, '"' | '\'' | '`' | '*' | '_'))
        .trim_end_matches(['.', ','])
        .trim();
    if is_unknown_time(text) || says_nothing(text) {
        return Some(None);
    }
    if text.len() > 120 {
        return None;
    }
    let lower = text.to_lowercase();
    iso(&lower).or_else(|| clock(&lower)).or_else(|| words(&lower)).map(Some)
}

/// `PT1H54M`.
fn iso(text: &str) -> Option<SignedDuration> {
    let rest = text.strip_prefix('p')?;
    rest.starts_with(|c: char| c == 't' || c.is_ascii_digit()).then_some(())?;
    let span: jiff::Span = text.parse().ok()?;
    span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).ok()
}

/// `0:54`, `1:48:30`.
fn clock(text: &str) -> Option<SignedDuration> {
    let text = ["hours", "hrs", "hh:mm", "h"].iter().find_map(|u| text.strip_suffix(u)).unwrap_or(text).trim();
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len()) || parts.iter().skip(1).any(|p| p.len() != 2) {
        return None;
    }
    let mut seconds = 0i64;
    for part in &parts {
        let number =
            part.parse::<u32>().ok().filter(|_| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))?;
        seconds = seconds * 60 + i64::from(number);
    }
    Some(SignedDuration::from_secs(if parts.len() == 2 { seconds * 60 } else { seconds }))
}

/// "19 hours 43 minutes", "1h 48m", "11 Days".
fn words(text: &str) -> Option<SignedDuration> {
    let mut rest = text;
    let (mut seconds, mut found, mut finer_than) = (0.0, false, f64::INFINITY);
    loop {
        rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '~' | '≈' | '<' | '>' | '.' | '+' | ';')
        });
        if rest.is_empty() {
            break;
        }
        if rest.starts_with(['(', '（', '[', '–', '—']) && found {
            break;
        }
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let (number, unit, after) = quantity(rest)?;
            if unit >= finer_than {
                return None;
            }
            (seconds, finer_than, found, rest) = (seconds + number * unit, unit, true, after);
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|w| !w.is_empty())?;
        let after = rest.get(end..)?;
        if let Some((value, after)) = written_number(word, after) {
            (seconds, found, rest) = (seconds + value, true, after);
        } else if FILLERS.contains(&word) {
            rest = after;
        } else {
            return None;
        }
    }
    (found && seconds < 4e9).then(|| SignedDuration::from_millis((seconds * 1000.0).round() as i64))
}

/// "54 minutes": the number, the seconds of its unit, what follows.
fn quantity(text: &str) -> Option<(f64, f64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let digits = text.get(..end)?;
    let number = if digits.contains(',') && digits.rsplit(',').next().is_some_and(|d| d.len() == 3) {
        digits.replace(',', "")
    } else {
        digits.replace(',', ".")
    };
    let number: f64 = number.trim_end_matches('.').parse().ok()?;
    let rest = text.get(end..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '+'));
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..length)?;
    let unit = unit(word)?;
    Some((number, unit, rest.get(length..)?.trim_start_matches("(s)").trim_start_matches('.')))
}

fn unit(word: &str) -> Option<f64> {
    UNITS.iter().find(|(names, _)| names.contains(&word)).map(|(_, seconds)| *seconds)
}

/// "one hour", "half an hour", "two days".
fn written_number<'a>(word: &str, rest: &'a str) -> Option<(f64, &'a str)> {
    let number = match word {
        "a" | "an" | "one" | "eine" | "ein" | "une" | "un" | "una" | "uma" | "um" => 1.0,
        "two" | "zwei" | "deux" | "dos" | "dois" | "duas" => 2.0,
        "three" | "drei" | "trois" | "tres" | "três" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "half" => 0.5,
        _ => return None,
    };
    let mut rest = rest.trim_start();
    if word == "half" {
        rest = rest.strip_prefix("an ").or_else(|| rest.strip_prefix("a ")).unwrap_or(rest);
    }
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    Some((number * unit(rest.get(..end)?)?, rest.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_words_and_figures() {
        let minutes = |m: i64| Some(Some(SignedDuration::from_mins(m)));
        let cases = [
            ("54 minutes", minutes(54)),
            ("19 hours 43 minutes.", minutes(19 * 60 + 43)),
            ("11 Days", minutes(11 * 1440)),
            ("1h 48m", minutes(108)),
            ("1h48m", minutes(108)),
            ("1 hour and 48 minutes", minutes(108)),
            ("0:54", minutes(54)),
            ("1:48:00", minutes(108)),
            ("PT54M", minutes(54)),
            ("P1DT2H", minutes(26 * 60)),
            ("~2h", minutes(120)),
            ("about an hour", minutes(60)),
            ("1.5 hours", minutes(90)),
            ("1,5 Stunden", minutes(90)),
            ("2 heures et 5 minutes", minutes(125)),
            ("30分", minutes(30)),
            ("103 minutes (21:45 to 23:28)", minutes(103)),
            ("less than 5 minutes", minutes(5)),
            ("half an hour", minutes(30)),
            ("90-minute", minutes(90)),
            ("?", Some(None)),
            ("N/A", Some(None)),
            ("unknown", Some(None)),
            ("", Some(None)),
            ("ZZZ", Some(None)),
            ("Kubernetes", None),
            ("54", None),
            ("5 apples", None),
            ("21:45 to 23:28 UTC", None),
            ("5 minutes 3 hours", None),
        ];
        for (text, expected) in cases {
            assert_eq!(duration(text), expected, "{text}");
        }
    }
}
