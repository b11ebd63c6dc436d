//! What a page's links lead to becomes cards: the words of the glossary, and the write-ups and services it names.
//!
//! They close the page as lists that anyone can read; a script shows the same entries beside the links.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::link::{Facet, FacetKind, PageIx, Target};
use crate::markup::page_words::words_on_page;
use crate::model::{Detail, PageKind};
use crate::parse::fragment_text;
use crate::text::{primary_language, shorten};
use crate::views::Views;

/// The cards of one page.
#[derive(Default, Serialize)]
pub(crate) struct Mentioned {
    /// Words of the glossary, in order of title.
    words: Vec<WordCard>,
    /// Write-ups, runbooks and paths, newest first, then services.
    others: Vec<OtherCard>,
}

/// A word and what it means here.
#[derive(Serialize)]
struct WordCard {
    title: String,
    address: String,
    /// Plain text; word and meaning together have at most [`LIMIT`] characters.
    meaning: String,
    /// The language, where it is not the page's.
    lang: Option<String>,
}

/// A write-up or service.
#[derive(Serialize)]
struct OtherCard {
    title: String,
    address: String,
    /// The card of a page, for its date, label and severity.
    card: Option<Value>,
    /// `Service`, and who runs it.
    about: Option<String>,
    text: Option<String>,
}

/// The longest card, in characters.
const LIMIT: usize = 300;

/// The longest title on a card.
const TITLE: usize = 140;

/// What date, severity and label take of it.
const FURNITURE: usize = 60;

/// The most cards of a page beside its words; a page that links to more is a list, and needs none.
const MOST: usize = 60;

/// What the page `ix` links to.
pub(crate) fn mentioned(views: &Views, ix: PageIx) -> Mentioned {
    let links = &views.site.links;
    let words = links.words(ix).terms.iter().filter(|&&term| term != ix).filter_map(|&term| word(views, ix, term));
    let (pages, services) = targets(views, ix);
    let pages = crate::views::newest(&views.site, pages.into_iter().filter(|&page| page != ix).collect());
    let others =
        pages.into_iter().map(|page| page_card(views, page)).chain(services.into_iter().map(|at| service(views, at)));
    Mentioned { words: words.collect(), others: others.take(MOST).collect() }
}

/// The pages other than terms, and the services, that the page's own links, related pages and facts lead to.
fn targets(views: &Views, ix: PageIx) -> (BTreeSet<PageIx>, BTreeSet<usize>) {
    let links = &views.site.links;
    let mut pages: BTreeSet<PageIx> = links.related(ix).iter().map(|(page, _)| *page).collect();
    let mut services = BTreeSet::new();
    services.extend(links.facets_of[ix].get(&FacetKind::Service).into_iter().flatten());
    pages.extend(links.runbooks(ix).iter().filter_map(|(_, page, _)| *page));
    #[expect(clippy::iter_over_hash_type, reason = "the targets are collected into sorted sets")]
    for target in links.resolved(ix).values() {
        match target {
            Target::Page(page, _) => {
                pages.insert(*page);
            }
            Target::Facet(FacetKind::Service, at) => {
                services.insert(*at);
            }
            _ => {}
        }
    }
    pages.retain(|&page| !matches!(views.site.pages[page].kind, PageKind::Term | PageKind::Page));
    let of_services: BTreeSet<usize> = {
        let page_of = |at: usize, facet: &Facet| facet.page.filter(|page| pages.contains(page)).map(|_| at);
        views.facets(FacetKind::Service).iter().enumerate().filter_map(|(at, facet)| page_of(at, facet)).collect()
    };
    pages.retain(|page| !views.facet_pages().contains(page));
    services.extend(of_services);
    (pages, services)
}

fn word(views: &Views, page: PageIx, term: PageIx) -> Option<WordCard> {
    let own = &views.site.pages[term];
    let title = shorten(&own.title.value, TITLE);
    // One more for the space between them.
    let meaning = shorten(&meaning(views, term), LIMIT - 1 - title.chars().count());
    let lang = Some(&own.lang).filter(|lang| primary_language(lang) != primary_language(&views.site.pages[page].lang));
    let address = views.site.links.addresses[term].clone();
    (!meaning.is_empty()).then(|| WordCard { title, address, meaning, lang: lang.cloned() })
}

/// What a term means, in plain text: its summary, or its senses one after the other.
pub(crate) fn meaning(views: &Views, term: PageIx) -> String {
    let page = &views.site.pages[term];
    let summary = views.summary(term).map(str::to_owned);
    let beginning = || page.prose.get(0).map(|passage| passage.text(&page.text).trim().to_owned());
    let words = |text: &String| words_on_page(&views.site, term, text);
    match &page.detail {
        Detail::Term(term)
            if term.senses.len() > 1 && page.summary.as_ref().is_none_or(|summary| summary.inferred()) =>
        {
            let sense = |(ix, sense): (usize, &String)| format!("({}) {}", ix + 1, words(sense));
            term.senses.iter().enumerate().map(sense).collect::<Vec<_>>().join(" ")
        }
        Detail::Term(term) => summary.or_else(|| term.senses.first().map(words)).or_else(beginning).unwrap_or_default(),
        _ => summary.unwrap_or_default(),
    }
}

fn page_card(views: &Views, ix: PageIx) -> OtherCard {
    let title = shorten(views.site.title(ix), TITLE);
    let room = LIMIT - FURNITURE - title.chars().count();
    let text = views.summary(ix).map(|summary| shorten(summary, room));
    OtherCard {
        title,
        address: views.site.links.addresses[ix].clone(),
        card: Some(views.card(ix).clone()),
        about: None,
        text: text.filter(|text| !text.is_empty()),
    }
}

fn service(views: &Views, at: usize) -> OtherCard {
    let facet = &views.facets(FacetKind::Service)[at];
    let wording = &views.site.wording;
    let kind = wording.say(if facet.retired.is_some() { "kind.retired_service" } else { "kind.service" });
    let about = match facet.team.map(|team| &views.facets(FacetKind::Team)[team].name) {
        Some(team) => wording.fill("kind.run_by", &[("kind", &kind), ("team", team)]),
        None => kind,
    };
    let about = shorten(&about, FURNITURE);
    let title = shorten(&facet.name, TITLE);
    let room = LIMIT - title.chars().count() - about.chars().count();
    let text = shorten(&fragment_text(&facet.description), room);
    OtherCard {
        title,
        address: facet.address.clone(),
        card: None,
        about: Some(about),
        text: Some(text).filter(|text| !text.is_empty()),
    }
}
