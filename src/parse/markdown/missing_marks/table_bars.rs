//! Bars of a table that part no cells get their escape, and a head that is too short for a row gets the cells that it lacks.
//!
//! `[[page|words]]` is a link in a cell as it is elsewhere. What a row has more than the head would be on no page.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::marked_source::MissingMark;

/// So many cells may be added to one table.
const MOST_CELLS: usize = 20_000;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    let mut table: Option<Table<'_>> = None;
    for (event, span) in events {
        match event {
            Event::Start(Tag::Table(columns)) => {
                table = Some(Table { text, columns: columns.len(), rows: 0, widest: 0, head: None });
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                let Some(table) = &mut table else { continue };
                let line = line_at(text, span.start);
                table.head.get_or_insert_with(|| line.clone());
                table.rows += 1;
                table.widest = table.widest.max(cells(text, &line, marks));
            }
            Event::End(pulldown_cmark::TagEnd::Table) => {
                if let Some(table) = table.take() {
                    table.widen(marks);
                }
            }
            _ => {}
        }
    }
}

struct Table<'t> {
    text: &'t str,
    columns: usize,
    rows: usize,
    widest: usize,
    head: Option<Span>,
}

impl Table<'_> {
    /// Adds what the head and the line below it lack.
    fn widen(self, marks: &mut Vec<MissingMark>) {
        let more = self.widest.saturating_sub(self.columns);
        let Some(head) = self.head.filter(|_| more > 0 && more * self.rows <= MOST_CELLS) else { return };
        let rule = line_at(self.text, head.end + 1);
        let is_closed = |line: &Span| self.text[line.clone()].ends_with('|');
        let lacks = more + usize::from(!is_closed(&head));
        marks.push(MissingMark::new(head.end, " |".repeat(lacks)));
        let cell = if is_closed(&rule) { "-|" } else { "|-" };
        marks.push(MissingMark::new(rule.end, cell.repeat(more)));
    }
}

/// The line that holds `at`, without the white space at its end.
fn line_at(text: &str, at: usize) -> Span {
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |ix| at + ix);
    let line = text.get(at..end).unwrap_or_default();
    at.min(text.len())..at.min(text.len()) + line.trim_end().len()
}

/// How many cells the row at `line` has; bars that part none are marked.
fn cells(text: &str, line: &Span, marks: &mut Vec<MissingMark>) -> usize {
    let row = &text[line.clone()];
    let inner = row.trim_start();
    let bytes = row.as_bytes();
    let from = row.len() - inner.len() + usize::from(inner.starts_with('|'));
    let mut bars = 0;
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' if row[at..].starts_with("[[") => {
                if let Some((bar, end)) = wiki_bar(&row[at..]) {
                    marks.push(MissingMark::new(line.start + at + bar, "\\"));
                    at += end;
                    continue;
                }
            }
            b'|' if at + 1 < bytes.len() => bars += 1,
            _ => {}
        }
        at += 1;
    }
    bars + 1
}

/// Where the bar of the wiki link at the start of `text` stands that is not escaped, and where the link ends.
fn wiki_bar(text: &str) -> Option<(usize, usize)> {
    let end = text.find("]]")?;
    let inner = &text[2..end];
    let bar = inner.find('|')?;
    let is_link = !inner.contains('[') && !inner[..bar].trim().is_empty() && !inner[..bar].ends_with('\\');
    (is_link && !inner[bar + 1..].contains('|')).then_some((2 + bar, end + 2))
}
