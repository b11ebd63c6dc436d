//! One target, as written, becomes a [`Target`]: the one resolver for all five kinds of link and for pictures.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diag::nearest;
use crate::link::inputs::Inputs;
use crate::link::link_problem::Problem;
use crate::link::page_names::PageNames;
use crate::link::relations::{Facet, PageIx, Target};
use crate::link::withheld_names::Unpublished;
use crate::link::written_targets::{
    candidates, decoded, fold, is_identifier, join, scheme, spellings, split_anchor, without_extension,
};
use crate::load::Assets;
use crate::model::{FacetKind, LinkForm, Page};

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
        let name = name.trim().trim_end_matches('/');
        let found = self
            .names
            .pages
            .ids
            .get(&fold(name))
            .or_else(|| self.names.pages.stems.get(&fold(without_extension(name))));
        let found = match found {
            Some(list) => list.clone(),
            None => match self.relative_page(from, name) {
                Some(ix) => vec![ix],
                None => self.names.pages.titles.get(&fold(name)).cloned().unwrap_or_default(),
            },
        };
        match found.as_slice() {
            [] => Err(self.broken(from, name)),
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
            return self.anchor(from, from, anchor.unwrap_or_default(), true);
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
                return self.term(rest).unwrap_or_else(|| (Target::None, Some(self.broken(from, rest))));
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
                None => self.attachment(from, name).unwrap_or((Target::None, Some(problem))),
            },
        }
    }

    fn named(&self, from: PageIx, name: &str, anchor: Option<&str>) -> Answer {
        match self.page(from, name) {
            Err(problem) => (Target::None, Some(problem)),
            Ok((page, problem)) => match anchor {
                None => (Target::Page(page, None), problem),
                Some(anchor) => {
                    let (target, anchor_problem) = self.anchor(from, page, anchor, true);
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
            None => {
                let prefix = id.rsplit_once('-').map_or("", |(prefix, _)| prefix);
                let ours = self.names.pages.prefixes.binary_search_by(|p| p.as_str().cmp(prefix)).is_ok();
                (Target::None, ours.then_some(Problem::UnknownId))
            }
        }
    }

    fn inline(&self, from: PageIx, target: &str) -> Answer {
        if target.is_empty() {
            return (Target::None, Some(Problem::Broken(None)));
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return self.anchor(from, from, anchor, false);
        }
        match scheme(target) {
            Some("http" | "https" | "mailto" | "tel") => return (Target::External(target.to_owned()), None),
            Some(_) => return (Target::None, Some(Problem::Unsafe)),
            None if target.starts_with("//") => return (Target::External(format!("https:{target}")), None),
            None => {}
        }
        let (path, anchor) = split_anchor(target);
        let path = decoded(path.split('?').next().unwrap_or(path));
        if let Some(page) = self.relative_page(from, &path) {
            return match anchor.filter(|a| !a.is_empty()) {
                Some(anchor) => self.anchor(from, page, anchor, false),
                None => (Target::Page(page, None), None),
            };
        }
        let own = || self.generated(from, &path).or_else(|| self.attachment(from, &path));
        if let Some(answer) = own().or_else(|| self.list(from, &path)) {
            return answer;
        }
        if is_identifier(&path) && self.names.pages.ids.contains_key(&fold(&path)) {
            return self.named(from, &path, anchor);
        }
        if self.names.withheld.is_path(&self.pages[from].source.path, &path) {
            return (Target::None, Some(Problem::Withheld));
        }
        (Target::None, Some(self.broken(from, &path)))
    }

    fn image(&self, from: PageIx, target: &str) -> Answer {
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
            && let Some(found) = self.names.assets.files.keys().find(|key| key.rsplit('/').next() == Some(name))
        {
            return self.copied(found);
        }
        if let Some(page) = self.relative_page(from, &path) {
            return (Target::Page(page, None), None);
        }
        if self.names.withheld.is_path(&self.pages[from].source.path, &path) {
            return (Target::None, Some(Problem::Withheld));
        }
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let alike = self.names.assets.files.keys().filter(|key| key.ends_with(extension));
        let near = nearest(name, alike.map(|key| key.rsplit('/').next().unwrap_or(key)));
        (Target::None, Some(Problem::Missing(near.map(str::to_owned))))
    }

    /// A heading of `page`.
    fn anchor(&self, from: PageIx, page: PageIx, anchor: &str, loose: bool) -> Answer {
        let wanted = decoded(anchor);
        let sections = &self.pages[page].sections;
        let found = sections.iter().find(|s| s.anchor == wanted).or_else(|| {
            let same = |s: &&crate::model::Section| {
                s.anchor.eq_ignore_ascii_case(&wanted) || (loose && fold(&s.title) == fold(&wanted))
            };
            sections.iter().find(same)
        });
        let target =
            |anchor: String| if page == from { Target::Anchor(anchor) } else { Target::Page(page, Some(anchor)) };
        if let Some(section) = found {
            return (target(section.anchor.clone()), None);
        }
        if ["top", ""].contains(&wanted.as_str()) || wanted.starts_with("fn") {
            return (target(wanted), None);
        }
        let near = nearest(&wanted, sections.iter().take(300).map(|s| s.anchor.as_str())).map(|a| format!("#{a}"));
        let target = if page == from { Target::None } else { Target::Page(page, None) };
        (target, Some(Problem::Anchor(near)))
    }

    /// A page by a relative or site-absolute path, in the ways generators write them.
    fn relative_page(&self, from: PageIx, path: &str) -> Option<PageIx> {
        let path = path.trim_end_matches('/');
        candidates(&self.pages[from].source.path, path).into_iter().find_map(|base| {
            spellings(&base).iter().find_map(|p| self.names.pages.paths.get(p.trim_start_matches('/')).copied())
        })
    }

    /// A generated page, by its address.
    fn generated(&self, from: PageIx, path: &str) -> Option<Answer> {
        for base in candidates(&self.pages[from].source.path, path) {
            let base = base.trim_matches('/');
            let wanted = if base.ends_with(".html") { base.to_owned() } else { format!("{base}.html") };
            if let Some(target) = self.names.by_address.get(wanted.as_str()) {
                return Some((target.clone(), None));
            }
        }
        None
    }

    /// A list or file of the site's own, by its address or by that of its folder.
    fn list(&self, from: PageIx, path: &str) -> Option<Answer> {
        candidates(&self.pages[from].source.path, path).into_iter().find_map(|base| {
            let base = base.trim_matches('/');
            let spelt = [base.to_owned(), format!("{base}.html"), format!("{base}/index.html")];
            let found = spelt.into_iter().find(|address| self.names.lists.contains(address))?;
            Some((Target::Generated(found), None))
        })
    }

    fn attachment(&self, from: PageIx, path: &str) -> Option<Answer> {
        let found = candidates(&self.pages[from].source.path, path)
            .into_iter()
            .find_map(|base| self.names.assets.files.get_key_value(&base))?;
        Some(self.copied(found.0))
    }

    fn copied(&self, path: &str) -> Answer {
        (Target::Asset(path.to_owned()), None)
    }

    /// Whether `target`, as written on the page `from`, names a page that is withheld.
    pub(super) fn is_withheld(&self, from: PageIx, target: &str) -> bool {
        self.names.withheld.holds(&self.pages[from].source.path, target)
    }

    fn broken(&self, from: PageIx, path: &str) -> Problem {
        if self.is_withheld(from, path) {
            return Problem::Withheld;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = self.pages[from].source.path.rsplit_once('/').map_or("", |(f, _)| f);
        let in_folder = join(own, folder).unwrap_or_default();
        let siblings = self
            .pages
            .iter()
            .filter(|p| !in_folder.is_empty() && p.source.path.rsplit_once('/').map_or("", |(f, _)| f) == in_folder);
        let near = nearest(name, siblings.map(|p| p.source.path.rsplit('/').next().unwrap_or("")));
        if let Some(near) = near {
            return Problem::Broken(Some(if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") }));
        }
        if crate::parse::bare_ids(name).next().is_some_and(|id| id.len() == name.len()) {
            // The nearest number is another incident, not a misspelling.
            return Problem::Broken(None);
        }
        let wanted = fold(without_extension(name));
        let start: String = wanted.chars().take(2).collect();
        let from = self.names.pages.near.partition_point(|(folded, _)| *folded < start);
        let alike =
            self.names.pages.near[from..].iter().take_while(|(folded, _)| folded.starts_with(&start)).take(2_000);
        let near = nearest(&wanted, alike.clone().map(|(folded, _)| folded.as_str()));
        let shown = near.and_then(|near| alike.clone().find(|(folded, _)| folded == near));
        Problem::Broken(shown.map(|(_, name)| format!("[[{name}]]")))
    }

    fn near_facet(&self, kind: FacetKind, name: &str) -> Option<String> {
        let facets = self.names.facets.get(&kind)?;
        nearest(name, facets.iter().map(|f| f.id.as_str())).map(|id| format!("[[{}:{id}]]", kind.word()))
    }
}
