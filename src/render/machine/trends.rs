//! The numbers of trend pages become CSV, and so does the table of facts that they are counted from.

use jiff::civil::Weekday;

use crate::analyse::trends::hours::nobody;
use crate::analyse::trends::unchanged_periods::twins;
use crate::analyse::trends::{FirstPage, IncidentFacts, Known, Member, Period, Question, Scope, Selection, Setting};
use crate::answers::{self, Cell};
use crate::exports::csv::{csv, table_csv};
use crate::link::FacetKind;
use crate::markup::urls;
use crate::model::{Moment, Precision};
use crate::views::Views;

/// The numbers of a figure of a trend page.
pub(crate) fn trend_table(views: &Views, period: Period, question: Question, table: &str) -> String {
    numbers(views, &Selection::new(&views.analysis.trends, Scope::of(period)), question, table)
}

/// The numbers of a figure on the page of a service or a factor.
pub(crate) fn facet_table(views: &Views, (kind, ix): (FacetKind, usize), question: Question, table: &str) -> String {
    answers::of_facet(&views.site, &views.analysis, kind, ix)
        .map_or_else(String::new, |selection| numbers(views, &selection, question, table))
}

/// How often two periods in which nothing changed look different.
pub(crate) fn trend_method(views: &Views) -> String {
    table_csv(&answers::twins_table(&twins(&views.analysis.trends)))
}

fn numbers(views: &Views, selection: &Selection<'_>, question: Question, table: &str) -> String {
    let answer = answers::answer(&views.site, question, selection);
    let figure = answer.figures.iter().find(|figure| figure.key == table);
    // A figure that the rules for small numbers leave out has an address all the same.
    figure.map_or_else(|| String::from("note\ntoo few to be told\n"), |figure| table_csv(&figure.table))
}

/// The columns of `facts.csv`. After a value stands how it is known: `stated`, `inferred`, or why there is none.
const COLUMNS: [&str; 34] = [
    "url",
    "id",
    "title",
    "kind",
    "counted",
    "date",
    "date_origin",
    "severity",
    "until_detected_seconds",
    "until_detected_origin",
    "until_mitigated_seconds",
    "until_mitigated_origin",
    "until_resolved_seconds",
    "until_resolved_origin",
    "until_notes_seconds",
    "until_notes_origin",
    "until_notes_by_day",
    "until_review_seconds",
    "until_review_origin",
    "until_review_by_day",
    "first_page_weekday",
    "first_page_hour",
    "first_page_origin",
    "people",
    "paged",
    "paged_out_of_hours",
    "pulled_in_off_call",
    "detection",
    "detection_origin",
    "services",
    "factors",
    "conditions",
    "follow_ups",
    "follow_ups_dated",
];

/// `facts.csv`: one line for each incident, by date; lengths of time in seconds, lists with semicolons.
pub(crate) fn trend_facts(views: &Views) -> String {
    csv(&COLUMNS, views.analysis.trends.facts.iter().map(|facts| row(views, facts)))
}

fn row(views: &Views, facts: &IncidentFacts) -> Vec<String> {
    let page = &views.site.pages[facts.page];
    let names = |kind: FacetKind, of: &[Member]| {
        of.iter().map(|member| views.facets(kind)[member.facet].id.as_str()).collect::<Vec<_>>().join(";")
    };
    let count = |count: &Known<u32>| count.known().map_or_else(String::new, u32::to_string);
    let first = facts.first_page.known();
    let mut row = vec![
        urls::encode(&views.site.links.addresses[facts.page]),
        page.id.value.clone(),
        page.title.value.clone(),
        word(&facts.kind),
        facts.setting.word().to_owned(),
        date(facts),
        facts.date.word().to_owned(),
        names(FacetKind::Severity, facts.severity.as_slice()),
    ];
    if facts.setting == Setting::Excluded {
        // Whoever sums up a column must not count what its author asks to leave out.
        row.resize(COLUMNS.len(), String::new());
        return row;
    }
    for length in [&facts.until_detected, &facts.until_mitigated, &facts.until_resolved] {
        row.extend([seconds(length.known().copied()), length.word().to_owned()]);
    }
    for delay in [&facts.until_notes, &facts.until_review] {
        let by_day = delay.known().map_or(String::new(), |delay| delay.by_day.to_string());
        row.extend([seconds(delay.known().map(|delay| delay.seconds)), delay.word().to_owned(), by_day]);
    }
    row.extend([
        first.map_or_else(String::new, |first| weekday(first).to_owned()),
        first.map_or_else(String::new, |first| first.hour.to_string()),
        first_page_word(facts).to_owned(),
        count(&facts.people),
        count(&facts.paged),
        count(&facts.paged_out_of_hours),
        count(&facts.pulled_in_off_call),
        facts.detection.known().cloned().unwrap_or_default(),
        facts.detection.word().to_owned(),
        names(FacetKind::Service, &facts.services),
        names(FacetKind::Factor, &facts.factors),
        facts.conditions.join(";"),
        facts.actions.len().to_string(),
        facts.actions.iter().filter(|action| action.opened.is_some()).count().to_string(),
    ]);
    row
}

/// The word for a first page that nobody got.
pub(super) const NOBODY: &str = "nobody";

/// How a first page is known, or why there is none.
pub(super) fn first_page_word(facts: &IncidentFacts) -> &'static str {
    if nobody(facts) { NOBODY } else { facts.first_page.word() }
}

/// The day of the week in small letters.
pub(super) fn weekday(first: &FirstPage) -> &'static str {
    match first.weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

fn seconds(length: Option<f64>) -> String {
    length.map_or(Cell::Empty, Cell::Length).plain()
}

/// The day it began, or as much of it as is known.
pub(super) fn date(facts: &IncidentFacts) -> String {
    let moment = |date| Moment { precision: facts.precision, ..Moment::day(date) };
    let written = |date: &jiff::civil::Date| match facts.precision {
        Precision::Year | Precision::Month => crate::words::moments::date_machine(&moment(*date)),
        _ => date.to_string(),
    };
    facts.date.known().map_or_else(String::new, written)
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
