//! The pages by every name they go by: ids, aliases, paths, file names, titles, words of the glossary.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::link::page_paths::PagePaths;
use crate::link::relations::PageIx;
use crate::link::written_targets::{fold, path_key, without_extension};
use crate::model::{Page, PageKind};

/// Pages by every name they go by.
#[derive(Default)]
pub(super) struct PageNames {
    pub(super) ids: HashMap<String, Vec<PageIx>>,
    pub(super) paths: PagePaths,
    pub(super) stems: HashMap<String, Vec<PageIx>>,
    pub(super) titles: HashMap<String, Vec<PageIx>>,
    pub(super) terms: HashMap<String, Vec<PageIx>>,
    /// Folded ids and titles with what to write and the page, sorted: near misses are looked for among those that begin alike.
    pub(super) near: Vec<(String, String, PageIx)>,
    /// `INC` of `INC-214` and the numbers that pages have with it.
    numbers: HashMap<String, Vec<u64>>,
    /// The names of folders that pages stand in, as they are compared.
    pub(super) folders: HashSet<String>,
}

impl PageNames {
    /// Linear in the pages and their names.
    pub(super) fn of(pages: &[Arc<Page>]) -> Self {
        let mut names = Self::default();
        for (ix, page) in pages.iter().enumerate() {
            names.add_page(ix, page);
        }
        names.near.sort();
        names.numbers.values_mut().for_each(|numbers| {
            numbers.sort_unstable();
            numbers.dedup();
        });
        names
    }

    fn add_page(&mut self, ix: PageIx, page: &Page) {
        let path = &page.source.path;
        self.paths.add(ix, page);
        self.folders.extend(path.split('/').rev().skip(1).map(path_key));
        self.ids.entry(fold(&page.id.value)).or_default().push(ix);
        for name in [&page.id.value, &page.title.value] {
            self.near.push((fold(name), name.clone(), ix));
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
            self.near.push((fold(short), short.clone(), ix));
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
            let (prefix, number) = page.id.value[id].rsplit_once('-').unwrap_or_default();
            self.numbers.entry(prefix.to_owned()).or_default().extend(number.parse::<u64>());
        }
    }

    /// Whether every identifier with the prefix of `id` ought to have a page, this one among them: several pages have such an id, it lies
    /// among their numbers, and they have at least half of those. Of tickets, of which few are incidents, most have none.
    pub(super) fn has_all_of(&self, id: &str) -> bool {
        let (prefix, number) = id.rsplit_once('-').unwrap_or_default();
        let (Some(numbers), Ok(number)) = (self.numbers.get(prefix), number.parse::<u64>()) else { return false };
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
        numbers.len() > 1 && (*first..*last).contains(&number) && last - first < 2 * numbers.len() as u64
    }
}
