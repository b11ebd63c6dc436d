//! A title or a passage becomes the words in it that say what sort of text it is: a write-up, a guide, minutes, news.
//!
//! The words are data, in the folders of `languages`: in `kinds.toml`, `^` before a phrase says that it begins the text, `$` after it
//! that it ends it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::parse::vocabulary::language_folders::{languages, table};

/// What a phrase says of the text it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KindWord {
    /// A write-up of an incident, by name.
    WriteUps,
    /// Something that people call an outage.
    Failures,
    /// Something that did not work; common elsewhere too.
    Troubles,
    /// Advice on how to do something.
    Guides,
    /// What was said in a meeting.
    Minutes,
    /// What is new.
    News,
    /// A list of other texts.
    Lists,
    /// Work that was announced: an upgrade, a window for maintenance. A title that says so may be of an incident all the same.
    Planned,
}

/// A phrase that was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundWord {
    pub(crate) word: KindWord,
    /// The phrase in lower case.
    pub(crate) phrase: &'static str,
    /// Whether it can hardly mean anything else: several words, or the first one.
    pub(crate) plain: bool,
}

struct Phrases {
    known: Vec<Phrase>,
    /// Those of scripts that part their words, by the first one.
    by_first: FxHashMap<&'static [u8], Vec<usize>>,
    /// The lengths of first words as bits, by their [outer letters](outer): most words are none, and differ in these already.
    lengths: Vec<u32>,
    /// The others, and which ones they are.
    automaton: AhoCorasick,
    unparted: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Phrase {
    word: KindWord,
    text: &'static str,
    first: bool,
    last: bool,
    /// In a script that parts its words.
    parted: bool,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    static TABLES: LazyLock<Vec<BTreeMap<String, Vec<String>>>> = LazyLock::new(|| {
        languages().map(|language| table(language, "kinds.toml").try_into().expect("kinds.toml is valid")).collect()
    });
    let (mut known, mut seen): (Vec<Phrase>, FxHashSet<Phrase>) = (Vec::new(), FxHashSet::default());
    for (name, phrases) in TABLES.iter().flatten() {
        let word = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name);
        let word = KindWord::deserialize(word).expect("kinds.toml names kinds of words");
        for phrase in phrases {
            let text = phrase.trim_start_matches('^').trim_end_matches('$');
            let parted = !text.contains(is_unparted);
            let phrase = Phrase { word, text, first: phrase.starts_with('^'), last: phrase.ends_with('$'), parted };
            if seen.insert(phrase) {
                known.push(phrase);
            }
        }
    }
    // As in `facts.toml`: a table of all states would cost every start of the program more than it saves.
    let mut automaton = AhoCorasick::builder();
    automaton.kind(Some(AhoCorasickKind::ContiguousNFA));
    let (parted, unparted): (Vec<usize>, Vec<usize>) = (0..known.len()).partition(|at| known[*at].parted);
    let automaton = automaton.build(unparted.iter().map(|at| known[*at].text)).expect("the phrases are few and short");
    let mut by_first: FxHashMap<&'static [u8], Vec<usize>> = FxHashMap::default();
    let mut lengths = vec![0; OUTER];
    for at in parted {
        let word = first_word(known[at].text);
        lengths[outer(word)] |= length_bit(word);
        by_first.entry(word).or_default().push(at);
    }
    Phrases { known, by_first, lengths, automaton, unparted }
});

/// Whether `c` is of a script that puts no spaces between words, so that a phrase with it may stand anywhere.
fn is_unparted(c: char) -> bool {
    c >= '\u{3040}'
}

fn first_word(text: &str) -> &[u8] {
    words(text).next().unwrap_or_default()
}

/// How many pairs of outer letters are told apart.
const OUTER: usize = 1 << 10;

/// A number for the first and the last letter of a word.
fn outer(word: &[u8]) -> usize {
    let letter = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default() & 31);
    letter(word.first()) << 5 | letter(word.last())
}

fn length_bit(word: &[u8]) -> u32 {
    1 << word.len().min(31)
}

/// What stands between single spaces.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(|byte| *byte == b' ')
}

/// The phrases in `text`, each once, in the order of their tables.
pub(crate) fn kind_words(text: &str) -> Vec<FoundWord> {
    let text = spaced(text);
    let mut found = Vec::new();
    let mut add = |at: usize, start: usize, end: usize| {
        let phrase = &PHRASES.known[at];
        if phrase.first && start > 0 || phrase.last && end < text.len() {
            return;
        }
        let long = if phrase.parted { phrase.text.contains(' ') } else { phrase.text.chars().count() > 2 };
        found.push((at, FoundWord { word: phrase.word, phrase: phrase.text, plain: long || phrase.first }));
    };
    let mut start = 0;
    for word in words(&text) {
        let may_begin = PHRASES.lengths[outer(word)] & length_bit(word) != 0;
        for &at in may_begin.then(|| PHRASES.by_first.get(word)).into_iter().flatten().flatten() {
            let rest = text[start..].strip_prefix(PHRASES.known[at].text);
            if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                add(at, start, text.len() - rest.len());
            }
        }
        start += word.len() + 1;
    }
    if text.contains(is_unparted) {
        for hit in PHRASES.automaton.find_overlapping_iter(&text) {
            add(PHRASES.unparted[hit.pattern().as_usize()], hit.start(), hit.end());
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Lower case, words parted by single spaces.
fn spaced(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut is_parted = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            is_parted |= !out.is_empty() && !matches!(c, '\u{fe0f}' | '\u{200d}');
            continue;
        }
        if std::mem::take(&mut is_parted) {
            out.push(b' ');
        }
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase() as u8);
        } else {
            c.to_lowercase().for_each(|c| out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
        }
    }
    String::from_utf8(out).expect("whole characters are written")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(KindWord, &'static str, bool)> {
        kind_words(text).into_iter().map(|found| (found.word, found.phrase, found.plain)).collect()
    }

    #[test]
    fn titles_say_what_a_text_is() {
        assert_eq!(said("[Post-Mortem] Checkout"), [(KindWord::WriteUps, "post mortem", true)]);
        assert_eq!(said("Our postmortem"), [(KindWord::WriteUps, "postmortem", false)]);
        assert_eq!(said("API down"), [(KindWord::Failures, "down", false)]);
        assert_eq!(said("Counting down the days"), []);
        assert_eq!(said("Introducing checkout"), [(KindWord::Guides, "introducing", true)]);
        assert!(said("決済の障害報告").contains(&(KindWord::WriteUps, "障害報告", true)));
        assert_eq!(said("Notizen zur Sitzung"), [(KindWord::Minutes, "sitzung", false)]);
    }
}
