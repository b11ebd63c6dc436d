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
use crate::wording::Wording;

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// What is said of who and what took part.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let involved = involved(selection);
    Answer {
        question: Question::Involved,
        lead: lead(wording, &involved),
        sentences: sentences(wording, &involved),
        caption: caption(wording, &involved, selection),
        talk: talk(wording, &involved),
        figures: vec![Figure {
            key: "involved",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Strips(drawing(wording, &involved, selection)),
            table: table(wording, &involved),
        }],
    }
}

/// What a part is called in keys.
fn part_key(part: Part) -> &'static str {
    match part {
        Part::People => "people",
        Part::Teams => "teams",
        Part::Services => "services",
        Part::Paged => "paged",
        Part::PagedOutOfHours => "paged_out_of_hours",
        Part::PulledIn => "pulled_in",
    }
}

fn key(part: Part, kind: &str) -> String {
    format!("trends.part.{}.{kind}", part_key(part))
}

/// `the middle half of 24 incidents had between 3 and 8 people taking part`, or why that is not said. Only the `first` of several says that
/// they are incidents.
fn half(wording: &Wording, involved: &Involved<'_>, first: bool) -> String {
    let n = involved.counts.len();
    let Some(Quartiles { low, high, .. }) = involved.quartiles else { return few(wording, involved, first) };
    let of = wording.large(if first { "trends.of_incidents" } else { "trends.of_bare" }, n, &[]);
    let most = usize::try_from(high).unwrap_or(usize::MAX);
    match low == high {
        true => wording.count_with(&key(involved.part, "same"), most, &[("of", &of)]),
        false => wording.count_with(&key(involved.part, "between"), most, &[("of", &of), ("low", &low.to_string())]),
    }
}

/// All of the counts, where they are few.
fn few(wording: &Wording, involved: &Involved<'_>, first: bool) -> String {
    let n = involved.counts.len();
    let counts: Vec<String> = involved.counts.iter().map(|count| wording.thousands(count.count as usize)).collect();
    let whom = wording.count(if first { "trends.involved.whom" } else { "trends.of_bare" }, n);
    let key = key(involved.part, if n == 1 { "only" } else { "few" });
    // The form is that of the last and greatest.
    let most = involved.counts.last().map_or(0, |count| count.count as usize);
    wording.count_with(&key, most, &[("whom", &whom), ("counts", &wording.list(&counts))])
}

fn lead(wording: &Wording, involved: &[Involved<'_>]) -> String {
    let first = involved.iter().take(2).enumerate().map(|(at, one)| half(wording, one, at == 0));
    let said = wording.sentence(&first.collect::<Vec<_>>());
    // That nobody counted the people is the first thing to know.
    match involved.first().is_some_and(|first| first.part != Part::People) {
        true => wording.paragraph(&[said, wording.say("trends.involved.nobody_counted")]),
        false => said,
    }
}

fn sentences(wording: &Wording, involved: &[Involved<'_>]) -> Vec<String> {
    let mut sentences: Vec<String> =
        involved.iter().skip(2).map(|one| wording.sentence(&[half(wording, one, false)])).collect();
    sentences.push(wording.say("trends.involved.not_compared"));
    sentences
}

fn caption(wording: &Wording, involved: &[Involved<'_>], selection: &Selection<'_>) -> String {
    let one = |one: &Involved<'_>| {
        let gaps = gaps(selection, |facts| one.part.of(facts).gap());
        let told = format!("trends.told.{}", part_key(one.part));
        let said = counted(wording, selection, one.counts.len(), &told, &gaps);
        let inferred = one.counts.iter().filter(|count| count.inferred).count();
        std::iter::once(said).chain(rings(wording, inferred, one.counts.len())).collect::<Vec<_>>()
    };
    let mut said: Vec<String> = involved.iter().flat_map(one).collect();
    if involved.iter().any(|one| one.quartiles.is_none()) {
        said.push(wording.fill("trends.involved.few_dots", &[("count", &INTERVAL_FROM.to_string())]));
    }
    said.extend(not_counted(wording, selection));
    wording.paragraph(&said)
}

fn drawing(wording: &Wording, involved: &[Involved<'_>], selection: &Selection<'_>) -> Strips {
    let dot = |count: &Count<'_>| Dot { page: count.facts.page, value: f64::from(count.count), vague: count.inferred };
    let strip = |one: &Involved<'_>| Strip {
        name: wording.say(&key(one.part, "title")),
        dots: one.counts.iter().map(dot).collect(),
        median: one.quartiles.map(|quartiles| quartiles.median),
        interval: None,
        quartiles: one.quartiles.map(|quartiles| (quartiles.low as f64, quartiles.high as f64)),
    };
    let most = |one: &Involved<'_>| {
        let most = one.counts.last().map_or(0, |count| count.count);
        let filling = [
            ("title", wording.say(&key(one.part, "title"))),
            ("most", wording.thousands(most as usize)),
            ("of", wording.large("trends.of_incidents", one.counts.len(), &[])),
        ];
        wording.compose("trends.involved.picture_part", &filling)
    };
    let parts = involved.iter().map(most).collect::<Vec<_>>().join(&wording.say("list.items"));
    let of = wording.large("trends.of_incidents", selection.n(), &[]);
    let said = wording.compose("trends.involved.picture_of", &[("of", of), ("parts", parts)]);
    Strips {
        title: wording.say("trends.involved.picture"),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        measure: Measure::Counts,
        strips: involved.iter().map(strip).collect(),
    }
}

fn table(wording: &Wording, involved: &[Involved<'_>]) -> Table {
    let row = |one: &Involved<'_>| {
        let quartile = |pick: fn(Quartiles) -> u64| one.quartiles.map_or(Cell::Empty, |all| Cell::Count(pick(all)));
        let end = |count: Option<&Count<'_>>| count.map_or(Cell::Empty, |count| Cell::Count(u64::from(count.count)));
        vec![
            Cell::Text(wording.say(&key(one.part, "title"))),
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
            Column::said(wording, "part", "trends.column.part"),
            Column::said(wording, "incidents", "trends.column.say_so"),
            Column::said(wording, "fewest", "trends.column.fewest"),
            Column::said(wording, "quartile_low", "trends.column.middle_from"),
            Column::said(wording, "median", "trends.column.median"),
            Column::said(wording, "quartile_high", "trends.column.to"),
            Column::said(wording, "most", "trends.column.most"),
        ],
        rows: involved.iter().map(row).collect(),
    }
}

fn talk(wording: &Wording, involved: &[Involved<'_>]) -> Vec<Talk> {
    let of = |part: Part, least: u32| -> Vec<PageIx> {
        let counts = involved.iter().find(|one| one.part == part).map_or(&[][..], |one| &one.counts);
        let most = counts.iter().rev().filter(|count| count.count >= least);
        most.take(NAMED).map(|count| count.facts.page).collect()
    };
    let questions = [
        (Part::PulledIn, 1, "trends.involved.talk_pulled_in"),
        (Part::People, 2, "trends.involved.talk_people"),
        (Part::PagedOutOfHours, 1, "trends.involved.talk_paged"),
        (Part::Teams, 2, "trends.involved.talk_teams"),
        (Part::Services, 2, "trends.involved.talk_services"),
    ];
    let talk = |(part, least, key): (Part, u32, &str)| {
        let incidents = of(part, least);
        (!incidents.is_empty()).then(|| Talk { text: wording.say(key), incidents })
    };
    let mut talk: Vec<Talk> = questions.into_iter().filter_map(talk).take(3).collect();
    if talk.is_empty() {
        talk.push(Talk { text: wording.say("trends.involved.talk_else"), incidents: Vec::new() });
    }
    talk
}
