//! What chance does to two periods in which nothing changed becomes a sentence and a table.

use crate::analyse::trends::Step;
use crate::analyse::trends::small_numbers::POOL_FROM;
use crate::analyse::trends::unchanged_periods::{DIFFERENCES, Twin, Twins};
use crate::answers::tables::{Cell, Column, Table};
use crate::words::estimates::percent;
use crate::words::numbers::large_count;
use crate::words::phrases::spoken_list;

/// How many incidents the sentence is about where the site's own numbers are too small.
const TOLD: usize = 30;

/// The numbers that the sentence is about: those of the site's quarter, else of its year, else of thirty.
fn chosen(twins: &Twins) -> Option<&Twin> {
    let own = |step| twins.rows.iter().find(|row| row.own == Some(step) && row.size >= POOL_FROM / 4);
    own(Step::Quarter).or(own(Step::Year)).or(twins.rows.iter().find(|row| row.size == TOLD))
}

/// The table in words: how often two periods of the site's own size differ by a quarter, and what that means.
pub(crate) fn told(twins: &Twins) -> Vec<String> {
    let mut told: Vec<String> = chosen(twins).map(|row| sentence(twins, row)).into_iter().collect();
    if twins.pool < POOL_FROM {
        let end = if twins.until_resolved { "all was well" } else { "the harm stopped" };
        told.push(format!(
            "{} how long it took until {end}: too few to draw lengths of time from, which takes {POOL_FROM}.",
            match twins.pool {
                0 => String::from("No incident says"),
                n => format!("Only {}", large_count(n, "incident says", "incidents say")),
            }
        ));
    }
    told
}

fn sentence(twins: &Twins, row: &Twin) -> String {
    let [_, quarter, _] = row.differ;
    let size = match row.own {
        Some(step) => {
            format!("{}, as many as this site has in a {}", large_count(row.size, "incident", "incidents"), step.word())
        }
        None => large_count(row.size, "incident", "incidents"),
    };
    let mut parts = vec![format!("in their number {}", often(quarter.counts))];
    if let Some((medians, means)) = quarter.lengths {
        let end = if twins.until_resolved { "until all was well" } else { "until the harm stopped" };
        parts.push(format!("in the median time {end} {}", often(medians)));
        parts.push(format!("in its mean {}", often(means)));
    }
    format!(
        "Two periods of {size}, in which nothing changed, differ by {} or more {}.",
        percent(DIFFERENCES[1]),
        spoken_list(&parts)
    )
}

/// `in 62 of 100 cases`.
fn often(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => String::from("in fewer than 1 of 100 cases"),
        0.0 => String::from("never"),
        n => format!("in {n:.0} of 100 cases"),
    }
}

/// One line for each size and difference.
pub(crate) fn table(twins: &Twins) -> Table {
    let lines = twins.rows.iter().flat_map(|row| {
        DIFFERENCES.iter().zip(&row.differ).map(|(by, differ)| {
            let length = |pick: fn((f64, f64)) -> f64| differ.lengths.map(pick).map_or(Cell::Empty, Cell::Share);
            vec![
                Cell::Count(row.size as u64),
                Cell::Text(row.own.map_or(String::new(), |step| step.word().to_owned())),
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
