//! A text that should be one timepoint becomes one, or says why it is none.
//!
//! Dates are checked against the calendar here; how they may be written is in `scan`.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::diag::Rule;
use crate::model::{Moment, Precision, Timepoint, ZoneOrigin};
use crate::parse::times::day_order::DayOrder;
use crate::parse::times::home_letters::{goes_by, on_summer_time};
use crate::parse::times::scan::scan;
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::vocabulary::words;
use crate::text::collapse;

/// What a timepoint that leaves something out is to be read with.
#[derive(Debug, Clone)]
pub(crate) struct TimeContext<'a> {
    /// The day of a bare time.
    pub(crate) date: Option<Date>,
    /// A day of the same story, from which a date without a year takes it.
    pub(crate) near: Option<Date>,
    /// The zone of a time without one.
    pub(crate) zone: &'a TimeZone,
    /// Where that zone comes from.
    pub(crate) zone_origin: ZoneOrigin,
    /// The house's own zone, which its abbreviations mean.
    pub(crate) house: &'a TimeZone,
    /// Which of two numbers is the day, where the file proves it.
    pub(crate) order: Option<DayOrder>,
}

/// Why a text is no timepoint, as a clause for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TimeError {
    /// It has a timepoint's form, but the calendar or the clock has no such value; the reason, such as "June has 30 days".
    Impossible(String),
    /// It has no form known here.
    Unreadable(String),
    /// It can be read in two ways.
    Ambiguous(String),
}

impl TimeError {
    /// The rule that its finding belongs to.
    pub(crate) fn rule(&self) -> Rule {
        match self {
            TimeError::Ambiguous(_) => Rule::TimeAmbiguous,
            TimeError::Impossible(_) | TimeError::Unreadable(_) => Rule::TimeInvalid,
        }
    }
}

/// Reads all of `text` as one timepoint.
pub(crate) fn timepoint(text: &str, context: &TimeContext<'_>) -> Result<Timepoint, TimeError> {
    let text = text.trim().trim_matches(|c: char| matches!(c, '"' | '\'' | '`' | '*' | '_')).trim();
    if is_unknown_time(text) {
        return Ok(Timepoint::Unknown);
    }
    let unreadable = || TimeError::Unreadable(format!("`{}` cannot be read as a time", shown(text)));
    if let Some(year) = year_alone(text) {
        return Ok(Timepoint::Known(day_or_coarser(Date::new(year, 1, 1).map_err(|_| unreadable())?, Precision::Year)));
    }
    let found = scan(text).filter(|s| s.until.is_none() || s.parts.last_day.is_some()).ok_or_else(unreadable)?;
    let mut parts = found.parts;
    let rest = text.get(found.end..).unwrap_or_default().trim();
    if rest.contains('?') {
        parts.approximate = true;
    }
    if !is_time_noise(rest) {
        return Err(unreadable());
    }
    resolve(&parts, text, context)
}

/// Whether the words mean that nobody knows the time.
pub(crate) fn is_unknown_time(text: &str) -> bool {
    text.len() < 24 && words().unknown_times.contains(collapse(text).trim_end_matches('.').to_lowercase().as_str())
        || collapse(text) == "..."
}

/// What may follow a timepoint without meaning anything: punctuation, one remark in parentheses.
pub(crate) fn is_time_noise(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '?' | ':' | ';' | '*' | '_'));
    rest.is_empty()
        || rest.eq_ignore_ascii_case("local time")
        || (rest.starts_with(['(', '[', '（']) && rest.ends_with([')', ']', '）']) && !rest.contains(") "))
}

fn year_alone(text: &str) -> Option<i16> {
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    four.then(|| text.parse().ok()).flatten().filter(|y| (1970..=2100).contains(y))
}

fn shown(text: &str) -> String {
    let text = collapse(text);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Checks `parts` against calendar and clock and fills what they leave out from `context`.
pub(crate) fn resolve(parts: &TimeParts, text: &str, context: &TimeContext<'_>) -> Result<Timepoint, TimeError> {
    let impossible = || TimeError::Impossible(reason(parts));
    let unreadable = |why: &str| TimeError::Unreadable(format!("`{}` {why}", shown(text)));
    match parts.year {
        Some(1) => return Ok(Timepoint::Unknown),
        Some(year) if year < 1 => return Err(impossible()),
        _ => {}
    }
    check_clock(parts).ok_or_else(impossible)?;
    let parts = &parts.in_order(context.order.or_else(|| order_near(parts, context)));
    if parts.ambiguous {
        return Err(TimeError::Ambiguous(format!("`{}` could be read day first or month first", shown(text))));
    }
    let Some((date, precision)) = calendar(parts, context).ok_or_else(impossible)? else {
        return if parts.masked {
            Ok(Timepoint::Unknown)
        } else {
            let lacks = if parts.month.is_some() { "year" } else { "date" };
            Err(unreadable(&format!("has no {lacks}, and nothing else gives one")))
        };
    };
    let Some(hour) = parts.hour.filter(|_| precision == Precision::Day) else {
        if parts.masked && !parts.has_date() {
            return Ok(Timepoint::Unknown);
        }
        let mut moment = day_or_coarser(date, precision);
        moment.approximate = parts.approximate;
        return Ok(Timepoint::Known(moment));
    };
    let civil = civil(date, hour, parts).ok_or_else(impossible)?;
    Ok(Timepoint::Known(moment(parts, civil, context)))
}

/// The order of day and month that puts an ambiguous date on the days around the one that the story is known to be of, where the other order
/// puts it far from there.
fn order_near(parts: &TimeParts, context: &TimeContext<'_>) -> Option<DayOrder> {
    let near = context.date.or(context.near).filter(|_| parts.ambiguous)?;
    let far = |order: DayOrder| {
        let parts = parts.in_order(Some(order));
        let month = i8::try_from(parts.month?).ok()?;
        let day = Date::new(parts.year.unwrap_or(near.year()), month, i8::try_from(parts.day?).ok()?).ok()?;
        near.until(day).ok().map(|apart| apart.get_days().abs())
    };
    let (day_first, month_first) = (far(DayOrder::DayFirst)?, far(DayOrder::MonthFirst)?);
    match () {
        () if day_first <= NEAR && month_first > FAR => Some(DayOrder::DayFirst),
        () if month_first <= NEAR && day_first > FAR => Some(DayOrder::MonthFirst),
        () => None,
    }
}

/// So many days around it are of the same story, and so many are not.
const NEAR: i32 = 3;
const FAR: i32 = 20;

/// Why calendar or clock have no such value.
fn reason(parts: &TimeParts) -> String {
    let month = parts.month.unwrap_or(1);
    let first = Date::new(parts.year.unwrap_or(2024), small(month).unwrap_or(0), 1);
    match (first, parts.day, parts.hour, parts.minute) {
        _ if parts.year.is_some_and(|y| y < 1) => String::from("there is no such year"),
        (Err(_), ..) => format!("there is no month {month}"),
        (Ok(_), Some(0), ..) => String::from("there is no day 0"),
        (Ok(first), Some(day), ..) if small(day).is_none_or(|d| d > first.days_in_month()) => {
            let year = if first.month() == 2 { format!(" in {}", first.year()) } else { String::new() };
            format!("{} has {} days{year}", first.strftime("%B"), first.days_in_month())
        }
        (.., Some(hour), _) if hour > 24 => format!("there is no hour {hour}"),
        (.., Some(minute)) if minute > 59 => format!("there is no minute {minute}"),
        (.., Some(24), _) => String::from("a day ends at 24:00"),
        _ => match parts.second {
            Some(second) if second > 60 => format!("there is no second {second}"),
            _ => String::from("calendars do not go that far"),
        },
    }
}

/// Why `text` is no timepoint, as a sentence for a finding.
pub(crate) fn time_complaint(error: TimeError, text: &str) -> String {
    match error {
        TimeError::Impossible(why) => format!("`{}` does not exist: {why}", shown(text)),
        TimeError::Unreadable(message) | TimeError::Ambiguous(message) => message,
    }
}

fn check_clock(parts: &TimeParts) -> Option<()> {
    let (hour, minute, second) = (parts.hour.unwrap_or(0), parts.minute.unwrap_or(0), parts.second.unwrap_or(0));
    let midnight = hour == 24 && minute == 0 && second == 0;
    ((hour < 24 || midnight) && minute < 60 && second <= 60).then_some(())
}

/// The date and how much of it is known; `None` inside when there is none at all, `None` when it cannot be.
#[expect(clippy::option_option, reason = "a date that cannot be differs from one that nobody wrote")]
fn calendar(parts: &TimeParts, context: &TimeContext<'_>) -> Option<Option<(Date, Precision)>> {
    let year = match (parts.year, parts.month) {
        (Some(year), _) => year,
        (None, None) => return Some(context.date.map(|d| (d, Precision::Day))),
        (None, Some(_)) => match context.date.or(context.near) {
            Some(near) => return nearest_year(parts, near).map(|d| Some((d, Precision::Day))),
            None => {
                Date::new(2024, parts.month.unwrap_or(1) as i8, parts.day.unwrap_or(1) as i8).ok()?;
                return Some(None);
            }
        },
    };
    let precision = match (parts.month, parts.day) {
        (None, _) => Precision::Year,
        (_, None) => Precision::Month,
        _ => Precision::Day,
    };
    let (month, day) = (small(parts.month.unwrap_or(1))?, small(parts.day.unwrap_or(1))?);
    Date::new(year, month, day).ok().map(|d| Some((d, precision)))
}

fn small(number: u8) -> Option<i8> {
    i8::try_from(number).ok()
}

/// A day and a month in the year that brings them nearest to `near`.
fn nearest_year(parts: &TimeParts, near: Date) -> Option<Date> {
    let (month, day) = (small(parts.month?)?, small(parts.day.unwrap_or(1))?);
    [0i16, -1, 1]
        .into_iter()
        .filter_map(|shift| Date::new(near.year() + shift, month, day).ok())
        .min_by_key(|date| near.since(*date).map_or(i32::MAX, |span| span.get_days().abs()))
}

fn day_or_coarser(date: Date, precision: Precision) -> Moment {
    Moment { precision, ..Moment::day(date) }
}

fn civil(date: Date, hour: u8, parts: &TimeParts) -> Option<DateTime> {
    if hour == 24 {
        return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
    }
    let second = small(parts.second.unwrap_or(0))?.min(59);
    let time = Time::new(small(hour)?, small(parts.minute.unwrap_or(0))?, second, parts.nanosecond).ok()?;
    Some(date.to_datetime(time))
}

fn moment(parts: &TimeParts, civil: DateTime, context: &TimeContext<'_>) -> Moment {
    let summer = parts.letters.and_then(|letters| on_summer_time(letters, civil));
    let (zone, origin) = match summer.as_ref().or(parts.zone.as_ref()) {
        Some(_) if parts.letters.is_some_and(|letters| goes_by(context.house, letters, civil)) => {
            (context.house, ZoneOrigin::Stated)
        }
        Some(zone) => (zone, ZoneOrigin::Stated),
        None => (context.zone, context.zone_origin),
    };
    // A time that the clocks skip is read as if they had not been changed yet.
    let offset = match zone.to_ambiguous_timestamp(civil).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
    };
    let precision = match (parts.minute, parts.second) {
        _ if parts.masked => Precision::Hour,
        (None, _) => Precision::Hour,
        (_, None) => Precision::Minute,
        _ => Precision::Second,
    };
    Moment { civil, offset, zone: origin, precision, approximate: parts.approximate }
}

/// The day that a title or a file's stem begins or ends with, or names in full.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let whole = |parts: &TimeParts| {
        if parts.ambiguous {
            return None;
        }
        Date::new(parts.year?, small(parts.month?)?, small(parts.day?)?).ok()
    };
    if let Some(date) = scan(text).and_then(|s| whole(&s.parts)) {
        return Some(date);
    }
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        if !starts || i == 0 {
            continue;
        }
        let Some(found) = text.get(i..).and_then(scan) else { continue };
        let Some(date) = whole(&found.parts) else { continue };
        let rest = text.get(i + found.end..).unwrap_or_default();
        let iso = c.is_ascii_digit() && text.get(i + 4..).is_some_and(|r| r.starts_with(['-', '_', '.', '/']));
        if iso || rest.trim_end_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            return Some(date);
        }
    }
    None
}
