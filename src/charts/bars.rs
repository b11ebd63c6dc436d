//! Counts of named things become bars lying on their side: stacked parts in patterns, dots that link where they are few, and what chance
//! alone would make of them.

use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::svg::{Anchor, MARK, Svg, fitted, width};
use crate::link::PageIx;
use crate::statistics::Interval;
use crate::wording::Wording;

/// Counts of named things.
#[derive(Debug)]
pub(crate) struct Bars {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// What the parts of every bar are, from its beginning, for the legend: `incidents that have both`; six at most.
    pub(crate) parts: Vec<String>,
    /// The bars, in the order in which they are drawn.
    pub(crate) rows: Vec<BarRow>,
}

/// A bar.
#[derive(Debug, Default)]
pub(crate) struct BarRow {
    /// What it is about: one thing or several together. Each has a name, and the address on this site that it leads to.
    pub(crate) names: Vec<(String, Option<String>)>,
    /// How many of each of [`Bars::parts`].
    pub(crate) counts: Vec<u64>,
    /// The interval of the count.
    pub(crate) interval: Option<Interval>,
    /// How many one would expect by chance.
    pub(crate) expected: Option<f64>,
    /// A few words behind the count, where there is room.
    pub(crate) note: Option<String>,
    /// The incidents, and whether each is drawn as a ring. Where all rows of one part have theirs and they fit they are drawn instead of bars.
    pub(crate) dots: Vec<(PageIx, bool)>,
}

/// Rows with at most this many, and pictures with at most so many, are drawn as dots.
const DOTS: u64 = 24;

const ALL_DOTS: usize = 150;

/// The size of letters, and the height of a line of words; of lines that lead somewhere.
const SIZE: f64 = 12.0;

const LINE: f64 = 18.0;

const LINK: f64 = 24.0;

/// How high a bar is, and the room below a row.
const BAR: f64 = 12.0;

const GAP: f64 = 9.0;

/// How high an overview is at most.
const GLANCE: f64 = 190.0;

/// Where names and bars stand.
struct BarsLayout {
    /// Whether names stand above their bars.
    above: bool,
    /// The room for names.
    room: f64,
    /// Where bars begin, and where the longest ends.
    left: f64,
    right: f64,
    /// The count of the longest.
    most: f64,
}

/// A picture of counts.
pub(crate) fn draw(bars: &Bars, canvas: &Canvas<'_>) -> String {
    let layout = BarsLayout::new(bars, canvas);
    let mut shown = Vec::new();
    let mut height = 4.0;
    for row in &bars.rows {
        let lines = lines(row, layout.room);
        let tall = layout.height(lines.len());
        if canvas.width == Width::Glance && height + tall > GLANCE && !shown.is_empty() {
            break;
        }
        shown.push((row, lines, height));
        height += tall;
    }
    let size = (canvas.size(), height);
    let mut svg = Svg::linked(canvas.wording.language(), &canvas.id, "chart", size, &bars.title, &bars.description);
    for (row, lines, y) in &shown {
        let pitch = pitch(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let linked = |(words, address): &(String, Option<String>)| {
                (words.clone(), address.as_ref().and_then(|address| canvas.way(address)))
            };
            let words: Vec<_> = line.iter().map(linked).collect();
            svg.phrase("chart-words", (2.0, y + pitch * at as f64 + 13.0), &words);
        }
        let words = pitch * lines.len() as f64;
        let top = if layout.above { y + words } else { y + (words - BAR) / 2.0 };
        bar(&mut svg, bars, row, canvas, &layout, top);
    }
    svg.line("chart-axis", (layout.left, 2.0), (layout.left, height - GAP + 2.0));
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, bars: &Bars) -> Vec<(Mark, String)> {
    let dots = as_dots(bars);
    let single = if dots { Mark::Dot } else { Mark::Bar };
    let mark = |place| if bars.parts.len() == 1 { single } else { Mark::Part(place) };
    let mut legend: Vec<_> = bars.parts.iter().enumerate().map(|(place, part)| (mark(place), part.clone())).collect();
    if dots && bars.rows.iter().any(|row| row.dots.iter().any(|(_, ring)| *ring)) {
        legend.push((Mark::Ring, wording.say("trends.legend.from_text")));
    }
    if bars.rows.iter().any(|row| row.expected.is_some()) {
        legend.push((Mark::Expected, wording.say("trends.legend.expected")));
    }
    if bars.rows.iter().any(|row| row.interval.is_some()) {
        legend.push((Mark::Interval, wording.say("trends.legend.interval")));
    }
    legend
}

impl BarsLayout {
    fn new(bars: &Bars, canvas: &Canvas<'_>) -> Self {
        let wide = canvas.size();
        let above = canvas.width != Width::Wide;
        let (room, left) = if above { (wide - 4.0, 2.0) } else { (230.0, 244.0) };
        let longest = bars.rows.iter().map(|row| width(&said(canvas.wording, row, above), SIZE)).fold(0.0, f64::max);
        let high = |row: &BarRow| row.interval.map_or(0.0, |interval| interval.high).max(row.expected.unwrap_or(0.0));
        let most = bars.rows.iter().map(|row| high(row).max(total(row) as f64)).fold(1.0, f64::max);
        Self { above, room, left, right: wide - longest - 12.0, most }
    }

    fn height(&self, lines: usize) -> f64 {
        let words = pitch(lines) * lines as f64;
        GAP + if self.above { words + BAR } else { words }
    }

    fn x(&self, count: f64) -> f64 {
        self.left + (self.right - self.left) * count / self.most
    }
}

/// Lines that lead to different places stand further apart.
fn pitch(lines: usize) -> f64 {
    if lines > 1 { LINK } else { LINE }
}

/// The names on one line where they fit, else each on its own.
fn lines(row: &BarRow, room: f64) -> Vec<Vec<(String, Option<String>)>> {
    let joint = |at: usize| if at == 0 { "" } else { " + " };
    let all: String = row.names.iter().enumerate().map(|(at, (name, _))| format!("{}{name}", joint(at))).collect();
    let piece = |(at, (name, address)): (usize, &(String, Option<String>))| {
        let joint = joint(at).trim_start().to_owned();
        let name = fitted(name, SIZE, room - width(&joint, SIZE));
        [(joint, None), (name, address.clone())].into_iter().filter(|(words, _)| !words.is_empty()).collect()
    };
    let apart: Vec<Vec<_>> = row.names.iter().enumerate().map(piece).collect();
    if apart.len() < 2 || width(&all, SIZE) > room {
        return apart;
    }
    let mut line = Vec::new();
    for mut piece in apart {
        if let Some((joint, None)) = piece.first_mut().filter(|_| !line.is_empty()) {
            joint.insert(0, ' ');
        }
        line.append(&mut piece);
    }
    vec![line]
}

fn total(row: &BarRow) -> u64 {
    row.counts.iter().sum()
}

/// What stands behind a bar.
fn said(wording: &Wording, row: &BarRow, short: bool) -> String {
    let total = wording.grouped(&total(row).to_string());
    match row.note.as_ref().filter(|_| !short) {
        Some(note) => wording.fill("trends.with_note", &[("text", &total), ("note", note)]),
        None => total,
    }
}

fn as_dots(bars: &Bars) -> bool {
    let all = |row: &BarRow| row.dots.len() as u64 == total(row) && total(row) <= DOTS;
    let dots: usize = bars.rows.iter().map(|row| row.dots.len()).sum();
    bars.parts.len() == 1 && dots <= ALL_DOTS && bars.rows.iter().all(all)
}

fn bar(svg: &mut Svg, bars: &Bars, row: &BarRow, canvas: &Canvas<'_>, layout: &BarsLayout, top: f64) {
    let middle = top + BAR / 2.0;
    let mut end = layout.x(total(row) as f64);
    if let Some(expected) = row.expected {
        end = end.max(layout.x(expected));
    }
    if as_dots(bars) {
        // Below the dots, which stay whole; its ends are seen above and below them.
        expected(svg, row, layout, top);
        dots(svg, row, canvas, layout, middle);
    } else {
        stretches(svg, bars, row, layout, top);
        expected(svg, row, layout, top);
    }
    if let Some(Interval { low, high }) = row.interval {
        svg.interval_across(middle, layout.x(low), layout.x(high));
        end = end.max(layout.x(high));
    }
    svg.text("chart-words", (end + 7.0, middle + 4.0), Anchor::Start, &said(canvas.wording, row, layout.above));
}

fn expected(svg: &mut Svg, row: &BarRow, layout: &BarsLayout, top: f64) {
    if let Some(expected) = row.expected {
        let x = layout.x(expected);
        svg.rect("chart-expected", (x - 1.5, top - 4.0), (x + 1.5, top + BAR + 4.0));
    }
}

fn stretches(svg: &mut Svg, bars: &Bars, row: &BarRow, layout: &BarsLayout, top: f64) {
    let mut before = 0;
    for (place, count) in row.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let from = layout.x(before as f64);
        before += count;
        let until = (layout.x(before as f64), top + BAR);
        match bars.parts.len() {
            1 => svg.rect("chart-bar", (from, top), until),
            _ => svg.part(place, (from, top), until),
        }
    }
}

fn dots(svg: &mut Svg, row: &BarRow, canvas: &Canvas<'_>, layout: &BarsLayout, middle: f64) {
    let pitch = layout.x(1.0) - layout.left;
    let radius = (pitch / 2.0 - 0.6).clamp(1.5, 5.0);
    for (at, (page, ring)) in row.dots.iter().enumerate() {
        let place = (layout.left + pitch * (at as f64 + 0.5), middle);
        let class = if *ring { "chart-mark chart-vague" } else { MARK };
        match canvas.link(*page) {
            Some((href, title)) => svg.link(&href, &title, |svg| svg.dot(class, place, radius)),
            None => svg.dot(class, place, radius),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::english;

    fn row(names: &[&str], counts: &[u64]) -> BarRow {
        BarRow {
            names: names.iter().map(|name| ((*name).to_owned(), None)).collect(),
            counts: counts.to_vec(),
            ..BarRow::default()
        }
    }

    fn bars(parts: &[&str], rows: Vec<BarRow>) -> Bars {
        Bars {
            title: String::new(),
            description: String::new(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            rows,
        }
    }

    #[test]
    fn names_stand_on_a_line_where_they_fit_and_are_cut_where_one_does_not() {
        let words = |row: &BarRow, room| -> Vec<String> {
            lines(row, room).iter().map(|line| line.iter().map(|(words, _)| words.as_str()).collect()).collect()
        };
        let pair = row(&["Sort Director", "Belt Gateway"], &[5]);
        assert_eq!(words(&pair, 284.0), ["Sort Director + Belt Gateway"]);
        assert_eq!(words(&pair, 120.0), ["Sort Director", "+ Belt Gateway"]);
        assert_eq!(words(&pair, 60.0), ["Sort Dir…", "+ Belt…"]);
    }

    #[test]
    fn few_incidents_are_dots_and_many_or_parts_are_bars() {
        let dotted = |count: usize| BarRow { dots: vec![(0, false); count], ..row(&["a"], &[count as u64]) };
        assert_eq!(legend(english(), &bars(&["so"], vec![dotted(24)])), [(Mark::Dot, String::from("so"))]);
        assert_eq!(legend(english(), &bars(&["so"], vec![dotted(25)])), [(Mark::Bar, String::from("so"))]);
        assert_eq!(legend(english(), &bars(&["so"], vec![row(&["a"], &[2])])), [(Mark::Bar, String::from("so"))]);
        let parts = bars(&["alone", "with others"], vec![row(&["a"], &[2, 3])]);
        assert_eq!(
            legend(english(), &parts),
            [(Mark::Part(0), String::from("alone")), (Mark::Part(1), String::from("with others"))]
        );
    }
}
