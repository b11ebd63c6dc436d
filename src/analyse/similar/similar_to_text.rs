//! Pasted text (an alert, a log, a chat) becomes the past incidents that use its words, ranked, and the sentence of each that does so most.
//!
//! No index: every text is read once, on all threads, and only words of the question are counted. Ranked by BM25 over the question's
//! most telling words, each weighted (1 + ln tf)·idf, so that what the question says a hundred times does not count a hundred times.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::analyse::similar::lexicon::terms;
use crate::analyse::similar::log_noise::quiet;
use crate::analyse::similar::write_up_words::{self, FormInPlace, WordClass};
use crate::model::{Page, Section};
use crate::parse::{fragment_passages, shown_passages};
use crate::text::{read, sentences, stop_words_of};

/// A question and the texts that speak of it.
#[derive(Debug, Default)]
pub struct SpeakingTexts {
    /// The texts by number with their scores, best first, ties by number.
    pub found: Vec<(usize, f32)>,
    /// The telling words of the question: the weight of each term.
    weights: HashMap<String, f32>,
    /// Those of them that are ordinary words.
    ordinary: HashSet<String>,
}

/// Where a write-up speaks of a question.
#[derive(Debug, Default, PartialEq)]
pub struct Spoken {
    /// The section's title and anchor; `None` above the first heading.
    pub section: Option<(String, String)>,
    /// The sentence or line that says most of it.
    pub sentence: String,
    /// The question's most telling words in the whole write-up, as it has them, the most telling first.
    pub words: Vec<String>,
    /// What those words weigh together.
    pub weight: f32,
}

/// How many words of the question count.
const TELLING: usize = 64;

/// How much an ordinary word counts beside others: whoever is asked at night says "me" and "too" more than write-ups do.
const ORDINARY: f32 = 0.25;

/// BM25's parameters: how soon a word has been said often enough, and how much a long text must pay.
const K1: f32 = 1.2;
const B: f32 = 0.5;

/// Ranks `texts` by what they say of `question`; those that say nothing of it are left out.
///
/// `language` is the site's: its ordinary words, and English ones, count little. Linear in all texts. Their markup is read as words, which does no harm: a question has none of it.
pub fn ask(question: &str, texts: &[&str], language: &str) -> SpeakingTexts {
    let asked = question_terms(question);
    let numbers: HashMap<&str, usize> = asked.iter().enumerate().map(|(at, (term, _))| (term.as_str(), at)).collect();
    let share = texts.len().div_ceil(rayon::current_num_threads()).max(1);
    let of_share = |texts: &[&str]| {
        let mut known = FxHashMap::default();
        texts.iter().map(|text| counts(text, &numbers, &mut known)).collect::<Vec<WordCounts>>()
    };
    let counts: Vec<WordCounts> = texts.par_chunks(share).flat_map_iter(of_share).collect();
    let mut frequencies = vec![0u32; asked.len()];
    counts.iter().flat_map(|counts| &counts.terms).for_each(|&(term, _)| frequencies[term] += 1);
    let all = texts.len() as f32;
    let ordinary = ordinary_terms(language);
    let weight = |at: usize| {
        let (frequency, count) = (frequencies[at] as f32, asked[at].1 as f32);
        let idf = ((all - frequency + 0.5) / (frequency + 0.5)).ln_1p();
        let ordinary = if ordinary.contains(&asked[at].0) { ORDINARY } else { 1.0 };
        if frequency == 0.0 { 0.0 } else { (1.0 + count.ln()) * idf * ordinary }
    };
    let mut weights: Vec<(usize, f32)> = (0..asked.len()).map(|at| (at, weight(at))).collect();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weights.truncate(TELLING);
    let mut weight_of = vec![0.0; asked.len()];
    weights.iter().for_each(|&(at, weight)| weight_of[at] = weight);
    let average = counts.iter().map(|counts| counts.words as f32).sum::<f32>() / all.max(1.0);
    let score = |counts: &WordCounts| -> f32 {
        let length = K1 * (1.0 - B + B * counts.words as f32 / average.max(1.0));
        let saturated = |tf: f32| tf * (K1 + 1.0) / (tf + length);
        counts.terms.iter().map(|&(term, tf)| weight_of[term] * saturated(tf as f32)).sum()
    };
    let mut found: Vec<(usize, f32)> = counts.iter().map(score).enumerate().filter(|(_, score)| *score > 0.0).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let telling = weights.into_iter().filter(|(_, weight)| *weight > 0.0);
    SpeakingTexts { ordinary, found, weights: telling.map(|(at, weight)| (asked[at].0.clone(), weight)).collect() }
}

/// The terms of ordinary words of a language and of English.
fn ordinary_terms(language: &str) -> HashSet<String> {
    let lists = [language, "en"].into_iter().filter_map(stop_words_of);
    lists.flatten().flat_map(|word| terms(word, WordClass::Word)).collect()
}

/// The terms of a question without its noise, in order, each with how often it counts.
fn question_terms(question: &str) -> Vec<(String, u32)> {
    let words = write_up_words::of_text(&quiet(question));
    let joined = joined(question);
    let mut counts = vec![0; words.forms().count()];
    words.tokens.iter().for_each(|token| counts[token.form() as usize] += 1);
    let mut asked: Vec<(String, u32)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for ((written, form), count) in words.forms().zip(counts) {
        if form == WordClass::Calendar {
            continue;
        }
        for term in terms(written, form) {
            let at = *numbers.entry(term.clone()).or_insert_with(|| {
                asked.push((term, 0));
                asked.len() - 1
            });
            asked[at].1 += count;
        }
    }
    for (term, count) in joined {
        if !numbers.contains_key(&term) {
            numbers.insert(term.clone(), asked.len());
            asked.push((term, count));
        }
    }
    asked
}

/// The identifiers that are joined of parts, such as names of hosts and services, before their noise is set aside; each a few times at
/// most. What no write-up has counts for nothing.
fn joined(question: &str) -> Vec<(String, u32)> {
    let reading = read(question);
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for whole in reading.wholes.iter().filter(|whole| !whole.numeric) {
        let place = reading.words[whole.first].place.start..reading.words[whole.end - 1].place.end;
        for term in terms(&question[place], WordClass::Whole) {
            *counts.entry(term).or_default() += 1;
        }
    }
    counts.into_iter().map(|(term, count)| (term, count.min(3))).collect()
}

/// How often a text says what the question says.
struct WordCounts {
    /// The question's terms, ascending, each with how often.
    terms: Vec<(usize, u32)>,
    /// All its words.
    words: u32,
}

/// Counts in a text; `known` is what one thread knows of pieces between spaces, since most come back again and again.
fn counts<'t>(
    text: &'t str,
    numbers: &HashMap<&str, usize>,
    known: &mut FxHashMap<&'t str, Box<[usize]>>,
) -> WordCounts {
    let mut found: Vec<usize> = Vec::new();
    let mut words = 0;
    for piece in text.split_ascii_whitespace() {
        let piece = piece.trim_matches(|c: char| c.is_ascii_punctuation());
        if piece.is_empty() {
            continue;
        }
        words += 1;
        // A question holds no numbers but a few codes of HTTP.
        if piece.len() != 3 && piece.bytes().all(|b| !b.is_ascii_alphabetic() && b.is_ascii()) {
            continue;
        }
        match known.get(piece) {
            Some(of_piece) => found.extend(of_piece),
            None => {
                let of_piece = in_piece(piece, numbers);
                found.extend(&of_piece);
                known.insert(piece, of_piece.into_boxed_slice());
            }
        }
    }
    found.sort_unstable();
    let terms = found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
    WordCounts { terms, words }
}

/// The question's terms in a piece of text.
fn in_piece(piece: &str, numbers: &HashMap<&str, usize>) -> Vec<usize> {
    let words = write_up_words::of_text(piece);
    let forms: Vec<(&str, WordClass)> = words.forms().collect();
    let of = |token: &FormInPlace| {
        let (written, form) = forms[token.form() as usize];
        terms(written, form)
    };
    words.tokens.iter().flat_map(of).filter_map(|term| numbers.get(term.as_str()).copied()).collect()
}

/// What the words of a question that a write-up has must weigh together, as a share of all its telling words.
const WORTH: f32 = 0.12;

/// What a word must weigh beside the most telling one to be named.
const FAINT: f32 = 0.3;

impl SpeakingTexts {
    /// The telling terms of the question, the most telling first.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<(&str, f32)> = self.weights.iter().map(|(term, &weight)| (term.as_str(), weight)).collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        words.into_iter().map(|(term, _)| term).collect()
    }

    /// Whether a write-up says enough of the question: one word in common is no answer to a question of ten, and ordinary words are
    /// none.
    pub fn is_worth_showing(&self, spoken: &Spoken) -> bool {
        let all: f32 = self.words().iter().map(|word| self.weights[*word]).sum();
        let says = spoken.words.iter().any(|word| {
            let own = terms(word, WordClass::Word).into_iter().chain(terms(word, WordClass::Whole));
            own.into_iter().any(|term| self.weights.contains_key(&term) && !self.ordinary.contains(&term))
        });
        says && spoken.weight >= all * WORTH && (spoken.words.len() > 1 || self.weights.len() < 4)
    }

    /// Where a page speaks of the question; `None` where what it shows says nothing of it.
    pub fn spoken(&self, page: &Page) -> Option<Spoken> {
        let front = page.prose.fragments().flat_map(fragment_passages).map(|text| (text, None));
        let alerts = page.incident().into_iter().flat_map(|incident| &incident.alerts);
        let front = front.chain(alerts.map(|alert| (format!("Alert {}", alert.name), None)));
        let body = shown_passages(page).into_iter().filter(|passage| !passage.is_heading);
        let body = body.map(|passage| (passage.text, Some(passage.start)));
        let mut words: HashMap<String, (f32, String)> = HashMap::new();
        let mut best: Option<(f32, String, Option<usize>)> = None;
        for (text, start) in front.chain(body) {
            for sentence in text.lines().flat_map(sentences) {
                let weight = self.weigh(sentence, &mut words);
                if weight > best.as_ref().map_or(0.0, |best| best.0) {
                    best = Some((weight, sentence.split_whitespace().collect::<Vec<_>>().join(" "), start));
                }
            }
        }
        let (_, sentence, start) = best?;
        let section = start.and_then(|start| section_at(page, start));
        let mut words: Vec<(f32, String)> = words.into_values().collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        // A name counts for itself and for its parts, and is said once.
        let mut said = HashSet::new();
        words.retain(|(_, written)| said.insert(written.clone()));
        let weight = words.iter().map(|(weight, _)| weight).sum();
        let least = words.first().map_or(0.0, |(weight, _)| weight * FAINT);
        let words = words.into_iter().take_while(|(weight, _)| *weight >= least).map(|(_, written)| written).collect();
        Some(Spoken { section: section.map(|s| (s.title.clone(), s.anchor.clone())), sentence, words, weight })
    }

    /// What the different telling words of a sentence weigh; notes each as written.
    fn weigh(&self, sentence: &str, words: &mut HashMap<String, (f32, String)>) -> f32 {
        let told = write_up_words::of_text(sentence);
        let mut found: Vec<(f32, String, String)> = Vec::new();
        for (written, form) in told.forms() {
            for term in terms(written, form) {
                if let Some(&weight) = self.weights.get(&term)
                    && found.iter().all(|(_, known, _)| *known != term)
                {
                    found.push((weight, term, written.to_owned()));
                }
            }
        }
        let weight = found.iter().map(|(weight, _, _)| weight).sum();
        for (weight, term, written) in found {
            words.entry(term).or_insert((weight, written));
        }
        weight
    }
}

/// The section that a place of the body stands in.
fn section_at(page: &Page, start: usize) -> Option<&Section> {
    let title = page.title_heading.as_ref();
    let mut sections = page.sections.iter().filter(|section| title.is_none_or(|title| *title != section.heading));
    sections.rfind(|section| section.heading.start <= start && section.body.end > start)
}
