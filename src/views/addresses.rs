//! What an output file holds becomes where it goes.

use crate::addresses::{UNDATED, facet_list};
use crate::analyse::trends::Question;
use crate::link::{FacetKind, PageIx};
use crate::load::CLIENT_SCRIPTS;
use crate::markup::twin::twin_links::twin_address;
use crate::views::page_size::sheet_address;
use crate::views::route::Subject;
use crate::views::site_views::Views;

/// The years that have incidents, newest first, then `None` when some have no date.
pub(crate) fn years(views: &Views) -> Vec<Option<usize>> {
    let years = views.facets(FacetKind::Year);
    let mut list: Vec<Option<usize>> =
        (0..years.len()).filter(|&ix| !years[ix].incidents.is_empty()).map(Some).collect();
    if !views.undated().is_empty() {
        list.push(None);
    }
    list
}

/// The incidents of a year, or those without a date, newest first.
pub(crate) fn of_year(views: &Views, year: Option<usize>) -> &[PageIx] {
    year.map_or(views.undated(), |ix| &views.facets(FacetKind::Year)[ix].incidents)
}

/// Where a subject goes.
pub(crate) fn address(views: &Views, subject: &Subject) -> String {
    let links = &views.site.links;
    let sheet = |first: &str, sheet: usize| sheet_address(views.taken(), first, sheet);
    match subject {
        Subject::Page(ix) => links.addresses[*ix].clone(),
        Subject::Fixed(output) => output.address().to_owned(),
        Subject::List(output, n) => sheet(output.address(), *n),
        Subject::Twin(ix) => twin_address(&links.addresses[*ix]),
        Subject::Year(year, n) => sheet(&year_address(views, *year), *n),
        Subject::FacetIndex(kind, n) => sheet(&facet_list(*kind), *n),
        Subject::Facet(kind, ix, n) => sheet(&links.facets[kind][*ix].address, *n),
        Subject::Trends(period) => format!("trends/{}index.html", period.folder()),
        Subject::Trend(period, question) => format!("trends/{}{}.html", period.folder(), question.slug()),
        Subject::TrendTable(period, question, table) => {
            format!("trends/{}{}", period.folder(), table_name(*question, table))
        }
        Subject::FacetTable(kind, ix, question, table) => {
            let page = &links.facets[kind][*ix].address;
            let stem = page.strip_suffix(".html").unwrap_or(page);
            format!("{stem}.{}", table_name(*question, table))
        }
        Subject::IncidentsOf(year) => year_address(views, *year).replace(".html", ".json"),
        Subject::FilterRows(year) => year_address(views, *year).replace(".html", ".js"),
        Subject::Redirect(address, _) | Subject::Asset(address) => address.clone(),
        Subject::ThemeFile(path) => format!("assets/{path}"),
        Subject::ClientScript(at) => format!("assets/{}", CLIENT_SCRIPTS[*at].0),
        Subject::Logo(_) => views.logo.as_ref().map(|(_, address)| address.clone()).unwrap_or_default(),
    }
}

/// `factors.csv`, `factors-pairs.csv`.
fn table_name(question: Question, table: &str) -> String {
    let slug = question.slug();
    if question.tables().first() == Some(&table) { format!("{slug}.csv") } else { format!("{slug}-{table}.csv") }
}

/// Where a year's incidents are listed.
pub(crate) fn year_address(views: &Views, year: Option<usize>) -> String {
    year.map_or_else(|| UNDATED.to_owned(), |ix| views.facets(FacetKind::Year)[ix].address.clone())
}
