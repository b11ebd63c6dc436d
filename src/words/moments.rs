//! A moment becomes the words a reader sees, no more precise than what was written.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use serde::Serialize;

use crate::model::{Moment, Precision};
use crate::wording::Wording;

/// A moment in words: `11 March 2024, 09:12 UTC`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct When {
    /// The date alone.
    pub date: String,
    /// All that is known, in UTC when a time is known.
    pub text: String,
    /// The same time in the house's zone, where that differs.
    pub local: Option<String>,
    /// For the `datetime` attribute.
    pub datetime: String,
}

/// `moment` in words, and in `zone` where that differs from UTC.
pub(crate) fn when(wording: &Wording, moment: &Moment, zone: &TimeZone) -> When {
    let Some(instant) = moment.instant() else {
        let date = about(wording, moment, date_words(wording, moment.civil.date(), moment.precision));
        return When { text: date.clone(), date, local: None, datetime: date_machine(moment) };
    };
    let utc = Offset::UTC.to_datetime(instant);
    let time = time_words(wording, utc.time(), moment.precision);
    let key = if moment.approximate { "time.about_utc" } else { "time.utc" };
    When {
        date: about(wording, moment, day(wording, moment.civil.date())),
        text: wording.fill(key, &[("date", &day(wording, utc.date())), ("time", &time)]),
        local: local(wording, (instant, utc), zone, moment.precision),
        datetime: format!("{}T{:02}:{:02}Z", utc.date(), utc.hour(), utc.minute()),
    }
}

/// `moment` in words, on a clock of which nobody said where it hangs: no zone is shown, and none is converted to.
pub(crate) fn on_some_clock(wording: &Wording, moment: &Moment) -> When {
    let (civil, date) = (moment.civil, day(wording, moment.civil.date()));
    let time = time_words(wording, civil.time(), moment.precision);
    let time = if moment.approximate { wording.fill("time.about", &[("time", &time)]) } else { time };
    When {
        text: wording.fill("time.on", &[("date", &date), ("time", &time)]),
        date,
        local: None,
        datetime: civil.strftime("%Y-%m-%dT%H:%M").to_string(),
    }
}

/// A date, and that it is not exact where the moment is not.
pub(crate) fn about(wording: &Wording, moment: &Moment, date: String) -> String {
    if moment.approximate { wording.fill("date.about", &[("date", &date)]) } else { date }
}

/// A date in words.
pub(crate) fn day(wording: &Wording, date: Date) -> String {
    let key = if date.day() == 1 { "date.first" } else { "date.day" };
    dated(wording, key, date)
}

/// A date in words without its year.
pub(crate) fn day_of_month(wording: &Wording, date: Date) -> String {
    let key = if date.day() == 1 { "date.first_of_month" } else { "date.day_of_month" };
    dated(wording, key, date)
}

/// The months, as keys of their names.
pub(crate) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn dated(wording: &Wording, key: &str, date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()) - 1).copied().unwrap_or_default();
    let filling =
        [("day", date.day().to_string()), ("month", wording.say(&format!("month.{month}"))), ("year", year(date))];
    wording.fill(key, &filling.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn year(date: Date) -> String {
    date.strftime("%Y").to_string()
}

/// The stretch between two moments: one date where they share it, two otherwise.
pub(crate) fn stretch(wording: &Wording, first: &Moment, last: &Moment) -> String {
    let (Some(a), Some(b)) = (first.instant(), last.instant()) else {
        let words = |m: &Moment| date_words(wording, m.civil.date(), m.precision.min(Precision::Day));
        let (a, b) = (words(first), words(last));
        return if a == b { a } else { wording.fill("time.stretch", &[("from", &a), ("until", &b)]) };
    };
    let (a, b) = (Offset::UTC.to_datetime(a), Offset::UTC.to_datetime(b));
    let [from, until] = [a, b].map(|at| time_words(wording, at.time(), Precision::Minute));
    let [date, other] = [a, b].map(|at| day(wording, at.date()));
    if a == b {
        wording.fill("time.utc", &[("date", &date), ("time", &from)])
    } else if a.date() == b.date() {
        wording.fill("time.stretch_of_day", &[("date", &date), ("from", &from), ("until", &until)])
    } else {
        let filling = [("date", date.as_str()), ("from", &from), ("other", &other), ("until", &until)];
        wording.fill("time.stretch_of_days", &filling)
    }
}

/// The same on a clock of which nobody said where it hangs.
pub(crate) fn stretch_on_some_clock(wording: &Wording, first: &Moment, last: &Moment) -> String {
    let words = |moment: &Moment| {
        let (civil, precision) = (moment.civil, moment.precision);
        (day(wording, civil.date()), time_words(wording, civil.time(), precision.max(Precision::Minute)))
    };
    let on = |(date, time): &(String, String)| wording.fill("time.on", &[("date", date), ("time", time)]);
    let stretch = |from: &str, until: &str| wording.fill("time.stretch", &[("from", from), ("until", until)]);
    let (first, last) = (words(first), words(last));
    match () {
        () if first == last => on(&first),
        () if first.0 == last.0 => on(&(last.0, stretch(&first.1, &last.1))),
        () => stretch(&on(&first), &on(&last)),
    }
}

/// A zone's short name; `UTC+05:30` where it has none.
pub(crate) fn zone_name(abbreviation: &str) -> String {
    if abbreviation.starts_with(['+', '-']) { format!("UTC{abbreviation}") } else { abbreviation.to_owned() }
}

fn local(
    wording: &Wording,
    (instant, utc): (Timestamp, DateTime),
    zone: &TimeZone,
    precision: Precision,
) -> Option<String> {
    let offset = zone.to_offset_info(instant);
    if offset.offset() == Offset::UTC {
        return None;
    }
    let civil = zone.to_datetime(instant);
    let (name, time) = (zone_name(offset.abbreviation()), time_words(wording, civil.time(), precision));
    let key = if civil.date() == utc.date() { "time.zone" } else { "time.zone_on" };
    Some(wording.fill(key, &[("time", &time), ("zone", &name), ("date", &day(wording, civil.date()))]))
}

/// A date as far as it is known: `March 2021`.
pub(crate) fn date_words(wording: &Wording, date: Date, precision: Precision) -> String {
    match precision {
        Precision::Year => wording.fill("date.year", &[("year", &year(date))]),
        Precision::Month => dated(wording, "date.month", date),
        _ => day(wording, date),
    }
}

/// A date for machines, as far as it is known.
pub(crate) fn date_machine(moment: &Moment) -> String {
    let date = moment.civil.date();
    match moment.precision {
        Precision::Year => format!("{:04}", date.year()),
        Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
        _ => date.to_string(),
    }
}

/// A time of day, no more precise than it was written.
pub(crate) fn time_words(wording: &Wording, time: Time, precision: Precision) -> String {
    match precision {
        Precision::Hour => {
            let (from, until) = (format!("{:02}:00", time.hour()), format!("{:02}:59", time.hour()));
            wording.fill("time.hour", &[("from", &from), ("until", &until)])
        }
        Precision::Second if time.second() != 0 => time.strftime("%H:%M:%S").to_string(),
        _ => time.strftime("%H:%M").to_string(),
    }
}

/// A date of a catalogue: `2023-12-15` as `15 December 2023`; anything else as it is.
pub(crate) fn catalogue_date(wording: &Wording, written: &str) -> Option<String> {
    let text = written.parse::<Date>().map_or_else(|_| written.trim().to_owned(), |date| day(wording, date));
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::model::ZoneOrigin;
    use crate::wording::english;
    use crate::words::durations::length;

    fn at(hour: i8, minute: i8, offset: i8, precision: Precision) -> Moment {
        Moment {
            civil: date(2024, 7, 11).at(hour, minute, 0, 0),
            offset: Offset::constant(offset),
            zone: ZoneOrigin::Stated,
            precision,
            approximate: false,
        }
    }

    #[test]
    fn a_time_is_shown_in_utc_and_in_the_houses_zone() {
        let zone = TimeZone::get("Europe/London").expect("a zone of the database");
        let shown = when(english(), &at(0, 12, 1, Precision::Minute), &zone);
        assert_eq!(shown.text, "10 July 2024, 23:12 UTC");
        assert_eq!(shown.local.as_deref(), Some("00:12 BST on 11 July 2024"));
        assert_eq!(shown.datetime, "2024-07-10T23:12Z");
        assert_eq!(when(english(), &at(9, 12, 0, Precision::Minute), &TimeZone::UTC).local, None);
    }

    #[test]
    fn a_clock_of_no_zone_shows_none() {
        let shown = on_some_clock(english(), &at(9, 12, 0, Precision::Minute));
        assert_eq!((shown.text.as_str(), shown.datetime.as_str()), ("09:12 on 11 July 2024", "2024-07-11T09:12"));
        let (a, b) = (at(9, 12, 0, Precision::Minute), at(13, 40, 0, Precision::Minute));
        assert_eq!(stretch_on_some_clock(english(), &a, &b), "09:12 to 13:40 on 11 July 2024");
    }

    #[test]
    fn a_date_stays_a_date_and_a_month_a_month() {
        let zone = TimeZone::UTC;
        assert_eq!(when(english(), &Moment::day(date(2024, 3, 1)), &zone).text, "1 March 2024");
        let mut month = at(0, 0, 0, Precision::Month);
        month.approximate = true;
        let shown = when(english(), &month, &zone);
        assert_eq!((shown.text.as_str(), shown.datetime.as_str()), ("about July 2024", "2024-07"));
    }

    #[test]
    fn a_stretch_names_a_shared_date_once() {
        let (a, b) = (at(9, 12, 0, Precision::Minute), at(13, 40, 0, Precision::Minute));
        assert_eq!(stretch(english(), &a, &b), "11 July 2024, 09:12 to 13:40 UTC");
        assert_eq!(length(english(), SignedDuration::from_mins(268)), "4 hours 28 minutes");
        assert_eq!(length(english(), SignedDuration::from_mins(1441)), "1 day");
    }

    #[test]
    fn a_date_of_the_catalogue_reads_like_prose() {
        assert_eq!(catalogue_date(english(), "2023-12-15").as_deref(), Some("15 December 2023"));
        assert_eq!(catalogue_date(english(), "last winter").as_deref(), Some("last winter"));
        assert_eq!(catalogue_date(english(), ""), None);
    }
}
