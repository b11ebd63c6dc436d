//! Shapes and words become SVG text: escaped, with classes instead of styles, and numbers of one decimal.
//!
//! Shapes of one class are one element, where the first of them stands: a page may have hundreds. So what one class draws over another it
//! draws over all of it; words stand over everything that no link parts from them.

use std::fmt::Write as _;

use crate::charts::coordinates::number;
use crate::charts::runs::{Next, Run, RunShape};
use crate::charts::stacked_parts::part;
use crate::markup::escape::escape_into;

/// A drawing under construction.
#[derive(Debug)]
pub(super) struct Svg {
    out: String,
    /// What comes next, in its order; runs may go on.
    next: Vec<Next>,
}

/// How far from the left, and how far down.
pub(super) type Point = (f64, f64);

pub(super) use crate::charts::runs::Anchor;

/// The class of a filled dot.
pub(super) const MARK: &str = "chart-mark";

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
        Self { out, next: Vec::new() }
    }

    /// The run of this shape and class that something is added to.
    fn run(&mut self, shape: RunShape, class: &str) -> &mut Run {
        let is_same = |next: &Next| matches!(next, Next::Run(run) if run.shape == shape && run.class == class);
        let at = self.next.iter().position(is_same).unwrap_or_else(|| {
            let run = Run { shape, class: class.to_owned(), count: 0, alone: String::new(), joined: String::new() };
            self.next.push(Next::Run(run));
            self.next.len() - 1
        });
        match &mut self.next[at] {
            Next::Run(run) => {
                run.count += 1;
                run
            }
            _ => unreachable!("a run stands where one was found"),
        }
    }

    /// Another element by itself.
    fn alone(&mut self) -> &mut String {
        self.next.push(Next::Alone(String::new()));
        match self.next.last_mut() {
            Some(Next::Alone(text)) => text,
            _ => unreachable!("it was just added"),
        }
    }

    /// The text with all that was drawn, shapes before words; nothing before goes on.
    fn out(&mut self) -> &mut String {
        let (words, shapes): (Vec<Next>, Vec<Next>) =
            std::mem::take(&mut self.next).into_iter().partition(Next::is_words);
        for next in shapes.iter().chain(&words) {
            next.write(&mut self.out);
        }
        &mut self.out
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.strokes(class, &[(from, to)]);
    }

    /// A bar from `x1` to `x2` whose upper edge is at `y`, with round ends.
    pub(super) fn bar(&mut self, class: &str, (x1, x2): (f64, f64), y: f64, height: f64) {
        let (x, y, w, h) = (number(x1), number(y), number(x2 - x1), number(height));
        let r = number((height / 2.0).min((x2 - x1) / 2.0).min(4.0));
        let _ = write!(
            self.alone(),
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\"/>"
        );
    }

    /// A box from `(x1, y1)` to `(x2, y2)`.
    pub(super) fn rect(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x, y) = (number(x1.min(x2)), number(y1.min(y2)));
        let (w, h) = (number((x2 - x1).abs()), number((y2 - y1).abs()));
        let run = self.run(RunShape::Boxes, class);
        let _ = write!(run.joined, "M{x} {y}h{w}v{h}h-{w}z");
        if run.count == 1 {
            let _ = write!(run.alone, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>");
        }
    }

    /// A part of a stacked bar, by its place.
    pub(super) fn part(&mut self, place: usize, from: (f64, f64), to: (f64, f64)) {
        let out = self.alone();
        part(out, place, from, to);
        out.pop();
    }

    /// Several straight lines as one shape.
    pub(super) fn strokes(&mut self, class: &str, lines: &[(Point, Point)]) {
        if lines.is_empty() {
            return;
        }
        let d = &mut self.run(RunShape::Path, class).joined;
        for ((x1, y1), (x2, y2)) in lines {
            let _ = write!(d, "M{} {}", number(*x1), number(*y1));
            let _ = match (x1 == x2, y1 == y2) {
                (true, _) => write!(d, "V{}", number(*y2)),
                (_, true) => write!(d, "H{}", number(*x2)),
                _ => write!(d, "L{} {}", number(*x2), number(*y2)),
            };
        }
    }

    /// Stairs from a place: each turn is reached along, then up or down.
    pub(super) fn stairs(&mut self, class: &str, from: Point, turns: impl Iterator<Item = Point>) {
        let out = self.alone();
        let _ = write!(out, "<path class=\"{class}\" d=\"M{} {}", number(from.0), number(from.1));
        for (x, y) in turns {
            let _ = write!(out, "H{}V{}", number(x), number(y));
        }
        out.push_str("\"/>");
    }

    /// An interval from `low` to `high` at `x`: a line with two ends.
    pub(super) fn interval(&mut self, x: f64, low: f64, high: f64) {
        let (left, low, high) = (number(x - 3.0), number(low), number(high));
        let d = &mut self.run(RunShape::Path, "chart-interval").joined;
        let _ = write!(d, "M{left} {high}h6m-3 0V{low}m-3 0h6");
    }

    /// An interval from `low` to `high` at `y`, lying on its side on what is drawn already.
    pub(super) fn interval_across(&mut self, y: f64, low: f64, high: f64) {
        let (top, mid, foot, low, high) = (number(y - 3.0), number(y), number(y + 3.0), number(low), number(high));
        let d = format!("M{low} {top}V{foot}M{low} {mid}H{high}M{high} {top}V{foot}");
        self.run(RunShape::Path, "chart-halo").joined.push_str(&d);
        self.run(RunShape::Path, "chart-interval").joined.push_str(&d);
    }

    /// What `inside` draws leads to `href`, and is called `name`.
    pub(super) fn link(&mut self, href: &str, name: &str, inside: impl FnOnce(&mut Self)) {
        let out = self.out();
        out.push_str("<a href=\"");
        escape_into(href, out);
        out.push_str("\"><title>");
        escape_into(name, out);
        out.push_str("</title>");
        inside(self);
        let out = self.out();
        if out.ends_with('\n') {
            out.pop();
        }
        out.push_str("</a>\n");
    }

    /// A dot. Those of one class, which is no ring's, must not lie upon each other.
    pub(super) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, r) = (number(x), number(y), number(radius));
        if class != MARK {
            let _ = write!(self.alone(), "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
            return;
        }
        let run = self.run(RunShape::Dots(radius), class);
        let _ = write!(run.joined, "M{x} {y}h0");
        if run.count == 1 {
            let _ = write!(run.alone, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        }
    }

    /// Words.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let (x, y) = (number(x), number(y));
        let run = self.run(RunShape::Words(anchor), class);
        let _ = write!(run.joined, "<text x=\"{x}\" y=\"{y}\">");
        escape_into(words, &mut run.joined);
        run.joined.push_str("</text>");
        if run.count == 1 {
            let attribute = anchor.attribute();
            let _ = write!(run.alone, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{attribute}>");
            escape_into(words, &mut run.alone);
            run.alone.push_str("</text>");
        }
    }

    /// Words, some of which lead somewhere.
    pub(super) fn phrase(&mut self, class: &str, (x, y): (f64, f64), words: &[(String, Option<String>)]) {
        let mut out = String::new();
        let _ = write!(out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">", number(x), number(y));
        for (words, href) in words {
            if let Some(href) = href {
                out.push_str("<a href=\"");
                escape_into(href, &mut out);
                out.push_str("\">");
            }
            escape_into(words, &mut out);
            out.push_str(if href.is_some() { "</a>" } else { "" });
        }
        out.push_str("</text>");
        self.next.push(Next::Phrase(out));
    }

    /// The whole picture.
    pub(super) fn finish(mut self) -> String {
        self.out().push_str("</svg>");
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
    fn shapes_of_one_class_are_one_element_below_all_words() {
        let mut svg = Svg::new("en", "p", "c", (10.0, 4.0), "", "");
        for x in [1.0, 5.0] {
            svg.rect("b", (x, 0.0), (x + 2.0, 3.5));
            svg.text("t", (x, 4.0), Anchor::Start, "n");
            svg.interval(x, 3.0, 1.0);
        }
        let picture = svg.finish();
        let (_, drawn) = picture.split_once("</desc>\n").expect("a description");
        assert_eq!(
            drawn,
            "<path class=\"b\" d=\"M1 0h2v3.5h-2zM5 0h2v3.5h-2z\"/>\n\
             <path class=\"chart-interval\" d=\"M-2 1h6m-3 0V3m-3 0h6M2 1h6m-3 0V3m-3 0h6\"/>\n\
             <g class=\"t\"><text x=\"1\" y=\"4\">n</text><text x=\"5\" y=\"4\">n</text></g>\n</svg>"
        );
    }

    #[test]
    fn words_that_do_not_fit_are_cut() {
        assert_eq!(fitted("Sortation", 12.0, 200.0), "Sortation");
        assert_eq!(fitted("Sortation", 12.0, 40.0), "Sort…");
    }
}
