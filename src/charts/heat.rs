//! Counts by weekday and hour become a table of shades with the number in each cell that has one, and an outline around worked hours.
//!
//! Days stand below each other where there is room for 24 hours, beside each other on phones; overviews have cells of three hours.

use crate::charts::calendar::SIZE;
use crate::charts::canvas::{Canvas, Mark, Width};
use crate::charts::svg::{Anchor, Point, Svg, width};
use crate::wording::Wording;
use crate::words::estimates::marked;

/// Counts by weekday and hour.
#[derive(Debug)]
pub(crate) struct Heat {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// How many, by day from Monday on, then by hour.
    pub(crate) counts: Box<[[u64; 24]; 7]>,
    /// Whether people work then.
    pub(crate) worked: [[bool; 24]; 7],
}

/// The days, as keys of what an axis has of them.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The shades, beginning with the lightest.
const SHADES: [&str; 5] = ["heat-1", "heat-2", "heat-3", "heat-4", "heat-5"];

/// The room for days or hours beside the cells.
const GUTTER: f64 = 36.0;

/// The room for hours or days above the cells.
const HEAD: f64 = 22.0;

/// Cells between an upper left corner and a lower right one.
struct Grid {
    /// Whether hours run from left to right, and days downwards.
    across: bool,
    corner: Point,
    /// How far it is from one day to the next, and from one hour.
    day: f64,
    hour: f64,
    /// How many hours a cell has.
    hours: usize,
}

/// A picture of counts.
pub(crate) fn draw(heat: &Heat, canvas: &Canvas<'_>) -> String {
    let wide = canvas.size();
    let grid = |across, day, hour, hours| Grid { across, corner: (GUTTER, HEAD), day, hour, hours };
    let (grid, size) = match canvas.width {
        Width::Wide => (grid(true, 25.0, (wide - 2.0 * GUTTER - 4.0) / 24.0, 1), (wide, HEAD + 7.0 * 25.0 + 2.0)),
        Width::Narrow => (grid(false, (wide - GUTTER - 2.0) / 7.0, 19.0, 1), (wide, HEAD + 24.0 * 19.0 + 22.0)),
        Width::Glance => (grid(true, 20.0, (wide - GUTTER - 10.0) / 24.0, 3), (wide, HEAD + 7.0 * 20.0 + 2.0)),
    };
    let mut svg = Svg::new(canvas.wording.language(), &canvas.id, "chart", size, &heat.title, &heat.description);
    grid.cells(&mut svg, canvas.wording, &heat.counts);
    svg.strokes("chart-worked", &grid.outline(&heat.worked));
    grid.names(&mut svg, canvas.wording);
    if canvas.width != Width::Glance {
        grid.totals(&mut svg, canvas.wording, &heat.counts);
    }
    svg.finish()
}

/// What the marks mean.
pub(crate) fn legend(wording: &Wording, heat: &Heat) -> Vec<(Mark, String)> {
    let mut legend = vec![(Mark::Shades, wording.say("trends.legend.shades"))];
    if heat.worked.iter().flatten().any(|worked| *worked) {
        legend.push((Mark::Outline, wording.say("trends.legend.worked")));
    }
    legend
}

impl Grid {
    /// Where a day and an hour begin.
    fn place(&self, day: f64, hour: f64) -> Point {
        let (day, hour) = (day * self.day, hour * self.hour);
        let (x, y) = if self.across { (hour, day) } else { (day, hour) };
        (self.corner.0 + x, self.corner.1 + y)
    }

    /// Lines between cells, shades, and numbers.
    fn cells(&self, svg: &mut Svg, wording: &Wording, counts: &[[u64; 24]; 7]) {
        let days = (0..=7).map(|day| (self.place(f64::from(day), 0.0), self.place(f64::from(day), 24.0)));
        let hours = (0..=24).step_by(self.hours);
        let hours = hours.map(|hour| (self.place(0.0, f64::from(hour)), self.place(7.0, f64::from(hour))));
        svg.strokes("chart-edge", &days.chain(hours).collect::<Vec<_>>());
        let of = |day: &[u64; 24]| -> Vec<u64> { day.chunks(self.hours).map(|hours| hours.iter().sum()).collect() };
        let cells: Vec<Vec<u64>> = counts.iter().map(of).collect();
        let most = cells.iter().flatten().copied().max().unwrap_or(0);
        let size = self.hours as f64;
        for (day, row) in cells.iter().enumerate() {
            for (cell, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let (day, hour) = (day as f64, cell as f64 * size);
                svg.rect(shade(count, most), self.place(day, hour), self.place(day + 1.0, hour + size));
                let (x, y) = self.place(day + 0.5, hour + size / 2.0);
                svg.text("chart-in-cell", (x, y + 4.0), Anchor::Middle, &short(wording, count));
            }
        }
    }

    /// The lines between what is worked and what is not.
    fn outline(&self, worked: &[[bool; 24]; 7]) -> Vec<(Point, Point)> {
        let works = |day: i32, hour: i32| {
            let row = usize::try_from(day).ok().and_then(|day| worked.get(day));
            row.and_then(|row| row.get(usize::try_from(hour).ok()?)).copied().unwrap_or(false)
        };
        let along_hours = (0..=7).flat_map(|day| {
            let borders = (0..24).map(move |hour| works(day - 1, hour) != works(day, hour));
            runs(borders).into_iter().map(move |(from, until)| ((day, from), (day, until)))
        });
        let along_days = (0..=24).flat_map(|hour| {
            let borders = (0..7).map(move |day| works(day, hour - 1) != works(day, hour));
            runs(borders).into_iter().map(move |(from, until)| ((from, hour), (until, hour)))
        });
        let place = |(day, hour): (i32, i32)| self.place(f64::from(day), f64::from(hour));
        along_hours.chain(along_days).map(|(from, until)| (place(from), place(until))).collect()
    }

    /// The days and the hours beside their cells. An hour of its own has its name beside it; of several the first stands where they begin.
    fn names(&self, svg: &mut Svg, wording: &Wording) {
        for (day, name) in DAYS.iter().enumerate() {
            self.name(
                svg,
                self.place(day as f64 + 0.5, 0.0),
                self.across,
                &wording.say(&format!("trends.short_day.{name}")),
            );
        }
        let (hours, middle) = if self.hours == 1 { (0..24, 0.5) } else { (0..25, 0.0) };
        for hour in hours.step_by(self.hours) {
            self.name(svg, self.place(0.0, f64::from(hour) + middle), !self.across, &format!("{hour:02}"));
        }
    }

    fn name(&self, svg: &mut Svg, (x, y): Point, beside: bool, name: &str) {
        match beside {
            true => svg.text("chart-quiet", (x - 6.0, y + 4.0), Anchor::End, name),
            false => svg.text("chart-quiet", (x, y - 7.0), Anchor::Middle, name),
        }
    }

    /// How many each day has, beyond its last hour.
    fn totals(&self, svg: &mut Svg, wording: &Wording, counts: &[[u64; 24]; 7]) {
        for (day, row) in counts.iter().enumerate() {
            let (x, y) = self.place(day as f64 + 0.5, 24.0);
            let total = short(wording, row.iter().sum());
            match self.across {
                true => svg.text("chart-words", (x + GUTTER, y + 4.0), Anchor::End, &total),
                false => svg.text("chart-words", (x, y + 16.0), Anchor::Middle, &total),
            }
        }
        let (x, y) = self.place(0.0, 24.0);
        let all = wording.say("axis.all");
        match self.across {
            true => svg.text("chart-quiet", (x + GUTTER, y - 7.0), Anchor::End, &all),
            false => svg.text("chart-quiet", (x - 6.0, y + 16.0), Anchor::End, &all),
        }
    }
}

/// Where several in a row are true: the first, and the one after the last.
fn runs(flags: impl Iterator<Item = bool>) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for (at, _) in (0..).zip(flags).filter(|(_, flag)| *flag) {
        match runs.last_mut() {
            Some((_, until)) if *until == at => *until = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// One shade for each number up to four; of more, equal steps.
fn shade(count: u64, most: u64) -> &'static str {
    let step = if most <= 4 { count + 1 } else { (count * 5).div_ceil(most) };
    SHADES[usize::try_from(step).unwrap_or(5).clamp(1, 5) - 1]
}

/// A number that fits into a cell: `999`, `1.2k`, `14k`.
fn short(wording: &Wording, count: u64) -> String {
    let words = match count {
        0..1000 => count.to_string(),
        1000..9950 => format!("{}k", marked(wording, &format!("{:.1}", count as f64 / 1000.0))),
        _ => format!("{}k", wording.grouped(&format!("{:.0}", count as f64 / 1000.0))),
    };
    debug_assert!(count > 99_499 || width(&words, SIZE) < 27.0, "{words} does not fit into a cell");
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::english;

    #[test]
    fn worked_hours_have_one_outline_however_days_lie() {
        let grid = Grid { across: true, corner: (0.0, 0.0), day: 10.0, hour: 1.0, hours: 1 };
        let mut worked = [[false; 24]; 7];
        for day in [0, 1, 6] {
            worked[day][9..17].fill(true);
        }
        assert_eq!(
            grid.outline(&worked),
            [
                ((9.0, 0.0), (17.0, 0.0)),
                ((9.0, 20.0), (17.0, 20.0)),
                ((9.0, 60.0), (17.0, 60.0)),
                ((9.0, 70.0), (17.0, 70.0)),
                ((9.0, 0.0), (9.0, 20.0)),
                ((9.0, 60.0), (9.0, 70.0)),
                ((17.0, 0.0), (17.0, 20.0)),
                ((17.0, 60.0), (17.0, 70.0)),
            ]
        );
    }

    #[test]
    fn a_shade_is_a_step_and_few_are_told_one_by_one() {
        assert_eq!([1, 2, 3].map(|count| shade(count, 3)), ["heat-2", "heat-3", "heat-4"]);
        assert_eq!(
            [1, 20, 21, 99, 100].map(|count| shade(count, 100)),
            ["heat-1", "heat-1", "heat-2", "heat-5", "heat-5"]
        );
        assert_eq!(
            [7, 999, 1000, 1250, 9949, 9950, 99_000].map(|count| short(english(), count)),
            ["7", "999", "1.0k", "1.2k", "9.9k", "10k", "99k"]
        );
    }
}
