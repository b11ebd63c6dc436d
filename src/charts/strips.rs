//! Values of several kinds become strips of dots, one above the other on one scale, or bars where counts are many.

use crate::charts::calendar::SIZE;
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::dots::{Dot, dot, notes};
use crate::charts::fewer_dots::thin;
use crate::charts::scale::{Measure, Scale};
use crate::charts::svg::{Anchor, Svg, width};
use crate::charts::swarm::{Sides, swarm};
use crate::statistics::Interval;
use crate::wording::Wording;

/// Values of several kinds.
#[derive(Debug)]
pub(crate) struct Strips {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// What the values are.
    pub(crate) measure: Measure,
    /// One or more; overviews show the first few.
    pub(crate) strips: Vec<Strip>,
}

/// Values of one kind.
#[derive(Debug, Default)]
pub(crate) struct Strip {
    /// What it is called.
    pub(crate) name: String,
    /// By value; equal ones by page.
    pub(crate) dots: Vec<Dot>,
    /// The median, where it may be told.
    pub(crate) median: Option<f64>,
    /// Its interval, where it may be told.
    pub(crate) interval: Option<Interval>,
    /// The lower and the upper quartile, where they may be told.
    pub(crate) quartiles: Option<(f64, f64)>,
}

/// Equal counts that pile up to more than this are drawn as a bar.
const PILE: usize = 14;

/// The height of bars, and the most of dots that are not counts.
const TALL: f64 = 44.0;

/// Strips that an overview shows.
const GLANCE: usize = 3;

/// The room at either end of the scale.
const MARGIN: f64 = 12.0;

/// How far no time at all stands from the rest of the scale: as far as their words need.
const APART: f64 = 40.0;

/// The room for the name above a strip, and for what is below it.
const NAME: f64 = 20.0;
const BELOW: f64 = 14.0;

/// A picture under construction, and what it is drawn by.
struct StripsPicture<'p> {
    measure: Measure,
    canvas: &'p Canvas<'p>,
    scale: Scale,
    radius: f64,
}

/// A strip, and how it is drawn.
struct Laid<'p> {
    strip: &'p Strip,
    height: f64,
    /// The dots that are drawn, with how far along and how far above the line; none where there are bars.
    dots: Vec<(&'p Dot, f64, f64)>,
}

/// A picture of values.
pub(crate) fn draw(strips: &Strips, canvas: &Canvas<'_>) -> String {
    let wide = canvas.size();
    let shown = if canvas.width == Width::Glance { GLANCE } else { strips.strips.len() };
    let shown = &strips.strips[..shown.min(strips.strips.len())];
    let values = shown.iter().flat_map(|strip| strip.dots.iter().map(|dot| dot.value));
    let scale = Scale::of(canvas.wording, strips.measure, values, (MARGIN, wide - MARGIN), APART);
    let radius = radius(strips.measure, shown, &scale);
    let picture = StripsPicture { measure: strips.measure, canvas, scale, radius };
    let of_dots = |strip: &Strip| if barred(strips.measure, strip) { 0 } else { strip.dots.len() };
    let sizes: Vec<usize> = shown.iter().map(of_dots).collect();
    let kept = thin(&sizes, canvas.most_dots());
    let notes = notes(canvas, &sizes, &kept);
    let laid: Vec<Laid<'_>> = shown.iter().zip(&kept).map(|(strip, kept)| picture.lay(strip, kept)).collect();
    let body: f64 = laid.iter().map(|laid| NAME + laid.height + BELOW).sum();
    let size = (wide, body + 22.0 + 16.0 * notes.len() as f64);
    let mut svg = Svg::linked(canvas.wording.language(), &canvas.id, "chart", size, &strips.title, &strips.description);
    picture.grid(&mut svg, body);
    let mut y = 0.0;
    for laid in &laid {
        picture.strip(&mut svg, laid, y);
        y += NAME + laid.height + BELOW;
    }
    for (row, note) in notes.iter().enumerate() {
        svg.text("chart-quiet", (0.0, body + 34.0 + 16.0 * row as f64), Anchor::Start, note);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, strips: &Strips) -> Vec<(Mark, String)> {
    let barred = |strip: &Strip| barred(strips.measure, strip);
    let dots = || strips.strips.iter().filter(|strip| !barred(strip)).flat_map(|strip| &strip.dots);
    let mut legend = Vec::new();
    if dots().any(|dot| !dot.vague) {
        legend.push((Mark::Dot, wording.say("trends.legend.incident")));
    }
    if dots().any(|dot| dot.vague) {
        legend.push((Mark::Ring, wording.say("trends.legend.value_from_text")));
    }
    if strips.strips.iter().any(barred) {
        legend.push((Mark::Bar, wording.say("trends.legend.many_incidents")));
    }
    if strips.strips.iter().any(|strip| strip.quartiles.is_some()) {
        legend.push((Mark::Band, wording.say("trends.legend.quartiles")));
    }
    if strips.strips.iter().any(|strip| strip.median.is_some()) {
        legend.push((Mark::MedianUpright, wording.say("trends.legend.median")));
    }
    if strips.strips.iter().any(|strip| strip.interval.is_some()) {
        legend.push((Mark::IntervalAcross, wording.say("trends.legend.median_interval")));
    }
    legend
}

/// Each distinct value and how many have it, ascending.
fn tally(strip: &Strip) -> Vec<(f64, usize)> {
    let mut tally: Vec<(f64, usize)> = Vec::new();
    for dot in &strip.dots {
        match tally.last_mut() {
            Some((value, count)) if *value == dot.value => *count += 1,
            _ => tally.push((dot.value, 1)),
        }
    }
    tally
}

/// How many have the value that most have.
fn pile(strip: &Strip) -> usize {
    tally(strip).iter().map(|(_, count)| *count).max().unwrap_or(0)
}

/// Whether too many are equal for dots.
fn barred(measure: Measure, strip: &Strip) -> bool {
    measure == Measure::Counts && pile(strip) > PILE
}

/// Half the distance of neighbouring counts where they are nearest to each other.
fn radius(measure: Measure, strips: &[Strip], scale: &Scale) -> f64 {
    let most = strips.iter().filter_map(|strip| strip.dots.last()).map(|dot| dot.value).fold(0.0, f64::max);
    match measure {
        Measure::Counts => ((scale.at(most) - scale.at(most - 1.0)) / 2.0 - 0.7).clamp(1.8, 3.5),
        Measure::Lengths => 3.2,
    }
}

impl StripsPicture<'_> {
    fn lay<'s>(&self, strip: &'s Strip, kept: &[usize]) -> Laid<'s> {
        let pitch = self.radius * 2.0 + 0.8;
        if barred(self.measure, strip) {
            return Laid { strip, height: TALL, dots: Vec::new() };
        }
        let room = if self.measure == Measure::Counts { PILE as f64 * pitch } else { TALL - pitch };
        let drawn: Vec<&Dot> = kept.iter().map(|&place| &strip.dots[place]).collect();
        let along: Vec<f64> = drawn.iter().map(|dot| self.scale.at(dot.value)).collect();
        let above = swarm(&along, self.radius, room, Sides::One);
        let height = above.iter().fold(pitch, |most: f64, above| most.max(*above)) + pitch;
        Laid { strip, height, dots: drawn.into_iter().zip(along).zip(above).map(|((dot, x), y)| (dot, x, y)).collect() }
    }

    fn grid(&self, svg: &mut Svg, body: f64) {
        let mut end = f64::NEG_INFINITY;
        for (value, _) in &self.scale.ticks {
            let x = self.scale.at(*value);
            svg.line("chart-edge", (x, NAME), (x, body));
        }
        for (value, text) in &self.scale.ticks {
            let x = self.scale.at(*value);
            let half = width(text, SIZE) / 2.0;
            let at = x.max(half).min(self.canvas.size() - half);
            if at - half > end {
                svg.text("chart-quiet", (at, body + 14.0), Anchor::Middle, text);
                end = at + half + 4.0;
            }
        }
    }

    /// A strip whose upper edge is at `y`.
    fn strip(&self, svg: &mut Svg, laid: &Laid<'_>, y: f64) {
        let strip = laid.strip;
        let (top, base) = (y + NAME, y + NAME + laid.height);
        if let Some((low, high)) = strip.quartiles {
            // Where they are equal they are still to be seen.
            svg.rect("chart-band", (self.scale.at(low) - 2.0, top), (self.scale.at(high) + 2.0, base));
        }
        svg.line("chart-axis", (0.0, base), (self.canvas.size(), base));
        svg.text("chart-words", (0.0, y + 14.0), Anchor::Start, &strip.name);
        let n = format!("n = {}", self.canvas.wording.thousands(strip.dots.len()));
        svg.text("chart-quiet", (self.canvas.size(), y + 14.0), Anchor::End, &n);
        if let Some(median) = strip.median {
            let x = self.scale.at(median);
            svg.line("chart-median", (x, top - 4.0), (x, base + 6.0));
        }
        if let Some(interval) = strip.interval {
            svg.interval_across(base + 6.0, self.scale.at(interval.low), self.scale.at(interval.high));
        }
        for (one, x, above) in &laid.dots {
            let place = (*x, base - self.radius - 1.0 - above);
            dot(svg, self.canvas, one, &self.measure.words(self.canvas.wording, one.value), place, self.radius);
        }
        if laid.dots.is_empty() {
            self.bars(svg, laid, base);
        }
    }

    fn bars(&self, svg: &mut Svg, laid: &Laid<'_>, base: f64) {
        let tally = tally(laid.strip);
        let most = pile(laid.strip);
        let half = self.radius + 0.5;
        for (value, count) in tally {
            let x = self.scale.at(value);
            let top = base - (laid.height - 2.0) * count as f64 / most as f64;
            svg.rect("chart-bar", (x - half, base), (x + half, top));
            if count == most {
                let words = self.canvas.wording.thousands(count);
                svg.text("chart-words", (x + half + 3.0, top + 10.0), Anchor::Start, &words);
            }
        }
    }
}
