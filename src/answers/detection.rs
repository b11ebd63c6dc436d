//! Numbers about how long it took until somebody knew become sentences, tables and pictures.

use crate::analyse::trends::detection::{Detection, Found, Way, detection};
use crate::analyse::trends::small_numbers::INTERVAL_FROM;
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::not_counted;
use crate::answers::length_figures::{
    caption, changed, dot, drawing, few, first, half, median_cells, median_columns, panel, spread, table,
};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::strips::{Strip, Strips};
use crate::charts::{Drawing, Measure};
use crate::site::Site;
use crate::wording::Wording;
use crate::words::codes::detection as detection_words;
use crate::words::phrases::{capital, spaced};

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// What is said of how long it took until somebody knew.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let detection = detection(selection);
    let lengths = &detection.lengths;
    let dots = drawing(wording, lengths, "trends.detection.picture", vec![panel(lengths)]);
    let by_way = Figure {
        key: "until-detected",
        title: Some(wording.say("trends.detection.by_way")),
        says: Vec::new(),
        drawing: Drawing::Strips(strips(wording, &detection)),
        table: ways_table(wording, &detection),
    };
    let over_time = Figure {
        key: "over-time",
        title: Some(wording.say("trends.detection.over_time")),
        says: Vec::new(),
        drawing: Drawing::Dots(dots),
        table: table(wording, lengths),
    };
    let mut captions = caption(wording, lengths, selection);
    captions.extend(few(wording, lengths));
    captions.extend(not_counted(wording, selection));
    Answer {
        question: Question::Detection,
        lead: wording.sentence(&[half(wording, lengths, true)]),
        sentences: sentences(wording, &detection),
        caption: wording.paragraph(&captions),
        talk: talk(wording, &detection),
        figures: vec![by_way, over_time],
    }
}

fn sentences(wording: &Wording, detection: &Detection<'_>) -> Vec<String> {
    let mut sentences: Vec<String> = spread(wording, &detection.lengths, false).into_iter().collect();
    let told = |way: &&Way<'_>| way.median.is_some_and(|median| median.n >= INTERVAL_FROM);
    let ways = detection.ways.iter().filter(told).count();
    if ways > 1 {
        sentences.push(wording.say("trends.detection.no_race"));
    }
    sentences.extend(changed(wording, &[&detection.lengths]));
    sentences
}

/// What a way is called.
fn name(wording: &Wording, found: &Found) -> String {
    match found {
        Found::By(word) => match detection_words(wording, word) {
            said if said == *word => capital(&spaced(word)),
            said => capital(&said),
        },
        Found::Otherwise => wording.say("trends.detection.otherwise"),
        Found::Unsaid => wording.say("trends.detection.unsaid"),
    }
}

fn strips(wording: &Wording, detection: &Detection<'_>) -> Strips {
    let strip = |way: &Way<'_>| Strip {
        name: name(wording, &way.found),
        dots: way.lengths.iter().map(dot).collect(),
        median: way.median.and_then(|median| median.value),
        interval: way.median.and_then(|median| median.interval),
        quartiles: None,
    };
    let of = wording.large("trends.of_incidents", detection.lengths.all.len(), &[]);
    let strips = wording.large("trends.detection.strips", detection.ways.len(), &[]);
    let said = wording.fill("trends.detection.picture_strips", &[("of", &of), ("strips", &strips)]);
    Strips {
        title: wording.say("trends.detection.picture_by_way"),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        measure: Measure::Lengths,
        strips: detection.ways.iter().map(strip).collect(),
    }
}

fn ways_table(wording: &Wording, detection: &Detection<'_>) -> Table {
    let row = |way: &Way<'_>| match &way.median {
        Some(median) => median_cells(name(wording, &way.found), median),
        None => {
            let mut cells = vec![Cell::Text(name(wording, &way.found)), Cell::Count(way.lengths.len() as u64)];
            cells.resize(7, Cell::Empty);
            cells
        }
    };
    Table {
        columns: median_columns(wording, Column::said(wording, "found", "trends.column.how_found")),
        rows: detection.ways.iter().map(row).collect(),
    }
}

fn talk(wording: &Wording, detection: &Detection<'_>) -> Vec<Talk> {
    let all = &detection.lengths.all;
    let named = |key: &str, incidents| Talk { text: wording.say(key), incidents };
    if all.len() < NAMED {
        return vec![named("trends.detection.talk_few", first(all.iter().map(|lasted| lasted.facts), NAMED))];
    }
    let most = NAMED.min(all.len() / 2);
    let mut talk = vec![
        named("trends.detection.talk_longest", first(all.iter().rev().map(|lasted| lasted.facts), most)),
        named("trends.detection.talk_soonest", first(all.iter().map(|lasted| lasted.facts), most)),
    ];
    if let Some(way) = detection.ways.iter().find(|way| way.found == Found::Unsaid) {
        let incidents = first(way.lengths.iter().rev().map(|lasted| lasted.facts), NAMED);
        talk.push(named("trends.detection.talk_unsaid", incidents));
    }
    talk
}
