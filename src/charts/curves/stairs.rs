//! Steps become stairs, the band around them, and short lines across where something was seen for the last time.

use crate::charts::curves::curve::{Curve, CurveStep};
use crate::charts::curves::plot_frame::PlotFrame;
use crate::charts::svg::{Point, Svg};

/// Turns that are nearer than this to each other are one.
const APART: f64 = 0.5;

/// Lines across that are nearer than this to each other are one: many would hide the curve.
const SPARSE: f64 = 5.0;

/// Half the height of a line across.
const HALF: f64 = 4.0;

/// The line of a curve, and the lines across it.
pub(super) fn curve(svg: &mut Svg, frame: &PlotFrame, curve: &Curve, class: &str) {
    if curve.steps.is_empty() {
        return;
    }
    svg.stairs(class, frame.place(0.0, curve.start), turns(frame, curve, |step| step.share).into_iter());
    let mut across: Vec<(Point, Point)> = Vec::new();
    for step in curve.steps.iter().filter(|step| step.censored) {
        let (x, y) = frame.place(step.time, step.share);
        if across.last().is_none_or(|((before, _), _)| x - before >= SPARSE) {
            across.push(((x, y - HALF), (x, y + HALF)));
        }
    }
    svg.strokes("chart-across", &across);
}

/// The band: along its upper edge from the first step that has one, and back along the lower one.
pub(super) fn band(svg: &mut Svg, frame: &PlotFrame, curve: &Curve) {
    let edge = |pick: fn(&CurveStep) -> Option<f64>| turns(frame, curve, |step| pick(step).unwrap_or(step.share));
    let first = curve.steps.iter().position(|step| step.band.is_some());
    let Some(first) = first.map(|at| &curve.steps[at]) else { return };
    let upper = edge(|step| step.band.map(|band| band.high));
    let lower = edge(|step| step.band.map(|band| band.low));
    let start = frame.place(first.time, curve.start);
    let back = lower.windows(2).rev().map(|pair| (pair[1].0, pair[0].1));
    let (Some(end), Some(begin)) = (lower.last(), lower.first()) else { return };
    let around = upper.iter().copied().chain([*end]).chain(back).chain([(begin.0, start.1)]);
    svg.stairs("chart-band", start, around);
}

/// The turns of stairs whose steps end at these shares; those that could not be told apart are one.
fn turns(frame: &PlotFrame, curve: &Curve, share: impl Fn(&CurveStep) -> f64) -> Vec<Point> {
    let mut turns: Vec<Point> = Vec::new();
    for step in &curve.steps {
        let (x, y) = frame.place(step.time, share(step));
        match turns.last_mut() {
            Some(last) if x - last.0 < APART => last.1 = y,
            Some(last) if (last.1 - y).abs() < 0.05 && step.time < curve.steps[curve.steps.len() - 1].time => {}
            _ => turns.push((x, y)),
        }
    }
    turns
}
