//! Services that write-ups name become entries of `[[service]]`: those that go by several names, and those that only titles name.

use crate::link::loose_key;
use crate::model::FacetKind;
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted, quoted};
use crate::suggest::service_spellings::{SpelledService, identifier, spelled_services};
use crate::suggest::titled_names::{TITLES, TitledName, titled_names};

/// So many entries of each sort, and so many names in a remark.
const MOST: usize = 15;

/// The entries.
pub(super) fn proposed_services(site: &Site) -> Vec<Proposal> {
    let known = spelled_services(site);
    let titled: Vec<TitledName> = titled_names(site).into_iter().filter(|titled| !is_known(&known, titled)).collect();
    let (several, single): (Vec<&SpelledService>, Vec<&SpelledService>) =
        known.iter().partition(|service| !service.others.is_empty());
    let mut proposals: Vec<Proposal> = several.iter().take(MOST).map(|service| merged(service)).collect();
    let (plain, doubtful): (Vec<&TitledName>, Vec<&TitledName>) = titled.iter().partition(|titled| titled.is_plain);
    proposals.extend(plain.iter().take(MOST).map(|titled| named_in_titles(titled)));
    if !doubtful.is_empty() {
        proposals.push(perhaps(&doubtful));
    }
    if !single.is_empty() && site.links.values(FacetKind::Service).iter().all(|facet| !facet.listed) {
        proposals.push(remaining(&single));
    }
    proposals
}

fn is_known(known: &[SpelledService], titled: &TitledName) -> bool {
    let key = loose_key(&titled.name);
    known.iter().any(|service| loose_key(&service.name) == key)
}

/// One entry for what goes by several names.
fn merged(service: &SpelledService) -> Proposal {
    let aliases: Vec<String> = service.others.iter().map(|other| quoted(other)).collect();
    let toml = entry(&service.id, &service.name, &aliases);
    let (id, names) = (service.id.clone(), [std::slice::from_ref(&service.name), service.others.as_slice()].concat());
    Proposal::decided(Place::Service, toml, move |today, after| {
        let before: Vec<String> =
            names.iter().filter_map(|name| Some(format!("{} as {name}", members(today, name)?))).collect();
        let now = members(after, &id)?;
        Some(format!("{}; without this entry {}.", counted(now, "incident"), before.join(", ")))
    })
}

/// An entry for a name in titles.
fn named_in_titles(titled: &TitledName) -> Proposal {
    let id = identifier(&titled.name);
    let toml = entry(&id, &titled.name, &[]);
    let name = titled.name.clone();
    Proposal::decided(Place::Service, toml, move |today, after| {
        let (before, now) = (members(today, &name).unwrap_or(0), members(after, &id)?);
        let incidents = counted(now, "incident");
        let told = || format!("{incidents} by title, summary, impact, heading or path; without this entry {before}.");
        (now >= before + TITLES).then(told)
    })
}

/// Names that may be services, and nothing but titles says so.
fn perhaps(doubtful: &[&TitledName]) -> Proposal {
    let names: Vec<String> =
        doubtful.iter().take(MOST).map(|titled| format!("{} ({})", titled.name, titled.titles)).collect();
    let said =
        "Names in titles, and in how many; whether one is a service of yours no text says, so none has an entry:";
    Proposal::remark(Place::Service, format!("{said} {}.", names.join(", ")))
}

/// What needs no entry.
fn remaining(single: &[&SpelledService]) -> Proposal {
    let names: Vec<&str> = single.iter().take(MOST).map(|service| service.name.as_str()).collect();
    let more = single.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let said = format!(
        "{} in one spelling, with a page and without an entry: {}{more}. An entry gives name, team and description.",
        counted(single.len(), "service"),
        names.join(", ")
    );
    Proposal::remark(Place::Service, said)
}

fn entry(id: &str, name: &str, aliases: &[String]) -> String {
    let mut toml = format!("id = {}", quoted(id));
    if name != id {
        toml.push_str(&format!("\nname = {}", quoted(name)));
    }
    if !aliases.is_empty() {
        toml.push_str(&format!("\naliases = [{}]", aliases.join(", ")));
    }
    toml
}

/// How many incidents name a service, by id or name.
fn members(site: &Site, name: &str) -> Option<usize> {
    let facet = site.links.values(FacetKind::Service).iter().find(|facet| facet.id == name || facet.name == name)?;
    Some(facet.incidents.len())
}
