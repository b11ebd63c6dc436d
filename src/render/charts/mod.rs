//! Numbers and times become static SVG: pure functions from values to text, styled by the theme's classes alone.

mod axis;
pub(crate) mod course;
mod pauses;
mod stack;
mod svg;
mod ticks;
pub(crate) mod timeline;

pub(crate) use pauses::pauses;
