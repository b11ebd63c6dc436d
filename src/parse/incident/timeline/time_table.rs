//! A table with a column of times becomes entries of a timeline.

use std::ops::Range;

use crate::model::{EntryPart, Span};
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time};
use crate::parse::incident::timeline::time_columns::{
    TimeColumns, cell, columns, columns_of, day_cell, looks_like_time,
};
use crate::parse::markdown::{BodyBlock, plain, rows};
use crate::parse::times::{TimeError, TimeParts, is_unknown_time, scan, zone_in};
use crate::parse::vocabulary::{is_placeholder, says_nothing};

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
            let zone = self.take_zone(zone, &span);
            self.zone.get_or_insert((zone, span));
        }
        let head = rows.first().filter(|_| !columns.headless).map(|(cells, _)| &cells[..]).unwrap_or_default();
        let names: Vec<String> = head.iter().map(|c| plain(&events[c.clone()])).collect();
        for (cells, span) in rows.iter().skip(usize::from(!columns.headless)) {
            let texts: Vec<String> = cells.iter().map(|c| plain(&events[c.clone()])).collect();
            if only_words(&columns, &texts)
                && let Some(words) = cells.get(columns.time)
            {
                self.remark(self.span(words), true);
                continue;
            }
            let parts = self.cells(&columns, &names, cells, &texts);
            self.row(&columns, &texts, span.clone(), parts);
        }
        (self.clock.zone, self.clock.origin) = before;
    }

    /// Reads the rows of a table of HTML, of which only the texts of the cells are known.
    pub(crate) fn bare_table(&mut self, rows: &[(Vec<String>, Span)]) {
        let texts: Vec<Vec<String>> = rows.iter().map(|(cells, _)| cells.clone()).collect();
        let Some(columns) = columns_of(&texts) else { return };
        let before = (self.clock.zone.clone(), self.clock.origin);
        if let Some((head, span)) = rows.first()
            && let Some(zone) = head.get(columns.time).and_then(|name| zone_in(name))
        {
            self.take_zone(zone, span);
        }
        for (texts, span) in rows.iter().skip(usize::from(!columns.headless)) {
            self.row(&columns, texts, span.clone(), Vec::new());
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
            let span = match day_cell(text) {
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
            .filter(|t| t.contains(char::is_alphanumeric) || !is_dash(t))
            .collect::<Vec<_>>()
            .join(" – ");
        if let Some((date, day)) = columns.date.and_then(|i| Some((text_of(i), day_cell(text_of(i))?))) {
            self.day(&day, date, &span);
        }
        let written = text_of(columns.time).to_owned();
        let until = columns.until.and_then(|i| cell(text_of(i))).map(|s| s.parts);
        match scan(&written).or_else(|| day_cell(&written)) {
            Some(found) if !found.parts.has_time() && says_nothing(&words) => {
                self.day(&found, &written, &span);
                self.remark(span, false);
            }
            // "2024-03-11 以前": when it was is not known.
            Some(found) if tells_before(written.get(found.end..).unwrap_or_default()) => {
                let unknown = TimeParts { masked: true, ..TimeParts::default() };
                self.add(&unknown, None, written, EntryText { text: words, span, parts });
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
                    let error = TimeError::Unreadable(format!("`{written}` cannot be read as a time"));
                    self.complain(error, &written, &span, "the entry stays, its time counts as unknown");
                }
                let unknown = TimeParts { masked: true, ..TimeParts::default() };
                self.add(&unknown, None, written, EntryText { text: words, span, parts });
            }
        }
    }
}

/// Whether what follows a time says that it was before it.
fn tells_before(rest: &str) -> bool {
    const BEFORE: [&str; 8] = ["以前", "より前", "之前", "以前", "이전", "and before", "or before", "or earlier"];
    BEFORE.iter().any(|word| rest.trim_start().starts_with(word))
}

/// Whether a cell holds nothing, or the mark that says so.
fn is_dash(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―' | 'ー' | '/' | '／'))
}

/// Whether a row says something where its time would be, and nothing else: what its author put between the rows.
fn only_words(columns: &TimeColumns, texts: &[String]) -> bool {
    let others = texts.iter().enumerate().all(|(i, text)| i == columns.time || says_nothing(text));
    let words = texts.get(columns.time).map(String::as_str).unwrap_or_default();
    let is_said = words.split_whitespace().count() > 1 && words.contains(char::is_alphabetic) && !is_placeholder(words);
    others && is_said && scan(words).is_none() && day_cell(words).is_none() && !looks_like_time(words)
}
