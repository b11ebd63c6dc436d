//! A question's numbers become a picture, by what kind of picture they need, and the legend of its marks.

use crate::charts::canvas::{Canvas, Mark};
use crate::charts::curves::{self, curve};
use crate::charts::{bars, columns, dots, heat, shares, strips};
use crate::wording::Wording;

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
    Curves(curve::Curves),
}

impl Drawing {
    /// How many incidents it has dots for.
    pub(crate) fn dots(&self) -> usize {
        match self {
            Self::Columns(columns) => {
                columns.groups.iter().flat_map(|group| &group.columns).map(|c| c.dots.len()).sum()
            }
            Self::Dots(dots) => dots.panels.iter().flat_map(|panel| &panel.columns).map(|c| c.dots.len()).sum(),
            Self::Strips(strips) => strips.strips.iter().map(|strip| strip.dots.len()).sum(),
            Self::Bars(bars) => bars.rows.iter().map(|row| row.dots.len()).sum(),
            Self::Curves(curves) => curves.curves.iter().map(|curve| curve.dots.len()).sum(),
            Self::Shares(_) | Self::Heat(_) => 0,
        }
    }
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
pub(crate) fn legend(wording: &Wording, drawing: &Drawing) -> Vec<(Mark, String)> {
    match drawing {
        Drawing::Columns(columns) => columns::legend(wording, columns),
        Drawing::Dots(dots) => dots::legend(wording, dots),
        Drawing::Strips(strips) => strips::legend(wording, strips),
        Drawing::Shares(shares) => shares::legend(wording, shares),
        Drawing::Bars(bars) => bars::legend(wording, bars),
        Drawing::Heat(heat) => heat::legend(wording, heat),
        Drawing::Curves(curves) => curves::legend(wording, curves),
    }
}
