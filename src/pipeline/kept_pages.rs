//! What was made of single files in earlier runs becomes what need not be made again: pages, by everything that enters them.
//!
//! A page is made of one file, its place, the configuration and the language around it, before anybody asks who may see it: what is kept
//! is the same for every audience. It is kept only if it passed the gate whole. Of what is withheld, as a page or as a part of
//! one, and of what holds a credential, nothing is.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::cache::{Cache, Enters, Key, Packs};
use crate::load::Sources;
use crate::model::{LangFrom, Page, Source, Zone};
use crate::site::{Site, may_be_kept};

/// The number of the form in which pages are kept.
const FORM: u32 = 2;

const KIND: &str = "page";

/// The pages that were kept.
#[derive(Debug)]
pub struct KeptPages {
    cache: Cache,
    /// Its text with that of the list of people, and the path by which findings name it.
    configuration: (String, String),
    /// The site's language.
    lang: String,
    packs: Packs,
    found: AtomicUsize,
}

impl KeptPages {
    /// Those that may be of use for `sources`, whose configuration is at the shown path `configuration`.
    pub(super) fn open(cache: &Cache, sources: &Sources, configuration: &str) -> Self {
        let people = sources.config.people.entries();
        let configuration = (format!("{}\n{people:?}", sources.configuration()), configuration.to_owned());
        let packs = Packs::open(&cache.folder, KIND);
        let lang = sources.config.lang.clone();
        Self { cache: cache.clone(), configuration, lang, packs, found: AtomicUsize::new(0) }
    }

    /// How many pages were found, and need not be read.
    pub(super) fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }

    /// What was made of `source`, if it was kept; `around` is the language around it.
    pub(super) fn page(&self, source: &Arc<Source>, around: &str) -> Option<Page> {
        let bytes = self.packs.get(&self.key(source, around))?;
        let (is_as_written, page): (bool, Page) = postcard::from_bytes(bytes).ok()?;
        self.found.fetch_add(1, Ordering::Relaxed);
        let text = if is_as_written { Arc::clone(&source.text) } else { Arc::clone(&page.text) };
        Some(Page { source: Arc::clone(source), text, ..page })
    }

    /// Keeps those of `pages` that passed the gate whole; `site` is made of them. Gives how many are new.
    pub(super) fn keep(&self, pages: &[Arc<Page>], site: &Site) -> usize {
        // A draft that is shown is marked as one there, whatever made it one: its file, its folder or its day.
        let published = site.pages.iter().filter(|page| page.withheld.is_none());
        let published: HashSet<&str> = published.map(|page| page.source.path.as_str()).collect();
        let is_whole =
            |page: &&Arc<Page>| published.contains(page.source.path.as_str()) && may_be_kept(&site.config, page);
        let around = |page: &'_ Page| match page.lang_from {
            LangFrom::Around => page.lang.clone(),
            _ => self.lang.clone(),
        };
        let keyed: Vec<(Key, &Arc<Page>)> =
            pages.par_iter().filter(is_whole).map(|page| (self.key(&page.source, &around(page)), page)).collect();
        let (known, new): (Vec<_>, Vec<_>) = keyed.into_par_iter().partition(|(key, _)| self.packs.get(key).is_some());
        let bytes = |(key, page): (Key, &Arc<Page>)| {
            let bytes = || without_text(page);
            is_exact(page).then(bytes).flatten().map(|bytes| (key, bytes))
        };
        let new: Vec<(Key, Vec<u8>)> = new.into_par_iter().filter_map(bytes).collect();
        let known: Vec<Key> = known.into_iter().map(|(key, _)| key).collect();
        self.packs.keep(&self.cache.folder, KIND, &known, &new);
        new.len()
    }

    fn key(&self, source: &Source, around: &str) -> Key {
        let Source { path, shown_path, text, hint, lang, unread, diagnostics } = source;
        let enters = Enters {
            program: &self.cache.program,
            kind: (KIND, FORM),
            configuration: Some((&self.configuration.0, &self.configuration.1)),
            shown_to: "",
            question: "",
        };
        let place = format!("{hint:?} {lang:?} {unread:?} {diagnostics:?}");
        enters.key(&[path.as_bytes(), shown_path.as_bytes(), text.as_bytes(), place.as_bytes(), around.as_bytes()])
    }
}

/// A page as it is kept: of one whose text is the file's own, all but that.
fn without_text(page: &Page) -> Option<Vec<u8>> {
    match page.text == page.source.text {
        true => postcard::to_stdvec(&(true, Page { text: Arc::from(""), ..page.clone() })).ok(),
        false => postcard::to_stdvec(&(false, page)).ok(),
    }
}

/// Whether a page comes back as it was: a zone is kept as it is written, and most names of zones are read as they are written.
fn is_exact(page: &Page) -> bool {
    let zone = page.incident().and_then(|incident| incident.timezone.as_ref());
    zone.is_none_or(|zone| Zone::or_utc(zone.value.written()) == zone.value)
}
