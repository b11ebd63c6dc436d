//! The incidents of a wall become groups under headings: by year, by how long something had been there, by service.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::link::{FacetKind, PageIx};
use crate::site::Site;
use crate::views::walls::wall::Wall;
use crate::words::latent;

/// Headings with their incidents, and how they are ordered, in words.
pub(super) struct Grouped {
    /// The key of that.
    pub(super) order: &'static str,
    pub(super) groups: Vec<(String, Vec<PageIx>)>,
}

/// Groups `incidents`, which are those of the wall, newest first; each is in one group.
pub(super) fn groups(site: &Site, wall: Wall, incidents: Vec<PageIx>) -> Grouped {
    let by_service = if wall == Wall::Support { by_service(site, &incidents) } else { None };
    match (wall, by_service) {
        (Wall::Latent, _) => Grouped { order: "wall.longest_first", groups: by_length(site, incidents) },
        (_, Some(groups)) => Grouped { order: "wall.by_service", groups },
        _ => Grouped { order: "wall.newest_first", groups: by_year(site, incidents) },
    }
}

fn by_year(site: &Site, incidents: Vec<PageIx>) -> Vec<(String, Vec<PageIx>)> {
    let mut years: BTreeMap<(bool, Reverse<i16>), Vec<PageIx>> = BTreeMap::new();
    for ix in incidents {
        let year = site.pages[ix].dated.as_ref().map(|dated| dated.value.date().year());
        years.entry((year.is_none(), Reverse(year.unwrap_or_default()))).or_default().push(ix);
    }
    let title = |(undated, Reverse(year)): (bool, Reverse<i16>)| {
        if undated { site.wording.say("date.none") } else { year.to_string() }
    };
    years.into_iter().map(|(year, pages)| (title(year), pages)).collect()
}

/// Years that a condition had been there at least, and the key of what a reader calls that.
const LENGTHS: [(i16, &str); 4] =
    [(10, "wall.ten_years"), (5, "wall.five_years"), (3, "wall.three_years"), (1, "wall.one_year")];

fn by_length(site: &Site, incidents: Vec<PageIx>) -> Vec<(String, Vec<PageIx>)> {
    let length = |ix: PageIx| latent::since(&site.pages[ix]).map_or((0, 0), |latent| (latent.years, latent.days));
    let mut order: Vec<((i16, i32), PageIx)> = incidents.into_iter().map(|ix| (length(ix), ix)).collect();
    // Stable: of the same length, the newest first.
    order.sort_by_key(|&(length, _)| Reverse(length));
    let mut groups: Vec<(String, Vec<PageIx>)> = Vec::new();
    for ((years, _), ix) in order {
        let title = LENGTHS.iter().find(|(least, _)| years >= *least).map_or(LENGTHS[3].1, |(_, key)| *key);
        let title = site.wording.say(title);
        match groups.last_mut().filter(|(last, _)| *last == title) {
            Some((_, pages)) => pages.push(ix),
            None => groups.push((title, vec![ix])),
        }
    }
    groups
}

/// By the service that the write-up names first: what somebody at the customer desk is asked about. `None` where no two services are
/// named.
fn by_service(site: &Site, incidents: &[PageIx]) -> Option<Vec<(String, Vec<PageIx>)>> {
    let mut groups: BTreeMap<Option<usize>, Vec<PageIx>> = BTreeMap::new();
    for &ix in incidents {
        groups.entry(first_service(site, ix)).or_default().push(ix);
    }
    if groups.keys().flatten().count() < 2 {
        return None;
    }
    let unnamed = groups.remove(&None);
    let services = site.links.values(FacetKind::Service);
    let named = groups
        .into_iter()
        .map(|(service, pages)| (service.map_or_else(String::new, |service| services[service].name.clone()), pages));
    Some(named.chain(unnamed.map(|pages| (site.wording.say("wall.no_service"), pages))).collect())
}

fn first_service(site: &Site, ix: PageIx) -> Option<usize> {
    let of = site.links.facets_of[ix].get(&FacetKind::Service)?;
    let services = site.links.values(FacetKind::Service);
    let named = &site.pages[ix].incident()?.services;
    let is = |service: usize, name: &str| {
        let service = &services[service];
        let same = |other: &String| other.eq_ignore_ascii_case(name.trim());
        same(&service.id) || same(&service.name) || service.aliases.iter().any(same)
    };
    let first = named.iter().find_map(|name| of.iter().copied().find(|&service| is(service, &name.value)));
    first.or_else(|| of.first().copied())
}
