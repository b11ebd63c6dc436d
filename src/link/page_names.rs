//! The pages by every name they go by: ids, aliases, paths, file names, titles, words of the glossary.

use std::collections::HashMap;
use std::sync::Arc;

use crate::link::relations::PageIx;
use crate::link::written_targets::{fold, without_extension};
use crate::model::{Page, PageKind};

/// Pages by every name they go by.
#[derive(Default)]
pub(super) struct PageNames {
    pub(super) ids: HashMap<String, Vec<PageIx>>,
    pub(super) paths: HashMap<String, PageIx>,
    pub(super) stems: HashMap<String, Vec<PageIx>>,
    pub(super) titles: HashMap<String, Vec<PageIx>>,
    pub(super) terms: HashMap<String, Vec<PageIx>>,
    /// Folded ids and titles with what to write, sorted: near misses are looked for among those that begin alike.
    pub(super) near: Vec<(String, String)>,
    /// `INC` of `INC-214`, for identifiers that no page has.
    pub(super) prefixes: Vec<String>,
}

impl PageNames {
    /// Linear in the pages and their names.
    pub(super) fn of(pages: &[Arc<Page>]) -> Self {
        let mut names = Self::default();
        for (ix, page) in pages.iter().enumerate() {
            names.add_page(ix, page);
        }
        names.prefixes.sort();
        names.prefixes.dedup();
        names.near.sort();
        names
    }

    fn add_page(&mut self, ix: PageIx, page: &Page) {
        let path = &page.source.path;
        self.paths.entry(path.to_lowercase()).or_insert(ix);
        self.ids.entry(fold(&page.id.value)).or_default().push(ix);
        for name in [&page.id.value, &page.title.value] {
            self.near.push((fold(name), name.clone()));
        }
        for alias in &page.aliases {
            let known = self.ids.entry(fold(&alias.value)).or_default();
            if !known.contains(&ix) {
                known.push(ix);
            }
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = without_extension(name);
        let stem = if stem.eq_ignore_ascii_case("index") { path.rsplit('/').nth(1).unwrap_or(stem) } else { stem };
        self.stems.entry(fold(stem)).or_default().push(ix);
        self.titles.entry(fold(&page.title.value)).or_default().push(ix);
        if let Some(short) = &page.short_title {
            self.titles.entry(fold(short)).or_default().push(ix);
            self.near.push((fold(short), short.clone()));
        }
        if page.kind == PageKind::Term {
            for name in [&page.title.value].into_iter().chain(page.aliases.iter().map(|a| &a.value)) {
                let known = self.terms.entry(fold(name)).or_default();
                if !known.contains(&ix) {
                    known.push(ix);
                }
            }
        }
        if page.kind == PageKind::Incident
            && let Some(id) = crate::parse::bare_ids(&page.id.value).next().filter(|id| id.len() == page.id.value.len())
        {
            let prefix = page.id.value[id].rsplit_once('-').map_or("", |(prefix, _)| prefix);
            self.prefixes.push(prefix.to_owned());
        }
    }
}
