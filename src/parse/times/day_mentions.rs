//! A heading or a sentence becomes the days that it names.

use jiff::civil::{Date, Weekday};

use crate::parse::times::leading_time::leading_time;
use crate::parse::times::scan::{ScannedTime, scan};
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::times::timepoints::is_time_noise;
use crate::parse::times::zone_remarks::speaks_of_times;
use crate::parse::vocabulary::calendar_words;

/// The day that a heading is, when it is nothing but a day and remarks on its times: "Tuesday 4 March (all times in UTC)".
pub(crate) fn day_alone(title: &str) -> Option<ScannedTime> {
    let found = leading_time(title).filter(|s| s.parts.day.is_some() && !s.parts.has_time() && s.parts.has_date())?;
    let rest = title.get(found.end..).unwrap_or_default();
    (is_time_noise(rest) || speaks_of_times(rest)).then_some(found)
}

/// Whether a heading says when: it begins with a time, or is a day of the week or of the story.
pub(crate) fn says_when(title: &str) -> bool {
    leading_time(title).is_some() || weekday_alone(title).is_some() || story_day(title).is_some()
}

/// The day of the week that a heading is.
pub(crate) fn weekday_alone(title: &str) -> Option<Weekday> {
    let name = title.trim().trim_end_matches([':', '.']).to_lowercase();
    let day = calendar_words().weekday(&name).filter(|_| name.chars().count() > 2)?;
    Weekday::from_monday_zero_offset(day).ok()
}

/// Every date or time that a sentence names, in order, with the place where it begins.
fn days_in(text: &str) -> Vec<(usize, ScannedTime)> {
    let mut found = Vec::new();
    let (mut before, mut end) = (' ', 0);
    for (i, c) in text.char_indices() {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric() && i >= end;
        before = c;
        if starts && let Some(time) = text.get(i..).and_then(scan) {
            end = i + time.end;
            found.push((i, time));
        }
    }
    found
}

/// The first day that a text names in plain order, a year that is not written being that of `near`; what could be two days is none.
pub(crate) fn first_day_in(text: &str, near: Date) -> Option<Date> {
    let (mut before, mut end) = (' ', 0);
    for (i, c) in text.char_indices().take_while(|(i, _)| *i < LOOKED_AT) {
        let figure = || text[i..].chars().take(FIGURE_WITHIN).any(|c| c.is_ascii_digit());
        let starts = c.is_alphanumeric() && !before.is_alphanumeric() && i >= end && figure();
        before = c;
        let Some(time) = text.get(i..).filter(|_| starts).and_then(scan) else { continue };
        end = i + time.end;
        // "2024-03-11-lease.md" is a name.
        if text[end..].starts_with(['-', '_', '/']) {
            continue;
        }
        let parts = &time.parts;
        let (Some(month), Some(day)) = (parts.month, parts.day) else { continue };
        let year = parts.year.unwrap_or_else(|| near.year());
        let date = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d).ok());
        if let Some(date) = date.filter(|_| !parts.ambiguous) {
            return Some(date);
        }
    }
    None
}

/// So much of a text is looked through for a day, in bytes.
const LOOKED_AT: usize = 4000;

/// So many characters after its beginning a day has its first figure.
const FIGURE_WITHIN: usize = 20;

/// The number of the day of a story that a heading is: 2 for "Day 2".
pub(crate) fn story_day(title: &str) -> Option<u8> {
    let lower = title.trim().trim_end_matches(':').to_lowercase();
    let (word, number) = lower.split_once(' ')?;
    let number = number.parse().ok().filter(|n| (1..=31).contains(n))?;
    calendar_words().story_days.iter().any(|day| day == word).then_some(number)
}

/// The one day that `text` names and where, if it names one and no time of day.
pub(crate) fn only_day(text: &str) -> Option<(usize, ScannedTime)> {
    let mut days = days_in(text).into_iter();
    let one =
        days.next().filter(|(_, one)| one.parts.day.is_some() && one.parts.has_date() && !one.parts.has_time())?;
    days.next().is_none().then_some(one)
}

/// A text that is a day and a month in figures and nothing else, such as `03-26` in a column of days.
pub(crate) fn day_of_year(text: &str) -> Option<TimeParts> {
    let (first, second) = text.trim().split_once(['-', '/'])?;
    let number = |text: &str| text.parse::<u8>().ok().filter(|n| text.len() == 2 && (1..=31).contains(n));
    let (first, second) = (number(first)?, number(second)?);
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let ambiguous = first <= 12 && second <= 12 && first != second;
    (month <= 12).then(|| TimeParts { month: Some(month), day: Some(day), ambiguous, ..TimeParts::default() })
}
