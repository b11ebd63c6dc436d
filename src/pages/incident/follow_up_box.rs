//! Follow-ups in the order of their rank: five to read, the rest to unfold.

use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::markup::{markdown, urls};
use crate::model::{Action, Incident};
use crate::views::Views;
use crate::views::facet_labels::team;
use crate::words::moments::{When, when};
use crate::words::{codes, phrases};

/// The follow-ups of an incident.
#[derive(Serialize)]
pub(crate) struct FollowUpBox {
    first: Vec<FollowUp>,
    rest: Vec<FollowUp>,
}

#[derive(Serialize)]
struct FollowUp {
    text: Value,
    state: String,
    /// `open`, `doing`, `done`, `closed` or `unstated`, for its mark.
    mark: &'static str,
    reason: Option<Value>,
    owner: Option<String>,
    /// The page of the owning team.
    owner_address: Option<String>,
    kind: Option<String>,
    ticket: Option<String>,
    ticket_url: Option<String>,
    opened: Option<When>,
    closed: Option<When>,
}

/// How many are shown before the fold.
const FIRST: usize = 5;

/// The follow-ups of the front matter; those of the body are in the story.
pub(crate) fn follow_ups(views: &Views, ix: PageIx, incident: &Incident) -> Option<FollowUpBox> {
    let written = incident.actions.iter().filter(|action| !action.inferred() && action.value.audience.is_none());
    let mut actions: Vec<&Action> = written.map(|action| &action.value).collect();
    actions.sort_by_key(|action| action.rank.unwrap_or(u32::MAX));
    let mut first: Vec<FollowUp> = actions.into_iter().map(|action| follow_up(views, ix, action)).collect();
    let rest = first.split_off(first.len().min(FIRST));
    (!first.is_empty()).then_some(FollowUpBox { first, rest })
}

fn follow_up(views: &Views, ix: PageIx, action: &Action) -> FollowUp {
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let team = action.owner.as_deref().and_then(|owner| team(&views.site, owner));
    FollowUp {
        text: inline(&action.text),
        state: codes::state(&views.site.wording, action.state),
        mark: codes::state_mark(action.state),
        reason: action.reason.as_deref().map(inline),
        owner: team.map(|facet| facet.name.clone()).or_else(|| action.owner.clone()),
        owner_address: team.map(|facet| facet.address.clone()),
        kind: action.kind.as_deref().map(phrases::spaced),
        ticket_url: action.ticket.as_deref().and_then(urls::external).map(str::to_owned),
        ticket: action.ticket.clone(),
        opened: action.opened.as_ref().map(|moment| when(&views.site.wording, moment, &views.zone)),
        closed: action.closed.as_ref().map(|moment| when(&views.site.wording, moment, &views.zone)),
    }
}
