//! Numbers and times become static SVG: pure functions from values to text, styled by the theme's classes alone.

pub(crate) mod bars;
mod calendar;
mod canvas;
pub(crate) mod columns;
mod coordinates;
pub(crate) mod curves;
pub(crate) mod dots;
mod drawing;
mod fewer_dots;
pub(crate) mod heat;
mod pauses;
mod runs;
mod scale;
pub(crate) mod shares;
mod stacked_parts;
pub(crate) mod strips;
mod svg;
mod swarm;
pub(crate) mod timeline;
mod told_once;

pub(crate) use calendar::slots;
pub(crate) use canvas::{Canvas, MOST_DOTS, Width, mark};
pub(crate) use drawing::{Drawing, draw, legend};
pub(crate) use pauses::pauses;
pub(crate) use scale::Measure;
pub(crate) use told_once::told_once;
