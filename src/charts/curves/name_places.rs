//! Curves become places for their names: beside the line, and clear of every line, dot and name that is there.

use crate::charts::calendar::SIZE;
use crate::charts::curves::curve::{Curve, Curves};
use crate::charts::curves::plot_frame::PlotFrame;
use crate::charts::svg::{Anchor, Point, width};

/// From the upper left to the lower right.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    from: Point,
    to: Point,
}

/// How far a name stands from its line: the nearest that is clear.
const GAPS: [f64; 3] = [7.0, 14.0, 22.0];

/// The heights at which names are tried, the best first.
const HEIGHTS: [f64; 11] = [0.56, 0.44, 0.62, 0.38, 0.7, 0.3, 0.81, 0.19, 0.88, 0.12, 0.96];

/// The names with their places. Where no place is clear, the one that covers least.
pub(super) fn names<'c>(frame: &PlotFrame, curves: &'c Curves) -> Vec<(&'c str, Point, Anchor)> {
    let taken = taken(frame, curves);
    let mut named: Vec<Area> = Vec::new();
    let mut names = Vec::new();
    for curve in &curves.curves {
        let best = candidates(frame, curve).into_iter().map(|(place, anchor)| {
            let area = area(&curve.name, place, anchor);
            let outside = area.from.0 < frame.left || area.to.0 > frame.right || area.to.1 > frame.base;
            let among = |all: &[Area]| all.iter().filter(|other| other.meets(&area)).count();
            let cost = (outside, among(&named), among(&taken));
            (cost, place, anchor, area)
        });
        if let Some((_, place, anchor, area)) = best.min_by_key(|(cost, ..)| *cost) {
            names.push((curve.name.as_str(), place, anchor));
            named.push(area);
        }
    }
    names
}

/// Places to either side of a line, at several heights.
fn candidates(frame: &PlotFrame, curve: &Curve) -> Vec<(Point, Anchor)> {
    let mut candidates = Vec::new();
    for (gap, height) in GAPS.iter().flat_map(|gap| HEIGHTS.map(|height| (gap, height))) {
        let passes = |share: f64| if curve.start > height { share <= height } else { share >= height };
        let step = curve.steps.iter().find(|step| passes(step.share)).map(|step| step.time);
        let dot = || curve.dots.iter().find(|dot| passes(dot.share)).map(|dot| dot.time);
        let Some(time) = step.or_else(dot) else { continue };
        let (x, y) = frame.place(time, height);
        candidates.push(((x + gap, y + 4.0), Anchor::Start));
        candidates.push(((x - gap, y + 4.0), Anchor::End));
    }
    // Above and below where it ends, for a curve that never comes near another height.
    let last = curve.steps.last().map(|step| (step.time, step.share));
    if let Some((time, share)) = last.or_else(|| curve.dots.last().map(|dot| (dot.time, dot.share))) {
        let (x, y) = frame.place(time, share);
        candidates.push(((x - 2.0, y - 9.0), Anchor::End));
        candidates.push(((x - 2.0, y + 17.0), Anchor::End));
    }
    candidates
}

fn area(name: &str, (x, y): Point, anchor: Anchor) -> Area {
    let wide = width(name, SIZE);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    Area { from: (left, y - 10.0), to: (left + wide, y + 4.0) }
}

/// What names must not cover.
fn taken(frame: &PlotFrame, curves: &Curves) -> Vec<Area> {
    let mut taken = Vec::new();
    for curve in &curves.curves {
        let mut before = frame.place(0.0, curve.start);
        for step in &curve.steps {
            let (x, y) = frame.place(step.time, step.share);
            let reach = if step.censored { 4.0 } else { 1.0 };
            taken.push(Area::around((before.0, before.1), (x, before.1), 2.0));
            taken.push(Area::around((x, before.1), (x, y), reach));
            before = (x, y);
        }
        for dot in &curve.dots {
            let place = frame.place(dot.time, dot.share);
            taken.push(Area::around(place, place, 4.0));
        }
    }
    if let Some((time, name)) = &curves.marked {
        let x = frame.across.at(*time);
        taken.push(Area::around((x, frame.top), (x, frame.base), 1.0));
        taken.push(area(name, frame.above(x, name), Anchor::Middle));
    }
    taken
}

impl Area {
    fn around(a: Point, b: Point, reach: f64) -> Self {
        Self { from: (a.0.min(b.0) - reach, a.1.min(b.1) - reach), to: (a.0.max(b.0) + reach, a.1.max(b.1) + reach) }
    }

    fn meets(&self, other: &Area) -> bool {
        let apart = |at: fn(&Point) -> f64| at(&self.to) <= at(&other.from) || at(&other.to) <= at(&self.from);
        !apart(|place| place.0) && !apart(|place| place.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::curves::curve::{CurveDot, CurveStep, Spread};
    use crate::charts::curves::plot_frame::frame;
    use crate::wording::english;

    fn curve(name: &str, start: f64, days: &[f64]) -> Curve {
        let share = |at: usize| (start - (at + 1) as f64 / days.len() as f64).abs();
        let step = |(at, day): (usize, &f64)| CurveStep {
            time: day * 86_400.0,
            share: share(at),
            band: None,
            censored: false,
        };
        let dot = |(at, day): (usize, &f64)| CurveDot { page: at, time: day * 86_400.0, share: share(at), ring: false };
        Curve {
            name: name.to_owned(),
            start,
            steps: days.iter().enumerate().map(step).collect(),
            dots: days.iter().enumerate().map(dot).collect(),
            watched: Vec::new(),
        }
    }

    fn covered(curves: Vec<Curve>, spread: Spread) -> usize {
        let marked = Some((3.0 * 86_400.0, String::from("72 hours")));
        let curves =
            Curves { title: String::new(), description: String::new(), since: String::new(), spread, curves, marked };
        let frame = frame(english(), &curves, (36.0, 278.0), (21.0, 131.0));
        let names = names(&frame, &curves);
        let areas: Vec<Area> = names.iter().map(|(name, place, anchor)| area(name, *place, *anchor)).collect();
        let lines = taken(&frame, &curves);
        assert!(areas.iter().all(|area| area.from.0 >= 36.0 && area.to.0 <= 278.0 && area.to.1 <= 131.0), "{areas:?}");
        assert!(areas.iter().enumerate().all(|(at, area)| areas[..at].iter().all(|other| !other.meets(area))));
        areas.iter().map(|area| lines.iter().filter(|line| line.meets(area)).count()).sum()
    }

    #[test]
    fn names_stand_clear_of_lines_dots_and_each_other_on_a_phone() {
        let even: Vec<f64> = (1..=18).map(f64::from).collect();
        let late: Vec<f64> = even.iter().map(|day| 20.0 + day).collect();
        assert_eq!(covered(vec![curve("still open", 1.0, &even)], Spread::Even), 0);
        assert_eq!(covered(vec![curve("first notes", 0.0, &even), curve("review", 0.0, &late)], Spread::Even), 0);
        let hours: Vec<f64> = even.iter().map(|day| day / 48.0).collect();
        assert_eq!(
            covered(vec![curve("first notes", 0.0, &hours), curve("review", 0.0, &late)], Spread::Logarithmic),
            0
        );
    }

    #[test]
    fn names_of_curves_that_lie_on_each_other_stay_apart() {
        let days: Vec<f64> = (1..=30).map(f64::from).collect();
        covered(vec![curve("first notes", 0.0, &days), curve("review", 0.0, &days)], Spread::Even);
        covered(vec![curve("first notes", 0.0, &[0.0]), curve("review", 0.0, &[0.0])], Spread::Even);
    }
}
