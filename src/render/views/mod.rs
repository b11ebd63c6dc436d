//! A site becomes the values that templates see.
//!
//! [`Views::new`] makes what many pages share, once: cards, names of facets, the menu, who comes before and after
//! whom. Rendering a page then costs what is on the page, not what is in the site.

mod actions;
pub(crate) mod card;
mod facet;
mod facets;
mod facts;
pub(crate) mod filters;
pub(crate) mod follow_up;
mod glossary;
mod home;
mod incident;
mod kinds;
mod latent;
mod lessons;
mod letters;
mod list;
mod mentioned;
pub(crate) mod moment;
mod pages;
mod passage;
mod path;
pub(crate) mod phrases;
pub(crate) mod reason;
pub(crate) mod recurring;
mod related;
mod runbook;
mod search;
pub(crate) mod shell;
pub(crate) mod similar;
mod story;
mod term;
mod timeline;
mod trends;
mod usual;
pub(crate) mod walls;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::tz::{Offset, TimeZone};
use tera::Value;

use crate::analyse::Analysis;
use crate::analyse::trends::{Period, Question};
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::link::{Facet, FacetKind, PageIx};
use crate::model::PageKind;
use crate::render::colour::accent_stylesheet;
use crate::render::routes::{self, Route, Subject};
use crate::render::templates::Templates;
use crate::site::{Site, newest_first};

/// Everything rendering needs, made once for a site.
pub struct Views<'a> {
    pub(crate) site: &'a Site,
    /// What is known of all pages together.
    pub(crate) analysis: &'a Analysis,
    pub(crate) templates: Templates,
    /// The house's zone.
    pub(crate) zone: TimeZone,
    /// The incidents, newest first.
    pub(crate) incidents: Vec<PageIx>,
    /// Where each page stands in `incidents`.
    pub(crate) position: HashMap<PageIx, usize>,
    /// Incidents in no year.
    pub(crate) undated: Vec<PageIx>,
    /// Pages by kind: runbooks by title, terms as a glossary has them, others in path order.
    kinds: HashMap<PageKind, Vec<PageIx>>,
    /// Pages that are shown as part of a facet's page.
    pub(crate) facet_pages: HashSet<PageIx>,
    /// Terms by lower-cased title, id and alias.
    pub(crate) term_names: HashMap<String, PageIx>,
    /// All addresses that are taken by pages, facets and files.
    pub(crate) taken: BTreeSet<&'a str>,
    /// `assets/accent.css`.
    pub(crate) accent: Option<String>,
    /// The logo: its path below the content folder and its address.
    pub(crate) logo: Option<(String, String)>,
    /// For each kind of facet, the name and address of each value.
    pub(crate) names: HashMap<FacetKind, Vec<Value>>,
    /// For each page, what lists show of it.
    pub(crate) cards: Vec<Value>,
    /// For each address that is a step of reading paths, its places on them.
    pub(crate) places: BTreeMap<String, Vec<Value>>,
    /// For each runbook, the incidents that name it, newest first, each with its outcome.
    pub(crate) runbook_uses: HashMap<PageIx, Vec<(PageIx, Option<String>)>>,
    /// Where each group of incidents that keep coming back is told.
    pub(crate) recurring: recurring::Places,
    /// The periods that have trend pages, and the questions that their incidents have something to say to; none when there are no trends.
    pub(crate) trends: Vec<(Period, Vec<Question>)>,
    /// The follow-ups in the order of their list.
    pub(crate) follow_ups: actions::Listed,
    /// The incidents that stand on each wall.
    pub(crate) walls: walls::Walls,
    /// Services and teams by every name they go by, folded.
    pub(crate) catalogue: HashMap<FacetKind, HashSet<String>>,
    /// What incidents can be filtered by.
    pub(crate) filters: Vec<filters::Group>,
    /// What every page shows of the site.
    pub(crate) shell: Value,
}

impl<'a> Views<'a> {
    /// Compiles the theme and makes what pages share.
    ///
    /// Linear in the site. Fails when the theme's templates do not compile.
    pub fn new(site: &'a Site, analysis: &'a Analysis) -> Result<Views<'a>> {
        let links = &site.links;
        let incidents = site.incidents();
        let years = |ix: &PageIx| links.facets_of[*ix].get(&FacetKind::Year).is_some_and(|years| !years.is_empty());
        let facets = || links.facets.values().flatten();
        let addresses = links.addresses.iter().chain(facets().map(|facet| &facet.address)).chain(links.assets.keys());
        let mut views = Views {
            templates: Templates::compile(&site.theme)?,
            zone: zone(&site.config.timezone),
            position: incidents.iter().enumerate().map(|(position, &ix)| (ix, position)).collect(),
            undated: incidents.iter().copied().filter(|ix| !years(ix)).collect(),
            kinds: by_kind(site),
            facet_pages: facets().filter_map(|facet| facet.page).collect(),
            term_names: term_names(site),
            taken: addresses.map(String::as_str).collect(),
            accent: site.config.accent.as_deref().and_then(accent_stylesheet),
            logo: logo(site),
            names: card::names(site),
            cards: Vec::new(),
            places: BTreeMap::new(),
            runbook_uses: runbook::uses_by_page(site),
            recurring: recurring::places(&analysis.similar.recurring),
            trends: trends::asked(&analysis.trends),
            follow_ups: actions::Listed::default(),
            walls: walls::Walls::default(),
            catalogue: runbook::catalogue(site),
            filters: Vec::new(),
            shell: Value::none(),
            incidents,
            site,
            analysis,
        };
        views.cards = (0..site.pages.len()).map(|ix| card::card(&views, ix)).collect();
        views.places = path::places(&views);
        views.follow_ups = actions::listed(&views);
        views.walls = walls::walls(&views);
        views.filters = filters::groups(&views);
        views.shell = shell::shell(&views);
        Ok(views)
    }

    /// Every output file, in an order that never depends on anything but the site.
    pub fn routes(&self) -> Vec<Route> {
        routes::all(self)
    }

    /// The values of a facet, in the order of menus.
    pub(crate) fn facets(&self, kind: FacetKind) -> &'a [Facet] {
        self.site.links.facets.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The names and addresses of the facets of `kind` that a page is in.
    pub(crate) fn names_of(&self, page: PageIx, kind: FacetKind) -> Vec<Value> {
        let of = self.site.links.facets_of[page].get(&kind).map_or(&[][..], Vec::as_slice);
        of.iter().map(|&ix| self.names[&kind][ix].clone()).collect()
    }

    /// The group by which incidents can be filtered whose parameter is `key`.
    pub(crate) fn filter(&self, key: &str) -> Option<&filters::Group> {
        self.filters.iter().find(|group| group.key == key)
    }

    /// The pages of a kind: runbooks by title, terms as a glossary has them, others in path order.
    pub(crate) fn of_kind(&self, kind: PageKind) -> &[PageIx] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The cards of pages.
    pub(crate) fn cards_of(&self, pages: &[PageIx]) -> Vec<Value> {
        pages.iter().map(|&ix| self.cards[ix].clone()).collect()
    }
}

/// The HTML of a page or list, and what was found while making it.
pub(crate) fn page(views: &Views<'_>, subject: &Subject, here: &str) -> (String, Vec<Diagnostic>) {
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

fn by_kind(site: &Site) -> HashMap<PageKind, Vec<PageIx>> {
    let mut kinds: HashMap<PageKind, Vec<PageIx>> = HashMap::new();
    for (ix, page) in site.pages.iter().enumerate() {
        kinds.entry(page.kind).or_default().push(ix);
    }
    if let Some(list) = kinds.get_mut(&PageKind::Runbook) {
        list.sort_by_cached_key(|&ix| (site.pages[ix].title.value.to_lowercase(), ix));
    }
    if let Some(list) = kinds.get_mut(&PageKind::Term) {
        list.sort_by_cached_key(|&ix| glossary::order(site, ix));
    }
    kinds
}

fn term_names(site: &Site) -> HashMap<String, PageIx> {
    let mut names = HashMap::new();
    for (ix, page) in site.pages.iter().enumerate().filter(|(_, page)| page.kind == PageKind::Term) {
        let aliases = page.aliases.iter().map(|alias| &alias.value);
        for name in [&page.title.value, &page.id.value].into_iter().chain(aliases) {
            names.entry(name.to_lowercase()).or_insert(ix);
        }
    }
    names
}

/// The logo's path and address, when the configured file exists.
fn logo(site: &Site) -> Option<(String, String)> {
    let path = site.config.logo.as_deref()?.trim_start_matches("./");
    let path = Some(path).filter(|path| crate::render::target::is_picture(path))?;
    let path = if site.assets.files.contains_key(path) { path } else { path.strip_prefix("content/")? };
    site.assets.files.contains_key(path).then_some(())?;
    let linked = site.links.assets.iter().find(|(_, file)| *file == path).map(|(address, _)| address.clone());
    let name = path.rsplit('/').next().unwrap_or(path);
    Some((path.to_owned(), linked.unwrap_or_else(|| format!("assets/logo/{name}"))))
}

fn zone(name: &str) -> TimeZone {
    let offset = || jiff::fmt::temporal::DateTimeParser::new().parse_time_zone(name).ok();
    TimeZone::get(name).ok().or_else(offset).unwrap_or_else(|| Offset::UTC.to_time_zone())
}

/// Orders pages of any kind by date, newest first, for lists that mix them.
pub(crate) fn newest(site: &Site, mut pages: Vec<PageIx>) -> Vec<PageIx> {
    pages.sort_by(|&a, &b| newest_first(&site.pages[a], &site.pages[b]));
    pages
}
