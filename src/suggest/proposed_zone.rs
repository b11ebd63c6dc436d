//! The zones that write-ups name become the house's `timezone`.

use std::collections::BTreeMap;

use crate::model::{Incident, Moment, Precision, Timepoint, ZoneOrigin};
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted, quoted};
use crate::suggest::written_zones::{is_place, written_zones};

/// So many write-ups must name a zone, and so many of ten that name any.
const ENOUGH: usize = 2;
const MOST: usize = 8;

/// Languages that are spoken by one clock: a hint, no proof.
const SPOKEN_BY: [(&str, &str); 9] = [
    ("ja", "Asia/Tokyo"),
    ("ko", "Asia/Seoul"),
    ("no", "Europe/Oslo"),
    ("sv", "Europe/Stockholm"),
    ("da", "Europe/Copenhagen"),
    ("pl", "Europe/Warsaw"),
    ("it", "Europe/Rome"),
    ("nl", "Europe/Amsterdam"),
    ("de", "Europe/Berlin"),
];

/// The zone, where write-ups name one and there are times without any.
pub(super) fn proposed_zone(site: &Site) -> Option<Proposal> {
    let (times, without) = assumed(site);
    if times == 0 {
        return None;
    }
    let mut naming: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let mut telling = 0;
    for page in site.pages.iter().filter(|page| page.incident().is_some()) {
        let zones = written_zones(&page.text);
        telling += usize::from(!zones.is_empty());
        for (zone, written) in zones {
            let row = naming.entry(zone).or_default();
            row.0 += 1;
            let new: Vec<String> = written.into_iter().filter(|one| !row.1.contains(one)).collect();
            row.1.extend(new);
        }
    }
    let loose = format!("{} of {} name no zone", counted(times, "time"), counted(without, "write-up"));
    let best = naming.iter().max_by_key(|(zone, (count, _))| (*count, is_place(zone)));
    let Some((zone, (count, written))) = best else {
        return Some(unnamed(site, &loose));
    };
    let toml = format!("timezone = {}", quoted(zone));
    let named = format!(
        "{count} of the {} that name a zone name this one ({})",
        counted(telling, "write-up"),
        written.join(", ")
    );
    if *count < ENOUGH || count * 10 < telling * MOST || !is_place(zone) {
        let others: Vec<&str> = naming.keys().filter(|other| *other != zone).map(String::as_str).collect();
        let others = if others.is_empty() { String::new() } else { format!("; others: {}", others.join(", ")) };
        let why = format!("{loose}, and are read in UTC today. {named}{others}: that does not decide.");
        return Some(Proposal::undecided(Place::Top, toml, why));
    }
    if zone == "UTC" {
        return Some(Proposal::undecided(
            Place::Top,
            toml,
            format!("{loose}, and are read in UTC as they are. {named}."),
        ));
    }
    let city = if zone == "CET" || zone == "EET" {
        " Name your own city instead, such as Europe/Paris, if its clocks are others."
    } else {
        ""
    };
    let (named, city) = (named.clone(), city.to_owned());
    Some(Proposal::decided(Place::Top, toml, move |_, after| {
        let (times, without) = assumed(after);
        let read = counted(times, "time");
        Some(format!(
            "{read} of {} that name no zone are read in it, today in UTC. {named}.{city}",
            counted(without, "write-up")
        ))
    }))
}

/// A zone that only the language hints at.
fn unnamed(site: &Site, loose: &str) -> Proposal {
    let is_in = |lang: &str| site.pages.iter().filter(|page| page.lang == lang).count() * 2 > site.pages.len();
    let hint = SPOKEN_BY.iter().find(|(lang, _)| is_in(lang));
    let zone = hint.map_or("UTC", |(_, zone)| zone);
    let hint = hint.map_or("", |_| "; the language of most is all that speaks for this one");
    let why = format!("{loose}, and are read in UTC. No write-up names a zone{hint}: say whose clocks they are.");
    Proposal::undecided(Place::Top, format!("timezone = {}", quoted(zone)), why)
}

/// How many times of day have no zone of their own, and in how many write-ups.
fn assumed(site: &Site) -> (usize, usize) {
    let counts = site.pages.iter().filter_map(|page| Some(assumed_in(page.incident()?)));
    counts.filter(|count| *count > 0).fold((0, 0), |(times, pages), count| (times + count, pages + 1))
}

fn assumed_in(incident: &Incident) -> usize {
    let times = &incident.times;
    let facts = [
        &times.started,
        &times.detected,
        &times.acknowledged,
        &times.mitigated,
        &times.resolved,
        &times.captured,
        &times.reviewed,
        &times.published,
    ];
    let is_loose = |moment: &Moment| moment.zone == ZoneOrigin::Assumed && moment.precision >= Precision::Hour;
    let of_facts = facts.into_iter().flatten().filter_map(|fact| fact.value.known());
    let of_rows = incident.timeline.iter().filter_map(|row| Timepoint::known(&row.at));
    of_facts.chain(of_rows).filter(|moment| is_loose(moment)).count()
}
