//! A term becomes its place in the glossary: by language, then by letter.

use crate::link::PageIx;
use crate::site::Site;
use crate::text::primary_language;
use crate::views::glossary_letters::{self, Filed};

/// Where a term stands: the site's own language first, then by language and letter.
pub(crate) fn order(site: &Site, ix: PageIx) -> (bool, String, Filed, PageIx) {
    let lang = primary(&site.pages[ix].lang);
    (lang != primary(&site.config.lang), lang, filed(site, ix), ix)
}

/// Where a term is filed: English ones without their article.
pub(crate) fn filed(site: &Site, ix: PageIx) -> Filed {
    let page = &site.pages[ix];
    let title = page.title.value.as_str();
    let lower = title.to_lowercase();
    let article = ["the ", "a ", "an "]
        .iter()
        .find(|article| lower.starts_with(**article))
        .filter(|_| primary(&page.lang) == "en");
    glossary_letters::file(article.and_then(|article| title.get(article.len()..)).unwrap_or(title))
}

pub(crate) fn primary(lang: &str) -> String {
    primary_language(lang).to_ascii_lowercase()
}
