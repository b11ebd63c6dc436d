//! Titles, headings and folders of write-ups become names that are likely to be services: written like identifiers, or as names wherever
//! they stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use crate::model::Page;
use crate::parse::is_word_of_titles;
use crate::site::Site;

/// A name must stand in so many titles.
pub(super) const TITLES: usize = 3;

/// A name in more than so many of ten titles is the house's own.
const MOST: usize = 4;

/// Of so many places where a word stands within a sentence, at most one may be in lower case.
const WRITTEN: usize = 10;

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 20_000;

/// A name, and what speaks for it.
#[derive(Debug)]
pub(super) struct TitledName {
    pub(super) name: String,
    pub(super) titles: usize,
    /// Whether headings or folders have it too, or it is written as no word is.
    pub(super) is_plain: bool,
}

/// The names, those of most titles first.
pub(super) fn titled_names(site: &Site) -> Vec<TitledName> {
    let incidents = || site.pages.iter().filter(|page| page.incident().is_some());
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for page in incidents() {
        let names: BTreeSet<String> = names(&page.title.value).into_iter().collect();
        names.into_iter().for_each(|name| *found.entry(name).or_default() += 1);
    }
    let all = incidents().count();
    let companies: BTreeSet<String> =
        incidents().filter_map(|page| Some(page.incident()?.company.as_ref()?.value.to_lowercase())).collect();
    found.retain(|name, titles| {
        *titles >= TITLES && *titles * 10 <= all * MOST && !companies.contains(&name.to_lowercase())
    });
    let words = WrittenWords::of(incidents().map(|page| page.body()));
    let places: BTreeSet<String> = incidents().flat_map(|page| places(page)).collect();
    let one = |(name, titles): (String, usize)| {
        let identifier = is_identifier(&name);
        let is_name = identifier || words.are_names(&name);
        let is_plain = identifier || places.contains(&name.to_lowercase());
        is_name.then_some(TitledName { name, titles, is_plain })
    };
    let mut names: Vec<TitledName> = found.into_iter().filter_map(one).collect();
    // A longer name that is in as many titles says the same more exactly.
    let longer = |name: &TitledName| {
        names.iter().any(|other| {
            other.name.len() > name.name.len() && other.titles * 2 > name.titles && has_word(&other.name, &name.name)
        })
    };
    let keep: Vec<bool> = names.iter().map(|name| !longer(name)).collect();
    let mut keep = keep.into_iter();
    names.retain(|_| keep.next().unwrap_or_default());
    names.sort_by(|a, b| b.titles.cmp(&a.titles).then_with(|| a.name.cmp(&b.name)));
    names
}

fn has_word(name: &str, part: &str) -> bool {
    name.split(' ').any(|word| word == part)
}

/// What may be a name in a title: identifiers, and one to three words with capitals in a row.
fn names(title: &str) -> Vec<String> {
    static WORDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{L}\p{N}][\p{L}\p{N}._/+-]*").expect("the pattern is valid"));
    let words: Vec<(usize, &str)> =
        WORDS.find_iter(title).map(|m| (m.start(), m.as_str().trim_end_matches(['.', '-', '/']))).collect();
    let mut found = Vec::new();
    for (at, (_, word)) in words.iter().enumerate() {
        if !may_be_name(word) {
            continue;
        }
        found.push((*word).to_owned());
        let mut joined = (*word).to_owned();
        for (before, after) in words[at..].iter().zip(&words[at + 1..]).take(2) {
            let beside = title[before.0 + before.1.len()..after.0].chars().eq([' ']);
            if !beside || !may_be_name(after.1) {
                break;
            }
            joined = format!("{joined} {}", after.1);
            found.push(joined.clone());
        }
    }
    found
}

/// Whether a word is written as a name may be, and is none of those that every title has.
fn may_be_name(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let shouted = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    letters >= 3
        && (capital || is_identifier(word))
        && !(shouted && letters < 5)
        && !is_number_of_document(word)
        && !is_region(word)
        && !is_word_of_titles(word)
}

/// `INC-214`, `PM2024-003`, `2024-03-11`.
fn is_number_of_document(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits > 2 && word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase() || matches!(c, '-' | '_' | '.'))
        || word.starts_with(|c: char| c.is_ascii_digit())
}

/// `us-east-1`, `EU-West`.
fn is_region(word: &str) -> bool {
    static REGIONS: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)^[a-z]{2,9}-(?:gov-)?(?:east|west|north|south|central|(?:north|south)(?:east|west))[0-9]*(?:-[0-9a-z]+)?$";
        Regex::new(pattern).expect("the pattern is valid")
    });
    REGIONS.is_match(word)
}

/// Written as no word is: `label-api`, `ci.example`, `JupyterHub`.
fn is_identifier(word: &str) -> bool {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[a-z][a-z0-9]+(?:[._-][a-z0-9]+)+$|^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$")
            .expect("the pattern is valid")
    });
    JOINED.is_match(word)
}

/// What headings and folders call things, in lower case.
fn places(page: &Page) -> Vec<String> {
    let folders = page.source.path.rsplit('/').skip(1).map(str::to_lowercase);
    let headings = page.sections.iter().flat_map(|section| names(&section.title)).map(|name| name.to_lowercase());
    folders.chain(headings).collect()
}

/// How words are written within sentences.
struct WrittenWords<'a>(HashMap<&'a str, usize>);

impl<'a> WrittenWords<'a> {
    fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = HashMap::new();
        for text in texts {
            let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(end, _)| end);
            let mut within = false;
            for word in text[..end].split_whitespace() {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if within && !bare.is_empty() {
                    *counts.entry(bare).or_default() += 1;
                }
                within = word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
            }
        }
        Self(counts)
    }

    /// Whether every word of a name is written with a capital wherever it stands.
    fn are_names(&self, name: &str) -> bool {
        name.split(' ').all(|word| {
            let count = |word: &str| self.0.get(word).copied().unwrap_or_default();
            let capital = count(word);
            capital > 1 && count(&word.to_lowercase()) * WRITTEN <= capital
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_titles() {
        assert_eq!(names("INC-214: Label Press down in March"), ["Label", "Label Press", "Press"]);
        assert_eq!(names("2024-03-11 label-api is slow"), ["label-api"]);
        assert!(names("Outage of the API in us-east-1").is_empty());
    }
}
