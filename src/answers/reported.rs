//! Counts of reported incidents become sentences, a table, and columns of dots.

use crate::analyse::trends::reported::{Change, Reported, ReportedIn, reported};
use crate::analyse::trends::small_numbers::UNUSUAL;
use crate::analyse::trends::{IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, some};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::columns::{self, Columns};
use crate::charts::{Drawing, slots};
use crate::link::PageIx;
use crate::model::IncidentKind;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::estimates::{between, decimal};
use crate::words::periods::{bin, ends, in_side, per_step, side_name, step, steps, whole_or_not};

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What reported incidents say.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let reported = reported(selection);
    let placed = selection.n() - reported.unplaced;
    let mut caption = caption(wording, selection, placed, "trends.told.placed", &[]);
    if reported.earlier > 0 {
        let first = reported.bins.first().map_or_else(String::new, |of| bin(wording, &of.bin));
        caption.push(wording.large("trends.reported.earlier", reported.earlier, &[("first", &first)]));
    }
    let published = |facts: &&&IncidentFacts| facts.by_publication && facts.date.known().is_some();
    let published = selection.rows.iter().filter(published).count();
    let inferred = selection.rows.iter().filter(|facts| facts.date.inferred() && !facts.by_publication).count();
    caption.extend(some(wording, "trends.reported.inferred", inferred));
    caption.extend(some(wording, "trends.reported.published", published));
    caption.push(wording.say("trends.reported.depends"));
    Answer {
        question: Question::Reported,
        lead: lead(wording, &reported, selection),
        sentences: sentences(wording, &reported),
        caption: wording.paragraph(&caption),
        talk: talk(wording, &reported),
        figures: vec![Figure {
            key: "reported",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Columns(drawing(wording, &reported)),
            table: table(wording, &reported),
        }],
    }
}

fn lead(wording: &Wording, reported: &Reported<'_>, selection: &Selection<'_>) -> String {
    let (all, placed) = (selection.n(), selection.n() - reported.unplaced);
    let written = match placed == all {
        true => wording.large("trends.reported.written", all, &[]),
        false => {
            let of = wording.large("trends.of_incidents", all, &[]);
            wording.large("trends.reported.placed", placed, &[("of", &of)])
        }
    };
    let mut filling = vec![("written", written), ("steps", step(wording, reported.step, "several"))];
    let (Some(mean), Some(interval)) = (reported.mean, reported.mean_interval) else {
        return wording.compose("trends.reported.too_few", &filling);
    };
    filling.extend([
        ("each", per_step(wording, reported.step, &decimal(wording, mean))),
        ("low", decimal(wording, interval.low)),
        ("high", decimal(wording, interval.high)),
    ]);
    let key = match reported.even_p {
        Some(p) if p < UNUSUAL => "trends.reported.usual_differ",
        Some(_) => "trends.reported.usual_even",
        None => "trends.reported.usual",
    };
    wording.compose(key, &filling)
}

fn sentences(wording: &Wording, reported: &Reported<'_>) -> Vec<String> {
    let Some(Change { names, counts, days, ratio, unremarkable }) = &reported.change else {
        return vec![wording.say("trends.reported.no_sides")];
    };
    let number = |count: u64| wording.thousands(usize::try_from(count).unwrap_or(usize::MAX));
    let mut filling = vec![
        ("before", number(counts.0)),
        ("first", in_side(wording, names.0)),
        ("after", number(counts.1)),
        ("second", in_side(wording, names.1)),
    ];
    let change = match ratio {
        Some(ratio) if ratio.p < UNUSUAL => {
            let [low, high] = [ratio.interval.low, ratio.interval.high].map(|end| decimal(wording, end));
            let interval = between(wording, &low, &high);
            filling.extend([("factor", decimal(wording, ratio.ratio)), ("interval", interval)]);
            wording.compose("trends.reported.changed", &filling)
        }
        _ => wording.compose("trends.reported.same", &filling),
    };
    let (low, high) = *unremarkable;
    let key = if low == 0 { "trends.reported.seen_above" } else { "trends.reported.seen" };
    let filling = [("before", number(counts.0)), ("low", number(low)), ("high", number(high))];
    let visible = wording.compose(key, &filling);
    // A year that is not over has fewer days to be counted in.
    let visible = match days.0.abs_diff(days.1) {
        0..=1 => visible,
        _ => {
            let filling = [
                ("after", days.1.to_string()),
                ("second", side_name(wording, names.1)),
                ("first", side_name(wording, names.0)),
                ("before", days.0.to_string()),
            ];
            wording.paragraph(&[wording.compose("trends.reported.days", &filling), visible])
        }
    };
    vec![change, visible]
}

fn talk(wording: &Wording, reported: &Reported<'_>) -> Vec<Talk> {
    let pages =
        |bin: &ReportedIn<'_>| -> Vec<PageIx> { bin.incidents.iter().map(|facts| facts.page).take(NAMED).collect() };
    let mut talk = Vec::new();
    let above = |bin: &&ReportedIn<'_>| bin.usual.is_some_and(|(_, high)| bin.incidents.len() as u64 > high);
    if let Some(most) = reported.bins.iter().filter(above).max_by_key(|bin| bin.incidents.len()) {
        talk.push(Talk {
            text: wording.fill("trends.reported.talk_more", &[("bin", &bin(wording, &most.bin))]),
            incidents: pages(most),
        });
    }
    let empty: Vec<&ReportedIn<'_>> =
        reported.bins.iter().filter(|bin| bin.bin.whole && bin.incidents.is_empty()).collect();
    if let Some(last) = empty.last() {
        talk.push(Talk {
            text: wording.fill("trends.reported.talk_nothing", &[("bin", &bin(wording, &last.bin))]),
            incidents: Vec::new(),
        });
    }
    let near: Vec<PageIx> = reported
        .bins
        .iter()
        .rev()
        .flat_map(|bin| bin.incidents.iter().rev())
        .filter(|facts| facts.kind == IncidentKind::NearMiss)
        .map(|facts| facts.page)
        .take(NAMED)
        .collect();
    let key = if near.is_empty() { "trends.reported.talk_no_near_miss" } else { "trends.reported.talk_near_miss" };
    talk.push(Talk { text: wording.say(key), incidents: near });
    talk
}

fn drawing(wording: &Wording, reported: &Reported<'_>) -> Columns {
    let column = |bin: &ReportedIn<'_>| {
        let mut dots: Vec<(PageIx, bool)> =
            bin.incidents.iter().map(|facts| (facts.page, facts.kind == IncidentKind::NearMiss)).collect();
        dots.sort_by_key(|(_, ring)| *ring);
        columns::CountColumn {
            count: bin.incidents.len() as u64,
            dots,
            interval: bin.bin.whole.then_some(bin.interval),
            usual: bin.usual,
        }
    };
    let bins: Vec<_> = reported.bins.iter().map(|bin| bin.bin.clone()).collect();
    let (first, last) = ends(wording, &bins);
    let filling = [("steps", steps(wording, reported.step, bins.len())), ("first", first), ("last", last)];
    let mut description = vec![wording.compose("trends.reported.picture_of", &filling)];
    description.extend(reported.bins.iter().max_by_key(|bin| bin.incidents.len()).map(|most| {
        let filling = [("count", most.incidents.len().to_string()), ("bin", bin(wording, &most.bin))];
        wording.compose("trends.reported.picture_most", &filling)
    }));
    description.push(wording.say("trends.table_below"));
    Columns {
        title: wording.fill("trends.reported.picture", &[("step", &step(wording, reported.step, "by"))]),
        description: wording.paragraph(&description),
        slots: slots(wording, &bins),
        ring: wording.say("trends.legend.near_miss"),
        groups: vec![columns::ColumnGroup { name: None, columns: reported.bins.iter().map(column).collect() }],
    }
}

fn table(wording: &Wording, reported: &Reported<'_>) -> Table {
    let row = |bin: &ReportedIn<'_>| {
        let usual = |pick: fn((u64, u64)) -> u64| bin.usual.map(pick).map_or(Cell::Empty, Cell::Count);
        vec![
            Cell::Text(whole_or_not(wording, &bin.bin)),
            Cell::Count(bin.incidents.len() as u64),
            Cell::Count(bin.near_misses as u64),
            Cell::Number(bin.interval.low),
            Cell::Number(bin.interval.high),
            usual(|(low, _)| low),
            usual(|(_, high)| high),
        ]
    };
    Table {
        columns: vec![
            Column::new("period", step(wording, reported.step, "heading")),
            Column::said(wording, "incidents", "trends.column.incidents"),
            Column::said(wording, "near_misses", "trends.column.near_misses"),
            Column::said(wording, "interval_low", "trends.column.interval_from"),
            Column::said(wording, "interval_high", "trends.column.to"),
            Column::said(wording, "usual_low", "trends.column.usual_from"),
            Column::said(wording, "usual_high", "trends.column.to"),
        ],
        rows: reported.bins.iter().map(row).collect(),
    }
}
