//! A table whose cells stand in a grid, as Pandoc and reStructuredText write it, becomes rows of cells.
//!
//! ```text
//! +-------+-----------+
//! | Time  | What      |
//! +=======+===========+
//! | 10:00 | It broke, |
//! |       | all of it |
//! +-------+-----------+
//! ```

use std::ops::Range;

use crate::parse::markdown::rewritten::Rewritten;

/// Where the lines of a cell stand that say something: the number of the line, and the place in it.
type GridCell = Vec<(usize, Range<usize>)>;

/// Writes the table that `lines` begin with, which stand at `offset`, as one of bars: how many lines it has. `None` where it is none, and
/// nothing is written. Linear in its lines, but for one that is none: those are read as far as they look like one.
pub(super) fn write(lines: &[&str], offset: usize, out: &mut Rewritten) -> Option<usize> {
    let (rows, read) = grid_table(lines)?;
    let starts: Vec<usize> = lines[..read]
        .iter()
        .scan(offset, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        })
        .collect();
    for row in rows {
        for cell in row {
            out.push("| ");
            for (line, place) in cell {
                let mut at = starts[line] + place.start;
                for part in lines[line][place].split_inclusive('|') {
                    out.keep(part.trim_end_matches('|'), at);
                    out.push(if part.ends_with('|') { "\\|" } else { " " });
                    at += part.len();
                }
            }
        }
        out.push("|\n");
    }
    Some(read)
}

/// The rows of the table that begins with the first line, the head and what divides it from the others among them, and how many lines it
/// has. `None` where it is none: cells over several columns or rows, or lines that do not stand in the grid.
fn grid_table(lines: &[&str]) -> Option<(Vec<Vec<GridCell>>, usize)> {
    let columns = borders(lines.first()?)?;
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut row: Vec<GridCell> = vec![Vec::new(); columns.len() - 1];
    let (mut has_head, mut is_written, mut end) = (false, false, None);
    for (number, line) in lines.iter().enumerate().skip(1) {
        if !line.starts_with(['+', '|']) {
            break;
        }
        if line.starts_with('+') {
            if borders(line)? != columns || !is_written {
                return None;
            }
            rows.push(std::mem::replace(&mut row, vec![Vec::new(); columns.len() - 1]));
            has_head |= rows.len() == 1 && line.contains('=');
            (is_written, end) = (false, Some(number + 1));
            continue;
        }
        is_written = true;
        for (cell, place) in row.iter_mut().zip(cells(line, &columns)?) {
            if !place.is_empty() {
                cell.push((number, place));
            }
        }
    }
    let read = end.filter(|_| !is_written)?;
    // What divides head and rows has no place of its own: it is written from the first line.
    let dashes = columns.windows(2).map(|_| vec![(0, 1..3)]).collect();
    let at = usize::from(has_head);
    if !has_head {
        rows.insert(0, vec![Vec::new(); columns.len() - 1]);
    }
    rows.insert(1.max(at), dashes);
    Some((rows, read))
}

/// The columns, in characters, of what divides cells in a line of the grid.
fn borders(line: &str) -> Option<Vec<usize>> {
    let line = line.trim_end();
    let is_border = line.starts_with('+') && line.ends_with('+') && line.len() > 4;
    let is_drawn = line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
    let columns: Vec<usize> = line.bytes().enumerate().filter(|(_, byte)| *byte == b'+').map(|(at, _)| at).collect();
    (is_border && is_drawn && columns.windows(2).all(|two| two[1] - two[0] > 3)).then_some(columns)
}

/// Where the words of each cell of a line stand; `None` where it does not keep to the columns.
fn cells(line: &str, columns: &[usize]) -> Option<Vec<Range<usize>>> {
    let line = line.trim_end();
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    if places.len() != columns.last()? + 1 || columns.iter().any(|column| !line[places[*column]..].starts_with('|')) {
        return None;
    }
    let cell = |two: &[usize]| {
        let (start, end) = (places[two[0]] + 1, places[two[1]]);
        let inside = &line[start..end];
        let before = inside.len() - inside.trim_start().len();
        start + before.min(inside.len())..(end - (inside.len() - inside.trim_end().len())).max(start + before)
    };
    Some(columns.windows(2).map(cell).collect())
}
