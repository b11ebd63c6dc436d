//! One sheet of a long list becomes its rows and the ways to its neighbours.

use serde::Serialize;

use crate::views::{Views, page_size};

/// One sheet of a long list, with its neighbours.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Pager {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// Sheet `number` (from 0) of a list of `rows` rows whose first sheet is at `first`.
    pub(crate) fn new(views: &Views, first: &str, number: usize, rows: usize) -> Self {
        Self::of(views, first, number, page_size::sheets(rows).len())
    }

    /// Sheet `number` (from 0) of `count` sheets, the first of which is at `first`.
    pub(crate) fn of(views: &Views, first: &str, number: usize, count: usize) -> Self {
        let address = |n: usize| page_size::sheet_address(views.taken(), first, n);
        Self {
            number: number + 1,
            count,
            previous: number.checked_sub(1).map(address),
            next: (number + 1 < count).then(|| address(number + 1)),
        }
    }

    /// The rows of `list` on sheet `number`.
    pub(crate) fn rows<T>(list: &[T], number: usize) -> &[T] {
        &list[page_size::rows_on(number, list.len())]
    }
}
