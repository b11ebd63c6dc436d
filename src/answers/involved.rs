//! Numbers about how many people, teams and services took part become sentences, a table and strips of dots.

use crate::analyse::trends::involved::{Count, Involved, Part, involved};
use crate::analyse::trends::small_numbers::{INTERVAL_FROM, Quartiles};
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{counted, gaps, not_counted, rings};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::dots::Dot;
use crate::charts::strips::{Strip, Strips};
use crate::charts::{Drawing, Measure};
use crate::link::PageIx;
use crate::site::Site;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::{capital, spoken_list};

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// What is said of who and what took part.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let involved = involved(selection);
    Answer {
        question: Question::Involved,
        lead: lead(&involved),
        sentences: sentences(&involved),
        caption: caption(&involved, selection),
        talk: talk(&involved),
        figures: vec![Figure {
            key: "involved",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Strips(drawing(&involved, selection)),
            table: table(&involved),
        }],
    }
}

/// What is counted, of which there are `n`.
fn noun(part: Part, n: u64) -> &'static str {
    let (one, many) = match part {
        Part::People => ("person taking part", "people taking part"),
        Part::Teams => ("team", "teams"),
        Part::Services => ("service", "services"),
        Part::Paged => ("person paged", "people paged"),
        Part::PagedOutOfHours => ("person paged out of hours", "people paged out of hours"),
        Part::PulledIn => ("person pulled in off call", "people pulled in off call"),
    };
    if n == 1 { one } else { many }
}

fn title(part: Part) -> &'static str {
    match part {
        Part::People => "People who took part",
        Part::Teams => "Teams",
        Part::Services => "Services",
        Part::Paged => "People paged",
        Part::PagedOutOfHours => "People paged out of hours",
        Part::PulledIn => "People pulled in off call",
    }
}

/// `the middle half of 24 incidents had between 3 and 8 people taking part`, or why that is not said.
fn half(involved: &Involved<'_>, whom: &str) -> String {
    let n = involved.counts.len();
    let Some(Quartiles { low, high, .. }) = involved.quartiles else { return few(involved, whom) };
    let of = format!("{}{whom}", thousands(n));
    match low == high {
        true => format!("at least half of {of} had {low} {}", noun(involved.part, low)),
        false => format!("the middle half of {of} had between {low} and {high} {}", noun(involved.part, high)),
    }
}

/// All of the counts, where they are few.
fn few(involved: &Involved<'_>, whom: &str) -> String {
    let counts: Vec<String> = involved.counts.iter().map(|count| thousands(count.count as usize)).collect();
    let noun = noun(involved.part, involved.counts.last().map_or(0, |count| u64::from(count.count)));
    match involved.counts.len() {
        1 => format!("only 1{} says so: {} {noun}", whom.trim_end_matches('s'), spoken_list(&counts)),
        n => format!("only {n}{whom} say so: {} {noun}", spoken_list(&counts)),
    }
}

fn lead(involved: &[Involved<'_>]) -> String {
    let whom = |at: usize| if at == 0 { " incidents" } else { "" };
    let first = involved.iter().take(2).enumerate().map(|(at, one)| half(one, whom(at)));
    let said = capital(&first.collect::<Vec<_>>().join("; "));
    // That nobody counted the people is the first thing to know.
    match involved.first().is_some_and(|first| first.part != Part::People) {
        true => format!("{said}. No incident says how many people took part."),
        false => format!("{said}."),
    }
}

fn sentences(involved: &[Involved<'_>]) -> Vec<String> {
    let mut sentences: Vec<String> =
        involved.iter().skip(2).map(|one| format!("{}.", capital(&half(one, "")))).collect();
    sentences
        .push(String::from("How much of this is named depends on who writes: it is not compared between periods."));
    sentences
}

fn caption(involved: &[Involved<'_>], selection: &Selection<'_>) -> String {
    let says = |part: Part| match part {
        Part::People => "say how many people took part",
        Part::Teams => "name teams",
        Part::Services => "name services",
        Part::Paged => "say how many people were paged",
        Part::PagedOutOfHours => "say how many people were paged out of hours",
        Part::PulledIn => "say how many people helped while off call",
    };
    let one = |one: &Involved<'_>| {
        let gaps = gaps(selection, |facts| one.part.of(facts).gap());
        let mut said = counted(selection, one.counts.len(), says(one.part), &gaps);
        said.push_str(&rings(one.counts.iter().filter(|count| count.inferred).count(), one.counts.len()));
        said
    };
    let said: Vec<String> = involved.iter().map(one).collect();
    let few = involved.iter().any(|one| one.quartiles.is_none());
    let few = if few { format!(" Fewer than {INTERVAL_FROM} are dots without quartiles.") } else { String::new() };
    said.join(" ") + &few + &not_counted(selection)
}

fn drawing(involved: &[Involved<'_>], selection: &Selection<'_>) -> Strips {
    let dot = |count: &Count<'_>| Dot { page: count.facts.page, value: f64::from(count.count), vague: count.inferred };
    let strip = |one: &Involved<'_>| Strip {
        name: title(one.part).to_owned(),
        dots: one.counts.iter().map(dot).collect(),
        median: one.quartiles.map(|quartiles| quartiles.median),
        interval: None,
        quartiles: one.quartiles.map(|quartiles| (quartiles.low as f64, quartiles.high as f64)),
    };
    let most = |one: &Involved<'_>| {
        let most = one.counts.last().map_or(0, |count| count.count);
        format!(
            "{}: at most {} in {}",
            title(one.part),
            thousands(most as usize),
            large_count(one.counts.len(), "incident", "incidents")
        )
    };
    Strips {
        title: String::from("People, teams and services that took part in an incident"),
        description: format!(
            "Of {}. {}. The table below has the same numbers.",
            large_count(selection.n(), "incident", "incidents"),
            involved.iter().map(most).collect::<Vec<_>>().join("; ")
        ),
        measure: Measure::Counts,
        strips: involved.iter().map(strip).collect(),
    }
}

fn table(involved: &[Involved<'_>]) -> Table {
    let row = |one: &Involved<'_>| {
        let quartile = |pick: fn(Quartiles) -> u64| one.quartiles.map_or(Cell::Empty, |all| Cell::Count(pick(all)));
        let end = |count: Option<&Count<'_>>| count.map_or(Cell::Empty, |count| Cell::Count(u64::from(count.count)));
        vec![
            Cell::Text(title(one.part).to_owned()),
            Cell::Count(one.counts.len() as u64),
            end(one.counts.first()),
            quartile(|all| all.low),
            one.quartiles.map_or(Cell::Empty, |all| Cell::Number(all.median)),
            quartile(|all| all.high),
            end(one.counts.last()),
        ]
    };
    Table {
        columns: vec![
            Column::new("part", "Took part"),
            Column::new("incidents", "Incidents that say so"),
            Column::new("fewest", "Fewest"),
            Column::new("quartile_low", "Middle half from"),
            Column::new("median", "Median"),
            Column::new("quartile_high", "to"),
            Column::new("most", "Most"),
        ],
        rows: involved.iter().map(row).collect(),
    }
}

fn talk(involved: &[Involved<'_>]) -> Vec<Talk> {
    let of = |part: Part, least: u32| -> Vec<PageIx> {
        let counts = involved.iter().find(|one| one.part == part).map_or(&[][..], |one| &one.counts);
        let most = counts.iter().rev().filter(|count| count.count >= least);
        most.take(NAMED).map(|count| count.facts.page).collect()
    };
    let questions = [
        (
            Part::PulledIn,
            1,
            "People who were off call helped in these. What did they know that was not at hand otherwise?",
        ),
        (Part::People, 2, "Most people took part in these. How did they find each other, and how was the work shared?"),
        (Part::PagedOutOfHours, 1, "People were paged out of hours in these. What would have kept until the morning?"),
        (Part::Teams, 2, "Several teams took part in these. What did each know that the others needed?"),
        (
            Part::Services,
            2,
            "These touched the most services. What went from one to the next, and where could it have been held?",
        ),
    ];
    let talk = |(part, least, text): (Part, u32, &str)| {
        let incidents = of(part, least);
        (!incidents.is_empty()).then(|| Talk { text: text.to_owned(), incidents })
    };
    let mut talk: Vec<Talk> = questions.into_iter().filter_map(talk).take(3).collect();
    if talk.is_empty() {
        talk.push(Talk {
            text: String::from("Who else was needed, or would have been of help, and how would they have been found?"),
            incidents: Vec::new(),
        });
    }
    talk
}
