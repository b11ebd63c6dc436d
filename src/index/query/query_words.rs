//! The pieces of a query become words to look for and conditions to keep.

use crate::index::query::query_text::{PieceForm, QueryPiece};
use crate::index::{Search, name_keys, questions_asked};
use crate::text::{Word, WordForm, camel_parts, fold, form, is_word, key, read, stem, units};

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedWord {
    /// As typed.
    pub written: String,
    pub surface: String,
    pub term: AskedTerm,
    /// The identifier it is a part of.
    pub whole: Option<AskedTerm>,
    /// Its parts, in camel case.
    pub parts: Vec<AskedTerm>,
    /// Whether it may be the beginning of a word.
    pub completed: bool,
    /// Whether it is a single character of Chinese, Japanese or Korean.
    pub lone: bool,
    /// Whether it stands for itself only: in quotation marks.
    pub exact: bool,
    /// Whether it can be misspelt: not a number, not two characters of Chinese, Japanese or Korean.
    pub spelt: bool,
}

/// What a word is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedTerm {
    pub form: String,
    pub stem: String,
}

impl AskedTerm {
    pub(super) fn of(surface: &str) -> Self {
        let stem = stem(surface);
        Self { form: form(surface, &stem).into_owned(), stem: stem.into_owned() }
    }
}

/// Stems that stand in this order: each with its distance from the one before.
pub(super) type AskedPhrase = Vec<(String, u32)>;

/// What a query asks.
#[derive(Debug, Default)]
pub(super) struct QueryMeaning {
    pub words: Vec<AskedWord>,
    pub phrases: Vec<AskedPhrase>,
    /// Words of which all must not be in one document.
    pub without_words: Vec<Vec<String>>,
    pub without_phrases: Vec<AskedPhrase>,
    /// Values of groups, by their places.
    pub filters: Vec<(usize, usize)>,
    pub without_filters: Vec<(usize, usize)>,
    /// Whether it says anything that holds without words.
    pub has_conditions: bool,
    /// Filters that name nothing, as typed.
    pub unknown_filters: Vec<String>,
    /// Words that are too common to be looked for, as typed.
    pub stop_words: Vec<String>,
    /// The keys of names that the whole of it may be.
    pub names: Vec<String>,
    /// Its key as a question.
    pub question: Option<String>,
    /// Whether steps to take answer it better than stories.
    pub wants_steps: bool,
    /// The keys of words in camel case: alerts are called so.
    pub alerts: Vec<String>,
}

/// The most words that are looked for.
pub(crate) const MOST_WORDS: usize = 64;

/// Reads the pieces of `query`. A question is read without the words that only ask, unless nothing is left then.
pub(super) fn asking(search: &Search, query: &str, pieces: &[QueryPiece<'_>]) -> QueryMeaning {
    let mut said = meaning(search, query, pieces, &[]);
    said.names.extend(name_of(&said));
    said.alerts = alerts_of(&said);
    let words: Vec<String> = plain_texts(pieces)
        .flat_map(|text| read(text).words.into_iter().map(|word| word.surface.into_owned()))
        .collect();
    let is_phrase = |piece: &QueryPiece<'_>| matches!(piece.form, PieceForm::Phrase(_)) && !piece.negated;
    let is_all = !pieces.iter().any(is_phrase);
    let Some(silent) = questions_asked::silent(&search.asking, &words, is_all) else { return said };
    let mut asked = meaning(search, query, pieces, &silent);
    let name = name_of(&asked);
    if asked.words.is_empty() && !name.as_ref().is_some_and(|name| search.names.contains_key(name)) {
        return said;
    }
    let terms = asked.words.iter().map(|word| word.term.stem.clone());
    asked.question = name_keys::key(&std::iter::once(stem(&words[0]).into_owned()).chain(terms).collect::<Vec<_>>());
    asked.names = said.names.into_iter().chain(name).collect();
    asked.alerts = said.alerts;
    asked.wants_steps = questions_asked::asks_for_steps(&search.asking, &words);
    asked
}

/// The keys of what may be the names of alerts.
fn alerts_of(asking: &QueryMeaning) -> Vec<String> {
    let named = asking.words.iter().filter(|word| !word.parts.is_empty());
    named.filter_map(|word| name_keys::key(std::slice::from_ref(&word.term.stem))).collect()
}

/// The key of the name that all words are, were they one.
fn name_of(asking: &QueryMeaning) -> Option<String> {
    if asking.words.is_empty() {
        let small: Vec<_> = asking.stop_words.iter().map(|word| fold(word)).collect();
        return name_keys::small_key(small.iter().map(|word| word.as_ref()));
    }
    name_keys::key(&asking.words.iter().map(|word| word.term.stem.clone()).collect::<Vec<_>>())
}

/// The texts of words that are to be found.
fn plain_texts<'q>(pieces: &[QueryPiece<'q>]) -> impl Iterator<Item = &'q str> {
    pieces.iter().filter(|piece| !piece.negated).filter_map(|piece| match piece.form {
        PieceForm::Plain(text) => Some(text),
        _ => None,
    })
}

/// Reads the pieces of `query`, but for those of its plain words, counted from the first, that are `silent`.
fn meaning(search: &Search, query: &str, pieces: &[QueryPiece<'_>], silent: &[bool]) -> QueryMeaning {
    let mut asking = QueryMeaning::default();
    let mut silent = silent;
    for (at, piece) in pieces.iter().enumerate() {
        let last = at + 1 == pieces.len() && query.ends_with(is_word);
        match (&piece.form, piece.negated) {
            (PieceForm::Plain(text), false) => {
                let read = plain(search, text, last, silent, &mut asking);
                silent = silent.get(read..).unwrap_or_default();
            }
            (PieceForm::Plain(text), true) => asking.without_words.extend(without(search, text)),
            (PieceForm::Phrase(text), false) => quoted(text, &mut asking),
            (PieceForm::Phrase(text), true) => asking.without_phrases.extend(phrase(text)),
            (PieceForm::Filter(group, value), negated) => filter(search, group, value, negated, &mut asking),
        }
    }
    let exclusions = asking.without_words.len() + asking.without_phrases.len() + asking.without_filters.len();
    asking.has_conditions = !asking.filters.is_empty() || !asking.phrases.is_empty() || exclusions > 0;
    asking
}

fn filter(search: &Search, group: &str, value: &str, negated: bool, asking: &mut QueryMeaning) {
    let found = search.value(group, value);
    match (found, negated) {
        (Some(found), false) => asking.filters.push(found),
        (Some(found), true) => asking.without_filters.push(found),
        (None, _) => {
            asking.unknown_filters.push(format!("{group}:{value}"));
            if !negated {
                plain(search, value, false, &[], asking);
            }
        }
    }
}

/// Adds the words of `text` that are not `silent`, and says how many it has; the last of them may be the beginning of one when `last`.
fn plain(search: &Search, text: &str, last: bool, silent: &[bool], asking: &mut QueryMeaning) -> usize {
    let reading = read(text);
    let end = reading.words.len();
    let mut at = 0;
    while at < end && asking.words.len() < MOST_WORDS {
        let word = &reading.words[at];
        if silent.get(at).is_some_and(|silent| *silent) {
            at += 1;
            continue;
        }
        let whole = reading.whole_of(at);
        if let Some(whole) = whole.filter(|whole| whole.numeric && whole.first == at) {
            let term = AskedTerm::of(&whole.surface);
            if search.segment.frequency(&term.form) > 0 {
                let place = word.place.start..reading.words[whole.end - 1].place.end;
                push(asking, AskedWord { written: text[place].to_owned(), ..number(&whole.surface, term) });
                at = whole.end;
                continue;
            }
        }
        if word.form != WordForm::Stop {
            let whole = whole.filter(|whole| !whole.numeric).map(|whole| AskedTerm::of(&whole.surface));
            push(asking, asked(word, whole, last && at + 1 == end));
        } else {
            asking.stop_words.push(word.written.to_owned());
        }
        at += 1;
    }
    end
}

fn number(surface: &str, term: AskedTerm) -> AskedWord {
    AskedWord {
        written: String::new(),
        surface: surface.to_owned(),
        term,
        whole: None,
        parts: Vec::new(),
        completed: false,
        lone: false,
        exact: false,
        spelt: false,
    }
}

fn asked(word: &Word<'_>, whole: Option<AskedTerm>, last: bool) -> AskedWord {
    let lone = word.form == WordForm::Lone;
    let spelt = word.form == WordForm::Word;
    AskedWord {
        written: word.written.to_owned(),
        surface: word.surface.to_string(),
        term: AskedTerm::of(&word.surface),
        whole,
        parts: camel_parts(word.written).into_iter().map(|part| AskedTerm::of(&fold(part))).collect(),
        completed: lone || (last && spelt && units(&word.surface) >= 2),
        lone,
        exact: false,
        spelt,
    }
}

/// Adds a word, unless it was asked for already.
fn push(asking: &mut QueryMeaning, word: AskedWord) {
    let repeated = !word.exact && asking.words.iter().any(|other| !other.exact && other.term.stem == word.term.stem);
    if asking.words.len() < MOST_WORDS && !repeated {
        asking.words.push(word);
    }
}

/// Adds a phrase and its words.
fn quoted(text: &str, asking: &mut QueryMeaning) {
    for word in read(text).words.iter().filter(|word| word.form != WordForm::Stop) {
        push(asking, AskedWord { exact: true, completed: false, parts: Vec::new(), ..asked(word, None, false) });
    }
    asking.phrases.extend(phrase(text));
}

/// The stems of a phrase with their distances; `None` without any.
pub(super) fn phrase(text: &str) -> Option<AskedPhrase> {
    let reading = read(text);
    let mut before = None;
    let mut phrase = Vec::new();
    for word in reading.words.iter().filter(|word| word.form != WordForm::Stop) {
        let gap = before.map_or(0, |before| word.position - before);
        phrase.push((stem(&word.surface).into_owned(), gap));
        before = Some(word.position);
    }
    (!phrase.is_empty()).then_some(phrase)
}

/// The stems that together must not be in a document.
fn without(search: &Search, text: &str) -> Option<Vec<String>> {
    let reading = read(text);
    let whole = reading.wholes.first().filter(|whole| whole.first == 0 && whole.end == reading.words.len());
    let known = |stem: &std::borrow::Cow<'_, str>| search.segment.forms(stem).next().is_some();
    if let Some(whole) = whole.map(|whole| stem(&whole.surface)).filter(known) {
        return Some(vec![whole.into_owned()]);
    }
    let words = reading.words.iter().filter(|word| word.form != WordForm::Stop);
    let terms: Vec<String> = words.map(|word| stem(&word.surface).into_owned()).collect();
    (!terms.is_empty()).then_some(terms)
}

impl Search {
    /// The place of the group and the value that `group:value` names: by id, by name, or by what is spelled like either.
    pub(in crate::index) fn value(&self, group: &str, value: &str) -> Option<(usize, usize)> {
        let at = self.facets.iter().position(|facet| facet.key == group)?;
        let facet = &self.facets[at];
        let key = key(value);
        let spelled = || Some(&key).filter(|key| !key.is_empty()).and_then(|key| facet.keys.get(key));
        let found = facet.ids.get(value).or_else(|| facet.names.get(&value.to_lowercase())).or_else(spelled)?;
        Some((at, *found))
    }
}
