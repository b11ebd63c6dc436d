//! Incidents become the walls of what people learned: who says something of the kind, and in which order it stands there.

mod groups;
pub(crate) mod sentences;
mod standing;
mod wall;

pub(crate) use standing::{Sayings, Standing, Walls, first, sayings, walls};
pub(crate) use wall::Wall;
