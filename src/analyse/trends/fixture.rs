//! A few words become rows of the table, for tests: `IncidentFacts { people: stated(3), ..incident(0, "2024-05-02") }`.

use jiff::SignedDuration;
use jiff::civil::{Date, date};

use crate::analyse::trends::{
    ActionFacts, Delay, Gap, IncidentFacts, Known, Member, Period, Scope, Selection, Setting, Trends,
};
use crate::link::PageIx;
use crate::model::{ActionState, IncidentKind, Moment, Precision, TrendsConfig};

/// What nobody wrote.
pub fn silent<T>() -> Known<T> {
    Known::Missing(Gap::Silent)
}

/// What the author wrote.
pub fn stated<T>(value: T) -> Known<T> {
    Known::Stated(value)
}

/// A length of time that the author wrote.
pub fn minutes(minutes: f64) -> Known<f64> {
    Known::Stated(minutes * 60.0)
}

/// A delay between two moments known to the minute.
pub fn hours_later(hours: f64) -> Known<Delay> {
    Known::Stated(Delay { seconds: hours * 3600.0, by_day: false })
}

/// `2024-05-02`.
pub fn day(text: &str) -> Date {
    text.parse().expect("a test writes dates that exist")
}

/// `2024-05-02 14:30`, in UTC.
pub fn at(text: &str) -> Known<Moment> {
    let civil = text.replace(' ', "T").parse().expect("a test writes times that exist");
    Known::Stated(Moment { civil, precision: Precision::Minute, ..Moment::day(date(2000, 1, 1)) })
}

/// A moment so many minutes later.
pub fn later(moment: &Known<Moment>, minutes: i64) -> Known<Moment> {
    moment.clone().map(|moment| Moment { civil: moment.civil + SignedDuration::from_mins(minutes), ..moment })
}

/// An incident that counts and says nothing but when it began: `2024-05-02`, `2024-05`, `2024`, or not even that: ``.
pub fn incident(page: PageIx, began: &str) -> IncidentFacts {
    let (first, precision) = match began.len() {
        4 => (format!("{began}-01-01"), Precision::Year),
        7 => (format!("{began}-01"), Precision::Month),
        _ => (began.to_owned(), Precision::Day),
    };
    IncidentFacts {
        page,
        kind: IncidentKind::Incident,
        setting: Setting::Here,
        by_publication: false,
        date: if began.is_empty() { silent() } else { stated(day(&first)) },
        precision,
        started: silent(),
        detected: silent(),
        acknowledged: silent(),
        mitigated: silent(),
        resolved: silent(),
        captured: silent(),
        reviewed: silent(),
        until_detected: silent(),
        until_mitigated: silent(),
        until_resolved: silent(),
        until_notes: silent(),
        until_review: silent(),
        first_page: silent(),
        people: silent(),
        paged: silent(),
        paged_out_of_hours: silent(),
        pulled_in_off_call: silent(),
        detection: silent(),
        severity: None,
        services: Vec::new(),
        teams: Vec::new(),
        factors: Vec::new(),
        conditions: Vec::new(),
        actions: Vec::new(),
    }
}

/// Values of a facet that the author wrote, by their indices.
pub fn members(facets: &[usize]) -> Vec<Member> {
    facets.iter().map(|&facet| Member { facet, inferred: false }).collect()
}

/// A follow-up that the author wrote; an empty date is none.
pub fn action(state: ActionState, opened: &str, closed: &str) -> ActionFacts {
    let on = |text: &str| (!text.is_empty()).then(|| day(text));
    ActionFacts {
        state: Some(state),
        has_reason: false,
        rank: None,
        opened: on(opened),
        closed: on(closed),
        inferred: false,
    }
}

/// The table of these rows, in the order a site's has them; "today" is `as_of`.
pub fn trends(mut facts: Vec<IncidentFacts>, as_of: &str) -> Trends {
    facts.sort_by_key(|row| (row.date.known().is_none(), row.date.known().copied(), row.page));
    Trends { facts, as_of: Some(day(as_of)), config: TrendsConfig::default(), ..Trends::default() }
}

/// All that counts, of all time.
pub fn all(trends: &Trends) -> Selection<'_> {
    Selection::new(trends, Scope::default())
}

/// All that counts, of a year.
pub fn of_year(trends: &Trends, year: i16) -> Selection<'_> {
    Selection::new(trends, Scope::of(Period::Year(year)))
}
