//! Shapes and words become SVG text: escaped, with classes instead of styles, and numbers of one decimal.

use std::fmt::Write as _;

use crate::charts::coordinates::number;
use crate::charts::stacked_parts::part;
use crate::markup::escape::escape_into;

/// A drawing under construction.
#[derive(Debug)]
pub(super) struct Svg {
    out: String,
}

/// How far from the left, and how far down.
pub(super) type Point = (f64, f64);

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// A picture `width` by `height`, which `title` names and `description` tells, both in `lang`. `id` must be unique in the page; headings' anchors have no dots.
    pub(super) fn new(lang: &str, id: &str, class: &str, size: (f64, f64), title: &str, description: &str) -> Self {
        Self::of_role("img", (lang, id, class), size, title, description)
    }

    /// The same for a picture whose parts are links.
    pub(super) fn linked(lang: &str, id: &str, class: &str, size: (f64, f64), title: &str, description: &str) -> Self {
        Self::of_role("group", (lang, id, class), size, title, description)
    }

    fn of_role(
        role: &str,
        (lang, id, class): (&str, &str, &str),
        (width, height): (f64, f64),
        title: &str,
        description: &str,
    ) -> Self {
        let mut out = String::with_capacity(4096);
        let (w, h) = (number(width), number(height));
        let _ = write!(
            out,
            "<svg class=\"{class}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" direction=\"ltr\" lang=\"{lang}\" role=\"{role}\" \
             aria-labelledby=\"{id}.title {id}.description\"><title id=\"{id}.title\">"
        );
        escape_into(title, &mut out);
        let _ = write!(out, "</title><desc id=\"{id}.description\">");
        escape_into(description, &mut out);
        out.push_str("</desc>\n");
        Self { out }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\"/>");
    }

    /// A bar from `x1` to `x2` whose upper edge is at `y`, with round ends.
    pub(super) fn bar(&mut self, class: &str, (x1, x2): (f64, f64), y: f64, height: f64) {
        let (x, y, w, h) = (number(x1), number(y), number(x2 - x1), number(height));
        let r = number((height / 2.0).min((x2 - x1) / 2.0).min(4.0));
        let _ =
            writeln!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\"/>");
    }

    /// A box from `(x1, y1)` to `(x2, y2)`.
    pub(super) fn rect(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x, y) = (number(x1.min(x2)), number(y1.min(y2)));
        let (w, h) = (number((x2 - x1).abs()), number((y2 - y1).abs()));
        let _ = writeln!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>");
    }

    /// A part of a stacked bar, by its place.
    pub(super) fn part(&mut self, place: usize, from: (f64, f64), to: (f64, f64)) {
        part(&mut self.out, place, from, to);
    }

    /// Several straight lines as one shape.
    pub(super) fn strokes(&mut self, class: &str, lines: &[(Point, Point)]) {
        if lines.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"");
        for ((x1, y1), (x2, y2)) in lines {
            let _ = write!(self.out, "M{} {}", number(*x1), number(*y1));
            let _ = match (x1 == x2, y1 == y2) {
                (true, _) => write!(self.out, "V{}", number(*y2)),
                (_, true) => write!(self.out, "H{}", number(*x2)),
                _ => write!(self.out, "L{} {}", number(*x2), number(*y2)),
            };
        }
        self.out.push_str("\"/>\n");
    }

    /// Stairs from a place: each turn is reached along, then up or down.
    pub(super) fn stairs(&mut self, class: &str, from: Point, turns: impl Iterator<Item = Point>) {
        let _ = write!(self.out, "<path class=\"{class}\" d=\"M{} {}", number(from.0), number(from.1));
        for (x, y) in turns {
            let _ = write!(self.out, "H{}V{}", number(x), number(y));
        }
        self.out.push_str("\"/>\n");
    }

    /// An interval from `low` to `high` at `x`: a line with two ends.
    pub(super) fn interval(&mut self, x: f64, low: f64, high: f64) {
        let (left, mid, right, low, high) = (number(x - 3.0), number(x), number(x + 3.0), number(low), number(high));
        let _ = writeln!(
            self.out,
            "<path class=\"chart-interval\" d=\"M{mid} {high}V{low}M{left} {high}H{right}M{left} {low}H{right}\"/>"
        );
    }

    /// An interval from `low` to `high` at `y`, lying on its side on what is drawn already.
    pub(super) fn interval_across(&mut self, y: f64, low: f64, high: f64) {
        let (top, mid, foot, low, high) = (number(y - 3.0), number(y), number(y + 3.0), number(low), number(high));
        let d = format!("M{low} {mid}H{high}M{low} {top}V{foot}M{high} {top}V{foot}");
        let _ =
            writeln!(self.out, "<path class=\"chart-halo\" d=\"{d}\"/>\n<path class=\"chart-interval\" d=\"{d}\"/>");
    }

    /// What `inside` draws leads to `href`, and is called `name`.
    pub(super) fn link(&mut self, href: &str, name: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str("<a href=\"");
        escape_into(href, &mut self.out);
        self.out.push_str("\"><title>");
        escape_into(name, &mut self.out);
        self.out.push_str("</title>");
        inside(self);
        if self.out.ends_with('\n') {
            self.out.pop();
        }
        self.out.push_str("</a>\n");
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, r) = (number(x), number(y), number(radius));
        let _ = writeln!(self.out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
    }

    /// Words.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (number(x), number(y));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>");
        escape_into(words, &mut self.out);
        self.out.push_str("</text>\n");
    }

    /// Words, some of which lead somewhere.
    pub(super) fn phrase(&mut self, class: &str, (x, y): (f64, f64), words: &[(String, Option<String>)]) {
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">", number(x), number(y));
        for (words, href) in words {
            if let Some(href) = href {
                self.out.push_str("<a href=\"");
                escape_into(href, &mut self.out);
                self.out.push_str("\">");
            }
            escape_into(words, &mut self.out);
            self.out.push_str(if href.is_some() { "</a>" } else { "" });
        }
        self.out.push_str("</text>\n");
    }

    /// The whole picture.
    pub(super) fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// How wide `words` are at `size`, at most: fonts differ from reader to reader.
pub(super) fn width(words: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        c if c.is_ascii_uppercase() => 0.72,
        c if c.is_ascii() => 0.6,
        c if u32::from(c) >= 0x1100 => 1.05,
        _ => 0.65,
    };
    words.chars().map(em).sum::<f64>() * size
}

/// `words` cut to fit into `room`.
pub(super) fn fitted(words: &str, size: f64, room: f64) -> String {
    if width(words, size) <= room {
        return words.to_owned();
    }
    let mut cut = words.to_owned();
    while !cut.is_empty() && width(&cut, size) + size > room {
        cut.pop();
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_numbers_short() {
        let mut svg = Svg::new("en", "p", "c", (10.0, 4.04), "a & b", "<d>");
        svg.text("t", (1.25, -0.04), Anchor::Middle, "\"x\"");
        assert_eq!(
            svg.finish(),
            "<svg class=\"c\" viewBox=\"0 0 10 4.0\" width=\"10\" height=\"4.0\" direction=\"ltr\" lang=\"en\" role=\"img\" \
             aria-labelledby=\"p.title p.description\"><title id=\"p.title\">a &amp; b</title>\
             <desc id=\"p.description\">&lt;d&gt;</desc>\n\
             <text class=\"t\" x=\"1.2\" y=\"0\" text-anchor=\"middle\">&quot;x&quot;</text>\n</svg>"
                .replace("4.0\"", "4\"")
        );
    }

    #[test]
    fn words_that_do_not_fit_are_cut() {
        assert_eq!(fitted("Sortation", 12.0, 200.0), "Sortation");
        assert_eq!(fitted("Sortation", 12.0, 40.0), "Sort…");
    }
}
