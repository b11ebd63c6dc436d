//! Contributing factors become counts over the calendar, and the pairs of them that come together.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::pairs::{Pairs, pairs};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::share_change::{Changed, changed};
use crate::analyse::trends::tally::{Tally, step, tally};

/// Contributing factors over time.
#[derive(Debug)]
pub struct Factors<'t> {
    /// Counts of factors, as indices into their facet; an incident may have several.
    pub tally: Tally<'t, usize>,
    /// How many factors all incidents name together.
    pub mentions: usize,
    /// Which come together.
    pub pairs: Pairs<'t>,
    /// The most frequent factors in two periods, two at most; `None` where no two periods can be compared.
    pub changes: Option<Vec<(usize, Changed)>>,
}

/// How many factors are compared.
const COMPARED: usize = 2;

/// Counts contributing factors.
pub fn factors<'t>(selection: &Selection<'t>) -> Factors<'t> {
    let named = |facts: &'t IncidentFacts| facts.factors.iter().map(|member| (member.facet, member.inferred)).collect();
    let tally = tally(selection, step(selection), named);
    let change = |sides: &_| {
        let frequent = tally.things.iter().take(COMPARED).map(|factor| factor.key);
        let names = |facts: &IncidentFacts| !facts.factors.is_empty();
        let has = |facts: &IncidentFacts, factor| facts.factors.iter().any(|member| member.facet == factor);
        frequent.map(|factor| (factor, changed(sides, names, |facts| has(facts, factor)))).collect()
    };
    Factors {
        mentions: tally.things.iter().map(|factor| factor.incidents.len()).sum(),
        pairs: pairs(selection, |facts| &facts.factors),
        changes: selection.sides().as_ref().map(change),
        tally,
    }
}
