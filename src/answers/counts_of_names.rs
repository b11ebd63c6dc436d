//! Counts of what incidents name become columns over the calendar, bars, tables, and words for the rest.

use crate::analyse::trends::tally::{Tally, Thing};
use crate::analyse::trends::{IncidentFacts, small_numbers};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::columns::{self, Columns};
use crate::charts::{Drawing, bars, slots};
use crate::link::PageIx;
use crate::statistics::Interval;
use crate::words::estimates::percent;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

/// How many things a picture shows.
pub(super) const DRAWN: usize = 8;

/// How many rows a table has at most.
pub(super) const ROWS: usize = 200;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// How many of what is not drawn are listed by name.
const LISTED: usize = 12;

/// By date, as in a selection, each once.
pub(super) fn in_order(incidents: &mut Vec<&IncidentFacts>) {
    incidents.sort_by_key(|facts| (facts.date.known().is_none(), facts.date.known().copied(), facts.page));
    incidents.dedup_by_key(|facts| facts.page);
}

/// The newest of these, those that a question for people names.
pub(super) fn newest<'t>(incidents: impl DoubleEndedIterator<Item = &'t IncidentFacts>) -> Vec<PageIx> {
    incidents.rev().map(|facts| facts.page).take(NAMED).collect()
}

/// `45 %, 95 % interval 31 % to 60 %`; `None` where there are only counts.
pub(super) fn interval(share: small_numbers::Share) -> Option<String> {
    let (value, interval) = share.share?;
    Some(format!("{}, 95 % interval {} to {}", percent(value), percent(interval.low), percent(interval.high)))
}

/// `18 of 40 (45 %, 95 % interval 31 % to 60 %)`, or only the counts.
pub(super) fn counted(found: usize, of: usize) -> String {
    let counts = format!("{} of {}", thousands(found), thousands(of));
    interval(small_numbers::share(found, of)).map_or(counts.clone(), |interval| format!("{counts} ({interval})"))
}

/// A sentence about those that are not drawn; none when all are. `one` and `many` are what they are.
pub(super) fn rest<K>(
    things: &[Thing<'_, K>],
    (one, many): (&str, &str),
    name: impl Fn(&K) -> String,
) -> Option<String> {
    let rest = things.get(DRAWN..).filter(|rest| !rest.is_empty())?;
    let mut names: Vec<String> = rest.iter().take(LISTED).map(|thing| name(&thing.key)).collect();
    if rest.len() > LISTED {
        names.push(large_count(rest.len() - LISTED, "other", "others"));
    }
    let most = rest.first().map_or(0, |thing| thing.incidents.len());
    let often = if most == 1 { String::from("one incident") } else { format!("at most {} incidents", thousands(most)) };
    let (more, each) = if rest.len() == 1 { (format!("{one} is"), "") } else { (format!("{many} are"), "each ") };
    Some(format!("{} more {more} named, {each}by {often}: {}.", thousands(rest.len()), spoken_list(&names)))
}

/// The most frequent as small multiples. `many` is what they are.
pub(super) fn columns<K>(tally: &Tally<'_, K>, many: &str, name: impl Fn(&K) -> String) -> Drawing {
    let column = |incidents: &Vec<(&IncidentFacts, bool)>| {
        let mut dots: Vec<(PageIx, bool)> = incidents.iter().map(|(facts, ring)| (facts.page, *ring)).collect();
        dots.sort_by_key(|(_, ring)| *ring);
        columns::CountColumn { count: incidents.len() as u64, dots, ..columns::CountColumn::default() }
    };
    let group = |thing: &Thing<'_, K>| columns::ColumnGroup {
        name: Some(format!("{} ({})", name(&thing.key), thousands(thing.incidents.len()))),
        columns: thing.by_bin.iter().map(column).collect(),
    };
    let drawn = &tally.things[..DRAWN.min(tally.things.len())];
    let words: Vec<String> = drawn.iter().map(|thing| name(&thing.key)).collect();
    Drawing::Columns(Columns {
        title: format!("Incidents by {}, {many} one above the other", tally.step.word()),
        description: format!(
            "Counts from {} to {}, on one scale, for {}. The table below has the same numbers.",
            tally.bins.first().map_or("", |bin| &bin.name),
            tally.bins.last().map_or("", |bin| &bin.name),
            spoken_list(&words)
        ),
        slots: slots(&tally.bins),
        ring: "read from the text",
        groups: drawn.iter().map(group).collect(),
    })
}

/// The counts of the first `things` in each bin; `title` is what a thing is.
pub(super) fn by_bin<K>(
    tally: &Tally<'_, K>,
    (key, title): (&'static str, &str),
    name: impl Fn(&K) -> Cell,
    things: usize,
) -> Table {
    let row = |thing: &Thing<'_, K>, at: usize| {
        vec![
            name(&thing.key),
            Cell::Text(tally.bins[at].name.clone()),
            Cell::Count(thing.by_bin[at].len() as u64),
            Cell::Count(tally.told_in[at] as u64),
        ]
    };
    let bins = |thing: &Thing<'_, K>| (0..tally.bins.len()).map(|at| row(thing, at)).collect::<Vec<_>>();
    Table {
        columns: vec![
            Column::new(key, title),
            Column::new("period", "Period"),
            Column::new("incidents", "Incidents"),
            Column::new("of", "of"),
        ],
        rows: tally.things.iter().take(things).flat_map(bins).collect(),
    }
}

/// The most frequent as bars with the intervals of their shares.
pub(super) fn totals<K>(
    tally: &Tally<'_, K>,
    title: String,
    part: &'static str,
    name: impl Fn(&K) -> (String, Option<String>),
) -> Drawing {
    let row = |thing: &Thing<'_, K>| {
        let share = small_numbers::share(thing.incidents.len(), tally.told);
        let of = tally.told as f64;
        bars::BarRow {
            names: vec![name(&thing.key)],
            counts: vec![thing.incidents.len() as u64],
            interval: share.share.map(|(_, Interval { low, high })| Interval { low: low * of, high: high * of }),
            note: share.share.map(|(value, _)| percent(value)),
            ..bars::BarRow::default()
        }
    };
    let drawn = || tally.things.iter().take(DRAWN);
    let words: Vec<String> =
        drawn().map(|thing| format!("{} {}", name(&thing.key).0, thousands(thing.incidents.len()))).collect();
    Drawing::Bars(bars::Bars {
        title,
        description: format!("Of {}: {}.", large_count(tally.told, "incident", "incidents"), spoken_list(&words)),
        parts: vec![part],
        rows: drawn().map(row).collect(),
    })
}

/// The counts and shares of all; `title` is what a thing is.
pub(super) fn totals_table<K>(
    tally: &Tally<'_, K>,
    (key, title): (&'static str, &str),
    name: impl Fn(&K) -> Cell,
) -> Table {
    let row = |thing: &Thing<'_, K>| {
        let share = small_numbers::share(thing.incidents.len(), tally.told).share;
        let part = |pick: fn((f64, Interval)) -> f64| share.map(pick).map_or(Cell::Empty, Cell::Share);
        vec![
            name(&thing.key),
            Cell::Count(thing.incidents.len() as u64),
            Cell::Count(tally.told as u64),
            part(|(value, _)| value),
            part(|(_, interval)| interval.low),
            part(|(_, interval)| interval.high),
        ]
    };
    Table {
        columns: vec![
            Column::new(key, title),
            Column::new("incidents", "Incidents"),
            Column::new("of", "of"),
            Column::new("share", "Share"),
            Column::new("interval_low", "Interval from"),
            Column::new("interval_high", "to"),
        ],
        rows: tally.things.iter().take(ROWS).map(row).collect(),
    }
}

/// What the caption says when a table with so many `rows` does not hold all; `many` is what they are.
pub(super) fn capped(all: usize, rows: usize, many: &str) -> String {
    match all > rows {
        true => format!(" The table lists the {rows} most frequent of {} {many}.", thousands(all)),
        false => String::new(),
    }
}
