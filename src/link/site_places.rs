//! A path, as written on a page, becomes what is there: a page, a list, a file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::addresses::{FixedOutput, facet_list};
use crate::link::asset_paths::AssetPaths;
use crate::link::inputs::Inputs;
use crate::link::link_problem::Problem;
use crate::link::near_names::nearest_target;
use crate::link::page_names::PageNames;
use crate::link::relations::{Facet, PageIx, Target};
use crate::link::withheld_names::Unpublished;
use crate::link::written_targets::{Base, bases, climbed, fold, path_key, without_extension};
use crate::load::Assets;
use crate::model::{FacetKind, LinkForm, Page, PageKind};

/// Everything that a path may lead to.
pub(super) struct SitePlaces {
    /// The pages: of their prose nothing is read, of their headings everything.
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) names: Arc<Names>,
}

/// Every name, and what goes by it.
pub(super) struct Names {
    pub(super) pages: PageNames,
    pub(super) facets: Arc<BTreeMap<FacetKind, Vec<Facet>>>,
    pub(super) assets: Arc<Assets>,
    pub(super) asset_paths: AssetPaths,
    pub(super) facet_names: HashMap<(FacetKind, String), usize>,
    pub(super) by_address: HashMap<String, Target>,
    /// Addresses of the site's own lists and files.
    pub(super) lists: HashSet<String>,
    pub(super) withheld: Arc<Unpublished>,
}

impl SitePlaces {
    /// `named` are the pages by their names: see [`PageNames::of`]. `lists` are the addresses of the site's own lists and files.
    pub(super) fn new(
        pages: &[Arc<Page>],
        named: PageNames,
        addresses: &[String],
        facets: &Arc<BTreeMap<FacetKind, Vec<Facet>>>,
        lists: HashSet<String>,
        inputs: &Inputs<'_>,
    ) -> Self {
        let mut names = Names {
            pages: named,
            facets: Arc::clone(facets),
            assets: Arc::clone(inputs.assets),
            asset_paths: AssetPaths::of(inputs.assets),
            facet_names: HashMap::new(),
            by_address: HashMap::with_capacity(addresses.len()),
            lists,
            withheld: Arc::clone(inputs.withheld),
        };
        for (ix, address) in addresses.iter().enumerate() {
            names.by_address.insert(address.clone(), Target::Page(ix, None));
        }
        for (kind, list) in facets.iter() {
            for (ix, facet) in list.iter().enumerate() {
                names.by_address.entry(facet.address.clone()).or_insert(Target::Facet(*kind, ix));
                for name in [&facet.id, &facet.name].into_iter().chain(&facet.aliases) {
                    names.facet_names.entry((*kind, fold(name))).or_insert(ix);
                }
            }
        }
        Self { pages: pages.to_vec(), names: Arc::new(names) }
    }

    /// The same for versions of the pages that go by the same names.
    pub(super) fn with_pages(&self, pages: &[Arc<Page>]) -> Self {
        Self { pages: pages.to_vec(), names: Arc::clone(&self.names) }
    }

    /// A page by a relative or site-absolute path, in the ways generators write them.
    pub(super) fn relative_page(&self, from: PageIx, path: &str) -> Option<PageIx> {
        let bases = bases(&self.pages[from].source.path, path.trim_end_matches('/'));
        let wholes: Vec<String> = bases.iter().map(Base::whole).collect();
        let paths = &self.names.pages.paths;
        wholes.iter().find_map(|base| paths.file(base)).or_else(|| wholes.iter().find_map(|base| paths.served(base)))
    }

    /// What is at `path`, as written on the page `from`: a page, a list, a file; at the first of the places that it may mean.
    pub(super) fn at(&self, from: PageIx, path: &str) -> Option<Target> {
        if path.trim_matches('/').is_empty() {
            return Some(Target::Generated(FixedOutput::Home.address().to_owned()));
        }
        let bases = bases(&self.pages[from].source.path, path);
        let wholes: Vec<String> = bases.iter().map(|base| base.whole().trim_matches('/').to_owned()).collect();
        let served = || wholes.iter().find_map(|base| self.names.pages.paths.served(base));
        let file = || bases.iter().find_map(|base| self.names.asset_paths.served(&self.names.assets, base));
        let exact = wholes.iter().find_map(|base| self.exactly(base));
        let exact = exact.or_else(|| served().map(|page| Target::Page(page, None)));
        let exact = exact.or_else(|| file().map(|path| Target::Asset(path.clone())));
        exact.or_else(|| wholes.iter().find_map(|base| self.folder(base)))
    }

    /// The page, list or file whose path or address is `base`.
    fn exactly(&self, base: &str) -> Option<Target> {
        if base.is_empty() {
            return Some(Target::Generated(FixedOutput::Home.address().to_owned()));
        }
        if let Some(page) = self.names.pages.paths.file(base) {
            return Some(Target::Page(page, None));
        }
        let html = if base.ends_with(".html") { base.to_owned() } else { format!("{base}.html") };
        if let Some(target) = self.names.by_address.get(&html) {
            return Some(target.clone());
        }
        if let Some(path) = self.names.asset_paths.file(&self.names.assets, base) {
            return Some(Target::Asset(path.clone()));
        }
        let spelt = [base.to_owned(), html, format!("{base}/index.html")];
        spelt.into_iter().find(|address| self.names.lists.contains(address)).map(Target::Generated)
    }

    /// The list of what stands in a folder that has no page of its own: that of the kind that most of its pages are.
    fn folder(&self, base: &str) -> Option<Target> {
        let below = format!("{base}/");
        let first = self.pages.partition_point(|page| page.source.path < below);
        let inside = self.pages[first..].iter().take_while(|page| page.source.path.starts_with(&below));
        let mut counts: BTreeMap<PageKind, usize> = BTreeMap::new();
        inside.for_each(|page| *counts.entry(page.kind).or_default() += 1);
        let (kind, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        let address = list_of(kind);
        self.names.lists.contains(&address).then_some(Target::Generated(address))
    }

    pub(super) fn attachment(&self, from: PageIx, path: &str) -> Option<Target> {
        let bases = bases(&self.pages[from].source.path, path);
        let (paths, assets) = (&self.names.asset_paths, &self.names.assets);
        let file = bases.iter().find_map(|base| paths.file(assets, &base.whole()));
        let found = file.or_else(|| bases.iter().find_map(|base| paths.served(assets, base)))?;
        Some(Target::Asset(found.clone()))
    }

    /// The one page whose path ends like this, wherever it is: Obsidian and Hugo write no more of a path than is enough, with the ending of
    /// the file or, of a path, without.
    pub(super) fn only_file_named(&self, path: &str) -> Option<PageIx> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let has_ending = without_extension(path) != path;
        let is_plain = path.split('/').all(|part| !["", ".", ".."].contains(&part));
        if !is_plain || !has_ending && name == path {
            return None;
        }
        let wanted = format!("/{}", path_key(path));
        let file = |ix: &&PageIx| {
            let own = format!("/{}", path_key(&self.pages[**ix].source.path));
            let own = if has_ending { own.as_str() } else { without_extension(&own) };
            own.ends_with(&wanted)
        };
        let named = self.names.pages.stems.get(&fold(without_extension(name)))?;
        // A name that so many have names none.
        let mut found = named.iter().filter(|_| named.len() <= MOST_ALIKE).filter(file);
        found.next().copied().filter(|_| found.next().is_none())
    }

    /// Why nothing is at `path`.
    pub(super) fn nowhere(&self, from: PageIx, form: LinkForm, path: &str) -> Problem {
        let own = &self.pages[from].source.path;
        if self.names.withheld.is_path(own, path) {
            return Problem::Withheld;
        }
        if let Some(absolute) = path.strip_prefix('/') {
            let broken = self.broken(from, form, path);
            let (first, rest) = absolute.split_once('/').unwrap_or((absolute, ""));
            let is_file = rest.is_empty() && first.contains('.');
            let is_here = self.names.pages.folders.contains(&path_key(first))
                || form == LinkForm::Image && self.names.asset_paths.has_top();
            return if broken == Problem::Broken(None) && !is_file && !is_here { Problem::Elsewhere } else { broken };
        }
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        if climbed(folder, path).0 > 0 { Problem::Outside } else { self.broken(from, form, path) }
    }

    /// Whether `target`, as written on the page `from`, names a page that is withheld.
    pub(super) fn is_withheld(&self, from: PageIx, target: &str) -> bool {
        self.names.withheld.holds(&self.pages[from].source.path, target)
    }

    pub(super) fn broken(&self, from: PageIx, form: LinkForm, path: &str) -> Problem {
        if self.is_withheld(from, path) {
            return Problem::Withheld;
        }
        let own = &self.pages[from].source.path;
        Problem::Broken(nearest_target(own, form, path, &self.pages, &self.names.pages, &self.names.assets))
    }
}

/// Among so many files of one name a path is looked for by its end.
const MOST_ALIKE: usize = 100;

/// Where pages of a kind are listed.
fn list_of(kind: PageKind) -> String {
    let list = match kind {
        PageKind::Incident => FixedOutput::Incidents,
        PageKind::Term => FixedOutput::Glossary,
        PageKind::Runbook => FixedOutput::Runbooks,
        PageKind::Path => FixedOutput::Paths,
        PageKind::Page => FixedOutput::Pages,
        PageKind::Service => return facet_list(FacetKind::Service),
    };
    list.address().to_owned()
}
