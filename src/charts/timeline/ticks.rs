//! A stretch of time becomes round ticks: full minutes, hours, days, months or years, as many as there is room for.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// The distance between ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TickStep {
    /// Seconds, less than a day.
    Seconds(i64),
    Days(i64),
    Months(i32),
}

const STEPS: [TickStep; 22] = [
    TickStep::Seconds(10),
    TickStep::Seconds(30),
    TickStep::Seconds(60),
    TickStep::Seconds(120),
    TickStep::Seconds(300),
    TickStep::Seconds(600),
    TickStep::Seconds(900),
    TickStep::Seconds(1800),
    TickStep::Seconds(3600),
    TickStep::Seconds(2 * 3600),
    TickStep::Seconds(3 * 3600),
    TickStep::Seconds(6 * 3600),
    TickStep::Seconds(12 * 3600),
    TickStep::Days(1),
    TickStep::Days(2),
    TickStep::Days(7),
    TickStep::Days(14),
    TickStep::Months(1),
    TickStep::Months(3),
    TickStep::Months(6),
    TickStep::Months(12),
    TickStep::Months(60),
];

/// The finest step with at most `most` steps in `seconds`.
pub(super) fn step(seconds: i64, most: f64) -> TickStep {
    let size = |step: &TickStep| match step {
        TickStep::Seconds(n) => *n,
        TickStep::Days(n) => n * 86_400,
        TickStep::Months(n) => i64::from(*n) * 30 * 86_400,
    };
    *STEPS.iter().find(|step| seconds as f64 / size(step) as f64 <= most).unwrap_or(&TickStep::Months(120))
}

/// The round times, in UTC, from `from` until `until`.
pub(super) fn ticks(from: i64, until: i64, step: TickStep) -> Vec<i64> {
    let mut ticks = Vec::new();
    let mut at = match step {
        TickStep::Seconds(n) => (from + n - 1).div_euclid(n) * n,
        TickStep::Days(n) => (from + n * 86_400 - 1).div_euclid(n * 86_400) * (n * 86_400),
        TickStep::Months(n) => first_month(from, n),
    };
    while at <= until && ticks.len() < 100 {
        ticks.push(at);
        at = match step {
            TickStep::Seconds(n) => at + n,
            TickStep::Days(n) => at + n * 86_400,
            TickStep::Months(n) => civil(at).date().checked_add(n.months()).map_or(i64::MAX, seconds),
        };
    }
    ticks
}

/// The first month from `from` on whose number, counted from January of year 0, is a multiple of `n`.
fn first_month(from: i64, n: i32) -> i64 {
    let date = civil(from).date();
    let (year, month) = (i32::from(date.year()), i32::from(date.month()) - 1);
    let begun = seconds(date.first_of_month()) < from;
    let index = (year * 12 + month + i32::from(begun) + n - 1).div_euclid(n) * n;
    let year = i16::try_from(index.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, month, 1).map_or(i64::MAX, seconds)
}

/// A second as civil time in UTC.
pub(super) fn civil(second: i64) -> DateTime {
    civil_in(second, &TimeZone::UTC)
}

/// A second as civil time in `zone`.
pub(super) fn civil_in(second: i64, zone: &TimeZone) -> DateTime {
    zone.to_datetime(Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn seconds(date: Date) -> i64 {
    TimeZone::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).map_or(i64::MAX, Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(from: &str, until: &str, most: f64) -> Vec<String> {
        let second = |text: &str| text.parse::<Timestamp>().expect("a timestamp").as_second();
        let (from, until) = (second(from), second(until));
        let ticks = ticks(from, until, step(until - from, most));
        ticks.into_iter().map(|tick| civil(tick).strftime("%Y-%m-%d %H:%M:%S").to_string()).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(
            shown("2024-03-11T22:58:00Z", "2024-03-12T01:07:00Z", 4.0),
            ["2024-03-11 23:00:00", "2024-03-12 00:00:00", "2024-03-12 01:00:00"]
        );
        assert_eq!(
            shown("2024-03-11T09:12:10Z", "2024-03-11T09:14:00Z", 5.0),
            ["2024-03-11 09:12:30", "2024-03-11 09:13:00", "2024-03-11 09:13:30", "2024-03-11 09:14:00"]
        );
        assert_eq!(
            shown("2023-11-03T00:00:00Z", "2024-07-02T00:00:00Z", 4.0),
            ["2024-01-01 00:00:00", "2024-04-01 00:00:00", "2024-07-01 00:00:00"]
        );
        assert_eq!(shown("2024-03-11T09:12:11Z", "2024-03-11T09:12:11Z", 4.0), Vec::<String>::new());
    }
}
