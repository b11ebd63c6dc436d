//! The numbers of trend pages become CSV.

use crate::analyse::trends::unchanged_periods::twins;
use crate::analyse::trends::{Period, Question, Scope, Selection};
use crate::answers;
use crate::exports::csv::table_csv;
use crate::link::FacetKind;
use crate::views::Views;

/// The numbers of a figure of a trend page.
pub(crate) fn trend_table(views: &Views, period: Period, question: Question, table: &str) -> String {
    numbers(views, &Selection::new(&views.analysis.trends, Scope::of(period)), question, table)
}

/// The numbers of a figure on the page of a service or a factor.
pub(crate) fn facet_table(views: &Views, (kind, ix): (FacetKind, usize), question: Question, table: &str) -> String {
    answers::of_facet(&views.site, &views.analysis, kind, ix)
        .map_or_else(String::new, |selection| numbers(views, &selection, question, table))
}

/// How often two periods in which nothing changed look different.
pub(crate) fn trend_method(views: &Views) -> String {
    table_csv(&answers::twins_table(&twins(&views.analysis.trends)))
}

fn numbers(views: &Views, selection: &Selection<'_>, question: Question, table: &str) -> String {
    let answer = answers::answer(&views.site, question, selection);
    let figure = answer.figures.iter().find(|figure| figure.key == table);
    // A figure that the rules for small numbers leave out has an address all the same.
    figure.map_or_else(|| String::from("note\ntoo few to be told\n"), |figure| table_csv(&figure.table))
}
