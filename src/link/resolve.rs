//! One target, as written, becomes a [`Target`]: the one resolver for all five kinds of link and for pictures.

use std::sync::Arc;

use crate::link::data_pictures::{is_data, picture_path};
use crate::link::foreign_targets::{notion_digits, plain_target, vault_name};
use crate::link::heading_anchors::{Place, place_of};
use crate::link::link_problem::Problem;
use crate::link::near_names::near;
use crate::link::relations::{PageIx, Target};
use crate::link::site_places::SitePlaces;
use crate::link::written_targets::{decoded, fold, is_badge, is_identifier, scheme, split_anchor, without_extension};
use crate::model::{FacetKind, LinkForm, Page};

/// Everything that can be linked to, by every name it goes by.
pub(super) struct Resolver {
    places: SitePlaces,
}

type Answer = (Target, Option<Problem>);

impl Resolver {
    /// See [`SitePlaces::new`].
    pub(super) fn new(places: SitePlaces) -> Self {
        Self { places }
    }

    /// The same for versions of the pages that go by the same names.
    pub(super) fn with_pages(&self, pages: &[Arc<Page>]) -> Self {
        Self { places: self.places.with_pages(pages) }
    }

    /// Whether `target`, as written on the page `from`, names a page that is withheld.
    pub(super) fn is_withheld(&self, from: PageIx, target: &str) -> bool {
        self.places.is_withheld(from, target)
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
        let names = &self.places.names.pages;
        let found = names.ids.get(&fold(name)).or_else(|| names.stems.get(&fold(without_extension(name))));
        let found = match found {
            Some(list) => list.clone(),
            None => match self.places.relative_page(from, name).or_else(|| self.places.only_file_named(name)) {
                Some(ix) => vec![ix],
                None => names.titles.get(&fold(name)).cloned().unwrap_or_default(),
            },
        };
        match found.as_slice() {
            [] => Err(self.places.broken(from, LinkForm::Wiki, name)),
            [one] => Ok((*one, None)),
            [first, ..] => Ok((*first, Some(Problem::Ambiguous(found.clone())))),
        }
    }

    /// The facet of `kind` called `name`.
    pub(super) fn facet(&self, kind: FacetKind, name: &str) -> Option<usize> {
        self.places.names.facet_names.get(&(kind, fold(name))).copied()
    }

    fn wiki(&self, from: PageIx, target: &str) -> Answer {
        let (name, anchor) = split_anchor(target);
        if name.is_empty() {
            return self.anchor(from, from, anchor.unwrap_or_default());
        }
        if target.contains("://") && matches!(scheme(target), Some("http" | "https")) {
            return (Target::External(target.trim().to_owned()), None);
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
                    .unwrap_or_else(|| (Target::None, Some(self.places.broken(from, LinkForm::Wiki, rest))));
            }
            if ["incident", "runbook", "path", "page"].contains(&prefix.to_lowercase().trim()) {
                return self.named(from, rest, anchor);
            }
        }
        if self.places.names.pages.ids.contains_key(&fold(name)) || self.places.relative_page(from, name).is_some() {
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
                    let named = || self.places.names.asset_paths.ending(name).map(|path| Target::Asset(path.clone()));
                    let found = self.places.attachment(from, name).or_else(named);
                    found.map_or((Target::None, Some(problem)), |target| (target, None))
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
        let singular = || wanted.strip_suffix('s').and_then(|w| self.places.names.pages.terms.get(w));
        let found = self
            .places
            .names
            .pages
            .terms
            .get(&wanted)
            .or_else(singular)
            .or_else(|| self.places.names.pages.terms.get(wanted.strip_suffix("es")?))?;
        let problem = (found.len() > 1).then(|| Problem::Ambiguous(found.clone()));
        Some((Target::Page(found[0], None), problem))
    }

    fn bare(&self, from: PageIx, id: &str) -> Answer {
        match self.places.names.pages.ids.get(&fold(id)) {
            Some(list) if list.contains(&from) => (Target::None, None),
            Some(list) => (Target::Page(list[0], None), None),
            None => (Target::None, self.places.names.pages.has_all_of(id).then_some(Problem::UnknownId)),
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
                let exported = notion_digits(target).and_then(|digits| self.places.names.pages.paths.exported(digits));
                let target = exported.map_or_else(|| Target::External(target.to_owned()), |ix| Target::Page(ix, None));
                return (target, None);
            }
            Some(_) => return (Target::None, Some(Problem::Unsafe)),
            None if target.starts_with("//") => return (Target::External(format!("https:{target}")), None),
            None => {}
        }
        let (path, anchor) = split_anchor(target);
        let path = decoded(path.split('?').next().unwrap_or(path));
        match self.places.at(from, &path) {
            Some(Target::Page(page, _)) => return self.page_at(from, page, anchor),
            Some(target) => return (target, None),
            None => {}
        }
        if is_identifier(&path) && self.places.names.pages.ids.contains_key(&fold(&path)) {
            return self.named(from, &path, anchor);
        }
        let withheld = self.places.names.withheld.is_path(&self.places.pages[from].source.path, &path);
        match self.places.only_file_named(&path).filter(|_| !withheld) {
            Some(page) => self.page_at(from, page, anchor),
            None => (Target::None, Some(self.places.nowhere(from, LinkForm::Inline, &path))),
        }
    }

    fn image(&self, from: PageIx, target: &str) -> Answer {
        let target = plain_target(target);
        let target = target.as_ref();
        match scheme(target) {
            Some("http" | "https") => {
                let problem = (!is_badge(target)).then_some(Problem::Remote);
                return (Target::RemoteImage(target.to_owned()), problem);
            }
            Some(_) => return self.picture_in_page(target),
            None if target.starts_with("//") => {
                return (Target::RemoteImage(format!("https:{target}")), Some(Problem::Remote));
            }
            None => {}
        }
        let (path, anchor) = split_anchor(target);
        let path = decoded(path.split('?').next().unwrap_or(path));
        if let Some(target) = self.places.attachment(from, &path) {
            return (target, None);
        }
        // An Obsidian embed names a file anywhere in the vault.
        let name = path.rsplit('/').next().unwrap_or(&path);
        if let Some(found) = self.places.names.asset_paths.ending(&path) {
            return (Target::Asset(found.clone()), None);
        }
        if let Some(page) = self.places.relative_page(from, &path) {
            return self.page_at(from, page, anchor);
        }
        // So does one of a note, which has no ending.
        if !name.contains('.') && self.page(from, &path).is_ok() {
            return self.named(from, &path, anchor);
        }
        let problem = match self.places.nowhere(from, LinkForm::Image, &path) {
            Problem::Broken(near) => Problem::Missing(near),
            problem => problem,
        };
        (Target::None, Some(problem))
    }

    /// The file for a picture that is written as a `data:` address.
    fn picture_in_page(&self, target: &str) -> Answer {
        let path = picture_path(target).filter(|path| self.places.names.assets.files.contains_key(path));
        let problem = if is_data(target) { Problem::UnreadPicture } else { Problem::Unsafe };
        path.map_or((Target::None, Some(problem)), |path| (Target::Asset(path), None))
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
        match place_of(&self.places.pages[page], anchor) {
            Place::Heading(anchor) if own => (Target::Anchor(anchor), None),
            Place::Heading(anchor) => (Target::Page(page, Some(anchor)), None),
            // A link to the page that it stands on leads to its top.
            Place::Page if own => (Target::Anchor(String::from("top")), None),
            Place::Page => (Target::Page(page, None), None),
            Place::Nowhere => {
                let wanted = decoded(anchor);
                let page_of = &self.places.pages[page];
                let anchors = page_of
                    .sections
                    .iter()
                    .chain(&page_of.inner_headings)
                    .take(300)
                    .map(|section| section.anchor.as_str());
                let near = near(&wanted, anchors.map(|anchor| (anchor, anchor))).map(|anchor| format!("#{anchor}"));
                (if own { Target::None } else { Target::Page(page, None) }, Some(Problem::Anchor(near)))
            }
        }
    }

    fn near_facet(&self, kind: FacetKind, name: &str) -> Option<String> {
        let facets = self.places.names.facets.get(&kind)?;
        let found = near(name, facets.iter().map(|facet| (facet.id.as_str(), facet.id.as_str())))?;
        Some(format!("[[{}:{found}]]", kind.word()))
    }
}
