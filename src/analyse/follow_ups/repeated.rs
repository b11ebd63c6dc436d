//! The texts of follow-ups become groups that say the same: what people decided to do after three incidents or more.
//!
//! Two texts say the same when they have nearly the same words; rare words count for more. Every group has a text in its middle, and
//! all of it are near to that one, so that no chain of small differences joins what has nothing in common.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::analyse::follow_ups::follow_up::FollowUp;
use crate::analyse::follow_ups::rituals::is_ritual;
use crate::analyse::people::People;
use crate::link::PageIx;
use crate::parse::fragment_text;
use crate::text::{WordForm, read, stem};
use crate::{link::newest_first, site::Site};

/// Follow-ups of different incidents that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The one that says it best, as index into [`super::FollowUps::rows`].
    pub centre: usize,
    /// All of them, the newest incident first.
    pub rows: Vec<usize>,
    /// How many incidents that is.
    pub incidents: usize,
}

/// Fewer incidents than these say nothing.
const INCIDENTS: usize = 3;

/// The least cosine of two texts that say the same.
const NEAR: f64 = 0.6;

/// The words that two texts must share, unless they have the same ones and nothing else.
const SHARED: usize = 3;

/// Texts that share a word are compared through it, unless more have it than these: then it tells too little.
const COMMON: usize = 300;

/// A text with its words' weights, and the follow-ups that have just these words.
struct FollowUpText {
    words: Vec<(u32, f64)>,
    /// Those of them by which it is looked for.
    telling: Vec<u32>,
    rows: Vec<usize>,
}

/// The groups among `rows`, most incidents first.
pub(super) fn repeated(site: &Site, rows: &[FollowUp]) -> Vec<Repeated> {
    let texts = texts(rows);
    let near = neighbours(&texts);
    let mut people: Option<People> = None;
    let incidents = |texts_of: &[usize]| -> BTreeSet<PageIx> {
        texts_of.iter().flat_map(|&text| &texts[text].rows).map(|&row| rows[row].page).collect()
    };
    let mut order: Vec<(usize, usize)> =
        near.iter().enumerate().map(|(text, near)| (text, incidents(near).len())).collect();
    order.retain(|(_, count)| *count >= INCIDENTS);
    order.sort_by_key(|&(text, count)| (std::cmp::Reverse(count), text));
    let mut taken = vec![false; texts.len()];
    let mut groups = Vec::new();
    for (text, _) in order {
        if taken[text] {
            continue;
        }
        let members: Vec<usize> = near[text].iter().copied().filter(|&other| !taken[other]).collect();
        let count = incidents(&members).len();
        if count < INCIDENTS {
            continue;
        }
        members.iter().for_each(|&member| taken[member] = true);
        let mut of: Vec<usize> = members.iter().flat_map(|&member| texts[member].rows.iter().copied()).collect();
        of.sort_by(|&a, &b| newest_first(&site.pages[rows[a].page], &site.pages[rows[b].page]).then(a.cmp(&b)));
        // A group is told in words that name nobody, where one of it has such words.
        let mut told = std::iter::once(text).chain(members.iter().copied()).map(|member| texts[member].rows[0]);
        let centre = told.find(|&row| !people.get_or_insert_with(|| People::of(site)).are_in(&rows[row].text));
        groups.push(Repeated { centre: centre.unwrap_or(texts[text].rows[0]), rows: of, incidents: count });
    }
    // A group may have lost members to one before it.
    groups.sort_by_key(|group| (std::cmp::Reverse(group.incidents), group.centre));
    groups
}

/// The different texts, in the order in which they are first said. Words weigh 1 + ln(n / df), and every text's length is 1.
fn texts(rows: &[FollowUp]) -> Vec<FollowUpText> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut of: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    let mut texts: Vec<FollowUpText> = Vec::new();
    for (row, follow_up) in rows.iter().enumerate() {
        let words = words(&follow_up.text, &mut numbers);
        if words.len() < 2 || is_ritual(&said(&follow_up.text)) {
            continue;
        }
        let at = *of.entry(words.clone()).or_insert(texts.len());
        if at == texts.len() {
            texts.push(FollowUpText {
                words: words.into_iter().map(|word| (word, 0.0)).collect(),
                telling: Vec::new(),
                rows: Vec::new(),
            });
        }
        texts[at].rows.push(row);
    }
    let mut count = vec![0u32; numbers.len()];
    texts.iter().flat_map(|text| &text.words).for_each(|(word, _)| count[*word as usize] += 1);
    let all = texts.len() as f64;
    for text in &mut texts {
        text.words.iter_mut().for_each(|(word, weight)| *weight = 1.0 + (all / f64::from(count[*word as usize])).ln());
        let length = text.words.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        text.words.iter_mut().for_each(|(_, weight)| *weight /= length);
        text.telling = telling(&text.words, &count);
    }
    texts
}

/// The different words of a text, numbered, without endings and without those too common to tell anything.
fn words(text: &str, numbers: &mut FxHashMap<String, u32>) -> Vec<u32> {
    let said = said(text);
    let reading = read(&said);
    let told = reading.words.iter().filter(|word| word.form != WordForm::Stop);
    let mut words: Vec<u32> = told
        .map(|word| {
            let next = numbers.len() as u32;
            *numbers.entry(stem(&word.surface).into_owned()).or_insert(next)
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What a reader reads of a text, without the addresses that stand in it.
fn said(text: &str) -> String {
    fragment_text(text).split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// For each text, itself and those that say the same, in order.
///
/// Texts are compared when they share one of their telling words: what is alike enough always does.
fn neighbours(texts: &[FollowUpText]) -> Vec<Vec<usize>> {
    let mut having: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, text) in texts.iter().enumerate() {
        text.telling.iter().for_each(|&word| having.entry(word).or_default().push(at));
    }
    let near = |(at, text): (usize, &FollowUpText)| {
        let lists = text.telling.iter().filter_map(|word| having.get(word)).filter(|list| list.len() <= COMMON);
        let others: BTreeSet<usize> = lists.flatten().copied().chain([at]).collect();
        others.into_iter().filter(|&other| other == at || says_the_same(text, &texts[other])).collect()
    };
    texts.iter().enumerate().map(near).collect()
}

/// A text's rarest words, without those that cannot make it near to another by themselves.
fn telling(words: &[(u32, f64)], having: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_by_key(|&(word, _)| (having[word as usize], word));
    let mut rest: f64 = 1.0;
    let enough = |&(_, weight): &(u32, f64)| {
        let before = rest;
        rest -= weight * weight;
        before > NEAR * NEAR - 1e-9
    };
    words.into_iter().take_while(enough).map(|(word, _)| word).collect()
}

fn says_the_same(a: &FollowUpText, b: &FollowUpText) -> bool {
    let (mut cosine, mut shared) = (0.0, 0);
    let mut others = b.words.iter().peekable();
    for (word, weight) in &a.words {
        while others.next_if(|(other, _)| other < word).is_some() {}
        if let Some((_, other)) = others.next_if(|(other, _)| other == word) {
            cosine += weight * other;
            shared += 1;
        }
    }
    shared >= SHARED && cosine >= NEAR
}
