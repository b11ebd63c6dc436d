//! Two periods side by side become sentences, one question at a time: what was seen, whether anything detectable changed, and what would have been.

pub(crate) mod comparison;
mod ways_of_detection;

use crate::analyse::trends::lengths_of_time::Length;
use crate::analyse::trends::period_comparison::{Counts, Lengths, counts, lengths, ways};
use crate::analyse::trends::small_numbers::{Median, UNUSUAL};
use crate::analyse::trends::{Question, Selection, Side};
use crate::answers::changed_medians;
use crate::answers::compare::comparison::{Comparison, columns};
use crate::answers::tables::{Cell, Table};
use crate::statistics::count_interval;
use crate::wording::english;
use crate::words::estimates::{factor, percent};
use crate::words::numbers::{large_count, thousands};
use crate::words::periods::in_side;
use crate::words::phrases::capital;

/// The questions that can be put to two periods.
pub(crate) const COMPARED: [Question; 4] =
    [Question::Reported, Question::Duration, Question::Detection, Question::Found];

/// Puts one question of [`COMPARED`] to the periods before and after a day.
pub(crate) fn compare(selection: &Selection<'_>, sides: &(Side<'_>, Side<'_>), question: Question) -> Vec<Comparison> {
    match question {
        Question::Reported => vec![reported(&counts(&sides.0, &sides.1), sides)],
        Question::Duration => durations(selection, sides),
        Question::Detection => vec![took(selection, sides, question, Length::Detected)],
        _ => vec![ways_of_detection::found(&ways(sides), sides)],
    }
}

fn reported(counts: &Counts, sides: &(Side<'_>, Side<'_>)) -> Comparison {
    let seen = |count: u64, side: &Side<'_>| {
        format!(
            "{} {} in {}",
            thousands(count as usize),
            in_side(english(), side.name),
            large_count(side.days as usize, "day", "days")
        )
    };
    let mut sentences = vec![format!("{}, {}.", seen(counts.counts.0, &sides.0), seen(counts.counts.1, &sides.1))];
    match &counts.ratio {
        None => sentences.push(String::from("With none on either side there is nothing to compare.")),
        Some(ratio) => {
            let around = match (ratio.interval.low, ratio.interval.high) {
                (low, high) if high.is_finite() => {
                    format!("95 % interval {} to {}", factor(english(), low), factor(english(), high))
                }
                (low, _) => format!("95 % interval from {} upwards", factor(english(), low)),
            };
            let rate = if ratio.ratio.is_finite() {
                format!("{} times as many a day ({around})", factor(english(), ratio.ratio))
            } else {
                format!("none before to measure by ({around})")
            };
            sentences.push(match ratio.p < UNUSUAL {
                true => format!(
                    "{}: more than chance alone would bring about in nineteen of twenty such pairs.",
                    capital(&rate)
                ),
                false => format!("{}: no detectable change.", capital(&rate)),
            });
            sentences.push(visible_counts(counts));
        }
    }
    let row = |side: &Side<'_>, count: u64| {
        let around = count_interval(count);
        let mut row = vec![
            Cell::Text(capital(&in_side(english(), side.name))),
            Cell::Count(u64::from(side.days)),
            Cell::Count(count),
        ];
        row.extend([Cell::Number(around.low), Cell::Number(around.high)]);
        row
    };
    Comparison {
        question: Question::Reported,
        key: "reported",
        title: None,
        sentences,
        table: Table {
            columns: columns(&[
                ("period", "Period"),
                ("days", "Days"),
                ("incidents", "Incidents"),
                ("interval_low", "Interval from"),
                ("interval_high", "to"),
            ]),
            rows: vec![row(&sides.0, counts.counts.0), row(&sides.1, counts.counts.1)],
        },
        spoken: None,
        looks: usize::from(counts.ratio.is_some()),
    }
}

fn visible_counts(counts: &Counts) -> String {
    let (low, high) = counts.unremarkable;
    let high = thousands(usize::try_from(high).unwrap_or(usize::MAX));
    match low {
        0 => format!("In the later period more than {high} would have stood out; no number would have been too few."),
        low => format!(
            "In the later period fewer than {} or more than {high} would have stood out.",
            thousands(low as usize)
        ),
    }
}

/// Both lengths of time, but for one that no incident knows while some know the other.
fn durations(selection: &Selection<'_>, sides: &(Side<'_>, Side<'_>)) -> Vec<Comparison> {
    let known = |length: &Length| {
        let mut rows = sides.0.rows.iter().chain(&sides.1.rows);
        rows.any(|facts| length.of(facts).known().is_some())
    };
    let (told, untold): (Vec<Length>, Vec<Length>) = [Length::Mitigated, Length::Resolved].into_iter().partition(known);
    let asked = if told.is_empty() { untold } else { told };
    asked.into_iter().map(|length| took(selection, sides, Question::Duration, length)).collect()
}

fn took(selection: &Selection<'_>, sides: &(Side<'_>, Side<'_>), question: Question, length: Length) -> Comparison {
    let seed = |side: &str| selection.seed(&format!("{} {side}", length.key()));
    let lengths = lengths(&sides.0, &sides.1, length.reading(), seed);
    let (key, title, until) = match length {
        Length::Detected => ("until-detected", None, "until somebody knew"),
        Length::Mitigated => ("until-mitigated", Some("Until the harm stopped"), "until the harm stopped"),
        Length::Resolved => ("until-resolved", Some("Until all was well"), "until all was well"),
    };
    Comparison {
        question,
        key,
        title,
        sentences: changed_medians::medians(english(), until, (sides.0.name, sides.1.name), &lengths),
        table: length_table(&lengths, sides),
        spoken: None,
        looks: usize::from(lengths.ratio.is_some()),
    }
}

fn length_table(lengths: &Lengths, sides: &(Side<'_>, Side<'_>)) -> Table {
    let row = |side: &Side<'_>, median: &Median| {
        let seconds = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Length);
        vec![
            Cell::Text(capital(&in_side(english(), side.name))),
            Cell::Count(side.rows.len() as u64),
            Cell::Count(median.n as u64),
            seconds(median.value),
            seconds(median.interval.map(|interval| interval.low)),
            seconds(median.interval.map(|interval| interval.high)),
        ]
    };
    Table {
        columns: columns(&[
            ("period", "Period"),
            ("incidents", "Incidents"),
            ("known", "of them known"),
            ("median_seconds", "Median"),
            ("interval_low_seconds", "Interval from"),
            ("interval_high_seconds", "to"),
        ]),
        rows: vec![row(&sides.0, &lengths.medians.0), row(&sides.1, &lengths.medians.1)],
    }
}

/// What several looks at the same periods mean; `None` for one.
pub(crate) fn caution(looks: usize) -> Option<String> {
    let by_chance = 1.0 - 0.95f64.powi(i32::try_from(looks).unwrap_or(i32::MAX));
    (looks > 1).then(|| {
        format!(
            "{looks} comparisons were made, each of which finds a change in one of twenty pairs of periods in which nothing changed. In {} of such \
             reports at least one would be found. A question that was asked before looking counts for more than one that was found.",
            percent(english(), by_chance)
        )
    })
}
