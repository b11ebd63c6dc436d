//! A site becomes the list of its output files.
//!
//! Every file that a build writes is one [`Route`]; nothing is written that is not listed here.

use std::collections::HashSet;

use crate::addresses::{FixedOutput, Needs};
use crate::answers;
use crate::link::{FacetKind, PageIx};
use crate::load::CLIENT_SCRIPTS;
use crate::views::addresses::{address, of_year, years};
use crate::views::output_presence::is_there;
use crate::views::page_size::sheets;
use crate::views::route::{Route, Subject};
use crate::views::site_views::Views;

impl Views {
    /// Every output file, in an order that never depends on anything but the site.
    pub fn routes(&self) -> &[Route] {
        &self.addresses().routes
    }

    /// What is at an address; nothing for an address that no build writes. Pages and the theme's files are found without the other routes.
    pub fn route(&self, address: &str) -> Option<Route> {
        direct(self, address).or_else(|| {
            let addresses = self.addresses();
            addresses.by_address.get(address).map(|&at| addresses.routes[at].clone())
        })
    }

    /// One route of every sort of page, to try a theme on.
    pub fn samples(&self) -> Vec<Route> {
        let mut seen = HashSet::new();
        let sort = |route: &&Route| {
            let kind = match &route.subject {
                Subject::Page(ix) => Some(self.site.pages[*ix].kind),
                _ => None,
            };
            seen.insert((std::mem::discriminant(&route.subject), kind))
        };
        self.routes().iter().filter(sort).cloned().collect()
    }
}

/// A page or a file of the theme at an address, found without listing the other routes.
pub(crate) fn direct(views: &Views, address: &str) -> Option<Route> {
    let route = |subject| Some(Route { address: address.to_owned(), subject });
    let templates = &views.templates;
    if let Some(path) = address.strip_prefix("assets/") {
        if let Some(at) = CLIENT_SCRIPTS.iter().position(|(own, _)| *own == path) {
            return route(Subject::ClientScript(at));
        }
        let mut files = templates.published();
        return files.find(|file| *file == path).and_then(|path| route(Subject::ThemeFile(path.clone())));
    }
    let page = views.site.links.page_at(address).filter(|page| !views.facet_pages().contains(page))?;
    route(Subject::Page(page))
}

/// All routes: assets, pages, lists; within each in a fixed order.
pub(crate) fn all(views: &Views) -> Vec<Route> {
    let subjects = [assets(views), pages(views), lists(views), machines(views)];
    subjects.into_iter().flatten().map(|subject| Route { address: address(views, &subject), subject }).collect()
}

pub(super) fn assets(views: &Views) -> Vec<Subject> {
    let templates = &views.templates;
    let mut routes: Vec<Subject> = templates.published().cloned().map(Subject::ThemeFile).collect();
    routes.extend((0..CLIENT_SCRIPTS.len()).map(Subject::ClientScript));
    routes.extend(single(views, FixedOutput::Accent));
    if let Some((path, address)) = &views.logo
        && !views.site.links.assets.contains_key(address)
    {
        routes.push(Subject::Logo(path.clone()));
    }
    routes.extend(views.site.links.assets.keys().cloned().map(Subject::Asset));
    routes
}

pub(super) fn pages(views: &Views) -> Vec<Subject> {
    let links = &views.site.links;
    let own = |ix: &PageIx| !views.facet_pages().contains(ix);
    // A page and its twin are made of one text: they stand side by side.
    let of_page = |ix: PageIx| own(&ix).then_some(Subject::Page(ix)).into_iter().chain([Subject::Twin(ix)]);
    let mut routes: Vec<Subject> = (0..views.site.pages.len()).flat_map(of_page).collect();
    routes.extend(links.redirects.iter().map(|(address, &ix)| Subject::Redirect(address.clone(), ix)));
    routes.push(Subject::Fixed(FixedOutput::NotFound));
    routes
}

fn lists(views: &Views) -> Vec<Subject> {
    let mut routes: Vec<Subject> = [FixedOutput::Home, FixedOutput::Search, FixedOutput::Incidents]
        .into_iter()
        .flat_map(|output| single(views, output))
        .collect();
    for year in years(views) {
        routes.extend(sheets(of_year(views, year).len()).map(|sheet| Subject::Year(year, sheet)));
    }
    for (&kind, facets) in views.site.links.facets.iter() {
        if kind == FacetKind::Year || facets.is_empty() {
            continue;
        }
        routes.extend(sheets(facets.len()).map(|sheet| Subject::FacetIndex(kind, sheet)));
        for (ix, facet) in facets.iter().enumerate() {
            routes.extend(sheets(facet.incidents.len()).map(|sheet| Subject::Facet(kind, ix, sheet)));
        }
    }
    routes.extend(views.recurring().sheets().map(|sheet| Subject::List(FixedOutput::Recurring, sheet)));
    routes.extend(trend_pages(views));
    for wall in views.walls().raised() {
        routes.extend(sheets(views.walls().of(wall).len()).map(|sheet| Subject::List(wall.output(), sheet)));
    }
    routes.extend(sheets_of(FixedOutput::Actions, views.analysis.follow_ups.rows.len()));
    let of_kinds = [FixedOutput::Runbooks, FixedOutput::Glossary, FixedOutput::Paths, FixedOutput::Pages];
    for output in of_kinds {
        if let Needs::Pages(kind) = output.needs() {
            routes.extend(sheets_of(output, views.of_kind(kind).len()));
        }
    }
    routes
}

/// The sheets of a list of so many rows; none where there are no rows.
fn sheets_of(output: FixedOutput, rows: usize) -> impl Iterator<Item = Subject> {
    sheets(rows).filter(move |_| rows > 0).map(move |sheet| Subject::List(output, sheet))
}

/// A file of its own, where the site has what it needs.
fn single(views: &Views, output: FixedOutput) -> Option<Subject> {
    is_there(&views.site, &views.analysis, output).then_some(Subject::Fixed(output))
}

/// The trend pages of every period, and the tables beside them; none when the incidents say nothing that can be counted.
fn trend_pages(views: &Views) -> Vec<Subject> {
    let mut routes = Vec::new();
    for (period, questions) in views.trends() {
        let period = *period;
        routes.push(Subject::Trends(period));
        for &question in questions {
            routes.push(Subject::Trend(period, question));
            routes.extend(question.tables().iter().map(|table| Subject::TrendTable(period, question, table)));
        }
    }
    if !routes.is_empty() {
        routes.extend(
            [FixedOutput::TrendMethod, FixedOutput::TrendMethodTable, FixedOutput::TrendFacts].map(Subject::Fixed),
        );
        for kind in [FacetKind::Service, FacetKind::Factor] {
            for ix in 0..views.facets(kind).len() {
                let asked = answers::facet_questions(&views.site, &views.analysis, kind, ix).into_iter();
                let tables = asked.flat_map(|question| question.tables().iter().map(move |table| (question, *table)));
                routes.extend(tables.map(|(question, table)| Subject::FacetTable(kind, ix, question, table)));
            }
        }
    }
    routes
}

fn machines(views: &Views) -> Vec<Subject> {
    let alone = FixedOutput::ALL.iter().filter(|output| output.is_alone());
    let mut routes: Vec<Subject> = alone.filter_map(|output| single(views, *output)).collect();
    if !views.incidents().is_empty() {
        routes.extend(years(views).into_iter().map(Subject::IncidentsOf));
        routes.extend(single(views, FixedOutput::FilterVocabulary));
        routes.extend(years(views).into_iter().map(Subject::FilterRows));
    }
    routes
}
