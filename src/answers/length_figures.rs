//! Lengths of time become the words, the table and the dots that the pages on duration and detection share.

use crate::analyse::trends::lengths_of_time::{Lasted, Length, Lengths, Sides};
use crate::analyse::trends::small_numbers::{INTERVAL_FROM, MEDIAN_FROM, Median};
use crate::analyse::trends::{IncidentFacts, Selection, period_comparison};
use crate::answers::captions::{counted, gaps, rings, some};
use crate::answers::changed_medians;
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::dots::{self, Dot, DotPanel, Dots};
use crate::charts::{Measure, slots};
use crate::link::PageIx;
use crate::wording::Wording;
use crate::words::durations::{between_lengths, exact_seconds, in_one_unit};
use crate::words::periods;
use crate::words::phrases::capital;

/// How a length of time ends, in a sentence.
pub(super) fn until(wording: &Wording, of: Length) -> String {
    wording.say(match of {
        Length::Detected => "trends.until.detected",
        Length::Mitigated => "trends.until.mitigated",
        Length::Resolved => "trends.until.resolved",
    })
}

/// How long half of them took at most, and how sure that is; or why that is not said. Only the `first` of several says that they are incidents.
pub(super) fn half(wording: &Wording, lengths: &Lengths<'_>, first: bool) -> String {
    let median = &lengths.median;
    let of = wording.large(if first { "trends.of_incidents" } else { "trends.of_bare" }, median.n, &[]);
    let until = until(wording, lengths.length);
    let Some(value) = median.value else {
        let key = if first { "trends.half.few" } else { "trends.half.few_more" };
        return wording.large(key, median.n, &[("until", &until)]);
    };
    let length = in_one_unit(wording, value);
    let filling = [("of", of.as_str()), ("length", &length), ("until", &until)];
    match median.interval {
        Some(interval) => {
            let [of, length, until] = filling;
            let interval = between_lengths(wording, interval);
            wording.fill("trends.half.interval", &[of, length, until, ("interval", &interval)])
        }
        None => wording.fill("trends.half.alone", &filling),
    }
}

/// Where the middle half of them lies, with the length's name where several are told; nothing where that may not be told.
pub(super) fn spread(wording: &Wording, lengths: &Lengths<'_>, named: bool) -> Option<String> {
    let (low, high) = lengths.median.quartiles?;
    let longest = lengths.all.last().map_or(0.0, |lasted| lasted.seconds);
    let [low, high, longest] = [low, high, longest].map(|seconds| in_one_unit(wording, seconds));
    let until = capital(&until(wording, lengths.length));
    let filling = [("low", low.as_str()), ("high", &high), ("longest", &longest), ("until", &until)];
    Some(wording.fill(if named { "trends.half.spread_of" } else { "trends.half.spread" }, &filling))
}

/// Whether the medians of lengths of time over the same periods changed; too few are told in one sentence.
pub(super) fn changed(wording: &Wording, all: &[&Lengths<'_>]) -> Vec<String> {
    let sides: Vec<(String, &Sides)> =
        all.iter().filter_map(|one| Some((until(wording, one.length), one.sides.as_ref()?))).collect();
    let Some((_, first)) = sides.first() else { return vec![wording.say("trends.no_sides")] };
    let names = first.names;
    let few = |sides: &Sides| sides.lengths.medians.0.interval.and(sides.lengths.medians.1.interval).is_none();
    let (few, enough): (Vec<_>, Vec<_>) = sides.iter().partition(|(_, sides)| few(sides));
    let medians = |(until, sides): &(String, &Sides)| changed_medians::medians(wording, until, names, &sides.lengths);
    let mut said: Vec<String> = enough.into_iter().flat_map(medians).collect();
    let few: Vec<(&str, &period_comparison::Lengths)> =
        few.into_iter().map(|(until, sides)| (until.as_str(), &sides.lengths)).collect();
    if !few.is_empty() {
        said.push(changed_medians::too_few(wording, names, &few));
    }
    said
}

/// What was counted of a length of time, what was not, and how it is drawn, in sentences.
pub(super) fn caption(wording: &Wording, lengths: &Lengths<'_>, selection: &Selection<'_>) -> Vec<String> {
    let gaps = gaps(selection, |facts| lengths.gap(facts));
    let told = match lengths.length {
        Length::Detected => "trends.told.detected",
        Length::Mitigated => "trends.told.mitigated",
        Length::Resolved => "trends.told.resolved",
    };
    let mut caption = vec![counted(wording, selection, lengths.all.len(), told, &gaps)];
    caption.extend(rings(wording, lengths.inferred(), lengths.all.len()));
    caption.extend(some(wording, "trends.left.zeros", lengths.zeros()));
    caption.extend(some(wording, "trends.left.unplaced_lengths", lengths.unplaced));
    caption
}

/// Which incidents a question for people is about: the first few.
pub(super) fn first<'t>(rows: impl Iterator<Item = &'t IncidentFacts>, most: usize) -> Vec<PageIx> {
    rows.take(most).map(|facts| facts.page).collect()
}

/// Dots over the calendar, in one panel or in several; the bins are those of `lengths`.
pub(super) fn drawing(wording: &Wording, lengths: &Lengths<'_>, title: &str, panels: Vec<DotPanel>) -> Dots {
    let bins: Vec<_> = lengths.bins.iter().map(|within| within.bin.clone()).collect();
    let placed = || lengths.bins.iter().flat_map(|within| &within.lengths);
    let ends = placed().map(|lasted| lasted.seconds).fold(None, |ends: Option<(f64, f64)>, seconds| {
        let (low, high) = ends.unwrap_or((seconds, seconds));
        Some((low.min(seconds), high.max(seconds)))
    });
    let key = if ends.is_some() { "trends.half.picture_between" } else { "trends.half.picture" };
    let (low, high) = ends.unwrap_or_default();
    let (first, last) = periods::ends(wording, &bins);
    let filling = [
        ("of", wording.large("trends.of_incidents", placed().count(), &[])),
        ("low", exact_seconds(wording, low)),
        ("high", exact_seconds(wording, high)),
        ("step", periods::step(wording, lengths.step, "by")),
        ("first", first),
        ("last", last),
    ];
    let said = wording.compose(key, &filling);
    let middle = lengths
        .median
        .value
        .map(|value| wording.fill("trends.half.picture_median", &[("length", &in_one_unit(wording, value))]));
    let below = wording.say("trends.table_below");
    Dots {
        title: wording.say(title),
        description: wording.paragraph(&[Some(said), middle, Some(below)].into_iter().flatten().collect::<Vec<_>>()),
        measure: Measure::Lengths,
        reach: Vec::new(),
        slots: slots(wording, &bins),
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
pub(super) fn median_columns(wording: &Wording, first: Column) -> Vec<Column> {
    vec![
        first,
        Column::said(wording, "incidents", "trends.column.incidents"),
        Column::said(wording, "median_seconds", "trends.column.median"),
        Column::said(wording, "interval_low_seconds", "trends.column.interval_from"),
        Column::said(wording, "interval_high_seconds", "trends.column.to"),
        Column::said(wording, "quartile_low_seconds", "trends.column.middle_from"),
        Column::said(wording, "quartile_high_seconds", "trends.column.to"),
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
pub(super) fn table(wording: &Wording, lengths: &Lengths<'_>) -> Table {
    let bins = lengths.bins.iter().map(|within| median_cells(periods::bin(wording, &within.bin), &within.median));
    let all = std::iter::once(median_cells(wording.say("trends.all"), &lengths.median));
    let first = Column::new("period", periods::step(wording, lengths.step, "heading"));
    Table { columns: median_columns(wording, first), rows: bins.chain(all).collect() }
}

/// Why some bins have dots alone, where some do.
pub(super) fn few(wording: &Wording, lengths: &Lengths<'_>) -> Option<String> {
    let told = |least: usize| lengths.bins.iter().any(|within| (1..least).contains(&within.lengths.len()));
    told(INTERVAL_FROM).then(|| {
        let steps = capital(&periods::step(wording, lengths.step, "several"));
        let (median, interval) = (MEDIAN_FROM.to_string(), INTERVAL_FROM.to_string());
        wording.fill("trends.half.few_in_bins", &[("steps", &steps), ("median", &median), ("interval", &interval)])
    })
}
