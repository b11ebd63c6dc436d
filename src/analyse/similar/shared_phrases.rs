//! Two write-ups become the words that tell what both are about, as the first has them: phrases where they stand together in both.
//!
//! Rare words, and words of both titles. Ordinary words of the language are none, nor is a word that happens to stand in both once:
//! what a text is about it says again, unless it is a notice of a few sentences.

use std::collections::{BTreeMap, HashSet};

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::in_common::InCommon;
use crate::analyse::similar::write_up_words::{FormInPlace, WordClass};

/// A word or a few together, as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SharedPhrase {
    /// As written.
    pub(super) text: String,
    /// Its terms, ascending.
    pub(super) terms: Vec<u32>,
    /// What its terms add to the cosine, and more for names and words of both titles.
    pub(super) weight: f32,
}

/// Which phrases are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WantedPhrases {
    /// What both are about.
    Telling,
    /// Words that happen to stand in both as well.
    Any,
}

/// The longest phrase, in words.
const LONGEST: usize = 4;

/// How much more a name or an identifier tells than another word.
const NAME: f32 = 1.5;

/// How much more a word of both titles tells.
const TITLE: f32 = 2.0;

/// How much more several words together tell than a word alone.
const TOGETHER: f32 = 1.5;

/// How much less a word alone tells that says what was done or how: `scaled`, `increasing`, `unexpectedly`.
const DONE: f32 = 0.4;

/// The phrases that incident `at` shares with `other`, the most telling first, no word twice. Terms that are `taken` are left out.
pub(super) fn shared(
    corpus: &Corpus,
    at: usize,
    other: usize,
    taken: impl Fn(u32) -> bool,
    which: WantedPhrases,
) -> Vec<SharedPhrase> {
    let common = InCommon::new(corpus, at, other, taken);
    if common.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<Vec<u32>, Candidate> = BTreeMap::new();
    let mut start = 0;
    for sentence in &corpus.told[at].sentences {
        let words = &corpus.told[at].tokens[start..sentence.words as usize];
        let wholes = &corpus.told[at].tokens[sentence.words as usize..sentence.end as usize];
        start = sentence.end as usize;
        for run in runs(corpus, words, &common) {
            let first = run.start == 0;
            let run = &words[run];
            if run.len() < 2 || common.stands_whole(corpus, other, run) {
                candidate(corpus, run, first, &common, &mut found);
            } else {
                // Each two of them stand side by side there, but not all of them.
                let words = run.chunks(1).filter(|word| !corpus.lexicon.is_ordinary(word[0].form()));
                words.for_each(|word| candidate(corpus, word, false, &common, &mut found));
            }
        }
        for whole in wholes.chunks(1) {
            candidate(corpus, whole, false, &common, &mut found);
        }
    }
    let phrase = |(terms, candidate): (Vec<u32>, Candidate)| {
        let in_titles = terms.iter().any(|&term| common.in_both_titles(term));
        let text = written(corpus, candidate.run);
        let is_name = candidate.name != NamedBy::None;
        let telling = !is_product(corpus, candidate.run) && (terms.len() > 1 || is_name)
            || in_titles
            || common.is_said_again(&terms);
        let is_done = !is_name && ["ed", "ing", "ly"].iter().any(|end| text.ends_with(end));
        // What was done or how says little alone: `queued`, `throttling`, `rapidly`.
        let telling = telling && (!is_done || candidate.run.len() > 1 || in_titles);
        let is_everyday = matches!(candidate.run, [one] if corpus.lexicon.is_everyday(one.form())) && !is_name;
        if !is_word(&text) || is_everyday || (which == WantedPhrases::Telling && !telling) {
            return None;
        }
        let weight = terms.iter().map(|&term| common.weight(term)).sum::<f32>();
        let factors = [
            (is_name, NAME),
            (in_titles, TITLE),
            (candidate.run.len() > 1, TOGETHER),
            (candidate.run.len() == 1 && is_done, DONE),
        ];
        let factor: f32 = factors.into_iter().filter(|(applies, _)| *applies).map(|(_, factor)| factor).product();
        Some(SharedPhrase { text, terms, weight: weight * factor })
    };
    best(found.into_iter().filter_map(phrase).collect())
}

/// Where a phrase stands.
struct Candidate<'t> {
    run: &'t [FormInPlace],
    /// Whether it begins its sentence: its capital is not its own.
    first: bool,
    name: NamedBy,
    /// Whether the other write-up has the same forms.
    in_both: bool,
}

/// Whether something is called by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamedBy {
    None,
    /// A capital inside a sentence: `Kafka`.
    Capital,
    /// `us-east-1`, `HTTPServer`.
    Identifier,
}

/// Notes a stretch that is shared; of its places, one inside a sentence counts.
fn candidate<'t>(
    corpus: &Corpus,
    run: &'t [FormInPlace],
    first: bool,
    common: &InCommon,
    found: &mut BTreeMap<Vec<u32>, Candidate<'t>>,
) {
    let lexicon = &corpus.lexicon;
    let mut terms: Vec<u32> = run.iter().flat_map(|token| lexicon.terms_of(token.form()).iter().copied()).collect();
    let one = run.first().map(|token| token.form());
    if let Some(whole) = one.filter(|&form| lexicon.form_of(form) == WordClass::Whole) {
        // Its parts alone do not make an identifier shared.
        terms.retain(|&term| common.has(term));
        if terms.is_empty() {
            return;
        }
        let parts = lexicon.written(whole).split(|c: char| !c.is_alphanumeric());
        terms.extend(parts.filter_map(|part| lexicon.term(part)));
    }
    terms.sort_unstable();
    terms.dedup();
    terms.retain(|&term| common.has(term));
    if terms.is_empty() {
        return;
    }
    let name = one.map_or(NamedBy::None, |form| name(lexicon.written(form), first));
    let is_common = |form: u32| lexicon.terms_of(form).iter().any(|&term| common.has(term));
    let mut forms = run.iter().map(|token| token.form()).filter(|&form| is_common(form));
    let in_both = forms.all(|form| common.is_form_of_other(form));
    // A form that both use is better than one's own. What is written small anywhere is no name, and neither is the first word of a
    // sentence.
    let better = |known: &Candidate<'_>| {
        let small = known.name != NamedBy::Identifier && name == NamedBy::None && !first;
        let plainer = (known.first && !first) || (known.name == NamedBy::Capital && small);
        if in_both == known.in_both { plainer } else { in_both }
    };
    if found.get(&terms).is_none_or(better) {
        found.insert(terms, Candidate { run, first, name, in_both });
    }
}

/// The stretches of a sentence that begin and end with a shared word and stand so in the other write-up too.
fn runs<'c>(corpus: &'c Corpus, words: &'c [FormInPlace], common: &'c InCommon) -> Vec<std::ops::Range<usize>> {
    let is_person =
        |form: u32| corpus.lexicon.terms_of(form).first().is_some_and(|&term| corpus.lexicon.is_person(term));
    // Dates and people begin no phrase, end none and stand in none.
    let dated = |at: usize| {
        let form = words[at].form();
        matches!(corpus.lexicon.form_of(form), WordClass::Number | WordClass::Calendar) || is_person(form)
    };
    let tells = |at: usize| {
        let form = words[at].form();
        let term = corpus.lexicon.terms_of(form).first();
        term.is_some_and(|&term| common.has(term)) && !corpus.lexicon.is_ordinary(form) && !dated(at)
    };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !tells(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut last = end;
        while end < words.len()
            && end - at < LONGEST
            && words[end].follows()
            && !dated(end)
            && common.stands_together(corpus, words[end - 1].form(), words[end].form())
        {
            end += 1;
            if tells(end - 1) {
                last = end;
            }
        }
        // A word that is not rare belongs to it where it stands there in both: `power supply`.
        let joins = |first: usize, second: usize| {
            let plain =
                |at: usize| matches!(corpus.lexicon.form_of(words[at].form()), WordClass::Word | WordClass::Pair);
            let ordinary = |at: usize| corpus.lexicon.is_ordinary(words[at].form());
            let fits = |at: usize| plain(at) && !ordinary(at) && !dated(at);
            words[second].follows()
                && fits(first)
                && fits(second)
                && common.stands_together(corpus, words[first].form(), words[second].form())
        };
        let before = runs.last().map_or(0, |run: &std::ops::Range<usize>| run.end);
        let from = if at > before && joins(at - 1, at) { at - 1 } else { at };
        let until = if last < words.len() && joins(last - 1, last) { last + 1 } else { last };
        runs.push(from..until);
        at = until;
    }
    runs
}

/// A stretch as its author wrote it.
fn written(corpus: &Corpus, run: &[FormInPlace]) -> String {
    let mut text = String::new();
    let mut after_pair = false;
    for form in run.iter().map(|token| token.form()) {
        let written = corpus.lexicon.written(form);
        let is_pair = corpus.lexicon.form_of(form) == WordClass::Pair;
        match (text.is_empty(), is_pair && after_pair) {
            // Pairs of characters overlap by one.
            (_, true) => text.extend(written.chars().skip(1)),
            (true, _) => text.push_str(written),
            (false, _) => {
                text.push(' ');
                text.push_str(written);
            }
        }
        after_pair = is_pair;
    }
    text
}

/// What a word is called by, `first` in its sentence or not.
fn name(written: &str, first: bool) -> NamedBy {
    let inside = written.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric() || c == '_' || c == '.');
    match inside {
        true => NamedBy::Identifier,
        false if !first && written.starts_with(char::is_uppercase) => NamedBy::Capital,
        false => NamedBy::None,
    }
}

/// Whether a stretch is a name with nothing beside it, as of a product: `Kafka`, `Google Cloud`, `PostgreSQL`; not `us-east-1` or
/// `CrashLoopBackOff`. What is merely mentioned is no reason: what a text is about it says again.
fn is_product(corpus: &Corpus, run: &[FormInPlace]) -> bool {
    run.iter().all(|token| {
        let written = corpus.lexicon.written(token.form());
        let humps = written.chars().filter(|c| c.is_uppercase()).count();
        let shouted = written.chars().all(char::is_uppercase);
        written.chars().all(char::is_alphabetic) && humps > 0 && (humps < 3 || shouted)
    })
}

/// Whether a reader would call it a word: not a letter or two, unless they are an abbreviation.
fn is_word(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 || (letters == 2 && (text.chars().all(|c| !c.is_lowercase()) || !text.is_ascii()))
}

/// The most telling first, each without words that stand in one before it.
fn best(mut found: Vec<SharedPhrase>) -> Vec<SharedPhrase> {
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.text.cmp(&b.text)));
    let mut used: HashSet<u32> = HashSet::new();
    found.retain(|phrase| {
        let is_new = phrase.terms.iter().all(|term| !used.contains(term));
        if is_new {
            used.extend(&phrase.terms);
        }
        is_new
    });
    found
}
