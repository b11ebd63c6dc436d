//! Numbers about what became of follow-ups become sentences, tables, a curve, and bars.
//!
//! There is no rate of closing here, and no target: closing is not the aim.

mod follow_up_figures;

use crate::analyse::trends::follow_ups::{FollowUps, STATES, Standing, Uncounted, closed, follow_ups};
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, some};
use crate::answers::counts_of_names::newest;
use crate::answers::follow_ups::follow_up_figures::{bars, closing, curves, drawn, reasons};
use crate::charts::Drawing;
use crate::model::ActionState;
use crate::site::Site;
use crate::statistics;
use crate::wording::Wording;
use crate::words::codes::standing;
use crate::words::durations::days_or_weeks;
use crate::words::moments::day;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What follow-ups say.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let follow_ups = follow_ups(selection);
    let mut figures = Vec::new();
    if !follow_ups.curve.steps.is_empty() {
        figures.push(Figure {
            key: "closing",
            title: Some(wording.say("trends.follow_ups.open_for")),
            says: Vec::new(),
            drawing: Drawing::Curves(curves(wording, &follow_ups)),
            table: closing(wording, &follow_ups),
        });
    }
    figures.push(Figure {
        key: "reasons",
        title: Some(wording.say("trends.follow_ups.stand")),
        says: stand(wording, &follow_ups),
        drawing: Drawing::Bars(bars(wording, &follow_ups)),
        table: reasons(wording, &follow_ups),
    });
    Answer {
        question: Question::FollowUps,
        lead: lead(wording, &follow_ups),
        sentences: vec![wording.say("trends.follow_ups.no_aim")],
        caption: told(wording, selection, &follow_ups),
        talk: talk(wording, &follow_ups),
        figures,
    }
}

fn lead(wording: &Wording, follow_ups: &FollowUps<'_>) -> String {
    let curve = &follow_ups.curve;
    let of = wording.large("trends.follow_ups.count", curve.n, &[]);
    if let Some(half) = curve.half {
        let key = match (half < 1.0, curve.interval.is_some()) {
            (true, true) => "trends.follow_ups.half_same_day_sure",
            (true, false) => "trends.follow_ups.half_same_day",
            (false, true) => "trends.follow_ups.half_sure",
            (false, false) => "trends.follow_ups.half",
        };
        let interval = curve.interval.map_or_else(String::new, |interval| between(wording, interval));
        let filling = [("of", of), ("length", days_or_weeks(wording, half)), ("interval", interval)];
        return wording.compose(key, &filling);
    }
    let few = curve.steps.is_empty();
    let filling = [
        ("of", of),
        ("closed", wording.large("trends.follow_ups.closed", curve.ended, &[])),
        ("open", wording.large("trends.follow_ups.still_open", curve.n - curve.ended, &[])),
    ];
    wording.compose(if few { "trends.follow_ups.few" } else { "trends.follow_ups.half_open" }, &filling)
}

fn between(wording: &Wording, interval: statistics::Interval) -> String {
    let end = |days: f64| match days < 1.0 {
        true => wording.say("trends.follow_ups.same_day"),
        false => days_or_weeks(wording, days),
    };
    match interval.high.is_finite() {
        true => {
            let ends = [("low", end(interval.low)), ("high", end(interval.high))];
            wording.compose("trends.follow_ups.interval", &ends)
        }
        false => wording.fill("trends.follow_ups.interval_open", &[("low", &end(interval.low))]),
    }
}

/// Where they stand, and how many of those let go say why.
fn stand(wording: &Wording, follow_ups: &FollowUps<'_>) -> Vec<String> {
    let of_state = || STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    let said = |of: &dyn Fn(ActionState) -> bool| -> (usize, Vec<String>) {
        let these = || of_state().filter(|(state, _)| of(*state));
        let words = these().map(|(state, at)| standing(wording, state, at.all()));
        (these().map(|(_, at)| at.all()).sum(), words.collect())
    };
    let mut sentences = Vec::new();
    let (all_closed, ways) = said(&closed);
    if all_closed > 0 {
        sentences.push(wording.large("trends.follow_ups.of_closed", all_closed, &[("ways", &wording.list(&ways))]));
    }
    let (_, open) = said(&|state| !closed(state));
    if !open.is_empty() {
        sentences.push(wording.fill("trends.follow_ups.not_closed", &[("ways", &wording.list(&open))]));
    }
    let other: Vec<Standing> =
        of_state().filter(|(state, _)| closed(*state) && *state != ActionState::Done).map(|(_, at)| at).collect();
    let others: usize = other.iter().map(|standing| standing.all()).sum();
    let told = other.iter().map(|standing| standing.told).sum::<usize>();
    if others > 0 {
        sentences.push(match (others, told) {
            (1, 1) => wording.say("trends.follow_ups.other_one_says"),
            (1, _) => wording.say("trends.follow_ups.other_one_silent"),
            (all, told) if told == all => wording.large("trends.follow_ups.other_all_say", all, &[]),
            (all, 0) => wording.large("trends.follow_ups.other_none_say", all, &[]),
            (all, told) => {
                let all = wording.thousands(all);
                wording.large("trends.follow_ups.other_some_say", told, &[("all", &all)])
            }
        });
    }
    sentences
}

fn told(wording: &Wording, selection: &Selection<'_>, follow_ups: &FollowUps<'_>) -> String {
    let told = Question::FollowUps.told(selection);
    let mut caption = caption(wording, selection, told, "trends.told.follow_ups", &gaps(selection, |_| None));
    caption.push(in_curve(wording, follow_ups));
    if let Some(as_of) = selection.trends.as_of.filter(|_| follow_ups.curve.n > follow_ups.curve.ended) {
        caption.push(wording.fill("trends.follow_ups.watched_until", &[("date", &day(wording, as_of))]));
    }
    match drawn(follow_ups) {
        (_, 0, 0) => {}
        (_, 0, open) => caption.push(wording.large("trends.follow_ups.beyond_open", open, &[])),
        (_, closings, open) => {
            let filling = [
                ("closed", wording.large("trends.follow_ups.closed", closings, &[])),
                ("watched", wording.large("trends.follow_ups.beyond_watched", open, &[])),
            ];
            caption.push(wording.compose("trends.follow_ups.beyond", &filling));
        }
    }
    if !follow_ups.curve.steps.is_empty() {
        caption.push(wording.say("trends.follow_ups.band"));
    }
    caption.extend(some(wording, "trends.inferred.follow_ups", follow_ups.inferred));
    caption.extend(some(wording, "trends.follow_ups.unsaid", follow_ups.unsaid));
    wording.paragraph(&caption)
}

/// How many follow-ups there are, how many of them are in the curve, and why the others are not.
fn in_curve(wording: &Wording, follow_ups: &FollowUps<'_>) -> String {
    let why: Vec<String> = follow_ups.uncounted.iter().map(|(why, n)| reason(wording, *why, *n)).collect();
    let of = wording.large("trends.follow_ups.count", follow_ups.n, &[]);
    match why.is_empty() {
        true if follow_ups.n == 1 => wording.say("trends.follow_ups.one_in_curve"),
        true => wording.fill("trends.follow_ups.all_in_curve", &[("of", &of)]),
        false => {
            let incidents = wording.large("trends.of_incidents", follow_ups.incidents, &[]);
            let filling = [("of", of.as_str()), ("incidents", &incidents), ("why", &wording.list(&why))];
            wording.large("trends.follow_ups.some_in_curve", follow_ups.curve.n, &filling)
        }
    }
}

fn reason(wording: &Wording, why: Uncounted, n: usize) -> String {
    let key = match why {
        Uncounted::NoOpening => "trends.follow_ups.no_opening",
        Uncounted::NoClosing => "trends.follow_ups.no_closing",
        Uncounted::Contradictory => "trends.follow_ups.contradictory",
        Uncounted::NoState => "trends.follow_ups.no_state",
        Uncounted::Later => "trends.follow_ups.later",
    };
    wording.large(key, n, &[])
}

fn talk(wording: &Wording, follow_ups: &FollowUps<'_>) -> Vec<Talk> {
    let (with, without) = &follow_ups.otherwise;
    let mut talk = Vec::new();
    if let Some((_, days)) = follow_ups.waiting.first() {
        let length = days_or_weeks(wording, *days);
        talk.push(Talk {
            text: wording.fill("trends.follow_ups.talk_waiting", &[("length", &length)]),
            incidents: follow_ups.waiting.iter().take(NAMED).map(|(facts, _)| facts.page).collect(),
        });
    }
    if !with.is_empty() {
        talk.push(Talk { text: wording.say("trends.follow_ups.talk_with"), incidents: newest(with.iter().copied()) });
    }
    if !without.is_empty() {
        talk.push(Talk {
            text: wording.say("trends.follow_ups.talk_without"),
            incidents: newest(without.iter().copied()),
        });
    }
    if talk.is_empty() {
        talk.push(Talk { text: wording.say("trends.follow_ups.talk_done"), incidents: Vec::new() });
    }
    talk
}
