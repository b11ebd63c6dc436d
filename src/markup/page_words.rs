//! A text of a page becomes the words that the page shows for it, with the names of what its wiki links lead to.

use crate::link::PageIx;
use crate::markup::link_targets::wiki_label;
use crate::markup::unnamed_words::without_people;
use crate::parse::{ShownPassage, fragment_passages_naming, shown_passages_naming};
use crate::site::Site;

/// The words of `markdown`, a fact of `page`, on one line.
pub(crate) fn words_on_page(site: &Site, page: PageIx, markdown: &str) -> String {
    lines_on_page(site, page, markdown).join(" ")
}

/// The same, a line for each block.
pub(crate) fn lines_on_page(site: &Site, page: PageIx, markdown: &str) -> Vec<String> {
    fragment_passages_naming(markdown, &|target| wiki_label(site, page, target))
}

/// The passages of the body of `page`.
pub(crate) fn passages_on_page(site: &Site, page: PageIx) -> Vec<ShownPassage> {
    shown_passages_naming(&site.pages[page], &|target| wiki_label(site, page, target))
}

/// A fact of `page` as plain text for other pages and for lists: of an incident without the people in it.
pub(crate) fn words_elsewhere(site: &Site, page: PageIx, markdown: &str) -> String {
    let words = words_on_page(site, page, markdown);
    if site.pages[page].incident().is_some() { without_people(site, &words, false) } else { words }
}

/// What `page` says of itself in short, where others quote it: of an incident without the people in it; `None` when nothing.
pub(crate) fn summary_words(site: &Site, page: PageIx) -> Option<String> {
    let summary = site.pages[page].summary.as_ref()?;
    Some(words_elsewhere(site, page, &summary.value)).filter(|words| !words.is_empty())
}
