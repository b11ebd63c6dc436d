//! Places become words that stand nowhere else, and bytes become the words in them.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

/// Letters without vowels make no word of a language, and none that a stemmer shortens.
const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrtvx";

/// How long a token is.
const LENGTH: usize = 16;

/// The end of a token that is looked for: an index leaves out what a word shares with the one before it.
const LOOKED_FOR: usize = 11;

/// Words that were planted, and where each was.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// What all of them are made from, so that no text can hold one by chance.
    seed: String,
    places: BTreeMap<String, String>,
}

impl Tokens {
    /// No tokens yet; `seed` is what they are planted into.
    pub(super) fn new(seed: String) -> Self {
        Self { seed, places: BTreeMap::new() }
    }

    /// A token for one more place.
    pub(super) fn at(&mut self, place: &str) -> String {
        let number = self.places.len();
        let hash = blake3::hash(format!("{}\n{number}\n{place}", self.seed).as_bytes());
        let token: String =
            hash.as_bytes()[..LENGTH].iter().map(|byte| char::from(LETTERS[usize::from(byte % 16)])).collect();
        self.places.insert(token.clone(), place.to_owned());
        token
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// What finds them.
    pub(super) fn search(&self) -> TokenSearch {
        let ends = self.places.keys().map(|token| &token[LENGTH - LOOKED_FOR..]);
        let search = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(ends);
        TokenSearch { search: search.ok(), places: self.places.values().cloned().collect() }
    }
}

/// Finds tokens in bytes.
#[derive(Debug)]
pub struct TokenSearch {
    search: Option<AhoCorasick>,
    places: Vec<String>,
}

impl TokenSearch {
    /// Where the tokens in `bytes` were planted; each place once.
    pub(super) fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let all = self.search.iter().flat_map(|search| search.find_iter(bytes));
        let mut places: Vec<&str> = all.map(|found| self.places[found.pattern().as_usize()].as_str()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}
