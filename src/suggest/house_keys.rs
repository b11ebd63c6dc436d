//! Pages become the site's name and language.

use std::collections::BTreeMap;

use crate::model::{LangFrom, Origin, Page};
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted, quoted};

/// So many pages in one language, at least, make it the site's.
const ENOUGH: usize = 3;

/// Titles that any folder's front may have.
const SAY_NOTHING: [&str; 10] =
    ["home", "index", "readme", "introduction", "welcome", "overview", "documentation", "docs", "about", "contents"];

/// `title` and `lang`, where the pages say them.
pub(super) fn house_keys(site: &Site) -> Vec<Proposal> {
    title(site).into_iter().chain(lang(site)).collect()
}

/// The heading of the page that stands at the folder's front.
fn title(site: &Site) -> Option<Proposal> {
    let fronts = ["index.md", "_index.md", "readme.md"];
    let named = |page: &&std::sync::Arc<Page>, front: &str| page.source.path.eq_ignore_ascii_case(front);
    let front = fronts.iter().find_map(|front| site.pages.iter().find(|page| named(page, front)))?;
    let says_nothing = SAY_NOTHING.contains(&front.title.value.to_lowercase().as_str());
    if says_nothing || front.title.origin == Origin::FileName {
        return None;
    }
    let (file, today) = (front.source.shown_path.clone(), site.config.title.clone());
    let told = move |_: &Site, _: &Site| Some(format!("The title of {file}; without it the site is called {today}."));
    Some(Proposal::decided(Place::Top, format!("title = {}", quoted(&front.title.value)), told))
}

/// The language of most pages that tell theirs, where it is another than the one that is taken for granted.
fn lang(site: &Site) -> Option<Proposal> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in site.pages.iter().filter(|page| tells_its_language(page)) {
        *counts.entry(&page.lang).or_default() += 1;
    }
    let telling: usize = counts.values().sum();
    let (lang, most) = counts.into_iter().find(|(_, count)| count * 2 > telling)?;
    if most < ENOUGH || lang == site.config.lang {
        return None;
    }
    let (own, today) = (lang.to_owned(), site.config.lang.clone());
    let told = move |_: &Site, after: &Site| {
        let telling = after.pages.iter().filter(|page| tells_its_language(page) && page.lang == own).count();
        let others = after.pages.iter().filter(|page| !tells_its_language(page) && page.lang == own).count();
        let (telling, others) = (counted(telling, "page"), counted(others, "page"));
        Some(format!(
            "The language of {telling} by their own words, and of {others} by those beside them; today {today}."
        ))
    };
    Some(Proposal::decided(Place::Top, format!("lang = {}", quoted(lang)), told))
}

fn tells_its_language(page: &Page) -> bool {
    matches!(page.lang_from, LangFrom::Stated | LangFrom::Text)
}
