//! A runbook becomes its page: for whom it is, when somebody last looked at it, its steps, and how it fared when it was needed.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::markdown;
use crate::model::{Detail, Fact, IncidentKind, Moment, Runbook};
use crate::render::views::incident::{self, Heading};
use crate::render::views::related::{self, Backlinks, Reference, RelatedPage};
use crate::render::views::shell::Frame;
use crate::views::Views;
use crate::views::runbook_uses::folded;
use crate::words::moments::{self, When, when};
use crate::words::{codes, durations, phrases};

#[derive(Serialize)]
struct RunbookView {
    entry: RunbookEntry,
    lede: Option<Value>,
    body: Value,
    contents: Vec<Heading>,
    /// Services that no page is about.
    other_services: Vec<String>,
    teams: Vec<Value>,
    other_teams: Vec<String>,
    alerts: Vec<String>,
    uses: Vec<Use>,
    related: Vec<RelatedPage>,
    backlinks: Option<Backlinks>,
    references: Vec<Reference>,
}

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
pub(crate) struct Use {
    card: Value,
    outcome: Option<String>,
}

/// Uses that a page lists.
const USES: usize = 200;

/// The page of a runbook.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let Detail::Runbook(runbook) = &page.detail else { return crate::render::views::pages::plain(views, ix) };
    let body = incident::html(views, ix, &incident::parts(page, None));
    let lede = page.summary.as_ref().filter(|summary| !summary.inferred());
    let view = RunbookView {
        entry: entry(views, ix),
        lede: lede.map(|summary| Value::safe_string(&markdown::inline(&views.site, ix, &summary.value))),
        body,
        contents: incident::contents(page),
        other_services: without_page(views, FacetKind::Service, &runbook.services),
        teams: views.names_of(ix, FacetKind::Team),
        other_teams: without_page(views, FacetKind::Team, &runbook.teams),
        alerts: runbook.alerts.iter().map(|alert| alert.value.clone()).collect(),
        uses: uses(views, ix, USES),
        related: related::related(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
    };
    Frame::page(views, ix, "runbooks").fill(views, "runbook.html", &view)
}

/// What lists say of a runbook.
pub(crate) fn entry(views: &Views, ix: PageIx) -> RunbookEntry {
    let reviewed = match &views.site.pages[ix].detail {
        Detail::Runbook(Runbook { reviewed: Some(reviewed), .. }) => Some(&reviewed.value),
        _ => None,
    };
    let age = reviewed.zip(views.site.as_of).and_then(|(reviewed, as_of)| {
        let span = durations::span(reviewed.date(), as_of)?;
        Some(format!("{span} ago as of {}", moments::day(as_of)))
    });
    RunbookEntry {
        card: views.card(ix).clone(),
        services: views.names_of(ix, FacetKind::Service),
        fared: fared(views, ix, reviewed),
        reviewed: reviewed.map(|reviewed| when(reviewed, &views.zone)),
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
        Some(IncidentKind::Exercise) => "when it was tried",
        _ => "when it was needed",
    };
    let words = match outcome.as_str() {
        "not-found" => format!("Not found {when}"),
        "deviated" => format!("Followed only in part {when}"),
        "used" | "stale" => format!("{} {when}", codes::outcome(outcome)),
        own => phrases::capital(own),
    };
    Some(Fared { words, card: views.card(incident).clone(), notice: misled && !since, mended: misled && since })
}

/// The order of a few among many: those that misled people and were not reviewed since, then those that were needed last.
pub(crate) fn urgency(views: &Views, ix: PageIx) -> (bool, usize) {
    let newest = incidents(views, ix).first().and_then(|(incident, _)| views.position(*incident));
    let entry = entry(views, ix);
    (!entry.fared.is_some_and(|fared| fared.notice), newest.unwrap_or(usize::MAX))
}

/// How a runbook fared in the newest `limit` incidents that name it.
pub(crate) fn uses(views: &Views, ix: PageIx, limit: usize) -> Vec<Use> {
    let view = |(page, outcome): &(PageIx, Option<String>)| Use {
        card: views.card(*page).clone(),
        outcome: outcome.as_deref().map(|word| codes::outcome(word).to_owned()),
    };
    incidents(views, ix).iter().take(limit).map(view).collect()
}

fn incidents(views: &Views, ix: PageIx) -> &[(PageIx, Option<String>)] {
    views.runbook_uses().get(&ix).map_or(&[], Vec::as_slice)
}

/// The names among `written` that lead to no page.
fn without_page(views: &Views, kind: FacetKind, written: &[Fact<String>]) -> Vec<String> {
    let known = |name: &String| views.catalogue().get(&kind).is_some_and(|names| names.contains(&folded(name)));
    written.iter().map(|fact| fact.value.clone()).filter(|name| !known(name)).collect()
}
