//! A stretch of the calendar becomes the bins that charts count in: months, quarters, half-years, years.

use jiff::Span;
use jiff::civil::{Date, date};
use strum::VariantArray;

use crate::analyse::trends::period::Window;

/// How long bins are, the shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Step {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// A year.
    Year,
    /// Five years.
    FiveYears,
}

/// A month, quarter, half-year, year or five years of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// The first day and the day after the last.
    pub from: Date,
    /// See `from`.
    pub until: Date,
    /// How long it is.
    pub step: Step,
    /// How many of its days are within the period, after the first known incident, and no later than "today".
    pub days: u32,
    /// Whether all of its days are.
    pub whole: bool,
}

/// The most bins that a chart has before they are made longer.
const MOST: [(Step, usize); 4] = [(Step::Month, 24), (Step::Quarter, 40), (Step::HalfYear, 24), (Step::Year, 40)];

impl Step {
    fn months(self) -> i32 {
        match self {
            Step::Month => 1,
            Step::Quarter => 3,
            Step::HalfYear => 6,
            Step::Year => 12,
            Step::FiveYears => 60,
        }
    }

    /// The first day of the bin that `day` is in.
    fn start(self, day: Date) -> Date {
        let index = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let first = index.div_euclid(self.months()) * self.months();
        let (year, month) = (first.div_euclid(12), first.rem_euclid(12) + 1);
        Date::new(i16::try_from(year).unwrap_or(i16::MIN), i8::try_from(month).unwrap_or(1), 1).unwrap_or(day)
    }

    /// The finest step that covers `from` to `until` with few enough bins.
    fn fitting(from: Date, until: Date) -> Step {
        let months = (i32::from(until.year()) - i32::from(from.year())) * 12 + i32::from(until.month())
            - i32::from(from.month())
            + 1;
        let bins = |step: Step| usize::try_from(months.div_euclid(step.months()) + 1).unwrap_or(usize::MAX);
        let fits = |(step, most): &&(Step, usize)| bins(*step) <= *most && *step != Step::HalfYear;
        MOST.iter().find(fits).map_or(Step::FiveYears, |(step, _)| *step)
    }
}

/// The bins of `window`, of the finest step that gives few enough, or of `step` and longer ones.
///
/// An open beginning is the first of `span`, an open end `as_of`, else the last of `span`. No bin begins after `as_of`.
pub(super) fn bins(window: Window, span: (Date, Date), as_of: Option<Date>, step: Step) -> (Step, Vec<Bin>) {
    let (from, end) = ends(window, span, as_of);
    let step = Step::fitting(from, end).max(step);
    (step, bins_of(window, span, as_of, step))
}

/// The bins of `window`, each one `step` long, or longer where there would be more than five hundred. Otherwise as [`bins`].
pub(super) fn bins_of(window: Window, span: (Date, Date), as_of: Option<Date>, step: Step) -> Vec<Bin> {
    let (from, end) = ends(window, span, as_of);
    let months = (i32::from(end.year()) - i32::from(from.year()) + 1) * 12;
    let few = |longer: &Step| *longer >= step && months / longer.months() <= 500;
    let step = Step::VARIANTS.iter().copied().find(few).unwrap_or(Step::FiveYears);
    let (observed, seen) = (from.max(span.0.min(end)), end);
    let mut bins = Vec::new();
    let mut at = step.start(from);
    while at <= end && bins.len() < 500 {
        let until = at.checked_add(Span::new().months(step.months())).unwrap_or(date(9999, 12, 31));
        let (a, b) = (at.max(observed), until.min(seen.tomorrow().unwrap_or(seen)));
        let days = if a < b { u32::try_from(a.until(b).map_or(0, |span| span.get_days())).unwrap_or(0) } else { 0 };
        let whole = observed <= at && until <= seen.tomorrow().unwrap_or(seen);
        bins.push(Bin { from: at, until, step, days, whole });
        if until <= at {
            break;
        }
        at = until;
    }
    bins
}

/// The first and the last day of `window`.
fn ends(window: Window, (first, last): (Date, Date), as_of: Option<Date>) -> (Date, Date) {
    let from = window.from.unwrap_or(first);
    // What came after the last incident was seen as well: nothing happened, up to today.
    let end = window.until.and_then(|until| until.yesterday().ok()).unwrap_or(as_of.unwrap_or(last));
    let end = as_of.map_or(end, |as_of| end.min(as_of)).max(from);
    (from, end)
}

impl Bin {
    /// Its place among the bins of its year that are as long, from 1 on.
    pub fn part(&self) -> i8 {
        (self.from.month() - 1) / i8::try_from(self.step.months()).unwrap_or(1) + 1
    }

    /// Its days.
    pub fn window(&self) -> Window {
        Window { from: Some(self.from), until: Some(self.until) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::period::Period;

    fn months(window: Window, span: (Date, Date), as_of: Date) -> Vec<(i8, u32, bool)> {
        let (_, bins) = bins(window, span, Some(as_of), Step::Month);
        bins.into_iter().map(|bin| (bin.from.month(), bin.days, bin.whole)).collect()
    }

    #[test]
    fn bins_are_whole_when_all_their_days_were_seen() {
        let span = (date(2024, 1, 15), date(2024, 3, 20));
        assert_eq!(months(Window::default(), span, date(2024, 3, 20)), [(1, 17, false), (2, 29, true), (3, 20, false)]);
        let year = Period::Year(2024).window(None);
        let months = months(year, (date(2022, 5, 1), date(2024, 12, 3)), date(2024, 12, 31));
        assert_eq!(months.len(), 12);
        assert!(months.iter().all(|(_, _, whole)| *whole));
    }

    #[test]
    fn the_calendar_ends_today_and_not_at_the_last_incident() {
        let months = months(Window::default(), (date(2024, 1, 1), date(2024, 1, 20)), date(2024, 3, 10));
        assert_eq!(months, [(1, 31, true), (2, 29, true), (3, 10, false)]);
    }

    #[test]
    fn more_than_five_hundred_bins_are_made_longer_and_none_is_dropped() {
        let span = (date(1945, 5, 5), date(2024, 5, 5));
        let bins = bins_of(Window::default(), span, Some(span.1), Step::Month);
        let quarter = |bin: &Bin| (bin.step, bin.part(), bin.from.year());
        assert_eq!(bins.first().map(quarter), Some((Step::Quarter, 2, 1945)));
        assert_eq!(bins.last().map(quarter), Some((Step::Quarter, 2, 2024)));
    }

    #[test]
    fn long_spans_have_longer_bins() {
        let step = |from, until| bins(Window::default(), (from, until), Some(until), Step::Month).0;
        assert_eq!(step(date(2024, 1, 1), date(2025, 11, 30)), Step::Month);
        assert_eq!(step(date(2020, 1, 1), date(2025, 11, 30)), Step::Quarter);
        assert_eq!(step(date(1990, 1, 1), date(2024, 11, 30)), Step::Year);
        assert_eq!(step(date(1900, 1, 1), date(2024, 11, 30)), Step::FiveYears);
    }
}
