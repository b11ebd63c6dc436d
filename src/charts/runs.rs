//! Shapes and words of one kind and class become one element.

use std::fmt::Write as _;

use crate::charts::coordinates::number;

/// What is still to be written.
#[derive(Debug)]
pub(super) enum Next {
    /// An element by itself.
    Alone(String),
    /// Words by themselves.
    Phrase(String),
    /// Elements that become one.
    Run(Run),
}

/// Elements of one kind and class, which become one.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) shape: RunShape,
    pub(super) class: String,
    pub(super) count: usize,
    /// The first of them, as it is written alone.
    pub(super) alone: String,
    /// What all of them are inside of one.
    pub(super) joined: String,
}

/// What elements of a run have in common beside their class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum RunShape {
    Path,
    Boxes,
    /// Dots, by their radius.
    Dots(f64),
    Words(Anchor),
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => " text-anchor=\"middle\"",
            Self::End => " text-anchor=\"end\"",
        }
    }
}

impl Next {
    /// Whether it is words.
    pub(super) fn is_words(&self) -> bool {
        matches!(self, Self::Phrase(_) | Self::Run(Run { shape: RunShape::Words(_), .. }))
    }

    /// Adds it to a picture.
    pub(super) fn write(&self, out: &mut String) {
        let (Self::Run(Run {
            alone: text,
            count: 1,
            shape: RunShape::Boxes | RunShape::Dots(_) | RunShape::Words(_),
            ..
        })
        | Self::Alone(text)
        | Self::Phrase(text)) = self
        else {
            return self.write_joined(out);
        };
        out.push_str(text);
        out.push('\n');
    }

    fn write_joined(&self, out: &mut String) {
        let Self::Run(Run { shape, class, joined, .. }) = self else { return };
        let _ = match shape {
            RunShape::Path | RunShape::Boxes => writeln!(out, "<path class=\"{class}\" d=\"{joined}\"/>"),
            // Lines of no length with round ends.
            RunShape::Dots(radius) => {
                let wide = number(radius * 2.0 + 1.0);
                writeln!(out, "<path class=\"{class} chart-dots\" stroke-width=\"{wide}\" d=\"{joined}\"/>")
            }
            RunShape::Words(anchor) => writeln!(out, "<g class=\"{class}\"{}>{joined}</g>", anchor.attribute()),
        };
    }
}
