//! All pages become [`Links`]: every candidate resolved, every page with what links to it, every facet with
//! its members, every page with its address.
//!
//! Never reads Markdown: it sees candidates, passages, ids, aliases and catalogues.

mod asset_paths;
mod by_date;
mod copied_files;
pub(crate) mod data_pictures;
mod directory;
mod facet_keys;
mod facet_names;
mod facets;
mod folder_names;
mod foreign_targets;
mod glossary;
mod glossary_findings;
mod heading_anchors;
mod inputs;
mod link_findings;
mod link_problem;
mod links;
mod list_titles;
mod name_words;
mod near_names;
mod page_links;
mod page_names;
mod page_paths;
mod redirects;
mod relations;
mod resolve;
mod service_relations;
mod site_lists;
mod site_places;
mod withheld_names;
mod written_targets;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Severity};
use crate::model::Page;

pub(crate) use crate::addresses::slug;
pub use crate::model::FacetKind;
pub use by_date::newest_first;
pub(crate) use facet_keys::loose_key;
pub use facet_names::FacetNames;
pub(crate) use folder_names::is_generic;
pub use inputs::Inputs;
pub use links::{Earlier, Links};
pub use relations::*;
pub use withheld_names::Unpublished;

use directory::{Directory, Service};
pub(crate) use page_links::turned_key;
use page_links::{PageLinks, page_links};

/// Resolves everything. Linear in the number of candidates; pages are worked on in parallel and joined in page order.
///
/// The result does not depend on `earlier`, which saves work: where what pages show to each other is as it was, only pages that are
/// not those of the earlier revision are resolved again.
pub fn link(inputs: &Inputs<'_>, earlier: Option<Earlier<'_>>) -> Links {
    let pages = inputs.pages;
    let service = earlier.map_or(Service::None, |earlier| earlier.links.directory.serves(inputs));
    let (directory, kept, concerned) = match (service, earlier) {
        // It goes on with the newest pages, so that older ones are not kept for its sake.
        (Service::Whole, Some(earlier)) => {
            (Arc::new(earlier.links.directory.with_pages(pages)), earlier, HashSet::new())
        }
        (Service::ButForHeadings(changed), Some(earlier)) => {
            let directory = Arc::new(earlier.links.directory.with_pages(pages));
            let leading = changed.iter().flat_map(|&to| &earlier.links.backlinks[to]).map(|link| link.from);
            (directory, earlier, leading.collect())
        }
        _ => {
            let directory = Arc::new(Directory::new(inputs));
            let each = (0..pages.len()).into_par_iter().map(|ix| Arc::new(page_links(ix, pages, &directory))).collect();
            return joined(directory, each);
        }
    };
    let is_kept = |ix: PageIx| {
        Arc::ptr_eq(&kept.pages[ix], &pages[ix]) && !concerned.contains(&ix) && !kept.links.each[ix].is_cut
    };
    let one = |ix: PageIx| match is_kept(ix) {
        true => Arc::clone(&kept.links.each[ix]),
        false => Arc::new(page_links(ix, pages, &directory)),
    };
    let each = (0..pages.len()).map(one).collect();
    joined(directory, each)
}

/// What all pages' links come to together.
fn joined(directory: Arc<Directory>, each: Vec<Arc<PageLinks>>) -> Links {
    let mut backlinks: Vec<Vec<Backlink>> = vec![Vec::new(); each.len()];
    let mut uses: BTreeMap<PageIx, Vec<Use>> = BTreeMap::new();
    let mut used: HashSet<&str> = HashSet::new();
    let mut lists: BTreeSet<String> = BTreeSet::new();
    for (from, page) in each.iter().enumerate() {
        for (to, sentence) in &page.leads {
            backlinks[*to].push(Backlink { from, sentence: Arc::clone(sentence) });
        }
        #[expect(clippy::iter_over_hash_type, reason = "the files are put in order of their address")]
        for target in page.resolved.values() {
            match target {
                Target::Asset(address) => drop(used.insert(address)),
                Target::Generated(address) => drop(lists.insert(address.clone())),
                _ => {}
            }
        }
        for found in &page.uses {
            uses.entry(found.term).or_default().push(*found);
        }
    }
    let mut runbook_uses: BTreeMap<PageIx, Vec<(PageIx, Option<String>)>> = BTreeMap::new();
    for (from, page) in each.iter().enumerate() {
        for (to, sentence) in &page.relates {
            if *to != from && !backlinks[*to].iter().any(|b| b.from == from) {
                backlinks[*to].push(Backlink { from, sentence: Arc::clone(sentence) });
            }
        }
        for (_, to, outcome) in &page.runbooks {
            if let Some(to) = to {
                runbook_uses.entry(*to).or_default().push((from, outcome.clone()));
            }
        }
    }
    let copied = directory.copied().iter().filter(|(_, address)| used.contains(address.as_str()));
    Links {
        assets: copied.map(|(path, address)| (address.clone(), path.clone())).collect(),
        addresses: Arc::clone(&directory.addresses),
        facets: Arc::clone(&directory.facets),
        name_words: Arc::default(),
        facets_of: Arc::clone(&directory.facets_of),
        newest_first: Arc::clone(&directory.newest_first),
        titles: Arc::clone(&directory.titles),
        redirects: Arc::clone(&directory.redirects),
        backlinks,
        runbook_uses,
        uses,
        lists,
        each,
        directory,
    }
}

/// What findings print before a path below the content folder.
fn prefix(pages: &[Arc<Page>]) -> &str {
    let of = |page: &'_ Arc<Page>| page.source.shown_path.len().saturating_sub(page.source.path.len());
    pages.first().map_or("", |page| &page.source.shown_path[..of(page)])
}

/// What is to be said of links, names and the glossary: broken and ambiguous targets, collisions, ids and terms that clash.
pub fn findings(pages: &[Arc<Page>], links: &Links) -> Vec<Diagnostic> {
    let mut findings = links.directory.collisions.to_vec();
    findings.extend(copied_files::reserved_findings(&links.assets, prefix(pages)));
    findings.extend(links.each.iter().flat_map(|page| page.findings.iter().cloned()));
    findings.extend(link_findings::duplicate_ids(pages));
    findings.extend(redirects::findings(pages, &|address| links.page_at(address)));
    findings.extend(glossary_findings::findings(&links.directory.glossary, pages, links));
    findings
}

/// The same for a site of which others see more: that a link leads nowhere for these readers is known, and no mistake.
pub fn for_some_readers(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let told = |finding: Diagnostic| match link_findings::is_of_withheld(&finding) {
        true => {
            let hint = String::from("whom it is for sees the link; for all others the words stay as text");
            Diagnostic { severity: Severity::Note, hints: vec![hint], ..finding }
        }
        false => finding,
    };
    findings.into_iter().map(told).collect()
}

/// The acronyms of a page that neither it nor the glossary nor a catalogue explains, in alphabetical order, each with where it first
/// stands in the page's text, where that is as written. None for a site without a glossary.
pub fn unexplained<'l>(pages: &[Arc<Page>], links: &'l Links, page: PageIx) -> Vec<(&'l str, Option<usize>)> {
    glossary_findings::unexplained(pages, links, page)
}
