//! The severities of write-ups become `[[severity]]`, worst first.

use crate::model::FacetKind;
use crate::parse::severity_rank;
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted, quoted};

/// More values are no scale.
const MOST: usize = 10;

/// The entries, where the words or their numbers say which is worse.
pub(super) fn proposed_severities(site: &Site) -> Vec<Proposal> {
    let mut found: Vec<(&str, usize)> = site
        .links
        .values(FacetKind::Severity)
        .iter()
        .filter(|facet| !facet.incidents.is_empty())
        .map(|facet| (facet.name.as_str(), facet.incidents.len()))
        .collect();
    if found.len() < 2 || found.len() > MOST {
        return Vec::new();
    }
    let ranks: Vec<Option<u8>> = found.iter().map(|(name, _)| severity_rank(name)).collect();
    let unknown: Vec<&str> =
        found.iter().zip(&ranks).filter(|(_, rank)| rank.is_none()).map(|((name, _), _)| *name).collect();
    found.sort_by_key(|(name, _)| severity_rank(name).unwrap_or(u8::MAX));
    let same = |rank: &u8| ranks.iter().flatten().filter(|other| *other == rank).count() > 1;
    let twice = ranks.iter().flatten().any(same);
    let why = match (unknown.is_empty(), twice) {
        (true, false) => None,
        (false, _) => {
            Some(format!("Whether {} is worse than the others, no word says; put them in order.", unknown.join(", ")))
        }
        (true, true) => {
            Some(String::from("Two scales are in use here; say which are the same, as aliases, or which is worse."))
        }
    };
    let one = |(name, count): (&str, usize)| {
        let toml = format!("id = {}", quoted(name));
        let incidents = counted(count, "incident");
        match &why {
            Some(why) => Proposal::undecided(Place::Severity, toml, format!("{incidents}. {why}")),
            None => Proposal::decided(Place::Severity, toml, effect(name.to_owned())),
        }
    };
    found.into_iter().map(one).collect()
}

fn effect(name: String) -> impl Fn(&Site, &Site) -> Option<String> {
    move |today, after| {
        let members = |site: &Site| {
            let facet = site.links.values(FacetKind::Severity).iter().position(|facet| facet.name == name);
            facet.map_or((0, 0), |at| (at + 1, site.links.values(FacetKind::Severity)[at].incidents.len()))
        };
        let ((place, before), (now_place, now)) = (members(today), members(after));
        let place = match place {
            0 => return Some(format!("{}, in place {now_place}; today none.", counted(now, "incident"))),
            place if place == now_place => format!("in place {now_place}, as today"),
            place => format!("in place {now_place}, today in place {place}"),
        };
        let before = if before == now { String::new() } else { format!(" (today {before})") };
        Some(format!("{}{before}, {place}.", counted(now, "incident")))
    }
}
