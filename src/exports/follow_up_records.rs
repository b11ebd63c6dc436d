//! Follow-ups become records for programs and rows for spreadsheets: dates as ISO 8601, teams by id, no name of a person.

use serde::Serialize;

use crate::analyse::follow_ups::FollowUp;
use crate::exports::csv::csv;
use crate::link::FacetKind;
use crate::markup::page_words::words_elsewhere;
use crate::markup::urls;
use crate::model::{ActionState, Origin};
use crate::site::Site;
use crate::views::Views;
use crate::words::moments;

/// A follow-up as programs read it. What nobody said is absent.
#[derive(Serialize)]
struct FollowUpRecord<'s> {
    incident: OfIncident<'s>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ActionState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<&'s str>,
    origin: Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_days: Option<i32>,
}

/// The incident that a follow-up belongs to.
#[derive(Serialize)]
struct OfIncident<'s> {
    id: &'s str,
    title: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    url: String,
    file: &'s str,
}

fn record<'s>(site: &'s Site, row: &'s FollowUp) -> FollowUpRecord<'s> {
    let page = &site.pages[row.page];
    FollowUpRecord {
        incident: OfIncident {
            id: &page.id.value,
            title: site.title(row.page),
            date: page.dated.as_ref().map(|dated| moments::date_machine(&dated.value)),
            url: urls::encode(&site.links.addresses[row.page]),
            file: &page.source.shown_path,
        },
        text: words_elsewhere(site, row.page, &row.text),
        team: row.team.map(|ix| site.links.facets[&FacetKind::Team][ix].id.as_str()),
        kind: row.kind.as_deref(),
        rank: row.rank,
        state: row.state,
        reason: row.reason.as_deref().map(|reason| words_elsewhere(site, row.page, reason)),
        opened: row.opened.as_ref().map(moments::date_machine),
        closed: row.closed.as_ref().map(moments::date_machine),
        ticket: row.ticket.as_deref(),
        origin: row.origin,
        age_days: row.age,
    }
}

/// `actions/actions.csv`: every follow-up of the site.
pub(crate) fn follow_ups_csv(views: &Views) -> String {
    follow_ups_table(&views.site, &views.analysis.follow_ups.rows.iter().collect::<Vec<_>>())
}

/// Follow-ups as a table.
pub(crate) fn follow_ups_table(site: &Site, rows: &[&FollowUp]) -> String {
    let header = [
        "incident",
        "title",
        "incident_date",
        "url",
        "text",
        "team",
        "kind",
        "rank",
        "state",
        "reason",
        "opened",
        "closed",
        "age_days",
        "ticket",
        "origin",
    ];
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    csv(
        &header,
        rows.iter().map(|row| {
            let record = record(site, row);
            vec![
                record.incident.id.to_owned(),
                record.incident.title.to_owned(),
                record.incident.date.unwrap_or_default(),
                record.incident.url,
                record.text,
                text(record.team),
                text(record.kind),
                record.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                record.state.as_ref().map(word).unwrap_or_default(),
                record.reason.unwrap_or_default(),
                record.opened.unwrap_or_default(),
                record.closed.unwrap_or_default(),
                record.age_days.map(|days| days.to_string()).unwrap_or_default(),
                text(record.ticket),
                word(&record.origin),
            ]
        }),
    )
}

/// Follow-ups as one JSON object.
pub(crate) fn follow_ups_object(site: &Site, rows: &[&FollowUp]) -> serde_json::Value {
    let records: Vec<FollowUpRecord<'_>> = rows.iter().map(|row| record(site, row)).collect();
    serde_json::json!({ "as_of": site.as_of.map(|date| date.to_string()), "actions": records })
}

/// A value as files spell it: `not-necessary`.
fn word<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).expect("every state and origin has a word");
    value.as_str().unwrap_or_default().to_owned()
}
