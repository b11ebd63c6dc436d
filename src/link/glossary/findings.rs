//! What the glossary lacks, repeats or does not need becomes findings.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{folded, of_title};
use super::{Acronyms, Glossary};
use crate::diag::Diagnostic;
use crate::link::{Links, PageIx};
use crate::model::{Page, PageKind, Span};

/// How many incidents must use an acronym before its absence from the glossary is worth saying.
const COMMON: usize = 3;

/// Findings about the glossary; none for a site without one. `acronyms` are those of each page.
pub(in crate::link) fn findings(glossary: &Glossary<'_>, links: &Links, acronyms: &[Acronyms]) -> Vec<Diagnostic> {
    if glossary.is_empty() {
        return Vec::new();
    }
    let mut findings = clashes(glossary);
    if glossary.pages.iter().any(|page| page.incident().is_some()) {
        findings.extend(unused(glossary, links));
        findings.extend(undefined(glossary, links, acronyms));
    }
    findings
}

fn clashes(glossary: &Glossary<'_>) -> Vec<Diagnostic> {
    let clash = |(pattern, first, second): &(String, PageIx, PageIx)| {
        let (page, other) = (&glossary.pages[*second], &glossary.pages[*first]);
        let (name, span) = named(page, pattern);
        let message = format!("`{name}` is a name of `{}` too", other.source.shown_path);
        let finding = Diagnostic::new("gloss/clash", page.source.shown_path.clone(), message).at(span);
        finding.hint("take the alias from one of them, or make one entry with several `senses`")
    };
    glossary.clashes.iter().map(clash).collect()
}

/// The name of a term that comes to `pattern`, as written, and where.
fn named<'p>(page: &'p Page, pattern: &str) -> (&'p str, Span) {
    let alias = page.aliases.iter().find(|alias| folded(&alias.value) == pattern);
    let of_title = || of_title(&page.title.value).into_iter().find(|name| folded(name) == pattern);
    match alias {
        Some(alias) => (&alias.value, alias.span.clone()),
        None => (of_title().unwrap_or(&page.title.value), page.title.span.clone()),
    }
}

fn unused(glossary: &Glossary<'_>, links: &Links) -> Vec<Diagnostic> {
    let terms = glossary.pages.iter().enumerate().filter(|(_, page)| super::is_linked(page));
    let alone = terms.filter(|(ix, _)| links.backlinks[*ix].is_empty() && !links.uses.contains_key(ix));
    let finding = |(_, page): (PageIx, &std::sync::Arc<Page>)| {
        let message = format!("no other page uses `{}`", page.title.value);
        let finding =
            Diagnostic::new("gloss/unused", page.source.shown_path.clone(), message).at(page.title.span.clone());
        finding.hint("add an alias for the words people use, or leave it for readers who look it up")
    };
    alone.map(finding).collect()
}

fn undefined(glossary: &Glossary<'_>, links: &Links, acronyms: &[Acronyms]) -> Vec<Diagnostic> {
    let mut known: BTreeSet<String> = acronyms.iter().flat_map(|page| page.explained.iter().cloned()).collect();
    let facets = links.facets.values().flatten();
    known.extend(facets.flat_map(|facet| {
        let names = [&facet.id, &facet.name].into_iter().chain(&facet.aliases);
        names.flat_map(|name| name.split([' ', '-', '_'])).map(str::to_uppercase).collect::<Vec<_>>()
    }));
    let terms = glossary.pages.iter().filter(|page| page.kind == PageKind::Term);
    known.extend(terms.flat_map(|page| {
        let names = page.aliases.iter().map(|alias| &alias.value).chain([&page.title.value]);
        names.flat_map(|name| name.split([' ', '-', '(', ')', '/'])).map(str::to_owned).collect::<Vec<_>>()
    }));
    let mut uses: BTreeMap<&str, Vec<(PageIx, Option<usize>)>> = BTreeMap::new();
    for (ix, page) in acronyms.iter().enumerate().filter(|(ix, _)| glossary.pages[*ix].incident().is_some()) {
        for (acronym, place) in page.used.iter().filter(|(acronym, _)| !known.contains(*acronym)) {
            uses.entry(acronym).or_default().push((ix, *place));
        }
    }
    let finding = |(acronym, uses): (&str, Vec<(PageIx, Option<usize>)>)| {
        let (first, place) = uses[0];
        let page = &glossary.pages[first];
        let message = format!("{} incidents use `{acronym}` and nothing explains it", uses.len());
        let finding = Diagnostic::new("gloss/undefined", page.source.shown_path.clone(), message);
        let finding = finding.hint(format!("write a glossary entry with `{acronym}` among its `aliases`"));
        match place {
            Some(at) => finding.at(page.source_span(&(at..at + acronym.len()))),
            None => finding,
        }
    };
    uses.into_iter().filter(|(_, uses)| uses.len() >= COMMON).map(finding).collect()
}
