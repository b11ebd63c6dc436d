//! Counts over the calendar become dots on top of each other, or bars where they are many.
//!
//! Several groups are small multiples, one above the other, on one scale. The longest lines break between years.

use crate::charts::calendar::{Calendar, FOOT, Slot};
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::scale::Scale;
use crate::charts::svg::{Anchor, MARK, Svg};
use crate::link::PageIx;
use crate::statistics::Interval;
use crate::wording::Wording;

/// Counts over the calendar.
#[derive(Debug)]
pub(crate) struct Columns {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// The bins.
    pub(crate) slots: Vec<Slot>,
    /// What a ring is: `a near miss`.
    pub(crate) ring: String,
    /// One or more groups.
    pub(crate) groups: Vec<ColumnGroup>,
}

/// A group of counts.
#[derive(Debug)]
pub(crate) struct ColumnGroup {
    /// What it is called, where there are several.
    pub(crate) name: Option<String>,
    /// One for each slot.
    pub(crate) columns: Vec<CountColumn>,
}

/// The count of a bin.
#[derive(Debug, Default)]
pub(crate) struct CountColumn {
    /// How many.
    pub(crate) count: u64,
    /// The incidents, and whether each is drawn as a ring; rings on top.
    pub(crate) dots: Vec<(PageIx, bool)>,
    /// The interval of the count.
    pub(crate) interval: Option<Interval>,
    /// What one would usually see.
    pub(crate) usual: Option<(u64, u64)>,
}

/// Columns with at most this many, in pictures with at most so many, are drawn as dots.
const DOTS: u64 = 14;
const ALL_DOTS: usize = 400;

/// The height of what stands above a line: one group, one group in an overview, or one of several.
const TALL: f64 = 170.0;
const SHORT: f64 = 90.0;
const LOW: f64 = 62.0;

/// The room for what is written beside the scale.
const GUTTER: f64 = 34.0;

/// A picture of counts.
pub(crate) fn draw(columns: &Columns, canvas: &Canvas<'_>) -> String {
    let wide = canvas.size();
    let calendar = Calendar::new(&columns.slots, GUTTER, wide - 6.0);
    let most = most(columns, canvas.width);
    let as_dots = as_dots(columns);
    let tall = match (columns.groups.len(), canvas.width) {
        (2.., _) => LOW,
        (_, Width::Glance) => SHORT,
        _ => TALL,
    };
    let lines = calendar.lines();
    let named = columns.groups.iter().any(|group| group.name.is_some());
    let block = tall + if named { 34.0 } else { 8.0 };
    let line_height = block * columns.groups.len() as f64 + FOOT + 6.0;
    let size = (wide, line_height * lines.len() as f64);
    let mut svg =
        Svg::linked(canvas.wording.language(), &canvas.id, "chart", size, &columns.title, &columns.description);
    for (row, line) in lines.iter().enumerate() {
        let mut y = line_height * row as f64;
        for group in &columns.groups {
            let base = y + block;
            if let Some(name) = &group.name {
                svg.text("chart-words", (GUTTER, y + 28.0), Anchor::Start, name);
            }
            let scale = Scale::counts(canvas.wording, most, base, base - tall + 8.0);
            lines_of(&mut svg, &scale, wide);
            // Kind by kind, so that shapes of one kind are one element.
            for layer in [band, bar, interval, dots] {
                for slot in line.clone() {
                    let x = calendar.x(line.start, slot);
                    let place = ColumnPlace { x, half: calendar.wide() / 2.0, scale: &scale, as_dots };
                    layer(&mut svg, canvas, &group.columns[slot], &columns.slots[slot], &place);
                }
            }
            y = base;
        }
        calendar.words(&mut svg, line, y);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, columns: &Columns) -> Vec<(Mark, String)> {
    let all = || columns.groups.iter().flat_map(|group| &group.columns);
    let dots = as_dots(columns);
    let mut legend = vec![if dots {
        (Mark::Dot, wording.say("trends.legend.incident"))
    } else {
        (Mark::Bar, wording.say("trends.legend.incidents"))
    }];
    if dots && all().any(|column| column.dots.iter().any(|(_, ring)| *ring)) {
        legend.push((Mark::Ring, columns.ring.clone()));
    }
    if columns.slots.iter().any(|slot| !slot.whole) {
        legend.push((Mark::Dashed, wording.say("trends.legend.not_whole")));
    }
    if all().any(|column| column.usual.is_some()) {
        legend.push((Mark::Band, wording.say("trends.legend.usual")));
    }
    if all().any(|column| column.interval.is_some()) {
        legend.push((Mark::Interval, wording.say("trends.legend.rate_interval")));
    }
    legend
}

fn as_dots(columns: &Columns) -> bool {
    let all = || columns.groups.iter().flat_map(|group| &group.columns);
    all().all(|column| column.count <= DOTS) && all().map(|column| column.dots.len()).sum::<usize>() <= ALL_DOTS
}

/// The highest of everything that is drawn.
fn most(columns: &Columns, width: Width) -> f64 {
    let highest = |column: &CountColumn| {
        let usual = column.usual.map_or(0, |(_, high)| high) as f64;
        let interval = column.interval.filter(|_| width != Width::Glance).map_or(0.0, |interval| interval.high);
        (column.count as f64).max(usual).max(interval)
    };
    columns.groups.iter().flat_map(|group| &group.columns).map(highest).fold(1.0, f64::max)
}

fn lines_of(svg: &mut Svg, scale: &Scale, wide: f64) {
    for (value, _) in &scale.ticks {
        let y = scale.at(*value);
        svg.line(if *value == 0.0 { "chart-axis" } else { "chart-edge" }, (GUTTER, y), (wide - 6.0, y));
    }
    for (value, text) in &scale.ticks {
        svg.text("chart-quiet", (GUTTER - 6.0, scale.at(*value) + 4.0), Anchor::End, text);
    }
}

/// Where a column stands, and how it is drawn.
struct ColumnPlace<'s> {
    x: f64,
    half: f64,
    scale: &'s Scale,
    as_dots: bool,
}

fn band(svg: &mut Svg, _: &Canvas<'_>, column: &CountColumn, _: &Slot, place: &ColumnPlace<'_>) {
    let ColumnPlace { x, half, scale, .. } = place;
    if let Some((low, high)) = column.usual {
        svg.rect("chart-band", (x - half, scale.at(low as f64)), (x + half, scale.at(high as f64)));
    }
}

fn bar(svg: &mut Svg, _: &Canvas<'_>, column: &CountColumn, slot: &Slot, place: &ColumnPlace<'_>) {
    let ColumnPlace { x, half, scale, as_dots } = place;
    let wide = (half - 1.5).clamp(1.0, 14.0);
    if !slot.whole {
        let height = scale.at((column.count as f64).max(0.4));
        svg.rect("chart-bar chart-partial", (x - wide, scale.at(0.0)), (x + wide, height));
    } else if !as_dots && column.count > 0 {
        svg.rect("chart-bar", (x - wide, scale.at(0.0)), (x + wide, scale.at(column.count as f64)));
    }
}

fn interval(svg: &mut Svg, canvas: &Canvas<'_>, column: &CountColumn, _: &Slot, place: &ColumnPlace<'_>) {
    if let Some(interval) = column.interval.filter(|_| canvas.width != Width::Glance) {
        svg.interval(place.x, place.scale.at(interval.low), place.scale.at(interval.high));
    }
}

fn dots(svg: &mut Svg, canvas: &Canvas<'_>, column: &CountColumn, slot: &Slot, place: &ColumnPlace<'_>) {
    let ColumnPlace { x, half, scale, as_dots } = place;
    if !as_dots {
        return;
    }
    let unit = scale.at(0.0) - scale.at(1.0);
    let radius = (unit / 2.0 - 0.6).min(half - 1.0).clamp(1.5, 5.0);
    for (at, (page, ring)) in column.dots.iter().enumerate() {
        let place = (*x, scale.at(at as f64 + 0.5));
        let class = if *ring { "chart-mark chart-vague" } else { MARK };
        match canvas.link(*page) {
            Some((href, title)) => {
                svg.link(&href, &format!("{}: {title}", slot.name), |svg| svg.dot(class, place, radius))
            }
            None => svg.dot(class, place, radius),
        }
    }
}
