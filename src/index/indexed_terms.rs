//! A document becomes what the search index keeps of it: terms, neighbouring terms, words as written, and its names.
//!
//! The title counts three times, headings and what a write-up says of itself in a word or two (services, teams, factors, tags, alerts,
//! keywords) twice, everything else once; code counts as prose does.

use std::borrow::Cow;

use crate::index::documents::{self, DocumentSource};
use crate::index::known_terms::{KnownTerms, LentTerms};
use crate::index::list_names;
use crate::index::name_keys;
use crate::index::term_pair::pair_after;
use crate::link::{FacetKind, PageIx};
use crate::markup::page_words::{lines_on_page, passages_on_page};
use crate::model::{Detail, Page, Reference};
use crate::parse::fragment_text;
use crate::text::{Word, WordForm, camel_parts, fold, read};
use crate::views::generated_list::GeneratedList;
use crate::views::{Views, cards};

/// What the segment is told of a document: texts of one token a line.
#[derive(Default)]
pub(crate) struct Prepared {
    /// Its terms, as often as they count.
    pub terms: String,
    /// How many those are.
    pub tokens: u32,
    /// The hashes of neighbouring terms, each once.
    pub pairs: Vec<u32>,
    /// The keys of what it is called.
    pub names: Vec<String>,
    /// Stems, each with a term of its own that some word of it has. What was said of an earlier document may be left out.
    pub families: Vec<(String, String)>,
}

/// How often a title counts.
const TITLE: usize = 3;

/// How often headings count, and words that say what it is about.
const ABOUT: usize = 2;

/// Stands in the dictionary after a term that is a part of a word in camel case: `Hub` of `GitHub` is less than `hub`.
pub(crate) const PART: char = '\u{2}';

/// Analyses a document. Linear in its length; what comes out is the same whatever is known.
pub(crate) fn prepare(views: &Views, source: DocumentSource, known: &mut LentTerms<'_>) -> Prepared {
    let mut writer = TermWriter { prepared: Prepared::default(), known: known.for_document() };
    match source {
        DocumentSource::Page(ix) => page(views, ix, &mut writer),
        DocumentSource::Facet(kind, at) => facet(views, kind, at, &mut writer),
        DocumentSource::List(at) => list(&views.lists()[at], &mut writer),
    }
    writer.prepared.pairs.sort_unstable();
    writer.prepared.pairs.dedup();
    writer.prepared
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
    for passage in passages_on_page(&views.site, ix) {
        writer.passage(&passage.text, if passage.is_heading { ABOUT } else { 1 });
    }
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

/// The words that a word begins or ends with, by their places: itself, and its first or last part.
type WordEnds = [Option<u32>; 2];

struct TermWriter<'k> {
    prepared: Prepared,
    known: &'k mut KnownTerms,
}

impl TermWriter<'_> {
    /// Adds a text that counts `weight` times. Its neighbouring terms count once: a phrase stands there or it does not.
    fn passage(&mut self, text: &str, weight: usize) {
        let reading = read(text);
        let from = self.prepared.terms.len();
        let mut tokens = 0;
        let mut before: Option<(u32, WordEnds)> = None;
        for word in reading.words.iter().filter(|word| word.form != WordForm::Stop) {
            let (first, last, added) = self.word(word);
            tokens += added;
            if let Some((position, lasts)) = &before {
                for a in lasts.iter().flatten() {
                    for b in first.iter().flatten() {
                        self.neighbours(*a, *b, word.position - position);
                    }
                }
            }
            before = Some((word.position, last));
        }
        for whole in &reading.wholes {
            let term = self.known.term(&whole.surface, &mut self.prepared.families);
            self.token(term);
            tokens += 1;
        }
        let once = self.prepared.terms[from..].to_owned();
        for _ in 1..weight {
            self.prepared.terms.push_str(&once);
        }
        self.prepared.tokens += tokens * weight as u32;
    }

    /// Adds a word and its parts: the words it may begin with, those it may end with, and how many tokens it has.
    fn word(&mut self, word: &Word<'_>) -> (WordEnds, WordEnds, u32) {
        let term = self.known.term(&word.surface, &mut self.prepared.families);
        self.token(term);
        if word.form != WordForm::Word {
            return ([Some(term), None], [Some(term), None], 1);
        }
        let parts: Vec<u32> = camel_parts(word.written).into_iter().map(|part| self.part(&fold(part))).collect();
        for two in parts.windows(2) {
            self.neighbours(two[0], two[1], 1);
        }
        let ends = |part: Option<&u32>| [Some(term), part.copied()];
        (ends(parts.first()), ends(parts.last()), 1 + parts.len() as u32)
    }

    fn token(&mut self, term: u32) {
        self.prepared.terms.push_str(&self.known.terms[term as usize].form);
        self.prepared.terms.push('\n');
    }

    fn neighbours(&mut self, first: u32, second: u32, gap: u32) {
        let [first, second] = [first, second].map(|term| &self.known.terms[term as usize]);
        self.prepared.pairs.push(pair_after(first.begun, &second.stem, gap));
    }

    fn name(&mut self, name: &str) {
        self.prepared.names.extend(name_keys::key_of(name));
    }

    /// Adds a part of a word in camel case, which counts as a word of its family: its stem.
    fn part(&mut self, surface: &str) -> u32 {
        let term = self.known.term(surface, &mut self.prepared.families);
        let known = &mut self.known.terms[term as usize];
        let terms = &mut self.prepared.terms;
        let start = terms.len();
        terms.push_str(&known.form);
        terms.push(PART);
        if !std::mem::replace(&mut known.is_part, true) {
            self.prepared.families.push((known.stem.to_string(), terms[start..].to_owned()));
        }
        terms.push('\n');
        term
    }
}
