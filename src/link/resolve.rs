//! One target, as written, becomes a [`Target`]: the one resolver for all five kinds of link and for pictures.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::addresses::{FixedOutput, facet_list};
use crate::link::asset_paths::AssetPaths;
use crate::link::foreign_targets::{notion_digits, plain_target, vault_name};
use crate::link::heading_anchors::{Place, place_of};
use crate::link::inputs::Inputs;
use crate::link::link_problem::Problem;
use crate::link::near_names::{near, nearest_target};
use crate::link::page_names::PageNames;
use crate::link::relations::{Facet, PageIx, Target};
use crate::link::withheld_names::Unpublished;
use crate::link::written_targets::{
    Base, bases, climbed, decoded, fold, is_identifier, path_key, scheme, split_anchor, without_extension,
};
use crate::load::Assets;
use crate::model::{FacetKind, LinkForm, Page, PageKind};

/// Everything that can be linked to, by every name it goes by.
pub(super) struct Resolver {
    /// The pages: of their prose nothing is read, of their headings everything.
    pages: Vec<Arc<Page>>,
    names: Arc<Names>,
}

/// Every name, and what goes by it.
struct Names {
    pages: PageNames,
    facets: Arc<BTreeMap<FacetKind, Vec<Facet>>>,
    assets: Arc<Assets>,
    asset_paths: AssetPaths,
    facet_names: HashMap<(FacetKind, String), usize>,
    by_address: HashMap<String, Target>,
    /// Addresses of the site's own lists and files.
    lists: HashSet<String>,
    withheld: Arc<Unpublished>,
}

type Answer = (Target, Option<Problem>);

impl Resolver {
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

    /// Where `target`, written as `form` on the page `from`, leads.
    pub(super) fn resolve(&self, from: PageIx, form: LinkForm, target: &str) -> Answer {
        match form {
            LinkForm::Wiki => self.wiki(from, target),
            LinkForm::Bare => self.bare(from, target),
            LinkForm::Inline => self.inline(from, target),
            LinkForm::Image => self.image(from, target),
        }
    }

    /// A page named by id, alias, path, file name or title, in that order; used by front matter too.
    pub(super) fn page(&self, from: PageIx, name: &str) -> Result<(PageIx, Option<Problem>), Problem> {
        self.page_named(from, LinkForm::Wiki, name)
    }

    fn page_named(&self, from: PageIx, form: LinkForm, name: &str) -> Result<(PageIx, Option<Problem>), Problem> {
        let name = name.trim().trim_end_matches('/');
        let names = &self.names.pages;
        let found = names.ids.get(&fold(name)).or_else(|| names.stems.get(&fold(without_extension(name))));
        let found = match found {
            Some(list) => list.clone(),
            None => match self.relative_page(from, name) {
                Some(ix) => vec![ix],
                None => names.titles.get(&fold(name)).cloned().unwrap_or_default(),
            },
        };
        match found.as_slice() {
            [] => Err(self.broken(from, form, name)),
            [one] => Ok((*one, None)),
            [first, ..] => Ok((*first, Some(Problem::Ambiguous(found.clone())))),
        }
    }

    /// The facet of `kind` called `name`.
    pub(super) fn facet(&self, kind: FacetKind, name: &str) -> Option<usize> {
        self.names.facet_names.get(&(kind, fold(name))).copied()
    }

    fn wiki(&self, from: PageIx, target: &str) -> Answer {
        let (name, anchor) = split_anchor(target);
        if name.is_empty() {
            return self.anchor(from, from, anchor.unwrap_or_default());
        }
        if let Some((prefix, rest)) = name.split_once(':') {
            let kind = FacetKind::ALL.iter().copied().find(|k| k.word().eq_ignore_ascii_case(prefix.trim()));
            if let Some(kind) = kind {
                return match self.facet(kind, rest) {
                    Some(ix) => (Target::Facet(kind, ix), None),
                    None => (Target::None, Some(Problem::Broken(self.near_facet(kind, rest)))),
                };
            }
            if ["term", "glossary"].contains(&prefix.to_lowercase().trim()) {
                return self
                    .term(rest)
                    .unwrap_or_else(|| (Target::None, Some(self.broken(from, LinkForm::Wiki, rest))));
            }
            if ["incident", "runbook", "path", "page"].contains(&prefix.to_lowercase().trim()) {
                return self.named(from, rest, anchor);
            }
        }
        if self.names.pages.ids.contains_key(&fold(name)) || self.relative_page(from, name).is_some() {
            return self.named(from, name, anchor);
        }
        if let Some(answer) = self.term(name) {
            return answer;
        }
        match self.page(from, name) {
            Ok(_) => self.named(from, name, anchor),
            Err(problem) => match self.facet(FacetKind::Service, name) {
                Some(ix) => (Target::Facet(FacetKind::Service, ix), None),
                None => {
                    let named = || self.names.asset_paths.named(name).map(|path| self.copied(path));
                    self.attachment(from, name).or_else(named).unwrap_or((Target::None, Some(problem)))
                }
            },
        }
    }

    fn named(&self, from: PageIx, name: &str, anchor: Option<&str>) -> Answer {
        match self.page(from, name) {
            Err(problem) => (Target::None, Some(problem)),
            Ok((page, problem)) => match anchor {
                None => (Target::Page(page, None), problem),
                Some(anchor) => {
                    let (target, anchor_problem) = self.anchor(from, page, anchor);
                    (target, problem.or(anchor_problem))
                }
            },
        }
    }

    fn term(&self, name: &str) -> Option<Answer> {
        let wanted = fold(name);
        let singular = || wanted.strip_suffix('s').and_then(|w| self.names.pages.terms.get(w));
        let found = self
            .names
            .pages
            .terms
            .get(&wanted)
            .or_else(singular)
            .or_else(|| self.names.pages.terms.get(wanted.strip_suffix("es")?))?;
        let problem = (found.len() > 1).then(|| Problem::Ambiguous(found.clone()));
        Some((Target::Page(found[0], None), problem))
    }

    fn bare(&self, from: PageIx, id: &str) -> Answer {
        match self.names.pages.ids.get(&fold(id)) {
            Some(list) if list.contains(&from) => (Target::None, None),
            Some(list) => (Target::Page(list[0], None), None),
            None => (Target::None, self.names.pages.has_all_of(id).then_some(Problem::UnknownId)),
        }
    }

    fn inline(&self, from: PageIx, target: &str) -> Answer {
        if target.is_empty() {
            return (Target::None, Some(Problem::Broken(None)));
        }
        if let Some(name) = vault_name(target) {
            return self.wiki(from, &name);
        }
        let target = plain_target(target);
        let target = target.as_ref();
        if let Some(anchor) = target.strip_prefix('#') {
            return self.anchor(from, from, anchor);
        }
        match scheme(target) {
            Some("http" | "https" | "mailto" | "tel") => {
                let exported = notion_digits(target).and_then(|digits| self.names.pages.paths.exported(digits));
                let target = exported.map_or_else(|| Target::External(target.to_owned()), |ix| Target::Page(ix, None));
                return (target, None);
            }
            Some(_) => return (Target::None, Some(Problem::Unsafe)),
            None if target.starts_with("//") => return (Target::External(format!("https:{target}")), None),
            None => {}
        }
        let (path, anchor) = split_anchor(target);
        let path = decoded(path.split('?').next().unwrap_or(path));
        match self.at(from, &path) {
            Some(Target::Page(page, _)) => return self.page_at(from, page, anchor),
            Some(target) => return (target, None),
            None => {}
        }
        if is_identifier(&path) && self.names.pages.ids.contains_key(&fold(&path)) {
            return self.named(from, &path, anchor);
        }
        let withheld = self.names.withheld.is_path(&self.pages[from].source.path, &path);
        match self.only_file_named(&path).filter(|_| !withheld) {
            Some(page) => self.page_at(from, page, anchor),
            None => (Target::None, Some(self.nowhere(from, LinkForm::Inline, &path))),
        }
    }

    /// The one page whose file has this name, wherever it is: Obsidian and Hugo write no more than the name where that is enough.
    fn only_file_named(&self, name: &str) -> Option<PageIx> {
        if name.contains('/') || without_extension(name) == name {
            return None;
        }
        let file = |ix: &&PageIx| {
            let path = &self.pages[**ix].source.path;
            path_key(path.rsplit('/').next().unwrap_or(path)) == path_key(name)
        };
        let mut found = self.names.pages.stems.get(&fold(without_extension(name)))?.iter().filter(file);
        found.next().copied().filter(|_| found.next().is_none())
    }

    fn image(&self, from: PageIx, target: &str) -> Answer {
        let target = plain_target(target);
        let target = target.as_ref();
        match scheme(target) {
            Some("http" | "https") => return (Target::RemoteImage(target.to_owned()), Some(Problem::Remote)),
            Some(_) => return (Target::None, Some(Problem::Unsafe)),
            None if target.starts_with("//") => {
                return (Target::RemoteImage(format!("https:{target}")), Some(Problem::Remote));
            }
            None => {}
        }
        let (path, _) = split_anchor(target);
        let path = decoded(path.split('?').next().unwrap_or(path));
        if let Some(answer) = self.attachment(from, &path) {
            return answer;
        }
        // An Obsidian embed names a file anywhere in the vault.
        let name = path.rsplit('/').next().unwrap_or(&path);
        if path == name
            && let Some(found) = self.names.asset_paths.named(name)
        {
            return self.copied(found);
        }
        if let Some(page) = self.relative_page(from, &path) {
            return (Target::Page(page, None), None);
        }
        let problem = match self.nowhere(from, LinkForm::Image, &path) {
            Problem::Broken(near) => Problem::Missing(near),
            problem => problem,
        };
        (Target::None, Some(problem))
    }

    /// A page, and a heading of it where one is named.
    fn page_at(&self, from: PageIx, page: PageIx, anchor: Option<&str>) -> Answer {
        match anchor.filter(|anchor| !anchor.is_empty()) {
            Some(anchor) => self.anchor(from, page, anchor),
            None => (Target::Page(page, None), None),
        }
    }

    /// A heading of `page`.
    fn anchor(&self, from: PageIx, page: PageIx, anchor: &str) -> Answer {
        let own = page == from;
        match place_of(&self.pages[page], anchor) {
            Place::Heading(anchor) if own => (Target::Anchor(anchor), None),
            Place::Heading(anchor) => (Target::Page(page, Some(anchor)), None),
            // A link to the page that it stands on leads to its top.
            Place::Page if own => (Target::Anchor(String::from("top")), None),
            Place::Page => (Target::Page(page, None), None),
            Place::Nowhere => {
                let wanted = decoded(anchor);
                let anchors = self.pages[page].sections.iter().take(300).map(|section| section.anchor.as_str());
                let near = near(&wanted, anchors.map(|anchor| (anchor, anchor))).map(|anchor| format!("#{anchor}"));
                (if own { Target::None } else { Target::Page(page, None) }, Some(Problem::Anchor(near)))
            }
        }
    }

    /// A page by a relative or site-absolute path, in the ways generators write them.
    fn relative_page(&self, from: PageIx, path: &str) -> Option<PageIx> {
        let bases = bases(&self.pages[from].source.path, path.trim_end_matches('/'));
        let wholes: Vec<String> = bases.iter().map(Base::whole).collect();
        let paths = &self.names.pages.paths;
        wholes.iter().find_map(|base| paths.file(base)).or_else(|| wholes.iter().find_map(|base| paths.served(base)))
    }

    /// What is at `path`, as written on the page `from`: a page, a list, a file; at the first of the places that it may mean.
    fn at(&self, from: PageIx, path: &str) -> Option<Target> {
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

    fn attachment(&self, from: PageIx, path: &str) -> Option<Answer> {
        let bases = bases(&self.pages[from].source.path, path);
        let (paths, assets) = (&self.names.asset_paths, &self.names.assets);
        let file = bases.iter().find_map(|base| paths.file(assets, &base.whole()));
        let found = file.or_else(|| bases.iter().find_map(|base| paths.served(assets, base)))?;
        Some(self.copied(found))
    }

    fn copied(&self, path: &str) -> Answer {
        (Target::Asset(path.to_owned()), None)
    }

    /// Why nothing is at `path`.
    fn nowhere(&self, from: PageIx, form: LinkForm, path: &str) -> Problem {
        let own = &self.pages[from].source.path;
        if self.names.withheld.is_path(own, path) {
            return Problem::Withheld;
        }
        if let Some(absolute) = path.strip_prefix('/') {
            let broken = self.broken(from, form, path);
            let (first, rest) = absolute.split_once('/').unwrap_or((absolute, ""));
            let is_file = rest.is_empty() && first.contains('.');
            let is_here = self.names.pages.folders.contains(&path_key(first));
            return if broken == Problem::Broken(None) && !is_file && !is_here { Problem::Elsewhere } else { broken };
        }
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        if climbed(folder, path).0 > 0 { Problem::Outside } else { self.broken(from, form, path) }
    }

    /// Whether `target`, as written on the page `from`, names a page that is withheld.
    pub(super) fn is_withheld(&self, from: PageIx, target: &str) -> bool {
        self.names.withheld.holds(&self.pages[from].source.path, target)
    }

    fn broken(&self, from: PageIx, form: LinkForm, path: &str) -> Problem {
        if self.is_withheld(from, path) {
            return Problem::Withheld;
        }
        let own = &self.pages[from].source.path;
        Problem::Broken(nearest_target(own, form, path, &self.pages, &self.names.pages, &self.names.assets))
    }

    fn near_facet(&self, kind: FacetKind, name: &str) -> Option<String> {
        let facets = self.names.facets.get(&kind)?;
        let found = near(name, facets.iter().map(|facet| (facet.id.as_str(), facet.id.as_str())))?;
        Some(format!("[[{}:{found}]]", kind.word()))
    }
}

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
