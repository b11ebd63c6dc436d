//! Numbers about what became of follow-ups become sentences, tables, a curve, and bars.
//!
//! There is no rate of closing here, and no target: closing is not the aim.

use crate::analyse::trends::follow_ups::{FollowUps, STATES, Standing, Uncounted, closed, follow_ups};
use crate::analyse::trends::{Question, Selection};
use crate::model::ActionState;
use crate::render::Views;
use crate::render::charts::Drawing;
use crate::render::charts::bars::{Bars, Row};
use crate::render::charts::curves::{Curve, Curves, Spread, Step};
use crate::render::trends::caption::{caption, gaps, inferred};
use crate::render::trends::named::newest;
use crate::render::trends::table::{Cell, Column, Table};
use crate::render::trends::{Answer, Figure, Talk};
use crate::statistics;
use crate::words::estimates::decimal;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// The most rows that the table of the curve has; of more times several stand in one row.
const ROWS: usize = 60;

/// How far the curve is drawn at most: so many times as far as the last closing, and as the time within which nine in ten of them came.
const BEYOND: f64 = 1.2;

const FAR: f64 = 3.0;

const DAY: f64 = 86_400.0;

/// What follow-ups say.
pub(super) fn answer(_: &Views, selection: &Selection<'_>) -> Answer {
    let follow_ups = follow_ups(selection);
    let mut figures = Vec::new();
    if !follow_ups.curve.steps.is_empty() {
        figures.push(Figure {
            key: "closing",
            title: Some("How long they were open"),
            says: Vec::new(),
            drawing: Drawing::Curves(curves(&follow_ups)),
            table: closing(&follow_ups),
        });
    }
    figures.push(Figure {
        key: "reasons",
        title: Some("Where they stand, and whether it says why"),
        says: stand(&follow_ups),
        drawing: Drawing::Bars(bars(&follow_ups)),
        table: reasons(&follow_ups),
    });
    Answer {
        question: Question::FollowUps,
        lead: lead(&follow_ups),
        sentences: vec![String::from(
            "Closing is not the aim: what turned out not to be needed is an answer too, and a target would only change what is written down.",
        )],
        caption: told(selection, &follow_ups),
        talk: talk(&follow_ups),
        figures,
    }
}

fn lead(follow_ups: &FollowUps<'_>) -> String {
    let curve = &follow_ups.curve;
    let n = large_count(curve.n, "follow-up", "follow-ups");
    let open = large_count(curve.n - curve.ended, "is open", "are open");
    match (curve.half, curve.interval) {
        (Some(half), Some(interval)) => {
            format!("Half of {n} were closed in one way or another {} ({}).", within(half), between(interval))
        }
        (Some(half), None) => format!("Half of {n} were closed in one way or another {}.", within(half)),
        (None, _) if curve.steps.is_empty() => format!(
            "Of {n} {} closed in one way or another and {open}, too few closings to say how long they take.",
            large_count(curve.ended, "was", "were")
        ),
        (None, _) => format!(
            "Of {n} {} closed in one way or another and {open}; when half are closed is not to be seen yet.",
            large_count(curve.ended, "was", "were")
        ),
    }
}

fn within(days: f64) -> String {
    if days < 1.0 { String::from("on the day they were opened") } else { format!("within {}", time(days)) }
}

/// Days, or weeks with at most one decimal.
fn time(days: f64) -> String {
    let (value, unit) = if days < 14.0 { (days, "day") } else { (days / 7.0, "week") };
    let value = if value >= 100.0 { thousands(value.round() as usize) } else { decimal(value) };
    if value == "1" { format!("1 {unit}") } else { format!("{value} {unit}s") }
}

fn between(interval: statistics::Interval) -> String {
    let end = |days: f64| if days < 1.0 { String::from("the same day") } else { time(days) };
    match interval.high.is_finite() {
        true => format!("95 % interval between {} and {}", end(interval.low), end(interval.high)),
        false => format!("95 % interval {} or later; its end is not to be seen yet", end(interval.low)),
    }
}

/// Where they stand, and how many of those let go say why.
fn stand(follow_ups: &FollowUps<'_>) -> Vec<String> {
    let standing = || STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    let said = |of: &dyn Fn(ActionState) -> bool| -> (usize, Vec<String>) {
        let these = || standing().filter(|(state, _)| of(*state));
        let words = these().map(|(state, standing)| format!("{} {}", thousands(standing.all()), name(state)));
        (these().map(|(_, standing)| standing.all()).sum(), words.collect())
    };
    let mut sentences = Vec::new();
    let (all_closed, ways) = said(&closed);
    if all_closed > 0 {
        sentences.push(format!("Of {} closed: {}.", thousands(all_closed), spoken_list(&ways)));
    }
    let (_, open) = said(&|state| !closed(state));
    if !open.is_empty() {
        sentences.push(format!("Not closed: {}.", spoken_list(&open)));
    }
    let told = |standing: &[Standing]| standing.iter().map(|standing| standing.told).sum::<usize>();
    let other: Vec<Standing> =
        standing().filter(|(state, _)| closed(*state) && *state != ActionState::Done).map(|(_, at)| at).collect();
    let others: usize = other.iter().map(|standing| standing.all()).sum();
    if others > 0 {
        sentences.push(match (others, told(&other)) {
            (1, told) => format!(
                "The one closed in another way than done {}.",
                if told == 1 { "says why" } else { "does not say why" }
            ),
            (all, told) if told == all => format!("All {} closed in another way than done say why.", thousands(all)),
            (all, 0) => format!("None of the {} closed in another way than done say why.", thousands(all)),
            (all, told) => {
                let say = large_count(told, "says why", "say why");
                format!("Of the {} closed in another way than done, {say}.", thousands(all))
            }
        });
    }
    sentences
}

/// As a sentence has it.
fn name(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "open",
        ActionState::Doing => "under way",
        ActionState::Done => "done",
        ActionState::NotNecessary => "not necessary",
        ActionState::Absorbed => "absorbed into other work",
        ActionState::Declined => "declined",
    }
}

fn told(selection: &Selection<'_>, follow_ups: &FollowUps<'_>) -> String {
    let told = Question::FollowUps.told(selection);
    let mut caption =
        caption(selection, told, "have follow-ups that say when they were opened", &gaps(selection, |_| None));
    let why: Vec<String> = follow_ups.uncounted.iter().map(|(why, n)| reason(*why, *n)).collect();
    let n = large_count(follow_ups.n, "follow-up", "follow-ups");
    caption.push_str(&match why.is_empty() {
        true if follow_ups.n == 1 => String::from(" It has 1 follow-up, which is in the curve."),
        true => format!(" All of their {n} are in the curve."),
        false => format!(
            " Of {n} in {}, {} in the curve; {}.",
            large_count(follow_ups.incidents, "incident", "incidents"),
            large_count(follow_ups.curve.n, "is", "are"),
            spoken_list(&why)
        ),
    });
    if let Some(as_of) = selection.trends.as_of.filter(|_| follow_ups.curve.n > follow_ups.curve.ended) {
        caption.push_str(&format!(
            " Those not closed count for as long as they were watched, until {}.",
            as_of.strftime("%-d %B %Y")
        ));
    }
    caption.push_str(&match drawn(follow_ups) {
        (_, 0, 0) => String::new(),
        (_, 0, open) => {
            format!(" {} for longer than the picture shows.", large_count(open, "was watched", "were watched"))
        }
        (_, closings, open) => format!(
            " {} later than the picture shows, and {} for longer.",
            large_count(closings, "was closed", "were closed"),
            large_count(open, "was watched", "were watched")
        ),
    });
    if !follow_ups.curve.steps.is_empty() {
        caption.push_str(
            " The band takes each by itself; those of one incident often end together, so it is rather too narrow.",
        );
    }
    caption.push_str(&inferred(follow_ups.inferred, "1 of the follow-ups", "of the follow-ups"));
    if follow_ups.unsaid > 0 {
        caption.push_str(&format!(
            " {} where they stand and {} not in the bars.",
            large_count(follow_ups.unsaid, "does not say", "do not say"),
            if follow_ups.unsaid == 1 { "is" } else { "are" }
        ));
    }
    caption
}

fn reason(why: Uncounted, n: usize) -> String {
    let does = |one: &str, many: &str| large_count(n, one, many);
    match why {
        Uncounted::NoOpening => does("does not say when it was opened", "do not say when they were opened"),
        Uncounted::NoClosing => does("is closed and does not say since when", "are closed and do not say since when"),
        Uncounted::Contradictory => does("contradicts itself", "contradict themselves"),
        Uncounted::Later => does("was opened after the day of this page", "were opened after the day of this page"),
    }
}

fn talk(follow_ups: &FollowUps<'_>) -> Vec<Talk> {
    let (with, without) = &follow_ups.otherwise;
    let mut talk = Vec::new();
    if let Some((_, days)) = follow_ups.waiting.first() {
        talk.push(Talk {
            text: format!(
                "These have the follow-ups that have been open for longest, up to {}. Which of them would be opened today, and what do they wait for?",
                time(*days)
            ),
            incidents: follow_ups.waiting.iter().take(NAMED).map(|(facts, _)| facts.page).collect(),
        });
    }
    if !with.is_empty() {
        talk.push(Talk {
            text: String::from(
                "Follow-ups of these were let go for a reason. What was known then that was not known when they were written?",
            ),
            incidents: newest(with.iter().copied()),
        });
    }
    if !without.is_empty() {
        talk.push(Talk {
            text: String::from("Follow-ups of these were let go and do not say why. What would a reader want to know?"),
            incidents: newest(without.iter().copied()),
        });
    }
    if talk.is_empty() {
        talk.push(Talk {
            text: String::from("What did the follow-ups that were done change, and how would one notice?"),
            incidents: Vec::new(),
        });
    }
    talk
}

/// The steps that are drawn, and how many closings and how many open ones are beyond: there is little to see but a straight line.
fn drawn(follow_ups: &FollowUps<'_>) -> (Vec<Step>, usize, usize) {
    let (steps, ended) = (&follow_ups.curve.steps, follow_ups.curve.ended);
    let last = steps.iter().rev().find(|step| step.ended > 0).map_or(0.0, |step| step.time);
    let mut closings = 0;
    let most = steps.iter().find(|step| {
        closings += step.ended;
        closings * 10 >= ended * 9
    });
    let until = (last * BEYOND).min(most.map_or(last, |step| step.time) * FAR).max(7.0);
    let step = |step: &statistics::Step| Step {
        time: step.time * DAY,
        share: step.survival,
        band: Some(step.interval),
        censored: step.censored > 0,
    };
    let within = steps.iter().take_while(|step| step.time <= until).count();
    let (near, far) = steps.split_at(within);
    let mut drawn: Vec<Step> = near.iter().map(step).collect();
    if let Some(end) = drawn.last().copied().filter(|_| !far.is_empty()) {
        drawn.push(Step { time: until * DAY, censored: false, ..end });
    }
    let sum = |of: fn(&statistics::Step) -> usize| far.iter().map(of).sum();
    (drawn, sum(|step| step.ended), sum(|step| step.censored))
}

fn curves(follow_ups: &FollowUps<'_>) -> Curves {
    let curve = &follow_ups.curve;
    let last = curve.steps.last().map_or(0.0, |step| step.time);
    let half = curve.half.filter(|days| *days >= 1.0);
    Curves {
        title: String::from("How many follow-ups were still open, over time since each was opened"),
        description: format!(
            "A curve that falls with each closing of any kind: {} of {} within {}. {}The band around it shows where the share may lie; short lines \
             across it are follow-ups that were still open when last seen. The table below has the same numbers.",
            thousands(curve.ended),
            large_count(curve.n, "follow-up", "follow-ups"),
            time(last),
            half.map_or_else(String::new, |days| format!("Half are closed after {}. ", time(days)))
        ),
        since: "since each was opened",
        spread: Spread::Even,
        curves: vec![Curve {
            name: "still open",
            start: 1.0,
            steps: drawn(follow_ups).0,
            dots: Vec::new(),
            watched: curve.steps.iter().map(|step| (step.time * DAY, step.at_risk)).collect(),
        }],
        marked: half.map(|days| (days * DAY, format!("half: {}", time(days)))),
    }
}

fn bars(follow_ups: &FollowUps<'_>) -> Bars {
    let row = |(state, standing): (ActionState, Standing)| Row {
        names: vec![(name(state).to_owned(), None)],
        counts: vec![standing.told as u64, standing.untold as u64],
        ..Row::default()
    };
    let standing = || STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    let said: Vec<String> = standing().map(|(state, at)| format!("{} {}", thousands(at.all()), name(state))).collect();
    Bars {
        title: String::from("Follow-ups by where they stand, with a reason and without"),
        description: format!("{}. The table below has the same numbers.", spoken_list(&said)),
        parts: vec!["with a reason", "without one"],
        rows: standing().map(row).collect(),
    }
}

/// The curve's steps; of more than [`ROWS`], the last of each week, two weeks, …
fn closing(follow_ups: &FollowUps<'_>) -> Table {
    let steps = &follow_ups.curve.steps;
    let last = steps.last().map_or(0.0, |step| step.time);
    let fits = |days: &f64| last / days < ROWS as f64;
    let size = if steps.len() <= ROWS { 1.0 } else { [7.0, 14.0, 28.0, 91.0].into_iter().find(fits).unwrap_or(364.0) };
    let row = |steps: &[statistics::Step]| {
        let (first, last) = (&steps[0], &steps[steps.len() - 1]);
        let sum = |of: fn(&statistics::Step) -> usize| Cell::Count(steps.iter().map(of).sum::<usize>() as u64);
        vec![
            Cell::Count((last.time / size).ceil() as u64 * size as u64),
            Cell::Count(first.at_risk as u64),
            sum(|step| step.ended),
            sum(|step| step.censored),
            Cell::Share(last.survival),
            Cell::Share(last.interval.low),
            Cell::Share(last.interval.high),
        ]
    };
    let together = |a: &statistics::Step, b: &statistics::Step| (a.time / size).ceil() == (b.time / size).ceil();
    Table {
        columns: vec![
            Column::new("days", "Days, up to"),
            Column::new("watched", "Open and watched before"),
            Column::new("closed", "Closed"),
            Column::new("last_seen_open", "Open when last seen"),
            Column::new("open_share", "Still open"),
            Column::new("open_share_low", "from"),
            Column::new("open_share_high", "to"),
        ],
        rows: steps.chunk_by(together).map(row).collect(),
    }
}

fn reasons(follow_ups: &FollowUps<'_>) -> Table {
    let row = |(state, standing): (ActionState, Standing)| {
        vec![
            Cell::Text(name(state).to_owned()),
            Cell::Count(standing.all() as u64),
            Cell::Count(standing.told as u64),
            Cell::Count(standing.untold as u64),
        ]
    };
    let standing = STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    Table {
        columns: vec![
            Column::new("state", "Where they stand"),
            Column::new("follow_ups", "Follow-ups"),
            Column::new("with_reason", "with a reason"),
            Column::new("without_reason", "without one"),
        ],
        rows: standing.map(row).collect(),
    }
}
