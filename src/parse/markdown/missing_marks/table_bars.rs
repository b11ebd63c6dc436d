//! Bars of a table that part no cells get their escape, and a head that is too short for a row gets the cells that it lacks.
//!
//! `[[page|words]]` is a link in a cell as it is elsewhere. What a row has more than the head would be on no page.

use pulldown_cmark::{Event, Tag, TagEnd};

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
                if let Some(table) = &mut table {
                    table.row(line_at(text, span.start), marks);
                }
            }
            Event::End(TagEnd::Table) => {
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
    fn row(&mut self, line: Span, marks: &mut Vec<MissingMark>) {
        let Bars { parting, within_links, within_code } = bars(&self.text[line.clone()]);
        let escape = |bar: &usize| MissingMark::new(line.start + bar, "\\");
        marks.extend(within_links.iter().map(escape));
        // Code holds its bars where the row fits its head then, and does not otherwise.
        let mut cells = parting + 1 + within_code.len();
        if !within_code.is_empty() && cells > self.columns && parting < self.columns {
            marks.extend(within_code.iter().map(escape));
            cells = parting + 1;
        }
        self.widest = self.widest.max(cells);
        self.rows += 1;
        self.head.get_or_insert(line);
    }

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

/// The bars of a row.
#[derive(Default)]
struct Bars {
    /// How many part cells.
    parting: usize,
    within_links: Vec<usize>,
    within_code: Vec<usize>,
}

/// The bars of `row` that are not escaped, but for those at its edges.
fn bars(row: &str) -> Bars {
    let inner = row.trim_start();
    let bytes = row.as_bytes();
    let mut at = row.len() - inner.len() + usize::from(inner.starts_with('|'));
    let mut found = Bars::default();
    // Where the code ends that the row is in.
    let mut code = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' if at >= code => {
                let rest = &row[at..];
                let run = rest.len() - rest.trim_start_matches('`').len();
                code = rest[run..].find(&rest[..run]).map_or(at, |end| at + run + end + run);
                at += run - 1;
            }
            b'[' if at >= code && row[at..].starts_with("[[") => {
                if let Some((bar, end)) = wiki_bar(&row[at..]) {
                    found.within_links.push(at + bar);
                    at += end;
                    continue;
                }
            }
            b'|' if at < code => found.within_code.push(at),
            b'|' if at + 1 < bytes.len() => found.parting += 1,
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where the bar of the wiki link at the start of `text` stands that is not escaped, and where the link ends.
fn wiki_bar(text: &str) -> Option<(usize, usize)> {
    let end = text.as_bytes().iter().take(LONGEST_LINK).position(|byte| *byte == b']')?;
    let inner = text.get(2..end).filter(|_| text[end..].starts_with("]]"))?;
    let bar = inner.find('|')?;
    let is_link = !inner.contains('[') && !inner[..bar].trim().is_empty() && !inner[..bar].ends_with('\\');
    (is_link && !inner[bar + 1..].contains('|')).then_some((2 + bar, end + 2))
}

/// The longest wiki link, in bytes.
const LONGEST_LINK: usize = 500;
