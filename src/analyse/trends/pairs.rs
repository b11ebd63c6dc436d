//! What incidents name becomes the pairs that come together, beside how often chance alone would bring them together.

use std::collections::BTreeMap;

use crate::analyse::trends::incident_facts::{IncidentFacts, Member};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers;
use crate::statistics::Together;

/// Things that come together.
#[derive(Debug)]
pub struct Pairs<'t> {
    /// Those that may be told, the most frequent first; equal ones in the order of menus.
    pub pairs: Vec<Pair<'t>>,
    /// How many incidents name two things or more, and not too many: they alone can tell what comes together.
    pub of: usize,
    /// How many incidents name more than [`small_numbers::PAIR_UP_TO`] and are left out.
    pub crowded: usize,
    /// How many pairs could have been told: those of things that are frequent enough each.
    pub looked_at: u64,
    /// How many pairs come together at all.
    pub seen: usize,
}

/// Two things that come together.
#[derive(Debug)]
pub struct Pair<'t> {
    /// The first, as index into its facet.
    pub a: usize,
    /// The second, which menus list after the first.
    pub b: usize,
    /// How many of [`Pairs::of`] name the first, and the second.
    pub each: (u64, u64),
    /// Those that name both, in the selection's order, and whether either was only read from the prose.
    pub incidents: Vec<(&'t IncidentFacts, bool)>,
    /// Beside chance.
    pub together: Together,
}

impl Pairs<'_> {
    /// How many pairs look unusual.
    pub fn unusual(&self) -> usize {
        self.pairs.iter().filter(|pair| small_numbers::unusual(pair.together)).count()
    }

    /// How many of [`Pairs::looked_at`] would look unusual if nothing had to do with anything; at most, as the test is on the careful side.
    pub fn by_chance(&self) -> f64 {
        self.looked_at as f64 * small_numbers::UNUSUAL
    }

    /// How many pairs look unusual even when it is allowed for that so many were looked at.
    pub fn stand_out(&self) -> usize {
        self.pairs.iter().filter(|pair| self.stands_out(pair)).count()
    }

    /// Whether a pair does.
    pub fn stands_out(&self, pair: &Pair<'_>) -> bool {
        small_numbers::adjusted(pair.together, self.looked_at) < small_numbers::UNUSUAL
    }
}

/// Counts pairs. The cost is the square of what one incident names, and that is at most [`small_numbers::PAIR_UP_TO`].
pub fn pairs<'t>(selection: &Selection<'t>, names: impl Fn(&IncidentFacts) -> &[Member]) -> Pairs<'t> {
    let several = |facts: &&&'t IncidentFacts| names(facts).len() >= 2;
    let (rows, crowded): (Vec<&'t IncidentFacts>, Vec<&'t IncidentFacts>) =
        selection.rows.iter().filter(several).partition(|facts| names(facts).len() <= small_numbers::PAIR_UP_TO);
    let mut each: BTreeMap<usize, u64> = BTreeMap::new();
    let mut met: Vec<(usize, usize, usize)> = Vec::new();
    for (row, facts) in rows.iter().enumerate() {
        let members = names(facts);
        for (at, a) in members.iter().enumerate() {
            *each.entry(a.facet).or_default() += 1;
            met.extend(members[at + 1..].iter().map(|b| (a.facet, b.facet, row)));
        }
    }
    met.sort_unstable();
    let groups = || met.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    let inferred = |facts: &IncidentFacts, facet| names(facts).iter().any(|m| m.facet == facet && m.inferred);
    let pair = |group: &[(usize, usize, usize)]| {
        let &(a, b, _) = group.first()?;
        let counts = (each[&a], each[&b]);
        let together = small_numbers::pair(group.len() as u64, counts.0, counts.1, rows.len() as u64)?;
        let of = |&(_, _, row): &(usize, usize, usize)| (rows[row], inferred(rows[row], a) || inferred(rows[row], b));
        Some(Pair { a, b, each: counts, incidents: group.iter().map(of).collect(), together })
    };
    let mut pairs: Vec<Pair<'t>> = groups().filter_map(pair).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.incidents.len()));
    let frequent = each.values().filter(|count| **count >= small_numbers::PAIR_FROM).count() as u64;
    Pairs {
        pairs,
        of: rows.len(),
        crowded: crowded.len(),
        looked_at: frequent * frequent.saturating_sub(1) / 2,
        seen: groups().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, members, trends};

    fn factors(rows: &[&[usize]]) -> crate::analyse::trends::Trends {
        let row = |(page, facets): (usize, &&[usize])| IncidentFacts {
            factors: members(facets),
            ..incident(page, "2024-05-02")
        };
        trends(rows.iter().enumerate().map(row).collect(), "2024-12-31")
    }

    #[test]
    fn a_pair_is_told_from_five_on_and_only_those_who_name_several_can_tell() {
        let rows: [&[usize]; 14] = [
            &[1, 2],
            &[1, 2],
            &[1, 2],
            &[1, 2],
            &[1, 2],
            &[2, 3],
            &[2, 3],
            &[2, 3],
            &[2, 3],
            &[3, 4],
            &[1],
            &[1],
            &[],
            &[4],
        ];
        let trends = factors(&rows);
        let selection = all(&trends);
        let pairs = pairs(&selection, |facts| &facts.factors);
        assert_eq!((pairs.of, pairs.crowded, pairs.seen, pairs.looked_at), (10, 0, 3, 3));
        let [pair] = pairs.pairs.as_slice() else { panic!("one pair is told: {pairs:?}") };
        assert_eq!((pair.a, pair.b, pair.each, pair.incidents.len()), (1, 2, (5, 9), 5));
        assert!(pair.together.expected == 4.5 && (pair.together.p - 0.5).abs() < 1e-12, "{pair:?}");
        assert_eq!((pairs.unusual(), pairs.stand_out()), (0, 0));
    }

    #[test]
    fn an_incident_that_names_everything_tells_nothing_of_pairs() {
        let everything: Vec<usize> = (0..small_numbers::PAIR_UP_TO + 1).collect();
        let most: Vec<usize> = (0..small_numbers::PAIR_UP_TO).collect();
        let trends = factors(&[&everything, &most]);
        let selection = all(&trends);
        let pairs = pairs(&selection, |facts| &facts.factors);
        assert_eq!((pairs.of, pairs.crowded, pairs.seen), (1, 1, 66));
    }
}
