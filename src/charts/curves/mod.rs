//! Steps over time become one curve or two, told apart by dashes and a name beside each, with bands, dots and what was last seen open.

pub(crate) mod curve;
mod name_places;
mod plot_frame;
mod stairs;

use crate::charts::calendar::SIZE;
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::curves::curve::{Curve, Curves};
use crate::charts::curves::plot_frame::{PlotFrame, frame};
use crate::charts::svg::{Anchor, MARK, Svg, width};
use crate::wording::Wording;

/// The room for words beside the axis, at least.
const GUTTER: f64 = 36.0;

/// A line of words.
const LINE: f64 = 17.0;

/// The classes of curves.
const CLASSES: [&str; 2] = ["chart-first", "chart-second"];

/// The picture.
pub(crate) fn draw(curves: &Curves, canvas: &Canvas<'_>) -> String {
    let tall = match canvas.width {
        Width::Wide => 220.0,
        Width::Narrow => 190.0,
        Width::Glance => 110.0,
    };
    let top = if curves.marked.is_some() { LINE + 4.0 } else { 10.0 };
    let beside = ["axis.none", "axis.half", "axis.all"].map(|key| width(&canvas.wording.say(key), SIZE) + 7.0);
    let gutter = beside.into_iter().fold(GUTTER, f64::max);
    let frame = frame(canvas.wording, curves, (gutter, canvas.size() - 10.0), (top, top + tall));
    let watched = curves.curves.iter().any(|curve| !curve.watched.is_empty()) && canvas.width != Width::Glance;
    let lines = if watched { 4.0 } else { 2.0 };
    let size = (canvas.size(), frame.base + lines * LINE + 6.0);
    let mut svg = Svg::linked(canvas.wording.language(), &canvas.id, "chart", size, &curves.title, &curves.description);
    for (at, curve) in curves.curves.iter().enumerate().filter(|(_, curve)| !curve.steps.is_empty()) {
        stairs::band(&mut svg, &frame, curve);
        debug_assert!(at < CLASSES.len(), "a picture has two curves at most");
    }
    let ticks = axes(&mut svg, &frame, curves, canvas.wording);
    if let Some((time, name)) = &curves.marked {
        mark(&mut svg, &frame, *time, name);
    }
    for (curve, class) in curves.curves.iter().zip(CLASSES) {
        stairs::curve(&mut svg, &frame, curve, class);
        dots(&mut svg, &frame, curve, canvas);
    }
    if watched {
        below(&mut svg, &frame, (curves, canvas.wording), &ticks);
    }
    for (name, place, anchor) in name_places::names(&frame, curves) {
        svg.text("chart-words", place, anchor, name);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, curves: &Curves) -> Vec<(Mark, String)> {
    let drawn = || curves.curves.iter().filter(|curve| !curve.steps.is_empty());
    let mut legend = Vec::new();
    for (curve, mark) in curves.curves.iter().zip([Mark::First, Mark::Second]) {
        if !curve.steps.is_empty() {
            legend.push((mark, curve.name.clone()));
        }
    }
    if drawn().any(|curve| curve.steps.iter().any(|step| step.band.is_some())) {
        legend.push((Mark::Band, wording.say("trends.legend.band")));
    }
    if drawn().any(|curve| curve.steps.iter().any(|step| step.censored)) {
        legend.push((Mark::Across, wording.say("trends.legend.still_open")));
    }
    let dots = || curves.curves.iter().flat_map(|curve| &curve.dots);
    if dots().any(|dot| !dot.ring) {
        legend.push((Mark::Dot, wording.say("trends.legend.incident")));
    }
    if dots().any(|dot| dot.ring) {
        legend.push((Mark::Ring, wording.say("trends.legend.incident_from_text")));
    }
    legend
}

/// Lines for all, half and none, and times below; the times that have words, and where these stand.
fn axes(svg: &mut Svg, frame: &PlotFrame, curves: &Curves, wording: &Wording) -> Vec<(f64, f64)> {
    for (share, key) in [(0.0, "axis.none"), (0.25, ""), (0.5, "axis.half"), (0.75, ""), (1.0, "axis.all")] {
        let y = frame.up.at(share);
        let class = if share == 0.0 { "chart-axis" } else { "chart-edge" };
        svg.line(class, (frame.left, y), (frame.right, y));
        if !key.is_empty() {
            svg.text("chart-quiet", (frame.left - 6.0, y + 4.0), Anchor::End, &wording.say(key));
        }
    }
    let mut end = f64::MIN;
    let mut shown = Vec::new();
    for (time, words) in &frame.across.ticks {
        let x = frame.across.at(*time);
        let half = width(words, SIZE) / 2.0;
        let middle = x.min(frame.right + 8.0 - half);
        svg.line("chart-axis", (x, frame.base), (x, frame.base + 4.0));
        if middle - half > end {
            svg.text("chart-quiet", (middle, frame.base + LINE), Anchor::Middle, words);
            end = middle + half + 6.0;
            shown.push((*time, middle));
        }
    }
    svg.text("chart-quiet", (frame.right, frame.base + 2.0 * LINE), Anchor::End, &curves.since);
    shown
}

/// A line for a time that is marked, and its name above.
fn mark(svg: &mut Svg, frame: &PlotFrame, time: f64, name: &str) {
    let x = frame.across.at(time);
    svg.line("chart-break", (x, frame.top - 4.0), (x, frame.base));
    svg.text("chart-words", frame.above(x, name), Anchor::Middle, name);
}

fn dots(svg: &mut Svg, frame: &PlotFrame, curve: &Curve, canvas: &Canvas<'_>) {
    let room = (frame.base - frame.top) / curve.dots.len().max(1) as f64;
    let radius = (room / 2.0).clamp(2.0, 4.0);
    for dot in &curve.dots {
        let place = (frame.across.at(dot.time), frame.up.at(dot.share));
        let class = if dot.ring { "chart-mark chart-vague" } else { MARK };
        match canvas.link(dot.page) {
            Some((href, title)) => svg.link(
                &href,
                &canvas.wording.fill("trends.dot_of", &[("name", &curve.name), ("title", &title)]),
                |svg| svg.dot(class, place, radius),
            ),
            None => svg.dot(class, place, radius),
        }
    }
}

/// How many are watched at the times that the axis names.
fn below(svg: &mut Svg, frame: &PlotFrame, (curves, wording): (&Curves, &Wording), ticks: &[(f64, f64)]) {
    let y = frame.base + 3.0 * LINE;
    svg.text("chart-quiet", (2.0, y), Anchor::Start, &wording.say("trends.watched"));
    for (time, x) in ticks {
        let of = |curve: &Curve| curve.watched.iter().find(|(until, _)| until >= time).map_or(0, |(_, count)| *count);
        let count: usize = curves.curves.iter().map(of).sum();
        svg.text("chart-words", (*x, y + LINE), Anchor::Middle, &wording.thousands(count));
    }
}
