//! A page whose words do not tell its language is in that of the pages around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Config, LangFrom, Page, Source};
use crate::parse::parse_among;
use crate::pipeline::KeptPages;

/// How many pages of a folder are in which language.
type Counts<'p> = BTreeMap<&'p str, usize>;

/// The pages, those without a language of their own read in that of most pages of their folder, of the nearest folder above it that has
/// one, or of the site. `pages` are those of `files`, in their order; those that do not count, by place, are neither asked nor read again.
pub(super) fn settled(
    files: &[Arc<Source>],
    config: &Config,
    mut pages: Vec<Arc<Page>>,
    counts: impl Fn(usize) -> bool + Sync,
    kept: Option<&KeptPages>,
) -> Vec<Arc<Page>> {
    let changed: Vec<(usize, Arc<Page>)> = {
        let usual = usual_languages(&pages, &counts);
        let wanted = |page: &Page| folders(&page.source.path).find_map(|folder| usual.get(folder).copied());
        let undecided = pages.par_iter().enumerate().filter(|(_, page)| page.lang_from == LangFrom::Around);
        let read_anew = undecided.filter(|(at, _)| counts(*at)).filter_map(|(at, page)| {
            let wanted = wanted(page).unwrap_or(&config.lang);
            let known = || kept.and_then(|kept| kept.page(&page.source, wanted));
            let read = || known().unwrap_or_else(|| parse_among(&page.source, config, wanted));
            (page.lang != wanted && Arc::ptr_eq(&page.source, &files[at])).then(|| (at, Arc::new(read())))
        });
        read_anew.collect()
    };
    for (at, page) in changed {
        pages[at] = page;
    }
    pages
}

/// The folders above a path, the nearest first; the content folder itself is the empty one.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| match path.rsplit_once('/') {
        Some((above, _)) => Some(above),
        None => (!path.is_empty()).then_some(""),
    })
    .skip(1)
}

/// The language that more than half of the pages in each folder, and below it, say that they are in.
fn usual_languages<'p>(pages: &'p [Arc<Page>], counts: &impl Fn(usize) -> bool) -> BTreeMap<&'p str, &'p str> {
    let counting = pages.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, page)| page);
    let mut folder_counts: BTreeMap<&str, Counts<'_>> = BTreeMap::new();
    // A folder named for a language says nothing of the texts beside it.
    for page in counting.filter(|page| matches!(page.lang_from, LangFrom::Stated | LangFrom::Text)) {
        for folder in folders(&page.source.path) {
            *folder_counts.entry(folder).or_default().entry(&page.lang).or_default() += 1;
        }
    }
    let mut found = BTreeMap::new();
    for (folder, counts) in folder_counts {
        let all: usize = counts.values().sum();
        found.extend(counts.into_iter().find(|(_, count)| count * 2 > all).map(|(most, _)| (folder, most)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_above_a_path() {
        assert_eq!(folders("a/b/c.md").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(folders("c.md").collect::<Vec<_>>(), [""]);
    }
}
