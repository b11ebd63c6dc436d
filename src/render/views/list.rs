//! Lists of incidents: the newest, and those of a year.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::render::routes;
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::{Views, words};

/// The incidents that `incidents/index.html` shows.
const NEWEST: usize = 100;

#[derive(Serialize)]
struct ListView {
    title: String,
    /// One sentence about the list.
    about: Option<String>,
    rows: Vec<Value>,
    years: Vec<YearLink>,
    /// The address of the list of all incidents, when this is not it.
    up: Option<&'static str>,
    sheet: Sheet,
}

#[derive(Serialize)]
struct YearLink {
    name: String,
    address: String,
    count: String,
    current: bool,
}

/// `incidents/index.html`: the newest hundred, and the years.
pub(crate) fn newest(views: &Views<'_>) -> (String, Vec<Diagnostic>) {
    let shown = &views.incidents[..views.incidents.len().min(NEWEST)];
    let about = (shown.len() < views.incidents.len())
        .then(|| format!("The newest {} of {}. All of them are under their year.", shown.len(), views.incidents.len()));
    list(views, "incidents/index.html", "Incidents", about, shown, None)
}

/// All incidents of a year, or those without a date.
pub(crate) fn year(views: &Views<'_>, year: Option<usize>) -> (String, Vec<Diagnostic>) {
    let here = routes::year_address(views, year);
    match year {
        Some(ix) => {
            let facet = &views.facets(FacetKind::Year)[ix];
            list(views, &here, &format!("Incidents of {}", facet.name), None, &facet.incidents, Some(ix))
        }
        None => {
            let about = Some(String::from("Nothing in these write-ups says when they happened."));
            list(views, &here, "Incidents without a date", about, &views.undated, None)
        }
    }
}

fn list(
    views: &Views<'_>,
    here: &str,
    title: &str,
    about: Option<String>,
    rows: &[PageIx],
    year: Option<usize>,
) -> (String, Vec<Diagnostic>) {
    let up = (here != "incidents/index.html").then_some("incidents/index.html");
    let (title, rows) = (title.to_owned(), views.cards_of(rows));
    let years = year_links(views, year, here);
    let sheet = Sheet::new(views, here, 0, 0);
    let frame = Frame::list(views, here, &title, "incidents");
    frame.fill(views, "list.html", &ListView { title, about, rows, years, up, sheet })
}

fn year_links(views: &Views<'_>, current: Option<usize>, here: &str) -> Vec<YearLink> {
    let link = |year: Option<usize>| {
        let (name, count) = match year {
            Some(ix) => {
                (views.facets(FacetKind::Year)[ix].name.clone(), views.facets(FacetKind::Year)[ix].incidents.len())
            }
            None => (String::from("Without a date"), views.undated.len()),
        };
        let address = routes::year_address(views, year);
        let current = (year.is_some() && year == current) || address == here;
        YearLink { name, count: words::count(count, "incident", "incidents"), address, current }
    };
    routes::years(views).into_iter().map(link).collect()
}
