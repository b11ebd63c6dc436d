//! Acronyms and linked words that the glossary does not have become suggestions for entries.

use serde::Serialize;

use crate::link::{PageIx, Target, slug, unexplained};
use crate::model::{LinkForm, Page, PageKind};
use crate::preview::Snapshot;
use crate::preview::panel::place_on_page::{PlaceOnPage, place};

/// A word that a newcomer would look up in vain.
#[derive(Debug, Serialize)]
pub(super) struct GlossarySuggestion {
    word: String,
    /// `acronym`, or `term` for a link to an entry that nobody has written yet.
    kind: &'static str,
    /// Where it first stands, when it stands in the text.
    place: Option<PlaceOnPage>,
    /// Where an entry would stand, below the site's root.
    file: String,
    /// How an entry would begin.
    paste: String,
}

/// The words of `page` that the glossary lacks, acronyms first.
pub(super) fn words(snapshot: &Snapshot, ix: PageIx, page: &Page) -> Vec<GlossarySuggestion> {
    let site = snapshot.views.site();
    let folder = folder(&site.pages);
    let word = |word: &str, kind: &'static str, at: Option<usize>| GlossarySuggestion {
        word: word.to_owned(),
        kind,
        place: at.map(|at| place(snapshot, page, &page.source_span(&(at..at + word.len())))),
        file: format!("{folder}/{}.md", slug(word)),
        paste: format!("---\ntitle: {word}\n---\n\n"),
    };
    let acronyms =
        unexplained(&site.pages, &site.links, ix).into_iter().map(|(acronym, at)| word(acronym, "acronym", at));
    let mut words: Vec<GlossarySuggestion> = acronyms.collect();
    for candidate in
        page.candidates.iter().filter(|candidate| candidate.form == LinkForm::Wiki && is_term(&candidate.target))
    {
        let key = (candidate.form, candidate.target.clone());
        let is_missing = site.links.resolved(ix).get(&key) == Some(&Target::None);
        // Where the resolver knows what was meant, its finding says so.
        let is_slip = || {
            let names = |message: &str| message.contains(&format!("`{}`", candidate.target));
            site.links.findings_of(ix).iter().any(|finding| names(&finding.message) && !finding.hints.is_empty())
        };
        let is_new =
            |words: &[GlossarySuggestion]| words.iter().all(|word| !word.word.eq_ignore_ascii_case(&candidate.target));
        if is_missing && !is_slip() && is_new(&words) {
            let place = place(snapshot, page, &page.source_span(&candidate.span));
            words.push(GlossarySuggestion { place: Some(place), ..word(&candidate.target, "term", None) });
        }
    }
    words
}

/// Whether a target is a word rather than an id, a path or a kind of page: letters, spaces and hyphens.
fn is_term(target: &str) -> bool {
    target.chars().any(char::is_alphabetic) && target.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
}

/// The folder of the glossary, below the site's root.
fn folder(pages: &[std::sync::Arc<Page>]) -> String {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let term = pages.iter().find(|page| page.kind == PageKind::Term);
    term.and_then(|page| folder(&page.source.shown_path)).unwrap_or_else(|| String::from("content/glossary"))
}
