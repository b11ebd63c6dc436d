//! A query becomes an answer: which documents, in which order, and why.
//!
//! The rule is the published site's too: `client/search-engine.js` does the same with the exported files, and the parity
//! suite holds the two to each other. A query is never refused; what cannot be understood is read as words.

mod apply_filters;
pub(super) mod bm25;
mod months_asked;
pub(super) mod query_text;
pub(super) mod query_words;
mod search_answer;
pub(super) mod word_variants;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::index::documents::{INCIDENT_KINDS, IndexedDocument, RUNBOOK};
use crate::index::{Search, name_keys, questions_asked, term_pair};

use bm25::{Bm25, Sums};
use query_words::{AskedPhrase, AskedWord, QueryMeaning, asking};
use word_variants::{Alternative, EXPANDED, expand};

pub use apply_filters::{FacetCounts, ValueCount};
pub use search_answer::{FoundWord, MatchMode, ResultOrder, SearchAnswer, SearchRequest};
pub use word_variants::WayFound;

/// So many documents with all words are enough; with fewer, those with any of them are found too.
pub(super) const ENOUGH: usize = 20;

/// What the score of a page counts that is no incident.
pub(super) const NO_INCIDENT: f32 = 0.75;

/// What the score of a runbook counts where somebody asks for steps to take.
pub(super) const STEPS: f32 = 1.5;

/// A word with the alternatives that stand for it.
struct Resolved {
    asked: AskedWord,
    /// One list for each word that it became: several for the parts of a word in camel case.
    lists: Vec<Vec<Alternative>>,
}

/// Neighbouring words that may be a name, and what means the same.
struct Unit {
    words: Vec<Resolved>,
    synonyms: Vec<String>,
    /// Whether only its synonyms are looked for: it is a question whose answer is called otherwise.
    is_question: bool,
}

impl Search {
    /// Answers a query. Linear in the lists of its words and in the number of documents.
    pub fn answer(&self, request: &SearchRequest) -> SearchAnswer {
        let text = query_text::straightened(questions_asked::without_wide_asking(&request.text));
        let text = months_asked::months_together(&text, &self.asking);
        let pieces = query_text::pieces(&text);
        let mut asking = asking(self, &text, &pieces);
        asking.has_conditions |= request.since.is_some() || !request.filters.is_empty();
        asking.filters.extend(request.filters.iter().filter_map(|(group, value)| self.value(group, value)));
        let units = self.units(&asking);
        let wanted = units.iter().map(Unit::wanted).sum::<u16>();
        let (mut sums, also) = self.sums(&units);
        let exact = self.called(&asking);
        exact.iter().for_each(|&document| sums.better(document, 0.0, wanted));
        let (mut mode, mut found) = self.found(&asking, &sums, wanted, &self.allowed(&asking, request.since));
        let written = self.written(&units, wanted);
        let mut loosened = wanted > 0 && self.lacks_phrases(&asking);
        if loosened {
            asking.phrases.clear();
            (mode, found) = self.found(&asking, &sums, wanted, &self.allowed(&asking, request.since));
            loosened = !found.is_empty();
        }
        let filtered = self.filtered(&asking, &found);
        let weight = |document: u32| {
            let kind = match self.documents[document as usize].kind {
                kind if kind < INCIDENT_KINDS => 1.0,
                RUNBOOK if asking.wants_steps => STEPS,
                _ => NO_INCIDENT,
            };
            sums.scores[document as usize] * kind
        };
        let has_all = |d: &u32| (wanted > 0 || exact.contains(d)) && sums.counts[*d as usize] == wanted;
        // What stands in front comes first: pages called so, those with all words, those with the one word as it was written.
        let front = |d: u32| [exact.contains(&d), has_all(&d), written.contains(&d)];
        let mut ranked: Vec<([bool; 3], f32, u32)> = filtered.into_iter().map(|d| (front(d), weight(d), d)).collect();
        match request.order {
            ResultOrder::Relevance => ranked
                .sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(&b.2))),
            ResultOrder::Newest => ranked.sort_by_key(|&(.., d)| (Reverse(self.documents[d as usize].date), d)),
        }
        SearchAnswer {
            all: ranked.iter().filter(|([_, all, _], ..)| *all).count(),
            exact: ranked.iter().filter(|([exact, ..], ..)| *exact).count(),
            documents: ranked.iter().map(|(.., document)| *document).collect(),
            scores: ranked.iter().map(|(_, score, _)| *score).collect(),
            facets: self.counts(&asking, &found),
            terms: marks(&units, &also),
            words: units.into_iter().flat_map(|unit| unit.words).map(FoundWord::of).collect(),
            synonyms: also,
            stop_words: if asking.words.is_empty() && exact.is_empty() { asking.stop_words } else { Vec::new() },
            unknown_filters: asking.unknown_filters,
            mode,
            loosened,
        }
    }

    /// The words in units: names with synonyms, the longest first, and all others by themselves. A question whose answer is called
    /// otherwise is one unit.
    fn units(&self, asking: &QueryMeaning) -> Vec<Unit> {
        let words = &asking.words;
        let question = asking.question.as_ref().and_then(|key| self.names.get(key));
        if let Some(question) = question.filter(|question| !question.synonyms.is_empty()) {
            let resolve = |word: &AskedWord| Resolved { asked: word.clone(), lists: expand(self, word, false) };
            let synonyms = question.synonyms.iter().cloned().collect();
            return vec![Unit { words: words.iter().map(resolve).collect(), synonyms, is_question: true }];
        }
        let mut units = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = words[at..].iter().take_while(|word| !word.exact).count().min(name_keys::LONGEST);
            let name = (1..=longest).rev().find_map(|length| {
                let terms: Vec<String> = words[at..at + length].iter().map(|word| word.term.stem.clone()).collect();
                let name = self.names.get(&name_keys::key(&terms)?)?;
                (!name.synonyms.is_empty()).then(|| (length, name.synonyms.iter().cloned().collect()))
            });
            let (length, synonyms): (usize, Vec<String>) = name.unwrap_or_default();
            let spelling = synonyms.is_empty();
            let resolve =
                |word: &AskedWord| Resolved { asked: word.clone(), lists: expand(self, word, spelling && !word.exact) };
            let end = at + length.max(1);
            units.push(Unit { words: words[at..end].iter().map(resolve).collect(), synonyms, is_question: false });
            at = end;
        }
        units
    }

    /// The scores of all documents, and the synonyms that were looked for.
    fn sums(&self, units: &[Unit]) -> (Sums, Vec<(String, String)>) {
        let bm25 = Bm25::new(&self.segment);
        let mut total = Sums::new(self.len());
        let (mut unit_sums, mut word_sums) = (Sums::new(self.len()), Sums::new(self.len()));
        let mut also = Vec::new();
        for unit in units {
            for list in unit.words.iter().filter(|_| !unit.is_question).flat_map(|word| &word.lists) {
                for alternative in list {
                    for (document, score) in bm25.scores(&alternative.term) {
                        word_sums.better(document, alternative.weight * score, 1);
                    }
                }
                unit_sums.add(&mut word_sums);
            }
            for synonym in &unit.synonyms {
                let written: Vec<&str> = unit.words.iter().map(|word| word.asked.written.as_str()).collect();
                also.push((written.join(" "), synonym.clone()));
                for (document, score) in self.synonym(&bm25, synonym) {
                    unit_sums.better(document, EXPANDED * score, unit.wanted());
                }
            }
            total.add(&mut unit_sums);
        }
        (total, also)
    }

    /// The documents that have a synonym, its words side by side, with the sum of their scores.
    fn synonym(&self, bm25: &Bm25<'_>, synonym: &str) -> Vec<(u32, f32)> {
        let Some(phrase) = query_words::phrase(synonym) else { return Vec::new() };
        let mut sums: BTreeMap<u32, f32> = self.with_phrase(&phrase).into_iter().map(|d| (d, 0.0)).collect();
        for (stem, _) in &phrase {
            let mut best: BTreeMap<u32, f32> = BTreeMap::new();
            for (document, score) in self.segment.forms(stem).flat_map(|term| bm25.scores(term)) {
                let best = best.entry(document).or_default();
                *best = best.max(score);
            }
            for (document, sum) in &mut sums {
                *sum += best.get(document).copied().unwrap_or_default();
            }
        }
        sums.into_iter().collect()
    }

    /// The documents in which the terms of a phrase stand in its order, as far as neighbours tell.
    fn with_phrase(&self, phrase: &AskedPhrase) -> Vec<u32> {
        let (first, _) = &phrase[0];
        if phrase.len() == 1 {
            return self.segment.with_stem(first);
        }
        let neighbours = phrase.windows(2).map(|two| term_pair::pair(&two[0].0, &two[1].0, two[1].1));
        neighbours.map(|hash| self.segment.together(hash)).reduce(|a, b| common(&a, &b)).unwrap_or_default()
    }

    /// Whether no document has all phrases, whatever else is asked.
    fn lacks_phrases(&self, asking: &QueryMeaning) -> bool {
        let lists = asking.phrases.iter().map(|phrase| self.with_phrase(phrase));
        lists.reduce(|a, b| common(&a, &b)).is_some_and(|documents| documents.is_empty())
    }

    /// Which documents the phrases, the exclusions and the date leave.
    fn allowed(&self, asking: &QueryMeaning, since: Option<Date>) -> Vec<bool> {
        let late =
            |document: &IndexedDocument| since.is_none_or(|since| document.date.is_some_and(|date| date >= since));
        let mut allowed: Vec<bool> = self.documents.iter().map(late).collect();
        for phrase in &asking.phrases {
            let with: BTreeSet<u32> = self.with_phrase(phrase).into_iter().collect();
            for (document, allowed) in (0u32..).zip(&mut allowed) {
                *allowed &= with.contains(&document);
            }
        }
        let words = asking.without_words.iter().map(|terms| {
            let lists = terms.iter().map(|stem| self.segment.with_stem(stem));
            lists.reduce(|a: Vec<u32>, b| common(&a, &b)).unwrap_or_default()
        });
        let phrases = asking.without_phrases.iter().map(|phrase| self.with_phrase(phrase));
        for document in words.chain(phrases).flatten() {
            allowed[document as usize] = false;
        }
        allowed
    }

    /// Which documents count as found before filters, in order.
    fn found(&self, asking: &QueryMeaning, sums: &Sums, wanted: u16, allowed: &[bool]) -> (MatchMode, Vec<u32>) {
        if wanted == 0 {
            let called: BTreeSet<u32> = sums.found().iter().copied().collect();
            if !called.is_empty() {
                return (MatchMode::All, called.into_iter().filter(|&d| allowed[d as usize]).collect());
            }
            if !asking.words.is_empty() || !asking.has_conditions {
                return (MatchMode::None, Vec::new());
            }
            return (MatchMode::Filter, (0..self.len() as u32).filter(|&d| allowed[d as usize]).collect());
        }
        let mut any: Vec<u32> = sums.found().iter().copied().filter(|&d| allowed[d as usize]).collect();
        any.sort_unstable();
        let all: Vec<u32> = any.iter().copied().filter(|&d| sums.counts[d as usize] == wanted).collect();
        if all.len() >= ENOUGH || wanted == 1 || all.len() == any.len() {
            (MatchMode::All, all)
        } else {
            (MatchMode::Any, any)
        }
    }

    /// The documents that are called exactly what was asked, with the words that ask or without, and what to do when an alert rings that is
    /// named among others.
    fn called(&self, asking: &QueryMeaning) -> BTreeSet<u32> {
        let names = asking.names.iter().chain(&asking.question).filter_map(|key| self.names.get(key));
        let called = names.flat_map(|name| name.documents.iter().copied());
        let alerts = asking.alerts.iter().filter_map(|key| self.names.get(key)).flat_map(|name| &name.documents);
        let runbooks = alerts.copied().filter(|&document| self.documents[document as usize].kind == RUNBOOK);
        called.chain(runbooks).collect()
    }

    /// The documents that have the one word that was asked for as it is written.
    fn written(&self, units: &[Unit], wanted: u16) -> BTreeSet<u32> {
        if wanted != 1 || units.iter().any(|unit| unit.is_question) {
            return BTreeSet::new();
        }
        let alternatives = units.iter().flat_map(|unit| &unit.words).flat_map(|word| &word.lists).flatten();
        let exact = alternatives.filter(|alternative| alternative.way == WayFound::Exact);
        exact.flat_map(|exact| self.segment.postings(&exact.term)).map(|(document, _)| document).collect()
    }

    /// The words that stand for one that nothing has, when it is a slip of the keyboard.
    pub fn corrections(&self, word: &str) -> Vec<String> {
        self.near(&crate::text::fold(word), 0).into_iter().map(String::from).collect()
    }

    /// Words that look like one that nothing has.
    pub fn suggestions(&self, word: &str) -> Vec<String> {
        self.near(&crate::text::fold(word), 1).into_iter().map(String::from).collect()
    }
}

impl Unit {
    /// How many words of it a document must have to have all.
    fn wanted(&self) -> u16 {
        let words = self
            .words
            .iter()
            .map(|word| if self.synonyms.is_empty() { word.lists.len() } else { word.lists.len().max(1) });
        words.sum::<usize>() as u16
    }
}

impl FoundWord {
    fn of(word: Resolved) -> Self {
        let terms: Vec<_> = word.lists.into_iter().flatten().map(|a| (a.term, a.weight, a.way)).collect();
        Self { text: word.asked.written, known: !terms.is_empty(), terms }
    }
}

/// The stems that an excerpt marks.
fn marks(units: &[Unit], also: &[(String, String)]) -> BTreeSet<String> {
    let lists = units.iter().flat_map(|unit| &unit.words).flat_map(|word| &word.lists);
    let terms = lists.flatten().map(|alternative| alternative.stem.clone());
    terms.chain(also.iter().flat_map(|(_, synonym)| name_keys::terms(synonym))).collect()
}

/// What two sorted lists have in common.
fn common(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter().copied().filter(|document| b.binary_search(document).is_ok()).collect()
}
