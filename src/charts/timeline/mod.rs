//! The course of an incident becomes a picture: phases as bars, entries as dots, long pauses as breaks, over an axis of time.
//!
//! [`layout`] finds the places, [`draw`] writes them. The picture says nothing that the page does not say in words as well.

mod axis;
mod axis_words;
pub(crate) mod course;
mod stack;
mod ticks;
mod timeline_layout;

use crate::charts::svg::{MARK, Svg};
use crate::charts::timeline::course::{Course, PhaseKind};
use crate::charts::timeline::timeline_layout::layout;
use crate::wording::Wording;

/// The picture of `course` at this width. `id` tells its ids from those of other pictures in the page.
pub(crate) fn draw(wording: &Wording, course: &Course, width: f64, id: &str) -> String {
    let layout = layout(wording, course, width);
    let description = format!("{}{}", course.description, layout.omission(wording));
    let mut svg = Svg::new(wording.language(), id, "chart", layout.size, &course.title, &description);
    for &x in &layout.edges {
        svg.line("chart-edge", (x, layout.top), (x, layout.base));
    }
    for (_, (from, until)) in layout.axis.breaks() {
        svg.line("chart-break", (from + 11.0, layout.top), (from + 11.0, layout.base + 6.0));
        svg.line("chart-break", (until - 11.0, layout.top), (until - 11.0, layout.base + 6.0));
    }
    for piece in &layout.axis.pieces {
        svg.line("chart-axis", (piece.left - 6.0, layout.base), (piece.right + 6.0, layout.base));
    }
    for &x in &layout.ticks {
        svg.line("chart-axis", (x, layout.base), (x, layout.base + 5.0));
    }
    for bar in &layout.bars {
        let class = match course.phases[bar.phase].kind {
            PhaseKind::Unnoticed => "chart-phase chart-unnoticed",
            PhaseKind::UnderWay => "chart-phase chart-under-way",
            PhaseKind::Mitigated => "chart-phase chart-mitigated",
        };
        for &(from, until) in &bar.broken {
            svg.line("chart-through", (from, bar.y + 4.0), (until, bar.y + 4.0));
        }
        for &solid in &bar.solid {
            svg.bar(class, solid, bar.y, 8.0);
        }
    }
    for dot in &layout.dots {
        let class = if dot.vague { "chart-mark chart-vague" } else { MARK };
        match dot.end {
            Some(end) => svg.bar(class, (dot.x - 3.0, end + 3.0), dot.y - dot.radius, dot.radius * 2.0),
            None => svg.dot(class, (dot.x, dot.y), dot.radius),
        }
    }
    for words in &layout.words {
        svg.text(words.class, words.at, words.anchor, &words.text);
    }
    svg.finish()
}
