//! How soon notes were taken and people met becomes curves and their table.

use crate::analyse::trends::notes::{Delays, MARKED, Notes};
use crate::analyse::trends::small_numbers;
use crate::answers::notes::delays_in_words::{DAY, DelayKind};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::curves::curve::{Curve, CurveDot, CurveStep, Curves, Spread};
use crate::statistics::{Interval, ecdf};
use crate::wording::Wording;
use crate::words::durations;

/// Up to so many dots stand on a curve; of more the curve alone says all.
const DOTS: usize = 150;

/// Beyond this length an even axis would leave 72 hours no room.
pub(super) const EVEN: f64 = 60.0 * DAY;

const HOUR: f64 = 3_600.0;

/// The lengths of time at which the table counts.
const STEPS: [f64; 10] =
    [HOUR, 6.0 * HOUR, DAY, MARKED, 7.0 * DAY, 14.0 * DAY, 28.0 * DAY, 56.0 * DAY, 182.0 * DAY, 364.0 * DAY];

pub(super) fn drawing(wording: &Wording, kinds: &[DelayKind<'_, '_>]) -> Curves {
    let longest = kinds.iter().filter_map(|kind| kind.delays.values.last()).map(|value| value.delay.seconds);
    let longest = longest.fold(0.0, f64::max);
    let said = |kind: &DelayKind<'_, '_>| wording.large(&kind.key("picture"), kind.delays.values.len(), &[]);
    let said: Vec<String> = kinds.iter().map(said).collect();
    let filling = [("said", wording.list(&said)), ("length", durations::in_one_unit(wording, longest))];
    let description = [wording.compose("trends.notes.picture_of", &filling), wording.say("trends.table_below")];
    Curves {
        title: wording.say("trends.notes.picture"),
        description: wording.paragraph(&description),
        since: wording.say("trends.notes.since"),
        spread: if longest > EVEN { Spread::Logarithmic } else { Spread::Even },
        curves: kinds.iter().map(|kind| curve(wording, kind)).collect(),
        marked: Some((MARKED, wording.say("trends.notes.marked"))),
    }
}

fn curve(wording: &Wording, kind: &DelayKind<'_, '_>) -> Curve {
    let values = &kind.delays.values;
    let sorted: Vec<f64> = values.iter().map(|value| value.delay.seconds).collect();
    let step = |(time, share): (f64, f64)| CurveStep { time, share, band: None, censored: false };
    let dot = |(at, value): (usize, &crate::analyse::trends::notes::Value<'_>)| CurveDot {
        page: value.facts.page,
        time: value.delay.seconds,
        share: (at + 1) as f64 / values.len() as f64,
        ring: value.inferred,
    };
    let dots = if values.len() <= DOTS { values.iter().enumerate().map(dot).collect() } else { Vec::new() };
    Curve {
        name: wording.say(&kind.key("name")),
        start: 0.0,
        steps: if kind.delays.has_curve() { ecdf(&sorted).into_iter().map(step).collect() } else { Vec::new() },
        dots,
        watched: Vec::new(),
    }
}

pub(super) fn table(wording: &Wording, notes: &Notes<'_>) -> Table {
    let cells = |delays: &Delays<'_>, within: f64| {
        let count = delays.values.iter().filter(|value| value.delay.seconds <= within).count();
        let share = small_numbers::share(count, delays.values.len()).share;
        let end = |pick: fn(Interval) -> f64| share.map_or(Cell::Empty, |(_, interval)| Cell::Share(pick(interval)));
        let part = share.map_or(Cell::Empty, |(share, _)| Cell::Share(share));
        [Cell::Count(count as u64), part, end(|interval| interval.low), end(|interval| interval.high)]
    };
    let longest = |delays: &Delays<'_>| delays.values.last().map_or(0.0, |value| value.delay.seconds);
    let longest = longest(&notes.notes).max(longest(&notes.review));
    let all = STEPS.iter().position(|step| *step >= longest).map_or(STEPS.len(), |at| at + 1);
    let beyond = (all == STEPS.len() && longest > STEPS[all - 1]).then_some(longest);
    let row = |within: f64| {
        let first = [Cell::Length(within)];
        first.into_iter().chain(cells(&notes.notes, within)).chain(cells(&notes.review, within)).collect()
    };
    Table {
        columns: vec![
            Column::said(wording, "within_seconds", "trends.column.within"),
            Column::said(wording, "notes", "trends.column.first_notes"),
            Column::said(wording, "notes_share", "trends.column.share"),
            Column::said(wording, "notes_share_low", "trends.column.from"),
            Column::said(wording, "notes_share_high", "trends.column.to"),
            Column::said(wording, "reviews", "trends.column.reviews"),
            Column::said(wording, "reviews_share", "trends.column.share"),
            Column::said(wording, "reviews_share_low", "trends.column.from"),
            Column::said(wording, "reviews_share_high", "trends.column.to"),
        ],
        rows: STEPS[..all].iter().copied().chain(beyond).map(row).collect(),
    }
}
