//! Copies and strongly alike incidents that nobody linked become findings for their authors.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::analyse::similar::neighbour::{Likeness, Neighbour, Shared};
use crate::analyse::similar::shared_reasons::says_how;
use crate::diag::{Diagnostic, Rule};
use crate::link::PageIx;
use crate::parse::is_titled_planned;
use crate::site::Site;
use crate::text::is_cjk;

/// An incident that is like so many others is one of a series, of which nobody links each to each.
const SERIES: usize = 3;

/// So many words in common tell what both are about, where none of them does alone; a phrase counts for two.
const WORDS: usize = 3;

/// `sim/duplicate` for each copy, `sim/unlinked` for each other pair but those within a series and those whose likeness may be no more
/// than one house's way of writing; at the first of the two.
pub(super) fn findings(site: &Site, pairs: &[(PageIx, Neighbour)]) -> Vec<Diagnostic> {
    let path = |page: PageIx| site.pages[page].source.shown_path.as_str();
    let finding = |(page, neighbour): &(PageIx, Neighbour)| {
        let (own, other) = (path(*page), path(neighbour.page));
        if neighbour.likeness == Likeness::Copy {
            let hint = "keep one of them and let the other's id be one of its `aliases`; if they are two events, say in each what \
                        was different";
            return Diagnostic::new(Rule::SimDuplicate, own, format!("says nearly the same as `{other}`")).hint(hint);
        }
        let id = &site.pages[neighbour.page].id.value;
        Diagnostic::new(Rule::SimUnlinked, own, format!("is much like `{other}`, and neither names the other"))
            .hint(format!("add `{id}` to `related` or to `not_related`"))
            .hint("walk through all such pairs with `casebook similar --review`")
            .caused_by("write-ups are much alike, and neither names the other")
    };
    let mut alike: BTreeMap<PageIx, usize> = BTreeMap::new();
    for (page, neighbour) in pairs {
        for page in [*page, neighbour.page] {
            *alike.entry(page).or_default() += 1;
        }
    }
    let in_series = |page: &PageIx| alike.get(page).is_some_and(|count| *count >= SERIES);
    let titles = of_each_title(site);
    let is_told = |(page, neighbour): &&(PageIx, Neighbour)| {
        let (own, other) = (bare_title(site, *page), bare_title(site, neighbour.page));
        // What is called the same three times is a routine: "Maintenance of the mail server".
        let routine = |title: &Option<String>| title.as_ref().is_some_and(|title| titles[title] >= SERIES);
        let repeats = in_series(page) && in_series(&neighbour.page) || routine(&own) && routine(&other);
        let same_title = own.is_some() && own == other;
        // Two upgrades are alike as upgrades are: who made the second knew of the first.
        let planned = |page: PageIx| is_titled_planned(&site.pages[page].title.value);
        let repeats = repeats || planned(*page) && planned(neighbour.page) && !same_title;
        let is_named = || names_file(site, *page, neighbour.page) || names_file(site, neighbour.page, *page);
        neighbour.likeness == Likeness::Copy || !repeats && (same_title || tells_much(&neighbour.shared)) && !is_named()
    };
    pairs.iter().filter(is_told).map(finding).collect()
}

/// The shortest name of a file that is no other repository's `README.md` or `index.md`.
const OWN_NAME: usize = 16;

/// Whether a page leads to the other one where a forge shows its file: `https://forge.example/house/blob/main/2024-05-02%20the%20bell.md`.
fn names_file(site: &Site, page: PageIx, other: PageIx) -> bool {
    let path = &site.pages[other].source.path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let written = || percent_decode_str(&site.pages[page].text).decode_utf8_lossy();
    name.len() >= OWN_NAME && written().contains(&format!("/{name}"))
}

/// Whether what two share says more than a word or a service that many have: how it came about, several words.
fn tells_much(shared: &[Shared]) -> bool {
    shared.iter().any(|shared| match shared {
        Shared::Words(words) => words.iter().map(|words| if is_phrase(words) { 2 } else { 1 }).sum::<usize>() >= WORDS,
        other => says_how(other),
    })
}

/// Whether it is more than a word; in Chinese, Japanese and Korean, more than the two characters of most words.
fn is_phrase(words: &str) -> bool {
    words.contains(' ') || words.chars().filter(|c| is_cjk(*c)).count() > 2
}

/// How many incidents have each title.
fn of_each_title(site: &Site) -> BTreeMap<String, usize> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let incidents = (0..site.pages.len()).filter(|page| site.pages[*page].incident().is_some());
    for title in incidents.filter_map(|page| bare_title(site, page)) {
        *count.entry(title).or_default() += 1;
    }
    count
}

/// The letters of a title, in lower case; `None` of one that has none, as `2024-03-11`.
fn bare_title(site: &Site, page: PageIx) -> Option<String> {
    let title = site.pages[page].title.value.to_lowercase();
    Some(title.chars().filter(|c| c.is_alphabetic()).collect()).filter(|letters: &String| !letters.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_words_or_how_it_came_about_tell_much() {
        let words = |words: &[&str]| vec![Shared::Words(words.iter().map(|word| (*word).to_owned()).collect())];
        for told in [
            words(&["stale lease", "pause"]),
            words(&["a", "b", "c"]),
            words(&["予約の延長", "停止"]),
            vec![Shared::Factors(vec![0])],
        ] {
            assert!(tells_much(&told), "{told:?}");
        }
        let one_service = vec![Shared::Services(vec![0]), Shared::Company(String::from("Cove"))];
        for told in [words(&["stale lease"]), words(&["lease", "pause"]), words(&["予約の延長"]), one_service] {
            assert!(!tells_much(&told), "{told:?}");
        }
    }
}
