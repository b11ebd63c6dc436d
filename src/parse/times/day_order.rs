//! The dates in figures of one text prove whether its author writes the day or the month first.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// Which of the two numbers in `03/10/2023` comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// Languages whose writers put the day first wherever they write no ISO date.
const DAY_FIRST: &[&str] = &["de", "fr", "es", "pt", "it", "nl", "sv", "no", "nb", "nn", "da", "fi", "pl", "cs", "ru"];

/// Days around `near` within which a date is taken for one of the same story, and within which its other reading must not be.
const SAME_STORY: i32 = 7;
const ANOTHER_STORY: i32 = 20;

/// So many days of a write-up prove by lying close together.
const DAYS_OF_STORY: usize = 3;

/// The order of the dates in `text`, where they prove one: a number over 12, else a date that is the day `near` or close to it in one
/// order alone, else three days that are those of one week in one order alone, else the language. Where two of the first kind, or two of the second, contradict each other there is none.
pub(crate) fn day_order(text: &str, near: Option<Date>, lang: &str) -> Option<DayOrder> {
    static PAIRS: LazyLock<Regex> = LazyLock::new(|| {
        // Sets of ASCII keep the search fast: this reads every write-up whole.
        Regex::new(
            r"(?:^|[^A-Za-z0-9_./:-])([0-9]{1,2})(?:/([0-9]{1,2})(?:/([0-9]{4}|[0-9][0-9])(?-u:\b)|,? +[0-9]{1,2}:[0-9]{2})|-([0-9]{1,2})(?:-([0-9]{4})(?-u:\b)|[ T][0-9]{1,2}:[0-9]{2}))",
        )
            .expect("the pattern is valid")
    });
    let number = |found: Option<regex::Match<'_>>| found.and_then(|m| m.as_str().parse::<i16>().ok());
    let pairs: Vec<(i16, i16, Option<i16>)> = PAIRS
        .captures_iter(text)
        .filter_map(|c| {
            let year = number(c.get(3).or(c.get(5))).map(|y| if y < 100 { 2000 + y } else { y });
            Some((number(c.get(1))?, number(c.get(2).or(c.get(4)))?, year))
        })
        .filter(|(a, b, _)| (1..=31).contains(a) && (1..=31).contains(b) && (*a <= 12 || *b <= 12))
        .collect();
    let shown = pairs.iter().filter_map(|(first, second, _)| match (*first > 12, *second > 12) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    });
    let shown: Vec<DayOrder> = shown.collect();
    if !shown.is_empty() {
        return agreed(&shown);
    }
    let close: Vec<DayOrder> =
        near.map_or_else(Vec::new, |near| pairs.iter().filter_map(|p| beside(*p, near)).collect());
    if !close.is_empty() {
        return agreed(&close);
    }
    if let Some(order) = one_story(&pairs) {
        return Some(order);
    }
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    DAY_FIRST.contains(&primary).then_some(DayOrder::DayFirst)
}

/// The one order of all, if there is one.
fn agreed(orders: &[DayOrder]) -> Option<DayOrder> {
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

/// The order in which all days of a write-up are of one story, where in the other they lie weeks apart.
fn one_story(pairs: &[(i16, i16, Option<i16>)]) -> Option<DayOrder> {
    let apart = |mut days: Vec<Date>| {
        days.sort_unstable();
        let all = days.len() == pairs.len();
        days.dedup();
        let (first, last) = (days.first()?, days.last()?);
        (all && days.len() >= DAYS_OF_STORY).then(|| first.until(*last).map_or(0, |span| span.get_days()))
    };
    let read = |day: i16, month: i16, year: Option<i16>| Date::new(year?, month as i8, day as i8).ok();
    let day_first = apart(pairs.iter().filter_map(|(a, b, year)| read(*a, *b, *year)).collect())?;
    let month_first = apart(pairs.iter().filter_map(|(a, b, year)| read(*b, *a, *year)).collect())?;
    match () {
        () if day_first <= SAME_STORY && month_first > ANOTHER_STORY => Some(DayOrder::DayFirst),
        () if month_first <= SAME_STORY && day_first > ANOTHER_STORY => Some(DayOrder::MonthFirst),
        () => None,
    }
}

/// The order in which a pair is a day of the story of `near`, when the other order is far from it.
fn beside((first, second, year): (i16, i16, Option<i16>), near: Date) -> Option<DayOrder> {
    let away = |day: i16, month: i16| {
        let years = year.map_or(vec![near.year() - 1, near.year(), near.year() + 1], |year| vec![year]);
        let dates = years.into_iter().filter_map(|y| Date::new(y, month as i8, day as i8).ok());
        dates.filter_map(|date| Some(near.until(date).ok()?.get_days().abs())).min()
    };
    let (day_first, month_first) = (away(first, second)?, away(second, first)?);
    match () {
        () if day_first == 0 && month_first > 0 => Some(DayOrder::DayFirst),
        () if month_first == 0 && day_first > 0 => Some(DayOrder::MonthFirst),
        () if day_first <= SAME_STORY && month_first > ANOTHER_STORY => Some(DayOrder::DayFirst),
        () if month_first <= SAME_STORY && day_first > ANOTHER_STORY => Some(DayOrder::MonthFirst),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_the_page_s_day_and_the_language_prove_an_order() {
        use DayOrder::{DayFirst, MonthFirst};
        let cases = [
            ("on 03/10/2023 and 29/09/2023", None, "en", Some(DayFirst)),
            ("on 03/10/2023 and 09/29/2023", None, "en", Some(MonthFirst)),
            ("on 29/09/2023 and 09/29/2023", None, "de", None),
            ("on 03-10-2023", Some("2023-10-03"), "en", Some(DayFirst)),
            ("on 10/03/2023", Some("2023-10-03"), "en", Some(MonthFirst)),
            ("on 06-10-2023", Some("2023-10-03"), "en", Some(DayFirst)),
            ("on 3/4/2024", Some("2024-03-04"), "en", Some(MonthFirst)),
            ("on 05-06-2023", Some("2023-05-20"), "en", None),
            ("[03-26 23:04] and [04-01 01:00]", None, "en", Some(MonthFirst)),
            ("08-01 06:20", Some("2024-08-01"), "en", Some(MonthFirst)),
            ("am 03/10/2023", None, "de", Some(DayFirst)),
            ("08-01-2024, 11-01-2024, 12-01-2024", None, "en", Some(DayFirst)),
            ("3/4/2024, 3/5/2024 and 3/8/2024", None, "en", Some(MonthFirst)),
            ("3/4/2024 and 3/5/2024", None, "en", None),
            ("3/4/2024 and 5/6/2024", None, "en", None),
            ("on 03/10/2023", None, "en", None),
            ("2023/10/13 and a/13/10/2023/b and 1.13/10/2023", None, "en", None),
            ("7-13 pods", None, "en", None),
            ("", None, "en", None),
        ];
        for (text, near, lang, order) in cases {
            let near = near.map(|day| day.parse::<Date>().expect("a day"));
            assert_eq!(day_order(text, near, lang), order, "{text}");
        }
    }
}
