//! Some of a longer list, as the front page shows it.

use serde::Serialize;

/// Some of a longer list.
#[derive(Serialize)]
pub(super) struct HomePart<T> {
    pub(super) entries: Vec<T>,
    /// Whether the list has more.
    pub(super) more: bool,
    /// Whether it is what the page leads with.
    pub(super) leads: bool,
}
