//! A site becomes the values that templates see.
//!
//! [`Views::new`] makes what many pages share, once: cards, names of facets, the menu, who comes before and after
//! whom. Rendering a page then costs what is on the page, not what is in the site.

mod actions;
mod facet;
mod facets;
mod facts;
pub(crate) mod follow_up;
mod glossary;
mod home;
mod incident;
mod kinds;
mod lessons;
mod list;
mod mentioned;
mod pages;
mod passage;
mod path;
pub(crate) mod recurring;
mod related;
pub(crate) mod runbook;
mod search;
mod shell;
pub(crate) mod similar;
mod story;
mod term;
mod timeline;
mod trends;
mod usual;
pub(crate) mod walls;

use crate::diag::Diagnostic;
use crate::model::PageKind;
use crate::views::{Subject, Views};

/// The HTML of a page or list, and what was found while making it.
pub(crate) fn page(views: &Views, subject: &Subject, here: &str) -> (String, Vec<Diagnostic>) {
    match subject {
        Subject::Page(ix) => match views.site.pages[*ix].kind {
            PageKind::Incident => incident::page(views, *ix),
            PageKind::Term => term::page(views, *ix),
            PageKind::Path => path::page(views, *ix),
            PageKind::Runbook => runbook::page(views, *ix),
            PageKind::Service | PageKind::Page => pages::plain(views, *ix),
        },
        Subject::Home => home::page(views),
        Subject::Incidents => list::newest(views),
        Subject::Year(year, sheet) => list::year(views, *year, *sheet, here),
        Subject::FacetIndex(kind, sheet) => facets::index(views, *kind, *sheet, here),
        Subject::Facet(kind, ix, sheet) => facet::page(views, *kind, *ix, *sheet, here),
        Subject::Runbooks(sheet) => kinds::runbooks(views, *sheet, here),
        Subject::Pages(sheet) => kinds::pages(views, *sheet, here),
        Subject::Glossary(sheet) => glossary::index(views, *sheet, here),
        Subject::Paths(sheet) => path::index(views, *sheet, here),
        Subject::Recurring(sheet) => recurring::page(views, *sheet, here),
        Subject::Trends(period) => trends::overview(views, *period, here),
        Subject::Trend(period, question) => trends::page(views, *period, *question, here),
        Subject::TrendMethod => trends::method(views, here),
        Subject::Wall(wall, sheet) => walls::page(views, *wall, *sheet, here),
        Subject::Actions(sheet) => actions::page(views, *sheet, here),
        Subject::Search => search::page(views),
        Subject::Redirect(_, ix) => pages::redirect(views, *ix, here),
        _ => pages::not_found(views),
    }
}
