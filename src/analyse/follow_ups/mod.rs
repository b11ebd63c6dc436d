//! The follow-ups of all incidents become one table: where each stands, how old it is, what became of those that were ranked, and
//! which were said again and again.
//!
//! Follow-ups belong to teams. An owner that is no team of the catalogue may be a person and is kept nowhere here; there is no
//! function that counts by owner.

mod alike_texts;
mod follow_up;
mod outcomes;
mod repeated;
mod rituals;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::analyse::people::People;
use crate::link::{FacetKind, PageIx};
use crate::model::{Action, Fact, IncidentKind, Page};
use crate::parse::without_owner;
use crate::site::Site;

use follow_up::{day, days};

pub use follow_up::{FollowUp, is_open};
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

/// Gathers the follow-ups of a site's own incidents. What others said they would do is told on the pages of their incidents.
///
/// Linear in the site, but for texts that share rare words.
pub fn follow_ups(site: &Site) -> FollowUps {
    follow_ups_among(site, None)
}

/// The same; `people` are those of the site where they are known already.
pub(super) fn follow_ups_among(site: &Site, people: Option<&People>) -> FollowUps {
    let once = without_repeats(site);
    FollowUps { repeated: repeated::repeated(site, &once.rows, people), ..once }
}

/// The same without what was said again in other incidents, for which all texts are compared and all pages read.
pub(super) fn without_repeats(site: &Site) -> FollowUps {
    let teams = teams(site);
    let of_page = |(page, read): (PageIx, &Arc<Page>)| {
        let incident = read.incident().filter(|incident| incident.kind != IncidentKind::External);
        let shown = incident.into_iter().flat_map(|incident| &incident.actions);
        let shown = shown.filter(|action| action.value.audience.is_none());
        shown.map(|fact| follow_up(page, fact, &teams, site.as_of)).collect::<Vec<_>>()
    };
    let rows: Vec<FollowUp> = site.pages.par_iter().enumerate().flat_map_iter(of_page).collect();
    FollowUps { outcomes: outcomes::outcomes(site, &rows), repeated: Vec::new(), rows }
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
    let opened = action.opened.as_ref().filter(|_| action.state.is_some_and(is_open)).and_then(day);
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
