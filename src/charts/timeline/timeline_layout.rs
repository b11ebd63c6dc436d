//! The course of an incident becomes places: of bars, dots, breaks, ticks and words.

use crate::charts::svg::{Anchor, fitted, width};
use crate::charts::timeline::axis::Axis;
use crate::charts::timeline::axis_words::{SIZE, apart, clock, left_out, zone_names};
use crate::charts::timeline::course::{Course, CourseMark};
use crate::charts::timeline::stack::{Stack, stack};
use crate::charts::timeline::ticks::{self, TickStep, civil, civil_in};
use crate::wording::Wording;

/// Everything with its place.
#[derive(Debug)]
pub(super) struct TimelineLayout {
    pub(super) size: (f64, f64),
    pub(super) right: f64,
    pub(super) axis: Axis,
    pub(super) words: Vec<PlacedWords>,
    pub(super) bars: Vec<PhaseBar>,
    pub(super) dots: Vec<EntryDot>,
    /// How many entries are not drawn but counted.
    pub(super) left_out: usize,
    /// Where phases begin and end.
    pub(super) edges: Vec<f64>,
    /// The upper and lower end of what stands over the axis.
    pub(super) top: f64,
    pub(super) base: f64,
    pub(super) ticks: Vec<f64>,
}

#[derive(Debug)]
pub(super) struct PlacedWords {
    pub(super) class: &'static str,
    pub(super) at: (f64, f64),
    pub(super) anchor: Anchor,
    pub(super) text: String,
}

/// A phase: where it is drawn to scale, and where it is interrupted.
#[derive(Debug)]
pub(super) struct PhaseBar {
    pub(super) phase: usize,
    pub(super) y: f64,
    pub(super) solid: Vec<(f64, f64)>,
    pub(super) broken: Vec<(f64, f64)>,
}

/// An entry: a dot, or a bar when it has an end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EntryDot {
    pub(super) x: f64,
    pub(super) end: Option<f64>,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) vague: bool,
}

/// The least distance between ticks.
const APART: f64 = 58.0;

/// The height of a line of words.
const LINE: f64 = 17.0;

/// The sizes of dots, largest first.
const RADII: [f64; 3] = [5.0, 4.0, 3.5];

/// Dots of a size that can stand below each other and still be taken in; more are drawn smaller.
const EASY: usize = 8;

/// The places of everything in a picture of this width.
pub(super) fn layout(wording: &Wording, course: &Course, wide: f64) -> TimelineLayout {
    let marks = course.marks.iter().map(|mark| (mark.from, mark.until.unwrap_or(mark.from)));
    let edges = course.phases.iter().flat_map(|phase| [phase.from, phase.until]).map(|at| (at, at));
    let busy: Vec<(i64, i64)> = marks.chain(edges).collect();
    let zones = zone_names(course, &busy);
    let gutter = zones.iter().map(|name| width(name, SIZE)).fold(0.0, f64::max) + 24.0;
    let (left, right) = (gutter, wide - 20.0);
    let axis = Axis::new(&busy, left, right);
    let mut layout = TimelineLayout {
        size: (wide, 0.0),
        right,
        axis,
        words: Vec::new(),
        bars: Vec::new(),
        dots: Vec::new(),
        left_out: 0,
        edges: Vec::new(),
        top: 0.0,
        base: 0.0,
        ticks: Vec::new(),
    };
    let y = layout.breaks(wording, course);
    layout.top = y;
    let y = layout.phases(course, y);
    layout.base = layout.lanes(course, y) + 6.0;
    layout.size.1 = layout.scale(course, &zones);
    layout
}

impl TimelineLayout {
    fn say(&mut self, class: &'static str, at: (f64, f64), anchor: Anchor, text: String) {
        self.words.push(PlacedWords { class, at, anchor, text });
    }

    /// A sentence about the entries that are not drawn.
    pub(super) fn omission(&self, wording: &Wording) -> String {
        if self.left_out == 0 {
            return String::new();
        }
        let entries = wording.count("count.entries", self.left_out);
        format!(" {}", wording.fill("timeline.no_room", &[("entries", &entries)]))
    }

    /// Words in one of several rows from `y` on, centred on `x`, in the first row with room; how many rows are full.
    fn rows_of_words(&mut self, class: &'static str, y: f64, found: Vec<(f64, String)>) -> usize {
        let mut ends: Vec<f64> = Vec::new();
        for (x, text) in found {
            let half = width(&text, SIZE) / 2.0;
            let x = x.min(self.size.0 - half).max(half);
            let row = ends.iter().position(|end| x - half > *end).unwrap_or(ends.len());
            match ends.get_mut(row) {
                Some(end) => *end = x + half + 8.0,
                None => ends.push(x + half + 8.0),
            }
            self.say(class, (x, y + LINE * (row as f64 + 1.0) - 5.0), Anchor::Middle, text);
        }
        ends.len()
    }

    /// What was before, and what is left out.
    fn breaks(&mut self, wording: &Wording, course: &Course) -> f64 {
        let mut y = 0.0;
        if let Some(before) = &course.before {
            self.say("chart-words", (0.0, LINE - 5.0), Anchor::Start, format!("◀ {before}"));
            y += LINE;
        }
        let long = |(from, until): (i64, i64)| left_out(wording, until - from);
        let breaks: Vec<(f64, String)> =
            self.axis.breaks().map(|(seconds, (a, b))| ((a + b) / 2.0, long(seconds))).collect();
        let rows = self.rows_of_words("chart-quiet", y, breaks);
        y + rows as f64 * LINE + 2.0
    }

    /// A row for each phase: its words, and its bar below them.
    fn phases(&mut self, course: &Course, mut y: f64) -> f64 {
        for (i, phase) in course.phases.iter().enumerate() {
            let (from, until) = (self.axis.x(phase.from), self.axis.x(phase.until));
            self.edges.extend([from, until]);
            let long = width(&phase.label, SIZE);
            let x = from.min(self.right - long).max(2.0);
            self.say("chart-words", (x, y + LINE - 4.0), Anchor::Start, phase.label.clone());
            let broken = self.axis.breaks().map(|(_, place)| place).filter(|(a, b)| from <= *a && until >= *b);
            let broken: Vec<(f64, f64)> = broken.collect();
            let starts = std::iter::once(from).chain(broken.iter().map(|(_, end)| *end));
            let ends = broken.iter().map(|(start, _)| *start).chain(std::iter::once(until));
            let solid = starts.zip(ends).map(|(a, b)| if b - a < 2.0 { (a - 1.0, a + 1.0) } else { (a, b) });
            let solid = solid.collect();
            self.bars.push(PhaseBar { phase: i, y: y + LINE, solid, broken });
            y += LINE + 14.0;
        }
        self.edges.sort_by(f64::total_cmp);
        self.edges.dedup();
        y
    }

    /// The rows of entries; dots that would touch stand below each other, and numbers say how many do not fit.
    fn lanes(&mut self, course: &Course, mut y: f64) -> f64 {
        let mut lanes: Vec<Vec<&CourseMark>> = vec![Vec::new(); course.lanes.len()];
        for mark in &course.marks {
            lanes[mark.lane].push(mark);
        }
        for marks in &mut lanes {
            marks.sort_by_key(|mark| (mark.from, mark.until));
        }
        let fits = |radius: &&f64| lanes.iter().all(|marks| self.stack(marks, **radius).rows <= EASY);
        let radius = *RADII.iter().find(fits).unwrap_or(&RADII[2]);
        let pitch = radius * 2.0 + 2.0;
        for (name, marks) in course.lanes.iter().zip(&lanes) {
            let Stack { places, rows, crowds } = self.stack(marks, radius);
            let name = fitted(name, SIZE, self.size.0 - 4.0);
            self.say("chart-quiet", (2.0, y + LINE - 4.0), Anchor::Start, name);
            y += LINE + 2.0;
            let dot = |((x, end, vague), row)| EntryDot { x, end, y: y + radius + row as f64 * pitch, radius, vague };
            self.dots.extend(places.into_iter().map(dot));
            y += rows as f64 * pitch + 4.0;
            for crowd in &crowds {
                let half = width(&crowd.label(), SIZE) / 2.0;
                let x = crowd.x().min(self.size.0 - half).max(half);
                self.say("chart-words", (x, y + LINE - 7.0), Anchor::Middle, crowd.label());
                self.left_out += crowd.count;
            }
            y += if crowds.is_empty() { 0.0 } else { LINE };
        }
        y
    }

    /// The places of a lane's entries.
    fn stack(&self, marks: &[&CourseMark], radius: f64) -> Stack {
        let place = |mark: &&CourseMark| {
            let until = mark.until.map(|until| self.axis.x(until));
            (self.axis.x(mark.from), until, mark.vague)
        };
        stack(marks.iter().map(place), radius, SIZE)
    }

    /// The axis in UTC, its dates, and the house's zone; the lower edge of the picture.
    fn scale(&mut self, course: &Course, zones: &[String]) -> f64 {
        let (mut times, mut local, mut dates) = (Vec::new(), Vec::new(), Vec::new());
        let mut day = None;
        let pieces = self.axis.pieces.clone();
        let many =
            pieces.first().zip(pieces.last()).is_some_and(|(a, b)| civil(a.from).year() != civil(b.until).year());
        for piece in &pieces {
            let step = ticks::step(piece.until - piece.from, ((piece.right - piece.left) / APART).max(1.0));
            let mut found = ticks::ticks(piece.from, piece.until, step);
            let dated = matches!(step, TickStep::Days(_) | TickStep::Months(_));
            if found.is_empty() {
                found.push(piece.from);
            }
            for tick in found {
                let x = self.axis.x(tick);
                self.ticks.push(x);
                let at = civil(tick);
                if !dated || at.time() != jiff::civil::Time::midnight() {
                    times.push((x, clock(at)));
                    local.push((x, clock(civil_in(tick, &course.zone))));
                }
                if day != Some(at.date()) {
                    dates.push((x, at.strftime(if many { "%-d %b %Y" } else { "%-d %b" }).to_string()));
                    day = Some(at.date());
                }
            }
        }
        let mut y = self.base + 6.0;
        let names = zones.iter().zip([times, local]).filter(|(_, row)| !row.is_empty());
        for (i, (name, row)) in names.enumerate() {
            if !name.is_empty() {
                self.say("chart-quiet", (2.0, y + LINE - 4.0), Anchor::Start, name.clone());
            }
            let class = if i == 0 { "chart-words" } else { "chart-quiet" };
            for (x, text) in apart(row) {
                self.say(class, (x, y + LINE - 4.0), Anchor::Middle, text);
            }
            y += LINE;
        }
        for (x, text) in apart(dates) {
            let half = width(&text, SIZE) / 2.0;
            let x = x.min(self.size.0 - half).max(half);
            self.say("chart-quiet", (x, y + LINE - 4.0), Anchor::Middle, text);
        }
        y + LINE + 2.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn course(minutes: &[i64]) -> Course {
        let mark = |minute: &i64| CourseMark { from: minute * 60, until: None, vague: false, lane: 0 };
        Course {
            phases: Vec::new(),
            marks: minutes.iter().map(mark).collect(),
            lanes: vec![String::from("What happened")],
            zone: TimeZone::UTC,
            is_placed: true,
            before: None,
            title: String::new(),
            description: String::new(),
        }
    }

    #[test]
    fn dots_do_not_touch_each_other_nor_the_axis() {
        let minutes: Vec<i64> = (0..40).chain([41, 41, 41, 300]).collect();
        for width in [280.0, 640.0] {
            let layout = layout(crate::wording::english(), &course(&minutes), width);
            let apart = |a: &EntryDot, b: &EntryDot| (a.x - b.x).hypot(a.y - b.y) >= a.radius + b.radius;
            for (i, dot) in layout.dots.iter().enumerate() {
                assert!(layout.dots[..i].iter().all(|other| apart(dot, other)), "{width}: {dot:?}");
                assert!(dot.y + dot.radius < layout.base && dot.x + dot.radius < width && dot.radius >= 3.5, "{dot:?}");
            }
            assert_eq!(layout.dots.len() + layout.left_out, 44);
        }
    }

    #[test]
    fn an_old_beginning_leaves_room_for_the_evening() {
        let layout = layout(crate::wording::english(), &course(&[0, 130_000, 130_010, 130_120]), 640.0);
        let places: Vec<i64> = layout.dots.iter().map(|dot| dot.x.round() as i64).collect();
        assert_eq!(places, [72, 126, 167, 620]);
        assert!(layout.words.iter().any(|words| words.text == "about 3 months left out"));
    }
}
