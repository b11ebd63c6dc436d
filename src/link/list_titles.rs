//! The titles of all pages become what lists show of them: the short ones, where no two become equal.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Page;

/// For each page what lists show of its title, where that is less than all of it.
pub(super) fn list_titles(pages: &[Arc<Page>]) -> Vec<Option<String>> {
    let short = |page: &Page| page.short_title.as_ref().unwrap_or(&page.title.value).to_lowercase();
    let mut wholes: HashMap<String, Vec<&str>> = HashMap::new();
    for page in pages {
        let named = wholes.entry(short(page)).or_default();
        if !named.contains(&page.title.value.as_str()) {
            named.push(&page.title.value);
        }
    }
    // Pages whose whole titles are equal stay as equal as they are.
    let alone = |page: &&String| wholes.get(&page.to_lowercase()).is_none_or(|named| named.len() < 2);
    pages.iter().map(|page| page.short_title.as_ref().filter(alone).cloned()).collect()
}
