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
use crate::wording::english;
use crate::words::codes::detection as detection_words;
use crate::words::numbers::large_count;
use crate::words::phrases::{capital, spaced};

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// What is said of how long it took until somebody knew.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let detection = detection(selection);
    let lengths = &detection.lengths;
    let by_way = Figure {
        key: "until-detected",
        title: Some("By how they were found"),
        says: Vec::new(),
        drawing: Drawing::Strips(strips(&detection)),
        table: ways_table(&detection),
    };
    let over_time = Figure {
        key: "over-time",
        title: Some("Over time, however they were found"),
        says: Vec::new(),
        drawing: Drawing::Dots(drawing(lengths, "From the start until somebody knew", vec![panel(lengths)])),
        table: table(lengths),
    };
    let mut captions = vec![caption(lengths, selection)];
    captions.extend(few(lengths));
    Answer {
        question: Question::Detection,
        lead: format!("{}.", capital(&half(lengths, "incidents"))),
        sentences: sentences(&detection),
        caption: captions.join(" ") + &not_counted(selection),
        talk: talk(&detection),
        figures: vec![by_way, over_time],
    }
}

fn sentences(detection: &Detection<'_>) -> Vec<String> {
    let mut sentences: Vec<String> = spread(&detection.lengths).into_iter().collect();
    let told = |way: &&Way<'_>| way.median.is_some_and(|median| median.n >= INTERVAL_FROM);
    let ways = detection.ways.iter().filter(told).count();
    if ways > 1 {
        sentences.push(String::from(
            "Different ways find different incidents: that one took less time does not make it the quicker way for the others.",
        ));
    }
    sentences.extend(changed(&[&detection.lengths]));
    sentences
}

/// What a way is called.
fn name(found: &Found) -> String {
    match found {
        Found::By(word) => match detection_words(english(), word) {
            said if said == *word => capital(&spaced(word)),
            said => capital(&said),
        },
        Found::Otherwise => String::from("Found in other ways"),
        Found::Unsaid => String::from("Not said how"),
    }
}

fn strips(detection: &Detection<'_>) -> Strips {
    let strip = |way: &Way<'_>| Strip {
        name: name(&way.found),
        dots: way.lengths.iter().map(dot).collect(),
        median: way.median.and_then(|median| median.value),
        interval: way.median.and_then(|median| median.interval),
        quartiles: None,
    };
    Strips {
        title: String::from("From the start until somebody knew, by how it was found"),
        description: format!(
            "A dot for each of {} on a scale of equal factors, in {}. The table below has the same numbers.",
            large_count(detection.lengths.all.len(), "incident", "incidents"),
            large_count(detection.ways.len(), "strip", "strips")
        ),
        measure: Measure::Lengths,
        strips: detection.ways.iter().map(strip).collect(),
    }
}

fn ways_table(detection: &Detection<'_>) -> Table {
    let row = |way: &Way<'_>| match &way.median {
        Some(median) => median_cells(name(&way.found), median),
        None => {
            let mut cells = vec![Cell::Text(name(&way.found)), Cell::Count(way.lengths.len() as u64)];
            cells.resize(7, Cell::Empty);
            cells
        }
    };
    Table {
        columns: median_columns(Column::new("found", "How it was found")),
        rows: detection.ways.iter().map(row).collect(),
    }
}

fn talk(detection: &Detection<'_>) -> Vec<Talk> {
    let all = &detection.lengths.all;
    let named = |text: &str, incidents| Talk { text: text.to_owned(), incidents };
    if all.len() < NAMED {
        return vec![named(
            "How did people come to know of these, and what was there to be seen before?",
            first(all.iter().map(|lasted| lasted.facts), NAMED),
        )];
    }
    let most = NAMED.min(all.len() / 2);
    let mut talk = vec![
        named(
            "These went unnoticed longest. What was there to be seen meanwhile, and where did it show?",
            first(all.iter().rev().map(|lasted| lasted.facts), most),
        ),
        named(
            "These were noticed soonest. What made that possible, and where else would it help?",
            first(all.iter().map(|lasted| lasted.facts), most),
        ),
    ];
    if let Some(way) = detection.ways.iter().find(|way| way.found == Found::Unsaid) {
        talk.push(named(
            "How these were found is not said. How did people come to know?",
            first(way.lengths.iter().rev().map(|lasted| lasted.facts), NAMED),
        ));
    }
    talk
}
