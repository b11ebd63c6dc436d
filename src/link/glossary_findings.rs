//! What the glossary lacks, repeats or does not need becomes findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::link::glossary::{Glossary, folded, is_linked, of_title};
use crate::link::links::Links;
use crate::link::relations::PageIx;
use crate::model::{Page, PageKind, Span};

/// How many incidents must use an acronym before its absence from the glossary is worth saying.
const COMMON: usize = 3;

/// Findings about the glossary; none for a site without one.
pub(super) fn findings(glossary: &Glossary, pages: &[Arc<Page>], links: &Links) -> Vec<Diagnostic> {
    if glossary.is_empty() {
        return Vec::new();
    }
    let mut findings = clashes(glossary, pages);
    if pages.iter().any(|page| page.incident().is_some()) {
        findings.extend(unused(pages, links));
        findings.extend(undefined(pages, links));
    }
    findings
}

fn clashes(glossary: &Glossary, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let clash = |(pattern, first, second): &(String, PageIx, PageIx)| {
        let (page, other) = (&pages[*second], &pages[*first]);
        let (name, span) = named(page, pattern);
        let message = format!("`{name}` is a name of `{}` too", other.source.shown_path);
        let finding = Diagnostic::new(Rule::GlossClash, page.source.shown_path.clone(), message).at(span);
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

fn unused(pages: &[Arc<Page>], links: &Links) -> Vec<Diagnostic> {
    let terms = pages.iter().enumerate().filter(|(_, page)| is_linked(page));
    let alone = terms.filter(|(ix, _)| links.backlinks[*ix].is_empty() && !links.uses.contains_key(ix));
    let finding = |(_, page): (PageIx, &Arc<Page>)| {
        let message = format!("no other page uses `{}`", page.title.value);
        let finding =
            Diagnostic::new(Rule::GlossUnused, page.source.shown_path.clone(), message).at(page.title.span.clone());
        finding.hint("add an alias for the words people use, or leave it for readers who look it up")
    };
    alone.map(finding).collect()
}

fn undefined(pages: &[Arc<Page>], links: &Links) -> Vec<Diagnostic> {
    let mut known = named_words(pages, links);
    known.extend(links.each.iter().flat_map(|page| page.acronyms.explained.iter().cloned()));
    let mut uses: BTreeMap<&str, Vec<(PageIx, Option<usize>)>> = BTreeMap::new();
    for (ix, page) in links.each.iter().enumerate().filter(|(ix, _)| pages[*ix].incident().is_some()) {
        for (acronym, place) in page.acronyms.used.iter().filter(|(acronym, _)| !known.contains(*acronym)) {
            uses.entry(acronym).or_default().push((ix, *place));
        }
    }
    let finding = |(acronym, uses): (&str, Vec<(PageIx, Option<usize>)>)| {
        let (first, place) = uses[0];
        let page = &pages[first];
        let message = format!("{} incidents use `{acronym}` and nothing explains it", uses.len());
        let finding = Diagnostic::new(Rule::GlossUndefined, page.source.shown_path.clone(), message);
        let finding = finding.hint(format!("write a glossary entry with `{acronym}` among its `aliases`"));
        match place {
            Some(at) => finding.at(page.source_span(&(at..at + acronym.len()))),
            None => finding,
        }
    };
    uses.into_iter().filter(|(_, uses)| uses.len() >= COMMON).map(finding).collect()
}

/// The words of which the names of terms, services and the like are made, so that an acronym among them is known.
fn named_words(pages: &[Arc<Page>], links: &Links) -> BTreeSet<String> {
    let facets = links.facets.values().flatten();
    let of_facets = facets.flat_map(|facet| {
        let names = [&facet.id, &facet.name].into_iter().chain(&facet.aliases);
        names.flat_map(|name| name.split([' ', '-', '_'])).map(str::to_uppercase)
    });
    let terms = pages.iter().filter(|page| page.kind == PageKind::Term);
    let of_terms = terms.flat_map(|page| {
        let names = page.aliases.iter().map(|alias| &alias.value).chain([&page.title.value]);
        names.flat_map(|name| name.split([' ', '-', '(', ')', '/'])).map(str::to_owned)
    });
    of_facets.chain(of_terms).collect()
}

/// The acronyms of a page that neither it nor the glossary nor a catalogue explains, in alphabetical order, each with where it first
/// stands in the page's text. None for a site without a glossary.
pub(super) fn unexplained<'l>(pages: &[Arc<Page>], links: &'l Links, page: PageIx) -> Vec<(&'l str, Option<usize>)> {
    let acronyms = &links.each[page].acronyms;
    let own = acronyms.used.iter().filter(|(acronym, _)| !acronyms.explained.contains(acronym));
    let mut own = own.map(|(acronym, place)| (acronym.as_str(), *place)).peekable();
    if own.peek().is_none() {
        return Vec::new();
    }
    let known = named_words(pages, links);
    own.filter(|(acronym, _)| !known.contains(*acronym)).collect()
}
