//! How incidents were found becomes counts and shares: of all, and by half-year.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::share_change::{Changed, changed};
use crate::analyse::trends::small_numbers::{self, Share};
use crate::analyse::trends::tally::{Tally, Thing, step, tally};
use crate::model::WayOfFinding;

/// How incidents were found.
#[derive(Debug)]
pub struct Found<'t> {
    /// Counts of the ways, of which an incident has one.
    pub tally: Tally<'t, &'t str>,
    /// Those that somebody outside noticed first, in the selection's order.
    pub outside: Vec<&'t IncidentFacts>,
    /// The most frequent ways in two periods, two at most; `None` where no two periods can be compared.
    pub changes: Option<Vec<(&'t str, Changed)>>,
}

/// How many ways are compared.
const COMPARED: usize = 2;

impl<'t> Found<'t> {
    /// The share of a way of all that say how they were found.
    pub fn share(&self, way: &Thing<'t, &'t str>) -> Share {
        small_numbers::share(way.incidents.len(), self.tally.told)
    }

    /// The share of a way in each bin.
    pub fn shares(&self, way: &Thing<'t, &'t str>) -> Vec<Share> {
        way.by_bin
            .iter()
            .zip(&self.tally.told_in)
            .map(|(incidents, of)| small_numbers::share(incidents.len(), *of))
            .collect()
    }
}

/// Counts how incidents were found.
pub fn found<'t>(selection: &Selection<'t>) -> Found<'t> {
    let way = |facts: &'t IncidentFacts| -> Vec<(&'t str, bool)> {
        facts.detection.known().map(|word| (word.as_str(), facts.detection.inferred())).into_iter().collect()
    };
    let tally = tally(selection, step(selection), way);
    let is = |facts: &IncidentFacts, way: &str| facts.detection.known().is_some_and(|word| word == way);
    let change = |sides: &_| {
        let ways = tally.things.iter().take(COMPARED).map(|way| way.key);
        let told = |facts: &IncidentFacts| facts.detection.known().is_some();
        ways.map(|way| (way, changed(sides, told, |facts| is(facts, way)))).collect()
    };
    let from_outside = |facts: &&IncidentFacts| {
        let way = facts.detection.known().and_then(|word| WayOfFinding::from_code(word));
        way.is_some_and(WayOfFinding::is_outside)
    };
    Found {
        outside: selection.rows.iter().copied().filter(from_outside).collect(),
        changes: selection.sides().as_ref().map(change),
        tally,
    }
}
