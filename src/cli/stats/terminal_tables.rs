//! Sentences and tables become lines that fit a terminal.

use annotate_snippets::renderer::Style;
use unicode_width::UnicodeWidthStr;

use crate::answers::{Cell, Table};
use crate::diag::clean;
use crate::wording::english;

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// The longest line of a sentence: longer ones are hard to read, however wide the terminal is.
const MEASURE: usize = 100;

/// The space between columns.
const GAP: usize = 2;

/// A paragraph, each line begun with `indent` spaces but the first, which begins with `mark`.
pub(super) fn paragraph(text: &str, width: usize, mark: &str) -> String {
    let room = width.clamp(20, MEASURE);
    let indent = " ".repeat(mark.width());
    let (mut out, mut line) = (String::new(), String::from(mark));
    let mut length = mark.width();
    for word in clean(text).split_whitespace() {
        let longer = length + usize::from(length > indent.len()) + word.width();
        if longer > room && length > indent.len() {
            out.push_str(&line);
            out.push('\n');
            line.clone_from(&indent);
            length = indent.len();
        }
        if length > indent.len() {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word.width();
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}

/// A table with aligned columns, its headings over several lines where that makes it fit; where even that is wider than the terminal, one
/// value a line below the name of its row.
pub(super) fn table(table: &Table, width: usize) -> String {
    let shown = table.shown(english());
    // A column that has nothing to say says it best by not being there.
    let said: Vec<usize> =
        (0..table.columns.len()).filter(|&at| at == 0 || table.rows.iter().any(|row| row[at] != Cell::Empty)).collect();
    let titles: Vec<String> = said.iter().map(|&at| clean(&shown.columns[at].title)).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| said.iter().map(|&at| short(&row[at])).collect()).collect();
    let numeric: Vec<bool> = said.iter().map(|&at| shown.columns[at].numeric).collect();
    let cells = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let whole: Vec<usize> = titles.iter().enumerate().map(|(at, title)| cells(at).max(title.width())).collect();
    let broken: Vec<usize> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| title.split(' ').map(str::width).max().unwrap_or(0).max(cells(at)))
        .collect();
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1) <= width;
    let Some(widths) = [whole, broken].into_iter().find(fits) else { return records(&titles, &rows) };
    let headings: Vec<Vec<String>> = titles.iter().zip(&widths).map(|(title, width)| lines(title, *width)).collect();
    let tall = headings.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..tall {
        // Short headings stand at the bottom, over their numbers.
        let cell =
            |lines: &Vec<String>| (at + lines.len()).checked_sub(tall).map_or(String::new(), |at| lines[at].clone());
        let cells: Vec<String> = headings.iter().map(cell).collect();
        out.push_str(&format!("{FAINT}{}{FAINT:#}\n", line(&cells, &widths, &numeric)));
    }
    for row in &rows {
        out.push_str(&line(row, &widths, &numeric));
        out.push('\n');
    }
    out
}

/// A cell for a terminal, where room is scarce: `2h 25m`.
fn short(cell: &Cell) -> String {
    let words = clean(&cell.words(english()));
    if !matches!(cell, Cell::Length(_)) {
        return words;
    }
    let parts: Vec<&str> = words.split(' ').collect();
    let part = |pair: &[&str]| match pair {
        [count, unit] => format!("{count}{}", unit.get(..1).unwrap_or_default()),
        other => other.concat(),
    };
    parts.chunks(2).map(part).collect::<Vec<String>>().join(" ")
}

fn line(cells: &[String], widths: &[usize], numeric: &[bool]) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let fill = " ".repeat(widths[at] - cell.width());
        let gap = if at > 0 { " ".repeat(GAP) } else { String::new() };
        let (before, after) = if numeric[at] { (fill, String::new()) } else { (String::new(), fill) };
        line.push_str(&format!("{gap}{before}{cell}{after}"));
    }
    line.trim_end().to_owned()
}

/// A heading in lines of at most `width`, or of its longest word.
fn lines(title: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Each row as a heading with its values below.
fn records(titles: &[String], rows: &[Vec<String>]) -> String {
    let widest = titles.iter().skip(1).map(|title| title.width()).max().unwrap_or(0);
    let mut out = String::new();
    for row in rows {
        out.push_str(&format!("{}\n", row.first().map_or("", String::as_str)));
        for (title, cell) in titles.iter().zip(row).skip(1).filter(|(_, cell)| cell.as_str() != "–") {
            let fill = " ".repeat(widest - title.width() + GAP);
            out.push_str(&format!("  {FAINT}{title}{FAINT:#}{fill}{cell}\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tables::Column;

    #[test]
    fn sentences_are_broken_between_words() {
        assert_eq!(paragraph("One two three four five.", 20, "- "), "- One two three four\n  five.\n");
        assert_eq!(paragraph("", 80, ""), "\n");
    }

    #[test]
    fn lengths_of_time_are_short_and_empty_columns_are_left_out() {
        let numbers = Table {
            columns: vec![Column::new("period", "Period"), Column::new("median", "Median"), Column::new("low", "from")],
            rows: vec![vec![Cell::Text("2024".into()), Cell::Length(8700.0), Cell::Empty]],
        };
        let plain = |text: String| text.replace(&format!("{FAINT}"), "").replace(&format!("{FAINT:#}"), "");
        assert_eq!(plain(table(&numbers, 80)), "Period  Median\n2024    2h 25m\n");
    }

    #[test]
    fn headings_are_broken_before_a_table_is() {
        let numbers = Table {
            columns: vec![Column::new("period", "Period"), Column::new("near", "of them near misses")],
            rows: vec![vec![Cell::Text("2024".into()), Cell::Count(3)]],
        };
        let plain = |text: String| text.replace(&format!("{FAINT}"), "").replace(&format!("{FAINT:#}"), "");
        assert_eq!(
            plain(table(&numbers, 16)),
            "            of\n          them\n          near\nPeriod  misses\n2024         3\n"
        );
    }

    #[test]
    fn a_table_that_is_too_wide_is_told_line_by_line() {
        let numbers = Table {
            columns: vec![Column::new("period", "Period"), Column::new("incidents", "Incidents")],
            rows: vec![
                vec![Cell::Text("2024".into()), Cell::Count(1200)],
                vec![Cell::Text("2025".into()), Cell::Empty],
            ],
        };
        let plain = |text: String| text.replace(&format!("{FAINT}"), "").replace(&format!("{FAINT:#}"), "");
        assert_eq!(plain(table(&numbers, 80)), "Period  Incidents\n2024         1200\n2025            –\n");
        assert_eq!(plain(table(&numbers, 10)), "2024\n  Incidents  1200\n2025\n");
    }

    #[test]
    fn columns_stand_below_each_other_in_every_script() {
        let row = |name: &str, count| vec![Cell::Text(name.into()), Cell::Count(count)];
        let numbers = Table {
            columns: vec![Column::new("service", "Service"), Column::new("incidents", "Incidents")],
            rows: vec![row("決済", 12), row("Paiement e\u{301}te\u{301}", 3), row("checkout", 4)],
        };
        let plain = |text: String| text.replace(&format!("{FAINT}"), "").replace(&format!("{FAINT:#}"), "");
        assert_eq!(
            plain(table(&numbers, 80)),
            "Service       Incidents\n決済                 12\nPaiement e\u{301}te\u{301}          3\ncheckout              4\n"
        );
        assert_eq!(paragraph("決済 決済 決済 決済 決済", 20, "- "), "- 決済 決済 決済\n  決済 決済\n");
    }
}
