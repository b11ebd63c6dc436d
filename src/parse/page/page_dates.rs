//! What a page and its file's name say of days becomes the day it is ordered by, and the newest day it states.

use crate::model::{Detail, Fact, Incident, Moment, Timepoint};
use crate::parse::fields::Common;
use crate::parse::times::date_in;

/// The file name's date is the start when nothing is, or when what was read from the prose is far from it: a timeline may begin with
/// a condition that had lain dormant for months. Files are often named for the day they were written, weeks after.
pub(crate) fn start_from_file(incident: &mut Incident, file_date: Option<jiff::civil::Date>) {
    let Some(date) = file_date else { return };
    let far = |moment: &Moment| moment.date().since(date).map_or(true, |span| !(-31..=2).contains(&span.get_days()));
    let replace = match &incident.times.started {
        None => true,
        Some(fact) => fact.inferred() && fact.value.known().is_some_and(far),
    };
    if replace {
        incident.times.started = Some(Fact::file_name(Timepoint::Known(Moment::day(date))));
    }
}

/// The day that the head states.
pub(crate) fn date_of(common: &Common) -> Option<jiff::civil::Date> {
    common.date.as_ref()?.value.known().map(Moment::date)
}

/// The date a page is ordered by.
pub(crate) fn dated(
    detail: &Detail,
    date: Option<Fact<Timepoint>>,
    file_date: Option<jiff::civil::Date>,
    title: &str,
) -> Option<Fact<Moment>> {
    let known = |fact: &Option<Fact<Timepoint>>| {
        let fact = fact.as_ref()?;
        let moment = fact.value.known().cloned()?;
        Some(Fact { value: moment, origin: fact.origin, span: fact.span.clone() })
    };
    let from_file = || file_date.map(|date| Fact::file_name(Moment::day(date)));
    let from_title = || date_in(title).map(|date| Fact::file_name(Moment::day(date)));
    match detail {
        Detail::Incident(incident) => {
            let times = &incident.times;
            [&times.started, &times.detected, &times.mitigated, &times.resolved]
                .into_iter()
                .find_map(known)
                .or_else(|| known(&date))
                .or_else(from_file)
                .or_else(from_title)
                .or_else(|| known(&times.published))
        }
        _ => known(&date).or_else(from_file),
    }
}

/// Whether a page is ordered by nothing better than its date of publication.
pub(crate) fn is_publication(fact: &Fact<Moment>, detail: &Detail) -> bool {
    let Detail::Incident(incident) = detail else { return false };
    incident.times.published.as_ref().is_some_and(|published| {
        published.origin == fact.origin && published.span == fact.span && published.value.known() == Some(&fact.value)
    })
}

/// The newest date that a page states: its own, its timepoints, when its follow-ups were opened and closed, when it was reviewed.
/// Dates of publication are left out: one that has not come must not make "today".
pub(crate) fn newest_date(dated: Option<&Fact<Moment>>, detail: &Detail) -> Option<jiff::civil::Date> {
    let own = dated.map(|fact| fact.value.date());
    let stated = match detail {
        Detail::Incident(incident) => {
            let t = &incident.times;
            let times = [&t.started, &t.detected, &t.acknowledged, &t.mitigated, &t.resolved, &t.captured, &t.reviewed];
            let times = times.into_iter().flatten().filter_map(|fact| Some(fact.value.known()?.date()));
            let closings = incident.actions.iter().flat_map(|action| [&action.value.opened, &action.value.closed]);
            times.chain(closings.flatten().map(Moment::date)).max()
        }
        Detail::Runbook(runbook) => runbook.reviewed.iter().map(|fact| fact.value.date()).max(),
        _ => None,
    };
    own.max(stated)
}
