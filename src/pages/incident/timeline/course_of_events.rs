//! An incident becomes the course that its picture shows: phases, entries by who acted, and what was there before.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::charts::timeline::course::{Course, CourseMark, CoursePhase, PhaseKind};
use crate::model::{Fact, Incident, Moment, Page, Precision, TimelineEntry, Timepoint};
use crate::pages::incident::timeline::entry_lines;
use crate::parse::fragment_text;
use crate::wording::Wording;
use crate::words::durations;

/// Fewer entries with a time make no picture.
const LEAST: usize = 3;

/// The course of an incident; `None` when too little of it has a time of day. `is_placed`: somebody says where its clocks hang.
pub(super) fn course(
    page: &Page,
    incident: &Incident,
    entries: &[&TimelineEntry],
    (zone, is_placed): (&TimeZone, bool),
    (wording, about, before): (&Wording, &str, Option<String>),
) -> Option<Course> {
    let column = lane_column(page, entries);
    let mut lanes: Vec<String> = Vec::new();
    let mut marks = Vec::new();
    for entry in entries {
        let Some(mark) = mark(entry) else { continue };
        let name = column.map(|column| fragment_text(cell(page, entry, column)));
        let name =
            name.map_or(String::new(), |name| if name.is_empty() { wording.say("timeline.nobody") } else { name });
        let lane = lanes.iter().position(|lane| *lane == name).unwrap_or_else(|| {
            lanes.push(name);
            lanes.len() - 1
        });
        marks.push(CourseMark { lane, ..mark });
    }
    if marks.len() < LEAST || marks.iter().all(|mark| mark.from == marks[0].from) {
        return None;
    }
    if column.is_none() {
        lanes = vec![wording.fill("timeline.happened", &[("entries", &wording.count("count.entries", marks.len()))])];
    }
    let phases = phases(wording, incident);
    let told = phases.iter().map(|phase| phase.label.clone()).chain([wording.say("timeline.list_follows")]);
    let description = told.collect::<Vec<_>>().join(&wording.say("timeline.end"));
    let title = wording.fill("timeline.course", &[("about", about)]);
    Some(Course { phases, marks, lanes, zone: zone.clone(), is_placed, before, title, description })
}

fn mark(entry: &TimelineEntry) -> Option<CourseMark> {
    let moment = entry.at.known()?;
    let from = moment.instant()?.as_second();
    let until = entry.until.as_ref().and_then(Moment::instant).map(Timestamp::as_second);
    let hour = (moment.precision == Precision::Hour).then_some(from + 3600);
    let until = until.or(hour).filter(|until| *until > from);
    Some(CourseMark { from, until, vague: moment.approximate || moment.precision == Precision::Hour, lane: 0 })
}

/// The phases between the times that are known.
fn phases(wording: &Wording, incident: &Incident) -> Vec<CoursePhase> {
    let times = &incident.times;
    let second = |fact: &Option<Fact<Timepoint>>| {
        fact.as_ref().and_then(|fact| fact.value.known()).and_then(Moment::instant).map(Timestamp::as_second)
    };
    let (started, detected) = (second(&times.started), second(&times.detected));
    let (mitigated, resolved) = (second(&times.mitigated), second(&times.resolved));
    let under_way = if detected.is_some() { "timeline.noticed" } else { "timeline.under_way" };
    let wanted = [
        (PhaseKind::Unnoticed, "timeline.unnoticed", started, detected),
        (PhaseKind::UnderWay, under_way, detected.or(started), mitigated.or(resolved)),
        (PhaseKind::Mitigated, "timeline.mitigated", mitigated, resolved),
    ];
    let phase = |(kind, name, from, until): (PhaseKind, &str, Option<i64>, Option<i64>)| {
        let (from, until) = from.zip(until).filter(|(from, until)| from <= until)?;
        let length = durations::length(wording, jiff::SignedDuration::from_secs(until - from));
        Some(CoursePhase {
            kind,
            label: wording.fill("timeline.phase", &[("phase", &wording.say(name)), ("length", &length)]),
            from,
            until,
        })
    };
    wanted.into_iter().filter_map(phase).collect()
}

/// The column that says who acted: two to five short values that come back, beside the one that says what happened.
fn lane_column(page: &Page, entries: &[&TimelineEntry]) -> Option<usize> {
    let main = entry_lines::main_column(entries)?;
    let columns = entries.iter().flat_map(|entry| &entry.parts).filter_map(|part| part.column.as_ref());
    let mut others: Vec<usize> = columns.map(|(column, _)| *column).filter(|column| *column != main).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().find(|column| {
        let mut values: Vec<String> =
            entries.iter().map(|entry| fragment_text(cell(page, entry, *column))).filter(|v| !v.is_empty()).collect();
        let filled = values.len();
        let short = values.iter().all(|value| value.chars().count() <= 30);
        values.sort_unstable();
        values.dedup();
        short && (2..=5).contains(&values.len()) && filled > values.len() && filled * 2 >= entries.len()
    })
}

fn cell<'p>(page: &'p Page, entry: &TimelineEntry, column: usize) -> &'p str {
    let part = entry.parts.iter().find(|part| part.column.as_ref().is_some_and(|(ix, _)| *ix == column));
    part.and_then(|part| page.text.get(part.span.clone())).unwrap_or_default().trim()
}
