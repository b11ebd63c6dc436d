//! The incidents of a site become a table of facts, and questions to it become numbers: how many, how long, how found, together with what.
//!
//! Charts, their sentences, the tables below them, `facts.csv`, `incidents.json` and `casebook stats` all read this table. It holds no names of
//! people, so that nothing made from it can rank them.

mod calendar_bins;
mod collect_facts;
pub mod conditions;
mod coverage_counts;
pub mod detection;
pub mod duration;
pub mod factors;
mod first_page;
#[cfg(test)]
pub mod fixture;
pub mod follow_ups;
pub mod grouping;
pub mod hours;
pub mod how_found;
mod incident_facts;
pub mod involved;
mod known_or_gap;
pub mod lengths_of_time;
pub mod notes;
pub mod pairs;
mod period;
pub mod period_comparison;
mod question;
pub mod reported;
mod selection;
pub mod share_change;
pub mod small_numbers;
pub mod tally;
pub mod together;
pub mod unchanged_periods;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::link::PageIx;
use crate::model::TrendsConfig;
use crate::site::Site;

pub use calendar_bins::{Bin, Step};
pub use coverage_counts::{Coverage, told};
pub use first_page::FirstPage;
pub use incident_facts::{ActionFacts, Delay, IncidentFacts, Member, Setting};
pub use known_or_gap::{Gap, Known};
pub use period::{Period, Window};
pub use question::Question;
pub use selection::{Filter, LeftOut, Scope, Selection, Side, SideName};

/// More incidents of a year than any house knows of; a larger number is a slip.
const MOST_KNOWN: u64 = 10_000_000;

/// The facts of every incident of a site.
#[derive(Debug, Default)]
pub struct Trends {
    /// One row for each incident, by date, those without one last; equal ones by path.
    pub facts: Vec<IncidentFacts>,
    /// "Today": what is later is not counted.
    pub as_of: Option<Date>,
    /// What counts as worked hours, and how many incidents the house knows of.
    pub config: TrendsConfig,
    /// Where each incident stands in `facts`.
    rows: HashMap<PageIx, usize>,
}

/// Collects the facts of a site. Linear in the incidents and what they state.
pub fn trends(site: &Site) -> Trends {
    let facts = collect_facts::facts(site);
    let rows = facts.iter().enumerate().map(|(row, facts)| (facts.page, row)).collect();
    Trends { facts, as_of: site.as_of, config: site.config.trends.clone(), rows }
}

impl Trends {
    /// The rows of some incidents, as indices into `facts`, ascending.
    fn rows_of(&self, pages: &[PageIx]) -> Vec<usize> {
        let mut rows: Vec<usize> = pages.iter().filter_map(|page| self.rows.get(page).copied()).collect();
        rows.sort_unstable();
        rows
    }

    /// The dates of the first and the last incident that counts; `None` when none has a date.
    pub fn span(&self) -> Option<(Date, Date)> {
        let mut dates = self.facts.iter().filter(|facts| facts.setting == Setting::Here).filter_map(|f| f.date.known());
        let first = *dates.next()?;
        Some((first, dates.next_back().copied().unwrap_or(first)))
    }

    /// The dates that charts of all time begin and end with: the first and the last incident's, unless that is more than forty years; then
    /// from the year on that nine in ten of them are not earlier than. A ship that sank in 1628 does not leave the rest in a corner.
    pub fn charted(&self) -> Option<(Date, Date)> {
        const YEARS: i16 = 40;
        let (first, last) = self.span()?;
        if last.year().saturating_sub(first.year()) <= YEARS {
            return Some((first, last));
        }
        let dates = || self.facts.iter().filter(|facts| facts.counts()).filter_map(|facts| facts.date.known());
        let tenth = dates().nth(dates().count() / 10).copied().unwrap_or(first);
        Some((Date::new(tenth.year(), 1, 1).unwrap_or(tenth), last))
    }

    /// The periods that have pages: all time, the last twelve months, each year, newest first; only the first where the others would say the
    /// same.
    pub fn periods(&self) -> Vec<Period> {
        period::periods(&self.facts, self.span().map(|(first, _)| first), self.as_of)
    }

    /// The periods that have pages, each with the questions that its incidents have something to say to; none when they say nothing that
    /// can be counted.
    pub fn asked(&self) -> Vec<(Period, Vec<Question>)> {
        let asked = |period: Period| {
            let selection = Selection::new(self, Scope::of(period));
            let questions = Question::ALL.iter().copied().filter(|question| question.is_answered(&selection));
            (period, questions.collect::<Vec<_>>())
        };
        self.periods().into_iter().map(asked).filter(|(_, questions)| !questions.is_empty()).collect()
    }

    /// How many incidents the house knows of, by year, where it says so.
    pub fn known(&self) -> BTreeMap<i16, u64> {
        let usable = |(year, count): (&String, &u64)| {
            let year: i16 = year.parse().ok()?;
            ((1..=9999).contains(&year) && (1..=MOST_KNOWN).contains(count)).then_some((year, *count))
        };
        self.config.known.iter().filter_map(usable).collect()
    }
}
