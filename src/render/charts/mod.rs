//! Numbers and times become static SVG: pure functions from values to text, styled by the theme's classes alone.

mod axis;
pub(crate) mod bars;
mod calendar;
mod canvas;
pub(crate) mod columns;
pub(crate) mod course;
pub(crate) mod curves;
pub(crate) mod dots;
pub(crate) mod heat;
mod parts;
mod pauses;
mod scale;
pub(crate) mod shares;
mod stack;
pub(crate) mod strips;
mod svg;
mod swarm;
mod thin;
mod ticks;
pub(crate) mod timeline;

pub(crate) use calendar::slots;
pub(crate) use canvas::{Canvas, MOST_DOTS, Mark, Width, mark};
pub(crate) use pauses::pauses;
pub(crate) use scale::Measure;

/// What there is to draw of a question to the table of facts.
#[derive(Debug)]
pub(crate) enum Drawing {
    /// Counts over the calendar.
    Columns(columns::Columns),
    /// Values over the calendar.
    Dots(dots::Dots),
    /// Counts of several kinds.
    Strips(strips::Strips),
    /// Shares over the calendar.
    Shares(shares::Shares),
    /// Counts of named things.
    Bars(bars::Bars),
    /// Counts by weekday and hour.
    Heat(heat::Heat),
    /// Steps over time.
    Curves(curves::Curves),
}

/// A picture of `drawing`, drawn for the canvas's width.
pub(crate) fn draw(drawing: &Drawing, canvas: &Canvas<'_>) -> String {
    match drawing {
        Drawing::Columns(columns) => columns::draw(columns, canvas),
        Drawing::Dots(dots) => dots::draw(dots, canvas),
        Drawing::Strips(strips) => strips::draw(strips, canvas),
        Drawing::Shares(shares) => shares::draw(shares, canvas),
        Drawing::Bars(bars) => bars::draw(bars, canvas),
        Drawing::Heat(heat) => heat::draw(heat, canvas),
        Drawing::Curves(curves) => curves::draw(curves, canvas),
    }
}

/// What its marks mean, in the order in which they are seen.
pub(crate) fn legend(drawing: &Drawing) -> Vec<(Mark, &'static str)> {
    match drawing {
        Drawing::Columns(columns) => columns::legend(columns),
        Drawing::Dots(dots) => dots::legend(dots),
        Drawing::Strips(strips) => strips::legend(strips),
        Drawing::Shares(shares) => shares::legend(shares),
        Drawing::Bars(bars) => bars::legend(bars),
        Drawing::Heat(heat) => heat::legend(heat),
        Drawing::Curves(curves) => curves::legend(curves),
    }
}
