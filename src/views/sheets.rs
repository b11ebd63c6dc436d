//! A long list becomes sheets, each with its address.

use std::collections::HashSet;

/// Rows on one sheet of a long list.
pub(crate) const SHEET: usize = 200;

/// The sheets that `rows` rows fill, at least one.
pub(super) fn sheets(rows: usize) -> std::ops::Range<usize> {
    0..rows.div_ceil(SHEET).max(1)
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
