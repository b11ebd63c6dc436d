//! The services that incidents name become counts of those that failed alone and with others, and the pairs that fail together.

use std::collections::BTreeMap;

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::pairs::{Pairs, pairs};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::share_change::{Changed, changed};
use crate::analyse::trends::small_numbers::{self, Share};

/// Services that fail together.
#[derive(Debug)]
pub struct FailTogether<'t> {
    /// How many incidents name any service.
    pub told: usize,
    /// How many of them name two or more.
    pub several: Share,
    /// How many of them have a service that was only read from the prose.
    pub inferred: usize,
    /// The services, the most frequent first; equal ones in the order of menus.
    pub services: Vec<Service>,
    /// Which fail together.
    pub pairs: Pairs<'t>,
    /// Incidents with two services or more, in two periods; `None` where no two periods can be compared.
    pub change: Option<Changed>,
}

/// How often a service failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// The service, as index into its facet.
    pub facet: usize,
    /// How many incidents name it alone.
    pub alone: u64,
    /// How many name it with others.
    pub with_others: u64,
}

/// Counts the services of incidents.
pub fn together<'t>(selection: &Selection<'t>) -> FailTogether<'t> {
    let named = |facts: &IncidentFacts| !facts.services.is_empty();
    let several = |facts: &IncidentFacts| facts.services.len() >= 2;
    let rows = || selection.rows.iter().filter(|facts| named(facts));
    let mut services: BTreeMap<usize, Service> = BTreeMap::new();
    for facts in rows() {
        for member in &facts.services {
            let none = Service { facet: member.facet, alone: 0, with_others: 0 };
            let service = services.entry(member.facet).or_insert(none);
            match several(facts) {
                true => service.with_others += 1,
                false => service.alone += 1,
            }
        }
    }
    let mut services: Vec<Service> = services.into_values().collect();
    services.sort_by_key(|service| std::cmp::Reverse(service.alone + service.with_others));
    let told = rows().count();
    FailTogether {
        told,
        several: small_numbers::share(rows().filter(|facts| several(facts)).count(), told),
        inferred: rows().filter(|facts| facts.services.iter().any(|member| member.inferred)).count(),
        services,
        pairs: pairs(selection, |facts| &facts.services),
        change: selection.sides().as_ref().map(|sides| changed(sides, named, several)),
    }
}
