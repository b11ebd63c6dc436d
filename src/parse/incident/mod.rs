//! A body becomes facts about an incident, wherever the author's keys are silent.
//!
//! Conservative: what is not clearly said is left unsaid. Every fact keeps the place it was read from.

mod body_regions;
mod detection_words;
mod follow_up_table;
mod follow_up_words;
mod follow_ups;
mod incident_body;
mod labelled_facts;
mod list_points;
mod milestones;
mod section_facts;
mod section_points;
mod stated_values;
#[cfg(test)]
mod tests;
mod time_order;
mod timeline;

pub(crate) use follow_up_words::without_owner;
pub(crate) use incident_body::KnownBefore;
pub(crate) use time_order::impossible_order;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::model::{Config, Fact, Incident, Section, Zone};
use crate::parse::incident::follow_ups::follow_ups;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::labelled_facts::take_labelled;
use crate::parse::incident::milestones::milestones;
use crate::parse::incident::section_facts::{circumstances, labelled, understanding};
use crate::parse::incident::timeline::timeline;
use crate::parse::markdown::Document;
use crate::parse::times::date_in;

/// Fills what is still empty in `incident` from the body. Findings are about times that cannot be.
pub(crate) fn infer(
    document: &Document<'_>,
    sections: &[Section],
    page: KnownBefore<'_>,
    incident: &mut Incident,
    config: &Config,
) -> Vec<Diagnostic> {
    let mut body = IncidentBody::new(document, sections, &page, config);
    body.date = page.date.or_else(|| started_on(incident)).or_else(|| date_in(page.title));
    let mut findings = take_labelled(&body, incident);
    body.date = body.date.or_else(|| started_on(incident));
    understanding(&body, incident);
    labelled(&body, incident);
    circumstances(&body, incident);
    if incident.actions.is_empty() {
        incident.actions = follow_ups(&body);
    }
    if incident.timeline.is_empty() {
        let told = timeline(&body);
        findings.extend(told.findings);
        incident.timeline = told.entries;
        incident.timeline_remarks = told.remarks;
        if let (Some((zone, span)), None) = (told.zone, &incident.timezone) {
            incident.timezone = Zone::of(&zone).map(|zone| Fact::section(zone, span));
        }
    }
    milestones(incident);
    findings
}

fn started_on(incident: &Incident) -> Option<Date> {
    Some(incident.times.started.as_ref()?.value.known()?.date())
}
