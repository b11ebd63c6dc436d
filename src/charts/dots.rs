//! Values over the calendar become a dot for each incident, with medians and their intervals.
//!
//! Several panels are small multiples, one above the other, on one scale. Dots of a bin that would cover each other stand side by side.

use crate::charts::calendar::{Calendar, FOOT, SIZE, Slot};
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::fewer_dots::thin;
use crate::charts::scale::{Measure, Scale};
use crate::charts::svg::{Anchor, MARK, Svg, width};
use crate::charts::swarm::{Sides, swarm};
use crate::link::PageIx;
use crate::statistics::Interval;
use crate::wording::Wording;

/// Values over the calendar.
#[derive(Debug)]
pub(crate) struct Dots {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// What the values are.
    pub(crate) measure: Measure,
    /// Values that have a place on the scale though they are not drawn, so that a picture beside this one has the same.
    pub(crate) reach: Vec<f64>,
    /// The bins.
    pub(crate) slots: Vec<Slot>,
    /// One or more.
    pub(crate) panels: Vec<DotPanel>,
}

impl Dots {
    /// How many dots it has.
    pub(crate) fn count(&self) -> usize {
        self.panels.iter().flat_map(|panel| &panel.columns).map(|column| column.dots.len()).sum()
    }
}

/// Values of one kind.
#[derive(Debug)]
pub(crate) struct DotPanel {
    /// What it is called, where there are several.
    pub(crate) name: Option<String>,
    /// One for each slot.
    pub(crate) columns: Vec<DotColumn>,
}

/// The values of a bin.
#[derive(Debug, Default)]
pub(crate) struct DotColumn {
    /// By value; equal ones by page.
    pub(crate) dots: Vec<Dot>,
    /// The median, where it may be told.
    pub(crate) median: Option<f64>,
    /// Its interval, where it may be told.
    pub(crate) interval: Option<Interval>,
}

/// An incident.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dot {
    /// The incident.
    pub(crate) page: PageIx,
    /// Its value.
    pub(crate) value: f64,
    /// Whether the value was read from the prose.
    pub(crate) vague: bool,
}

/// The room on either side of a column's middle, at most.
const REACH: f64 = 34.0;

/// The room that an interval takes beside the dots.
const BESIDE: f64 = 9.0;

/// How far no time at all stands from the rest of the scale.
const APART: f64 = 18.0;

/// A picture under construction, and what it is drawn by.
struct DotsPicture<'p> {
    dots: &'p Dots,
    canvas: &'p Canvas<'p>,
    calendar: Calendar<'p>,
    scale: Scale,
    left: f64,
    /// The places of the dots that are drawn: by panel, then by slot.
    kept: Vec<Vec<usize>>,
}

/// A picture of values.
pub(crate) fn draw(dots: &Dots, canvas: &Canvas<'_>) -> String {
    let wide = canvas.size();
    let values = columns(dots).flat_map(|column| column.dots.iter().map(|dot| dot.value));
    let values = values.chain(dots.reach.iter().copied());
    let scale = Scale::of(canvas.wording, dots.measure, values, (0.0, 8.0 - height(dots, canvas)), APART);
    let left = scale.ticks.iter().map(|(_, text)| width(text, SIZE)).fold(0.0, f64::max) + 8.0;
    let calendar = match canvas.width {
        Width::Glance => Calendar::on_one_line(&dots.slots, left, wide - 4.0),
        _ => Calendar::new(&dots.slots, left, wide - 4.0),
    };
    let sizes: Vec<usize> = columns(dots).map(|column| column.dots.len()).collect();
    let picture = DotsPicture { dots, canvas, calendar, scale, left, kept: thin(&sizes, canvas.most_dots()) };
    let notes = notes(canvas, &sizes, &picture.kept);
    let lines = picture.calendar.lines();
    let tall = height(dots, canvas) + if named(dots) { 22.0 } else { 4.0 };
    let line_height = tall * dots.panels.len() as f64 + FOOT + 6.0;
    let size = (wide, line_height * lines.len() as f64 + 16.0 * notes.len() as f64);
    let mut svg = Svg::linked(canvas.wording.language(), &canvas.id, "chart", size, &dots.title, &dots.description);
    for (row, line) in lines.iter().enumerate() {
        let mut base = line_height * row as f64;
        for (at, panel) in dots.panels.iter().enumerate() {
            if let Some(name) = &panel.name {
                svg.text("chart-words", (0.0, base + 15.0), Anchor::Start, name);
            }
            base += tall;
            picture.grid(&mut svg, base);
            for slot in line.clone() {
                let place = (picture.calendar.x(line.start, slot), base);
                picture.column(&mut svg, (&panel.columns[slot], at * dots.slots.len() + slot), place);
            }
        }
        picture.calendar.words(&mut svg, line, base);
    }
    for (row, note) in notes.iter().enumerate() {
        let y = line_height * lines.len() as f64 + 16.0 * row as f64 + 12.0;
        svg.text("chart-quiet", (0.0, y), Anchor::Start, note);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, dots: &Dots) -> Vec<(Mark, String)> {
    let all = || columns(dots).flat_map(|column| &column.dots);
    let mut legend = Vec::new();
    if all().any(|dot| !dot.vague) {
        legend.push((Mark::Dot, wording.say("trends.legend.incident")));
    }
    if all().any(|dot| dot.vague) {
        legend.push((Mark::Ring, wording.say("trends.legend.value_from_text")));
    }
    if columns(dots).any(|column| column.median.is_some()) {
        legend.push((Mark::Median, wording.say("trends.legend.median")));
    }
    if columns(dots).any(|column| column.interval.is_some()) {
        legend.push((Mark::Interval, wording.say("trends.legend.median_interval")));
    }
    legend
}

/// What is said below a picture that does not show all dots.
pub(super) fn notes(canvas: &Canvas<'_>, sizes: &[usize], kept: &[Vec<usize>]) -> Vec<String> {
    let (all, drawn): (usize, usize) = (sizes.iter().sum(), kept.iter().map(Vec::len).sum());
    if drawn == all {
        return Vec::new();
    }
    let wording = canvas.wording;
    let said = |key: &str| wording.fill(key, &[("drawn", &wording.thousands(drawn)), ("all", &wording.thousands(all))]);
    match canvas.width {
        Width::Wide => vec![said("trends.drawn.wide")],
        Width::Narrow => vec![said("trends.drawn.narrow"), wording.say("trends.drawn.rest")],
        Width::Glance => vec![said("trends.drawn.glance")],
    }
}

/// A dot that leads to its incident; `said` is its value, and when it was.
pub(super) fn dot(svg: &mut Svg, canvas: &Canvas<'_>, dot: &Dot, said: &str, place: (f64, f64), radius: f64) {
    let class = if dot.vague { "chart-mark chart-vague" } else { MARK };
    match canvas.link(dot.page) {
        Some((href, title)) => svg.link(&href, &format!("{said}: {title}"), |svg| svg.dot(class, place, radius)),
        None => svg.dot(class, place, radius),
    }
}

fn columns(dots: &Dots) -> impl Iterator<Item = &DotColumn> {
    dots.panels.iter().flat_map(|panel| &panel.columns)
}

fn named(dots: &Dots) -> bool {
    dots.panels.iter().any(|panel| panel.name.is_some())
}

/// The height of what stands above a line.
fn height(dots: &Dots, canvas: &Canvas<'_>) -> f64 {
    match (canvas.width, dots.panels.len()) {
        (Width::Glance, several) => (120.0 / several.max(1) as f64).max(34.0),
        (_, 2..) => 120.0,
        (Width::Wide, _) => 260.0,
        (Width::Narrow, _) => 200.0,
    }
}

impl DotsPicture<'_> {
    fn grid(&self, svg: &mut Svg, base: f64) {
        let right = self.canvas.size() - 4.0;
        svg.line("chart-axis", (self.left, base), (right, base));
        let mut below = f64::INFINITY;
        for (value, _) in &self.scale.ticks {
            let y = base + self.scale.at(*value);
            if y < base {
                svg.line("chart-edge", (self.left, y), (right, y));
            }
        }
        for (value, text) in &self.scale.ticks {
            let y = base + self.scale.at(*value);
            if below - y >= SIZE {
                svg.text("chart-quiet", (self.left - 6.0, y + 4.0), Anchor::End, text);
                below = y;
            }
        }
    }

    /// A bin: its interval at the left, its dots beside that, and its median across both.
    fn column(&self, svg: &mut Svg, (column, at): (&DotColumn, usize), (x, base): (f64, f64)) {
        let half = (self.calendar.wide() / 2.0).min(REACH);
        let beside = match columns(self.dots).any(|column| column.interval.is_some()) {
            true => BESIDE.min(half * 0.7),
            false => 0.0,
        };
        let room = half - beside / 2.0 - 1.0;
        let middle = x + beside / 2.0;
        let radius = (room / 4.0).clamp(1.5, 4.0);
        let y = |value: f64| base + self.scale.at(value);
        if let Some(interval) = column.interval {
            svg.interval(x - half + beside / 2.0, y(interval.low), y(interval.high));
        }
        let drawn: Vec<&Dot> = self.kept[at].iter().map(|&place| &column.dots[place]).collect();
        let places: Vec<f64> = drawn.iter().map(|dot| y(dot.value)).collect();
        let aside = swarm(&places, radius, room - radius, Sides::Both);
        let name = &self.dots.slots[at % self.dots.slots.len()].name;
        for ((one, y), aside) in drawn.into_iter().zip(places).zip(aside) {
            let value = self.dots.measure.words(self.canvas.wording, one.value);
            let said = self.canvas.wording.fill("trends.with_note", &[("text", name), ("note", &value)]);
            dot(svg, self.canvas, one, &said, (middle + aside, y), radius);
        }
        if let Some(median) = column.median {
            svg.line("chart-median", (x - half + 1.0, y(median)), (x + half - 1.0, y(median)));
        }
    }
}
