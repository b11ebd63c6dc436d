//! Words, names and sentences become the phrases that pages are written in.

use crate::link::PageIx;
use crate::markup::page_words::{summary_words, words_elsewhere};
use crate::model::Fact;
use crate::parse::fragment_text;
use crate::site::Site;
use crate::text::first_sentences;
use crate::wording::english;

/// With a small letter at the beginning.
pub(crate) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// English words in a list: `a, b and c`.
pub(crate) fn spoken_list(words: &[String]) -> String {
    english().list(words)
}

/// The first `most` of what was written, in plain text of at most `length` characters each.
pub(crate) fn told(facts: &[Fact<String>], length: usize, most: usize) -> Vec<String> {
    let told = facts.iter().map(|fact| sentences(&fact.value, length));
    told.filter(|text| !text.is_empty()).take(most).collect()
}

/// The longest gloss of a name in a list, in characters.
const MEANING: usize = 170;

/// What a name means, in whole sentences where they fit; `None` when nobody has said.
pub(crate) fn meaning(text: &str) -> Option<String> {
    Some(sentences(text, MEANING)).filter(|text| !text.is_empty())
}

/// The same of a page: what it says of itself in short.
pub(crate) fn meaning_of_page(site: &Site, page: PageIx) -> Option<String> {
    summary_words(site, page).map(|summary| first_sentences(&summary, MEANING))
}

/// Markdown as plain text of at most `limit` characters, in whole sentences where they fit.
pub(crate) fn sentences(markdown: &str, limit: usize) -> String {
    first_sentences(&fragment_text(markdown), limit)
}

/// The same of a fact of `page` for other pages, with the names that the page has for what is linked.
pub(crate) fn sentences_on_page(site: &Site, page: PageIx, markdown: &str, limit: usize) -> String {
    first_sentences(&words_elsewhere(site, page, markdown), limit)
}

/// A folder's name as a heading: `how_to_write` is `How to write`.
pub(crate) fn folder(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A word of the front matter as text: `production-pressure` is `production pressure`.
pub(crate) fn spaced(word: &str) -> String {
    if word.contains(' ') { word.to_owned() } else { word.replace(['-', '_'], " ") }
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_reads_like_prose() {
        assert_eq!(folder("how_to_write"), "How to write");
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capital("five"), "Five");
    }
}
