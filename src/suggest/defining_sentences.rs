//! A page becomes whether it says what a word means, or what to do when something happens.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Page;

/// Words that tell, of all languages.
#[derive(Debug, Deserialize)]
struct TellingWords {
    defines: Vec<String>,
    steps: Vec<String>,
}

fn words() -> &'static TellingWords {
    static WORDS: LazyLock<TellingWords> =
        LazyLock::new(|| toml::from_str(include_str!("telling_words.toml")).expect("telling_words.toml is valid"));
    &WORDS
}

/// Titles of more words are no names.
const LONGEST_TITLE: usize = 6;

/// So many headings of a runbook make one.
const ENOUGH: usize = 2;

/// Whether it begins with its title and a word that says what that is.
pub(super) fn defines_its_title(page: &Page) -> bool {
    let title = bare(&page.title.value);
    let Some(summary) = page.summary.as_ref().filter(|_| title.split(' ').count() <= LONGEST_TITLE) else {
        return false;
    };
    let said = bare(&summary.value);
    let at = said.find(&title).filter(|at| *at <= ARTICLE && !title.is_empty());
    let rest = at.map(|at| said[at + title.len()..].trim_start());
    let rest =
        rest.map(|rest| rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest));
    rest.is_some_and(|rest| words().defines.iter().any(|word| begins_with(rest.trim_start(), word)))
}

/// An article before the title, in bytes.
const ARTICLE: usize = 6;

/// Whether `text` begins with a whole word; of scripts that part no words, with its characters.
fn begins_with(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else { return false };
    let parts = word.is_ascii() || word.chars().all(|c| c < '\u{3000}');
    !parts || !rest.starts_with(char::is_alphanumeric)
}

fn bare(text: &str) -> String {
    text.replace(['*', '_', '`', '"', '«', '»'], "").trim().to_lowercase()
}

/// Whether its headings are those of instructions for whoever is called.
pub(super) fn tells_what_to_do(page: &Page) -> bool {
    let is_step = |title: &str| words().steps.iter().any(|word| *word == bare(title).trim_end_matches([':', '：']));
    page.sections.iter().filter(|section| is_step(&section.title)).count() >= ENOUGH
}
