//! How soon notes were taken and people met becomes curves and their table.

use crate::analyse::trends::notes::{Delays, MARKED, Notes};
use crate::analyse::trends::small_numbers;
use crate::answers::notes::delays_in_words::{DAY, DelayKind};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::curves::curve::{Curve, CurveDot, CurveStep, Curves, Spread};
use crate::statistics::{Interval, ecdf};
use crate::wording::english;
use crate::words::durations;
use crate::words::numbers::thousands;
use crate::words::phrases::spoken_list;

/// Up to so many dots stand on a curve; of more the curve alone says all.
const DOTS: usize = 150;

/// Beyond this length an even axis would leave 72 hours no room.
pub(super) const EVEN: f64 = 60.0 * DAY;

const HOUR: f64 = 3_600.0;

/// The lengths of time at which the table counts.
const STEPS: [f64; 10] =
    [HOUR, 6.0 * HOUR, DAY, MARKED, 7.0 * DAY, 14.0 * DAY, 28.0 * DAY, 56.0 * DAY, 182.0 * DAY, 364.0 * DAY];

pub(super) fn drawing(kinds: &[DelayKind<'_, '_>]) -> Curves {
    let longest = kinds.iter().filter_map(|kind| kind.delays.values.last()).map(|value| value.delay.seconds);
    let longest = longest.fold(0.0, f64::max);
    let said: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{} {}", thousands(kind.delays.values.len()), kind.did(kind.delays.values.len())))
        .collect();
    Curves {
        title: String::from("How soon first notes were taken and people met"),
        description: format!(
            "Curves that rise by one incident at a time, from the start of the incident on: {}. The longest took {}. 72 hours are marked. The \
             table below has the same numbers.",
            spoken_list(&said),
            durations::in_one_unit(english(), longest)
        ),
        since: "since the incident began",
        spread: if longest > EVEN { Spread::Logarithmic } else { Spread::Even },
        curves: kinds.iter().map(curve).collect(),
        marked: Some((MARKED, String::from("72 hours"))),
    }
}

fn curve(kind: &DelayKind<'_, '_>) -> Curve {
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
        name: kind.name,
        start: 0.0,
        steps: if kind.delays.has_curve() { ecdf(&sorted).into_iter().map(step).collect() } else { Vec::new() },
        dots,
        watched: Vec::new(),
    }
}

pub(super) fn table(notes: &Notes<'_>) -> Table {
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
            Column::new("within_seconds", "Within"),
            Column::new("notes", "First notes"),
            Column::new("notes_share", "Share"),
            Column::new("notes_share_low", "from"),
            Column::new("notes_share_high", "to"),
            Column::new("reviews", "Reviews"),
            Column::new("reviews_share", "Share"),
            Column::new("reviews_share_low", "from"),
            Column::new("reviews_share_high", "to"),
        ],
        rows: STEPS[..all].iter().copied().chain(beyond).map(row).collect(),
    }
}
