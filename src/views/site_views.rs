//! A site, what is known of it and its theme become the one value that everything is rendered from.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use tera::Value;

use crate::addresses::{FixedOutput, Needs};
use crate::analyse::Analysis;
use crate::error::Result;
use crate::link::{FacetKind, PageIx};
use crate::model::{Moment, Page, PageKind, ZoneOrigin};
use crate::site::Site;
use crate::theme::Templates;
use crate::theme::accent::accent_stylesheet;
use crate::views::answered_tables::AnsweredTables;
use crate::views::output_presence::is_there;
use crate::views::route::Route;
use crate::views::{
    filters, folder_pages, follow_up_list, generated_list, recurring_places, shared_names, shelved, walls,
};

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
    pub(super) cards: Vec<OnceLock<Value>>,
    pub(super) summaries: Vec<OnceLock<Option<Box<str>>>>,
    pub(super) asked: SharedValues,
}

impl Views {
    /// Whether neither the author nor the house says whose clock a time of day was read off.
    pub(crate) fn is_on_some_clock(&self, moment: &Moment) -> bool {
        moment.zone == ZoneOrigin::Assumed && moment.instant().is_some() && !self.site.config.timezone.is_said()
    }

    /// Compiles the theme and makes what every page needs. Fails when the theme's templates do not compile.
    pub fn new(site: Arc<Site>, analysis: Arc<Analysis>) -> Result<Views> {
        let templates = Arc::new(Templates::compile(&site.theme, &site.wording)?);
        Ok(Self::with(site, analysis, templates))
    }

    /// The same with templates that were compiled before, perhaps those of an earlier theme.
    pub fn with(site: Arc<Site>, analysis: Arc<Analysis>, templates: Arc<Templates>) -> Views {
        let site = with_lists_that_are_there(site, &analysis);
        Views {
            templates,
            zone: site.config.timezone.clocks().clone(),
            accent: site.config.accent.as_deref().and_then(accent_stylesheet),
            logo: logo(&site),
            cards: std::iter::repeat_with(OnceLock::new).take(site.pages.len()).collect(),
            summaries: std::iter::repeat_with(OnceLock::new).take(site.pages.len()).collect(),
            asked: SharedValues::default(),
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

    /// The names and addresses of the facets of `kind` that a page is in.
    pub(crate) fn names_of(&self, page: PageIx, kind: FacetKind) -> Vec<Value> {
        let of = self.site.links.facets_of[page].get(&kind).map_or(&[][..], Vec::as_slice);
        of.iter().map(|&ix| self.names()[&kind][ix].clone()).collect()
    }

    /// The group by which incidents can be filtered whose parameter is `key`.
    pub(crate) fn filter(&self, key: &str) -> Option<&filters::FilterGroup> {
        self.filters().iter().find(|group| group.key == key)
    }

    /// The cards of pages.
    pub(crate) fn cards_of(&self, pages: &[PageIx]) -> Vec<Value> {
        pages.iter().map(|&ix| self.card(ix).clone()).collect()
    }
}

/// A site whose pages lead to no list that it turns out not to have.
fn with_lists_that_are_there(site: Arc<Site>, analysis: &Analysis) -> Arc<Site> {
    let is_missing = |address: &&String| {
        FixedOutput::at(address)
            .is_some_and(|output| output.needs() == Needs::Analysis && !is_there(&site, analysis, output))
    };
    let missing: BTreeSet<String> = site.links.lists.iter().filter(is_missing).cloned().collect();
    if missing.is_empty() {
        return site;
    }
    Arc::new(site.with_fewer_links(site.links.without_lists(&missing, &site.pages)))
}

/// The logo's path and address, when the configured file exists.
fn logo(site: &Site) -> Option<(String, String)> {
    let path = site.config.logo.as_deref()?.trim_start_matches("./");
    let path = Some(path).filter(|path| crate::addresses::is_picture(path))?;
    let path = if site.assets.files.contains_key(path) { path } else { path.strip_prefix("content/")? };
    site.assets.files.contains_key(path).then_some(())?;
    let linked = site.links.assets.iter().find(|(_, file)| *file == path).map(|(address, _)| address.clone());
    let name = path.rsplit('/').next().unwrap_or(path);
    Some((path.to_owned(), linked.unwrap_or_else(|| format!("assets/logo/{name}"))))
}

/// What is made when it is first asked for.
#[derive(Default)]
pub(super) struct SharedValues {
    pub(super) routes: OnceLock<Addresses>,
    pub(super) undated: OnceLock<Vec<PageIx>>,
    pub(super) kinds: OnceLock<HashMap<PageKind, Vec<PageIx>>>,
    pub(super) facet_pages: OnceLock<HashSet<PageIx>>,
    pub(super) facet_names: OnceLock<shared_names::FacetNames>,
    pub(super) runbook_shelves: OnceLock<shelved::ShelvedPages>,
    pub(super) folder_pages: OnceLock<folder_pages::FolderPages>,
    pub(super) term_names: OnceLock<HashMap<String, PageIx>>,
    pub(super) taken: OnceLock<HashSet<String>>,
    pub(super) names: OnceLock<HashMap<FacetKind, Vec<Value>>>,
    pub(super) places: OnceLock<BTreeMap<String, Vec<Value>>>,
    pub(super) runbook_uses: OnceLock<RunbookUses>,
    pub(super) recurring: OnceLock<recurring_places::RecurringPlaces>,
    pub(super) follow_ups: OnceLock<follow_up_list::FollowUpList>,
    pub(super) sayings: OnceLock<Vec<walls::Sayings>>,
    pub(super) walls: OnceLock<walls::Walls>,
    pub(super) catalogue: OnceLock<HashMap<FacetKind, HashSet<String>>>,
    pub(super) lists: OnceLock<Vec<generated_list::GeneratedList>>,
    pub(super) filters: OnceLock<Vec<filters::FilterGroup>>,
    pub(super) shell: OnceLock<Value>,
    pub(super) tables: OnceLock<AnsweredTables>,
}

/// For each runbook, the incidents that name it, newest first, each with its outcome.
pub(crate) type RunbookUses = HashMap<PageIx, Vec<(PageIx, Option<String>)>>;

/// All routes, and which of them is at an address.
pub(super) struct Addresses {
    pub(super) routes: Vec<Route>,
    pub(super) by_address: HashMap<String, usize>,
}
