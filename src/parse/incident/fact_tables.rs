//! A table that lies on its side, its head the names and its one row the values, becomes labels.

use crate::model::Role;
use crate::parse::incident::how_found::is_finding_label;
use crate::parse::markdown::{BlockKind, BodyBlock, Events, plain, rows, span_of};
use crate::parse::outline::Label;
use crate::parse::vocabulary::{known_role, label_meanings, normalise};

/// The labels of a table with one row below its head, when at least half of the head names facts; else none.
pub(crate) fn lying_table(events: &Events<'_>, block: &BodyBlock) -> Vec<Label> {
    if block.kind != BlockKind::Table {
        return Vec::new();
    }
    let rows = rows(events, block);
    let [(head, _), (values, span)] = rows.as_slice() else { return Vec::new() };
    let names: Vec<String> = head.iter().map(|cell| plain(&events[cell.clone()])).collect();
    let telling = names.iter().filter(|name| names_a_fact(name)).count();
    // Of two columns both heads must be names: `| Severity | SEV-2 |` above `| Status | over |` stands upright.
    let enough = if names.len() == 2 { telling == 2 } else { names.len() > 2 && telling * 2 >= names.len() };
    let upright = values.first().is_some_and(|cell| names_a_fact(&plain(&events[cell.clone()])));
    if !enough || upright {
        return Vec::new();
    }
    let label = |(title, value): (&String, &std::ops::Range<usize>)| Label {
        name: normalise(title),
        title: title.trim_end_matches([':', '：']).to_owned(),
        value: value.clone(),
        from: span_of(events, value).start,
        span: span.clone(),
        bold: true,
    };
    names.iter().zip(values).map(label).collect()
}

fn names_a_fact(title: &str) -> bool {
    let name = normalise(title);
    let role = || known_role(title, None);
    !label_meanings(&name).is_empty()
        || is_finding_label(&name)
        || role().is_some_and(|role| matches!(role, Role::Services | Role::Severity | Role::Detection | Role::Impact))
        || matches!(name.as_str(), "status" | "state" | "owner" | "team" | "id")
}
