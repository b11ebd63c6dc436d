//! A table of HTML becomes the texts of its cells and the places of its rows.

use crate::model::Span;
use crate::parse::markdown::fragment_text;

/// The rows of the tables in `html`, which stands at `from` in its file.
pub(crate) fn html_rows(html: &str, from: usize) -> Vec<(Vec<String>, Span)> {
    let lower = html.to_ascii_lowercase();
    let mut rows: Vec<(Vec<String>, Span)> = Vec::new();
    let mut cell: Option<usize> = None;
    for (at, _) in lower.match_indices('<') {
        let closes = lower[at + 1..].starts_with('/');
        let name = lower[at + 1 + usize::from(closes)..].split(|c: char| !c.is_ascii_alphanumeric()).next();
        if !matches!(name, Some("tr" | "td" | "th" | "table")) {
            continue;
        }
        let Some(end) = lower[at..].find('>').map(|i| at + i + 1) else { break };
        if let (Some(start), Some((cells, span))) = (cell.take(), rows.last_mut()) {
            cells.push(fragment_text(html[start..at].trim()));
            span.end = from + at;
        }
        match (name, closes) {
            (Some("tr"), false) => rows.push((Vec::new(), from + at..from + end)),
            (Some("td" | "th"), false) => cell = Some(end),
            _ => {}
        }
    }
    rows.retain(|(cells, _)| !cells.is_empty());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_with_and_without_their_ends() {
        let html = "<table>\n<TR><th>Time<th>Event</tr>\n<tr class=\"a\"><td>09:12</td><td>Pump <b>stops</b> &amp; waits</td></tr></table>";
        let rows: Vec<Vec<String>> = html_rows(html, 0).into_iter().map(|(cells, _)| cells).collect();
        assert_eq!(rows, [["Time", "Event"], ["09:12", "Pump stops & waits"]]);
        assert!(html_rows("<p>09:12 <", 0).is_empty());
    }
}
