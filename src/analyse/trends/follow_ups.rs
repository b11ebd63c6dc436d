//! What became of follow-ups: how long until they were closed in any way, and where they stand, with a reason or without.
//!
//! Nobody's name and no team is among it.

use jiff::civil::Date;

use crate::analyse::trends::incident_facts::{ActionFacts, IncidentFacts};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers::{self, Curve};
use crate::model::ActionState;
use crate::statistics::Observation;

/// Every way in which a follow-up stands, closed ones first.
pub const STATES: [ActionState; 6] = [
    ActionState::Done,
    ActionState::NotNecessary,
    ActionState::Absorbed,
    ActionState::Declined,
    ActionState::Doing,
    ActionState::Open,
];

/// Follow-ups of a selection's incidents.
#[derive(Debug)]
pub struct FollowUps<'t> {
    /// How many incidents have any.
    pub incidents: usize,
    /// How many there are.
    pub n: usize,
    /// How long they were open, in days; ends are closings of any kind.
    pub curve: Curve,
    /// Those that are in no curve, and why.
    pub uncounted: Vec<(Uncounted, usize)>,
    /// Where they stand, as [`STATES`].
    pub standing: [Standing; 6],
    /// How many do not say where they stand; they are not in `standing`.
    pub unsaid: usize,
    /// How many were read from the prose.
    pub inferred: usize,
    /// The incidents whose follow-ups are open and have been for longest, and for how many days.
    pub waiting: Vec<(&'t IncidentFacts, f64)>,
    /// The incidents with follow-ups that were closed in another way than done, by date: with a reason, and without.
    pub otherwise: (Vec<&'t IncidentFacts>, Vec<&'t IncidentFacts>),
}

/// How many follow-ups stand somewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// With a reason.
    pub told: usize,
    /// Without one.
    pub untold: usize,
}

/// Why a follow-up is in no curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uncounted {
    /// It does not say when it was opened.
    NoOpening,
    /// It was closed, and does not say when.
    NoClosing,
    /// It was closed before it was opened, or is open and was closed.
    Contradictory,
    /// It was opened later than "today".
    Later,
    /// It does not say where it stands.
    NoState,
}

impl Standing {
    /// With a reason or without.
    pub fn all(self) -> usize {
        self.told + self.untold
    }
}

/// Whether that is a way of being closed.
pub fn closed(state: ActionState) -> bool {
    !matches!(state, ActionState::Open | ActionState::Doing)
}

/// Counts follow-ups.
pub fn follow_ups<'t>(selection: &Selection<'t>) -> FollowUps<'t> {
    let all = || selection.rows.iter().flat_map(|facts| facts.actions.iter().map(move |action| (*facts, action)));
    let as_of = selection.trends.as_of;
    let mut observations = Vec::new();
    let mut uncounted: Vec<(Uncounted, usize)> = Vec::new();
    let mut standing = [Standing::default(); 6];
    let mut unsaid = 0;
    let mut waiting: Vec<(&IncidentFacts, f64)> = Vec::new();
    for (facts, action) in all() {
        match observed(action, as_of) {
            Ok(observation) => {
                if !observation.ended {
                    waiting.push((facts, observation.time));
                }
                observations.push(observation);
            }
            Err(why) => match uncounted.iter_mut().find(|(known, _)| *known == why) {
                Some((_, count)) => *count += 1,
                None => uncounted.push((why, 1)),
            },
        }
        match STATES.iter().position(|state| Some(*state) == action.state) {
            Some(at) if action.has_reason => standing[at].told += 1,
            Some(at) => standing[at].untold += 1,
            None => unsaid += 1,
        }
    }
    uncounted.sort_by_key(|(why, count)| (std::cmp::Reverse(*count), *why));
    FollowUps {
        incidents: selection.rows.iter().filter(|facts| !facts.actions.is_empty()).count(),
        n: all().count(),
        curve: small_numbers::curve(&observations),
        uncounted,
        standing,
        unsaid,
        inferred: all().filter(|(_, action)| action.inferred).count(),
        waiting: longest(waiting),
        otherwise: (otherwise(selection, true), otherwise(selection, false)),
    }
}

/// Days from the opening until the closing; or until "today", for what was open then.
fn observed(action: &ActionFacts, as_of: Option<Date>) -> Result<Observation, Uncounted> {
    let (Some(opened), Some(as_of)) = (action.opened, as_of) else { return Err(Uncounted::NoOpening) };
    let days = |until: Date| opened.until(until).map_or(0.0, |span| f64::from(span.get_days()));
    let Some(state) = action.state else { return Err(Uncounted::NoState) };
    match (action.closed, closed(state)) {
        _ if opened > as_of => Err(Uncounted::Later),
        (None, true) => Err(Uncounted::NoClosing),
        (Some(_), false) => Err(Uncounted::Contradictory),
        (Some(end), true) if end < opened => Err(Uncounted::Contradictory),
        (Some(end), true) if end <= as_of => Ok(Observation { time: days(end), ended: true }),
        _ => Ok(Observation { time: days(as_of), ended: false }),
    }
}

/// One for each incident, the longest first; equal ones in their order.
fn longest(mut waiting: Vec<(&IncidentFacts, f64)>) -> Vec<(&IncidentFacts, f64)> {
    waiting.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut seen = std::collections::BTreeSet::new();
    waiting.retain(|(facts, _)| seen.insert(facts.page));
    waiting
}

fn otherwise<'t>(selection: &Selection<'t>, with_reason: bool) -> Vec<&'t IncidentFacts> {
    let other = |action: &ActionFacts| {
        action.state.is_some_and(|state| closed(state) && state != ActionState::Done)
            && action.has_reason == with_reason
    };
    selection.rows.iter().filter(|facts| facts.actions.iter().any(other)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{action, all, incident, trends};

    #[test]
    fn what_cannot_be_counted_is_counted_as_such() {
        let actions = vec![
            action(ActionState::Done, "2024-01-01", "2024-01-08"),
            action(ActionState::Declined, "2024-01-01", "2024-01-01"),
            action(ActionState::Open, "2024-01-01", ""),
            // Closed later than "today": it was open then.
            action(ActionState::Done, "2024-01-20", "2024-03-01"),
            action(ActionState::Done, "2024-01-08", "2024-01-01"),
            action(ActionState::Doing, "2024-01-01", "2024-01-08"),
            action(ActionState::Absorbed, "2024-01-01", ""),
            action(ActionState::NotNecessary, "", "2024-01-08"),
            action(ActionState::Open, "2024-02-02", ""),
            ActionFacts { inferred: true, state: None, ..action(ActionState::Open, "", "") },
        ];
        let trends = trends(vec![IncidentFacts { actions, ..incident(0, "2024-01-01") }], "2024-01-31");
        let found = follow_ups(&all(&trends));
        assert_eq!((found.n, found.incidents, found.unsaid, found.inferred), (10, 1, 1, 1));
        assert_eq!(
            found.uncounted,
            [
                (Uncounted::NoOpening, 2),
                (Uncounted::Contradictory, 2),
                (Uncounted::NoClosing, 1),
                (Uncounted::Later, 1)
            ]
        );
        assert_eq!((found.curve.n, found.curve.ended, found.curve.steps.len()), (4, 2, 0));
        assert_eq!(found.standing.map(Standing::all), [3, 1, 1, 1, 1, 2]);
        assert_eq!(found.waiting.iter().map(|(facts, days)| (facts.page, *days)).collect::<Vec<_>>(), [(0, 30.0)]);
    }

    #[test]
    fn those_that_are_open_count_for_as_long_as_they_were_watched() {
        let closed = |days: i8| action(ActionState::Done, "2024-01-01", &format!("2024-01-{:02}", 1 + days));
        let mut actions: Vec<ActionFacts> = [2, 2, 4, 6, 8].map(closed).to_vec();
        actions.extend([action(ActionState::Open, "2024-01-26", ""), action(ActionState::Open, "2024-01-01", "")]);
        let trends = trends(vec![IncidentFacts { actions, ..incident(0, "2024-01-01") }], "2024-01-31");
        let curve = follow_ups(&all(&trends)).curve;
        // 7 watched: 5 sevenths after two closings, 4 after the third; one is seen no more at 5 days; then 3 are left.
        let shares: Vec<(f64, f64)> =
            curve.steps.iter().map(|step| (step.time, (step.survival * 21.0).round())).collect();
        assert_eq!(shares, [(2.0, 15.0), (4.0, 12.0), (5.0, 12.0), (6.0, 8.0), (8.0, 4.0), (30.0, 4.0)]);
        assert_eq!((curve.n, curve.ended, curve.half), (7, 5, Some(6.0)));
    }
}
