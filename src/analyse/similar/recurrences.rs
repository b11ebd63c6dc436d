//! Incidents that are strongly alike become groups: what keeps coming back, and in which words.
//!
//! Pairs are joined from the strongest down, and two groups only while their incidents are strongly alike on average, so that no chain
//! of neighbours joins what is not alike (average linkage; Sokal and Michener, 1958). A group of three or more on different days is a
//! recurrence.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::neighbour::{Neighbour, Shared};
use crate::analyse::similar::same_event::days_apart;
use crate::analyse::similar::shared_phrases::{self, WantedPhrases};
use crate::analyse::similar::stated_facts::StatedFacts;
use crate::link::PageIx;
use crate::{link::newest_first, site::Site};

/// The fewest incidents that keep coming back.
const FEWEST: usize = 3;

/// The most incidents of a group: what comes back more often is a way of life, and averages of larger groups cost too much.
const MOST: usize = 60;

/// How many of a group speak for it when groups are compared, evenly spread.
const ASKED: usize = 6;

/// The most words that a group is told by.
const WORDS: usize = 4;

/// Incidents that keep coming back in one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurrence {
    /// Three or more, newest first; of several write-ups of one event, one.
    pub pages: Vec<PageIx>,
    /// What most of them write of and few others do, as authors wrote it, the most telling first.
    pub words: Vec<String>,
    /// What else at least half of them share, and how many do.
    pub shared: Vec<(Shared, usize)>,
}

/// The groups among all incidents, the largest first, then the one with the newest incident.
pub(super) fn recurring(
    site: &Site,
    corpus: &Corpus,
    facts: &StatedFacts,
    lists: &[Vec<Neighbour>],
) -> Vec<Recurrence> {
    let Some(threshold) = corpus.threshold else { return Vec::new() };
    let mut groups = Groups::new(corpus.pages.len());
    for (cosine, a, b) in pairs(corpus, lists, threshold.strong) {
        groups.join(site, corpus, (a, b), cosine, threshold.strong);
    }
    let mut found: Vec<Recurrence> =
        groups.members().filter_map(|members| recurrence(site, corpus, facts, &members)).collect();
    found.sort_by(|a, b| {
        let newest = newest_first(&site.pages[a.pages[0]], &site.pages[b.pages[0]]);
        b.pages.len().cmp(&a.pages.len()).then(newest)
    });
    found
}

/// The strongly alike pairs that are shown, strongest first, ties by number.
fn pairs(corpus: &Corpus, lists: &[Vec<Neighbour>], strong: f32) -> Vec<(f32, usize, usize)> {
    let mut found = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        for neighbour in list.iter().filter(|neighbour| neighbour.cosine >= strong) {
            let there = corpus.pages.binary_search(&neighbour.page).expect("neighbours are incidents");
            found.push((neighbour.cosine, at.min(there), at.max(there)));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    found.dedup();
    found
}

/// Incidents in disjoint groups.
struct Groups {
    /// The group of each incident: its first member.
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { of: (0..count).collect(), members: BTreeMap::new() }
    }

    /// Joins the groups of two incidents, if their incidents are strongly alike on average and no author says that two of them are
    /// not related.
    fn join(&mut self, site: &Site, corpus: &Corpus, (a, b): (usize, usize), cosine: f32, strong: f32) {
        let (a, b) = (self.of[a], self.of[b]);
        if a == b {
            return;
        }
        let of = |group: usize| self.members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        let (first, second) = (of(a), of(b));
        if first.len() + second.len() > MOST {
            return;
        }
        let says_no = |a: usize, b: usize| {
            let (a, b) = (corpus.pages[a], corpus.pages[b]);
            let of = |page: PageIx| site.links.not_related(page);
            of(a).binary_search(&b).is_ok() || of(b).binary_search(&a).is_ok()
        };
        if first.iter().any(|&a| second.iter().any(|&b| says_no(a, b))) {
            return;
        }
        let asked =
            |group: &[usize]| group.iter().copied().step_by(group.len().div_ceil(ASKED)).collect::<Vec<usize>>();
        let (some, others) = (asked(&first), asked(&second));
        let pairs = some.iter().flat_map(|&a| others.iter().map(move |&b| (a, b)));
        let sum: f32 = match first.len() * second.len() {
            1 => cosine,
            _ => pairs.map(|(a, b)| corpus.vectors.cosine(a, b)).sum(),
        };
        let mean = sum / (some.len() * others.len()) as f32;
        if mean < strong {
            return;
        }
        let mut joined = [first, second].concat();
        joined.sort_unstable();
        self.members.remove(&a);
        self.members.remove(&b);
        joined.iter().for_each(|&member| self.of[member] = joined[0]);
        self.members.insert(joined[0], joined);
    }

    fn members(self) -> impl Iterator<Item = Vec<usize>> {
        self.members.into_values()
    }
}

fn recurrence(site: &Site, corpus: &Corpus, facts: &StatedFacts, members: &[usize]) -> Option<Recurrence> {
    let mut pages: Vec<PageIx> = members.iter().map(|&at| corpus.pages[at]).collect();
    pages.sort_by(|&a, &b| newest_first(&site.pages[a], &site.pages[b]));
    // Several stories of one event are one.
    let mut events: Vec<PageIx> = Vec::new();
    for page in pages {
        let told = |other: &PageIx| days_apart(&site.pages[page], &site.pages[*other]).is_none_or(|days| days <= 1);
        if !events.iter().any(told) {
            events.push(page);
        }
    }
    if events.len() < FEWEST {
        return None;
    }
    let members: Vec<usize> = events.iter().filter_map(|page| corpus.pages.binary_search(page).ok()).collect();
    let words = words(site, corpus, &members);
    let shared = facts.most_share(&members);
    (!words.is_empty()).then_some(Recurrence { pages: events, words, shared })
}

/// Whether a phrase says more than whose incident it was and that somebody had it: "Lofthouse experienced".
fn says_what(phrase: &str, houses: &BTreeSet<String>) -> bool {
    const HAD: [&str; 12] = [
        "experience",
        "experienced",
        "experiencing",
        "observed",
        "encountered",
        "saw",
        "noticed",
        "reported",
        "suffered",
        "identified",
        "had",
        "began",
    ];
    let words = || phrase.split_whitespace().map(str::to_lowercase);
    !words().any(|word| HAD.contains(&word.as_str())) && !words().all(|word| houses.contains(&word))
}

/// The phrases that all members share, else those that most share with the newest one.
fn words(site: &Site, corpus: &Corpus, members: &[usize]) -> Vec<String> {
    let mut found: BTreeMap<Vec<u32>, (usize, f32, String)> = BTreeMap::new();
    for &other in &members[1..] {
        for phrase in shared_phrases::shared(corpus, members[0], other, |_| false, WantedPhrases::Telling) {
            let entry = found.entry(phrase.terms).or_insert((1, 0.0, phrase.text));
            entry.0 += 1;
            entry.1 += phrase.weight;
        }
    }
    let mut found: Vec<(Vec<u32>, (usize, f32, String))> =
        found.into_iter().filter(|(_, (count, _, _))| count * 2 > members.len()).collect();
    let pages = members.iter().map(|&at| &site.pages[corpus.pages[at]]);
    let houses: BTreeSet<String> = pages
        .filter_map(|page| Some(page.incident()?.company.as_ref()?.value.to_lowercase()))
        .flat_map(|name| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    // Whose incidents they are, and that they had them, is no name of what keeps coming back; where there is nothing else, it is.
    let tells = |entry: &(Vec<u32>, (usize, f32, String))| says_what(&entry.1.2, &houses);
    if found.iter().any(tells) {
        found.retain(tells);
    }
    // What all of them say names the group; where there is nothing like that, what most of them do.
    let all = |entry: &(Vec<u32>, (usize, f32, String))| entry.1.0 + 1 == members.len();
    if found.iter().any(all) {
        found.retain(all);
    }
    // A word alone means something else in each of them more often than not: `exhaustion`, `pressure`. A name does not.
    let names = |text: &str| text.chars().any(|c| !c.is_lowercase());
    let named = found.iter().any(|(_, (_, _, text))| names(text));
    found.retain(|entry| names(&entry.1.2) || !named && all(entry));
    found.sort_by(|a, b| b.1.1.total_cmp(&a.1.1).then_with(|| a.0.cmp(&b.0)));
    let mut used: BTreeSet<u32> = BTreeSet::new();
    found.retain(|(terms, _)| {
        let is_new = terms.iter().all(|term| !used.contains(term));
        used.extend(terms.iter().filter(|_| is_new));
        is_new
    });
    found.into_iter().take(WORDS).map(|(_, (_, _, text))| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_incident_it_was_is_no_name_of_a_group() {
        let houses = BTreeSet::from([String::from("lofthouse"), String::from("bakery")]);
        let cases = [
            ("Lofthouse experienced", false),
            ("Lofthouse Bakery", false),
            ("Lofthouse ovens", true),
            ("stale lease", true),
            ("we observed", false),
        ];
        for (phrase, expected) in cases {
            assert_eq!(says_what(phrase, &houses), expected, "{phrase}");
        }
    }
}
