//! Counts of what incidents name become columns over the calendar, bars, tables, and words for the rest.

use crate::analyse::trends::tally::{Tally, Thing};
use crate::analyse::trends::{IncidentFacts, small_numbers};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::columns::{self, Columns};
use crate::charts::{Drawing, bars, slots};
use crate::link::PageIx;
use crate::statistics::Interval;
use crate::wording::Wording;
use crate::words::estimates::percent;
use crate::words::periods::{bin, ends, step};

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
pub(super) fn interval(wording: &Wording, share: small_numbers::Share) -> Option<String> {
    let (value, interval) = share.share?;
    let [value, low, high] = [value, interval.low, interval.high].map(|share| percent(wording, share));
    Some(wording.fill("trends.names.share", &[("percent", &value), ("low", &low), ("high", &high)]))
}

/// `18 of 40 (45 %, 95 % interval 31 % to 60 %)`, or only the counts.
pub(super) fn counted(wording: &Wording, found: usize, of: usize) -> String {
    let counts = wording.fill("share.of", &[("count", &wording.thousands(found)), ("all", &wording.thousands(of))]);
    match interval(wording, small_numbers::share(found, of)) {
        Some(interval) => wording.fill("list.in_brackets", &[("text", &counts), ("note", &interval)]),
        None => counts,
    }
}

/// A sentence about those that are not drawn, said by `key`; none when all are.
pub(super) fn rest<K>(
    wording: &Wording,
    things: &[Thing<'_, K>],
    key: &str,
    name: impl Fn(&K) -> String,
) -> Option<String> {
    let rest = things.get(DRAWN..).filter(|rest| !rest.is_empty())?;
    let mut names: Vec<String> = rest.iter().take(LISTED).map(|thing| name(&thing.key)).collect();
    if rest.len() > LISTED {
        names.push(wording.large("trends.names.others", rest.len() - LISTED, &[]));
    }
    let most = rest.first().map_or(0, |thing| thing.incidents.len());
    let often = match most {
        1 => wording.say("trends.names.rest_once"),
        _ => wording.fill("trends.names.rest_most", &[("count", &wording.thousands(most))]),
    };
    Some(wording.large(key, rest.len(), &[("often", &often), ("names", &wording.list(&names))]))
}

/// The most frequent as small multiples. `title` is a key with a gap for the step.
pub(super) fn columns<K>(wording: &Wording, tally: &Tally<'_, K>, title: &str, name: impl Fn(&K) -> String) -> Drawing {
    let column = |incidents: &Vec<(&IncidentFacts, bool)>| {
        let mut dots: Vec<(PageIx, bool)> = incidents.iter().map(|(facts, ring)| (facts.page, *ring)).collect();
        dots.sort_by_key(|(_, ring)| *ring);
        columns::CountColumn { count: incidents.len() as u64, dots, ..columns::CountColumn::default() }
    };
    let count = |thing: &Thing<'_, K>| wording.thousands(thing.incidents.len());
    let with_count = |thing: &Thing<'_, K>| {
        wording.fill("list.in_brackets", &[("text", &name(&thing.key)), ("note", &count(thing))])
    };
    let group = |thing: &Thing<'_, K>| columns::ColumnGroup {
        name: Some(with_count(thing)),
        columns: thing.by_bin.iter().map(column).collect(),
    };
    let drawn = &tally.things[..DRAWN.min(tally.things.len())];
    let words: Vec<String> = drawn.iter().map(|thing| name(&thing.key)).collect();
    let (first, last) = ends(wording, &tally.bins);
    let filling = [("first", first.as_str()), ("last", &last), ("names", &wording.list(&words))];
    let said = wording.fill("trends.names.picture_counts", &filling);
    Drawing::Columns(Columns {
        title: wording.fill(title, &[("step", &step(wording, tally.step, "by"))]),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        slots: slots(wording, &tally.bins),
        ring: wording.say("trends.legend.from_text"),
        groups: drawn.iter().map(group).collect(),
    })
}

/// The counts of the first `things` in each bin; `title` is the key of what a thing is.
pub(super) fn by_bin<K>(
    wording: &Wording,
    tally: &Tally<'_, K>,
    (key, title): (&'static str, &str),
    name: impl Fn(&K) -> Cell,
    things: usize,
) -> Table {
    let row = |thing: &Thing<'_, K>, at: usize| {
        vec![
            name(&thing.key),
            Cell::Text(bin(wording, &tally.bins[at])),
            Cell::Count(thing.by_bin[at].len() as u64),
            Cell::Count(tally.told_in[at] as u64),
        ]
    };
    let bins = |thing: &Thing<'_, K>| (0..tally.bins.len()).map(|at| row(thing, at)).collect::<Vec<_>>();
    Table {
        columns: vec![
            Column::said(wording, key, title),
            Column::said(wording, "period", "trends.column.period"),
            Column::said(wording, "incidents", "trends.column.incidents"),
            Column::said(wording, "of", "trends.column.of"),
        ],
        rows: tally.things.iter().take(things).flat_map(bins).collect(),
    }
}

/// The most frequent as bars with the intervals of their shares; the title and what a bar is are keys.
pub(super) fn totals<K>(
    wording: &Wording,
    tally: &Tally<'_, K>,
    (title, part): (&str, &str),
    name: impl Fn(&K) -> (String, Option<String>),
) -> Drawing {
    let row = |thing: &Thing<'_, K>| {
        let share = small_numbers::share(thing.incidents.len(), tally.told);
        let of = tally.told as f64;
        bars::BarRow {
            names: vec![name(&thing.key)],
            counts: vec![thing.incidents.len() as u64],
            interval: share.share.map(|(_, Interval { low, high })| Interval { low: low * of, high: high * of }),
            note: share.share.map(|(value, _)| percent(wording, value)),
            ..bars::BarRow::default()
        }
    };
    let drawn = || tally.things.iter().take(DRAWN);
    let said = |thing: &Thing<'_, K>| {
        let count = wording.thousands(thing.incidents.len());
        wording.fill("trends.names.count", &[("name", &name(&thing.key).0), ("count", &count)])
    };
    let words: Vec<String> = drawn().map(said).collect();
    let of = wording.large("trends.of_incidents", tally.told, &[]);
    Drawing::Bars(bars::Bars {
        title: wording.say(title),
        description: wording.fill("trends.names.picture_of", &[("of", &of), ("names", &wording.list(&words))]),
        parts: vec![wording.say(part)],
        rows: drawn().map(row).collect(),
    })
}

/// The counts and shares of all; `title` is the key of what a thing is.
pub(super) fn totals_table<K>(
    wording: &Wording,
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
            Column::said(wording, key, title),
            Column::said(wording, "incidents", "trends.column.incidents"),
            Column::said(wording, "of", "trends.column.of"),
            Column::said(wording, "share", "trends.column.share"),
            Column::said(wording, "interval_low", "trends.column.interval_from"),
            Column::said(wording, "interval_high", "trends.column.to"),
        ],
        rows: tally.things.iter().take(ROWS).map(row).collect(),
    }
}

/// What the caption says when a table with so many `rows` does not hold all.
pub(super) fn capped(wording: &Wording, all: usize, rows: usize, key: &str) -> Option<String> {
    (all > rows).then(|| wording.fill(key, &[("rows", &rows.to_string()), ("all", &wording.thousands(all))]))
}
