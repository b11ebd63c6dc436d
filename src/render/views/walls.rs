//! Incidents become the walls of what people learned: one line or two of each, and a link. What surprised us, what went well, what
//! we do not understand, signs that nobody read, conditions that had been there for years, what customers saw.
//!
//! Each is a list of the incidents that say something of the kind, whoever typed it: keys of the front matter and what was read
//! from the body. A wall without any is no page.

mod entry;
mod groups;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::link::{PageIx, slug};
use crate::model::Page;
use crate::render::routes::{self, SHEET};
use crate::render::views::Views;
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::walls::entry::Entry;
use crate::render::views::walls::groups::Grouped;
use crate::words::numbers;

/// What a wall gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wall {
    /// What surprised people: expected and actual.
    Surprises,
    /// What went well, and where people were lucky.
    Helped,
    /// What is not understood, and could be tried on purpose.
    Questions,
    /// Signs that nobody read.
    Signals,
    /// Conditions that had been there for more than a year.
    Latent,
    /// What customers saw, and what to tell them.
    Support,
}

impl Wall {
    /// All of them, in the order in which they are offered.
    const ALL: [Wall; 6] = [Wall::Surprises, Wall::Helped, Wall::Questions, Wall::Signals, Wall::Latent, Wall::Support];

    /// Where its first sheet goes.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Wall::Surprises => "surprises.html",
            Wall::Helped => "helped.html",
            Wall::Questions => "questions.html",
            Wall::Signals => "signals.html",
            Wall::Latent => "latent.html",
            Wall::Support => "support.html",
        }
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Wall::Surprises => "What surprised us",
            Wall::Helped => "What went well, and where we were lucky",
            Wall::Questions => "What we do not understand yet",
            Wall::Signals => "Signs that nobody read",
            Wall::Latent => "What had been there for years",
            Wall::Support => "What customers saw",
        }
    }

    /// What it is called beside the others.
    fn tab(self) -> &'static str {
        match self {
            Wall::Surprises => "Surprises",
            Wall::Helped => "What went well",
            Wall::Questions => "Open questions",
            Wall::Signals => "Signs nobody read",
            Wall::Latent => "There for years",
            Wall::Support => "What customers saw",
        }
    }

    /// What it is for.
    fn about(self) -> &'static str {
        match self {
            Wall::Surprises => "What people expected, and what was so. Whoever is new here expects much the same.",
            Wall::Helped => "What to keep doing on purpose, and what went well only by chance.",
            Wall::Questions => {
                "What nobody could say when it was written up, and what could be tried on purpose to find out. \
                 An answer is worth a line in the write-up."
            }
            Wall::Signals => {
                "Something showed it, in a log, on a board, in an alert, and nobody could be expected to read it. \
                 What would have to be different for the next one to be read?"
            }
            Wall::Latent => {
                "Conditions that were there for more than a year before they mattered, dated by an old ticket, drawing or commit."
            }
            Wall::Support => "What customers saw, what to tell somebody who asks about it, and what changes for them.",
        }
    }
}

/// The incidents that stand on each wall, in the order in which they stand there.
#[derive(Debug, Default)]
pub(crate) struct Walls {
    groups: BTreeMap<Wall, Vec<Standing>>,
    /// How each is ordered, in words.
    orders: BTreeMap<Wall, &'static str>,
    pages: BTreeMap<Wall, Vec<PageIx>>,
}

/// Incidents of a wall that stand under one heading.
#[derive(Debug)]
struct Standing {
    title: String,
    anchor: String,
    /// Their places among the wall's incidents.
    range: Range<usize>,
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
    fn on(self, wall: Wall) -> bool {
        self.0 >> wall as u8 & 1 == 1
    }
}

/// The walls on which a page says something, whatever other pages say.
pub(crate) fn sayings(page: &Page) -> Sayings {
    if page.incident().is_none() {
        return Sayings::default();
    }
    let bit = |wall: Wall| u8::from(entry::says(page, wall)) << wall as u8;
    Sayings(Wall::ALL.into_iter().map(bit).fold(0, |all, bit| all | bit))
}

/// The first wall on which something stands, found without raising them all.
pub(crate) fn first(views: &Views) -> Option<Wall> {
    let all = views.sayings().iter().fold(0, |all, says| all | says.0);
    Wall::ALL.into_iter().find(|&wall| Sayings(all).on(wall))
}

/// Finds out which incidents stand on which wall. Linear in the incidents.
pub(crate) fn walls(views: &Views) -> Walls {
    let mut walls = Walls::default();
    for wall in Wall::ALL {
        let says = |ix: &PageIx| views.sayings()[*ix].on(wall);
        let incidents: Vec<PageIx> = views.incidents().iter().copied().filter(says).collect();
        let Grouped { order, groups: grouped } = groups::groups(views, wall, incidents);
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

#[derive(Serialize)]
struct WallView {
    title: &'static str,
    about: &'static str,
    /// How many write-ups it comes from, and their order.
    count: String,
    ways: Vec<Way>,
    jumps: Vec<Jump>,
    /// Whether there are so many jumps that they are folded.
    many: bool,
    groups: Vec<Group>,
    sheet: Sheet,
}

/// The way to a wall.
#[derive(Serialize)]
struct Way {
    name: &'static str,
    address: &'static str,
    current: bool,
}

/// The way to a heading, perhaps on another sheet.
#[derive(Serialize)]
struct Jump {
    name: String,
    count: usize,
    address: String,
    anchor: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    anchor: String,
    entries: Vec<Entry>,
}

/// Headings to jump to that are in sight.
const JUMPS: usize = 16;

/// One sheet of a wall.
pub(crate) fn page(views: &Views, wall: Wall, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let pages = views.walls().of(wall);
    let standing = &views.walls().groups[&wall];
    let shown = sheet * SHEET..((sheet + 1) * SHEET).min(pages.len());
    let group = |group: &Standing| {
        let range = group.range.start.max(shown.start)..group.range.end.min(shown.end);
        let entries: Vec<Entry> = pages.get(range)?.iter().filter_map(|&ix| entry::entry(views, wall, ix)).collect();
        (!entries.is_empty()).then(|| Group { title: group.title.clone(), anchor: group.anchor.clone(), entries })
    };
    let jump = |group: &Standing| Jump {
        name: group.title.clone(),
        count: group.range.len(),
        address: routes::sheet_address(views.taken(), wall.address(), group.range.start / SHEET),
        anchor: group.anchor.clone(),
    };
    let way = |other: Wall| Way { name: other.tab(), address: other.address(), current: other == wall };
    let ways: Vec<Way> = views.walls().raised().map(way).collect();
    let view = WallView {
        title: wall.title(),
        about: wall.about(),
        count: format!(
            "From {}, {}.",
            numbers::count(pages.len(), "write-up", "write-ups"),
            views.walls().orders[&wall]
        ),
        ways: if ways.len() > 1 { ways } else { Vec::new() },
        jumps: if standing.len() > 1 { standing.iter().map(jump).collect() } else { Vec::new() },
        many: standing.len() > JUMPS,
        groups: standing.iter().filter_map(group).collect(),
        sheet: Sheet::new(views, wall.address(), sheet, pages.len()),
    };
    let mut frame = Frame::list(views, here, view.title, "walls");
    frame.description = wall.about().to_owned();
    frame.fill(views, "wall.html", &view)
}
