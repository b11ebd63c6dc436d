//! A site becomes the words in it that are people, so that what is said of many write-ups together leaves them out.
//!
//! Who wrote, who answered and who is told to have acted on one page is a person on all of them. A word of the catalogue, of the glossary
//! or of code is none, and neither is one that stands in small letters as well. A page itself says what its author wrote.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::link::{FacetKind, PageIx};
use crate::model::{Page, PageKind, Role};
use crate::site::Site;
use crate::text::people::{Person, Stands, is_given_name, is_label_of_people, people_in, people_listed, speakers};
use crate::text::{fold, read};

/// Who is named on a site.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// What says of a word, folded, that it is a person, and how often it is said by a handle.
    said: HashMap<String, (Stands, usize)>,
    /// Words that are none, folded.
    things: HashSet<String>,
}

/// How often a word stands with a capital and in small letters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Written {
    /// With a capital.
    pub(crate) large: usize,
    /// In small letters.
    pub(crate) small: usize,
}

/// Pages that are read together: what each says is kept only until it is put beside the rest.
const BATCH: usize = 1_024;

/// Words that are people, how that is known, and how often they stand as handles.
type SaidOfPeople = BTreeMap<String, (Stands, usize)>;

impl People {
    /// Looks for people on all pages, on all threads.
    pub(crate) fn of(site: &Site) -> Self {
        let mut people = Self { things: things(site), ..Self::default() };
        let pages: Vec<PageIx> = (0..site.pages.len()).collect();
        let read = |pages: &[PageIx]| -> Vec<(SaidOfPeople, Vec<String>)> {
            pages.par_iter().map(|&page| people_and_code(site, page)).collect()
        };
        for (said, code) in pages.chunks(BATCH).flat_map(read) {
            people.things.extend(code);
            for (word, (by, handles)) in said {
                let known = people.said.entry(word).or_insert((by, 0));
                *known = (known.0.min(by), known.1 + handles);
            }
        }
        people
    }

    /// Whether a word is a person; in doubt it is one, unless it is written in small letters too.
    pub(crate) fn are_named(&self, word: &str, written: Written) -> bool {
        let folded = fold(word);
        if self.things.contains(&*folded) {
            return false;
        }
        match self.said.get(&*folded) {
            _ if is_given_name(word) => written.small == 0 || written.small < written.large,
            Some((_, handles)) if *handles > 0 && written.small <= handles * 2 => true,
            Some((Stands::Listed, _)) => written.small < written.large,
            Some((Stands::Initials, _)) => word.chars().all(char::is_uppercase) && written.small == 0,
            Some((Stands::Named | Stands::Acted | Stands::Handle, _)) => written.small == 0,
            None => false,
        }
    }

    /// Whether a text names anybody: by a word with a capital, or by a handle.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let large = |word: &str| word.starts_with(char::is_uppercase);
        let written = Written { large: 1, small: 0 };
        people_in(text, false).iter().any(|person| person.by == Stands::Handle)
            || read(text).words.iter().any(|word| large(word.written) && self.are_named(word.written, written))
    }
}

/// The people that a page of `site` names, and the words of its code; read unless they are known.
fn people_and_code(site: &Site, page: PageIx) -> (SaidOfPeople, Vec<String>) {
    site.known.people.of_page(|| site.key_in_cache(page), || (said(&site.pages[page]), code(&site.pages[page])))
}

/// The people that a page names, and what says so.
fn said(page: &Page) -> SaidOfPeople {
    let mut found: BTreeMap<String, (Stands, usize)> = BTreeMap::new();
    let mut add = |word: &str, by: Stands| {
        let known = found.entry(fold(word).into_owned()).or_insert((by, 0));
        *known = (known.0.min(by), known.1 + usize::from(by == Stands::Handle));
    };
    for author in &page.authors {
        people_listed(author).into_iter().for_each(|word| add(word, Stands::Named));
    }
    let mut labelled = false;
    for passage in page.prose.passages() {
        let text = passage.text(&page.text);
        let place = passage.pieces().first().map_or(0, |piece| piece.start as usize);
        if labelled || passage.fragment.is_none() && is_of_people(page, place) {
            people_listed(&text).into_iter().for_each(|word| add(word, Stands::Named));
        }
        people_in(&text, false).into_iter().for_each(|Person { word, by }| add(word, by));
        // Beside a cell that says "Author" stands who it was.
        labelled = is_label_of_people(&text);
    }
    let body = page.text.get(page.body_start..).unwrap_or_default();
    let lines = body.lines().filter(|line| line.contains(':') || line.contains("> "));
    lines.flat_map(speakers).for_each(|word| add(word, Stands::Handle));
    for entry in page.incident().into_iter().flat_map(|incident| &incident.timeline) {
        people_in(&entry.text, true).into_iter().for_each(|Person { word, by }| add(word, by));
    }
    found
}

/// Whether a place in the body stands under a heading such as "Participants".
fn is_of_people(page: &Page, place: usize) -> bool {
    let under = page.sections.partition_point(|section| section.heading.start <= place);
    under.checked_sub(1).is_some_and(|at| page.sections[at].role == Some(Role::Attendees))
}

/// The words of a page's code, folded.
fn code(page: &Page) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for line in page.text.get(page.body_start..).unwrap_or_default().lines().filter(|line| line.contains('`')) {
        for code in line.split('`').skip(1).step_by(2).filter(|code| !code.contains('@')) {
            let all = code.split(|c: char| !c.is_alphanumeric());
            words.extend(all.filter(|word| (3..=20).contains(&word.len())).map(|word| fold(word).into_owned()));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of services, teams, tags, factors and terms, folded.
fn things(site: &Site) -> HashSet<String> {
    let mut names: Vec<&str> = Vec::new();
    for (kind, facets) in site.links.facets.iter() {
        let counts = |listed: bool| listed || matches!(kind, FacetKind::Service | FacetKind::Tag);
        for facet in facets.iter().filter(|facet| counts(facet.listed)) {
            names.extend([facet.id.as_str(), &facet.name]);
            names.extend(facet.aliases.iter().map(String::as_str));
        }
    }
    for page in site.pages.iter().filter(|page| page.kind == PageKind::Term) {
        names.push(&page.title.value);
        names.extend(page.aliases.iter().map(|alias| alias.value.as_str()));
    }
    names.into_iter().flat_map(|name| read(name).words).map(|word| word.surface.into_owned()).collect()
}
