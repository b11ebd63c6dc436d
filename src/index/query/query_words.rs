//! The pieces of a query become words to look for and conditions to keep.

use crate::index::Search;
use crate::index::query::query_text::{PieceForm, QueryPiece};
use crate::text::{Word, WordForm, camel_parts, fold, is_word, key, read, stem, units};

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedWord {
    /// As typed.
    pub written: String,
    pub surface: String,
    pub term: String,
    /// The term of the identifier it is a part of.
    pub whole: Option<String>,
    /// The terms of its parts, in camel case.
    pub parts: Vec<String>,
    /// Whether it may be the beginning of a word.
    pub completed: bool,
    /// Whether it is a single character of Chinese, Japanese or Korean.
    pub lone: bool,
    /// Whether it stands for itself only: in quotation marks.
    pub exact: bool,
    /// Whether it can be misspelt: not a number, not two characters of Chinese, Japanese or Korean.
    pub spelt: bool,
}

/// Terms that stand in this order: each with its distance from the one before.
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
}

/// The most words that are looked for.
pub(crate) const MOST_WORDS: usize = 64;

/// Reads the pieces of `query`.
pub(super) fn asking(search: &Search, query: &str, pieces: &[QueryPiece<'_>]) -> QueryMeaning {
    let mut asking = QueryMeaning::default();
    for (at, piece) in pieces.iter().enumerate() {
        let last = at + 1 == pieces.len() && query.ends_with(is_word);
        match (&piece.form, piece.negated) {
            (PieceForm::Plain(text), false) => plain(search, text, last, &mut asking),
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
                plain(search, value, false, asking);
            }
        }
    }
}

/// Adds the words of `text`; the last of them may be the beginning of one when `last`.
fn plain(search: &Search, text: &str, last: bool, asking: &mut QueryMeaning) {
    let reading = read(text);
    let end = reading.words.len();
    let mut at = 0;
    while at < end && asking.words.len() < MOST_WORDS {
        let word = &reading.words[at];
        let whole = reading.whole_of(at);
        if let Some(whole) = whole.filter(|whole| whole.numeric && whole.first == at) {
            let term = stem(&whole.surface).into_owned();
            if search.segment.frequency(&term) > 0 {
                let place = word.place.start..reading.words[whole.end - 1].place.end;
                push(asking, AskedWord { written: text[place].to_owned(), ..number(&whole.surface, term) });
                at = whole.end;
                continue;
            }
        }
        if word.form != WordForm::Stop {
            let whole = whole.filter(|whole| !whole.numeric).map(|whole| stem(&whole.surface).into_owned());
            push(asking, asked(word, whole, last && at + 1 == end));
        } else {
            asking.stop_words.push(word.written.to_owned());
        }
        at += 1;
    }
}

fn number(surface: &str, term: String) -> AskedWord {
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

fn asked(word: &Word<'_>, whole: Option<String>, last: bool) -> AskedWord {
    let lone = word.form == WordForm::Lone;
    let spelt = word.form == WordForm::Word;
    AskedWord {
        written: word.written.to_owned(),
        surface: word.surface.to_string(),
        term: stem(&word.surface).into_owned(),
        whole,
        parts: camel_parts(word.written).into_iter().map(|part| stem(&fold(part)).into_owned()).collect(),
        completed: lone || (last && spelt && units(&word.surface) >= 2),
        lone,
        exact: false,
        spelt,
    }
}

/// Adds a word, unless it was asked for already.
fn push(asking: &mut QueryMeaning, word: AskedWord) {
    let repeated = !word.exact && asking.words.iter().any(|other| !other.exact && other.term == word.term);
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

/// The terms of a phrase with their distances; `None` without any.
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

/// The terms that together must not be in a document.
fn without(search: &Search, text: &str) -> Option<Vec<String>> {
    let reading = read(text);
    let whole = reading.wholes.first().filter(|whole| whole.first == 0 && whole.end == reading.words.len());
    if let Some(whole) = whole.map(|whole| stem(&whole.surface)).filter(|whole| search.segment.frequency(whole) > 0) {
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
