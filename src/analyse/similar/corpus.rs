//! The incidents of a site become a corpus: the words of each as numbers, without the phrases that many write-ups share, and their weights.

use rayon::prelude::*;

use crate::analyse::people::People;
use crate::analyse::similar::boilerplate::set_aside;
use crate::analyse::similar::lexicon::{Lexicon, NumberedWriteUp};
use crate::analyse::similar::nearest::{Effort, Finder, Near};
use crate::analyse::similar::threshold::{Threshold, threshold};
use crate::analyse::similar::vectors::Vectors;
use crate::analyse::similar::write_up_words::{WriteUpWords, words};
use crate::link::PageIx;
use crate::site::Site;
use crate::text::primary_language;

/// What the incidents of a site say. Incidents are numbered in path order.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The page of each incident.
    pub(super) pages: Vec<PageIx>,
    pub(super) lexicon: Lexicon,
    /// What each says of its own.
    pub(super) told: Vec<NumberedWriteUp>,
    /// The incidents that say something, ascending.
    pub(super) live: Vec<u32>,
    pub(super) vectors: Vectors,
    /// What is worth showing; `None` where too few say anything.
    pub(super) threshold: Option<Threshold>,
}

/// How many of the nearest are looked at, for each that is shown: some are set aside, and one of another service is looked for.
const LOOKED_AT: usize = 4;

/// And how many at least, for findings, however few are shown.
const FEWEST: usize = 20;

/// Write-ups that are read together.
const BATCH: usize = 256;

impl Corpus {
    /// Reads all incidents, on all threads but for numbering their words.
    pub fn new(site: &Site) -> Self {
        Self::among(site, &People::of(site))
    }

    /// The same where it is known already who is named on the site.
    pub(in crate::analyse) fn among(site: &Site, people: &People) -> Self {
        let pages: Vec<PageIx> = (0..site.pages.len()).filter(|&ix| site.pages[ix].incident().is_some()).collect();
        let mut lexicon = Lexicon::default();
        let mut told = Vec::with_capacity(pages.len());
        for batch in pages.chunks(BATCH) {
            let read: Vec<WriteUpWords> = batch.par_iter().map(|&ix| words(site, ix)).collect();
            told.extend(read.into_iter().map(|words| lexicon.add(words)));
        }
        let mut languages: Vec<&str> = pages.iter().map(|&ix| primary_language(&site.pages[ix].lang)).collect();
        languages.sort_unstable();
        languages.dedup();
        lexicon.know_ordinary(&languages);
        lexicon.know_people(people, &told);
        let says = set_aside(&mut told, &lexicon);
        let live: Vec<u32> = (0..pages.len() as u32).filter(|&at| says[at as usize]).collect();
        let vectors = Vectors::new(&told, &lexicon);
        // Write-ups in different languages share no words, by no chance.
        let language = |at: u32| primary_language(&site.pages[pages[at as usize]].lang);
        let comparable = |a: u32, b: u32| language(a) == language(b);
        let threshold = threshold(&vectors, &live, comparable, site.config.similar.threshold);
        Self { pages, lexicon, told, live, vectors, threshold }
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// For each incident what is nearest to it, enough of it to make its list, on all threads.
    pub fn nearest(&self, site: &Site) -> Vec<Vec<Near>> {
        self.nearest_of_every(1, site, Effort::Quick)
    }

    /// The same for the first of `every` so many incidents, to measure by; the others have none.
    pub fn nearest_of_every(&self, every: usize, site: &Site, effort: Effort) -> Vec<Vec<Near>> {
        let count = site.config.similar.most.saturating_mul(LOOKED_AT).max(FEWEST);
        Finder::new(&self.vectors, effort).all(count, every)
    }
}
