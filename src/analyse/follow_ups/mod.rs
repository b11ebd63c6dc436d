//! The follow-ups of all incidents become one table: where each stands, how old it is, what became of those that were ranked, and
//! which were said again and again.
//!
//! Follow-ups belong to teams. An owner that is no team of the catalogue may be a person and is kept nowhere here; there is no
//! function that counts by owner.

mod outcomes;
mod repeated;

use std::collections::HashMap;

use jiff::Unit;
use jiff::civil::Date;

use crate::link::{FacetKind, PageIx};
use crate::model::{Action, ActionState, Fact, IncidentKind, Moment, Origin, Precision};
use crate::parse::without_owner;
use crate::site::Site;

pub use outcomes::{Band, Outcomes, Ranked, Seen, WEEKS};
pub use repeated::Repeated;

/// What was said would be done.
#[derive(Debug, Default)]
pub struct FollowUps {
    /// All of them, in the order of their pages and as written there.
    pub rows: Vec<FollowUp>,
    /// What became of those that were ranked.
    pub outcomes: Outcomes,
    /// Those that were said in three or more incidents, most incidents first.
    pub repeated: Vec<Repeated>,
}

/// A follow-up of a published incident.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// The incident.
    pub page: PageIx,
    /// What is to be done, as Markdown, without the name of an owner at its end.
    pub text: String,
    /// The team that owns it, as index into the team facet. Only a team of the catalogue.
    pub team: Option<usize>,
    /// What kind of change it is.
    pub kind: Option<String>,
    /// The order of importance, 1 first.
    pub rank: Option<u32>,
    /// Where it stands.
    pub state: ActionState,
    /// Why it was closed, or left.
    pub reason: Option<String>,
    /// When it was opened.
    pub opened: Option<Moment>,
    /// When it was closed, in whatever way.
    pub closed: Option<Moment>,
    /// Where it is tracked.
    pub ticket: Option<String>,
    /// Whether the author wrote it as a key, or it was read from the body.
    pub origin: Origin,
    /// The days from its opening until "today"; for those that are not closed and whose opening is known to the day.
    pub age: Option<i32>,
}

impl FollowUp {
    /// Whether it is not closed in any way.
    pub fn is_open(&self) -> bool {
        is_open(self.state)
    }
}

/// Whether a follow-up in this state is still to be closed.
pub fn is_open(state: ActionState) -> bool {
    matches!(state, ActionState::Open | ActionState::Doing)
}

/// Gathers the follow-ups of a site's own incidents. What others said they would do is told on the pages of their incidents.
///
/// Linear in the site, but for texts that share rare words.
pub fn follow_ups(site: &Site) -> FollowUps {
    let teams = teams(site);
    let mut rows = Vec::new();
    for (page, incident) in site.pages.iter().enumerate().filter_map(|(ix, page)| Some((ix, page.incident()?))) {
        if incident.kind == IncidentKind::External {
            continue;
        }
        let shown = incident.actions.iter().filter(|action| action.value.audience.is_none());
        rows.extend(shown.map(|fact| follow_up(page, fact, &teams, site.as_of)));
    }
    FollowUps { outcomes: outcomes::outcomes(site, &rows), repeated: repeated::repeated(site, &rows), rows }
}

/// The teams of the catalogue by everything they are called, in small letters.
fn teams(site: &Site) -> HashMap<String, usize> {
    let mut teams = HashMap::new();
    let facets = site.links.facets.get(&FacetKind::Team).map_or(&[][..], Vec::as_slice);
    for (ix, team) in facets.iter().enumerate().filter(|(_, team)| team.listed) {
        for name in [&team.id, &team.name].into_iter().chain(&team.aliases) {
            teams.entry(name.to_lowercase()).or_insert(ix);
        }
    }
    teams
}

fn follow_up(page: PageIx, fact: &Fact<Action>, teams: &HashMap<String, usize>, as_of: Option<Date>) -> FollowUp {
    let action = &fact.value;
    let owner = action.owner.as_deref().and_then(|owner| teams.get(&owner.trim().to_lowercase()).copied());
    let told = if fact.inferred() { without_owner(&action.text) } else { action.text.clone() };
    let (team, text) = match (owner, &action.owner) {
        (None, None) if fact.inferred() => led_by_team(told, teams),
        _ => (owner, told),
    };
    let opened = action.opened.as_ref().filter(|_| is_open(action.state)).and_then(day);
    FollowUp {
        page,
        text,
        team,
        kind: action.kind.clone(),
        rank: action.rank,
        state: action.state,
        reason: action.reason.clone(),
        opened: action.opened.clone(),
        closed: action.closed.clone(),
        ticket: action.ticket.clone(),
        origin: fact.origin,
        age: opened.zip(as_of).and_then(|(opened, as_of)| days(opened, as_of)).filter(|&days| days >= 0),
    }
}

/// A follow-up that begins with a team's name and a colon, as its owner and the rest.
fn led_by_team(text: String, teams: &HashMap<String, usize>) -> (Option<usize>, String) {
    let bare = |name: &str| {
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '[' | ']')).to_lowercase()
    };
    let led = text.split_once(':').and_then(|(name, rest)| Some((*teams.get(&bare(name))?, rest)));
    match led {
        Some((team, rest)) => (Some(team), rest.trim_start_matches(['*', '_', ' ']).to_owned()),
        None => (None, text),
    }
}

/// The date, when it is known to the day.
fn day(moment: &Moment) -> Option<Date> {
    (moment.precision >= Precision::Day).then(|| moment.date())
}

/// The days from one date until another.
fn days(from: Date, until: Date) -> Option<i32> {
    from.until((Unit::Day, until)).ok().map(|span| span.get_days())
}
