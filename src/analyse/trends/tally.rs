//! What incidents name becomes counts: of each thing, and of each thing in each bin of the calendar.

use std::collections::BTreeMap;

use crate::analyse::trends::calendar_bins::{Bin, Step};
use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::period::Period;
use crate::analyse::trends::selection::Selection;

/// Things that incidents name, and how often.
#[derive(Debug)]
pub struct Tally<'t, K> {
    /// How long bins are.
    pub step: Step,
    /// One after the other.
    pub bins: Vec<Bin>,
    /// The most frequent first; equal ones in the order of their keys.
    pub things: Vec<Thing<'t, K>>,
    /// How many incidents name anything.
    pub told: usize,
    /// How many of those there are in each bin.
    pub told_in: Vec<usize>,
    /// How many of those have at least one name that was only read from the prose.
    pub inferred: usize,
}

/// A thing that incidents name.
#[derive(Debug)]
pub struct Thing<'t, K> {
    /// Which.
    pub key: K,
    /// Those that name it, in the selection's order, and whether it was only read from the prose.
    pub incidents: Vec<(&'t IncidentFacts, bool)>,
    /// The same for each bin. Incidents whose date is not exact enough are in none.
    pub by_bin: Vec<Vec<(&'t IncidentFacts, bool)>>,
}

impl<K> Tally<'_, K> {
    /// How many incidents that name anything are in no bin.
    pub fn unplaced(&self) -> usize {
        self.told - self.told_in.iter().sum::<usize>()
    }
}

/// Half-years over all time, quarters over shorter periods: finer bins hold too few to be seen.
pub fn step(selection: &Selection<'_>) -> Step {
    match selection.scope.period {
        Period::All => Step::HalfYear,
        _ => Step::Quarter,
    }
}

/// Counts the things that `names` says an incident names, each once, and whether each was only read from the prose.
pub fn tally<'t, K: Ord + Clone>(
    selection: &Selection<'t>,
    least: Step,
    names: impl Fn(&'t IncidentFacts) -> Vec<(K, bool)>,
) -> Tally<'t, K> {
    let (step, bins) = selection.bins(least);
    let mut by_key: BTreeMap<K, Thing<'t, K>> = BTreeMap::new();
    let (mut told, mut inferred) = (0, 0);
    for &facts in &selection.rows {
        let named = names(facts);
        told += usize::from(!named.is_empty());
        inferred += usize::from(named.iter().any(|(_, inferred)| *inferred));
        for (key, inferred) in named {
            let thing = || Thing { key: key.clone(), incidents: Vec::new(), by_bin: vec![Vec::new(); bins.len()] };
            by_key.entry(key.clone()).or_insert_with(thing).incidents.push((facts, inferred));
        }
    }
    let mut told_in = vec![0; bins.len()];
    for (at, bin) in bins.iter().enumerate() {
        for facts in selection.within(bin) {
            let named = names(facts);
            told_in[at] += usize::from(!named.is_empty());
            for (key, inferred) in named {
                if let Some(thing) = by_key.get_mut(&key) {
                    thing.by_bin[at].push((facts, inferred));
                }
            }
        }
    }
    let mut things: Vec<Thing<'t, K>> = by_key.into_values().collect();
    things.sort_by_key(|thing| std::cmp::Reverse(thing.incidents.len()));
    Tally { step, bins, things, told, told_in, inferred }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, members, of_year, trends};

    #[test]
    fn an_incident_without_an_exact_date_counts_but_is_in_no_bin() {
        let named = |page, began, facets: &[usize]| IncidentFacts { factors: members(facets), ..incident(page, began) };
        let rows = vec![named(0, "2023-03-01", &[7, 2]), named(1, "2023-08-01", &[2]), named(2, "2023", &[7, 2])];
        let trends = trends([rows, vec![incident(3, "2023-09-01")]].concat(), "2023-12-31");
        let selection = all(&trends);
        let names = |facts: &IncidentFacts| facts.factors.iter().map(|m| (m.facet, m.inferred)).collect();
        let tally = tally(&selection, step(&selection), names);
        assert_eq!(
            (tally.step, tally.told, tally.told_in.as_slice(), tally.unplaced()),
            (Step::HalfYear, 3, &[1, 1][..], 1)
        );
        let counts = |thing: &Thing<'_, usize>| {
            (thing.key, thing.incidents.len(), thing.by_bin.iter().map(Vec::len).collect::<Vec<_>>())
        };
        let counts: Vec<_> = tally.things.iter().map(counts).collect();
        assert_eq!(counts, [(2, 3, vec![1, 1]), (7, 2, vec![1, 0])]);
        assert_eq!(step(&of_year(&trends, 2023)), Step::Quarter);
    }
}
