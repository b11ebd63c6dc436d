//! All pages become [`Links`]: every candidate resolved, every page with what links to it, every facet with
//! its members, every page with its address.
//!
//! Never reads Markdown: it sees candidates, passages, ids, aliases and catalogues.

mod address;
mod directory;
mod facets;
mod findings;
mod glossary;
mod page_links;
mod resolve;
mod types;
mod unpublished;
mod written;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::load::Assets;
use crate::model::{Config, Page};

pub use address::{safe_name, slug};
pub use facets::Names;
pub use types::*;
pub use unpublished::Unpublished;

use directory::{Directory, Service};
use page_links::{PageLinks, page_links};
use resolve::Problem;

/// What `link` needs beside the published pages.
#[derive(Debug)]
pub struct Inputs<'a> {
    /// Published pages, in path order.
    pub pages: &'a [Arc<Page>],
    /// The configuration.
    pub config: &'a Arc<Config>,
    /// Files that are not Markdown.
    pub assets: &'a Arc<Assets>,
    /// What leads to pages that exist but are withheld.
    pub withheld: &'a Arc<Unpublished>,
}

/// The links of an earlier revision, and its pages.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// Its published pages.
    pub pages: &'a [Arc<Page>],
    /// Their links.
    pub links: &'a Links,
}

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
    let one = |ix: PageIx| match Arc::ptr_eq(&kept.pages[ix], &pages[ix]) && !concerned.contains(&ix) {
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
    for (from, page) in each.iter().enumerate() {
        for (to, sentence) in &page.leads {
            backlinks[*to].push(Backlink { from, sentence: Arc::clone(sentence) });
        }
        #[expect(clippy::iter_over_hash_type, reason = "the files are put in order of their address")]
        for target in page.resolved.values() {
            if let Target::Asset(address) = target {
                used.insert(address);
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
        facets_of: Arc::clone(&directory.facets_of),
        newest_first: Arc::clone(&directory.newest_first),
        redirects: Arc::clone(&directory.redirects),
        backlinks,
        runbook_uses,
        uses,
        each,
        directory,
    }
}

/// What is to be said of links, names and the glossary: broken and ambiguous targets, collisions, ids and terms that clash.
pub fn findings(pages: &[Arc<Page>], links: &Links) -> Vec<Diagnostic> {
    let mut findings = links.directory.collisions.to_vec();
    findings.extend(links.each.iter().flat_map(|page| page.findings.iter().cloned()));
    findings.extend(findings::duplicate_ids(pages));
    findings.extend(glossary::findings(&links.directory.glossary, pages, links));
    findings
}

/// The acronyms of a page that neither it nor the glossary nor a catalogue explains, in alphabetical order, each with where it first
/// stands in the page's text, where that is as written. None for a site without a glossary.
pub fn unexplained<'l>(pages: &[Arc<Page>], links: &'l Links, page: PageIx) -> Vec<(&'l str, Option<usize>)> {
    glossary::unexplained(pages, links, page)
}

/// The incidents among `pages`, newest first; undated ones last, ties by path.
fn newest_incidents(pages: &[Arc<Page>]) -> Vec<PageIx> {
    let mut list: Vec<PageIx> = (0..pages.len()).filter(|&ix| pages[ix].incident().is_some()).collect();
    list.sort_by(|&a, &b| newest_first(&pages[a], &pages[b]));
    list
}

/// Orders pages by date, newest first; undated ones last; ties by path.
pub fn newest_first(a: &Page, b: &Page) -> std::cmp::Ordering {
    let key = |p: &Page| p.dated.as_ref().map(|d| d.value.sort_instant());
    key(b).cmp(&key(a)).then_with(|| a.source.path.cmp(&b.source.path))
}

/// Extensions of files that no browser runs or styles: these are copied, and what the configuration names.
const PASSIVE: &[&str] = &[
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "avif",
    "bmp",
    "tif",
    "tiff",
    "heic",
    "mp4",
    "webm",
    "mov",
    "m4v",
    "mp3",
    "ogg",
    "oga",
    "ogv",
    "wav",
    "m4a",
    "flac",
    "pdf",
    "txt",
    "log",
    "csv",
    "tsv",
    "json",
    "jsonl",
    "ndjson",
    "yaml",
    "yml",
    "toml",
    "ini",
    "conf",
    "cfg",
    "diff",
    "patch",
    "sql",
    "sh",
    "bash",
    "py",
    "go",
    "rs",
    "rb",
    "tf",
    "hcl",
    "promql",
    "har",
    "pcap",
    "puml",
    "plantuml",
    "mmd",
    "dot",
    "drawio",
    "excalidraw",
    "zip",
    "gz",
    "tgz",
    "bz2",
    "xz",
    "zst",
    "7z",
    "tar",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "doc",
    "xls",
    "ppt",
    "ics",
    "eml",
    "ipynb",
    "parquet",
    "asciinema",
    "cast",
];

/// Whether a file may be copied. Its extension is judged as it will be written, and it must be that of the file itself.
fn allowed(target: Target, problem: Option<Problem>, config: &Config) -> (Target, Option<Problem>) {
    let Target::Asset(path) = &target else { return (target, problem) };
    let extension = |name: &str| match name.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        Some((_, extension)) => extension.to_lowercase(),
        None => String::new(),
    };
    let (own, written) = (extension(path), extension(&address::asset_address(path)));
    let named = config.content.allow.iter().any(|e| e.trim_start_matches('.').eq_ignore_ascii_case(&own));
    if own == written && (PASSIVE.contains(&own.as_str()) || (named && !own.is_empty())) {
        return (target, problem);
    }
    (Target::None, Some(Problem::Type(own)))
}

/// Stubs for aliases that look like paths, and for older ids beside the page.
fn redirects(
    pages: &[Arc<Page>],
    addresses: &[String],
    facets: &BTreeMap<FacetKind, Vec<Facet>>,
) -> BTreeMap<String, PageIx> {
    let mut redirects = BTreeMap::new();
    let mut taken: HashSet<String> = addresses.iter().map(|a| a.to_lowercase()).collect();
    taken.extend(facets.values().flatten().map(|f| f.address.to_lowercase()));
    for (ix, page) in pages.iter().enumerate() {
        if page.kind == crate::model::PageKind::Term {
            continue;
        }
        for alias in &page.aliases {
            let written = alias.value.trim().trim_matches('/');
            let stem = [".html", ".md", "/index"].iter().find_map(|e| written.strip_suffix(e)).unwrap_or(written);
            let too_long = stem.len() > 300 || stem.split('/').count() > 12;
            if stem.is_empty() || too_long || stem.contains("://") {
                continue;
            }
            let folder = addresses[ix].rsplit_once('/').map_or("", |(folder, _)| folder);
            let base = address::asset_address(stem);
            let address = if stem.contains('/') || folder.is_empty() {
                format!("{base}.html")
            } else {
                format!("{folder}/{base}.html")
            };
            if !address::is_reserved(&address) && taken.insert(address.to_lowercase()) {
                redirects.insert(address, ix);
            }
        }
    }
    redirects
}
