//! Shares over the calendar become small multiples: a point with its interval where there are enough, and below it how many of how many.

use std::ops::Range;

use crate::analyse::trends::small_numbers::Share;
use crate::charts::calendar::{Calendar, FOOT, SIZE, Slot};
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::scale::Scale;
use crate::charts::svg::{Anchor, Svg, fitted, width};
use crate::wording::Wording;

/// Shares over the calendar.
#[derive(Debug)]
pub(crate) struct Shares {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// The bins.
    pub(crate) slots: Vec<Slot>,
    /// The small multiples, in the order in which they are drawn.
    pub(crate) panels: Vec<SharePanel>,
}

/// The shares of one thing.
#[derive(Debug)]
pub(crate) struct SharePanel {
    /// What it is called.
    pub(crate) name: String,
    /// One for each slot.
    pub(crate) shares: Vec<Share>,
    /// The share of all slots together.
    pub(crate) all: Share,
}

/// The height of a plot, of its name, and of a line of numbers below it.
const PLOT: f64 = 66.0;

const NAME: f64 = 30.0;

const NUMBERS: f64 = 16.0;

/// How many panels there are at most where they are narrow and so the lines many.
const FEW: usize = 5;

/// The room for what is written beside the scale.
const GUTTER: f64 = 44.0;

/// The room between panels side by side, the narrowest of them, and how wide a slot need not be.
const BETWEEN: f64 = 16.0;

const LEAST: f64 = 190.0;

const AMPLE: f64 = 34.0;

/// A picture of shares.
pub(crate) fn draw(shares: &Shares, canvas: &Canvas<'_>) -> String {
    let glance = canvas.width == Width::Glance;
    let shown = match canvas.width {
        Width::Wide => shares.panels.len(),
        Width::Narrow => FEW.min(shares.panels.len()),
        Width::Glance => 1.min(shares.panels.len()),
    };
    let (panels, more) = shares.panels.split_at(shown);
    let (across, most) = (across(shares, canvas), most(panels));
    let wide = (canvas.size() - BETWEEN * (across - 1) as f64) / across as f64;
    let least = if glance { 1.0 } else { numbers_width(canvas.wording, shares) };
    let left = |column: usize| column as f64 * (wide + BETWEEN);
    let calendar = |column| Calendar::spaced(&shares.slots, left(column) + GUTTER, left(column) + wide - 2.0, least);
    let calendars: Vec<Calendar<'_>> = (0..across).map(calendar).collect();
    let lines = calendars.first().map(Calendar::lines).unwrap_or_default();
    let rows = panels.len().div_ceil(across);
    let below = if glance { 0.0 } else { 2.0 * NUMBERS };
    // Side by side each row has its calendar; one above the other, the last.
    let feet = if across > 1 { rows } else { 1 };
    let line_height = (NAME + PLOT + below) * rows as f64 + (FOOT + 4.0) * feet as f64;
    let said = if more.is_empty() || glance { 0.0 } else { NUMBERS + 4.0 };
    let size = (canvas.size(), line_height * lines.len() as f64 + said);
    let mut svg = Svg::new(canvas.wording.language(), &canvas.id, "chart", size, &shares.title, &shares.description);
    for (at, line) in lines.iter().enumerate() {
        let mut base = line_height * at as f64;
        for (row, group) in panels.chunks(across).enumerate() {
            base += NAME + PLOT;
            for (column, one) in group.iter().enumerate() {
                let place = PanelPlace { calendar: &calendars[column], line, left: left(column), wide, base, most };
                panel(&mut svg, one, &place, canvas);
                if across > 1 || row + 1 == rows {
                    calendars[column].words(&mut svg, line, base + below);
                }
            }
            base += below + if across > 1 { FOOT + 4.0 } else { 0.0 };
        }
    }
    if said > 0.0 {
        let words = canvas.wording.count("trends.more_panels", more.len());
        svg.text("chart-quiet", (2.0, size.1 - 5.0), Anchor::Start, &words);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, shares: &Shares) -> Vec<(Mark, String)> {
    let all = || shares.panels.iter().flat_map(|panel| &panel.shares);
    let mut legend = Vec::new();
    if all().any(|share| share.share.is_some()) {
        legend.push((Mark::Dot, wording.say("trends.legend.share")));
        legend.push((Mark::Interval, wording.say("trends.legend.its_interval")));
    }
    if shares.panels.iter().any(|panel| panel.all.share.is_some()) {
        legend.push((Mark::Band, wording.say("trends.legend.share_interval")));
    }
    legend
}

/// Where a panel stands.
struct PanelPlace<'c> {
    calendar: &'c Calendar<'c>,
    line: &'c Range<usize>,
    left: f64,
    wide: f64,
    base: f64,
    /// The highest of everything that is drawn.
    most: f64,
}

/// The highest end of an interval.
fn most(panels: &[SharePanel]) -> f64 {
    let all = panels.iter().flat_map(|panel| panel.shares.iter().chain([&panel.all]));
    all.filter_map(|share| share.share).map(|(_, interval)| interval.high).fold(0.0, f64::max)
}

/// How many panels stand side by side.
fn across(shares: &Shares, canvas: &Canvas<'_>) -> usize {
    let ample = GUTTER + shares.slots.len() as f64 * numbers_width(canvas.wording, shares).max(AMPLE);
    let fit = ((canvas.size() + BETWEEN) / (ample.max(LEAST) + BETWEEN)) as usize;
    fit.clamp(1, shares.panels.len().max(1))
}

/// How wide the longest number below a plot is, with some room.
fn numbers_width(wording: &Wording, shares: &Shares) -> f64 {
    let of = shares.panels.iter().flat_map(|panel| &panel.shares).map(|share| share.of).max();
    width(&wording.thousands(of.unwrap_or(0)), SIZE) + 6.0
}

fn panel(svg: &mut Svg, panel: &SharePanel, place: &PanelPlace<'_>, canvas: &Canvas<'_>) {
    let (wording, glance) = (canvas.wording, canvas.width == Width::Glance);
    let PanelPlace { calendar, line, left, wide, base, most } = *place;
    let scale = Scale::shares_to(wording, most, base, base - PLOT);
    let (from, until) = (left + GUTTER, left + wide - 2.0);
    svg.text("chart-words", (from, base - PLOT - 9.0), Anchor::Start, &fitted(&panel.name, SIZE, wide - GUTTER));
    if let Some((_, interval)) = panel.all.share {
        svg.rect("chart-band", (from, scale.at(interval.low)), (until, scale.at(interval.high)));
    }
    for (value, text) in &scale.ticks {
        let y = scale.at(*value);
        svg.line(if *value == 0.0 { "chart-axis" } else { "chart-edge" }, (from, y), (until, y));
        svg.text("chart-quiet", (from - 5.0, y + 4.0), Anchor::End, text);
    }
    for slot in line.clone() {
        let (x, share) = (calendar.x(line.start, slot), panel.shares[slot]);
        if let Some((value, interval)) = share.share {
            svg.interval(x, scale.at(interval.low), scale.at(interval.high));
            svg.dot("chart-mark", (x, scale.at(value)), 3.5);
        }
        if !glance {
            let number = |count: usize| wording.thousands(count);
            svg.text("chart-words", (x, base + 15.0), Anchor::Middle, &number(share.count));
            svg.text("chart-quiet", (x, base + NUMBERS + 14.0), Anchor::Middle, &number(share.of));
        }
    }
    if !glance {
        svg.text("chart-quiet", (from - 5.0, base + NUMBERS + 14.0), Anchor::End, &wording.say("trends.column.of"));
    }
}
