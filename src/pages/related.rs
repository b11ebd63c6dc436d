//! What a page has to do with other pages: related ones and why, those that mention it, runbooks, references.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::link::{PageIx, Target};
use crate::markup::{markdown, urls};
use crate::model::LinkForm;
use crate::parse::spoken;
use crate::text::{sentence_around, shorten};
use crate::views::{Views, newest};
use crate::words::moments::{When, when};
use crate::words::{codes, latent};

/// A related page, and why.
#[derive(Serialize)]
pub(crate) struct RelatedPage {
    card: Value,
    why: Option<Value>,
}

/// The pages that link here.
#[derive(Serialize)]
pub(crate) struct Backlinks {
    first: Vec<MentionRow>,
    rest: Vec<MentionRow>,
    /// How many more there are than are shown.
    more: usize,
}

#[derive(Serialize)]
struct MentionRow {
    card: Value,
    sentence: Option<String>,
}

/// A runbook that was, or was not, of use.
#[derive(Serialize)]
pub(crate) struct RunbookRow {
    name: String,
    card: Option<Value>,
    outcome: Option<String>,
}

/// Something worth reading elsewhere.
#[derive(Serialize)]
pub(crate) struct ReferenceRow {
    title: String,
    url: Option<String>,
    kind: Option<String>,
    date: Option<When>,
    /// Whether it is more than a year older than the incident's start.
    latent: bool,
}

const FIRST: usize = 12;

const ALL: usize = 200;

/// The longest sentence around a mention, in characters.
const SENTENCE: usize = 320;

/// Explicitly related pages.
pub(crate) fn related(views: &Views, ix: PageIx) -> Vec<RelatedPage> {
    let inline = |why: &String| Value::safe_string(&markdown::inline(&views.site, ix, why));
    let view = |(to, why): &(PageIx, Option<String>)| RelatedPage {
        card: views.card(*to).clone(),
        why: why.as_ref().map(inline),
    };
    views.site.links.related(ix).iter().map(view).collect()
}

/// What links here: a dozen at once, up to two hundred unfolded, the rest as a number.
pub(crate) fn backlinks(views: &Views, ix: PageIx) -> Option<Backlinks> {
    let all = &views.site.links.backlinks[ix];
    let mention = |backlink: &crate::link::Backlink| MentionRow {
        card: views.card(backlink.from).clone(),
        sentence: Some(shorten(with_names(views, backlink.from, backlink.sentence.to_string()).trim(), SENTENCE))
            .filter(|sentence| !sentence.is_empty()),
    };
    folded(all.iter().map(mention).collect())
}

/// The pages that use a term or link to it: incidents newest first, then the others in path order.
pub(crate) fn uses(views: &Views, term: PageIx) -> (Option<Backlinks>, Option<Backlinks>) {
    let links = &views.site.links;
    let mut sentences: BTreeMap<PageIx, String> = BTreeMap::new();
    for used in links.uses.get(&term).into_iter().flatten() {
        let page = &views.site.pages[used.page];
        let passage = page.prose.get(used.passage as usize).expect("a use is in one of its page's passages");
        let sentence = sentence_around(&passage.text(&page.text), used.at as usize, SENTENCE);
        sentences.insert(used.page, with_names(views, used.page, sentence));
    }
    for backlink in &links.backlinks[term] {
        sentences
            .entry(backlink.from)
            .or_insert_with(|| with_names(views, backlink.from, backlink.sentence.to_string()));
    }
    let (incidents, others): (Vec<PageIx>, Vec<PageIx>) =
        sentences.keys().partition(|&&page| views.site.pages[page].incident().is_some());
    let mention = |page: &PageIx| MentionRow {
        card: views.card(*page).clone(),
        sentence: Some(shorten(sentences[page].trim(), SENTENCE)).filter(|sentence| !sentence.is_empty()),
    };
    let incidents = newest(&views.site, incidents);
    let incidents: Vec<MentionRow> = incidents.iter().map(mention).collect();
    (folded(incidents), folded(others.iter().map(mention).collect()))
}

/// A sentence of `page` with the names of services and the like where the author wrote their ids as links.
fn with_names(views: &Views, page: PageIx, sentence: String) -> String {
    let candidates = views.site.pages[page].candidates.iter().filter(|candidate| candidate.form == LinkForm::Wiki);
    let named =
        candidates.filter(|candidate| candidate.text == spoken(&candidate.target)).filter_map(|candidate| match views
            .site
            .links
            .resolved(page)
            .get(&(candidate.form, candidate.target.clone()))?
        {
            Target::Facet(kind, ix) => Some((&candidate.text, &views.facets(*kind)[*ix].name)),
            _ => None,
        });
    let whole = |text: &str, at: usize, id: &str| {
        let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        !text[..at].ends_with(part) && !text[at + id.len()..].starts_with(part)
    };
    named.fold(sentence, |text, (id, name)| {
        let at = text.match_indices(id.as_str()).map(|(at, _)| at).find(|&at| whole(&text, at, id));
        at.map(|at| format!("{}{name}{}", &text[..at], &text[at + id.len()..])).unwrap_or(text)
    })
}

/// A dozen at once, up to two hundred unfolded, the rest as a number.
fn folded(mut first: Vec<MentionRow>) -> Option<Backlinks> {
    let more = first.len().saturating_sub(ALL);
    first.truncate(ALL);
    let rest = first.split_off(first.len().min(FIRST));
    (!first.is_empty()).then_some(Backlinks { first, rest, more })
}

/// The runbooks of an incident.
pub(crate) fn runbooks(views: &Views, ix: PageIx) -> Vec<RunbookRow> {
    let view = |(name, page, outcome): &(String, Option<PageIx>, Option<String>)| RunbookRow {
        name: name.clone(),
        card: page.map(|ix| views.card(ix).clone()),
        outcome: outcome.as_deref().map(|word| codes::outcome(&views.site.wording, word)),
    };
    views.site.links.runbooks(ix).iter().map(view).collect()
}

/// The references of the front matter; those of the body are in the story.
pub(crate) fn references(views: &Views, ix: PageIx) -> Vec<ReferenceRow> {
    let page = &views.site.pages[ix];
    let view = |reference: &crate::model::Reference| {
        let title = reference.title.clone().or_else(|| reference.url.clone())?;
        Some(ReferenceRow {
            title,
            url: reference.url.as_deref().and_then(urls::external).map(str::to_owned),
            kind: reference.kind.clone(),
            latent: latent::is_latent(page, reference),
            date: reference.date.as_ref().map(|date| when(&views.site.wording, date, &views.zone)),
        })
    };
    page.refs.iter().filter(|reference| reference.span.start < page.body_start).filter_map(view).collect()
}
