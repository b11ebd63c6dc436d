//! The table of facts that trends are counted from becomes CSV, one incident a line.

use crate::analyse::trends::{IncidentFacts, Known, Member, Setting};
use crate::answers::Cell;
use crate::exports::csv::csv;
use crate::exports::fact_words::{date, date_word, first_page_word, weekday};
use crate::link::FacetKind;
use crate::markup::urls;
use crate::views::Views;

/// The columns of `facts.csv`. After a value stands how it is known: `stated`, `inferred` (a date also
/// `published`, where no other is stated), or why there is none.
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
        views.site.title(facts.page).to_owned(),
        word(&facts.kind),
        facts.setting.word().to_owned(),
        date(facts),
        date_word(facts).to_owned(),
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

fn seconds(length: Option<f64>) -> String {
    length.map_or(Cell::Empty, Cell::Length).plain()
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
