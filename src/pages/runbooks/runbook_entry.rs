//! A runbook becomes what lists say of it: for whom it is, when somebody last looked at it, and how it fared when it was needed.

use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx};
use crate::model::{Detail, IncidentKind, Moment, Runbook};
use crate::views::Views;
use crate::words::moments::{self, When, when};
use crate::words::{codes, durations, phrases};

/// A runbook in a list.
#[derive(Serialize)]
pub(crate) struct RunbookEntry {
    pub card: Value,
    services: Vec<Value>,
    reviewed: Option<When>,
    /// How long before "today" that was: `3 weeks ago as of 22 October 2026`.
    age: Option<String>,
    fared: Option<Fared>,
}

/// What came of a runbook the last time that anybody wrote down.
#[derive(Serialize)]
struct Fared {
    /// `Out of date when it was needed`.
    words: String,
    card: Value,
    /// Whether it misled people, or was not there, and nobody has noted a review since.
    notice: bool,
    /// Whether it misled people, and has been reviewed since.
    mended: bool,
}

/// An incident in which a runbook is named.
#[derive(Serialize)]
pub(crate) struct RunbookOutcome {
    card: Value,
    outcome: Option<String>,
}

/// What lists say of a runbook.
pub(crate) fn entry(views: &Views, ix: PageIx) -> RunbookEntry {
    let wording = &views.site.wording;
    let reviewed = match &views.site.pages[ix].detail {
        Detail::Runbook(Runbook { reviewed: Some(reviewed), .. }) => Some(&reviewed.value),
        _ => None,
    };
    let age = reviewed.zip(views.site.as_of).and_then(|(reviewed, as_of)| {
        let span = durations::span(wording, reviewed.date(), as_of)?;
        Some(wording.fill("runbook.age", &[("length", &span), ("date", &moments::day(wording, as_of))]))
    });
    RunbookEntry {
        card: views.card(ix).clone(),
        services: views.names_of(ix, FacetKind::Service),
        fared: fared(views, ix, reviewed),
        reviewed: reviewed.map(|reviewed| when(wording, reviewed, &views.zone)),
        age,
    }
}

/// The newest outcome that anybody wrote down.
fn fared(views: &Views, ix: PageIx, reviewed: Option<&Moment>) -> Option<Fared> {
    let (incident, outcome) =
        incidents(views, ix).iter().find_map(|(page, outcome)| Some((*page, outcome.as_ref()?)))?;
    let needed = views.site.pages[incident].dated.as_ref().map(|dated| dated.value.date());
    let since = reviewed.zip(needed).is_some_and(|(reviewed, needed)| reviewed.date() > needed);
    let misled = matches!(outcome.as_str(), "stale" | "not-found" | "deviated");
    let when = match views.site.pages[incident].incident().map(|incident| incident.kind) {
        Some(IncidentKind::Exercise) => "tried",
        _ => "needed",
    };
    let words = match codes::outcome_key(outcome) {
        Some(key) => views.site.wording.say(&format!("runbook.{when}.{key}")),
        None => phrases::capital(outcome),
    };
    Some(Fared { words, card: views.card(incident).clone(), notice: misled && !since, mended: misled && since })
}

/// The order of a few among many: those that misled people and were not reviewed since, then those that were needed last.
pub(crate) fn urgency(views: &Views, ix: PageIx) -> (bool, usize) {
    let newest = incidents(views, ix).first().and_then(|(incident, _)| views.position(*incident));
    let entry = entry(views, ix);
    (!entry.fared.is_some_and(|fared| fared.notice), newest.unwrap_or(usize::MAX))
}

/// How many incidents lead to a runbook in their text.
pub(crate) fn mentions(views: &Views, ix: PageIx) -> usize {
    let links = &views.site.links.backlinks[ix];
    links.iter().filter(|link| views.site.pages[link.from].incident().is_some()).count()
}

/// Whether an incident says that it was needed, or leads to it.
pub(crate) fn is_known(views: &Views, ix: PageIx) -> bool {
    !incidents(views, ix).is_empty() || mentions(views, ix) > 0
}

/// How a runbook fared in the newest `limit` incidents that name it.
pub(crate) fn uses(views: &Views, ix: PageIx, limit: usize) -> Vec<RunbookOutcome> {
    let view = |(page, outcome): &(PageIx, Option<String>)| RunbookOutcome {
        card: views.card(*page).clone(),
        outcome: outcome.as_deref().map(|word| codes::outcome(&views.site.wording, word)),
    };
    incidents(views, ix).iter().take(limit).map(view).collect()
}

fn incidents(views: &Views, ix: PageIx) -> &[(PageIx, Option<String>)] {
    views.runbook_uses().get(&ix).map_or(&[], Vec::as_slice)
}
