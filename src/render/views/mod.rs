//! A site becomes the values that templates see.
//!
//! [`Views::new`] makes what many pages share, once: cards, names of facets, the menu, who comes before and after
//! whom. Rendering a page then costs what is on the page, not what is in the site.

mod actions;
mod asked;
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
mod lessons;
mod letters;
mod list;
mod mentioned;
mod pages;
mod passage;
mod path;
mod recurring;
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

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use tera::Value;

use crate::analyse::Analysis;
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::link::{FacetKind, PageIx, newest_first};
use crate::model::{Page, PageKind};
use crate::render::colour::accent_stylesheet;
use crate::render::routes::{self, Route, Subject};
use crate::render::templates::Templates;
use crate::render::views::asked::Asked;
use crate::site::Site;

/// Everything rendering needs, made for one revision of a site.
///
/// What every page needs is made at once. What some pages share is made when the first of them asks for it, so that a preview
/// which shows one page of ten thousand does not prepare the other lists.
pub struct Views {
    pub(crate) site: Arc<Site>,
    /// What is known of all pages together.
    pub(crate) analysis: Arc<Analysis>,
    pub(crate) templates: Arc<Templates>,
    /// The house's zone.
    pub(crate) zone: TimeZone,
    /// `assets/accent.css`.
    pub(crate) accent: Option<String>,
    /// The logo: its path below the content folder and its address.
    pub(crate) logo: Option<(String, String)>,
    cards: Vec<OnceLock<Value>>,
    asked: Asked,
}

impl Views {
    /// Compiles the theme and makes what every page needs. Fails when the theme's templates do not compile.
    pub fn new(site: Arc<Site>, analysis: Arc<Analysis>) -> Result<Views> {
        let templates = Arc::new(Templates::compile(&site.theme)?);
        Ok(Self::with(site, analysis, templates))
    }

    /// The same with templates that were compiled before, perhaps those of an earlier theme.
    pub fn with(site: Arc<Site>, analysis: Arc<Analysis>, templates: Arc<Templates>) -> Views {
        Views {
            templates,
            zone: site.config.timezone.clocks().clone(),
            accent: site.config.accent.as_deref().and_then(accent_stylesheet),
            logo: logo(&site),
            cards: std::iter::repeat_with(OnceLock::new).take(site.pages.len()).collect(),
            asked: Asked::default(),
            site,
            analysis,
        }
    }

    /// The same, with what an earlier revision found out of pages by themselves, for those that are the same.
    #[must_use]
    pub fn after(self, earlier: &Views) -> Views {
        if let Some(known) = earlier.asked.sayings.get()
            && earlier.site.pages.len() == self.site.pages.len()
        {
            let pairs = self.site.pages.iter().zip(&earlier.site.pages).zip(known);
            let again = |((new, old), known): ((&Arc<Page>, &Arc<Page>), &walls::Sayings)| match Arc::ptr_eq(new, old) {
                true => *known,
                false => walls::sayings(new),
            };
            // Nobody has asked these views anything yet.
            let _ = self.asked.sayings.set(pairs.map(again).collect());
        }
        self
    }

    /// The revision of the site that is shown.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// The compiled theme.
    pub fn templates(&self) -> &Arc<Templates> {
        &self.templates
    }

    /// Every output file, in an order that never depends on anything but the site.
    pub fn routes(&self) -> &[Route] {
        &self.addresses().routes
    }

    /// What is at an address; nothing for an address that no build writes. Pages and the theme's files are found without the other routes.
    pub fn route(&self, address: &str) -> Option<Route> {
        routes::direct(self, address).or_else(|| {
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

    /// The names and addresses of the facets of `kind` that a page is in.
    pub(crate) fn names_of(&self, page: PageIx, kind: FacetKind) -> Vec<Value> {
        let of = self.site.links.facets_of[page].get(&kind).map_or(&[][..], Vec::as_slice);
        of.iter().map(|&ix| self.names()[&kind][ix].clone()).collect()
    }

    /// The group by which incidents can be filtered whose parameter is `key`.
    pub(crate) fn filter(&self, key: &str) -> Option<&filters::Group> {
        self.filters().iter().find(|group| group.key == key)
    }

    /// The cards of pages.
    pub(crate) fn cards_of(&self, pages: &[PageIx]) -> Vec<Value> {
        pages.iter().map(|&ix| self.card(ix).clone()).collect()
    }
}

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

/// The logo's path and address, when the configured file exists.
fn logo(site: &Site) -> Option<(String, String)> {
    let path = site.config.logo.as_deref()?.trim_start_matches("./");
    let path = Some(path).filter(|path| crate::markup::link_targets::is_picture(path))?;
    let path = if site.assets.files.contains_key(path) { path } else { path.strip_prefix("content/")? };
    site.assets.files.contains_key(path).then_some(())?;
    let linked = site.links.assets.iter().find(|(_, file)| *file == path).map(|(address, _)| address.clone());
    let name = path.rsplit('/').next().unwrap_or(path);
    Some((path.to_owned(), linked.unwrap_or_else(|| format!("assets/logo/{name}"))))
}

/// Orders pages of any kind by date, newest first, for lists that mix them.
pub(crate) fn newest(site: &Site, mut pages: Vec<PageIx>) -> Vec<PageIx> {
    pages.sort_by(|&a, &b| newest_first(&site.pages[a], &site.pages[b]));
    pages
}
