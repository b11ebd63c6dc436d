//! Pages by kind: what is shared of a site becomes the values that templates see, and those become HTML.

mod facets;
mod folder_ways;
mod follow_ups;
mod frame;
mod glossary;
mod home;
pub(crate) mod incident;
mod lessons;
mod lists;
mod mentioned;
mod not_found;
mod page_body;
mod pager;
mod paths;
mod plain_page;
pub(crate) mod recurring;
mod redirect;
mod related;
mod runbooks;
mod search_page;
mod trends;
mod walls;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::markup::last_read::LastRead;
use crate::model::PageKind;
use crate::pages::facets::{facet_list, facet_page};
use crate::pages::glossary::{by_letter, term_page};
use crate::pages::lists::{incident_lists, other_pages};
use crate::pages::paths::{path_list, path_page};
use crate::pages::runbooks::{runbook_list, runbook_page};
use crate::pages::trends::{method_page, overview_page, question_page};
use crate::views::walls::Wall;
use crate::views::{Subject, Views};

/// The HTML of a page or list, and what was found while making it.
pub(crate) fn page<'v>(
    views: &'v Views,
    subject: &Subject,
    here: &str,
    last: &mut LastRead<'v>,
) -> (String, Vec<Diagnostic>) {
    match subject {
        Subject::Page(ix) => match views.site.pages[*ix].kind {
            PageKind::Incident => incident::page(views, *ix, last),
            PageKind::Term => term_page::page(views, *ix),
            PageKind::Path => path_page::page(views, *ix),
            PageKind::Runbook => runbook_page::page(views, *ix),
            PageKind::Service | PageKind::Page => plain_page::plain(views, *ix),
        },
        Subject::Fixed(FixedOutput::Home) => home::page(views),
        Subject::Fixed(FixedOutput::Incidents) => incident_lists::newest(views),
        Subject::Year(year, sheet) => incident_lists::year(views, *year, *sheet, here),
        Subject::FacetIndex(kind, sheet) => facet_list::index(views, *kind, *sheet, here),
        Subject::Facet(kind, ix, sheet) => facet_page::page(views, *kind, *ix, *sheet, here),
        Subject::List(FixedOutput::Runbooks, sheet) => runbook_list::runbooks(views, *sheet, here),
        Subject::List(FixedOutput::Pages, sheet) => other_pages::pages(views, *sheet, here),
        Subject::List(FixedOutput::Glossary, sheet) => by_letter::index(views, *sheet, here),
        Subject::List(FixedOutput::Paths, sheet) => path_list::index(views, *sheet, here),
        Subject::List(FixedOutput::Recurring, sheet) => recurring::page(views, *sheet, here),
        Subject::Trends(period) => overview_page::overview(views, *period, here),
        Subject::Trend(period, question) => question_page::page(views, *period, *question, here),
        Subject::Fixed(FixedOutput::TrendMethod) => method_page::method(views, here),
        Subject::List(FixedOutput::Actions, sheet) => follow_ups::page(views, *sheet, here),
        Subject::Fixed(FixedOutput::Search) => search_page::page(views),
        Subject::Redirect(_, ix) => redirect::redirect(views, *ix, here),
        Subject::List(output, sheet) => match Wall::of(*output) {
            Some(wall) => walls::page(views, wall, *sheet, here),
            None => not_found::not_found(views),
        },
        _ => not_found::not_found(views),
    }
}
