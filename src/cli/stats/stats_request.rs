//! What `casebook stats` was asked of which incidents; and of several tables the one that becomes CSV.

use crate::analyse::trends::Selection;
use crate::answers::Table;
use crate::cli::stats::counting_options::Counting;
use crate::cli::stats::question_words;
use crate::error::{Error, Result};
use crate::exports::csv::table_csv;
use crate::views::Views;

/// What was asked of which incidents.
pub(super) struct StatsRequest<'a> {
    pub(super) views: &'a Views,
    pub(super) selection: &'a Selection<'a>,
    pub(super) counting: &'a Counting,
    /// How many columns the terminal has.
    pub(super) width: usize,
}

/// The one table that is printed as CSV, of those with these names.
pub(super) fn csv(asked: &StatsRequest<'_>, mut tables: Vec<(&'static str, &Table)>, of: &str) -> Result<String> {
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    if let Some(wanted) = &asked.counting.table {
        let Some(at) = names.iter().position(|name| name == wanted) else {
            return Err(Error::usage(format!(
                "{of} has no table `{wanted}`{}",
                question_words::instead(wanted, &names)
            )));
        };
        return Ok(table_csv(tables.swap_remove(at).1));
    }
    match tables.as_slice() {
        [] => Ok(String::new()),
        [(_, table)] => Ok(table_csv(table)),
        _ => Err(Error::usage(format!("{of} has several tables; choose one with --table: {}", names.join(", ")))),
    }
}
