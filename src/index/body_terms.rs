//! The terms of a body, as they are kept from build to build: words, since what their terms are is known for all documents together.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a body adds to its document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct BodyTerms {
    /// The different words, folded, one after the other.
    text: String,
    /// Where each ends in `text`, and whether it is a part of a word in camel case.
    ends: Vec<(u32, bool)>,
    /// What stands in the body as often as it counts, as places among the words.
    pub(super) tokens: Vec<u32>,
    /// The hashes of neighbouring terms.
    pub(super) pairs: Vec<u32>,
}

impl BodyTerms {
    /// The different words, and whether each is a part.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, bool)> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, is_part)| {
            let word = &self.text[start..end as usize];
            start = end as usize;
            (word, is_part)
        })
    }
}

/// Notes what is written of a body while it is read.
pub(super) struct TermRecord {
    body: BodyTerms,
    /// By term, and whether it is a part: the place among the words.
    places: FxHashMap<(u32, bool), u32>,
    /// How many pairs the document had before.
    pairs: usize,
}

impl TermRecord {
    /// A record of what follows, of a document that has so many pairs before.
    pub(super) fn after(pairs: usize) -> Self {
        Self { body: BodyTerms::default(), places: FxHashMap::default(), pairs }
    }

    /// How many tokens were noted.
    pub(super) fn len(&self) -> usize {
        self.body.tokens.len()
    }

    /// Notes a term with the word that it is of.
    pub(super) fn add(&mut self, term: u32, word: &str, is_part: bool) {
        let body = &mut self.body;
        let place = *self.places.entry((term, is_part)).or_insert_with(|| {
            body.text.push_str(word);
            body.ends.push((body.text.len() as u32, is_part));
            body.ends.len() as u32 - 1
        });
        body.tokens.push(place);
    }

    /// Notes that what was noted from a place on counts so many times.
    pub(super) fn repeat(&mut self, from: usize, times: usize) {
        let to = self.body.tokens.len();
        for _ in 1..times {
            self.body.tokens.extend_from_within(from..to);
        }
    }

    /// What was noted, with those of the document's `pairs` that came to it.
    pub(super) fn finish(mut self, pairs: &[u32]) -> BodyTerms {
        self.body.pairs = pairs[self.pairs..].to_vec();
        self.body.pairs.sort_unstable();
        self.body.pairs.dedup();
        self.body
    }
}
