//! Lengths of time become the words, the table and the dots that the pages on duration and detection share.

use crate::analyse::trends::lengths_of_time::{Lasted, Length, Lengths, Sides};
use crate::analyse::trends::small_numbers::{INTERVAL_FROM, MEDIAN_FROM, Median};
use crate::analyse::trends::{IncidentFacts, Selection, period_comparison};
use crate::answers::captions::{counted, gaps, rings};
use crate::answers::changed_medians::{self, NO_SIDES};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::dots::{self, Dot, DotPanel, Dots};
use crate::charts::{Measure, slots};
use crate::link::PageIx;
use crate::wording::english;
use crate::words::durations::{between_lengths, exact_seconds, in_one_unit};
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::capital;

/// How a length of time ends, in a sentence.
pub(super) fn until(of: Length) -> &'static str {
    match of {
        Length::Detected => "until somebody knew",
        Length::Mitigated => "until the harm stopped",
        Length::Resolved => "until all was well",
    }
}

/// How long half of them took at most, and how sure that is; or why that is not said. `whom` is empty where it was said before.
pub(super) fn half(lengths: &Lengths<'_>, whom: &str) -> String {
    let median = &lengths.median;
    let of = if whom.is_empty() { thousands(median.n) } else { format!("{} {whom}", thousands(median.n)) };
    let until = until(lengths.length);
    match (median.value, median.interval) {
        (Some(value), Some(interval)) => {
            format!(
                "half of {of} took at most {} {until} (95 % interval {})",
                in_one_unit(english(), value),
                between_lengths(english(), interval)
            )
        }
        (Some(value), None) => {
            format!("half of {of} took at most {} {until}, too few for an interval", in_one_unit(english(), value))
        }
        (None, _) if median.n == 1 => format!("only 1 incident says how long it took {until}, too few for a median"),
        (None, _) => format!("only {of} say how long it took {until}, too few for a median"),
    }
}

/// Where the middle half of them lies; nothing where that may not be told.
pub(super) fn spread(lengths: &Lengths<'_>) -> Option<String> {
    let (low, high) = lengths.median.quartiles?;
    let longest = lengths.all.last().map_or(0.0, |lasted| lasted.seconds);
    Some(format!(
        "One in four took at most {}, three in four at most {}, the longest {}.",
        in_one_unit(english(), low),
        in_one_unit(english(), high),
        in_one_unit(english(), longest)
    ))
}

/// Whether the medians of lengths of time over the same periods changed; too few are told in one sentence.
pub(super) fn changed(all: &[&Lengths<'_>]) -> Vec<String> {
    let sides: Vec<(&str, &Sides)> =
        all.iter().filter_map(|one| Some((until(one.length), one.sides.as_ref()?))).collect();
    let Some((_, first)) = sides.first() else { return vec![NO_SIDES.to_owned()] };
    let when = (format!("in {}", first.names.0), format!("in {}", first.names.1));
    let when = (when.0.as_str(), when.1.as_str());
    let few = |sides: &Sides| sides.lengths.medians.0.interval.and(sides.lengths.medians.1.interval).is_none();
    let (few, enough): (Vec<_>, Vec<_>) = sides.into_iter().partition(|(_, sides)| few(sides));
    let mut said: Vec<String> =
        enough.into_iter().flat_map(|(until, sides)| changed_medians::medians(until, when, &sides.lengths)).collect();
    let few: Vec<(&str, &period_comparison::Lengths)> =
        few.into_iter().map(|(until, sides)| (until, &sides.lengths)).collect();
    if !few.is_empty() {
        said.push(changed_medians::too_few(when, &few));
    }
    said
}

/// What was counted of a length of time, what was not, and how it is drawn.
pub(super) fn caption(lengths: &Lengths<'_>, selection: &Selection<'_>) -> String {
    let gaps = gaps(selection, |facts| lengths.gap(facts));
    let says = format!("say how long it took {}", until(lengths.length));
    let mut caption = counted(selection, lengths.all.len(), &says, &gaps);
    caption.push_str(&rings(lengths.inferred(), lengths.all.len()));
    let mut add = |n: usize, one: &str, many: &str| {
        if n > 0 {
            caption.push_str(&format!(" {}.", large_count(n, one, many)));
        }
    };
    add(
        lengths.zeros(),
        "took no time at all, as far as its times tell",
        "took no time at all, as far as their times tell",
    );
    add(
        lengths.unplaced,
        "is counted but not on the calendar: its date is not exact enough, or too early",
        "are counted but not on the calendar: their dates are not exact enough, or too early",
    );
    caption
}

/// Which incidents a question for people is about: the first few.
pub(super) fn first<'t>(rows: impl Iterator<Item = &'t IncidentFacts>, most: usize) -> Vec<PageIx> {
    rows.take(most).map(|facts| facts.page).collect()
}

/// Dots over the calendar, in one panel or in several; the bins are those of `lengths`.
pub(super) fn drawing(lengths: &Lengths<'_>, title: &str, panels: Vec<DotPanel>) -> Dots {
    let bins: Vec<_> = lengths.bins.iter().map(|within| within.bin.clone()).collect();
    let placed = || lengths.bins.iter().flat_map(|within| &within.lengths);
    let ends = placed().map(|lasted| lasted.seconds).fold(None, |ends: Option<(f64, f64)>, seconds| {
        let (low, high) = ends.unwrap_or((seconds, seconds));
        Some((low.min(seconds), high.max(seconds)))
    });
    let ends = ends.map_or_else(String::new, |(low, high)| {
        format!(", from {} to {}", exact_seconds(english(), low), exact_seconds(english(), high))
    });
    let middle = lengths
        .median
        .value
        .map_or_else(String::new, |value| format!(" The median is {}.", in_one_unit(english(), value)));
    Dots {
        title: title.to_owned(),
        description: format!(
            "A dot for each of {} on a scale of equal factors{ends}, by {} from {} to {}.{middle} The table below has the same numbers.",
            large_count(placed().count(), "incident", "incidents"),
            lengths.step.word(),
            bins.first().map_or("", |bin| &bin.name),
            bins.last().map_or("", |bin| &bin.name)
        ),
        measure: Measure::Lengths,
        reach: Vec::new(),
        slots: slots(&bins),
        panels,
    }
}

/// The dots of all bins.
pub(super) fn panel(lengths: &Lengths<'_>) -> DotPanel {
    let columns = lengths.bins.iter().map(|within| dots::DotColumn {
        dots: within.lengths.iter().map(dot).collect(),
        median: within.median.value,
        interval: within.median.interval,
    });
    DotPanel { name: None, columns: columns.collect() }
}

/// The dot of an incident.
pub(super) fn dot(lasted: &Lasted<'_>) -> Dot {
    Dot { page: lasted.facts.page, value: lasted.seconds, vague: lasted.inferred }
}

/// The columns of a table of medians, after a first one.
pub(super) fn median_columns(first: Column) -> Vec<Column> {
    vec![
        first,
        Column::new("incidents", "Incidents"),
        Column::new("median_seconds", "Median"),
        Column::new("interval_low_seconds", "Interval from"),
        Column::new("interval_high_seconds", "to"),
        Column::new("quartile_low_seconds", "Middle half from"),
        Column::new("quartile_high_seconds", "to"),
    ]
}

/// The cells of a median, in those columns.
pub(super) fn median_cells(name: String, median: &Median) -> Vec<Cell> {
    let length = |seconds: Option<f64>| seconds.map_or(Cell::Empty, Cell::Length);
    vec![
        Cell::Text(name),
        Cell::Count(median.n as u64),
        length(median.value),
        length(median.interval.map(|interval| interval.low)),
        length(median.interval.map(|interval| interval.high)),
        length(median.quartiles.map(|(low, _)| low)),
        length(median.quartiles.map(|(_, high)| high)),
    ]
}

/// A row for each bin, and one for all.
pub(super) fn table(lengths: &Lengths<'_>) -> Table {
    let bins = lengths.bins.iter().map(|within| median_cells(within.bin.name.clone(), &within.median));
    let all = std::iter::once(median_cells(String::from("All"), &lengths.median));
    Table {
        columns: median_columns(Column::new("period", capital(lengths.step.word()))),
        rows: bins.chain(all).collect(),
    }
}

/// Why some bins have dots alone, where some do.
pub(super) fn few(lengths: &Lengths<'_>) -> Option<String> {
    let told = |least: usize| lengths.bins.iter().any(|within| (1..least).contains(&within.lengths.len()));
    told(INTERVAL_FROM).then(|| {
        let step = capital(&lengths.step.words());
        format!(
            "{step} with fewer than {MEDIAN_FROM} have dots only, those with fewer than {INTERVAL_FROM} a median without an interval."
        )
    })
}
