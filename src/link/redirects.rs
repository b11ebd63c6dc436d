//! Aliases that look like paths, and older ids, become stubs that lead to the page; those that cannot are findings.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::addresses::{asset_address, is_reserved};
use crate::diag::{Diagnostic, Rule};
use crate::link::relations::{Facet, PageIx};
use crate::link::written_targets::{climbed, fold};
use crate::model::{FacetKind, Fact, Page, PageKind};

/// Stubs for aliases that look like paths, and for older ids beside the page.
pub(super) fn redirects(
    pages: &[Arc<Page>],
    addresses: &[String],
    facets: &BTreeMap<FacetKind, Vec<Facet>>,
) -> BTreeMap<String, PageIx> {
    let mut redirects = BTreeMap::new();
    let mut taken: HashSet<String> = addresses.iter().map(|a| a.to_lowercase()).collect();
    taken.extend(facets.values().flatten().map(|f| f.address.to_lowercase()));
    for (ix, page) in pages.iter().enumerate() {
        if page.kind == PageKind::Term {
            continue;
        }
        for alias in &page.aliases {
            let Some(written) = in_site(page, &alias.value) else { continue };
            let stem = [".html", ".md", "/index"].iter().find_map(|e| written.strip_suffix(e)).unwrap_or(&written);
            let too_long = stem.len() > 300 || stem.split('/').count() > 12;
            if stem.is_empty() || too_long {
                continue;
            }
            let folder = addresses[ix].rsplit_once('/').map_or("", |(folder, _)| folder);
            let base = asset_address(stem);
            let address = if stem.contains('/') || folder.is_empty() {
                format!("{base}.html")
            } else {
                format!("{folder}/{base}.html")
            };
            if !is_reserved(&address) && taken.insert(address.to_lowercase()) {
                redirects.insert(address, ix);
            }
        }
    }
    redirects
}

/// The path that an alias names, from the top of the site; `None` when it leads out of it. What begins with a dot begins at the page.
fn in_site(page: &Page, alias: &str) -> Option<String> {
    let alias = alias.trim();
    if alias.contains("://") || alias.starts_with("//") {
        return None;
    }
    let own = page.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let begins_at_page = alias.starts_with("./") || alias.starts_with("../");
    let (above, path) = climbed(if begins_at_page { own } else { "" }, alias);
    (above == 0).then_some(path)
}

/// Findings for aliases that lead out of the site and for those that are another page's name too. Entries of the glossary have findings
/// of their own. `page_at` is the page at an address.
pub(super) fn findings(pages: &[Arc<Page>], page_at: &dyn Fn(&str) -> Option<PageIx>) -> Vec<Diagnostic> {
    let all = pages;
    let pages = || pages.iter().filter(|page| page.kind != PageKind::Term);
    let ids: HashMap<String, &Arc<Page>> =
        pages().filter(|page| !page.id.inferred()).map(|page| (fold(&page.id.value), page)).collect();
    let at = |path: &str| {
        let stem = path.strip_suffix(".html").unwrap_or(path);
        page_at(&format!("{stem}.html")).filter(|_| path.contains('/')).map(|ix| &all[ix])
    };
    let mut claimed: HashMap<String, &Arc<Page>> = HashMap::new();
    let mut findings = Vec::new();
    for page in pages() {
        for alias in &page.aliases {
            let Some(path) = in_site(page, &alias.value) else {
                let message =
                    format!("the alias `{}` leads out of the site, so nothing leads from it to here", alias.value);
                findings.push(
                    finding(page, alias, message).hint("write a path below the site's folder, such as `/old/name/`"),
                );
                continue;
            };
            let name = fold(alias.value.trim_matches('/'));
            let other = ids
                .get(&name)
                .or_else(|| claimed.get(&name))
                .copied()
                .or_else(|| at(&path))
                .filter(|other| !Arc::ptr_eq(other, page));
            if let Some(other) = other {
                let message = format!("`{}` is a name of `{}` too", alias.value, other.source.shown_path);
                findings.push(finding(page, alias, message).hint("take it from one of them; links lead to the first"));
            }
            claimed.entry(name).or_insert(page);
        }
    }
    findings
}

fn finding(page: &Page, alias: &Fact<String>, message: String) -> Diagnostic {
    Diagnostic::new(Rule::LinkAlias, page.source.shown_path.clone(), message).at(alias.span.clone())
}
