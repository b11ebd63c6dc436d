//! Incidents become the walls of what people learned: who says something of the kind, and in which order it stands there.

mod standing;
mod wall;
mod wall_groups;
pub(crate) mod wall_sentences;

pub(crate) use standing::{Sayings, Standing, Walls, sayings, shown, walls};
pub(crate) use wall::Wall;
