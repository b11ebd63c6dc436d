//! The texts of follow-ups become groups that say the same: what people decided to do after three incidents or more.
//!
//! Two texts say the same when they have nearly the same words; rare words count for more. Every group has a text in its middle, and
//! all of it are near to that one, so that no chain of small differences joins what has nothing in common.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::analyse::follow_ups::alike_texts::alike;
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

/// So many texts are read at once: the words of more are numbers before those of the next are read.
const AT_ONCE: usize = 4096;

/// The different texts, in the order in which they are first said.
#[derive(Default)]
struct FollowUpTexts {
    /// The different words of each, numbered and sorted.
    words: Vec<Vec<u32>>,
    /// The follow-ups that have just these words.
    rows: Vec<Vec<usize>>,
    /// How many words there are in all.
    numbers: usize,
}

/// The groups among `rows`, most incidents first.
pub(super) fn repeated(site: &Site, rows: &[FollowUp], people: Option<&People>) -> Vec<Repeated> {
    let texts = texts(rows);
    let near = alike(&texts.words, texts.numbers);
    let mut looked_for: Option<People> = None;
    let mut are_in = |text: &str| match people {
        Some(people) => people.are_in(text),
        None => looked_for.get_or_insert_with(|| People::of(site)).are_in(text),
    };
    let incidents = |texts_of: &[u32]| -> usize {
        let of_texts = texts_of.iter().flat_map(|&text| &texts.rows[text as usize]);
        let mut pages: Vec<PageIx> = of_texts.map(|&row| rows[row].page).collect();
        pages.sort_unstable();
        pages.dedup();
        pages.len()
    };
    let mut order: Vec<(usize, usize)> =
        near.par_iter().enumerate().map(|(text, near)| (text, incidents(near))).collect();
    order.retain(|(_, count)| *count >= INCIDENTS);
    order.sort_by_key(|&(text, count)| (Reverse(count), text));
    let mut taken = vec![false; near.len()];
    let mut groups = Vec::new();
    for (text, _) in order {
        if taken[text] {
            continue;
        }
        let members: Vec<u32> = near[text].iter().copied().filter(|&other| !taken[other as usize]).collect();
        let count = incidents(&members);
        if count < INCIDENTS {
            continue;
        }
        let members: Vec<usize> = members.into_iter().map(|member| member as usize).collect();
        members.iter().for_each(|&member| taken[member] = true);
        let mut of: Vec<usize> = members.iter().flat_map(|&member| texts.rows[member].iter().copied()).collect();
        of.sort_by(|&a, &b| newest_first(&site.pages[rows[a].page], &site.pages[rows[b].page]).then(a.cmp(&b)));
        // A group is told in words that name nobody, where one of it has such words.
        let mut told = std::iter::once(text).chain(members.iter().copied()).map(|member| texts.rows[member][0]);
        let centre = told.find(|&row| !are_in(&rows[row].text));
        groups.push(Repeated { centre: centre.unwrap_or(texts.rows[text][0]), rows: of, incidents: count });
    }
    // A group may have lost members to one before it.
    groups.sort_by_key(|group| (Reverse(group.incidents), group.centre));
    groups
}

/// What the rows say, each text read once.
fn texts(rows: &[FollowUp]) -> FollowUpTexts {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut of: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    let mut texts = FollowUpTexts::default();
    // For each text that was read, its place among the different ones; none where it tells nothing.
    let mut read: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (chunk, rows) in rows.chunks(AT_ONCE).enumerate() {
        let mut new: Vec<&str> = Vec::new();
        for text in rows.iter().map(|row| row.text.as_str()) {
            read.entry(text).or_insert_with(|| {
                new.push(text);
                None
            });
        }
        let told: Vec<ToldWords> = new.par_iter().map(|text| told_words(text)).collect();
        for (text, told) in new.into_iter().zip(told) {
            let words = numbered(told.words, &mut numbers);
            if words.len() < 2 || told.is_ritual {
                continue;
            }
            let at = *of.entry(words.clone()).or_insert(texts.words.len());
            if at == texts.words.len() {
                texts.words.push(words);
                texts.rows.push(Vec::new());
            }
            read.insert(text, Some(at));
        }
        for (row, follow_up) in rows.iter().enumerate() {
            if let Some(at) = read[follow_up.text.as_str()] {
                texts.rows[at].push(chunk * AT_ONCE + row);
            }
        }
    }
    texts.numbers = numbers.len();
    texts
}

/// What a text says.
struct ToldWords {
    /// Its words without endings and without those too common to tell anything.
    words: Vec<String>,
    /// Whether every incident asks for it.
    is_ritual: bool,
}

fn told_words(text: &str) -> ToldWords {
    let said = said(text);
    let reading = read(&said);
    let told = reading.words.iter().filter(|word| word.form != WordForm::Stop);
    ToldWords { words: told.map(|word| stem(&word.surface).into_owned()).collect(), is_ritual: is_ritual(&said) }
}

/// The different words, numbered and sorted.
fn numbered(told: Vec<String>, numbers: &mut FxHashMap<String, u32>) -> Vec<u32> {
    let mut words: Vec<u32> = Vec::with_capacity(told.len());
    for word in told {
        let next = numbers.len() as u32;
        words.push(*numbers.entry(word).or_insert(next));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// What a reader reads of a text, without the addresses that stand in it.
fn said(text: &str) -> String {
    fragment_text(text).split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}
