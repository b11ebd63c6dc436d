//! Paths become the folders that readers know write-ups by, with a name a person would give each.
//!
//! What all paths begin with tells nothing apart, and neither do names such as `content`, `en`, `blog`, `incidents` or `2024`: the first
//! name that is left does. Where hardly two write-ups share one, there are none.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::link::PageIx;
use crate::model::{Page, PageKind, without_export_digits};

/// Names of folders that say how a site is made or what kind of page is in them.
const GENERIC: [&str; 37] = [
    "_posts",
    "advisories",
    "archive",
    "archives",
    "article",
    "articles",
    "blog",
    "blogs",
    "content",
    "contents",
    "data",
    "doc",
    "docs",
    "documentation",
    "glossary",
    "incident",
    "incidents",
    "issues",
    "outages",
    "pages",
    "past-incidents",
    "playbooks",
    "post-mortems",
    "post",
    "posts",
    "postmortem",
    "postmortems",
    "public",
    "reports",
    "retrospectives",
    "runbooks",
    "site",
    "sites",
    "source",
    "src",
    "web",
    "website",
];

/// What a forge adds to the name of a repository that is downloaded.
const BRANCHES: [&str; 2] = ["-main", "-master"];

/// The folder of incidents and runbooks, with its name, where folders tell at least two groups of incidents apart.
pub(super) fn folder_names(pages: &[Arc<Page>], incidents: &[PageIx]) -> HashMap<PageIx, (String, String)> {
    let told: Vec<PageIx> = (0..pages.len()).filter(|&ix| is_told(&pages[ix])).collect();
    let paths: Vec<Vec<&str>> = incidents.iter().map(|&ix| parts(&pages[ix])).collect();
    let shared = paths.iter().cloned().reduce(common).map_or(0, |shared| shared.len());
    let prefix = paths.first().map_or(&[][..], |first| &first[..shared.min(first.len())]);
    let folder = |ix: PageIx| {
        let parts = parts(&pages[ix]);
        let rest = parts.strip_prefix(prefix)?;
        rest.iter().find(|part| !is_generic(part)).map(|part| (*part).to_owned())
    };
    let folders: HashMap<PageIx, String> = told.into_iter().filter_map(|ix| Some((ix, folder(ix)?))).collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in incidents.iter().filter_map(|ix| folders.get(ix)) {
        *sizes.entry(folder).or_default() += 1;
    }
    let inside: usize = sizes.values().sum();
    let large = sizes.values().filter(|&&size| size > 1).count();
    if large < 2 || sizes.len() * 2 > inside || inside * 5 < incidents.len() * 4 {
        return HashMap::new();
    }
    let leading = leading_word(sizes.keys().copied());
    let named = |(ix, folder): (PageIx, String)| {
        let name = name(folder.strip_prefix(&leading).unwrap_or(&folder));
        (ix, (folder, name))
    };
    folders.into_iter().map(named).collect()
}

fn is_told(page: &Page) -> bool {
    page.incident().is_some() || page.kind == PageKind::Runbook
}

/// The folders above a page; the folder of a bundle is the page itself.
fn parts(page: &Page) -> Vec<&str> {
    let path = page.source.path.as_str();
    let own = path.strip_suffix("/index.md").unwrap_or(path);
    own.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect())
}

fn common<'p>(a: Vec<&'p str>, b: Vec<&'p str>) -> Vec<&'p str> {
    a.into_iter().zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

/// Whether a folder's name tells nothing: how a site is made, a kind of page, a language, a number.
pub(crate) fn is_generic(folder: &str) -> bool {
    let lower = without_export_digits(folder).to_lowercase();
    let is_language = || {
        let (language, region) = lower.split_once(['-', '_']).unwrap_or((&lower, ""));
        language.len() == 2 && matches!(region.len(), 0 | 2 | 4)
    };
    let is_number = || lower.chars().all(|c| !c.is_alphabetic());
    GENERIC.contains(&lower.replace(['_', ' '], "-").as_str())
        || GENERIC.contains(&lower.as_str())
        || is_number()
        || is_language()
}

/// The word and its mark that all names begin with, as names of repositories do: `acme-`; empty where there is none.
fn leading_word<'f>(mut folders: impl Iterator<Item = &'f str>) -> String {
    let lead = |folder: &'f str| folder.find(['-', '_']).map_or("", |at| &folder[..=at]);
    let first = folders.next().map_or("", lead);
    let all = !first.is_empty() && folders.all(|folder| folder.starts_with(first) && folder.len() > first.len());
    if all { first.to_owned() } else { String::new() }
}

/// A folder's name in words: `jenkins-status-main` is `Jenkins status`.
fn name(folder: &str) -> String {
    let plain = without_export_digits(folder);
    let plain = BRANCHES.iter().find_map(|branch| plain.strip_suffix(branch)).unwrap_or(plain);
    let spaced = plain.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    chars.next().map_or_else(|| folder.to_owned(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_as_a_person_would_call_it() {
        assert_eq!(name("jenkins-status-main"), "Jenkins status");
        assert_eq!(name("荷札"), "荷札");
        assert_eq!(leading_word(["acme-checkout", "acme-mail"].into_iter()), "acme-");
        assert_eq!(leading_word(["acme-checkout", "mail"].into_iter()), "");
        for folder in ["content", "en", "pt-BR", "2024", "2024-05", "Post-Mortems"] {
            assert!(is_generic(folder), "{folder}");
        }
        assert!(!is_generic("mybinder"));
    }
}
