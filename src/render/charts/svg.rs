//! Shapes and words become SVG text: escaped, with classes instead of styles, and numbers of one decimal.

use std::fmt::Write as _;

use crate::render::html::escape_into;

/// A drawing under construction.
#[derive(Debug)]
pub(super) struct Svg {
    out: String,
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

impl Svg {
    /// A picture `width` by `height`, which `title` names and `description` tells. `id` must be unique in the page; headings' anchors have no dots.
    pub(super) fn new(id: &str, class: &str, (width, height): (f64, f64), title: &str, description: &str) -> Self {
        let mut out = String::with_capacity(4096);
        let (w, h) = (number(width), number(height));
        let _ = write!(
            out,
            "<svg class=\"{class}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" direction=\"ltr\" lang=\"en\" role=\"img\" \
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
        };
        let (x, y) = (number(x), number(y));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>");
        escape_into(words, &mut self.out);
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

/// One decimal, none where it is zero.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => String::from("0"),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_numbers_short() {
        let mut svg = Svg::new("p", "c", (10.0, 4.04), "a & b", "<d>");
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
