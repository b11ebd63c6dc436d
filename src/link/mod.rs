//! All pages become [`Links`]: every candidate resolved, every page with what links to it, every facet with
//! its members, every page with its address.
//!
//! Never reads Markdown: it sees candidates, passages, ids, aliases and catalogues.

mod address;
mod facets;
mod findings;
mod glossary;
mod resolve;
mod types;
mod unpublished;
mod written;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::{Config, Detail, LinkForm, Page};

pub use address::{safe_name, slug};
pub use facets::Names;
pub use types::*;
pub use unpublished::Unpublished;

use glossary::{Acronyms, Glossary};
use resolve::{Problem, Resolver};
use written::is_path;

/// What `link` needs beside the published pages.
#[derive(Debug)]
pub struct Inputs<'a> {
    /// Published pages, in path order.
    pub pages: &'a [Arc<Page>],
    /// The incidents among them, newest first.
    pub newest_first: &'a [PageIx],
    /// The configuration.
    pub config: &'a Config,
    /// Files that are not Markdown.
    pub assets: &'a BTreeMap<String, PathBuf>,
    /// What leads to pages that exist but are withheld.
    pub withheld: &'a Unpublished,
}

/// What one page's candidates and passages come to.
#[derive(Default)]
struct PageLinks {
    resolved: HashMap<(LinkForm, String), Target>,
    backlinks: Vec<(PageIx, String)>,
    findings: Vec<Diagnostic>,
    words: Words,
    uses: Vec<Use>,
    acronyms: Acronyms,
}

/// Resolves everything. Linear in the number of candidates; pages are worked on in parallel and joined in page order.
pub fn link(inputs: &Inputs<'_>) -> Links {
    let pages = inputs.pages;
    let (addresses, mut diagnostics) = address::addresses(pages);
    let mut links = Links { addresses, ..Links::default() };
    facets::facets(pages, inputs.newest_first, inputs.config, &mut links);
    let addresses = links.addresses.clone();
    let facets = links.facets.clone();
    let resolver = Resolver::new(pages, &addresses, &facets, inputs.assets, inputs.withheld);
    let glossary = Glossary::new(pages, facets.get(&FacetKind::Service).map_or(&[], Vec::as_slice));
    let one = |(ix, page): (PageIx, &Arc<Page>)| page_links(ix, page, inputs, &resolver, &glossary);
    let each: Vec<PageLinks> = pages.par_iter().enumerate().map(one).collect();
    let mut acronyms = Vec::new();
    links.backlinks = vec![Vec::new(); pages.len()];
    for (from, page) in each.into_iter().enumerate() {
        for (to, sentence) in page.backlinks {
            if to != from && !links.backlinks[to].iter().any(|b| b.from == from) {
                links.backlinks[to].push(Backlink { from, sentence });
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "the assets are kept in order of their path")]
        for target in page.resolved.values() {
            if let Target::Asset(path) = target {
                links.assets.insert(path.clone(), path.clone());
            }
        }
        links.resolved.push(page.resolved);
        links.words.push(page.words);
        for used in page.uses {
            links.uses.entry(used.term).or_default().push(used);
        }
        acronyms.push(page.acronyms);
        diagnostics.extend(page.findings);
    }
    asset_addresses(&mut links);
    front_matter(inputs, &resolver, &mut links, &mut diagnostics);
    diagnostics.extend(findings::duplicate_ids(pages));
    diagnostics.extend(glossary::findings(&glossary, &links, &acronyms));
    redirects(pages, &mut links);
    links.diagnostics = diagnostics;
    links
}

fn page_links(
    ix: PageIx,
    page: &Page,
    inputs: &Inputs<'_>,
    resolver: &Resolver<'_>,
    glossary: &Glossary<'_>,
) -> PageLinks {
    let mut found = PageLinks::default();
    for candidate in &page.candidates {
        let key = (candidate.form, candidate.target.clone());
        if !found.resolved.contains_key(&key) {
            let (target, problem) = resolver.resolve(ix, candidate.form, &candidate.target);
            let (target, problem) = allowed(target, problem, inputs.config);
            found.findings.extend(problem.map(|p| findings::finding(page, candidate, &p, inputs.pages)));
            found.resolved.insert(key.clone(), target);
        }
        if let Some(Target::Page(to, _)) = found.resolved.get(&key) {
            found.backlinks.push((*to, candidate.sentence.clone()));
        }
    }
    if !glossary.is_empty() {
        (found.words, found.uses) = glossary.words(ix, &found.resolved);
        found.acronyms = glossary::acronyms(page);
    }
    found
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

/// Gives every asset that pages use an address of its own.
fn asset_addresses(links: &mut Links) {
    let paths: Vec<String> = links.assets.keys().cloned().collect();
    let twins = links.addresses.iter().map(|a| a.to_lowercase().replace(".html", ".md"));
    let mut taken: std::collections::HashSet<String> =
        links.addresses.iter().map(|a| a.to_lowercase()).chain(twins).collect();
    let mut by_path: HashMap<String, String> = HashMap::new();
    links.assets.clear();
    for path in paths {
        let wanted = match address::asset_address(&path) {
            wanted if address::is_generated(&wanted) => format!("files/{wanted}"),
            wanted => wanted,
        };
        let (stem, extension) = wanted.rsplit_once('.').map_or((wanted.as_str(), ""), |(s, e)| (s, e));
        let mut address = wanted.clone();
        let mut number = 2;
        while !taken.insert(address.to_lowercase()) {
            address = format!("{stem}-{number}.{extension}");
            number += 1;
        }
        by_path.insert(path.clone(), address.clone());
        links.assets.insert(address, path);
    }
    for resolved in &mut links.resolved {
        #[expect(clippy::iter_over_hash_type, reason = "each value is changed by itself")]
        for target in resolved.values_mut() {
            if let Target::Asset(path) = target
                && let Some(address) = by_path.get(path)
            {
                address.clone_into(path);
            }
        }
    }
}

/// Relations that pages state as keys: related incidents, runbooks, steps of paths.
fn front_matter(inputs: &Inputs<'_>, resolver: &Resolver<'_>, links: &mut Links, diagnostics: &mut Vec<Diagnostic>) {
    links.related = vec![Vec::new(); inputs.pages.len()];
    links.not_related = vec![Vec::new(); inputs.pages.len()];
    for (ix, page) in inputs.pages.iter().enumerate() {
        for related in &page.related {
            match resolver.page(ix, &related.target) {
                Ok((to, _)) if to != ix => {
                    links.related[ix].push((to, related.why.clone()));
                    back(links, to, ix, related.why.as_deref());
                }
                Ok(_) => {}
                Err(problem) => {
                    diagnostics.push(findings::named(page, &related.target, &related.span, &problem, inputs.pages))
                }
            }
        }
        for other in &page.not_related {
            match resolver.page(ix, &other.target) {
                Ok((to, _)) => links.not_related[ix].push(to),
                Err(problem) => {
                    diagnostics.push(findings::named(page, &other.target, &other.span, &problem, inputs.pages))
                }
            }
        }
        links.not_related[ix].sort_unstable();
        match &page.detail {
            Detail::Incident(incident) => {
                for used in &incident.runbooks {
                    let to = resolver.page(ix, &used.value.target).ok().map(|(to, _)| to);
                    let withheld = to.is_none() && resolver.is_withheld(ix, &used.value.target);
                    if let Some(to) = to {
                        links.runbook_uses.entry(to).or_default().push((ix, used.value.outcome.clone()));
                        back(links, to, ix, None);
                    } else if used.value.outcome.as_deref() != Some("not-found") && !used.value.target.contains("://") {
                        let problem = if withheld { Problem::Withheld } else { Problem::Broken(None) };
                        diagnostics.push(findings::named(
                            page,
                            &used.value.target,
                            &used.value.span,
                            &problem,
                            inputs.pages,
                        ));
                    }
                    if !withheld {
                        let named = (used.value.target.clone(), to, used.value.outcome.clone());
                        links.runbooks.entry(ix).or_default().push(named);
                    }
                }
            }
            Detail::Path(path) => {
                let mut steps = Vec::new();
                for (at, step) in path.steps.iter().enumerate() {
                    let (target, problem) = step_target(resolver, ix, &step.target);
                    diagnostics
                        .extend(problem.map(|p| findings::named(page, &step.target, &step.span, &p, inputs.pages)));
                    if let Some(Target::Page(to, _)) = &target {
                        back(links, *to, ix, None);
                    }
                    if target.is_none() && (resolver.is_withheld(ix, &step.target) || is_path(&step.target)) {
                        unsay(inputs.pages, links, ix, step.why.as_deref());
                        continue;
                    }
                    steps.push((at, target));
                }
                links.steps.insert(ix, steps);
            }
            _ => {}
        }
    }
}

/// Forgets the words of the glossary in a text of the front matter that is not shown.
fn unsay(pages: &[Arc<Page>], links: &mut Links, page: PageIx, text: Option<&str>) {
    let Some(text) = text else { return };
    let hidden = |used: &Use| {
        let passage = pages[page].prose.get(used.passage as usize);
        used.page == page && passage.and_then(|passage| passage.fragment).is_some_and(|of| **of == *text)
    };
    for uses in links.uses.values_mut() {
        uses.retain(|used| !hidden(used));
    }
}

fn step_target(resolver: &Resolver<'_>, ix: PageIx, target: &str) -> (Option<Target>, Option<Problem>) {
    match resolver.resolve(ix, LinkForm::Wiki, target) {
        (Target::None, problem) => match resolver.resolve(ix, LinkForm::Inline, target) {
            (Target::None, _) => (None, problem),
            (found, _) => (Some(found), None),
        },
        (found, problem) => (Some(found), problem),
    }
}

fn back(links: &mut Links, to: PageIx, from: PageIx, sentence: Option<&str>) {
    if to != from && !links.backlinks[to].iter().any(|b| b.from == from) {
        links.backlinks[to].push(Backlink { from, sentence: sentence.unwrap_or_default().to_owned() });
    }
}

/// Stubs for aliases that look like paths, and for older ids beside the page.
fn redirects(pages: &[Arc<Page>], links: &mut Links) {
    let mut taken: std::collections::HashSet<String> = links.addresses.iter().map(|a| a.to_lowercase()).collect();
    taken.extend(links.facets.values().flatten().map(|f| f.address.to_lowercase()));
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
            let folder = links.addresses[ix].rsplit_once('/').map_or("", |(folder, _)| folder);
            let base = address::asset_address(stem);
            let address = if stem.contains('/') || folder.is_empty() {
                format!("{base}.html")
            } else {
                format!("{folder}/{base}.html")
            };
            if !address::is_reserved(&address) && taken.insert(address.to_lowercase()) {
                links.redirects.insert(address, ix);
            }
        }
    }
}
