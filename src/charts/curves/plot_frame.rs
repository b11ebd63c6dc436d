//! Times and shares become places in the picture of curves.

use crate::charts::calendar::SIZE;
use crate::charts::curves::curve::{Curve, Curves, SOONEST, Spread};
use crate::charts::scale::Scale;
use crate::charts::svg::{Point, width};
use crate::wording::Wording;

/// Where times and shares stand.
pub(super) struct PlotFrame {
    pub(super) across: Scale,
    pub(super) up: Scale,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) base: f64,
}

pub(super) fn frame(
    wording: &Wording,
    curves: &Curves,
    (left, right): (f64, f64),
    (top, base): (f64, f64),
) -> PlotFrame {
    let times = || {
        let of = |curve: &Curve| -> Vec<f64> {
            curve.steps.iter().map(|step| step.time).chain(curve.dots.iter().map(|dot| dot.time)).collect()
        };
        curves.curves.iter().flat_map(of).chain(curves.marked.iter().map(|(time, _)| *time * 1.05))
    };
    let most = times().fold(0.0, f64::max);
    let across = match curves.spread {
        Spread::Even => Scale::spans(wording, most, left, right),
        Spread::Logarithmic => {
            let least = times().fold(f64::INFINITY, f64::min).max(SOONEST);
            Scale::lengths(wording, least.min(most), most, left, right)
        }
    };
    PlotFrame { across, up: Scale::shares(wording, base, top), left, right, top, base }
}

impl PlotFrame {
    pub(super) fn place(&self, time: f64, share: f64) -> Point {
        (self.across.at(time), self.up.at(share))
    }

    /// Where the middle of a name stands above the curves: over `x`, or as near as there is room.
    pub(super) fn above(&self, x: f64, name: &str) -> Point {
        let half = width(name, SIZE) / 2.0;
        (x.max(half + 2.0).min(self.right + 8.0 - half), self.top - 8.0)
    }
}
