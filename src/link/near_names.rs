//! A target that leads nowhere becomes the nearest thing that is there, where one is near.

use crate::link::page_names::PageNames;
use crate::link::written_targets::{fold, join, relative_path, without_extension};
use crate::load::Assets;
use crate::model::{LinkForm, Page};

/// How alike two names must be, as a share of their letters.
const NEAR: f64 = 0.75;

/// The nearest of `candidates` to `wanted`, where one is near: of equals, the first.
pub(super) fn near<'a, T>(wanted: &str, candidates: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let wanted = wanted.to_lowercase();
    let letters = wanted.chars().count();
    let mut best: Option<(f64, T)> = None;
    for (name, candidate) in candidates {
        let others = name.chars().count();
        // Names whose lengths differ by so much cannot be near.
        if letters.min(others) * 4 < letters.max(others) * 3 {
            continue;
        }
        let alike = strsim::normalized_damerau_levenshtein(&wanted, &name.to_lowercase());
        if alike >= NEAR && best.as_ref().is_none_or(|(other, _)| alike > *other) {
            best = Some((alike, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The page or file that `path`, written as `form` on the page at `own`, comes nearest to, as one would write it there.
pub(super) fn nearest_target(
    own: &str,
    form: LinkForm,
    path: &str,
    pages: &[std::sync::Arc<Page>],
    names: &PageNames,
    assets: &Assets,
) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = without_extension(name);
    let own_folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension).filter(|_| stem == name);
    if let Some(extension) = extension.filter(|extension| !["html", "htm"].contains(extension)) {
        let alike = assets.files.keys().filter(|key| key.ends_with(extension));
        let found = near(name, alike.map(|key| (key.rsplit('/').next().unwrap_or(key), key)))?;
        return Some(relative_path(own_folder, found));
    }
    let in_folder = join(own_folder, folder).unwrap_or_default();
    let of_path = |path: &'_ str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let siblings = pages.iter().filter(|page| of_path(&page.source.path) == in_folder);
    let file = |page: &'_ std::sync::Arc<Page>| page.source.path.rsplit('/').next().unwrap_or_default().to_owned();
    let siblings: Vec<String> = siblings.map(file).collect();
    if let Some(found) = near(stem, siblings.iter().map(|file| (without_extension(file), file))) {
        return Some(if folder.is_empty() { found.clone() } else { format!("{folder}/{found}") });
    }
    if crate::parse::bare_ids(name).next().is_some_and(|id| id.len() == name.len()) {
        // The nearest number is another incident, not a misspelling.
        return None;
    }
    let wanted = fold(stem);
    let start: String = wanted.chars().take(2).collect();
    let from = names.near.partition_point(|(folded, ..)| *folded < start);
    let alike = names.near[from..].iter().take_while(|(folded, ..)| folded.starts_with(&start)).take(2_000);
    let (name, page) = near(&wanted, alike.map(|(folded, name, page)| (folded.as_str(), (name, *page))))?;
    Some(match form {
        LinkForm::Inline | LinkForm::Image => relative_path(own_folder, &pages[page].source.path),
        LinkForm::Wiki | LinkForm::Bare => format!("[[{name}]]"),
    })
}
