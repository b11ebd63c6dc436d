//! Lengths of time become words.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Unit};

use crate::statistics::Interval;
use crate::wording::Wording;
use crate::words::estimates::between;

/// Days, or weeks with at most one decimal.
pub(crate) fn days_or_weeks(wording: &Wording, days: f64) -> String {
    let (value, unit) = if days < 14.0 { (days, "length.day") } else { (days / 7.0, "length.week") };
    let value = if value >= 100.0 { format!("{:.0}", value.round()) } else { one_decimal(value) };
    wording.measure(unit, &value)
}

/// Digits with at most one decimal, after a full stop.
fn one_decimal(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A length of time in seconds as people say it: `25 minutes`, `3.5 hours`, `12 days`.
pub(crate) fn in_one_unit(wording: &Wording, seconds: f64) -> String {
    const UNITS: [(f64, &str); 4] =
        [(86_400.0, "length.day"), (3_600.0, "length.hour"), (60.0, "length.minute"), (1.0, "length.second")];
    // A day and a half is still better said in hours.
    let large = |&&(size, _): &&(f64, &str)| seconds >= size * if size > 3_600.0 { 2.0 } else { 1.0 };
    let (size, unit) = UNITS.iter().find(large).copied().unwrap_or(UNITS[3]);
    let value = seconds / size;
    let shown = if value < 10.0 && size > 1.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    let shown = shown.strip_suffix(".0").unwrap_or(&shown);
    wording.plain_measure(unit, shown)
}

/// The same, exactly: `1 hour 26 minutes`.
pub(crate) fn exact_seconds(wording: &Wording, seconds: f64) -> String {
    let seconds = if seconds.is_finite() { seconds.round() as i64 } else { 0 };
    length(wording, SignedDuration::from_secs(seconds))
}

/// `between 25 minutes and 3.5 hours`.
pub(crate) fn between_lengths(wording: &Wording, interval: Interval) -> String {
    between(wording, &in_one_unit(wording, interval.low), &in_one_unit(wording, interval.high))
}

/// A length of time in at most two units: `4 hours 28 minutes`.
pub(crate) fn length(wording: &Wording, duration: SignedDuration) -> String {
    let seconds = duration.as_secs().max(0);
    let units = [("length.day", 86_400), ("length.hour", 3_600), ("length.minute", 60), ("length.second", 1)];
    let Some(first) = units.iter().position(|(_, size)| seconds >= *size) else {
        return wording.count("length.minute", 0);
    };
    let part = |(unit, size): (&str, i64), seconds: i64| counted(wording, unit, seconds / size);
    let rest = units.get(first + 1).and_then(|&unit| part(unit, seconds % units[first].1));
    both(wording, part(units[first], seconds), rest).unwrap_or_default()
}

/// So many of a unit; `None` of none.
pub(crate) fn counted(wording: &Wording, unit: &str, count: i64) -> Option<String> {
    let count = usize::try_from(count).ok().filter(|count| *count > 0)?;
    Some(wording.count(unit, count))
}

/// A length in two units, or in the one that there is.
pub(crate) fn both(wording: &Wording, first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(wording.fill("length.both", &[("first", &first), ("second", &second)])),
        (first, second) => first.or(second),
    }
}

/// A length of time as people say it: the longer it is, the less exactly. `vague` says that it is none to the minute either.
pub(crate) fn rough(wording: &Wording, duration: SignedDuration, vague: bool) -> String {
    let days = duration.as_secs() / 86_400;
    let (about, length) = match days {
        730.. => (true, counted(wording, "length.year", (days + 182) / 365)),
        60.. => (true, counted(wording, "length.month", (days + 15) / 30)),
        3.. => (vague, counted(wording, "length.day", days)),
        _ => (vague, Some(length(wording, duration))),
    };
    let length = length.unwrap_or_default();
    if about { wording.fill("length.about", &[("length", &length)]) } else { length }
}

/// The time from `date` until `as_of`, in its largest unit: `3 weeks`, `2 years`; `None` for the same day or a later one.
pub(crate) fn span(wording: &Wording, date: Date, as_of: Date) -> Option<String> {
    let days = date.until((Unit::Day, as_of)).map(|span| span.get_days()).ok().filter(|days| *days > 0)?;
    let months = date.until((Unit::Month, as_of)).map(|span: Span| span.get_months()).unwrap_or_default();
    let (unit, count) = match (days, months) {
        (_, 24..) => ("length.year", months / 12),
        (_, 2..) => ("length.month", months),
        (14.., _) => ("length.week", days / 7),
        _ => ("length.day", days),
    };
    Some(wording.count(unit, usize::try_from(count).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::wording::english;

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        let as_of = date(2026, 10, 22);
        let told = |date| span(english(), date, as_of).unwrap_or_default();
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
            assert_eq!(in_one_unit(english(), seconds), words);
        }
    }
}
