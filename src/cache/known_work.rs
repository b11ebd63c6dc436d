//! What takes long and is made of one page or one block alone, kept from build to build.

use crate::cache::cache_of_program::Cache;
use crate::cache::known_values::KnownValues;

/// One value a page or block, whoever sees it: nothing that is made of several, and nothing of one audience for another, since what a page
/// says to an audience enters its key.
#[derive(Debug, Default)]
pub struct KnownWork {
    /// Of blocks of code: which words of them are of which class, and no word of them.
    pub blocks: KnownValues,
    /// Of pages: who is named on them.
    pub people: KnownValues,
    /// Of pages: their words, as write-ups are compared by.
    pub words: KnownValues,
    /// Of pages: their terms, as they are searched by.
    pub terms: KnownValues,
}

impl KnownWork {
    /// What is known in a cache: of pages what is asked for where they are `compared`, and where they are `searched`.
    pub fn open(cache: &Cache, compared: bool, searched: bool) -> Self {
        let open = |kind| KnownValues::open(cache, (kind, 1));
        let of_pages = |kind, wanted| if wanted { open(kind) } else { KnownValues::default() };
        let blocks = || open("block");
        let of_pages = || (of_pages("people", compared), of_pages("words", compared), of_pages("terms", searched));
        // Each is read from files of its own.
        let (blocks, (people, words, terms)) = rayon::join(blocks, of_pages);
        Self { blocks, people, words, terms }
    }

    /// Keeps what was made for the comparison of pages, and gives how many were read for it; what was not asked for may go where they are
    /// `all_pages`.
    pub fn keep_compared(&self, all_pages: bool) -> usize {
        let keep = |known: &KnownValues| {
            known.keep(all_pages);
            known.read()
        };
        keep(&self.people).max(keep(&self.words))
    }

    /// The same of what was made for the search index.
    pub fn keep_searched(&self, all_pages: bool) -> usize {
        self.terms.keep(all_pages);
        self.terms.read()
    }
}
