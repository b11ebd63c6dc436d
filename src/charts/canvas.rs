//! What a picture is drawn on: how wide, and where its dots and names lead. And the marks that legends explain.

use crate::charts::stacked_parts::part;
use crate::link::PageIx;
use crate::wording::Wording;

/// How wide a picture is drawn. The style shows the one that fits; none is scaled down until its words are too small to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// For columns of text.
    Wide,
    /// For phones, where dots are smaller than what a finger meets: they do not link.
    Narrow,
    /// For overviews: as narrow, and nothing links.
    Glance,
}

/// How many linked dots a wide picture has at most.
pub(crate) const MOST_DOTS: usize = 600;

/// What a picture is drawn on.
pub(crate) struct Canvas<'c> {
    /// The URL of an incident's page, from the page that the picture is on, and its title.
    pub(crate) incident: &'c dyn Fn(PageIx) -> (String, String),
    /// The URL that leads there to an address of the site.
    pub(crate) url: &'c dyn Fn(&str) -> String,
    pub(crate) width: Width,
    /// Whether dots of a wide picture link.
    pub(crate) is_linked: bool,
    /// What its words are said in.
    pub(crate) wording: &'c Wording,
    /// Tells its ids from those of other pictures in the page.
    pub(crate) id: String,
}

impl Canvas<'_> {
    /// In units of the drawing, of which a pixel is one.
    pub(crate) fn size(&self) -> f64 {
        match self.width {
            Width::Wide => 672.0,
            Width::Narrow | Width::Glance => 288.0,
        }
    }

    /// Where the dot of an incident leads, and its title; `None` where dots do not link.
    pub(crate) fn link(&self, page: PageIx) -> Option<(String, String)> {
        (self.width == Width::Wide && self.is_linked).then(|| (self.incident)(page))
    }

    /// The way from this page to an address of the site; `None` where names do not link.
    pub(crate) fn way(&self, address: &str) -> Option<String> {
        (self.width != Width::Glance).then(|| (self.url)(address))
    }

    /// How many linked dots a picture has at most; more are thinned. Five thousand links are no page.
    pub(crate) fn most_dots(&self) -> usize {
        match self.width {
            Width::Wide => MOST_DOTS,
            Width::Narrow => 150,
            Width::Glance => 120,
        }
    }
}

/// A mark of a picture that a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A filled dot.
    Dot,
    /// A ring.
    Ring,
    /// A bar.
    Bar,
    /// A bar drawn with dashes.
    Dashed,
    /// A shaded stretch.
    Band,
    /// A line with two ends.
    Interval,
    /// The same lying on its side.
    IntervalAcross,
    /// A short thick line.
    Median,
    /// The same, upright.
    MedianUpright,
    /// The line of the first of two curves.
    First,
    /// The line of the second.
    Second,
    /// A part of a bar, by its place.
    Part(usize),
    /// What chance alone would make of a bar.
    Expected,
    /// A short line across a curve.
    Across,
    /// A light and a strong shade.
    Shades,
    /// An outline.
    Outline,
}

/// A small picture of a mark, for a legend.
pub(crate) fn mark(mark: Mark) -> String {
    let shape = match mark {
        Mark::Part(place) => {
            let mut shape = String::new();
            part(&mut shape, place, (3.0, 1.0), (21.0, 11.0));
            shape
        }
        _ => String::from(simple(mark)),
    };
    format!(
        "<svg class=\"chart-key\" viewBox=\"0 0 24 12\" width=\"24\" height=\"12\" aria-hidden=\"true\">{shape}</svg>"
    )
}

fn simple(mark: Mark) -> &'static str {
    match mark {
        Mark::Dot => "<circle class=\"chart-mark\" cx=\"12\" cy=\"6\" r=\"4\"/>",
        Mark::Ring => "<circle class=\"chart-mark chart-vague\" cx=\"12\" cy=\"6\" r=\"4\"/>",
        Mark::Bar => "<rect class=\"chart-bar\" x=\"7\" y=\"1\" width=\"10\" height=\"10\"/>",
        Mark::Dashed => "<rect class=\"chart-bar chart-partial\" x=\"7\" y=\"1\" width=\"10\" height=\"10\"/>",
        Mark::Band => "<rect class=\"chart-band\" x=\"1\" y=\"1\" width=\"22\" height=\"10\"/>",
        Mark::Interval => "<path class=\"chart-interval\" d=\"M12 1V11M9 1H15M9 11H15\"/>",
        Mark::IntervalAcross => "<path class=\"chart-interval\" d=\"M2 6H22M2 3V9M22 3V9\"/>",
        Mark::MedianUpright => "<path class=\"chart-median\" d=\"M12 0V12\"/>",
        Mark::Median => "<path class=\"chart-median\" d=\"M4 6H20\"/>",
        Mark::First => "<path class=\"chart-first\" d=\"M1 6H23\"/>",
        Mark::Second => "<path class=\"chart-second\" d=\"M1 6H23\"/>",
        Mark::Expected => "<rect class=\"chart-expected\" x=\"10.5\" y=\"-1\" width=\"3\" height=\"14\"/>",
        Mark::Across => "<path class=\"chart-first\" d=\"M1 6H23\"/><path class=\"chart-across\" d=\"M12 1V11\"/>",
        Mark::Shades => {
            "<rect class=\"heat-1\" x=\"1\" y=\"1\" width=\"11\" height=\"10\"/>\
             <rect class=\"heat-5\" x=\"12\" y=\"1\" width=\"11\" height=\"10\"/>"
        }
        Mark::Outline => "<rect class=\"chart-worked\" x=\"2\" y=\"1\" width=\"20\" height=\"10\"/>",
        Mark::Part(_) => "",
    }
}
