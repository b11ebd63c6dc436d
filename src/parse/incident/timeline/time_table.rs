//! A table with a column of times becomes entries of a timeline.

use std::ops::Range;

use crate::model::{EntryPart, Span};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time};
use crate::parse::markdown::{BodyBlock, plain, rows};
use crate::parse::times::{ScannedTime, TimeParts, is_time_noise, is_unknown_time, scan, zone_in};
use crate::parse::vocabulary::{is_placeholder, says_nothing, words};

/// Which column holds what.
#[derive(Debug)]
pub(crate) struct TimeColumns {
    date: Option<usize>,
    time: usize,
    until: Option<usize>,
    /// Further columns of times, such as the same time in another zone.
    spare: Vec<usize>,
    /// How many rows have a time.
    pub(crate) rows: usize,
    /// Whether the head is itself an entry.
    headless: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Date,
    Time,
    Both,
    Other,
}

/// The columns of times of the table at `block`, if it has any.
pub(crate) fn columns(body: &IncidentBody<'_>, block: &BodyBlock) -> Option<TimeColumns> {
    let rows = rows(body.events, block);
    let (head, below) = rows.split_first()?;
    let names: Vec<String> = head.0.iter().map(|c| plain(&body.events[c.clone()]).to_lowercase()).collect();
    let headless = names.first().and_then(|n| cell(n)).is_some_and(|s| s.parts.has_time());
    let kinds: Vec<(ColumnKind, usize)> = (0..names.len().min(6)).map(|i| kind(body, below, i, &names)).collect();
    let first = kinds.iter().position(|(k, _)| *k != ColumnKind::Other)?;
    if first > 2 {
        return None;
    }
    let of = |wanted: ColumnKind| kinds.iter().position(|(k, _)| *k == wanted);
    let (date, time) = match (kinds[first].0, of(ColumnKind::Time)) {
        (ColumnKind::Date, Some(time)) => (Some(first), time),
        (ColumnKind::Time, Some(time)) if of(ColumnKind::Date) == Some(time + 1) => (of(ColumnKind::Date), time),
        _ => (None, first),
    };
    let timed = |i: usize| kinds[i].0 != ColumnKind::Other && i != time && Some(i) != date;
    let until =
        (0..kinds.len()).find(|&i| timed(i) && words().end_columns.iter().any(|e| names[i].starts_with(e.as_str())));
    let spare = (0..kinds.len()).filter(|&i| timed(i) && Some(i) != until).collect();
    Some(TimeColumns { date, time, until, spare, rows: kinds[time].1 + usize::from(headless), headless })
}

/// What most cells of column `i` hold, and how many of them.
fn kind(
    body: &IncidentBody<'_>,
    rows: &[(Vec<Range<usize>>, Span)],
    i: usize,
    names: &[String],
) -> (ColumnKind, usize) {
    let (mut dates, mut times, mut both, mut misread, mut filled) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for (cells, _) in rows {
        let text = cells.get(i).map(|c| plain(&body.events[c.clone()])).unwrap_or_default();
        if is_unknown_time(&text) {
            continue;
        }
        filled += 1;
        match cell(&text).map(|s| (s.parts.has_date(), s.parts.has_time())) {
            Some((true, true)) => both += 1,
            Some((true, false)) => dates += 1,
            Some((false, true)) => times += 1,
            _ if looks_like_time(&text) => misread += 1,
            _ => {}
        }
    }
    let found = dates + times + both;
    let announced =
        names.get(i).is_some_and(|n| {
            let n = n.trim_start_matches(|c: char| !c.is_alphanumeric());
            words().time_columns.iter().chain(&words().end_columns).any(|t| {
                n.strip_prefix(t.as_str()).is_some_and(|r| !r.starts_with(char::is_alphabetic) || !t.is_ascii())
            })
        });
    let found = if announced { found + misread } else { found };
    let enough = if announced { found * 3 >= filled.max(1) } else { found * 2 > filled };
    let kind = match () {
        () if found == 0 || !enough => ColumnKind::Other,
        () if (both + misread) * 2 >= found || (dates > 0 && times > 0) => ColumnKind::Both,
        () if dates > times => ColumnKind::Date,
        () => ColumnKind::Time,
    };
    (kind, found)
}

/// Whether a cell is digits and marks like a date or time, though it is none.
fn looks_like_time(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 2 && letters < digits && text.len() < 40 && text.contains([':', '-', '.', '/'])
}

/// A cell that is a date or time as a whole.
fn cell(text: &str) -> Option<ScannedTime> {
    let text = text.trim_start_matches(['-', '–', ' ']);
    scan(text).filter(|s| is_time_noise(text.get(s.end..).unwrap_or_default()))
}

impl EntryLog<'_, '_> {
    /// Reads the rows of a table, when it has a column of times.
    pub(crate) fn table(&mut self, block: &BodyBlock) {
        let Some(columns) = columns(self.body, block) else { return };
        let rows = rows(self.body.events, block);
        let events = self.body.events;
        let before = (self.clock.zone.clone(), self.clock.origin);
        if let Some(name) = rows.first().and_then(|(cells, _)| cells.get(columns.time))
            && let Some(zone) = zone_in(&plain(&events[name.clone()]))
        {
            let span = self.span(name);
            self.zone.get_or_insert((zone.clone(), span));
            self.clock.state_zone(zone);
        }
        let head = rows.first().filter(|_| !columns.headless).map(|(cells, _)| &cells[..]).unwrap_or_default();
        let names: Vec<String> = head.iter().map(|c| plain(&events[c.clone()])).collect();
        for (cells, span) in rows.iter().skip(usize::from(!columns.headless)) {
            let texts: Vec<String> = cells.iter().map(|c| plain(&events[c.clone()])).collect();
            let parts = self.cells(&columns, &names, cells, &texts);
            self.row(&columns, &texts, span.clone(), parts);
        }
        (self.clock.zone, self.clock.origin) = before;
    }

    /// What the cells of a row say besides its time, and what stands after the time in that cell.
    fn cells(
        &self,
        columns: &TimeColumns,
        names: &[String],
        cells: &[Range<usize>],
        texts: &[String],
    ) -> Vec<EntryPart> {
        let events = self.body.events;
        let mut parts = Vec::new();
        for (i, (range, text)) in cells.iter().zip(texts).enumerate() {
            let timed = i == columns.time || Some(i) == columns.date || Some(i) == columns.until;
            let whole = self.span(range);
            let span = match cell(text) {
                Some(_) if timed => continue,
                None if i == columns.time => match scan(text) {
                    Some(found) => {
                        let used = text.get(..found.end).unwrap_or_default();
                        after_time(self.body.text, events, range.clone(), used)..whole.end
                    }
                    None => continue,
                },
                _ => whole,
            };
            if span.start < span.end {
                parts.push(EntryPart { column: Some((i, names.get(i).cloned().unwrap_or_default())), span });
            }
        }
        parts
    }

    fn row(&mut self, columns: &TimeColumns, texts: &[String], span: Span, parts: Vec<EntryPart>) {
        let text_of = |i: usize| texts.get(i).map(String::as_str).unwrap_or_default();
        let used = |i: usize| {
            i == columns.time || Some(i) == columns.date || Some(i) == columns.until || columns.spare.contains(&i)
        };
        let words = (0..texts.len())
            .filter(|i| !used(*i))
            .map(text_of)
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" – ");
        if let Some(date) = columns.date.and_then(|i| cell(text_of(i))) {
            self.clock.set_date(&date.parts);
        }
        let written = text_of(columns.time).to_owned();
        let until = columns.until.and_then(|i| cell(text_of(i))).map(|s| s.parts);
        match scan(&written) {
            Some(found) if !found.parts.has_time() && says_nothing(&words) => {
                self.clock.set_date(&found.parts);
                self.remark(span, false);
            }
            Some(found) => {
                self.add(&found.parts, found.until.or(until).as_ref(), written, EntryText { text: words, span, parts });
            }
            None if says_nothing(&words) => self.remark(span, false),
            None if written.is_empty() && words.split_whitespace().count() < 2 => {}
            None => {
                if looks_like_time(&written)
                    && !written.contains("??")
                    && !is_unknown_time(&written)
                    && !is_placeholder(&words)
                {
                    self.complain(format!("`{written}` cannot be read as a time"), &written, &span);
                }
                let unknown = TimeParts { masked: true, ..TimeParts::default() };
                self.add(&unknown, None, written, EntryText { text: words, span, parts });
            }
        }
    }
}
