//! A body becomes facts about an incident, wherever the author's keys are silent.
//!
//! Conservative: what is not clearly said is left unsaid. Every fact keeps the place it was read from.

mod body_regions;
mod detection_facts;
mod fact_tables;
mod follow_up_elsewhere;
mod follow_up_headings;
mod follow_up_owners;
mod follow_up_progress;
mod follow_up_states;
mod follow_up_table;
#[cfg(test)]
mod follow_up_tests;
mod follow_up_tickets;
mod follow_ups;
mod how_found;
mod html_items;
mod incident_body;
mod labelled_facts;
mod lessons;
mod list_points;
mod milestones;
mod named_services;
mod not_follow_ups;
mod placed_times;
mod same_clock_zone;
mod section_facts;
mod section_points;
mod sentence_times;
mod service_names;
mod stated_lengths;
mod stated_values;
mod taken_out;
#[cfg(test)]
mod tests;
mod time_order;
mod time_statements;
mod timeline;
mod told_severity;
mod whys;
mod words_beside_times;

pub(crate) use follow_up_elsewhere::without_owner;
pub(crate) use incident_body::KnownBefore;
pub(crate) use not_follow_ups::is_about_all_incidents;
pub(crate) use time_order::impossible_order;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diag::Diagnostic;
use crate::model::{Config, Fact, Incident, Key, Moment, Origin, Section, TimelineEntry, Timepoint, Zone, ZoneOrigin};
use crate::parse::incident::detection_facts::machines_were_silent;
use crate::parse::incident::follow_up_tickets::is_ticket_number;
use crate::parse::incident::follow_ups::follow_ups;
use crate::parse::incident::how_found::is_of_a_machine;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::labelled_facts::take_labelled;
use crate::parse::incident::milestones::milestones;
use crate::parse::incident::section_facts::{circumstances, labelled, understanding};
use crate::parse::incident::sentence_times::sentence_times;
use crate::parse::incident::time_statements::TimeStatements;
use crate::parse::incident::timeline::timeline;
use crate::parse::markdown::{BlockKind, Document, plain};
use crate::parse::outline::{is_letterhead, mail_head};
use crate::parse::times::{date_in, timepoint};
use crate::parse::vocabulary::turning_points;

/// What was inferred beside the facts themselves.
pub(crate) struct Inferred {
    /// About times that cannot be, or disagree.
    pub(crate) findings: Vec<Diagnostic>,
    /// Whether the text tells of another day than that of the page, without naming it.
    pub(crate) another_day: bool,
}

/// Fills what is still empty in `incident` from the body.
pub(crate) fn infer(
    document: &Document<'_>,
    sections: &[Section],
    page: KnownBefore<'_>,
    incident: &mut Incident,
    config: &Config,
) -> Inferred {
    let mut body = IncidentBody::new(document, sections, &page, config);
    let mut told = TimeStatements::default();
    body.date = page.date.or_else(|| started_on(incident, &told)).or_else(|| date_in(page.title));
    take_mail_date(&mut body, &mut told);
    take_letter_date(&body, &mut told);
    let mut findings = take_labelled(&body, incident, &mut told);
    // What the text says of its own day is nearer to its clocks than the day in the file's name or of the post.
    leave_out_date(&page, incident, &told);
    body.date = started_on(incident, &told).or(body.date);
    let is_started = incident.times.started.is_some() && !page.start_is_date;
    body.day_is_doubtful = !is_started && told.best(Key::Started, &None).is_none() && date_in(page.title).is_none();
    sentence_times(&body, &mut told);
    leave_out_date(&page, incident, &told);
    let another_day = told.another_day && told.best(Key::Started, &None).is_none();
    if another_day {
        incident.times.started.take_if(|_| page.start_is_date);
        body.date = None;
    }
    body.date = started_on(incident, &told).or(body.date).or_else(|| noticed_on(incident));
    understanding(&body, incident);
    labelled(&body, incident);
    circumstances(&body, incident);
    if incident.actions.iter().all(|action| is_ticket_number(&action.value.text)) {
        // A head may name no more than the tickets of what the body tells.
        let found = follow_ups(&body);
        if !found.is_empty() || incident.actions.is_empty() {
            incident.actions = found;
        }
    }
    if incident.timeline.is_empty() {
        let timeline = timeline(&body);
        findings.extend(timeline.findings);
        incident.timeline = timeline.entries;
        incident.timeline_remarks = timeline.remarks;
        if let (Some((zone, span)), None) = (timeline.zone, &incident.timezone) {
            incident.timezone = Zone::of(&zone).map(|zone| Fact::section(zone, span));
        }
    }
    if let Some(date) = started_on(incident, &told).filter(|_| page.start_is_date)
        && is_after_all(date, &incident.timeline)
    {
        incident.times.started = None;
    }
    // What a row says of a machine counts for nothing where the story says that none told of it.
    let is_denied = |way: &str| is_of_a_machine(page.lang, way) && machines_were_silent(&body);
    let way = milestones(incident, page.lang, body.date, &mut told).filter(|(way, _)| !is_denied(way));
    match (way, &incident.detection) {
        (Some((way, span)), None) => incident.detection = Some(Fact::row(way, span)),
        // A sentence in passing that the first sign contradicts: which of the two it was is not plain.
        (Some((way, _)), Some(said)) if said.origin == Origin::Sentence && said.value != way => {
            incident.detection = None
        }
        _ => {}
    }
    findings.extend(told.settle(&mut incident.times, page.shown_path, document.text));
    Inferred { findings, another_day }
}

/// Takes the `Date:` of a mail for when it was written: the day of what it tells only where it says "today", and its clocks' zone.
fn take_mail_date(body: &mut IncidentBody<'_>, told: &mut TimeStatements) {
    let Some(date) = mail_head(body.text, body.events, &body.blocks).and_then(|head| head.date) else { return };
    body.labels.retain(|label| label.span != date.span);
    let read = timepoint(&date.plain(body.text, body.events), &body.context(None));
    let Ok(at @ Timepoint::Known(_)) = read else { return };
    if let Some(written) = at.known() {
        let says_today = turning_points(body.known.lang).today.any_in(&body.text.to_lowercase());
        body.date = body.date.or_else(|| Some(written.date()).filter(|_| says_today));
        if body.zone.is_none() && written.zone == ZoneOrigin::Stated {
            body.zone = Some((TimeZone::fixed(written.offset), date.span.clone()));
        }
    }
    told.say(Key::Published, Fact::label(at, date.span));
}

/// Takes the day in the head of a letter for when it was published.
fn take_letter_date(body: &IncidentBody<'_>, told: &mut TimeStatements) {
    let first = body.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    let Some(head) = first.filter(|block| is_letterhead(body.events, block)) else { return };
    if let Some(day) = date_in(&plain(&body.events[head.inner(body.events)])) {
        told.say(Key::Published, Fact::sentence(Timepoint::Known(Moment::day(day)), head.span.clone()));
    }
}

/// A key called `date` is no start where the text plainly says that it began days before: it is the day of the write-up.
fn leave_out_date(page: &KnownBefore<'_>, incident: &mut Incident, told: &TimeStatements) {
    incident.times.started.take_if(|started| {
        page.start_is_date && started.value.known().is_some_and(|date| told.began_before(date.date()))
    });
}

/// Whether all entries of a timeline are of days before `date`.
pub(crate) fn is_after_all(date: Date, timeline: &[TimelineEntry]) -> bool {
    let mut days = timeline.iter().filter_map(|entry| Some(entry.at.known()?.date())).peekable();
    days.peek().is_some() && days.all(|day| day < date)
}

/// The day of another step that the author states.
fn noticed_on(incident: &Incident) -> Option<Date> {
    let times = &incident.times;
    let steps = [&times.detected, &times.acknowledged, &times.mitigated, &times.resolved];
    steps.into_iter().flatten().find_map(|fact| Some(fact.value.known()?.date()))
}

fn started_on(incident: &Incident, told: &TimeStatements) -> Option<Date> {
    Some(told.best(Key::Started, &incident.times.started)?.value.known()?.date())
}
