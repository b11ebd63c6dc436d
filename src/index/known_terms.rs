//! Words become their terms, each once for many documents; and who reads them counts in how many documents they are.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::index::term_pair::begun;
use crate::text::{form, stem, units};

/// The terms of words that were met, so that a word is cut once for many documents.
#[derive(Default)]
pub(super) struct KnownTerms {
    places: FxHashMap<Box<str>, u32>,
    pub(super) terms: Vec<KnownTerm>,
    /// The document that is analysed, counted from 1.
    document: u32,
}

/// What a word is found by, and what was seen of it.
pub(super) struct KnownTerm {
    pub(super) form: Box<str>,
    /// What its family shares.
    pub(super) stem: Box<str>,
    /// What the hashes of pairs begin with whose first term is the stem.
    pub(super) begun: u32,
    /// Whether the word is noted as written.
    is_surface: bool,
    /// Whether it was met as a part.
    pub(super) is_part: bool,
    /// The document that it was met in last, and how many it was met in.
    document: u32,
    documents: u32,
}

/// So many terms are kept: words that come again came before.
const MOST_KNOWN: usize = 1 << 16;

/// Terms that were met, for threads that come and go: each borrows some, and brings them back.
#[derive(Default)]
pub(crate) struct TermsForThreads {
    idle: Mutex<Vec<KnownTerms>>,
    /// The words that were noted as written in terms that are gone, with how many documents they are in.
    noted: Mutex<Vec<(Box<str>, u32)>>,
}

impl TermsForThreads {
    /// Terms that nobody else has meanwhile.
    pub(crate) fn lend(&self) -> LentTerms<'_> {
        let known = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        LentTerms { known, owner: self }
    }

    /// The different words, as written but folded, sorted, each with the number of documents it is in.
    pub(crate) fn surfaces(self) -> Vec<(Box<str>, u32)> {
        let idle = self.idle.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        noted.extend(idle.into_iter().flat_map(KnownTerms::surfaces));
        noted.sort_unstable();
        noted.dedup_by(|next, word| {
            let is_same = next.0 == word.0;
            word.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        noted
    }
}

impl KnownTerms {
    /// The place of the term of a folded word; the family of a new one is added to `families`.
    pub(super) fn term(&mut self, surface: &str, families: &mut Vec<(String, String)>) -> u32 {
        let place = match self.places.get(surface) {
            Some(&place) => place,
            None => self.new_term(surface, families),
        };
        let document = self.document;
        let known = &mut self.terms[place as usize];
        known.documents += u32::from(std::mem::replace(&mut known.document, document) != document);
        place
    }

    fn new_term(&mut self, surface: &str, families: &mut Vec<(String, String)>) -> u32 {
        let is_surface =
            units(surface) > 1 && surface.chars().any(char::is_alphabetic) && !surface.contains(crate::text::is_cjk);
        let stem = stem(surface);
        let form = form(surface, &stem);
        if form != stem {
            families.push((stem.to_string(), form.to_string()));
        }
        let known = KnownTerm {
            begun: begun(&stem),
            form: Box::from(&*form),
            stem: Box::from(&*stem),
            is_surface,
            is_part: false,
            document: 0,
            documents: 0,
        };
        let place = self.terms.len() as u32;
        self.terms.push(known);
        self.places.insert(Box::from(surface), place);
        place
    }

    fn surfaces(self) -> impl Iterator<Item = (Box<str>, u32)> {
        let Self { places, terms, .. } = self;
        let counted = move |(word, place): (Box<str>, u32)| {
            let term = &terms[place as usize];
            term.is_surface.then_some((word, term.documents))
        };
        places.into_iter().filter_map(counted)
    }
}

/// Terms that go back when they are dropped.
pub(crate) struct LentTerms<'o> {
    known: KnownTerms,
    owner: &'o TermsForThreads,
}

impl LentTerms<'_> {
    /// The terms, for the next document.
    pub(super) fn for_document(&mut self) -> &mut KnownTerms {
        self.known.document += 1;
        &mut self.known
    }
}

impl Drop for LentTerms<'_> {
    fn drop(&mut self) {
        let known = std::mem::take(&mut self.known);
        if known.terms.len() > MOST_KNOWN {
            self.owner.noted.lock().unwrap_or_else(PoisonError::into_inner).extend(known.surfaces());
        } else {
            self.owner.idle.lock().unwrap_or_else(PoisonError::into_inner).push(known);
        }
    }
}
