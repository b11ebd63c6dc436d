//! The pages by the paths and addresses that people and other tools write for them.

use std::collections::HashMap;

use crate::addresses::slug;
use crate::link::foreign_targets::export_digits;
use crate::link::relations::PageIx;
use crate::link::written_targets::{decoded, fold, join, path_key, spellings, without_extension};
use crate::model::{Page, composed, without_export_digits};

/// Pages by their paths.
#[derive(Default)]
pub(super) struct PagePaths {
    /// By the path of the file.
    exact: HashMap<String, PageIx>,
    /// By addresses that other tools give a page, where only one page has it.
    served: HashMap<String, Option<PageIx>>,
    /// By the digits of an export.
    exported: HashMap<String, PageIx>,
}

impl PagePaths {
    pub(super) fn add(&mut self, ix: PageIx, page: &Page) {
        let path = composed(&page.source.path).into_owned();
        self.exact.entry(path_key(&path)).or_insert(ix);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if let Some(digits) = export_digits(without_extension(name)) {
            self.exported.entry(digits.to_owned()).or_insert(ix);
        }
        let mut addresses = served_paths(&path);
        addresses.extend(stated_paths(page, &path));
        let stated = page.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| alias.contains('/'));
        for address in stated.chain(page.served_at.iter().map(String::as_str)) {
            match address.strip_prefix('/') {
                Some(absolute) => addresses.push(loose(absolute)),
                None => {
                    addresses.push(loose(address));
                    addresses.extend(join(folder, address).map(|path| loose(&path)));
                }
            }
        }
        addresses.sort();
        addresses.dedup();
        for address in addresses.into_iter().filter(|address| !address.is_empty()) {
            let known = self.served.entry(address).or_insert(Some(ix));
            *known = known.filter(|known| *known == ix);
        }
    }

    /// The page whose file is at `base`, in the ways generators write it.
    pub(super) fn file(&self, base: &str) -> Option<PageIx> {
        spellings(base).iter().find_map(|path| self.exact.get(path.trim_start_matches('/')).copied())
    }

    /// The one page that another tool serves at `base`.
    pub(super) fn served(&self, base: &str) -> Option<PageIx> {
        // A file with its ending is that file or none.
        if without_extension(base) != base {
            return self.served.get(&loose_file(base)).copied().flatten();
        }
        self.served.get(&loose(base)).copied().flatten()
    }

    /// The page with these digits of an export behind its name.
    pub(super) fn exported(&self, digits: &str) -> Option<PageIx> {
        self.exported.get(digits).copied()
    }
}

/// The addresses that generators give a page for what it says of itself: a post's day and slug (Jekyll), an id in its folder (Docusaurus),
/// a post's day and title (Material).
fn stated_paths(page: &Page, path: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut found = Vec::new();
    let plain = page.served_at.iter().filter(|address| !address.contains('/'));
    if let Some((day, _)) = dated(without_extension(name)) {
        let above = above_posts(folder, &["posts", "_posts"]).unwrap_or(folder);
        found.extend(plain.map(|slug| loose(&format!("{above}/{}/{slug}", day.replace('-', "/")))));
    }
    if !page.id.inferred() {
        found.extend(join(folder, &page.id.value).map(|path| loose(&path)));
    }
    if let Some((blog, date)) = above_posts(folder, &["posts"]).zip(page.dated.as_ref().map(|fact| fact.value.date())) {
        let slug = slug(&page.title.value);
        found.push(loose(&format!("{blog}/{:04}/{:02}/{:02}/{slug}", date.year(), date.month(), date.day())));
    }
    found
}

/// The folder whose posts stand in `folder`, if that has one of these names.
fn above_posts<'f>(folder: &'f str, names: &[&str]) -> Option<&'f str> {
    let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
    names.contains(&name).then_some(above)
}

/// The addresses that generators give the file at `path`: numbers that put pages in order, days of posts, digits of exports and
/// encodings may be missing.
fn served_paths(path: &str) -> Vec<String> {
    let whole = loose(path);
    let unnumbered = whole.split('/').map(without_number).collect::<Vec<_>>().join("/");
    let plain = without_extension(path).split('/').map(without_export_digits).collect::<Vec<_>>().join("/");
    let mut found = vec![loose_file(path), whole, unnumbered.clone(), loose(&plain)];
    let (folder, name) = unnumbered.rsplit_once('/').unwrap_or(("", &unnumbered));
    if let Some((day, rest)) = dated(name) {
        let folder = folder.strip_suffix("posts").unwrap_or(folder).trim_matches(['/', '_', '-']);
        let of_day = format!("{}/{rest}", day.replace('-', "/"));
        let undated = rest.to_owned();
        if folder.is_empty() {
            found.extend([of_day, undated]);
        } else {
            found.extend([format!("{folder}/{of_day}"), format!("{folder}/{undated}"), of_day]);
        }
    }
    found
}

/// A path as addresses are compared: without ending and without the name of an index; encoded or not; words joined alike.
fn loose(path: &str) -> String {
    let path = path.trim_matches('/');
    let stem = without_extension(path);
    let stem = [".html", ".htm"].iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(stem);
    let stem =
        ["/index", "/_index", "/README", "/readme"].iter().find_map(|index| stem.strip_suffix(index)).unwrap_or(stem);
    stem.split('/').map(|part| fold(&decoded(part))).collect::<Vec<_>>().join("/")
}

/// The same of a file, with its ending.
fn loose_file(path: &str) -> String {
    format!("{}.md", loose(path))
}

/// `guides` of `02-guides`; a day or a version is no such number.
fn without_number(part: &str) -> &str {
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = rest.trim_start_matches(['-', '.', ' ']);
    let numbered = rest.len() < part.len() && name.len() < rest.len();
    if numbered && name.starts_with(char::is_alphabetic) { name } else { part }
}

/// `2024-01-30` and `belt` of `2024-01-30-belt`.
fn dated(name: &str) -> Option<(&str, &str)> {
    let (day, rest) = (name.get(..10)?, name.get(10..)?.strip_prefix('-')?);
    let is_day =
        day.bytes().enumerate().all(|(ix, b)| if [4, 7].contains(&ix) { b == b'-' } else { b.is_ascii_digit() });
    (is_day && !rest.is_empty()).then_some((day, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generators_serve_a_file_at_more_than_one_address() {
        let served = |path: &str, address: &str| served_paths(path).contains(&loose(address));
        for (path, address) in [
            ("docs/02-guides/01-oil the belt.md", "docs/guides/oil-the-belt/"),
            ("_posts/2024-01-30-belt.md", "2024/01/30/belt.html"),
            ("reports/_posts/2024-01-30-belt.md", "reports/2024/01/30/belt"),
            ("posts/2024-01-30-belt.md", "/belt/"),
            ("Howto/Roll%2Dback.md", "Howto/Roll-back"),
            ("Howto/Roll%2Dback.md", "Howto/Roll%2Dback"),
            ("Team 0123456789abcdef0123456789abcdef/Belt 0123456789abcdef0123456789abcdef.md", "Team/Belt"),
        ] {
            assert!(served(path, address), "{path} {address} {:?}", served_paths(path));
        }
        assert!(!served("docs/01-a.md", "docs/02-a"));
        assert!(!served("docs/2024-01-30.md", "docs/01-30"));
    }
}
