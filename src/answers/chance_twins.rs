//! What chance does to two periods in which nothing changed becomes a sentence and a table.

use crate::analyse::trends::Step;
use crate::analyse::trends::small_numbers::POOL_FROM;
use crate::analyse::trends::unchanged_periods::{DIFFERENCES, Twin, Twins};
use crate::answers::tables::{Cell, Column, Table};
use crate::wording::{Wording, english};
use crate::words::estimates::percent;
use crate::words::periods;

/// How many incidents the sentence is about where the site's own numbers are too small.
const TOLD: usize = 30;

/// The numbers that the sentence is about: those of the site's quarter, else of its year, else of thirty.
fn chosen(twins: &Twins) -> Option<&Twin> {
    let own = |step| twins.rows.iter().find(|row| row.own == Some(step) && row.size >= POOL_FROM / 4);
    own(Step::Quarter).or(own(Step::Year)).or(twins.rows.iter().find(|row| row.size == TOLD))
}

/// The table in words: how often two periods of the site's own size differ by a quarter, and what that means.
pub(crate) fn told(wording: &Wording, twins: &Twins) -> Vec<String> {
    let mut told: Vec<String> = chosen(twins).map(|row| sentence(wording, twins, row)).into_iter().collect();
    if twins.pool < POOL_FROM {
        let key = match (twins.pool, twins.until_resolved) {
            (0, false) => "trends.twins.none_mitigated",
            (0, true) => "trends.twins.none_resolved",
            (_, false) => "trends.twins.few_mitigated",
            (_, true) => "trends.twins.few_resolved",
        };
        told.push(wording.large(key, twins.pool, &[("from", &POOL_FROM.to_string())]));
    }
    told
}

fn sentence(wording: &Wording, twins: &Twins, row: &Twin) -> String {
    let [_, quarter, _] = row.differ;
    let part = |key: &str, share: f64| wording.fill(key, &[("often", &often(wording, share))]);
    let mut parts = vec![part("trends.twins.number", quarter.counts)];
    if let Some((medians, means)) = quarter.lengths {
        let median =
            if twins.until_resolved { "trends.twins.median_resolved" } else { "trends.twins.median_mitigated" };
        parts.push(part(median, medians));
        parts.push(part("trends.twins.mean", means));
    }
    let own = row.own.map(|step| periods::step(wording, step, "as_here"));
    let filling = [
        ("incidents", wording.large("trends.of_incidents", row.size, &[])),
        ("percent", percent(wording, DIFFERENCES[1])),
        ("parts", wording.list(&parts)),
        ("own", own.clone().unwrap_or_default()),
    ];
    let key = if own.is_some() { "trends.twins.of_own" } else { "trends.twins.of" };
    wording.compose(key, &filling)
}

/// `in 62 of 100 cases`.
fn often(wording: &Wording, share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => wording.say("trends.twins.seldom"),
        0.0 => wording.say("trends.twins.never"),
        n => wording.fill("trends.twins.often", &[("number", &format!("{n:.0}"))]),
    }
}

/// One line for each size and difference, for programs.
pub(crate) fn table(twins: &Twins) -> Table {
    let lines = twins.rows.iter().flat_map(|row| {
        DIFFERENCES.iter().zip(&row.differ).map(|(by, differ)| {
            let length = |pick: fn((f64, f64)) -> f64| differ.lengths.map(pick).map_or(Cell::Empty, Cell::Share);
            vec![
                Cell::Count(row.size as u64),
                Cell::Text(row.own.map_or(String::new(), |step| periods::step(english(), step, "by"))),
                Cell::Number(*by),
                Cell::Number(differ.counts),
                length(|(medians, _)| medians),
                length(|(_, means)| means),
            ]
        })
    });
    Table {
        columns: vec![
            Column::new("incidents", "Incidents in each"),
            Column::new("own", "As many as here in a"),
            Column::new("differ_by", "Differ by at least"),
            Column::new("in_number", "in their number"),
            Column::new("in_median", "in the median"),
            Column::new("in_mean", "in the mean"),
        ],
        rows: lines.collect(),
    }
}
