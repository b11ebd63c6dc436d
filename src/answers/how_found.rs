//! How incidents were found becomes sentences, shares by half-year, tables, and questions about who noticed first.

use crate::analyse::trends::how_found::{Found, found};
use crate::analyse::trends::small_numbers::{SHARE_FROM, Share};
use crate::analyse::trends::tally::Thing;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, inferred, unplaced};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{self, ROWS, capped, in_order, interval, newest, rest};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::shares::{SharePanel, Shares};
use crate::charts::{Drawing, slots};
use crate::site::Site;
use crate::statistics::Interval;
use crate::wording::english;
use crate::words::codes::detection;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::{capital, spaced, spoken_list};

/// How many ways the lead names.
const LED: usize = 2;

/// How many questions for people.
const TALK: usize = 3;

/// What is known of how incidents were found.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let found = found(selection);
    let gaps = gaps(selection, |facts| facts.detection.gap());
    let mut caption = caption(selection, found.tally.told, "say how they were found", &gaps);
    caption.push_str(&inferred(found.tally.inferred, "1 of the answers", "of the answers"));
    caption.push_str(&unplaced(found.tally.unplaced()));
    caption.push_str(&capped(found.tally.things.len(), ROWS, "ways"));
    Answer {
        question: Question::Found,
        lead: lead(&found),
        sentences: sentences(&found),
        caption,
        talk: talk(&found, &gaps),
        figures: figures(&found),
    }
}

/// `an alert`; a word of the house's own in quotation marks.
fn way(word: &str) -> String {
    let said = detection(english(), word);
    if said == word { format!("“{}”", spaced(word)) } else { said.to_owned() }
}

/// The same as a heading.
fn heading(word: &str) -> String {
    let said = detection(english(), word);
    capital(&if said == word { spaced(word) } else { said.to_owned() })
}

fn lead(found: &Found<'_>) -> String {
    let told = found.tally.told;
    let ways = || found.tally.things.iter();
    if told < SHARE_FROM {
        let ways: Vec<String> = ways().map(|one| format!("{} by {}", one.incidents.len(), way(one.key))).collect();
        let say = large_count(told, "incident says", "incidents say");
        return format!("{say} how they were found: {}; too few for shares.", spoken_list(&ways));
    }
    let by = |(at, one): (usize, &Thing<'_, &str>)| {
        let verb = match (at, one.incidents.len()) {
            (0, 1) => " was found",
            (0, _) => " were found",
            _ => "",
        };
        let sure = interval(found.share(one)).map_or(String::new(), |sure| format!(" ({sure})"));
        format!("{}{verb} by {}{sure}", thousands(one.incidents.len()), way(one.key))
    };
    let ways: Vec<String> = ways().take(LED).enumerate().map(by).collect();
    format!("Of {} incidents that say so, {}.", thousands(told), spoken_list(&ways))
}

fn sentences(found: &Found<'_>) -> Vec<String> {
    let named: Option<Vec<_>> = found
        .changes
        .as_ref()
        .map(|changes| changes.iter().map(|(word, changed)| (format!("Found by {}", way(word)), changed)).collect());
    let mut sentences = changes(named.as_deref(), "say how they were found");
    sentences.extend(rest(&found.tally.things, ("way", "ways"), |word| way(word)));
    sentences
}

fn talk(found: &Found<'_>, gaps: &[(Gap, usize)]) -> Vec<Talk> {
    let mut talk = Vec::new();
    if found.outside.is_empty() {
        talk.push(Talk {
            text: String::from(
                "No customer, support team or partner is said to have noticed first. How would it have reached us if they had?",
            ),
            incidents: Vec::new(),
        });
    } else {
        let these = match found.outside.len() {
            1 => String::from("One was"),
            n => format!("{} were", thousands(n)),
        };
        talk.push(Talk {
            text: format!(
                "{these} noticed by a customer, the support team or a partner before anything of our own. What could they see that we could not, and how did it reach us?"
            ),
            incidents: newest(found.outside.iter().copied()),
        });
    }
    let of = |words: [&str; 2]| {
        let ways = found.tally.things.iter().filter(move |one| words.contains(&one.key));
        let mut incidents: Vec<_> = ways.flat_map(|one| one.incidents.iter().map(|(facts, _)| *facts)).collect();
        in_order(&mut incidents);
        incidents
    };
    let looked = of(["employee", "dashboard"]);
    if !looked.is_empty() {
        talk.push(Talk {
            text: String::from(
                "Somebody noticed these without being called. What caught their eye, and what would let others see it too?",
            ),
            incidents: newest(looked.into_iter()),
        });
    }
    let silent: usize = gaps.iter().filter(|(gap, _)| *gap == Gap::Silent).map(|(_, count)| *count).sum();
    if silent > found.tally.told {
        talk.push(Talk {
            text: String::from(
                "Most write-ups do not say how it was found. What would make it easy to remember, and worth writing down?",
            ),
            incidents: Vec::new(),
        });
    }
    talk.truncate(TALK);
    talk
}

fn figures(found: &Found<'_>) -> Vec<Figure> {
    let cell = |word: &&str| Cell::Text(heading(word));
    let over_time = (!found.tally.bins.is_empty()).then(|| Figure {
        key: "over-time",
        title: Some("Over time"),
        says: Vec::new(),
        drawing: over_time(found),
        table: by_bin(found),
    });
    let ways = Figure {
        key: "found",
        title: Some("Altogether"),
        says: Vec::new(),
        drawing: counts_of_names::totals(
            &found.tally,
            String::from("Ways in which incidents were found"),
            "incidents found so",
            |word| (heading(word), None),
        ),
        table: counts_of_names::totals_table(&found.tally, ("found_by", "Found by"), cell),
    };
    std::iter::once(ways).chain(over_time).collect()
}

/// Shares where any bin has enough for one, else the incidents themselves.
fn over_time(found: &Found<'_>) -> Drawing {
    let name = |word: &&str| heading(word);
    if found.tally.told_in.iter().all(|told| *told < SHARE_FROM) {
        return counts_of_names::columns(&found.tally, "ways of finding out", name);
    }
    let drawn = || found.tally.things.iter().take(counts_of_names::DRAWN);
    let panel =
        |one: &Thing<'_, &str>| SharePanel { name: heading(one.key), shares: found.shares(one), all: found.share(one) };
    let (step, bins) = (found.tally.step.word(), &found.tally.bins);
    let names: Vec<String> = drawn().map(|one| heading(one.key)).collect();
    Drawing::Shares(Shares {
        title: format!("Shares of ways in which incidents were found, by {step}"),
        description: format!(
            "Shares with their intervals from {} to {}, for {}. The table below has the same numbers.",
            bins.first().map_or("", |bin| &bin.name),
            bins.last().map_or("", |bin| &bin.name),
            spoken_list(&names)
        ),
        slots: slots(bins),
        panels: drawn().map(panel).collect(),
    })
}

fn by_bin(found: &Found<'_>) -> Table {
    let row = |one: &Thing<'_, &str>, at: usize, share: Share| {
        let part = |pick: fn((f64, Interval)) -> f64| share.share.map(pick).map_or(Cell::Empty, Cell::Share);
        vec![
            Cell::Text(heading(one.key)),
            Cell::Text(found.tally.bins[at].name.clone()),
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
            Column::new("found_by", "Found by"),
            Column::new("period", "Period"),
            Column::new("incidents", "Incidents"),
            Column::new("of", "of"),
            Column::new("share", "Share"),
            Column::new("interval_low", "Interval from"),
            Column::new("interval_high", "to"),
        ],
        rows: rows.collect(),
    }
}
