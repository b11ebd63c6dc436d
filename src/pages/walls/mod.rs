//! Incidents become the walls of what people learned: one line or two of each, and a link. What they took away, what surprised us, what went well, what
//! we do not understand, signs that nobody read, conditions that had been there for years, what customers saw.
//!
//! Each is a list of the incidents that say something of the kind, whoever typed it: keys of the front matter and what was read
//! from the body. A wall without any is no page.

mod wall_entry;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::pages::frame::Frame;
use crate::pages::pager::Pager;
use crate::pages::walls::wall_entry::WallEntry;
use crate::views::walls::{Standing, Wall};
use crate::views::{Views, page_size};

#[derive(Serialize)]
struct WallView {
    title: String,
    about: String,
    /// How many write-ups it comes from, and their order.
    count: String,
    ways: Vec<WallWay>,
    jumps: Vec<WallJump>,
    /// Whether there are so many jumps that they are folded.
    many: bool,
    groups: Vec<WallGroup>,
    sheet: Pager,
}

/// The way to a wall.
#[derive(Serialize)]
struct WallWay {
    name: String,
    address: &'static str,
    current: bool,
}

/// The way to a heading, perhaps on another sheet.
#[derive(Serialize)]
struct WallJump {
    name: String,
    count: usize,
    address: String,
    anchor: String,
}

#[derive(Serialize)]
struct WallGroup {
    title: String,
    anchor: String,
    entries: Vec<WallEntry>,
}

/// Headings to jump to that are in sight.
const JUMPS: usize = 16;

/// One sheet of a wall.
pub(crate) fn page(views: &Views, wall: Wall, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let (wording, pages) = (&views.site.wording, views.walls().of(wall));
    let standing = &views.walls().groups[&wall];
    let shown = page_size::rows_on(sheet, pages.len());
    let group = |group: &Standing| {
        let range = group.range.start.max(shown.start)..group.range.end.min(shown.end);
        let entries: Vec<WallEntry> =
            pages.get(range)?.iter().filter_map(|&ix| wall_entry::entry(views, wall, ix)).collect();
        (!entries.is_empty()).then(|| WallGroup { title: group.title.clone(), anchor: group.anchor.clone(), entries })
    };
    let jump = |group: &Standing| WallJump {
        name: group.title.clone(),
        count: group.range.len(),
        address: page_size::sheet_address(views.taken(), wall.address(), page_size::sheet_of(group.range.start)),
        anchor: group.anchor.clone(),
    };
    let way = |other: Wall| WallWay { name: other.tab(wording), address: other.address(), current: other == wall };
    let ways: Vec<WallWay> = views.walls().raised().map(way).collect();
    let write_ups = wording.count("count.write_ups", pages.len());
    let order = wording.say(views.walls().orders[&wall]);
    let view = WallView {
        title: wall.title(wording),
        about: wall.about(wording),
        count: wording.fill("wall.from", &[("write_ups", &write_ups), ("order", &order)]),
        ways: if ways.len() > 1 { ways } else { Vec::new() },
        jumps: if standing.len() > 1 { standing.iter().map(jump).collect() } else { Vec::new() },
        many: standing.len() > JUMPS,
        groups: standing.iter().filter_map(group).collect(),
        sheet: Pager::new(views, wall.address(), sheet, pages.len()),
    };
    let mut frame = Frame::list(views, here, &view.title, "walls");
    frame.description = wall.about(wording);
    frame.fill(views, "wall.html", &view)
}
