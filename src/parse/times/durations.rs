//! "19 hours 43 minutes" becomes a duration.

use jiff::SignedDuration;

use crate::parse::times::timepoints::is_unknown_time;
use crate::parse::vocabulary::{calendar_words, says_nothing};
use crate::text::is_cjk;

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

/// The seconds of an hour.
const HOUR: f64 = 3600.0;

/// `0:54`, `1:48:30`, `1:25 Stunden`.
fn clock(text: &str) -> Option<SignedDuration> {
    let last = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let hours = calendar_words().lengths.units.get(last).is_some_and(|&unit| unit == HOUR);
    let text = text.strip_suffix("hh:mm").unwrap_or(if hours { &text[..text.len() - last.len()] } else { text }).trim();
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
            c.is_whitespace() || matches!(c, ',' | '~' | '≈' | '<' | '>' | '.' | '+' | ';' | '，' | '、' | '。')
        });
        if rest.is_empty() {
            break;
        }
        if rest.starts_with(['(', '（', '[', '–', '—']) && found {
            break;
        }
        let known = &calendar_words().lengths;
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            if finer_than == HOUR
                && let Some((minutes, after)) = bare_minutes(rest)
            {
                (seconds, finer_than, rest) = (seconds + minutes, 60.0, after);
                continue;
            }
            let (number, unit, after) = quantity(rest)?;
            if unit >= finer_than {
                return None;
            }
            (seconds, finer_than, found, rest) = (seconds + number * unit, unit, true, after);
            if let Some(after) = begun_by(rest.trim_start(), &known.and_half) {
                (seconds, rest) = (seconds + unit / 2.0, after);
            }
            continue;
        }
        if let Some(after) = begun_by(rest, &known.phrases) {
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|w| !w.is_empty())?;
        let after = rest.get(end..)?;
        if let Some((value, unit, after)) = written_number(rest, word, after) {
            (seconds, found, rest) = (seconds + value, true, after);
            if let Some(after) = begun_by(rest.trim_start(), &known.and_half) {
                (seconds, rest) = (seconds + unit / 2.0, after);
            }
        } else if let (Some(&unit), Some(after)) =
            (known.units.get(word), begun_by(after.trim_start(), &known.and_half))
        {
            // "hora y media"
            (seconds, found, rest) = (seconds + unit * 1.5, true, after);
        } else if let Some(value) = known.whole.get(word) {
            (seconds, found, rest) = (seconds + value, true, after);
        } else if known.around.contains(word) || known.numbers.contains_key(word) && begins_number(after) {
            rest = after;
        } else {
            // "持续约2小时": words that are not parted.
            let joined =
                known.around.iter().filter(|around| word.starts_with(is_cjk) && word.starts_with(around.as_str()));
            rest = rest.get(joined.map(String::len).max()?..)?;
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
    // "1時間半"
    let half = calendar_words().lengths.and_half.iter().find_map(|half| unit(word.strip_suffix(half.as_str())?));
    let (number, unit) = half
        .filter(|_| word.starts_with(is_cjk))
        .map(|unit| (number + 0.5, unit))
        .or_else(|| Some((number, unit(word)?)))?;
    Some((number, unit, rest.get(length..)?.trim_start_matches("(s)").trim_start_matches('.')))
}

/// The seconds of a unit, perhaps with what scripts without spaces join to it: "3時間弱".
fn unit(word: &str) -> Option<f64> {
    let known = &calendar_words().lengths;
    let joined = || known.behind.iter().find_map(|behind| known.units.get(word.strip_suffix(behind.as_str())?));
    if word == "ms" || word.starts_with("millisec") {
        return Some(0.001);
    }
    known.units.get(word).or_else(joined).copied()
}

/// "1h25", "1 h 25": minutes that end a length of hours.
fn bare_minutes(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let minutes: u8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    let ends = rest.is_empty() || rest.trim_start().starts_with(['(', '（', ',', '.', ';']);
    (minutes < 60 && ends).then_some((f64::from(minutes) * 60.0, rest))
}

/// What follows one of `phrases` that `text` begins with.
fn begun_by<'t>(text: &'t str, phrases: &[String]) -> Option<&'t str> {
    phrases
        .iter()
        .filter_map(|phrase| text.strip_prefix(phrase.as_str()))
        .find(|rest| rest.is_empty() || !rest.starts_with(|c: char| c.is_alphabetic() && !is_cjk(c)))
}

/// "one hour", "half an hour", "two days".
fn written_number<'a>(whole: &'a str, word: &str, rest: &'a str) -> Option<(f64, f64, &'a str)> {
    let known = &calendar_words().lengths;
    let mixed =
        known.mixed_numbers.iter().find_map(|(words, number)| Some((*number, whole.strip_prefix(words.as_str())?)));
    let (number, rest) = mixed.or_else(|| Some((*known.numbers.get(word)?, rest)))?;
    let mut rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’'));
    if word == "half" {
        rest = rest.strip_prefix("an ").or_else(|| rest.strip_prefix("a ")).unwrap_or(rest);
    }
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let unit = unit(rest.get(..end)?)?;
    Some((number * unit, unit, rest.get(end..)?))
}

/// Whether a number in words follows: "eine halbe Stunde", "une demi-heure".
fn begins_number(rest: &str) -> bool {
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    calendar_words().lengths.numbers.contains_key(word)
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
            ("eine halbe Stunde", minutes(30)),
            ("etwa anderthalb Stunden", minutes(90)),
            ("une demi-heure", minutes(30)),
            ("media hora", minutes(30)),
            ("cerca de duas horas", minutes(120)),
            ("circa mezz'ora", minutes(30)),
            ("anderhalf uur", minutes(90)),
            ("1 time og 20 minutter", minutes(80)),
            ("en halvtime", minutes(30)),
            ("halvanden time", minutes(90)),
            ("drygt två timmar", minutes(120)),
            ("2 godz. 15 min", minutes(135)),
            ("około 45 minut", minutes(45)),
            ("2 часа 15 минут", minutes(135)),
            ("около полутора часов", None),
            ("полчаса", minutes(30)),
            ("約3時間弱", minutes(180)),
            ("1時間20分程度", minutes(80)),
            ("约2个小时15分钟左右", minutes(135)),
            ("半小时", minutes(30)),
            ("持续约1小时", minutes(60)),
            ("약 2시간 30분", minutes(150)),
            ("1시간20분간", minutes(80)),
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
            ("1h25", minutes(85)),
            ("1 h 25", minutes(85)),
            ("1h 90", None),
            ("1:25 Stunden", minutes(85)),
            ("una hora y media", minutes(90)),
            ("hora y media", minutes(90)),
            ("2 horas y media", minutes(150)),
            ("une heure et demie", minutes(90)),
            ("un'ora e mezza", minutes(90)),
            ("1時間半", minutes(90)),
            ("1시간 반", minutes(90)),
            ("en og en halv time", minutes(90)),
            ("en och en halv timme", minutes(90)),
            ("un peu plus de 2 heures", minutes(120)),
            ("poco más de dos horas", minutes(120)),
        ];
        for (text, expected) in cases {
            assert_eq!(duration(text), expected, "{text}");
        }
    }
}
