//! What pages are called and where they are, for all that other pages write of them.
//!
//! It is made from what pages show to each other: names, headings, kinds, facets, dates. As long as that stays the same it is
//! kept, however much their prose changes. Prose is never read here but for a term's.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::addresses::addresses;
use crate::diag::Diagnostic;
use crate::link::by_date::newest_incidents;
use crate::link::copied_files::{CopiedFiles, allowed};
use crate::link::facets::{Facets, facets};
use crate::link::glossary::Glossary;
use crate::link::inputs::Inputs;
use crate::link::link_problem::Problem;
use crate::link::list_titles::list_titles;
use crate::link::page_names::PageNames;
use crate::link::redirects::redirects;
use crate::link::relations::{Facet, PageIx, Target};
use crate::link::resolve::Resolver;
use crate::link::service_relations::related;
use crate::link::site_lists::site_lists;
use crate::link::site_places::SitePlaces;
use crate::link::withheld_names::Unpublished;
use crate::load::Assets;
use crate::model::{Config, Detail, FacetKind, Fact, LinkForm, Page};

/// Everything that candidates and passages are resolved against.
pub(super) struct Directory {
    /// The newest versions of the pages: of their prose nothing is read.
    pages: Vec<Arc<Page>>,
    config: Arc<Config>,
    assets: Arc<Assets>,
    withheld: Arc<Unpublished>,
    pub(super) newest_first: Arc<Vec<PageIx>>,
    pub(super) addresses: Arc<Vec<String>>,
    /// What lists show of each page's title, where that is less than all of it.
    pub(super) titles: Arc<Vec<Option<String>>>,
    pub(super) by_address: Arc<HashMap<String, PageIx>>,
    pub(super) facets: Arc<BTreeMap<FacetKind, Vec<Facet>>>,
    pub(super) facets_of: Arc<Vec<BTreeMap<FacetKind, Vec<usize>>>>,
    pub(super) redirects: Arc<BTreeMap<String, PageIx>>,
    pub(super) glossary: Arc<Glossary>,
    resolver: Resolver,
    /// The address of each file that may be copied, by its path below the content folder.
    copies: Arc<CopiedFiles>,
    /// Addresses that two pages want.
    pub(super) collisions: Arc<Vec<Diagnostic>>,
}

/// What of a directory is as good as a new one.
pub(super) enum Service {
    /// All of it.
    Whole,
    /// All but the headings of some pages, to which pages that lead there may have linked.
    ButForHeadings(Vec<PageIx>),
    /// Nothing.
    None,
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory").field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}

impl Directory {
    /// Linear in the pages, their names and headings, and the files.
    pub(super) fn new(inputs: &Inputs<'_>) -> Self {
        let pages = inputs.pages;
        let newest_first = newest_incidents(pages);
        let (addresses, collisions) = addresses(pages);
        let grouped = || related(pages, inputs.config, facets(pages, &newest_first, inputs.config, &addresses));
        let (Facets { facets, facets_of }, named) = rayon::join(grouped, || PageNames::of(pages));
        let facets = Arc::new(facets);
        let ((glossary, redirects), resolver) = rayon::join(
            || {
                let services = facets.get(&FacetKind::Service).map_or(&[][..], Vec::as_slice);
                (Glossary::new(pages, services), redirects(pages, &addresses, &facets))
            },
            || {
                let lists = site_lists(pages, &facets, inputs.config);
                Resolver::new(SitePlaces::new(pages, named, &addresses, &facets, lists, inputs))
            },
        );
        let of_facets = facets.values().flatten().map(|facet| &facet.address);
        let taken = addresses.iter().chain(of_facets).chain(redirects.keys());
        let copies = CopiedFiles::new(inputs.assets, inputs.config, taken);
        Self {
            redirects: Arc::new(redirects),
            copies: Arc::new(copies),
            by_address: Arc::new(addresses.iter().cloned().enumerate().map(|(ix, address)| (address, ix)).collect()),
            pages: pages.to_vec(),
            config: Arc::clone(inputs.config),
            assets: Arc::clone(inputs.assets),
            withheld: Arc::clone(inputs.withheld),
            newest_first: Arc::new(newest_first),
            addresses: Arc::new(addresses),
            titles: Arc::new(list_titles(pages)),
            facets,
            facets_of: Arc::new(facets_of),
            glossary: Arc::new(glossary),
            resolver,
            collisions: Arc::new(collisions),
        }
    }

    /// What of this directory is as good as one made from `inputs`.
    pub(super) fn serves(&self, inputs: &Inputs<'_>) -> Service {
        let same_files =
            || Arc::ptr_eq(&self.assets, inputs.assets) || self.assets.files.keys().eq(inputs.assets.files.keys());
        let same_world = Arc::ptr_eq(&self.config, inputs.config)
            && self.pages.len() == inputs.pages.len()
            && same_files()
            && self.withheld == *inputs.withheld;
        if !same_world {
            return Service::None;
        }
        let mut headings = Vec::new();
        for (ix, (old, new)) in self.pages.iter().zip(inputs.pages).enumerate() {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            if !goes_by_the_same(old, new) {
                return Service::None;
            }
            if !has_the_same_headings(old, new) {
                headings.push(ix);
            }
        }
        if headings.is_empty() { Service::Whole } else { Service::ButForHeadings(headings) }
    }

    /// The same directory for versions of its pages that go by the same names.
    pub(super) fn with_pages(&self, pages: &[Arc<Page>]) -> Self {
        Self {
            pages: pages.to_vec(),
            config: Arc::clone(&self.config),
            assets: Arc::clone(&self.assets),
            withheld: Arc::clone(&self.withheld),
            newest_first: Arc::clone(&self.newest_first),
            addresses: Arc::clone(&self.addresses),
            titles: Arc::clone(&self.titles),
            by_address: Arc::clone(&self.by_address),
            facets: Arc::clone(&self.facets),
            facets_of: Arc::clone(&self.facets_of),
            redirects: Arc::clone(&self.redirects),
            glossary: Arc::clone(&self.glossary),
            resolver: self.resolver.with_pages(pages),
            copies: Arc::clone(&self.copies),
            collisions: Arc::clone(&self.collisions),
        }
    }

    /// Where `target`, written as `form` on the page `from`, leads. A copied file is named by its address.
    pub(super) fn resolve(&self, from: PageIx, form: LinkForm, target: &str) -> (Target, Option<Problem>) {
        let (target, problem) = self.resolver.resolve(from, form, target);
        match allowed(target, problem, &self.config) {
            (Target::Asset(path), problem) => {
                (self.copies.address(&path).cloned().map_or(Target::None, Target::Asset), problem)
            }
            other => other,
        }
    }

    /// The resolver, for what front matter names.
    pub(super) fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    /// The files that might be copied.
    pub(super) fn copied(&self) -> &CopiedFiles {
        &self.copies
    }
}

/// Whether two versions of a page go by the same names to all other pages: what it is called, what it is, its facets, its date.
///
/// Of terms, runbooks, services and paths, which many pages lean on and few people edit, no two versions do.
fn goes_by_the_same(old: &Page, new: &Page) -> bool {
    let values = |a: &[Fact<String>], b: &[Fact<String>]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value == b.value && a.origin == b.origin)
    };
    (&old.source.path, old.kind, &old.lang) == (&new.source.path, new.kind, &new.lang)
        && (&old.id.value, old.id.origin) == (&new.id.value, new.id.origin)
        && old.title.value == new.title.value
        && values(&old.aliases, &new.aliases)
        && old.served_at == new.served_at
        && values(&old.tags, &new.tags)
        && old.dated.as_ref().map(|fact| &fact.value) == new.dated.as_ref().map(|fact| &fact.value)
        && match (&old.detail, &new.detail) {
            (Detail::Incident(a), Detail::Incident(b)) => {
                values(&a.services, &b.services)
                    && values(&a.teams, &b.teams)
                    && values(&a.factors, &b.factors)
                    && values(a.severity.as_slice(), b.severity.as_slice())
            }
            (Detail::Page, Detail::Page) => true,
            _ => false,
        }
}

/// Whether links to headings lead to the same places.
fn has_the_same_headings(old: &Page, new: &Page) -> bool {
    let headings = |page: &Page| page.sections.len() + page.inner_headings.len();
    let (all, others) =
        (old.sections.iter().chain(&old.inner_headings), new.sections.iter().chain(&new.inner_headings));
    headings(old) == headings(new)
        && old.marks.iter().map(|(name, _)| name).eq(new.marks.iter().map(|(name, _)| name))
        && all.zip(others).all(|(a, b)| a.anchor == b.anchor && a.title == b.title)
}
