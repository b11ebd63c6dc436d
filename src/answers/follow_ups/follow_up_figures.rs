//! What became of follow-ups becomes a curve, bars and their tables.

use crate::analyse::trends::follow_ups::{FollowUps, STATES, Standing};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::bars::{BarRow, Bars};
use crate::charts::curves::curve::{Curve, CurveStep, Curves, Spread};
use crate::model::ActionState;
use crate::statistics;
use crate::wording::Wording;
use crate::words::codes::{standing, stands};
use crate::words::durations::days_or_weeks;

/// The most rows that the table of the curve has; of more times several stand in one row.
const ROWS: usize = 60;

/// How far the curve is drawn at most: so many times as far as the last closing, and as the time within which nine in ten of them came.
const BEYOND: f64 = 1.2;

const FAR: f64 = 3.0;

const DAY: f64 = 86_400.0;

/// The steps that are drawn, and how many closings and how many open ones are beyond: there is little to see but a straight line.
pub(super) fn drawn(follow_ups: &FollowUps<'_>) -> (Vec<CurveStep>, usize, usize) {
    let (steps, ended) = (&follow_ups.curve.steps, follow_ups.curve.ended);
    let last = steps.iter().rev().find(|step| step.ended > 0).map_or(0.0, |step| step.time);
    let mut closings = 0;
    let most = steps.iter().find(|step| {
        closings += step.ended;
        closings * 10 >= ended * 9
    });
    let until = (last * BEYOND).min(most.map_or(last, |step| step.time) * FAR).max(7.0);
    let step = |step: &statistics::Step| CurveStep {
        time: step.time * DAY,
        share: step.survival,
        band: Some(step.interval),
        censored: step.censored > 0,
    };
    let within = steps.iter().take_while(|step| step.time <= until).count();
    let (near, far) = steps.split_at(within);
    let mut drawn: Vec<CurveStep> = near.iter().map(step).collect();
    if let Some(end) = drawn.last().copied().filter(|_| !far.is_empty()) {
        drawn.push(CurveStep { time: until * DAY, censored: false, ..end });
    }
    let sum = |of: fn(&statistics::Step) -> usize| far.iter().map(of).sum();
    (drawn, sum(|step| step.ended), sum(|step| step.censored))
}

pub(super) fn curves(wording: &Wording, follow_ups: &FollowUps<'_>) -> Curves {
    let curve = &follow_ups.curve;
    let last = curve.steps.last().map_or(0.0, |step| step.time);
    let half = curve.half.filter(|days| *days >= 1.0);
    let after = |key: &str, days: f64| wording.fill(key, &[("length", &days_or_weeks(wording, days))]);
    let filling = [
        ("closed", wording.thousands(curve.ended)),
        ("of", wording.large("trends.follow_ups.count", curve.n, &[])),
        ("length", days_or_weeks(wording, last)),
    ];
    let mut description = vec![wording.compose("trends.follow_ups.picture_of", &filling)];
    description.extend(half.map(|days| after("trends.follow_ups.picture_half", days)));
    description.extend([wording.say("trends.follow_ups.picture_band"), wording.say("trends.table_below")]);
    Curves {
        title: wording.say("trends.follow_ups.picture"),
        description: wording.paragraph(&description),
        since: wording.say("trends.follow_ups.since"),
        spread: Spread::Even,
        curves: vec![Curve {
            name: wording.say("trends.follow_ups.curve"),
            start: 1.0,
            steps: drawn(follow_ups).0,
            dots: Vec::new(),
            watched: curve.steps.iter().map(|step| (step.time * DAY, step.at_risk)).collect(),
        }],
        marked: half.map(|days| (days * DAY, after("trends.follow_ups.marked", days))),
    }
}

pub(super) fn bars(wording: &Wording, follow_ups: &FollowUps<'_>) -> Bars {
    let row = |(state, standing): (ActionState, Standing)| BarRow {
        names: vec![(stands(wording, state), None)],
        counts: vec![standing.told as u64, standing.untold as u64],
        ..BarRow::default()
    };
    let of_state = || STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    let said: Vec<String> = of_state().map(|(state, at)| standing(wording, state, at.all())).collect();
    let said = wording.fill("trends.follow_ups.picture_standing", &[("ways", &wording.list(&said))]);
    Bars {
        title: wording.say("trends.follow_ups.picture_stand"),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        parts: vec![wording.say("trends.follow_ups.with_reason"), wording.say("trends.follow_ups.without_reason")],
        rows: of_state().map(row).collect(),
    }
}

/// The curve's steps; of more than [`ROWS`], the last of each week, two weeks, …
pub(super) fn closing(wording: &Wording, follow_ups: &FollowUps<'_>) -> Table {
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
            Column::said(wording, "days", "trends.column.days_up_to"),
            Column::said(wording, "watched", "trends.column.watched"),
            Column::said(wording, "closed", "trends.column.closed"),
            Column::said(wording, "last_seen_open", "trends.column.last_seen_open"),
            Column::said(wording, "open_share", "trends.column.still_open"),
            Column::said(wording, "open_share_low", "trends.column.from"),
            Column::said(wording, "open_share_high", "trends.column.to"),
        ],
        rows: steps.chunk_by(together).map(row).collect(),
    }
}

pub(super) fn reasons(wording: &Wording, follow_ups: &FollowUps<'_>) -> Table {
    let row = |(state, standing): (ActionState, Standing)| {
        vec![
            Cell::Text(stands(wording, state)),
            Cell::Count(standing.all() as u64),
            Cell::Count(standing.told as u64),
            Cell::Count(standing.untold as u64),
        ]
    };
    let standing = STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    Table {
        columns: vec![
            Column::said(wording, "state", "trends.column.stand"),
            Column::said(wording, "follow_ups", "trends.column.follow_ups"),
            Column::said(wording, "with_reason", "trends.column.with_reason"),
            Column::said(wording, "without_reason", "trends.column.without_reason"),
        ],
        rows: standing.map(row).collect(),
    }
}
