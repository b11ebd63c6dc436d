//! The numbers of trend pages become CSV.

use crate::analyse::trends::{Period, Question};
use crate::answers;
use crate::answers::tables::Table;
use crate::exports::csv::table_csv;
use crate::link::FacetKind;
use crate::views::Views;

/// The numbers of a figure of a trend page.
pub(crate) fn trend_table(views: &Views, period: Period, question: Question, table: &str) -> String {
    numbers(views.table_of_period(period, question, table))
}

/// The numbers of a figure on the page of a service or a factor.
pub(crate) fn facet_table(views: &Views, (kind, ix): (FacetKind, usize), question: Question, table: &str) -> String {
    numbers(views.table_of_facet(kind, ix, question, table))
}

/// How often two periods in which nothing changed look different.
pub(crate) fn trend_method(views: &Views) -> String {
    table_csv(&answers::twins_table(views.twins()))
}

fn numbers(table: Option<&Table>) -> String {
    // A figure that the rules for small numbers leave out has an address all the same.
    table.map_or_else(|| String::from("note\ntoo few to be told\n"), table_csv)
}
