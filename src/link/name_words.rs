//! The names of facets become the words in them: what a word names that is a thing of the house.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::link::relations::Facet;
use crate::model::FacetKind;
use crate::text::fold;

/// The words in the names, ids and aliases of services, tags, and of all other facets that the configuration lists.
#[derive(Debug, Default)]
pub(super) struct NameWords {
    /// Those in plain letters, in small ones.
    plain: FxHashSet<String>,
    /// All of them, folded.
    folded: FxHashSet<String>,
}

impl NameWords {
    pub(super) fn of(facets: &BTreeMap<FacetKind, Vec<Facet>>) -> Self {
        let mut words = Self::default();
        for (kind, facets) in facets {
            let counts = |facet: &&Facet| facet.listed || matches!(kind, FacetKind::Service | FacetKind::Tag);
            for facet in facets.iter().filter(counts) {
                let names = [&facet.id, &facet.name].into_iter().chain(&facet.aliases);
                names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).for_each(|word| words.add(word));
            }
        }
        words
    }

    fn add(&mut self, word: &str) {
        if word.is_ascii() {
            self.plain.insert(word.to_ascii_lowercase());
        }
        self.folded.insert(fold(word).into_owned());
    }

    /// Whether one of them is `word`, whatever its case; of words that are not in plain letters, however its letters are marked.
    pub(super) fn has(&self, word: &str) -> bool {
        match word.is_ascii() {
            true => self.plain.contains(&word.to_ascii_lowercase()),
            false => self.folded.contains(&*fold(word)),
        }
    }
}
