//! Lengths of time become words.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Unit};

use crate::statistics::Interval;
use crate::words::estimates::decimal;
use crate::words::numbers::{self, thousands};

/// Days, or weeks with at most one decimal.
pub(crate) fn days_or_weeks(days: f64) -> String {
    let (value, unit) = if days < 14.0 { (days, "day") } else { (days / 7.0, "week") };
    let value = if value >= 100.0 { thousands(value.round() as usize) } else { decimal(value) };
    if value == "1" { format!("1 {unit}") } else { format!("{value} {unit}s") }
}

/// A length of time in seconds as people say it: `25 minutes`, `3.5 hours`, `12 days`.
pub(crate) fn in_one_unit(seconds: f64) -> String {
    const UNITS: [(f64, &str); 4] = [(86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second")];
    // A day and a half is still better said in hours.
    let large = |&&(size, _): &&(f64, &str)| seconds >= size * if size > 3_600.0 { 2.0 } else { 1.0 };
    let (size, unit) = UNITS.iter().find(large).copied().unwrap_or(UNITS[3]);
    let value = seconds / size;
    let shown = if value < 10.0 && size > 1.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    let shown = shown.strip_suffix(".0").unwrap_or(&shown).to_owned();
    if shown == "1" { format!("1 {unit}") } else { format!("{shown} {unit}s") }
}

/// The same, exactly: `1 hour 26 minutes`.
pub(crate) fn exact_seconds(seconds: f64) -> String {
    let seconds = if seconds.is_finite() { seconds.round() as i64 } else { 0 };
    length(SignedDuration::from_secs(seconds))
}

/// `between 25 minutes and 3.5 hours`.
pub(crate) fn between_lengths(interval: Interval) -> String {
    format!("between {} and {}", in_one_unit(interval.low), in_one_unit(interval.high))
}

/// A length of time in at most two units: `4 hours 28 minutes`.
pub(crate) fn length(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().max(0);
    let units = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];
    let Some(first) = units.iter().position(|(_, size)| seconds >= *size) else {
        return String::from("0 minutes");
    };
    let part = |(name, size): (&str, i64), seconds: i64| match seconds / size {
        0 => None,
        1 => Some(format!("1 {name}")),
        count => Some(format!("{count} {name}s")),
    };
    let rest = units.get(first + 1).and_then(|&unit| part(unit, seconds % units[first].1));
    part(units[first], seconds).into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}

/// A length of time as people say it: the longer it is, the less exactly.
pub(crate) fn rough(duration: SignedDuration) -> String {
    let days = duration.as_secs() / 86_400;
    let about = |count: i64, unit: &str| format!("about {count} {unit}");
    match days {
        730.. => about((days + 182) / 365, "years"),
        60.. => about((days + 15) / 30, "months"),
        3.. => format!("{days} days"),
        _ => length(duration),
    }
}

/// The time from `date` until `as_of`, in its largest unit: `3 weeks`, `2 years`; `None` for the same day or a later one.
pub(crate) fn span(date: Date, as_of: Date) -> Option<String> {
    let days = date.until((Unit::Day, as_of)).map(|span| span.get_days()).ok().filter(|days| *days > 0)?;
    let months = date.until((Unit::Month, as_of)).map(|span: Span| span.get_months()).unwrap_or_default();
    let count =
        |count: i32, one: &str, many: &str| numbers::count(usize::try_from(count).unwrap_or_default(), one, many);
    Some(match (days, months) {
        (_, 24..) => count(months / 12, "year", "years"),
        (_, 2..) => count(months, "month", "months"),
        (14.., _) => count(days / 7, "week", "weeks"),
        _ => count(days, "day", "days"),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        let as_of = date(2026, 10, 22);
        let told = |date| span(date, as_of).unwrap_or_default();
        assert_eq!(told(date(2026, 10, 22)), "");
        assert_eq!(told(date(2026, 10, 23)), "");
        assert_eq!(told(date(2026, 10, 21)), "1 day");
        assert_eq!(told(date(2026, 10, 1)), "3 weeks");
        assert_eq!(told(date(2025, 9, 24)), "12 months");
        assert_eq!(told(date(2022, 1, 1)), "4 years");
    }

    #[test]
    fn lengths_are_said_in_one_unit() {
        let cases = [
            (0.0, "0 seconds"),
            (60.0, "1 minute"),
            (90.0, "1.5 minutes"),
            (5160.0, "1.4 hours"),
            (36.0 * 3600.0, "36 hours"),
            (72.0 * 3600.0, "3 days"),
        ];
        for (seconds, words) in cases {
            assert_eq!(in_one_unit(seconds), words);
        }
    }
}
