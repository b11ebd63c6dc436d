//! Passages become the words of the glossary they use: one automaton for the whole site (Aho and Corasick, 1975).
//!
//! The cost of a page is linear in its text and in the matches, however many terms there are. What is linked is the first
//! occurrence in each section; what counts as use is every page's first.

mod acronyms;
mod term_forms;
mod word_place;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::link::relations::{Facet, Mention, PageIx, Target, Use, Words};
use crate::model::{Detail, LinkForm, Page, PageKind, Passage, Piece, PieceForm};
use crate::text::primary_language;

use term_forms::{Form, Origin, fold_char, forms};
use word_place::{begins_a_sentence, is_verb, quotations, stands_alone, within_a_name};

pub(super) use acronyms::{Acronyms, acronyms};
pub(super) use term_forms::{folded, of_title};

/// Everything that prose may call a term.
pub(super) struct Glossary {
    /// The terms, by their place among the pages.
    terms: HashMap<PageIx, Arc<Page>>,
    /// `None` when there are no terms.
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton, what it may mean: titles, aliases, derived forms; then in page order.
    meanings: Vec<Vec<Meaning>>,
    /// Titles and aliases that two terms of one language share: the pattern, and the terms.
    pub(super) clashes: Vec<(String, PageIx, PageIx)>,
    /// For each pattern, whether a service is called that: a term within its name is part of the name.
    services: Vec<bool>,
}

#[derive(Debug, Clone)]
struct Meaning {
    term: PageIx,
    exact: Option<String>,
    origin: Origin,
    /// Whether it is a name, such as `Kubernetes`.
    proper: bool,
}

/// A word of the glossary in a passage, or the name of a service: its place in the passage's text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    term: Option<PageIx>,
    place: Range<usize>,
}

impl Glossary {
    /// Whether the site has any term.
    pub(super) fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Reads the terms among `pages`, and the names of `services`. Linear in their names.
    pub(super) fn new(pages: &[Arc<Page>], services: &[Facet]) -> Self {
        let mut patterns: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        for (term, page) in pages.iter().enumerate().filter(|(_, page)| is_linked(page)) {
            let lang = primary_language(&page.lang);
            let mut known = HashSet::new();
            let titles = of_title(&page.title.value).into_iter().map(|name| (name, Origin::Title));
            let aliases = page.aliases.iter().map(|alias| (alias.value.as_str(), Origin::Alias));
            for (name, origin) in titles.chain(aliases) {
                for Form { pattern, exact, origin } in forms(name, origin, lang) {
                    if known.insert(pattern.clone()) {
                        let meaning = Meaning { term, exact, origin, proper: is_proper(name, page) };
                        patterns.entry(pattern).or_default().push(meaning);
                    }
                }
            }
        }
        for meanings in patterns.values_mut() {
            meanings.sort_by_key(|meaning| (meaning.origin, meaning.term));
        }
        let clashes = clashes(pages, &patterns);
        let known = !patterns.is_empty();
        let names = services.iter().flat_map(|facet| [&facet.name].into_iter().chain(&facet.aliases));
        let names: HashSet<String> = names.map(|name| folded(name)).filter(|name| name.contains(' ')).collect();
        #[expect(clippy::iter_over_hash_type, reason = "the patterns are sorted")]
        for name in &names {
            patterns.entry(name.clone()).or_default();
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns.keys());
        let automaton = automaton.ok().filter(|_| known);
        let services = patterns.keys().map(|pattern| names.contains(pattern)).collect();
        let is_term = |(ix, page): (PageIx, &Arc<Page>)| (page.kind == PageKind::Term).then(|| (ix, Arc::clone(page)));
        let terms = pages.iter().enumerate().filter_map(is_term).collect();
        Self { terms, automaton, meanings: patterns.into_values().collect(), clashes, services }
    }

    /// The words that `page`, which is `ix` of the site, uses, and which of their occurrences become links. `resolved` is where its own links lead.
    pub(super) fn words(
        &self,
        ix: PageIx,
        page: &Page,
        resolved: &HashMap<(LinkForm, String), Target>,
    ) -> (Words, Vec<Use>) {
        let mut words = Words::default();
        let mut uses: Vec<Use> = Vec::new();
        let Some(automaton) = &self.automaton else { return (words, uses) };
        let mut linked = self.linked_by_hand(page, resolved);
        let mut used = HashSet::new();
        let mut scratch = Folded::default();
        for (number, passage) in page.prose.passages().enumerate() {
            let text = passage.text(&page.text);
            let layout = Layout::new(passage, &page.text);
            for found in self.find(automaton, page, ix, &layout, &text, &mut scratch) {
                let Some(term) = found.term else { continue };
                if used.insert(term) {
                    let at = found.place.start as u32;
                    uses.push(Use { term, page: ix, passage: number as u32, at });
                }
                let section = if passage.fragment.is_some() && linked.contains(&(u32::MAX, term)) {
                    u32::MAX
                } else {
                    passage.section
                };
                if linked.insert((section, term)) {
                    let mention = layout.mention(term, &found.place);
                    match passage.fragment {
                        None => words.body.push(mention),
                        Some(fragment) => words.fragments.entry(Arc::clone(fragment)).or_default().push(mention),
                    }
                }
            }
        }
        let mut terms: Vec<PageIx> = linked.into_iter().map(|(_, term)| term).collect();
        let order = |term: &PageIx| (self.terms[term].title.value.to_lowercase(), *term);
        terms.sort_by_key(order);
        terms.dedup();
        words.terms = terms;
        (words, uses)
    }

    /// The sections in which the author has linked a term already. Links in the front matter count for all of it, as section
    /// `u32::MAX`.
    fn linked_by_hand(&self, page: &Page, resolved: &HashMap<(LinkForm, String), Target>) -> HashSet<(u32, PageIx)> {
        let upper = page.sections.iter().filter(|section| section.level <= 2);
        let starts: Vec<usize> = upper.map(|section| section.heading.start).collect();
        let mut linked = HashSet::new();
        for candidate in &page.candidates {
            let target = resolved.get(&(candidate.form, candidate.target.clone()));
            if let Some(Target::Page(term, _)) = target
                && self.terms.contains_key(term)
            {
                let body = candidate.span.start >= page.body_start;
                let section = starts.partition_point(|start| *start <= candidate.span.start);
                linked.insert((if body { section as u32 } else { u32::MAX }, *term));
            }
        }
        linked
    }

    /// The terms in a passage, leftmost first, the longest of those that begin together; none overlap.
    fn find(
        &self,
        automaton: &AhoCorasick,
        page: &Page,
        ix: PageIx,
        layout: &Layout<'_>,
        text: &str,
        folded: &mut Folded,
    ) -> Vec<Found> {
        folded.fill(text);
        let mut found: Vec<Found> = Vec::new();
        let mut quoted = None;
        for hit in automaton.find_overlapping_iter(&folded.text) {
            let Some(place) = folded.place(hit.start()..hit.end(), text) else { continue };
            if !stands_alone(text, &place) {
                continue;
            }
            let pattern = hit.pattern().as_usize();
            if self.services[pattern] {
                found.push(Found { term: None, place: place.clone() });
            }
            let Some(meaning) = self.meaning(pattern, page, &text[place.clone()]) else { continue };
            if !meaning.proper && meaning.exact.is_none() && (within_a_name(text, &place) || is_verb(text, &place)) {
                continue;
            }
            let term = Some(meaning.term);
            let quoted = quoted.get_or_insert_with(|| quotations(text));
            let quotation = quoted.partition_point(|quotation| quotation.end <= place.start);
            if quoted.get(quotation).is_some_and(|quotation| quotation.start < place.start) || !layout.is_prose(&place)
            {
                continue;
            }
            found.push(Found { term, place });
        }
        found.sort_by_key(|found| {
            (found.place.start, std::cmp::Reverse(found.place.end), found.term.is_none(), found.term)
        });
        let mut end = 0;
        found.retain(|found| {
            let free = found.place.start >= end;
            end = if free { found.place.end } else { end };
            free
        });
        // A term's own page does not lead to itself, but its words are not free for shorter terms either.
        found.retain(|found| found.term.is_some_and(|term| term != ix));
        found
    }

    /// What `written` means on `page`: a term of its language, in the spelling that counts. A name that two terms share with equal
    /// right means neither.
    fn meaning(&self, pattern: usize, page: &Page, written: &str) -> Option<&Meaning> {
        let lang = primary_language(&page.lang);
        let fits = |meaning: &&Meaning| {
            let case = meaning.exact.as_ref().is_none_or(|exact| same_case(exact, written));
            case && primary_language(&self.terms[&meaning.term].lang).eq_ignore_ascii_case(lang)
        };
        let mut fitting = self.meanings[pattern].iter().filter(fits).peekable();
        let first = fitting.next()?;
        let rival = fitting.find(|other| other.origin == first.origin && other.origin != Origin::Derived);
        rival.is_none().then_some(first)
    }
}

/// Whether prose leads to a page: a term that says something, and is not kept out of prose by its author.
pub(super) fn is_linked(page: &Page) -> bool {
    matches!(&page.detail, Detail::Term(term) if term.linked) && !page.prose.is_empty()
}

/// Passages of a term's page that tell how its name is written.
const DEFINITION: usize = 12;

/// Whether `name` is a name: the term's own page writes it with its capital within sentences, and never without.
fn is_proper(name: &str, page: &Page) -> bool {
    if !name.starts_with(char::is_uppercase) {
        return false;
    }
    let small = name.to_lowercase();
    // A definition comes first; a long page need not be read for each of its names.
    let texts = || page.prose.passages().take(DEFINITION).map(|passage| passage.text(&page.text));
    let within = |text: &str| text.match_indices(name).any(|(at, _)| !begins_a_sentence(&text[..at]));
    texts().any(|text| within(&text)) && !texts().any(|text| text.contains(&small))
}

/// The titles and aliases that terms of one language share.
fn clashes(pages: &[Arc<Page>], patterns: &BTreeMap<String, Vec<Meaning>>) -> Vec<(String, PageIx, PageIx)> {
    let mut clashes = Vec::new();
    for (pattern, meanings) in patterns {
        let written: Vec<&Meaning> = meanings.iter().filter(|meaning| meaning.origin != Origin::Derived).collect();
        for (ix, meaning) in written.iter().enumerate() {
            let rival = |other: &&&Meaning| {
                primary_language(&pages[other.term].lang) == primary_language(&pages[meaning.term].lang)
                    && (other.exact.is_none() || meaning.exact.is_none() || other.exact == meaning.exact)
            };
            if let Some(first) = written[..ix].iter().find(rival) {
                clashes.push((pattern.clone(), first.term, meaning.term));
            }
        }
    }
    clashes
}

/// Whether `written` is `exact` but for hyphens and white space.
fn same_case(exact: &str, written: &str) -> bool {
    let plain = |c: char| if c == '-' || c.is_whitespace() || c == '\u{2011}' { ' ' } else { c };
    exact.chars().map(plain).eq(written.chars().map(plain))
}

/// A text as the automaton reads it, and the way back.
#[derive(Default)]
struct Folded {
    text: String,
    /// For each byte of `text`, where its character begins in the original.
    places: Vec<u32>,
}

impl Folded {
    fn fill(&mut self, text: &str) {
        self.text.clear();
        self.places.clear();
        for (ix, c) in text.char_indices() {
            let c = fold_char(c);
            if c == ' ' && self.text.ends_with(' ') {
                continue;
            }
            self.text.push(c);
            self.places.resize(self.text.len(), ix as u32);
        }
    }

    /// Where a stretch of the folded text stands in the original.
    fn place(&self, range: Range<usize>, original: &str) -> Option<Range<usize>> {
        let start = *self.places.get(range.start)? as usize;
        let last = *self.places.get(range.end.checked_sub(1)?)? as usize;
        let end = last + original.get(last..)?.chars().next()?.len_utf8();
        Some(start..end)
    }
}

/// Where the pieces of a passage stand in its text.
struct Layout<'a> {
    pieces: &'a [Piece],
    /// For each piece, where its text begins in the passage's.
    starts: Vec<usize>,
}

impl<'a> Layout<'a> {
    fn new(passage: Passage<'a>, page: &'a str) -> Self {
        let pieces = passage.pieces();
        let begin = |at: &mut usize, index: usize| {
            let start = *at;
            *at += passage.piece_text(index, page).len();
            Some(start)
        };
        Self { pieces, starts: (0..pieces.len()).scan(0, begin).collect() }
    }

    /// The pieces that `place` touches.
    fn touched(&self, place: &Range<usize>) -> Range<usize> {
        let from = self.starts.partition_point(|start| *start <= place.start).saturating_sub(1);
        from..self.starts.partition_point(|start| *start < place.end)
    }

    /// Whether all of `place` is prose of one stretch.
    fn is_prose(&self, place: &Range<usize>) -> bool {
        let [first, rest @ ..] = &self.pieces[self.touched(place)] else { return false };
        first.form() == PieceForm::Prose
            && rest.iter().all(|piece| piece.form() != PieceForm::Aside && piece.stretch() == first.stretch())
    }

    /// Where a found word stands, in the terms of the events that hold it.
    fn mention(&self, term: PageIx, place: &Range<usize>) -> Mention {
        let touched = self.touched(place);
        let (first, last) = (touched.start, touched.end - 1);
        Mention {
            term,
            from: (self.pieces[first].start, (place.start - self.starts[first]) as u32),
            until: (self.pieces[last].start, (place.end - self.starts[last]) as u32),
        }
    }
}
