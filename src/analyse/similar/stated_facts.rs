//! What incidents state of themselves becomes facts that can be compared: factors, services, tags, runbooks, alerts, conditions, how it
//! was found, whom it happened to.
//!
//! How much a fact tells is how few incidents state it: the logarithm of their share, as for words. What half of a site's incidents
//! have says nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::neighbour::Shared;
use crate::analyse::similar::same_event::{are_dated, are_published, days_apart};
use crate::link::{FacetKind, PageIx};
use crate::model::{Fact, Incident, WayOfFinding};
use crate::site::Site;
use crate::text::{WordForm, key, read, stem};

/// The facts of all incidents, which are numbered as in their corpus.
#[derive(Debug, Default)]
pub(super) struct StatedFacts {
    /// Every fact, as the first incident states it, and how many incidents do; stubs, which say nothing in words, do not count.
    known: Vec<(Shared, u32)>,
    /// The facts of each incident, ascending.
    of: Vec<Vec<u32>>,
    /// For each service and organisation, the incidents that state it, at most [`LOOKED_AT`] of them, evenly spread.
    among: HashMap<u32, Vec<u32>>,
    /// How many incidents count.
    incidents: usize,
}

/// The least that a fact must tell: fewer than about two in five incidents have it.
const TELLING: f32 = 0.9;

/// The fewest incidents of a service that say what it is usual to write of there, and how many are asked.
const FEW: usize = 5;
const LOOKED_AT: usize = 24;

/// The least that the way of finding it, or a condition, must tell: one in four has it.
const TELLING_ALONE: f32 = 1.39;

/// The least that a tag must tell, since many are drawers rather than words: one in six has it.
const TELLING_TAG: f32 = 1.79;

/// How much it tells that one names the other: as what a seventh of the incidents have.
const NAMED: f32 = 2.0;

/// The most words of a trigger that are said.
const TRIGGER: usize = 6;

/// The longest way of finding out, in characters: a sentence is no way that two share.
const WAY: usize = 40;

impl StatedFacts {
    /// Notes what incidents state.
    pub(super) fn new(site: &Site, corpus: &Corpus) -> Self {
        let mut facts = Self { incidents: corpus.live.len(), ..Self::default() };
        let mut numbers: HashMap<(u8, String), u32> = HashMap::new();
        for (at, &page) in corpus.pages.iter().enumerate() {
            let counts = corpus.live.binary_search(&(at as u32)).is_ok();
            let mut own = Vec::new();
            for (kind, key, fact) in stated(site, page) {
                let next = facts.known.len() as u32;
                let number = *numbers.entry((kind, key)).or_insert(next);
                if number == next {
                    facts.known.push((fact, 0));
                }
                own.push(number);
            }
            own.sort_unstable();
            own.dedup();
            for &fact in &own {
                let (shared, count) = &mut facts.known[fact as usize];
                *count += u32::from(counts);
                if counts && matches!(shared, Shared::Services(_) | Shared::Company(_)) {
                    facts.among.entry(fact).or_default().push(at as u32);
                }
            }
            facts.of.push(own);
        }
        let all: Vec<u32> = (0..facts.known.len() as u32).collect();
        for fact in all {
            if let Some(having) = facts.among.get_mut(&fact) {
                let step = having.len().div_ceil(LOOKED_AT).max(1);
                *having = having.iter().copied().step_by(step).collect();
            }
        }
        facts
    }

    /// Whether a term is what the incidents of a service or an organisation that both state write of anyhow: half of them do.
    pub(super) fn is_usual_among(&self, corpus: &Corpus, at: usize, other: usize, term: u32) -> bool {
        let usual = |having: &Vec<u32>| {
            let say =
                having.iter().filter(|&&at| corpus.vectors.of(at as usize).0.binary_search(&term).is_ok()).count();
            having.len() >= FEW && say * 2 >= having.len()
        };
        let theirs = &self.of[other];
        let mut shared = self.of[at].iter().filter(|fact| theirs.binary_search(fact).is_ok());
        shared.any(|fact| self.among.get(fact).is_some_and(usual))
    }

    /// What two incidents have in common and how much it tells, the most telling first: that one names the other, what set both off,
    /// and the facts that both state.
    pub(super) fn in_common(&self, site: &Site, corpus: &Corpus, at: usize, other: usize) -> Vec<(f32, Shared)> {
        let (page, other_page) = (corpus.pages[at], corpus.pages[other]);
        let mut found: Vec<(f32, Shared)> = Vec::new();
        let names = |from: PageIx, to: PageIx| site.links.backlinks[to].iter().any(|link| link.from == from);
        if names(page, other_page) || names(other_page, page) {
            found.push((NAMED, Shared::Named));
        }
        let trigger = |page: PageIx| site.pages[page].incident().and_then(|incident| incident.trigger.as_ref());
        found.extend(
            trigger(page)
                .zip(trigger(other_page))
                .and_then(|(a, b)| triggers(corpus, a, b))
                .map(|words| (f32::MAX, Shared::Trigger(words))),
        );
        let mut both: Vec<(f32, u32)> = self.both(at, other).map(|fact| (self.tells(fact), fact)).collect();
        both.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (tells, fact) in both {
            let fact = &self.known[fact as usize].0;
            if !found.iter_mut().any(|(_, known)| join(known, fact)) {
                found.push((tells, fact.clone()));
            }
        }
        let (a, b) = (&site.pages[page], &site.pages[other_page]);
        let apart = days_apart(a, b).filter(|days| *days <= 1 && are_dated(a, b) && !are_published(a, b));
        found.extend(apart.map(|days| (TELLING, Shared::Days(days))));
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found
    }

    /// How many telling facts two incidents share.
    pub(super) fn count(&self, at: usize, other: usize) -> usize {
        self.both(at, other).count()
    }

    /// The telling facts that at least half of some incidents share, each with how many do, most first.
    pub(super) fn most_share(&self, members: &[usize]) -> Vec<(Shared, usize)> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for &fact in members.iter().flat_map(|&at| &self.of[at]).filter(|fact| self.is_telling(**fact)) {
            *counts.entry(fact).or_default() += 1;
        }
        let mut most: Vec<(Shared, usize)> = Vec::new();
        for (fact, count) in counts.into_iter().filter(|(_, count)| *count > 1 && count * 2 >= members.len()) {
            let fact = &self.known[fact as usize].0;
            // What equally many share is one line.
            if !most.iter_mut().any(|(known, of)| *of == count && join(known, fact)) {
                most.push((fact.clone(), count));
            }
        }
        most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        most
    }

    /// The telling facts that both state, ascending.
    fn both(&self, at: usize, other: usize) -> impl Iterator<Item = u32> {
        let theirs = &self.of[other];
        let shared = self.of[at].iter().copied().filter(|fact| theirs.binary_search(fact).is_ok());
        shared.filter(|&fact| self.is_telling(fact))
    }

    fn tells(&self, fact: u32) -> f32 {
        tells(self.incidents, self.known[fact as usize].1)
    }

    fn is_telling(&self, fact: u32) -> bool {
        let tells = self.tells(fact);
        match &self.known[fact as usize].0 {
            // Most are meant to be found by an alert.
            Shared::Detection(way) => way != "alert" && tells >= TELLING_ALONE,
            Shared::Condition(_) => tells >= TELLING_ALONE,
            Shared::Tags(_) => tells >= TELLING_TAG,
            _ => tells >= TELLING,
        }
    }
}

/// Adds a fact to one of its kind; `false` where they are not of one kind.
fn join(known: &mut Shared, fact: &Shared) -> bool {
    match (known, fact) {
        (Shared::Services(known), Shared::Services(more))
        | (Shared::Factors(known), Shared::Factors(more))
        | (Shared::Tags(known), Shared::Tags(more)) => known.extend(more),
        _ => return false,
    }
    true
}

/// How much it tells that `have` of `all` state something.
fn tells(all: usize, have: u32) -> f32 {
    (all as f32 / have.max(1) as f32).ln()
}

/// What an incident states: the kind of fact, what tells it from others of its kind, and the fact. Of facts that tell equally much the
/// first ones are shown.
fn stated(site: &Site, page: PageIx) -> Vec<(u8, String, Shared)> {
    let Some(incident) = site.pages[page].incident() else { return Vec::new() };
    let facets = |kind: FacetKind| site.links.facets_of[page].get(&kind).into_iter().flatten().copied();
    let mut found = Vec::new();
    for (name, runbook, _) in site.links.runbooks(page).iter() {
        let path = runbook.map(|runbook| site.pages[runbook].source.path.clone());
        let title = runbook.map_or(name, |runbook| &site.pages[runbook].title.value);
        found.push((3, path.unwrap_or_else(|| key(name)), Shared::Runbook(title.clone(), *runbook)));
    }
    let alerts = incident.alerts.iter().map(|alert| (4, key(&alert.name), Shared::Alert(alert.name.clone())));
    found.extend(alerts);
    found.extend(facets(FacetKind::Factor).map(|at| (0, at.to_string(), Shared::Factors(vec![at]))));
    found.extend(facets(FacetKind::Service).map(|at| (1, at.to_string(), Shared::Services(vec![at]))));
    found.extend(facets(FacetKind::Tag).map(|at| (2, at.to_string(), Shared::Tags(vec![at]))));
    found.extend(incident.conditions.iter().map(|fact| (5, key(&fact.value), Shared::Condition(fact.value.clone()))));
    found.extend(detection(incident).map(|way| (6, key(way), Shared::Detection(way.to_owned()))));
    found.extend(incident.company.iter().map(|fact| (7, key(&fact.value), Shared::Company(fact.value.clone()))));
    found.retain(|(_, key, _)| !key.is_empty());
    found
}

/// How an incident was found, where that is known and one of the usual ways or the house's own word.
fn detection(incident: &Incident) -> Option<&str> {
    let word = incident.detection.as_ref()?.value.as_str();
    (word != WayOfFinding::Unknown.code() && word.chars().count() <= WAY).then_some(word)
}

/// The words that two triggers have in common, as the first has them, where they are half of the shorter one or more and one of them
/// is rare.
fn triggers(corpus: &Corpus, a: &Fact<String>, b: &Fact<String>) -> Option<Vec<String>> {
    let (a, b) = (telling_words(&a.value), telling_words(&b.value));
    let mut seen = HashSet::new();
    let is_rare = |word: &str| {
        let frequency = corpus.lexicon.term(word).map_or(0, |term| corpus.vectors.frequency(term));
        tells(corpus.live.len(), frequency) >= TELLING_TAG
    };
    let shared = a.iter().filter(|(term, _)| b.iter().any(|(other, _)| other == term) && seen.insert(term.as_str()));
    let is_person = |word: &str| corpus.lexicon.term(word).is_some_and(|term| corpus.lexicon.is_person(term));
    let shared: Vec<String> = shared.map(|(_, written)| written.clone()).filter(|word| !is_person(word)).collect();
    let half = shared.len() >= 2 && shared.len() * 2 >= a.len().min(b.len());
    (half && shared.iter().any(|word| is_rare(word))).then(|| shared.into_iter().take(TRIGGER).collect())
}

/// The terms of a text and the words as written, without stop words and numbers.
fn telling_words(text: &str) -> Vec<(String, String)> {
    let reading = read(text);
    let is_number = |written: &str| written.starts_with(|c: char| c.is_numeric());
    let words = reading.words.iter().filter(|word| word.form != WordForm::Stop && !is_number(word.written));
    words.map(|word| (stem(&word.surface).into_owned(), word.written.to_owned())).collect()
}
