//! A period and perhaps a filter become the incidents that are counted, and how many were left out and why.

use jiff::civil::Date;

use crate::analyse::trends::Trends;
use crate::analyse::trends::calendar_bins::{self, Bin, Step};
use crate::analyse::trends::incident_facts::{IncidentFacts, Setting};
use crate::analyse::trends::period::{Period, Window, back};
use crate::link::{FacetKind, PageIx};
use crate::statistics::Seed;

/// What to count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// When.
    pub period: Period,
    /// All of these must hold.
    pub filters: Vec<Filter>,
}

/// A condition on incidents. There is none on teams or people: side by side they would be a league table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// A service, as index into its facet.
    Service(usize),
    /// A contributing factor, as index into its facet.
    Factor(usize),
    /// A severity, as index into its facet.
    Severity(usize),
    /// How it was found.
    Detection(String),
}

/// The incidents that are counted.
#[derive(Debug)]
pub struct Selection<'t> {
    /// The whole table.
    pub trends: &'t Trends,
    /// What was asked for.
    pub scope: Scope,
    /// The period's days.
    pub window: Window,
    /// Those that count, by date, undated ones last; equal ones by path.
    pub rows: Vec<&'t IncidentFacts>,
    /// What was left out of the period, and why.
    pub left_out: LeftOut,
    /// The only rows of the table that can count, where not all can.
    among: Option<Vec<usize>>,
}

/// How many incidents of the period are not counted, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Their authors ask for it.
    pub excluded: usize,
    /// They were tried on purpose.
    pub exercises: usize,
    /// They went right.
    pub successes: usize,
    /// They happened to somebody else.
    pub elsewhere: usize,
    /// They are later than "today".
    pub later: usize,
    /// They have no date, or one that does not say whether they are in the period.
    pub undated: usize,
}

/// What a period is called that is compared with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideName {
    /// A year.
    Year(i16),
    /// A year that is not over, up to a day.
    YearUntil(i16, Date),
    /// The twelve months that end with a day.
    TwelveMonths(Date),
    /// What was before a day.
    Before(Date),
    /// What came from a day on.
    From(Date),
}

/// A period that is compared with another.
#[derive(Debug)]
pub struct Side<'t> {
    /// What it is called.
    pub name: SideName,
    /// How many of its days were seen.
    pub days: u32,
    /// Its incidents.
    pub rows: Vec<&'t IncidentFacts>,
}

impl Filter {
    fn holds(&self, facts: &IncidentFacts) -> bool {
        match self {
            Filter::Service(ix) => facts.services.iter().any(|member| member.facet == *ix),
            Filter::Factor(ix) => facts.factors.iter().any(|member| member.facet == *ix),
            Filter::Severity(ix) => facts.severity.is_some_and(|member| member.facet == *ix),
            Filter::Detection(word) => facts.detection.known() == Some(word),
        }
    }

    /// The facet that it is about; `None` for the way of finding out.
    pub fn facet(&self) -> Option<(FacetKind, usize)> {
        match self {
            Filter::Service(ix) => Some((FacetKind::Service, *ix)),
            Filter::Factor(ix) => Some((FacetKind::Factor, *ix)),
            Filter::Severity(ix) => Some((FacetKind::Severity, *ix)),
            Filter::Detection(_) => None,
        }
    }
}

impl Scope {
    /// A period, unfiltered.
    pub fn of(period: Period) -> Self {
        Self { period, filters: Vec::new() }
    }

    fn holds(&self, facts: &IncidentFacts) -> bool {
        self.filters.iter().all(|filter| filter.holds(facts))
    }
}

impl<'t> Selection<'t> {
    /// Counts. Linear in the table.
    pub fn new(trends: &'t Trends, scope: Scope) -> Self {
        Self::counted(trends, scope, None)
    }

    /// Counts `pages` only, in a scope that no other incident is in. Linear in them.
    pub fn among(trends: &'t Trends, scope: Scope, pages: &[PageIx]) -> Self {
        Self::counted(trends, scope, Some(trends.rows_of(pages)))
    }

    fn counted(trends: &'t Trends, scope: Scope, among: Option<Vec<usize>>) -> Self {
        let window = scope.period.window(trends.as_of);
        let mut left_out = LeftOut::default();
        let mut rows = Vec::new();
        for facts in table(trends, among.as_deref()).filter(|facts| scope.holds(facts)) {
            match (window.holds_incident(facts), facts.setting) {
                (Some(false), _) => {}
                (_, Setting::Excluded) => left_out.excluded += 1,
                (_, Setting::Exercise) => left_out.exercises += 1,
                (_, Setting::Success) => left_out.successes += 1,
                (_, Setting::Elsewhere) => left_out.elsewhere += 1,
                (_, Setting::Later) => left_out.later += 1,
                (None, Setting::Here) => left_out.undated += 1,
                (Some(true), Setting::Here) => rows.push(facts),
            }
        }
        Self { trends, scope, window, rows, left_out, among }
    }

    /// How many incidents count.
    pub fn n(&self) -> usize {
        self.rows.len()
    }

    /// The calendar's bins over the period, of the finest step that gives few enough, and no finer than `least`; none when nothing has a date.
    /// Those of all time begin where [`Trends::charted`] says; what is earlier is in none.
    pub fn bins(&self, least: Step) -> (Step, Vec<Bin>) {
        match self.span() {
            Some(span) => calendar_bins::bins(self.window, span, self.trends.as_of, least),
            None => (least, Vec::new()),
        }
    }

    /// The calendar's bins over the period, each one `step` long, five hundred at most. They begin as those of [`Selection::bins`] do.
    pub fn bins_of(&self, step: Step) -> Vec<Bin> {
        self.span().map_or_else(Vec::new, |span| calendar_bins::bins_of(self.window, span, self.trends.as_of, step))
    }

    fn span(&self) -> Option<(Date, Date)> {
        if self.window.from.is_some() { self.trends.span() } else { self.trends.charted() }
    }

    /// The incidents of a bin. Those whose date is not exact enough to say so are in none.
    pub fn within<'s>(&'s self, bin: &Bin) -> impl Iterator<Item = &'t IncidentFacts> + 's {
        let window = bin.window();
        self.rows
            .iter()
            .copied()
            .filter(move |facts| facts.date.known().is_some() && window.holds_incident(facts) == Some(true))
    }

    /// The two periods that are compared, the earlier one first: a year and the year before, else the last twelve months and the twelve before.
    ///
    /// `None` when the earlier one was not seen whole: there is no telling what is missing from it.
    pub fn sides(&self) -> Option<(Side<'t>, Side<'t>)> {
        let (first, _) = self.trends.span()?;
        let as_of = self.trends.as_of?;
        let (earlier, later) = match self.scope.period {
            Period::Year(year) => (Period::Year(year.checked_sub(1)?), Period::Year(year)),
            Period::All | Period::LastTwelveMonths => {
                let from = Period::LastTwelveMonths.window(Some(as_of)).from?;
                let before = Window { from: Some(back(from, 12)), until: Some(from) };
                (Period::Between(before), Period::LastTwelveMonths)
            }
            Period::Between(_) => return None,
        };
        if earlier.window(Some(as_of)).from? < first.first_of_month() {
            return None;
        }
        Some((self.side(earlier, as_of), self.side(later, as_of)))
    }

    /// The two periods before `at` and from `at` on, within this one; the earlier one begins with the first incident that is charted.
    pub fn sides_at(&self, at: Date) -> Option<(Side<'t>, Side<'t>)> {
        let (first, _) = self.trends.charted()?;
        let as_of = self.trends.as_of?;
        let from = Some(self.window.from.map_or(first, |from| from.max(first)));
        let earlier = Window { from, until: Some(at) };
        let later = Window { from: Some(at), until: self.window.until.or(as_of.tomorrow().ok()) };
        let side = |window, name| self.within_window(window, as_of, name);
        Some((side(earlier, SideName::Before(at)), side(later, SideName::From(at))))
    }

    fn side(&self, period: Period, as_of: Date) -> Side<'t> {
        let window = period.window(Some(as_of));
        let last = window.until.and_then(|until| until.yesterday().ok()).unwrap_or(as_of);
        let name = match period {
            Period::Year(year) if last > as_of => SideName::YearUntil(year, as_of),
            Period::Year(year) => SideName::Year(year),
            _ => SideName::TwelveMonths(last),
        };
        self.within_window(window, as_of, name)
    }

    fn within_window(&self, window: Window, as_of: Date, name: SideName) -> Side<'t> {
        let all = table(self.trends, self.among.as_deref());
        let counted = all.filter(|facts| facts.counts() && self.scope.holds(facts));
        let rows = counted.filter(|facts| facts.date.known().is_some() && window.holds_incident(facts) == Some(true));
        let end = window.until.map(|until| until.min(as_of.tomorrow().unwrap_or(as_of)));
        let days = window.from.zip(end).map_or(0, |(from, end)| {
            if from < end { u32::try_from(from.until(end).map_or(0, |span| span.get_days())).unwrap_or(0) } else { 0 }
        });
        Side { name, days, rows: rows.collect() }
    }

    /// The seed of what is drawn at random about `what`: the same for the same selection, on every machine.
    pub fn seed(&self, what: &str) -> Seed {
        Seed::of(&format!("{what} {:?}", self.scope))
    }
}

/// The rows of the table, or these of them.
fn table<'t>(trends: &'t Trends, among: Option<&[usize]>) -> impl Iterator<Item = &'t IncidentFacts> {
    let count = among.map_or(trends.facts.len(), <[usize]>::len);
    (0..count).map(move |at| &trends.facts[among.map_or(at, |among| among[at])])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analyse::trends::fixture::{all, incident, of_year, trends};

    #[test]
    fn an_incident_whose_date_does_not_say_whether_it_belongs_is_left_out_of_the_year_and_counted() {
        let mut exercise = incident(3, "2024-03-01");
        exercise.setting = Setting::Exercise;
        let rows = vec![incident(0, "2024-05-02"), incident(1, ""), incident(2, "2023"), exercise];
        let trends = trends(rows, "2024-12-31");
        assert_eq!((all(&trends).n(), all(&trends).left_out.exercises), (3, 1));
        let year = of_year(&trends, 2024);
        assert_eq!((year.n(), year.left_out.undated, year.left_out.exercises), (1, 1, 1));
    }

    #[test]
    fn sides_are_compared_when_the_earlier_was_seen_whole() {
        let rows = |first: &str| trends(vec![incident(0, first), incident(1, "2024-05-02")], "2024-12-31");
        assert!(all(&rows("2023-02-01")).sides().is_none());
        let trends = rows("2023-01-20");
        let (before, after) = all(&trends).sides().unwrap();
        assert_eq!((before.name, before.rows.len()), (SideName::TwelveMonths(date(2023, 12, 31)), 1));
        assert_eq!((after.name, after.days), (SideName::TwelveMonths(date(2024, 12, 31)), 366));
    }
}
