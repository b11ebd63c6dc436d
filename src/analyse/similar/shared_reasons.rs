//! Two incidents become the one to three things they share that tell most: reasons to read the one beside the other.

use std::collections::HashSet;

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::neighbour::Shared;
use crate::analyse::similar::shared_phrases::{self, SharedPhrase, WantedPhrases};
use crate::analyse::similar::stated_facts::StatedFacts;
use crate::analyse::similar::write_up_words;
use crate::link::FacetKind;
use crate::site::Site;

/// The most reasons that are given.
const MOST: usize = 3;

/// The most words of one reason.
const WORDS: usize = 3;

/// The least part of the cosine that the words must bring that are given as a reason.
const EVIDENCE: f32 = 0.15;

/// How much more a word must bring that is given alone.
const ALONE: f32 = 1.6;

/// What a word must weigh beside the first one.
const BESIDE: f32 = 0.25;

/// How much facts must tell together where no words do: one that a sixth of the incidents have, or two that two in five have.
const FACTS_ALONE: f32 = 1.8;

/// What incidents `at` and `other` share, the most telling first; empty when there is nothing to say.
pub(super) fn shared(site: &Site, corpus: &Corpus, facts: &StatedFacts, at: usize, other: usize) -> Vec<Shared> {
    let known = facts;
    let facts = facts.in_common(site, corpus, at, other);
    let named = facts.iter().take(MOST).flat_map(|(_, fact)| names(site, fact));
    let named = terms_of_names(corpus, named);
    let taken = |term: u32| named.contains(&term) || known.is_usual_among(corpus, at, other, term);
    let cosine = corpus.vectors.cosine(at, other);
    let mut words =
        telling(shared_phrases::shared(corpus, at, other, taken, WantedPhrases::Telling), cosine * EVIDENCE);
    if words.is_empty() {
        let strong = corpus.threshold.is_some_and(|threshold| cosine >= threshold.strong);
        if strong || site.config.similar.threshold.is_some() {
            words = telling(shared_phrases::shared(corpus, at, other, taken, WantedPhrases::Any), 0.0);
        } else if facts.iter().filter(|(_, fact)| says_how(fact)).map(|(tells, _)| tells).sum::<f32>() < FACTS_ALONE {
            return Vec::new();
        }
    }
    let room = if words.is_empty() { MOST } else { MOST - 1 };
    let mut found: Vec<Shared> = facts.into_iter().take(room).map(|(_, fact)| fact).collect();
    if !words.is_empty() {
        // What set both off, or rang in both, says more than any words; a service says less.
        let first = found.first().is_some_and(says_how);
        found.insert(usize::from(first), Shared::Words(words));
    }
    found
}

/// Whether a fact says how something came about or was met; that two happened to one service or were found alike does not.
pub(super) fn says_how(fact: &Shared) -> bool {
    !matches!(
        fact,
        Shared::Services(_) | Shared::Company(_) | Shared::Detection(_) | Shared::Condition(_) | Shared::Days(_)
    )
}

/// The few words that bring most of the likeness; nothing where they bring less than `least` of it.
fn telling(mut phrases: Vec<SharedPhrase>, least: f32) -> Vec<String> {
    phrases.truncate(WORDS);
    let first = phrases.first().map_or(0.0, |phrase| phrase.weight);
    phrases.retain(|phrase| phrase.weight >= first * BESIDE);
    let together: f32 = phrases.iter().map(|phrase| phrase.weight).sum();
    let least = if matches!(phrases.as_slice(), [one] if one.terms.len() == 1) { least * ALONE } else { least };
    if together < least { Vec::new() } else { phrases.into_iter().map(|phrase| phrase.text).collect() }
}

/// What a reason names: its words need not be said again.
fn names(site: &Site, shared: &Shared) -> Vec<String> {
    let facet = |kind: FacetKind, at: usize| {
        let facet = &site.links.facets[&kind][at];
        [&facet.name, &facet.id].into_iter().chain(&facet.aliases).cloned()
    };
    match shared {
        Shared::Factors(factors) => factors.iter().flat_map(|&at| facet(FacetKind::Factor, at)).collect(),
        Shared::Tags(tags) => tags.iter().flat_map(|&at| facet(FacetKind::Tag, at)).collect(),
        Shared::Services(services) => services.iter().flat_map(|&at| facet(FacetKind::Service, at)).collect(),
        Shared::Alert(name) | Shared::Company(name) | Shared::Condition(name) | Shared::Runbook(name, _) => {
            vec![name.clone()]
        }
        Shared::Trigger(words) | Shared::Words(words) => words.clone(),
        Shared::Named | Shared::Detection(_) | Shared::Days(_) => Vec::new(),
    }
}

fn terms_of_names(corpus: &Corpus, names: impl Iterator<Item = String>) -> HashSet<u32> {
    let text: Vec<String> = names.collect();
    corpus.lexicon.known(&write_up_words::of_text(&text.join("\n")))
}
