//! Numbers about how long incidents lasted become sentences, tables and pictures: until mitigated and until resolved, never mixed.

use crate::analyse::trends::duration::{Duration, duration};
use crate::analyse::trends::lengths_of_time::{Length, Lengths};
use crate::analyse::trends::small_numbers::SHORTEST;
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::not_counted;
use crate::answers::length_figures::{caption, changed, drawing, few, first, half, panel, spread, table, until};
use crate::charts::Drawing;
use crate::charts::dots::Dots;
use crate::site::Site;
use crate::words::numbers::large_count;
use crate::words::phrases::{capital, lower};

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// The same for those that contradict themselves: they can be put right.
const CONTRADICTORY: usize = 6;

/// What is said of how long incidents lasted.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let duration = duration(selection);
    let figures = &duration.figures;
    let mut captions: Vec<String> = figures.iter().map(|lengths| caption(lengths, selection)).collect();
    captions.extend(figures.iter().find_map(few));
    Answer {
        question: Question::Duration,
        lead: lead(figures),
        sentences: sentences(figures),
        caption: captions.join(" ") + &not_counted(selection),
        talk: talk(&duration),
        figures: figures.iter().map(|lengths| figure(lengths, ends(figures))).collect(),
    }
}

fn lead(figures: &[Lengths<'_>]) -> String {
    let whom = |at: usize| if at == 0 { "incidents" } else { "" };
    let said: Vec<String> = figures.iter().enumerate().map(|(at, lengths)| half(lengths, whom(at))).collect();
    format!("{}.", capital(&said.join("; ")))
}

fn sentences(figures: &[Lengths<'_>]) -> Vec<String> {
    let told = |lengths: &Lengths<'_>| {
        let spread = spread(lengths)?;
        let which = format!("{}: ", capital(until(lengths.length)));
        Some(if figures.len() > 1 { which + &lower(&spread) } else { spread })
    };
    let mut sentences: Vec<String> = figures.iter().filter_map(told).collect();
    sentences.extend(changed(&figures.iter().collect::<Vec<_>>()));
    sentences
}

/// The shortest and the longest of all figures, which are drawn on one scale.
fn ends(figures: &[Lengths<'_>]) -> Vec<f64> {
    let placed = |lengths: &Lengths<'_>| {
        let mut all: Vec<f64> = lengths.bins.iter().flat_map(|within| &within.lengths).map(|one| one.seconds).collect();
        all.sort_by(f64::total_cmp);
        // No time at all has a place of its own, below the shortest.
        let shortest = all.iter().copied().find(|seconds| *seconds >= SHORTEST);
        [all.first().copied(), shortest, all.last().copied()]
    };
    figures.iter().flat_map(placed).flatten().collect()
}

fn figure(lengths: &Lengths<'_>, reach: Vec<f64>) -> Figure {
    let (key, title, drawn) = match lengths.length {
        Length::Resolved => ("until-resolved", "Until resolved: all was well", "From the start until resolved"),
        _ => ("until-mitigated", "Until mitigated: the harm had stopped", "From the start until mitigated"),
    };
    Figure {
        key,
        title: Some(title),
        says: Vec::new(),
        drawing: Drawing::Dots(Dots { reach, ..drawing(lengths, drawn, vec![panel(lengths)]) }),
        table: table(lengths),
    }
}

fn talk(duration: &Duration<'_>) -> Vec<Talk> {
    let these = if duration.longest.len() > NAMED { "These lasted longest. " } else { "" };
    let mut talk = vec![Talk {
        text: format!(
            "{these}What made {} hard to end, and what was it that ended them?",
            if these.is_empty() { "these" } else { "them" }
        ),
        incidents: first(duration.longest.iter().map(|lasted| lasted.facts), NAMED),
    }];
    if !duration.afterwards.is_empty() {
        talk.push(Talk {
            text: String::from(
                "In these most of the time passed after the harm had stopped. What was still to be done, and how could others see it?",
            ),
            incidents: first(duration.afterwards.iter().copied(), NAMED),
        });
    }
    if !duration.contradictory.is_empty() {
        let text = match duration.contradictory.len() {
            1 => String::from(
                "This one ends before its start, as it is written. What happened when, and on which clock?",
            ),
            n => format!(
                "{} end before their start, as they are written. What happened when, and on which clock?",
                large_count(n, "incident", "incidents")
            ),
        };
        talk.push(Talk { text, incidents: first(duration.contradictory.iter().copied(), CONTRADICTORY) });
    }
    talk
}
