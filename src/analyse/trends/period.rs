//! The calendar becomes the periods that have pages: all time, the last twelve months, each year.

use jiff::Span;
use jiff::civil::Date;

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::model::Precision;

/// A stretch of days: from `from`, up to but not with `until`; an open end is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Option<Date>,
    /// The day after the last.
    pub until: Option<Date>,
}

/// What a page or a question is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// Everything, incidents without a date among it.
    #[default]
    All,
    /// The twelve months that end with "today".
    LastTwelveMonths,
    /// A year of the calendar.
    Year(i16),
    /// From a day, up to but not with another.
    Between(Window),
}

impl Window {
    /// Whether it holds `day`.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether an incident is in it: `None` when its date is not known exactly enough to say.
    pub fn holds_incident(&self, facts: &IncidentFacts) -> Option<bool> {
        let Some(&first) = facts.date.known() else { return (*self == Window::default()).then_some(true) };
        let last = match facts.precision {
            Precision::Year => Date::new(first.year(), 12, 31).unwrap_or(first),
            Precision::Month => first.last_of_month(),
            _ => first,
        };
        let (a, b) = (self.holds(first), self.holds(last));
        (a == b).then_some(a)
    }
}

impl Period {
    /// Its days; `as_of` is "today".
    pub fn window(self, as_of: Option<Date>) -> Window {
        match self {
            Period::All => Window::default(),
            Period::LastTwelveMonths => {
                let until = as_of.and_then(|day| day.tomorrow().ok());
                Window { from: until.map(|until| back(until, 12)), until }
            }
            Period::Year(year) => {
                Window { from: Date::new(year, 1, 1).ok(), until: Date::new(year.saturating_add(1), 1, 1).ok() }
            }
            Period::Between(window) => window,
        }
    }

    /// The folder of its pages below `trends/`, with a slash; empty for all time.
    pub fn folder(self) -> String {
        match self {
            Period::LastTwelveMonths => String::from("last-12-months/"),
            Period::Year(year) => format!("{year}/"),
            Period::All | Period::Between(_) => String::new(),
        }
    }
}

/// `months` before `day`; the last day of a shorter month.
pub(super) fn back(day: Date, months: i32) -> Date {
    day.checked_sub(Span::new().months(months)).unwrap_or(Date::MIN)
}

/// The periods that have pages: all time, the last twelve months up to `as_of`, each year of `facts`, newest first; only the first where
/// the others would say the same. `first` is the date of the first incident that counts.
pub(super) fn periods(facts: &[IncidentFacts], first: Option<Date>, as_of: Option<Date>) -> Vec<Period> {
    let mut periods = vec![Period::All];
    let counted = || facts.iter().filter(|facts| facts.counts());
    let mut years: Vec<i16> = counted().filter_map(|facts| Some(facts.date.known()?.year())).collect();
    years.sort_unstable();
    years.dedup();
    let Some(first) = first else { return periods };
    let twelve = Period::LastTwelveMonths.window(as_of);
    if twelve.from.is_some_and(|from| first < from) && counted().any(|facts| twelve.holds_incident(facts) == Some(true))
    {
        periods.push(Period::LastTwelveMonths);
    }
    if years.len() > 1 {
        periods.extend(years.into_iter().rev().map(Period::Year));
    }
    periods
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_twelve_months_end_today() {
        let window = Period::LastTwelveMonths.window(Some(date(2024, 2, 29)));
        assert_eq!(window, Window { from: Some(date(2023, 3, 1)), until: Some(date(2024, 3, 1)) });
    }
}
