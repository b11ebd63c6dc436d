//! Rows become CSV (RFC 4180) that a spreadsheet shows and never runs.

use crate::answers::{Cell, Table};

/// A header and its rows, each as long as the header; lines end with a line feed.
///
/// Text that a spreadsheet would take for a formula begins with an apostrophe; numbers stay numbers.
pub(crate) fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(header).expect("memory can be written to");
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell)).map(|cell| cell.into_owned()))
            .expect("rows are as long as the header");
    }
    let bytes = writer.into_inner().expect("memory can be flushed");
    String::from_utf8(bytes).expect("text stays text")
}

fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    // Terminals and spreadsheets obey control characters; nobody reads them.
    let silent =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let quiet: std::borrow::Cow<'_, str> =
        if cell.contains(silent) { cell.replace(silent, "").into() } else { cell.into() };
    let cell = quiet.as_ref();
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}").into() } else { quiet }
}

/// The numbers of a figure.
pub(crate) fn table_csv(table: &Table) -> String {
    let header: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    csv(&header, table.rows.iter().map(|row| row.iter().map(Cell::plain).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let rows = vec![vec!["=1+1".to_owned(), "-3.5".to_owned()], vec!["a, \"b\"".to_owned(), "@x".to_owned()]];
        assert_eq!(csv(&["a", "b"], rows.into_iter()), "a,b\n'=1+1,-3.5\n\"a, \"\"b\"\"\",'@x\n");
    }
}
