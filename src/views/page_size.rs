//! A long list becomes sheets, each with its address.

use std::collections::HashSet;
use std::ops::Range;

/// Rows on one sheet of a long list: the one place that says how large a page is.
pub(crate) const SHEET: usize = 200;

/// The sheets that `rows` rows fill, at least one.
pub(crate) fn sheets(rows: usize) -> Range<usize> {
    0..rows.div_ceil(SHEET).max(1)
}

/// The places of those of `rows` rows that are on a sheet.
pub(crate) fn rows_on(sheet: usize, rows: usize) -> Range<usize> {
    (sheet * SHEET).min(rows)..((sheet + 1) * SHEET).min(rows)
}

/// The sheet that the row at a place is on.
pub(crate) fn sheet_of(row: usize) -> usize {
    row / SHEET
}

/// The address of a further sheet of a list: `services/x-2.html`, or the next free name of that shape.
pub(crate) fn sheet_address(taken: &HashSet<String>, first: &str, sheet: usize) -> String {
    if sheet == 0 {
        return first.to_owned();
    }
    let stem = first.strip_suffix(".html").unwrap_or(first);
    let plain = format!("{stem}-{}.html", sheet + 1);
    if taken.contains(&plain) { format!("{stem}-sheet-{}.html", sheet + 1) } else { plain }
}
