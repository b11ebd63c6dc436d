//! The rows of a table, and the terms of a list of definitions, become labels.

use std::ops::Range;

use crate::model::Span;
use crate::parse::markdown::{BodyBlock, Events, definitions, plain, rows, span_of};
use crate::parse::outline::label::Label;
use crate::parse::vocabulary::{bare_role, normalise};

/// A list of terms, each with what it stands for.
pub(super) fn defined(events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    let of = |(term, said): (Range<usize>, Vec<Range<usize>>)| {
        let value = said.into_iter().next()?;
        let title = plain(&events[term.clone()]).trim_end_matches([':', '：', ' ']).to_owned();
        let span = span_of(events, &(term.start..value.end));
        let from = span_of(events, &value).start;
        Some(Label { name: normalise(&title), title, value, from, span, bold: true })
    };
    definitions(events, block).into_iter().filter_map(of).collect()
}

/// The rows of a table of two columns, or of one whose head says that the first two are names and values.
pub(super) fn pairs(events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    let rows = rows(events, block);
    if rows.iter().any(|(cells, _)| cells.len() != 2) && !heads_values(events, &rows) {
        return Vec::new();
    }
    // "| Component | Impact |" names two columns: no row below it is a fact of the whole.
    let names_part = |cell: &Range<usize>| bare_role(&plain(&events[cell.clone()]), None).is_some();
    if rows.len() > 1 && rows[0].0.iter().all(names_part) {
        return Vec::new();
    }
    let pair = |(cells, span): (Vec<Range<usize>>, Span)| {
        let mut cells = cells.into_iter();
        let (name, value) = (cells.next()?, cells.next()?);
        let title = plain(&events[name]).trim_end_matches([':', '：']).to_owned();
        (!title.is_empty() && title.chars().count() <= 60).then(|| Label {
            name: normalise(&title),
            title,
            from: span_of(events, &value).start,
            value,
            span,
            bold: true,
        })
    };
    rows.into_iter().filter_map(pair).collect()
}

/// Whether a table begins with a column of names and one of their values: "| Metric | Value | Evidence |".
fn heads_values(events: &Events<'_>, rows: &[(Vec<Range<usize>>, Span)]) -> bool {
    const NAMES: [&str; 12] = [
        "metric",
        "measure",
        "field",
        "item",
        "property",
        "attribute",
        "key",
        "fact",
        "aspect",
        "parameter",
        "detail",
        "question",
    ];
    const VALUES: [&str; 10] =
        ["value", "values", "result", "actual", "time", "detail", "details", "description", "answer", "information"];
    let Some((head, _)) = rows.first().filter(|(head, _)| head.len() > 2) else { return false };
    let is_one = |i: usize, words: &[&str]| {
        head.get(i).is_some_and(|cell| words.contains(&normalise(&plain(&events[cell.clone()])).as_str()))
    };
    is_one(0, &NAMES) && is_one(1, &VALUES)
}
