//! Facts become numbers about how many people, teams and services took part. They are counts of each incident; nobody is named or ranked.

use strum::{IntoStaticStr, VariantArray};

use crate::analyse::trends::incident_facts::{IncidentFacts, Member};
use crate::analyse::trends::known_or_gap::{Gap, Known};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers::{self, Quartiles};

/// What took part in incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// People.
    People,
    /// Teams.
    Teams,
    /// Services.
    Services,
    /// People who were paged.
    Paged,
    /// People who were paged out of hours.
    PagedOutOfHours,
    /// People who helped while off call.
    #[strum(serialize = "pulled_in_off_call")]
    PulledIn,
}

/// How many of one kind took part.
#[derive(Debug)]
pub struct Involved<'t> {
    /// What.
    pub part: Part,
    /// The incidents that say so, by how many; equal ones by page.
    pub counts: Vec<Count<'t>>,
    /// The middle half, where it may be told.
    pub quartiles: Option<Quartiles>,
}

/// How many of one kind took part in an incident.
#[derive(Debug, Clone, Copy)]
pub struct Count<'t> {
    /// The incident.
    pub facts: &'t IncidentFacts,
    /// How many; none is possible of people who were called.
    pub count: u32,
    /// Whether that, or part of it, was read from the prose.
    pub inferred: bool,
}

impl Part {
    /// All of them, in the order in which they are shown.
    pub const ALL: &'static [Part] = Self::VARIANTS;

    /// How many took part in an incident. An incident that names no team or service does not say that there was none.
    pub fn of(self, facts: &IncidentFacts) -> Known<u32> {
        match self {
            Part::People => facts.people,
            Part::Teams => members(&facts.teams),
            Part::Services => members(&facts.services),
            Part::Paged => facts.paged,
            Part::PagedOutOfHours => facts.paged_out_of_hours,
            Part::PulledIn => facts.pulled_in_off_call,
        }
    }

    /// Its name for programs.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

fn members(members: &[Member]) -> Known<u32> {
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    match members {
        [] => Known::Missing(Gap::Silent),
        _ if members.iter().any(|member| member.inferred) => Known::Inferred(count),
        _ => Known::Stated(count),
    }
}

/// Counts who and what took part; kinds that no incident tells are left out. Cost: a sort for each.
pub fn involved<'t>(selection: &Selection<'t>) -> Vec<Involved<'t>> {
    let one = |part: Part| {
        let count = |facts: &&'t IncidentFacts| {
            let known = part.of(facts);
            Some(Count { facts, count: *known.known()?, inferred: known.inferred() })
        };
        let mut counts: Vec<Count<'t>> = selection.rows.iter().filter_map(count).collect();
        counts.sort_by_key(|count| (count.count, count.facts.page));
        let sorted: Vec<f64> = counts.iter().map(|count| f64::from(count.count)).collect();
        Involved { part, quartiles: small_numbers::quartiles(&sorted), counts }
    };
    Part::ALL.iter().copied().map(one).filter(|involved| !involved.counts.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, members, stated, trends};

    #[test]
    fn each_kind_is_counted_of_those_that_say_so() {
        let mut rows: Vec<IncidentFacts> = (0..8)
            .map(|page| IncidentFacts { people: stated(page as u32 + 1), ..incident(page, "2024-03-01") })
            .collect();
        rows.push(IncidentFacts {
            pulled_in_off_call: stated(0),
            services: members(&[3, 4]),
            ..incident(9, "2024-03-02")
        });
        let trends = trends(rows, "2024-12-31");
        let selection = all(&trends);
        let found: Vec<_> = involved(&selection)
            .into_iter()
            .map(|one| (one.part, one.counts.len(), one.counts.last().map(|count| count.count), one.quartiles))
            .collect();
        let quartiles = Quartiles { low: 2, median: 4.5, high: 7 };
        assert_eq!(
            found,
            [
                (Part::People, 8, Some(8), Some(quartiles)),
                (Part::Services, 1, Some(2), None),
                (Part::PulledIn, 1, Some(0), None)
            ]
        );
    }
}
