//! A site becomes the list of its output files.
//!
//! Every file that a build writes is one [`Route`]; nothing is written that is not listed here.

use std::collections::HashSet;

use crate::analyse::trends::{Period, Question};
use crate::answers;
use crate::link::{FacetKind, PageIx};
use crate::load::CLIENT_SCRIPTS;
use crate::markup::twin::twin_links::twin_address;
use crate::model::PageKind;
use crate::render::Views;
use crate::render::views::walls::Wall;

/// One output file: where it goes, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    address: String,
    pub(crate) subject: Subject,
}

/// What an output file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A Markdown page.
    Page(PageIx),
    /// A page's Markdown twin.
    Twin(PageIx),
    /// `index.html`.
    Home,
    /// `incidents/index.html`.
    Incidents,
    /// The incidents of a year, as index into the year facet, `None` for those without a date; then the sheet, from 0.
    Year(Option<usize>, usize),
    /// The list of all values of a facet; the second part is the sheet, from 0.
    FacetIndex(FacetKind, usize),
    /// One value of a facet; the last part is the sheet, from 0.
    Facet(FacetKind, usize, usize),
    /// `runbooks/index.html`.
    Runbooks(usize),
    /// `glossary/index.html`.
    Glossary(usize),
    /// `paths/index.html`.
    Paths(usize),
    /// `pages/index.html`: everything that is nothing else.
    Pages(usize),
    /// `recurring.html`: what keeps coming back; the sheet, from 0.
    Recurring(usize),
    /// What a period's trend pages ask, and each in short.
    Trends(Period),
    /// A question to the incidents of a period.
    Trend(Period, Question),
    /// The numbers of one of its figures, by name.
    TrendTable(Period, Question, &'static str),
    /// The numbers of a figure on the page of a facet's value.
    FacetTable(FacetKind, usize, Question, &'static str),
    /// `trends/method.html`: how everything is counted.
    TrendMethod,
    /// `trends/method.csv`: how often two periods in which nothing changed look different.
    TrendMethodTable,
    /// `trends/facts.csv`: what is counted, one incident a line.
    TrendFacts,
    /// A wall of what people learned; the sheet, from 0.
    Wall(Wall, usize),
    /// `actions/index.html`: the follow-ups of all incidents; the sheet, from 0.
    Actions(usize),
    /// `actions/actions.csv`: the same for spreadsheets.
    ActionsTable,
    /// `search.html`.
    Search,
    /// `404.html`.
    NotFound,
    /// `llms.txt`.
    Llms,
    /// `robots.txt`.
    Robots,
    /// `incidents.json`: the index of the files by year.
    IncidentsIndex,
    /// The facts of a year's incidents.
    IncidentsOf(Option<usize>),
    /// `incidents.schema.json`.
    Schema,
    /// `incidents/vocabulary.js`: what incidents can be filtered by.
    FilterVocabulary,
    /// A year's rows, for the script that filters.
    FilterRows(Option<usize>),
    /// `feed.xml`.
    Feed,
    /// `sitemap.xml`.
    Sitemap,
    /// A stub at an older address.
    Redirect(String, PageIx),
    /// A style or script of the theme, by its path below the theme's folder.
    ThemeFile(String),
    /// A script of ours that no theme overrides: its place in [`CLIENT_SCRIPTS`].
    ClientScript(usize),
    /// `assets/accent.css`: the configured accent.
    Accent,
    /// The configured logo, by its path below the content folder.
    Logo(String),
    /// A file that pages show or link to, by address.
    Asset(String),
}

/// When a file may appear, so that no reader meets a link to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// First: what pages load.
    Asset,
    /// Then pages.
    Page,
    /// Last: what lists pages.
    List,
}

impl Route {
    /// Its address in the output, such as `incidents/2024/x.html`; unique among [`Views::routes`].
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// When it is written.
    pub fn stage(&self) -> Stage {
        match self.subject {
            Subject::ThemeFile(_)
            | Subject::ClientScript(_)
            | Subject::Accent
            | Subject::Logo(_)
            | Subject::Asset(_)
            | Subject::Schema => Stage::Asset,
            Subject::Page(_) | Subject::Twin(_) | Subject::NotFound | Subject::Redirect(..) => Stage::Page,
            _ => Stage::List,
        }
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

fn assets(views: &Views) -> Vec<Subject> {
    let templates = &views.templates;
    let mut routes: Vec<Subject> = templates.published().cloned().map(Subject::ThemeFile).collect();
    routes.extend((0..CLIENT_SCRIPTS.len()).map(Subject::ClientScript));
    if views.accent.is_some() {
        routes.push(Subject::Accent);
    }
    if let Some((path, address)) = &views.logo
        && !views.site.links.assets.contains_key(address)
    {
        routes.push(Subject::Logo(path.clone()));
    }
    routes.extend(views.site.links.assets.keys().cloned().map(Subject::Asset));
    routes
}

fn pages(views: &Views) -> Vec<Subject> {
    let links = &views.site.links;
    let own = |ix: &PageIx| !views.facet_pages().contains(ix);
    let mut routes: Vec<Subject> = (0..views.site.pages.len()).filter(own).map(Subject::Page).collect();
    routes.extend((0..views.site.pages.len()).map(Subject::Twin));
    routes.extend(links.redirects.iter().map(|(address, &ix)| Subject::Redirect(address.clone(), ix)));
    routes.push(Subject::NotFound);
    routes
}

fn lists(views: &Views) -> Vec<Subject> {
    let mut routes = vec![Subject::Home, Subject::Search];
    if !views.incidents().is_empty() {
        routes.push(Subject::Incidents);
    }
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
    routes.extend(views.recurring().sheets().map(Subject::Recurring));
    routes.extend(trend_pages(views));
    for wall in views.walls().raised() {
        routes.extend(sheets(views.walls().of(wall).len()).map(|sheet| Subject::Wall(wall, sheet)));
    }
    let follow_ups = views.analysis.follow_ups.rows.len();
    routes.extend(sheets(follow_ups).filter(|_| follow_ups > 0).map(Subject::Actions));
    let of = |kind, route: fn(usize) -> Subject| {
        let count = views.of_kind(kind).len();
        sheets(count).filter(move |_| count > 0).map(route)
    };
    routes.extend(of(PageKind::Runbook, Subject::Runbooks));
    routes.extend(of(PageKind::Term, Subject::Glossary));
    routes.extend(of(PageKind::Path, Subject::Paths));
    routes.extend(of(PageKind::Page, Subject::Pages));
    routes
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
        routes.extend([Subject::TrendMethod, Subject::TrendMethodTable, Subject::TrendFacts]);
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

/// Whether what is at an address can come of the analysis alone, so that it may be missing as long as there is none. For a folder without
/// its last `/` too.
pub fn comes_of_analysis(address: &str) -> bool {
    let (folder, rest) = address.split_once('/').unwrap_or((address, ""));
    let is_sheet = rest.is_empty() && address.starts_with(RECURRING.trim_end_matches(".html"));
    ["trends", "actions"].contains(&folder) || is_sheet || address.ends_with(".csv")
}

fn machines(views: &Views) -> Vec<Subject> {
    let mut routes = vec![Subject::Llms, Subject::Robots];
    if !views.incidents().is_empty() {
        routes.push(Subject::IncidentsIndex);
        routes.push(Subject::Schema);
        routes.extend(years(views).into_iter().map(Subject::IncidentsOf));
        routes.push(Subject::FilterVocabulary);
        routes.extend(years(views).into_iter().map(Subject::FilterRows));
    }
    if !views.analysis.follow_ups.rows.is_empty() {
        routes.push(Subject::ActionsTable);
    }
    if views.site.config.base_url.is_some() {
        routes.extend([Subject::Feed, Subject::Sitemap]);
    }
    routes
}

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

/// What keeps coming back, where anything does.
pub(crate) const RECURRING: &str = "recurring.html";

/// The follow-ups of all incidents, where there are any.
pub(crate) const ACTIONS: &str = "actions/index.html";

/// The same as a table.
pub(crate) const ACTIONS_TABLE: &str = "actions/actions.csv";

/// Rows on one sheet of a long list.
pub(crate) const SHEET: usize = 200;

/// The sheets that `rows` rows fill, at least one.
fn sheets(rows: usize) -> std::ops::Range<usize> {
    0..rows.div_ceil(SHEET).max(1)
}

/// Where a subject goes.
pub(crate) fn address(views: &Views, subject: &Subject) -> String {
    let links = &views.site.links;
    let sheet = |first: &str, sheet: usize| sheet_address(views.taken(), first, sheet);
    match subject {
        Subject::Page(ix) => links.addresses[*ix].clone(),
        Subject::Twin(ix) => twin_address(&links.addresses[*ix]),
        Subject::Home => "index.html".into(),
        Subject::Incidents => "incidents/index.html".into(),
        Subject::Year(year, n) => sheet(&year_address(views, *year), *n),
        Subject::FacetIndex(kind, n) => sheet(&format!("{}/index.html", kind.folder()), *n),
        Subject::Facet(kind, ix, n) => sheet(&links.facets[kind][*ix].address, *n),
        Subject::Runbooks(n) => sheet("runbooks/index.html", *n),
        Subject::Glossary(n) => sheet("glossary/index.html", *n),
        Subject::Paths(n) => sheet("paths/index.html", *n),
        Subject::Pages(n) => sheet("pages/index.html", *n),
        Subject::Recurring(n) => sheet(RECURRING, *n),
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
        Subject::TrendMethod => "trends/method.html".into(),
        Subject::TrendMethodTable => "trends/method.csv".into(),
        Subject::TrendFacts => "trends/facts.csv".into(),
        Subject::Wall(wall, n) => sheet(wall.address(), *n),
        Subject::Actions(n) => sheet(ACTIONS, *n),
        Subject::ActionsTable => ACTIONS_TABLE.into(),
        Subject::Search => "search.html".into(),
        Subject::NotFound => "404.html".into(),
        Subject::Llms => "llms.txt".into(),
        Subject::Robots => "robots.txt".into(),
        Subject::IncidentsIndex => "incidents.json".into(),
        Subject::IncidentsOf(year) => year_address(views, *year).replace(".html", ".json"),
        Subject::Schema => "incidents.schema.json".into(),
        Subject::FilterVocabulary => "incidents/vocabulary.js".into(),
        Subject::FilterRows(year) => year_address(views, *year).replace(".html", ".js"),
        Subject::Feed => "feed.xml".into(),
        Subject::Sitemap => "sitemap.xml".into(),
        Subject::Redirect(address, _) | Subject::Asset(address) => address.clone(),
        Subject::ThemeFile(path) => format!("assets/{path}"),
        Subject::ClientScript(at) => format!("assets/{}", CLIENT_SCRIPTS[*at].0),
        Subject::Accent => "assets/accent.css".into(),
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
    year.map_or_else(|| "incidents/undated.html".into(), |ix| views.facets(FacetKind::Year)[ix].address.clone())
}

/// The address of a further sheet of a list: `services/x-2.html`, or the next free name of that shape.
pub(crate) fn sheet_address(taken: &HashSet<String>, first: &str, sheet: usize) -> String {
    if sheet == 0 {
        return first.to_owned();
    }
    let stem = first.strip_suffix(".html").unwrap_or(first);
    let plain = format!("{stem}-{}.html", sheet + 1);
    if taken.contains(&plain) { format!("{stem}-sheet-{}.html", sheet + 1) } else { plain }
}
