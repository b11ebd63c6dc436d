//! How incidents were found becomes sentences, shares by half-year, tables, and questions about who noticed first.

use crate::analyse::trends::how_found::{Found, found};
use crate::analyse::trends::small_numbers::{SHARE_FROM, Share};
use crate::analyse::trends::tally::Thing;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, some};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{self, ROWS, capped, in_order, interval, newest, rest};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::shares::{SharePanel, Shares};
use crate::charts::{Drawing, slots};
use crate::site::Site;
use crate::statistics::Interval;
use crate::wording::Wording;
use crate::words::codes::detection;
use crate::words::periods;
use crate::words::phrases::{capital, spaced};

/// How many ways the lead names.
const LED: usize = 2;

/// How many questions for people.
const TALK: usize = 3;

/// What is known of how incidents were found.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let found = found(selection);
    let gaps = gaps(selection, |facts| facts.detection.gap());
    let mut caption = caption(wording, selection, found.tally.told, "trends.told.found", &gaps);
    caption.extend(some(wording, "trends.inferred.answers", found.tally.inferred));
    caption.extend(some(wording, "trends.left.unplaced", found.tally.unplaced()));
    caption.extend(capped(wording, found.tally.things.len(), ROWS, "trends.capped.ways"));
    Answer {
        question: Question::Found,
        lead: lead(wording, &found),
        sentences: sentences(wording, &found),
        caption: wording.paragraph(&caption),
        talk: talk(wording, &found, &gaps),
        figures: figures(wording, &found),
    }
}

/// `an alert`; a word of the house's own in quotation marks.
fn way(wording: &Wording, word: &str) -> String {
    let said = detection(wording, word);
    if said == word { wording.fill("search.quoted", &[("word", &spaced(word))]) } else { said }
}

/// The same as a heading.
fn heading(wording: &Wording, word: &str) -> String {
    let said = detection(wording, word);
    capital(&if said == word { spaced(word) } else { said })
}

fn lead(wording: &Wording, found: &Found<'_>) -> String {
    let told = found.tally.told;
    let ways = || found.tally.things.iter();
    let counted = |(at, one): (usize, &Thing<'_, &str>)| {
        let key = if at == 0 { "trends.found.was" } else { "trends.found.count" };
        let counted = wording.large(key, one.incidents.len(), &[("way", &way(wording, one.key))]);
        match interval(wording, found.share(one)) {
            Some(sure) => wording.fill("list.in_brackets", &[("text", &counted), ("note", &sure)]),
            None => counted,
        }
    };
    if told < SHARE_FROM {
        let by = |one: &Thing<'_, &str>| {
            wording.large("trends.found.count", one.incidents.len(), &[("way", &way(wording, one.key))])
        };
        let ways = wording.list(&ways().map(by).collect::<Vec<_>>());
        return wording.large("trends.found.few", told, &[("ways", &ways)]);
    }
    let ways = wording.list(&ways().take(LED).enumerate().map(counted).collect::<Vec<_>>());
    wording.large("trends.found.lead", told, &[("ways", &ways)])
}

fn sentences(wording: &Wording, found: &Found<'_>) -> Vec<String> {
    let by = |word: &str| wording.fill("trends.found.by", &[("way", &way(wording, word))]);
    let named: Option<Vec<_>> =
        found.changes.as_ref().map(|changes| changes.iter().map(|(word, changed)| (by(word), changed)).collect());
    let mut sentences = changes(wording, named.as_deref(), "trends.changed.few_found");
    sentences.extend(rest(wording, &found.tally.things, "trends.names.rest_ways", |word| way(wording, word)));
    sentences
}

fn talk(wording: &Wording, found: &Found<'_>, gaps: &[(Gap, usize)]) -> Vec<Talk> {
    let mut talk = vec![match found.outside.len() {
        0 => Talk { text: wording.say("trends.found.talk_nobody_outside"), incidents: Vec::new() },
        n => Talk {
            text: wording.large("trends.found.talk_outside", n, &[]),
            incidents: newest(found.outside.iter().copied()),
        },
    }];
    let of = |words: [&str; 2]| {
        let ways = found.tally.things.iter().filter(move |one| words.contains(&one.key));
        let mut incidents: Vec<_> = ways.flat_map(|one| one.incidents.iter().map(|(facts, _)| *facts)).collect();
        in_order(&mut incidents);
        incidents
    };
    let looked = of(["employee", "dashboard"]);
    if !looked.is_empty() {
        talk.push(Talk { text: wording.say("trends.found.talk_looked"), incidents: newest(looked.into_iter()) });
    }
    let silent: usize = gaps.iter().filter(|(gap, _)| *gap == Gap::Silent).map(|(_, count)| *count).sum();
    if silent > found.tally.told {
        talk.push(Talk { text: wording.say("trends.found.talk_silent"), incidents: Vec::new() });
    }
    talk.truncate(TALK);
    talk
}

fn figures(wording: &Wording, found: &Found<'_>) -> Vec<Figure> {
    let cell = |word: &&str| Cell::Text(heading(wording, word));
    let over_time = (!found.tally.bins.is_empty()).then(|| Figure {
        key: "over-time",
        title: Some(wording.say("trends.names.over_time")),
        says: Vec::new(),
        drawing: over_time(wording, found),
        table: by_bin(wording, found),
    });
    let ways = Figure {
        key: "found",
        title: Some(wording.say("trends.names.altogether")),
        says: Vec::new(),
        drawing: counts_of_names::totals(
            wording,
            &found.tally,
            ("trends.found.picture", "trends.found.part"),
            |word| (heading(wording, word), None),
        ),
        table: counts_of_names::totals_table(wording, &found.tally, ("found_by", "trends.column.found_by"), cell),
    };
    std::iter::once(ways).chain(over_time).collect()
}

/// Shares where any bin has enough for one, else the incidents themselves.
fn over_time(wording: &Wording, found: &Found<'_>) -> Drawing {
    let name = |word: &&str| heading(wording, word);
    if found.tally.told_in.iter().all(|told| *told < SHARE_FROM) {
        return counts_of_names::columns(wording, &found.tally, "trends.found.picture_columns", name);
    }
    let drawn = || found.tally.things.iter().take(counts_of_names::DRAWN);
    let panel = |one: &Thing<'_, &str>| SharePanel {
        name: heading(wording, one.key),
        shares: found.shares(one),
        all: found.share(one),
    };
    let bins = &found.tally.bins;
    let names: Vec<String> = drawn().map(|one| heading(wording, one.key)).collect();
    let (first, last) = periods::ends(wording, bins);
    let filling = [("first", first), ("last", last), ("names", wording.list(&names))];
    let said = wording.compose("trends.names.picture_shares", &filling);
    let step = periods::step(wording, found.tally.step, "by");
    Drawing::Shares(Shares {
        title: wording.fill("trends.found.picture_shares", &[("step", &step)]),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        slots: slots(wording, bins),
        panels: drawn().map(panel).collect(),
    })
}

fn by_bin(wording: &Wording, found: &Found<'_>) -> Table {
    let row = |one: &Thing<'_, &str>, at: usize, share: Share| {
        let part = |pick: fn((f64, Interval)) -> f64| share.share.map(pick).map_or(Cell::Empty, Cell::Share);
        vec![
            Cell::Text(heading(wording, one.key)),
            Cell::Text(periods::bin(wording, &found.tally.bins[at])),
            Cell::Count(share.count as u64),
            Cell::Count(share.of as u64),
            part(|(value, _)| value),
            part(|(_, interval)| interval.low),
            part(|(_, interval)| interval.high),
        ]
    };
    let rows = found.tally.things.iter().take(counts_of_names::DRAWN).flat_map(|one| {
        found.shares(one).into_iter().enumerate().map(move |(at, share)| row(one, at, share)).collect::<Vec<_>>()
    });
    Table {
        columns: vec![
            Column::said(wording, "found_by", "trends.column.found_by"),
            Column::said(wording, "period", "trends.column.period"),
            Column::said(wording, "incidents", "trends.column.incidents"),
            Column::said(wording, "of", "trends.column.of"),
            Column::said(wording, "share", "trends.column.share"),
            Column::said(wording, "interval_low", "trends.column.interval_from"),
            Column::said(wording, "interval_high", "trends.column.to"),
        ],
        rows: rows.collect(),
    }
}
