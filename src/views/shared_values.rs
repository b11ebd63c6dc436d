//! What some pages share, made when the first of them asks for it. Whoever asks, and in whatever order, it is the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use tera::Value;

use crate::analyse::trends::{Period, Question};
use crate::link::{Facet, FacetKind, PageIx};
use crate::markup::page_words::summary_words;
use crate::model::{Page, PageKind};
use crate::site::Site;
use crate::views::site_views::{Addresses, RunbookUses, Views};
use crate::views::{
    cards, facet_labels, filters, folder_pages, follow_up_list, generated_list, generated_lists, glossary_order,
    path_places, recurring_places, route_list, runbook_uses, shared_names, shell, shelved, walls,
};

impl Views {
    pub(super) fn addresses(&self) -> &Addresses {
        self.asked.routes.get_or_init(|| {
            let routes = route_list::all(self);
            let by_address = routes.iter().enumerate().map(|(at, route)| (route.address(), at)).collect();
            Addresses { routes, by_address }
        })
    }

    /// The incidents, newest first.
    pub(crate) fn incidents(&self) -> &[PageIx] {
        &self.site.links.newest_first
    }

    /// Where an incident stands among them.
    pub(crate) fn position(&self, page: PageIx) -> Option<usize> {
        crate::views::date_order::position(&self.site, page)
    }

    /// Incidents in no year.
    pub(crate) fn undated(&self) -> &[PageIx] {
        let facets_of = &self.site.links.facets_of;
        let is_undated = |ix: &PageIx| facets_of[*ix].get(&FacetKind::Year).is_none_or(Vec::is_empty);
        self.asked.undated.get_or_init(|| self.incidents().iter().copied().filter(is_undated).collect())
    }

    /// Pages that are shown as part of a facet's page.
    pub(crate) fn facet_pages(&self) -> &HashSet<PageIx> {
        let facets = || self.site.links.facets.values().flatten();
        self.asked.facet_pages.get_or_init(|| facets().filter_map(|facet| facet.page).collect())
    }

    /// Terms by lower-cased title, id and alias.
    pub(crate) fn term_names(&self) -> &HashMap<String, PageIx> {
        self.asked.term_names.get_or_init(|| term_names(&self.site))
    }

    /// The factors, services and tags that are called what a term is called.
    pub(crate) fn facets_called(&self, term: &Page) -> Vec<(FacetKind, usize)> {
        let names = self.asked.facet_names.get_or_init(|| shared_names::facet_names(&self.site));
        shared_names::facets_called(names, term)
    }

    /// The word of the glossary that is called what a facet is called.
    pub(crate) fn term_called(&self, kind: FacetKind, facet: &Facet) -> Option<PageIx> {
        shared_names::term_called(self.term_names(), kind, facet)
    }

    /// All addresses that are taken by pages, facets and files.
    pub(crate) fn taken(&self) -> &HashSet<String> {
        self.asked.taken.get_or_init(|| {
            let links = &self.site.links;
            let facets = links.facets.values().flatten().map(|facet| &facet.address);
            links.addresses.iter().chain(facets).chain(links.assets.keys()).cloned().collect()
        })
    }

    /// What lists show of a page.
    pub(crate) fn card(&self, page: PageIx) -> &Value {
        self.cards[page].get_or_init(|| cards::card(self, page))
    }

    /// What a page says of itself in short, where others quote it: as [`summary_words`].
    pub(crate) fn summary(&self, page: PageIx) -> Option<&str> {
        let words = || summary_words(&self.site, page).map(String::into_boxed_str);
        self.summaries[page].get_or_init(words).as_deref()
    }

    /// For each kind of facet, the name and address of each value.
    pub(crate) fn names(&self) -> &HashMap<FacetKind, Vec<Value>> {
        self.asked.names.get_or_init(|| facet_labels::names(&self.site))
    }

    /// For each address that is a step of reading paths, its places on them.
    pub(crate) fn places(&self) -> &BTreeMap<String, Vec<Value>> {
        self.asked.places.get_or_init(|| path_places::places(self))
    }

    /// The runbooks by the folder they stand in.
    pub(crate) fn runbook_shelves(&self) -> &shelved::ShelvedPages {
        let runbooks = || shelved::ShelvedPages::of(&self.site, self.of_kind(PageKind::Runbook));
        self.asked.runbook_shelves.get_or_init(runbooks)
    }

    /// The pages by the page that opens their folder.
    pub(crate) fn folder_pages(&self) -> &folder_pages::FolderPages {
        self.asked.folder_pages.get_or_init(|| folder_pages::FolderPages::of(&self.site))
    }

    /// Who names which runbook.
    pub(crate) fn runbook_uses(&self) -> &RunbookUses {
        self.asked.runbook_uses.get_or_init(|| runbook_uses::uses_by_page(&self.site))
    }

    /// Where each group of incidents that keep coming back is told.
    pub(crate) fn recurring(&self) -> &recurring_places::RecurringPlaces {
        self.asked.recurring.get_or_init(|| recurring_places::places(&self.analysis.similar.recurring))
    }

    /// The periods that have trend pages, and the questions that their incidents have something to say to; none when there are no trends.
    pub(crate) fn trends(&self) -> &[(Period, Vec<Question>)] {
        &self.analysis.asked
    }

    /// The follow-ups in the order of their list.
    pub(crate) fn follow_ups(&self) -> &follow_up_list::FollowUpList {
        self.asked.follow_ups.get_or_init(|| follow_up_list::listed(&self.site, &self.analysis.follow_ups.rows))
    }

    /// On which walls each page says something.
    pub(crate) fn sayings(&self) -> &[walls::Sayings] {
        self.asked.sayings.get_or_init(|| self.site.pages.iter().map(|page| walls::sayings(page)).collect())
    }

    /// The incidents that stand on each wall.
    pub(crate) fn walls(&self) -> &walls::Walls {
        self.asked.walls.get_or_init(|| walls::walls(&self.site, self.sayings()))
    }

    /// Services and teams by every name they go by, folded.
    pub(crate) fn catalogue(&self) -> &HashMap<FacetKind, HashSet<String>> {
        self.asked.catalogue.get_or_init(|| runbook_uses::catalogue(&self.site))
    }

    /// What incidents can be filtered by.
    pub(crate) fn filters(&self) -> &[filters::FilterGroup] {
        self.asked.filters.get_or_init(|| filters::groups(&self.site))
    }

    /// What every page shows of the site.
    pub(crate) fn shell(&self) -> &Value {
        self.asked.shell.get_or_init(|| shell::shell(self))
    }

    /// The lists that no file is.
    pub(crate) fn lists(&self) -> &[generated_list::GeneratedList] {
        self.asked.lists.get_or_init(|| generated_lists::generated_lists(self))
    }

    /// The values of a facet, in the order of menus.
    pub(crate) fn facets(&self, kind: FacetKind) -> &[Facet] {
        self.site.links.facets.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The pages of a kind: runbooks by title, terms as a glossary has them, others in path order.
    pub(crate) fn of_kind(&self, kind: PageKind) -> &[PageIx] {
        self.asked.kinds.get_or_init(|| by_kind(&self.site)).get(&kind).map_or(&[], Vec::as_slice)
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
        list.sort_by_cached_key(|&ix| glossary_order::order(site, ix));
    }
    kinds
}

pub(super) fn term_names(site: &Site) -> HashMap<String, PageIx> {
    let mut names = HashMap::new();
    for (ix, page) in site.pages.iter().enumerate().filter(|(_, page)| page.kind == PageKind::Term) {
        let aliases = page.aliases.iter().map(|alias| &alias.value);
        for name in [&page.title.value, &page.id.value].into_iter().chain(aliases) {
            names.entry(name.to_lowercase()).or_insert(ix);
        }
    }
    names
}
