//! A follow-up becomes a row of a list: what, where it stands, why, whose team it is, and the incident it comes from.

use serde::Serialize;
use tera::Value;

use crate::analyse::follow_ups::FollowUp;
use crate::link::{FacetKind, PageIx};
use crate::markup::urls;
use crate::views::Views;
use crate::words::moments::{When, when};
use crate::words::{codes, durations, phrases};

#[derive(Serialize)]
pub(super) struct FollowUpRow {
    card: Value,
    text: String,
    state: String,
    /// `open`, `doing`, `done`, `closed` or `unstated`, for its mark.
    mark: &'static str,
    reason: Option<String>,
    /// The name and address of its team.
    team: Option<Value>,
    /// What an address calls its team, and the services of its incident.
    team_id: Option<String>,
    services: String,
    kind: Option<String>,
    rank: Option<u32>,
    ticket: Option<String>,
    ticket_url: Option<String>,
    /// `2 years`, of those that are not closed.
    age: Option<String>,
    opened: Option<When>,
    closed: Option<When>,
}

/// The longest text and reason, in characters; whole sentences where they fit.
const LENGTH: usize = 420;

/// The longest name of a ticket, in characters: what is longer is an address, and is called a ticket.
const TICKET: usize = 32;

pub(super) fn row(views: &Views, follow_up: &FollowUp) -> FollowUpRow {
    let wording = &views.site.wording;
    let ticket = follow_up.ticket.as_deref().map(str::trim).filter(|ticket| !ticket.is_empty());
    let named =
        ticket.map(
            |ticket| if ticket.chars().count() > TICKET { wording.say("follow_up.ticket") } else { ticket.to_owned() },
        );
    let told = |text: &str| phrases::sentences_on_page(&views.site, follow_up.page, text, LENGTH);
    FollowUpRow {
        card: views.card(follow_up.page).clone(),
        text: told(&follow_up.text),
        state: codes::state(wording, follow_up.state),
        mark: codes::state_mark(follow_up.state),
        reason: follow_up.reason.as_deref().map(told),
        team: follow_up.team.map(|ix| views.names()[&FacetKind::Team][ix].clone()),
        team_id: follow_up.team.and_then(|ix| Some(views.filter("team")?.values.get(ix)?.id.clone())),
        services: services(views, follow_up.page),
        kind: follow_up.kind.as_deref().map(phrases::spaced),
        rank: follow_up.rank,
        ticket: named,
        ticket_url: ticket.and_then(urls::external).map(str::to_owned),
        age: age(views, follow_up),
        opened: follow_up.opened.as_ref().map(|moment| when(wording, moment, &views.zone)),
        closed: follow_up.closed.as_ref().map(|moment| when(wording, moment, &views.zone)),
    }
}

/// What an address calls the services of an incident, parted by blanks.
fn services(views: &Views, page: PageIx) -> String {
    let Some(group) = views.filter("service") else { return String::new() };
    let ids: Vec<&str> =
        group.values_of(&views.site, page).into_iter().map(|value| group.values[value].id.as_str()).collect();
    ids.join(" ")
}

/// For how long one has been open.
fn age(views: &Views, follow_up: &FollowUp) -> Option<String> {
    follow_up.age?;
    durations::span(&views.site.wording, follow_up.opened.as_ref()?.date(), views.site.as_of?)
}
