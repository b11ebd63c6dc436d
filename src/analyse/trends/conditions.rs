//! The conditions that people worked under become counts over the calendar; and so do the incidents for which somebody was paged out of hours.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::tally::{Tally, step, tally};

/// Conditions over time.
#[derive(Debug)]
pub struct Conditions<'t> {
    /// Counts of conditions; an incident may have several.
    pub tally: Tally<'t, &'t str>,
    /// Whether somebody was paged out of hours, of the incidents that say how many were.
    pub out_of_hours: Tally<'t, bool>,
    /// How many people were, in all of them.
    pub people: u64,
}

/// Counts conditions.
pub fn conditions<'t>(selection: &Selection<'t>) -> Conditions<'t> {
    let named = |facts: &'t IncidentFacts| facts.conditions.iter().map(|word| (word.as_str(), false)).collect();
    let paged = |facts: &'t IncidentFacts| -> Vec<(bool, bool)> {
        let paged = &facts.paged_out_of_hours;
        paged.known().map(|people| (*people > 0, paged.inferred())).into_iter().collect()
    };
    let people = selection.rows.iter().filter_map(|facts| facts.paged_out_of_hours.known());
    Conditions {
        tally: tally(selection, step(selection), named),
        out_of_hours: tally(selection, step(selection), paged),
        people: people.map(|people| u64::from(*people)).sum(),
    }
}
