//! The follow-ups of all incidents become a list in order, with what is said of all of them.

use crate::analyse::follow_ups::FollowUp;
use crate::model::ActionState;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::codes;

/// What all sheets have in common.
#[derive(Debug, Default)]
pub(crate) struct FollowUpList {
    pub(crate) order: Vec<usize>,
    pub(crate) count: String,
}

/// Puts the follow-ups into their order and counts them.
pub(crate) fn listed(site: &Site, rows: &[FollowUp]) -> FollowUpList {
    FollowUpList { order: order(site, rows), count: count(&site.wording, rows) }
}

/// The ways of closing, in the order in which they are told.
pub(crate) const CLOSED: [ActionState; 3] = [ActionState::NotNecessary, ActionState::Absorbed, ActionState::Declined];

/// The follow-ups as they are listed: those not closed by age, the oldest first and those without an age last; then those that do not
/// say where they stand, and those closed, by how, the newest incident first.
pub(crate) fn order(site: &Site, rows: &[FollowUp]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let part = |state: Option<ActionState>| match state {
        Some(ActionState::Open | ActionState::Doing) => 0,
        None => 1,
        Some(ActionState::Done) => CLOSED.len() + 2,
        Some(other) => 2 + CLOSED.iter().position(|&state| state == other).unwrap_or_default(),
    };
    order.sort_by_cached_key(|&ix| {
        let row = &rows[ix];
        let age = if row.is_open() { row.age } else { None };
        let oldest = (age.is_none(), std::cmp::Reverse(age));
        (part(row.state), oldest, crate::views::date_order::position(site, row.page), row.rank.unwrap_or(u32::MAX), ix)
    });
    order
}

/// `14 open, 3 in progress; 61 done, 4 not needed after all, 7 decided against; 5 with no state given.`
pub(crate) fn count(wording: &Wording, rows: &[FollowUp]) -> String {
    let of = |&state: &Option<ActionState>| {
        let count = rows.iter().filter(|row| row.state == state).count();
        (count > 0).then(|| codes::states(wording, state, count))
    };
    let part = |states: &[Option<ActionState>]| {
        let parts: Vec<String> = states.iter().filter_map(of).collect();
        (!parts.is_empty()).then(|| parts.join(&wording.say("states.between")))
    };
    let open = [ActionState::Open, ActionState::Doing].map(Some);
    let [not_necessary, absorbed, declined] = CLOSED.map(Some);
    let closed = [Some(ActionState::Done), not_necessary, absorbed, declined];
    let parts: Vec<String> = [part(&open), part(&closed), part(&[None])].into_iter().flatten().collect();
    wording.fill("states.end", &[("parts", &parts.join(&wording.say("states.parts")))])
}
