//! The parts of a stacked bar become boxes with patterns of lines, so that no two are told apart by colour alone.

use std::fmt::Write as _;

use crate::charts::coordinates::number;

/// The distance between lines.
const STEP: f64 = 4.0;

/// The part at `place` from `(x1, y1)` to `(x2, y2)`: pale, slanted lines, full, upright lines, level lines, a grid.
pub(super) fn part(out: &mut String, place: usize, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let class = match place % 6 {
        0 => "chart-bar",
        2 => "chart-part chart-full",
        _ => "chart-part",
    };
    let (w, h) = (number(x2 - x1), number(y2 - y1));
    let _ = writeln!(
        out,
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{w}\" height=\"{h}\"/>",
        number(x1),
        number(y1)
    );
    let mut lines = String::new();
    let mut line = |a: (f64, f64), b: (f64, f64)| {
        let _ = write!(lines, "M{} {}L{} {}", number(a.0), number(a.1), number(b.0), number(b.1));
    };
    let steps =
        |from: f64, until: f64| (1..).map(move |n| from + STEP * f64::from(n)).take_while(move |at| *at < until);
    match place % 6 {
        1 => steps(x1 - y2, x2 - y1).for_each(|c| {
            let (top, foot) = (y1.max(x1 - c), y2.min(x2 - c));
            line((top + c, top), (foot + c, foot));
        }),
        3 => steps(x1, x2).for_each(|x| line((x, y1), (x, y2))),
        4 => steps(y1, y2).for_each(|y| line((x1, y), (x2, y))),
        5 => {
            steps(x1, x2).for_each(|x| line((x, y1), (x, y2)));
            steps(y1, y2).for_each(|y| line((x1, y), (x2, y)));
        }
        _ => {}
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "<path class=\"chart-part\" d=\"{lines}\"/>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slanted_lines_stay_within_their_box() {
        let mut out = String::new();
        part(&mut out, 1, (10.0, 0.0), (16.0, 8.0));
        assert_eq!(
            out,
            "<rect class=\"chart-part\" x=\"10\" y=\"0\" width=\"6\" height=\"8\"/>\n\
             <path class=\"chart-part\" d=\"M10 4L14 8M10 0L16 6M14 0L16 2\"/>\n"
        );
    }
}
