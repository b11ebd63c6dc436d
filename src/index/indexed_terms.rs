//! A document becomes what the search index keeps of it: terms, neighbouring terms, words as written, and its names.
//!
//! The title counts three times, headings and what a write-up says of itself in a word or two (services, teams, factors, tags, alerts,
//! keywords) twice, everything else once; code counts as prose does.

use std::borrow::Cow;

use crate::index::documents::{self, DocumentSource};
use crate::index::known_terms::LentTerms;
use crate::index::list_names;
use crate::index::name_keys;
use crate::index::term_writer::{Prepared, TermWriter};
use crate::link::{FacetKind, PageIx};
use crate::markup::link_targets::wiki_label;
use crate::markup::page_words::{lines_on_page, passages_on_page};
use crate::model::{Detail, LinkForm, Page, Reference};
use crate::parse::fragment_text;
use crate::site::Site;
use crate::views::generated_list::GeneratedList;
use crate::views::{Views, cards};

/// How often a title counts.
const TITLE: usize = 3;

/// How often headings count, and words that say what it is about.
const ABOUT: usize = 2;

/// Analyses a document. Linear in its length; what comes out is the same whatever is known.
pub(crate) fn prepare(views: &Views, source: DocumentSource, known: &mut LentTerms<'_>) -> Prepared {
    let mut writer = TermWriter::new(known.for_document());
    match source {
        DocumentSource::Page(ix) => page(views, ix, &mut writer),
        DocumentSource::Facet(kind, at) => facet(views, kind, at, &mut writer),
        DocumentSource::List(at) => list(&views.lists()[at], &mut writer),
    }
    writer.finish()
}

fn page(views: &Views, ix: PageIx, writer: &mut TermWriter<'_>) {
    let page = &views.site.pages[ix];
    writer.passage(&page.title.value, TITLE);
    writer.name(&page.title.value);
    if let Some(short) = &page.short_title {
        writer.name(short);
    }
    for name in name_keys::others(page) {
        writer.passage(name, if page.kind == crate::model::PageKind::Term { TITLE } else { 1 });
        writer.name(name);
    }
    for name in name_keys::respelt(page) {
        writer.name(&name);
    }
    if let Some(at) = documents::service_of(views, ix) {
        facet(views, FacetKind::Service, at, writer);
    }
    for alert in alerts(page) {
        writer.passage(alert, ABOUT);
        writer.name(alert);
    }
    for text in about(views, ix) {
        writer.passage(text, ABOUT);
    }
    for text in dates(views, ix) {
        writer.passage(&text, 1);
    }
    for ticket in page
        .incident()
        .iter()
        .flat_map(|incident| &incident.actions)
        .filter_map(|action| action.value.ticket.as_deref())
    {
        writer.passage(ticket, 1);
    }
    for text in fragments(views, ix) {
        writer.passage(&text, 1);
    }
    body(&views.site, ix, writer);
}

/// What the body of a page says, read unless it is known.
fn body(site: &Site, ix: PageIx, writer: &mut TermWriter<'_>) {
    let known = &site.known.terms;
    let read = |writer: &mut TermWriter<'_>| {
        known.note_read();
        for passage in passages_on_page(site, ix) {
            writer.passage(&passage.text, if passage.is_heading { ABOUT } else { 1 });
        }
    };
    let key = known.are_kept().then(|| site.key_in_cache(ix)).flatten();
    let Some(key) = key else { return read(writer) };
    // A page shows the names of what it links to by name.
    let named = site.pages[ix].candidates.iter().filter(|candidate| candidate.form == LinkForm::Wiki);
    let names: Vec<String> = named.map(|link| wiki_label(site, ix, &link.target).unwrap_or_default()).collect();
    let enters: Vec<&[u8]> = std::iter::once(&key[..]).chain(names.iter().map(String::as_bytes)).collect();
    if let Some(terms) = known.known(&enters) {
        return writer.add_known(&terms);
    }
    known.add(&enters, &writer.recorded(read));
}

/// What the front matter says in sentences, as far as the page shows it: of steps and references that lead to withheld pages, nothing.
pub(crate) fn fragments<'v>(views: &'v Views, ix: PageIx) -> Vec<Cow<'v, str>> {
    let page = &views.site.pages[ix];
    let outside = |reference: &&Reference| reference.url.as_ref().is_some_and(|url| url.starts_with("http"));
    let titles = page.refs.iter().filter(outside).filter_map(|reference| reference.title.as_deref());
    let words = |text: &str| lines_on_page(&views.site, ix, text);
    let mut texts: Vec<Cow<'_, str>> = titles.map(Cow::Borrowed).collect();
    if let Detail::Path(path) = &page.detail {
        let shown = views.site.links.steps(ix).iter();
        texts.extend(shown.filter_map(|(step, _)| path.steps[*step].why.as_deref()).flat_map(words).map(Cow::Owned));
    } else {
        texts.extend(page.prose.fragments().flat_map(words).map(Cow::Owned));
    }
    texts
}

/// What a list is called. By its words alone nobody asks for it: "incident" stands in most questions.
fn list(list: &GeneratedList, writer: &mut TermWriter<'_>) {
    writer.name(&list.title);
    for name in list_names::of(&list.address) {
        writer.name(name);
    }
}

/// What the catalogue says of a service, factor or the like.
fn facet(views: &Views, kind: FacetKind, at: usize, writer: &mut TermWriter<'_>) {
    let facet = &views.facets(kind)[at];
    writer.passage(&facet.name, TITLE);
    for name in [&facet.name, &facet.id].into_iter().chain(&facet.aliases) {
        writer.name(name);
    }
    for alias in std::iter::once(&facet.id).chain(&facet.aliases) {
        writer.passage(alias, ABOUT);
    }
    writer.passage(&fragment_text(&facet.description), 1);
}

/// The alerts that rang, or that lead to a runbook.
fn alerts(page: &Page) -> Vec<&str> {
    match &page.detail {
        Detail::Incident(incident) => incident.alerts.iter().map(|alert| alert.name.as_str()).collect(),
        Detail::Runbook(runbook) => runbook.alerts.iter().map(|alert| alert.value.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// When it happened: as people read it, and as a month.
fn dates(views: &Views, ix: PageIx) -> Vec<String> {
    let page = &views.site.pages[ix];
    let Some(dated) = &page.dated else { return Vec::new() };
    let date = cards::date(&views.site.wording, page, &views.zone).map(|when| when.date);
    let day = dated.value.date();
    date.into_iter().chain([day.strftime("%Y-%m").to_string()]).collect()
}

/// What a page says of itself in a word or two.
fn about(views: &Views, ix: PageIx) -> Vec<&str> {
    let page = &views.site.pages[ix];
    let of = &views.site.links.facets_of[ix];
    let kinds = [FacetKind::Service, FacetKind::Team, FacetKind::Factor, FacetKind::Tag];
    let values = kinds.into_iter().flat_map(|kind| of.get(&kind).into_iter().flatten().map(move |&at| (kind, at)));
    let names = values.map(|(kind, at)| views.facets(kind)[at].name.as_str());
    let company = page.incident().and_then(|incident| incident.company.as_ref());
    let words = page.keywords.iter().chain(company).map(|word| word.value.as_str());
    names.chain(words).collect()
}
