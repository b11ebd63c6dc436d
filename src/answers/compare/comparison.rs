//! What is said of two periods side by side.

use crate::analyse::trends::Question;
use crate::answers::tables::{Column, Table};

/// What two periods say to a question.
pub(crate) struct Comparison {
    /// The question.
    pub question: Question,
    /// Its name for programs.
    pub key: &'static str,
    /// What was compared, where a question has several answers.
    pub title: Option<&'static str>,
    /// What was seen, whether it changed, and what would have been seen.
    pub sentences: Vec<String>,
    /// The same numbers: a line for each period, or for each way of finding out.
    pub table: Table,
    /// The same for people, where a number and its interval are better in one cell.
    pub spoken: Option<Table>,
    /// How many times chance had an opportunity to look like a change.
    pub looks: usize,
}

pub(super) fn columns(columns: &[(&'static str, &str)]) -> Vec<Column> {
    columns.iter().map(|(key, title)| Column::new(key, *title)).collect()
}
