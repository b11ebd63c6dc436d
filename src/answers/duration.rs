//! Numbers about how long incidents lasted become sentences, tables and pictures: until mitigated and until resolved, never mixed.

use crate::analyse::trends::duration::{Duration, duration};
use crate::analyse::trends::lengths_of_time::{Length, Lengths};
use crate::analyse::trends::small_numbers::SHORTEST;
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::not_counted;
use crate::answers::length_figures::{caption, changed, drawing, few, first, half, panel, spread, table};
use crate::charts::Drawing;
use crate::charts::dots::Dots;
use crate::site::Site;
use crate::wording::Wording;

/// Incidents that are named under a question for people.
const NAMED: usize = 4;

/// The same for those that contradict themselves: they can be put right.
const CONTRADICTORY: usize = 6;

/// What is said of how long incidents lasted.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let duration = duration(selection);
    let figures = &duration.figures;
    let mut captions: Vec<String> = figures.iter().flat_map(|lengths| caption(wording, lengths, selection)).collect();
    captions.extend(figures.iter().find_map(|lengths| few(wording, lengths)));
    captions.extend(not_counted(wording, selection));
    Answer {
        question: Question::Duration,
        lead: lead(wording, figures),
        sentences: sentences(wording, figures),
        caption: wording.paragraph(&captions),
        talk: talk(wording, &duration),
        figures: figures.iter().map(|lengths| figure(wording, lengths, ends(figures))).collect(),
    }
}

fn lead(wording: &Wording, figures: &[Lengths<'_>]) -> String {
    let said: Vec<String> = figures.iter().enumerate().map(|(at, lengths)| half(wording, lengths, at == 0)).collect();
    wording.sentence(&said)
}

fn sentences(wording: &Wording, figures: &[Lengths<'_>]) -> Vec<String> {
    let told = |lengths: &Lengths<'_>| spread(wording, lengths, figures.len() > 1);
    let mut sentences: Vec<String> = figures.iter().filter_map(told).collect();
    sentences.extend(changed(wording, &figures.iter().collect::<Vec<_>>()));
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

fn figure(wording: &Wording, lengths: &Lengths<'_>, reach: Vec<f64>) -> Figure {
    let (key, title, drawn) = match lengths.length {
        Length::Resolved => ("until-resolved", "trends.duration.resolved", "trends.duration.picture_resolved"),
        _ => ("until-mitigated", "trends.duration.mitigated", "trends.duration.picture_mitigated"),
    };
    Figure {
        key,
        title: Some(wording.say(title)),
        says: Vec::new(),
        drawing: Drawing::Dots(Dots { reach, ..drawing(wording, lengths, drawn, vec![panel(lengths)]) }),
        table: table(wording, lengths),
    }
}

fn talk(wording: &Wording, duration: &Duration<'_>) -> Vec<Talk> {
    let longest = duration.longest.len() > NAMED;
    let mut talk = vec![Talk {
        text: wording.say(if longest { "trends.duration.talk_longest" } else { "trends.duration.talk_these" }),
        incidents: first(duration.longest.iter().map(|lasted| lasted.facts), NAMED),
    }];
    if !duration.afterwards.is_empty() {
        talk.push(Talk {
            text: wording.say("trends.duration.talk_afterwards"),
            incidents: first(duration.afterwards.iter().copied(), NAMED),
        });
    }
    if !duration.contradictory.is_empty() {
        talk.push(Talk {
            text: wording.large("trends.duration.talk_contradictory", duration.contradictory.len(), &[]),
            incidents: first(duration.contradictory.iter().copied(), CONTRADICTORY),
        });
    }
    talk
}
