//! A selection becomes groups side by side: by the calendar, or by what incidents say of themselves. There are none of teams or people.

use crate::analyse::trends::calendar_bins::{Bin, Step};
use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::lengths_of_time::{Length, lasted, seconds};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers::{self, Median, Share};
use crate::model::WayOfFinding;

/// What incidents are put side by side by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Years, half-years, quarters or months of the calendar.
    Calendar(Step),
    /// Severities, in the house's order.
    Severity,
    /// Services, in the order of menus.
    Service,
    /// Contributing factors, in the order of menus.
    Factor,
    /// Ways of finding out, in the order of [`WayOfFinding`], others after them by name.
    Detection,
}

/// Groups, and how many incidents are in none.
#[derive(Debug)]
pub struct Grouped<'t> {
    /// In the order of the calendar or of menus; never by a number.
    pub groups: Vec<Group<'t>>,
    /// Incidents that do not say which group they are of.
    pub none: usize,
    /// Incidents that are in more than one.
    pub several: usize,
}

/// Incidents that have something in common.
#[derive(Debug)]
pub struct Group<'t> {
    /// What it is.
    pub of: GroupOf,
    /// Its incidents, by date.
    pub rows: Vec<&'t IncidentFacts>,
}

/// What a group has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupOf {
    /// A stretch of the calendar.
    Bin(Bin),
    /// A value of a facet, by index.
    Facet(usize),
    /// A way of finding out.
    Way(String),
}

/// What is counted of a group.
#[derive(Debug)]
pub struct Numbers {
    /// From the start until somebody knew.
    pub until_detected: Median,
    /// From the start until the harm stopped.
    pub until_mitigated: Median,
    /// From the start until all was well.
    pub until_resolved: Median,
    /// How many were found by people outside the house, of those that say how they were found.
    pub outside: Share,
}

/// Puts a selection's incidents side by side. An incident with several values is in several groups.
pub fn by<'t>(selection: &Selection<'t>, by: By) -> Grouped<'t> {
    let groups = match by {
        By::Calendar(step) => calendar(selection, step),
        By::Severity => facets(selection, |facts| facts.severity.iter().map(|member| member.facet).collect()),
        By::Service => facets(selection, |facts| facts.services.iter().map(|member| member.facet).collect()),
        By::Factor => facets(selection, |facts| facts.factors.iter().map(|member| member.facet).collect()),
        By::Detection => ways(selection),
    };
    let (none, several) = match by {
        By::Service | By::Factor => {
            let of = |facts: &IncidentFacts| if by == By::Service { facts.services.len() } else { facts.factors.len() };
            let counted = |wanted: fn(usize) -> bool| selection.rows.iter().filter(|facts| wanted(of(facts))).count();
            (counted(|n| n == 0), counted(|n| n > 1))
        }
        _ => (selection.n() - groups.iter().map(|group| group.rows.len()).sum::<usize>(), 0),
    };
    Grouped { groups, none, several }
}

fn calendar<'t>(selection: &Selection<'t>, step: Step) -> Vec<Group<'t>> {
    let of = |bin: Bin| Group { rows: selection.within(&bin).collect(), of: GroupOf::Bin(bin) };
    selection.bins_of(step).into_iter().map(of).collect()
}

fn facets<'t>(selection: &Selection<'t>, of: impl Fn(&IncidentFacts) -> Vec<usize>) -> Vec<Group<'t>> {
    let mut groups: Vec<Group<'t>> = Vec::new();
    for facts in &selection.rows {
        for facet in of(facts) {
            match groups.binary_search_by_key(&facet, |group| index(group)) {
                Ok(at) => groups[at].rows.push(facts),
                Err(at) => groups.insert(at, Group { of: GroupOf::Facet(facet), rows: vec![facts] }),
            }
        }
    }
    groups
}

fn index(group: &Group<'_>) -> usize {
    match group.of {
        GroupOf::Facet(ix) => ix,
        _ => usize::MAX,
    }
}

fn ways<'t>(selection: &Selection<'t>) -> Vec<Group<'t>> {
    let mut groups: Vec<Group<'t>> = Vec::new();
    for facts in &selection.rows {
        let Some(word) = facts.detection.known() else { continue };
        match groups.iter_mut().find(|group| matches!(&group.of, GroupOf::Way(way) if way == word)) {
            Some(group) => group.rows.push(facts),
            None => groups.push(Group { of: GroupOf::Way(word.clone()), rows: vec![facts] }),
        }
    }
    groups.sort_by_cached_key(|group| match &group.of {
        GroupOf::Way(word) => (WayOfFinding::rank(word), word.clone()),
        _ => (usize::MAX, String::new()),
    });
    groups
}

/// Counts a group.
pub fn numbers(rows: &[&IncidentFacts]) -> Numbers {
    let median = |length: Length| small_numbers::median(&seconds(&lasted(rows, length)));
    let (outside, told) = outside(rows);
    Numbers {
        until_detected: median(Length::Detected),
        until_mitigated: median(Length::Mitigated),
        until_resolved: median(Length::Resolved),
        outside: small_numbers::share(outside, told),
    }
}

/// How many were found by people outside, and how many say how they were found.
fn outside(rows: &[&IncidentFacts]) -> (usize, usize) {
    let told = || rows.iter().filter_map(|facts| facts.detection.known());
    (told().filter(|word| WayOfFinding::from_code(word).is_some_and(WayOfFinding::is_outside)).count(), told().count())
}
