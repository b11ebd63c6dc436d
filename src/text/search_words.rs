//! Text becomes the words that search knows: folded, with their places, positions and the wholes of joined identifiers.
//!
//! One definition for indexing, queries, the marks in excerpts and similar incidents; `src/index/client/search-engine.js` says
//! the same in the browser, and the parity suite compares them. Nothing here knows what is in an index.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use crate::text::is_cjk;
use crate::text::word_folding::{LONGEST, fold, units};

/// The 33 English stop words of Lucene's `EnglishAnalyzer`, sorted.
pub const STOP_WORDS: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// What a text says, in order.
#[derive(Debug, Default)]
pub struct Reading<'a> {
    /// Its words, stop words among them.
    pub words: Vec<Word<'a>>,
    /// Identifiers whose parts are joined: `kube-proxy`, `INC-214`, `10.2.3`.
    pub wholes: Vec<Whole>,
}

/// A word, or two neighbouring characters of Chinese, Japanese or Korean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Folded: lower case, no accents.
    pub surface: Cow<'a, str>,
    /// As written.
    pub written: &'a str,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Its place among the words.
    pub position: u32,
    /// What it is.
    pub form: WordForm,
    /// The number of the identifier it belongs to, counted from 0; a plain word is one of its own.
    pub compound: u32,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordForm {
    /// A word of a script that divides words.
    Word,
    /// A word too common to tell texts apart.
    Stop,
    /// Two neighbouring characters of Chinese, Japanese or Korean.
    Pair,
    /// Such a character with no neighbour.
    Lone,
}

/// An identifier with its joining marks taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Folded; a mark between two digits is `.`.
    pub surface: String,
    /// The index of its first word in [`Reading::words`].
    pub first: usize,
    /// One more than the index of its last word.
    pub end: usize,
    /// Whether every part begins with a digit, or with `v` and a digit: a version, a date, an address.
    pub numeric: bool,
}

impl Reading<'_> {
    /// The identifier to which the word at `index` belongs.
    pub fn whole_of(&self, index: usize) -> Option<&Whole> {
        let at = self.wholes.partition_point(|whole| whole.end <= index);
        self.wholes.get(at).filter(|whole| whole.first <= index)
    }
}

/// So many bytes a word takes with what stands around it, in most texts more.
const BYTES_A_WORD: usize = 6;

/// Reads a text. Linear in its length.
pub fn read(text: &str) -> Reading<'_> {
    let words = Vec::with_capacity(text.len() / BYTES_A_WORD + 1);
    let mut reading = Reading { words, wholes: Vec::new() };
    let mut position = 0;
    let mut rest = 0;
    let mut compound = 0;
    while let Some(place) = next_compound(text, rest) {
        rest = place.end;
        if is_clipped(text, &place) {
            continue;
        }
        read_compound(text, place, compound, &mut position, &mut reading);
        compound += 1;
    }
    reading
}

/// The words of `text` as they are compared with names: folded, divided by spaces.
pub fn key(text: &str) -> String {
    let surfaces: Vec<Cow<'_, str>> = read(text).words.into_iter().map(|word| word.surface).collect();
    surfaces.join(" ")
}

/// Whether `c` goes on with a word; see [`begins_word`] for what a word begins with.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn joins(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | '\u{2010}' | '\u{2011}')
}

/// The next words joined by single marks, from byte `from` on.
fn next_compound(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(begins_word)?;
    let mut end = start;
    loop {
        end += text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let mut rest = text[end..].chars();
        match rest.next() {
            Some(c) if is_word(c) || joins(c) && rest.next().is_some_and(begins_word) => end += c.len_utf8(),
            _ => return Some(start..end),
        }
    }
}

/// Whether it is the rest of an abbreviated word: the `s` of `it's`, the `t` of `don't`.
fn is_clipped(text: &str, place: &Range<usize>) -> bool {
    place.len() == 1 && text.as_bytes()[place.start].is_ascii_alphabetic() && text[..place.start].ends_with(['\'', '’'])
}

fn read_compound<'a>(text: &'a str, place: Range<usize>, compound: u32, position: &mut u32, reading: &mut Reading<'a>) {
    let first = reading.words.len();
    let written = &text[place.clone()];
    if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        // One word, as most are.
        let surface = cut(fold(written));
        let form = if is_stop(&surface) { WordForm::Stop } else { WordForm::Word };
        reading.words.push(Word { surface, written, place, position: *position, form, compound });
        *position += 1;
        return;
    }
    let mut at = place.start;
    let (mut runs, mut wide, mut numeric) = (0, false, true);
    for run in written.split(joins) {
        for (start, stretch, cjk) in stretches(run) {
            let mut add = |surface: Cow<'a, str>, place: Range<usize>, form| {
                let written = &text[place.clone()];
                reading.words.push(Word { surface, written, place, position: *position, form, compound });
                *position += 1;
            };
            let place = at + start..at + start + stretch.len();
            if cjk {
                wide = true;
                pairs(stretch, place, add);
            } else {
                let surface = cut(fold(stretch));
                let form = if is_stop(&surface) { WordForm::Stop } else { WordForm::Word };
                add(surface, place, form);
            }
        }
        numeric &= is_numeric(run);
        runs += 1;
        at += run.len() + text[at + run.len()..].chars().next().map_or(0, char::len_utf8);
    }
    if runs > 1
        && !wide
        && let Some(surface) = whole(written)
    {
        reading.wholes.push(Whole { surface, first, end: reading.words.len(), numeric });
    }
}

/// The first [`LONGEST`] characters.
fn cut(surface: Cow<'_, str>) -> Cow<'_, str> {
    if surface.len() <= LONGEST {
        return surface;
    }
    match surface.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(surface[..end].to_owned()),
        None => surface,
    }
}

fn is_stop(surface: &str) -> bool {
    /// By first letter the lengths that stop words have, as bits: most words differ in these already.
    static LENGTHS: LazyLock<[u8; 256]> = LazyLock::new(|| {
        let mut lengths = [0; 256];
        STOP_WORDS.iter().for_each(|word| lengths[usize::from(word.as_bytes()[0])] |= 1 << word.len());
        lengths
    });
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOP_WORDS.into_iter().collect());
    let Some(first) = surface.bytes().next().filter(|_| surface.len() <= 5) else { return false };
    LENGTHS[usize::from(first)] >> surface.len() & 1 == 1 && KNOWN.contains(surface)
}

/// A run in stretches of one kind of script: where each begins, and whether its characters are words of their own.
fn stretches(run: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &run[at..];
        let wide = is_cjk(rest.chars().next()?);
        let ends = |&(ix, c): &(usize, char)| ix > 0 && is_cjk(c) != wide && !is_combining_mark(c);
        let len =
            if rest.is_ascii() { rest.len() } else { rest.char_indices().find(ends).map_or(rest.len(), |(ix, _)| ix) };
        let start = at;
        at += len;
        Some((start, &rest[..len], wide))
    })
}

/// Every two neighbouring characters of a stretch, or its only one.
fn pairs<'a>(stretch: &'a str, place: Range<usize>, mut add: impl FnMut(Cow<'a, str>, Range<usize>, WordForm)) {
    let folded = fold(stretch).into_owned();
    let chars: Vec<char> = folded.chars().collect();
    let starts: Vec<usize> = stretch.char_indices().map(|(at, _)| at).chain([stretch.len()]).collect();
    // Where folding put characters together, a pair's own place is lost, and the stretch stands for it.
    let exact = starts.len() == chars.len() + 1;
    match chars.as_slice() {
        [_] => add(Cow::Owned(folded), place, WordForm::Lone),
        _ => {
            for (ix, pair) in chars.windows(2).enumerate() {
                let place = if exact { place.start + starts[ix]..place.start + starts[ix + 2] } else { place.clone() };
                add(Cow::Owned(pair.iter().collect()), place, WordForm::Pair);
            }
        }
    }
}

fn is_numeric(run: &str) -> bool {
    let run = run.strip_prefix(['v', 'V']).unwrap_or(run);
    run.starts_with(|c: char| c.is_ascii_digit())
}

/// The whole of an identifier, unless it is too long.
fn whole(written: &str) -> Option<String> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut bare = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if !joins(c) {
            bare.push(c);
        } else if digit(bare.chars().next_back()) && digit(chars.peek().copied()) {
            bare.push('.');
        }
    }
    let folded = fold(&bare).into_owned();
    (units(&folded) <= LONGEST).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with their positions, then the wholes.
    fn found(text: &str) -> String {
        let reading = read(text);
        let words = reading.words.iter().map(|word| {
            let sign = if word.form == WordForm::Stop { "!" } else { "" };
            format!("{}{sign}@{}", word.surface, word.position)
        });
        let wholes = reading.wholes.iter().map(|w| format!("[{}{}]", w.surface, if w.numeric { " #" } else { "" }));
        words.chain(wholes).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_folded_and_keep_their_positions() {
        assert_eq!(found("The Queue’s Überlauf, naïve."), "the!@0 queue@1 uberlauf@2 naive@3");
        assert_eq!(found("don't rock 'n' roll"), "don@0 rock@1 roll@2");
        assert_eq!(found("l'erreur"), "l@0 erreur@1");
        assert_eq!(found(&format!("{} b", "x".repeat(50))), format!("{}@0 b@1", "x".repeat(40)));
    }

    #[test]
    fn identifiers_are_read_whole_and_in_parts() {
        assert_eq!(found("kube-proxy."), "kube@0 proxy@1 [kubeproxy]");
        assert_eq!(found("woocommerce_init()"), "woocommerce@0 init@1 [woocommerceinit]");
        assert_eq!(found("INC-214"), "inc@0 214@1 [inc214]");
        assert_eq!(found("v10.2.3"), "v10@0 2@1 3@2 [v10.2.3 #]");
        assert_eq!(found("2024-03-11"), "2024@0 03@1 11@2 [2024.03.11 #]");
        assert_eq!(found("on-call"), "on!@0 call@1 [oncall]");
        assert_eq!(found("rm -rf --no"), "rm@0 rf@1 no!@2");
    }

    #[test]
    fn chinese_japanese_and_korean_are_read_in_pairs() {
        assert_eq!(found("API障害報告"), "api@0 障害@1 害報@2 報告@3");
        assert_eq!(found("再 起動"), "再@0 起動@1");
        assert_eq!(found("ｶﾞｲﾄﾞ"), "ガイ@0 イド@1");
        assert_eq!(found("장애"), "장애@0");
        let reading = read("x 障害報告");
        assert_eq!(reading.words[2].written, "害報");
    }

    #[test]
    fn names_are_compared_by_their_words() {
        assert_eq!(key("Checkout-API"), "checkout api");
        assert_eq!(key("  The “Sümmer” sale "), "the summer sale");
    }
}
