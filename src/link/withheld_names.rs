//! Pages that are withheld become names that nothing may print: paths, ids, titles, aliases, names of files.

use std::collections::HashSet;
use std::sync::Arc;

use crate::link::link_findings;
use crate::link::link_problem::Problem;
use crate::link::written_targets::{
    candidates, decoded, fold, path_key, scheme, spellings, split_anchor, without_extension,
};
use crate::model::{Detail, Page, Reference, Span, folder_class};

/// What leads to a page that exists and is in no published build.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unpublished {
    /// Paths in small letters.
    paths: HashSet<String>,
    /// Folded names that no published page goes by.
    names: HashSet<String>,
    /// Paths of published pages that may be written as that of a withheld one is: `a.md` beside `a.markdown`.
    published: HashSet<String>,
}

impl Unpublished {
    /// The names of `withheld` that none of `published` has.
    pub fn new(withheld: &[Arc<Page>], published: &[Arc<Page>]) -> Self {
        let mut names: HashSet<String> =
            withheld.iter().flat_map(|page| names(page)).filter(|name| !name.is_empty()).collect();
        if !names.is_empty() {
            for name in published.iter().flat_map(|page| self::names(page)) {
                names.remove(&name);
            }
        }
        let paths: HashSet<String> = withheld.iter().map(|page| path_key(&page.source.path)).collect();
        let stems: HashSet<&str> = paths.iter().map(|path| bare(path)).collect();
        let published = published.iter().map(|page| path_key(&page.source.path));
        let published = published.filter(|path| !stems.is_empty() && stems.contains(bare(path))).collect();
        Self { paths, names, published }
    }

    /// The same with files that are no pages, by path below the content folder.
    #[must_use]
    pub fn with_files(mut self, paths: &[String]) -> Self {
        self.paths.extend(paths.iter().map(|path| path_key(path)));
        self
    }

    /// Whether `target`, as written on the page at `own`, names a page that is withheld, or a place where such pages are.
    pub(super) fn holds(&self, own: &str, target: &str) -> bool {
        let target = target.trim().trim_start_matches("[[").trim_end_matches("]]");
        if target.contains("://") {
            return false;
        }
        let (target, _) = split_anchor(target.split(['|', '?']).next().unwrap_or(target));
        let target = decoded(unprefixed(target));
        let path = target.trim_end_matches('/');
        let name = without_extension(path.rsplit('/').next().unwrap_or(path));
        path.split('/').rev().skip(1).any(|folder| folder_class(folder).is_some())
            || self.names.contains(&fold(path))
            || self.names.contains(&fold(name))
            || self.is_path(own, path)
    }

    /// Whether `path`, as written on the page at `own`, is that of a withheld page.
    pub(super) fn is_path(&self, own: &str, path: &str) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let all: Vec<String> = candidates(own, path).iter().flat_map(|base| spellings(base)).collect();
        let is_of = |paths: &HashSet<String>| all.iter().any(|path| paths.contains(path.trim_start_matches('/')));
        is_of(&self.paths) && !is_of(&self.published)
    }

    /// `page` without what its front matter and its lists say of withheld pages and nothing resolves later, with a finding for each;
    /// `None` where it says nothing of them.
    pub fn cut(&self, page: &Page) -> Option<Page> {
        let own = &page.source.path;
        let names = |reference: &Reference| {
            let written = [reference.url.as_ref(), reference.title.as_ref()].into_iter().flatten();
            written.into_iter().find(|written| self.holds(own, written)).cloned()
        };
        let mut cut: Vec<(String, Span)> =
            page.refs.iter().filter_map(|reference| Some((names(reference)?, reference.span.clone()))).collect();
        if let Detail::Term(term) = &page.detail {
            let hidden = term.see_also.iter().filter(|other| self.holds(own, &other.value));
            cut.extend(hidden.map(|other| (other.value.clone(), other.span.clone())));
        }
        if cut.is_empty() {
            return None;
        }
        let mut left = page.clone();
        left.refs.retain(|reference| names(reference).is_none());
        if let Detail::Term(term) = &mut left.detail {
            term.see_also.retain(|other| !self.holds(own, &other.value));
        }
        // Links in the body have findings of their own.
        cut.retain(|(_, span)| span.start < page.body_start);
        let finding =
            |(target, span): (String, Span)| link_findings::named(page, &target, &span, &Problem::Withheld, &[]);
        left.diagnostics.extend(cut.into_iter().map(finding));
        Some(left)
    }
}

/// A path without its ending, and without the name of an index.
fn bare(path: &str) -> &str {
    let stem = without_extension(path);
    ["/index", "/_index", "/readme"].iter().find_map(|index| stem.strip_suffix(index)).unwrap_or(stem)
}

/// Everything a page goes by, folded.
fn names(page: &Page) -> impl Iterator<Item = String> {
    let path = &page.source.path;
    let stem = without_extension(path.rsplit('/').next().unwrap_or(path));
    let stem = if stem.eq_ignore_ascii_case("index") { path.rsplit('/').nth(1).unwrap_or(stem) } else { stem };
    let aliases = page.aliases.iter().map(|alias| alias.value.as_str());
    let names =
        [page.id.value.as_str(), page.title.value.as_str(), stem].into_iter().chain(page.short_title.as_deref());
    let names = names.chain(aliases);
    names.map(fold).collect::<Vec<_>>().into_iter()
}

/// `secret` of `runbook:secret`.
fn unprefixed(target: &str) -> &str {
    match target.split_once(':') {
        Some((_, rest)) if scheme(target) == Some("other") => rest,
        _ => target,
    }
}
