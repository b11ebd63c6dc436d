//! Pages become the incidents that stand on each wall, under headings.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::link::{PageIx, slug};
use crate::model::Page;
use crate::site::Site;
use crate::views::walls::wall::Wall;
use crate::views::walls::wall_groups::{self, Grouped};
use crate::views::walls::wall_sentences;

/// The incidents that stand on each wall, in the order in which they stand there.
#[derive(Debug, Default)]
pub(crate) struct Walls {
    pub(crate) groups: BTreeMap<Wall, Vec<Standing>>,
    /// How each is ordered, in words.
    pub(crate) orders: BTreeMap<Wall, &'static str>,
    pub(crate) pages: BTreeMap<Wall, Vec<PageIx>>,
}

/// Incidents of a wall that stand under one heading.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) title: String,
    pub(crate) anchor: String,
    /// Their places among the wall's incidents.
    pub(crate) range: Range<usize>,
}

impl Walls {
    /// The incidents on a wall.
    pub(crate) fn of(&self, wall: Wall) -> &[PageIx] {
        self.pages.get(&wall).map_or(&[], Vec::as_slice)
    }

    /// The walls on which something stands.
    pub(crate) fn raised(&self) -> impl Iterator<Item = Wall> + '_ {
        Wall::ALL.into_iter().filter(|&wall| !self.of(wall).is_empty())
    }
}

/// The walls on which a page says something, one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sayings(u8);

impl Sayings {
    pub(crate) fn on(self, wall: Wall) -> bool {
        self.0 >> wall as u8 & 1 == 1
    }
}

/// The walls on which a page says something, whatever other pages say.
pub(crate) fn sayings(page: &Page) -> Sayings {
    if page.incident().is_none() {
        return Sayings::default();
    }
    let bit = |wall: Wall| u8::from(wall_sentences::says(page, wall)) << wall as u8;
    Sayings(Wall::ALL.into_iter().map(bit).fold(0, |all, bit| all | bit))
}

/// The first wall on which something stands, found without raising them all.
pub(crate) fn shown(sayings: &[Sayings]) -> impl Iterator<Item = Wall> {
    let all = sayings.iter().fold(0, |all, says| all | says.0);
    Wall::ALL.into_iter().filter(move |&wall| Sayings(all).on(wall))
}

/// Finds out which incidents stand on which wall. Linear in the incidents.
pub(crate) fn walls(site: &Site, sayings: &[Sayings]) -> Walls {
    let mut walls = Walls::default();
    for wall in Wall::ALL {
        let says = |ix: &PageIx| sayings[*ix].on(wall);
        let incidents: Vec<PageIx> = site.links.newest_first.iter().copied().filter(says).collect();
        let Grouped { order, groups: grouped } = wall_groups::groups(site, wall, incidents);
        let mut start = 0;
        let mut taken: HashSet<String> = HashSet::new();
        let standing = grouped.iter().map(|(title, pages)| {
            let range = start..start + pages.len();
            start = range.end;
            let mut anchor = format!("group.{}", slug(title));
            while !taken.insert(anchor.clone()) {
                anchor.push('-');
            }
            Standing { title: title.clone(), anchor, range }
        });
        walls.orders.insert(wall, order);
        walls.groups.insert(wall, standing.collect());
        walls.pages.insert(wall, grouped.into_iter().flat_map(|(_, pages)| pages).collect());
    }
    walls
}
