//! The entries of a timeline become the timepoints that they clearly name: started, detected, mitigated, resolved.

use crate::model::{Fact, Incident, Precision, TimelineEntry, Timepoint};
use crate::parse::vocabulary::{Phrases, words};

/// Timepoints that a timeline's entries clearly name; the start is its first entry when nothing better is known.
pub(crate) fn milestones(incident: &mut Incident) {
    let says = |entry: &TimelineEntry, phrases: &Phrases| {
        let lower = entry.text.to_lowercase();
        entry.at.known().is_some_and(|m| m.precision >= Precision::Hour)
            && phrases.any_in(&lower)
            && !words().doubts.any_in(&lower)
    };
    let paperwork = |entry: &TimelineEntry| {
        let clause = entry.text.split(['.', ',', ';']).next().unwrap_or_default();
        words().paperwork.any_in(&clause.to_lowercase())
    };
    let fact = |entry: &TimelineEntry| Fact::row(entry.at.clone(), entry.span.clone());
    let timeline = &incident.timeline;
    let times = &mut incident.times;
    let vague = |f: &Fact<Timepoint>| f.inferred() && f.value.known().is_none_or(|m| m.precision <= Precision::Day);
    if times.started.as_ref().is_none_or(vague) {
        if let Some(entry) = timeline.iter().find(|e| says(e, &words().started)) {
            times.started = Some(fact(entry));
        } else if times.started.is_none() {
            times.started = timeline.first().filter(|e| e.at.known().is_some()).map(fact);
        }
    }
    let begun = times.started.as_ref().and_then(|f| f.value.known().cloned());
    let later = |entry: &&TimelineEntry| match (&begun, entry.at.known()) {
        (Some(begun), Some(at)) => begun.compare(at).is_le(),
        _ => true,
    };
    if times.detected.is_none() {
        times.detected = timeline.iter().filter(later).find(|e| says(e, &words().detected)).map(fact);
    }
    if times.mitigated.is_none() {
        times.mitigated = timeline.iter().filter(later).find(|e| says(e, &words().mitigated)).map(fact);
    }
    if times.resolved.is_none() {
        times.resolved = timeline.iter().filter(later).rfind(|e| says(e, &words().resolved) && !paperwork(e)).map(fact);
    }
}
