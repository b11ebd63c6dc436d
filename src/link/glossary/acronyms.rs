//! Passages become the acronyms a page uses, and those it explains.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Page, Passage, PieceForm};

/// The acronyms of one page.
#[derive(Debug, Default, Clone)]
pub(in crate::link) struct Acronyms {
    /// Used in prose: where first, as a place in the page's text, when it stands in the body as written.
    pub(in crate::link) used: BTreeMap<String, Option<usize>>,
    /// Explained: `time to live (TTL)`, `TTL (time to live)` or `*[TTL]: time to live`.
    pub(in crate::link) explained: Vec<String>,
}

impl Acronyms {
    /// Those that the page uses and does not explain, in alphabetical order.
    pub(in crate::link) fn unexplained(&self) -> impl Iterator<Item = &str> {
        self.used.keys().filter(|acronym| !self.explained.contains(acronym)).map(String::as_str)
    }
}

/// Those that people who run computers know, and words that are written in capitals for other reasons.
const KNOWN: &str = "AM PM OK ID IDS TODO FIXME TBD NA FAQ FYI ETA EOF NB PS PDF CSV TSV XML HTML CSS JS TS JSON YAML TOML URL URI URLS HTTP HTTPS SSH SSL TLS TCP UDP IP \
    DNS FTP SMTP API APIS SDK CLI GUI UI UX OS CPU GPU RAM SSD HDD IO USB VM VMS VPN LAN WAN SQL DB PR PRS CI CD QA IT HR CEO CTO CFO VP UK US USA EU GB MB KB TB \
    UTC GMT BST CET CEST EST EDT CST CDT MST MDT PST PDT IST JST AEST AEDT AND OR NOT NO YES THE ALL ANY IF IN ON OFF TO DO WAS IS ARE BUT GET PUT POST HEAD DELETE PATCH \
    OPTIONS INFO WARN WARNING ERROR DEBUG FATAL NULL TRUE FALSE NOTE SEV MUST SHOULD MAY CAN ONLY NEVER ALWAYS NEW OLD UP DOWN";

/// The acronyms of the prose of `page`. Linear in its text.
pub(in crate::link) fn acronyms(page: &Page) -> Acronyms {
    let mut found = Acronyms::default();
    for passage in page.prose.passages() {
        let text = passage.text(&page.text);
        let words: Vec<(usize, &str)> = words(&text).collect();
        let asides = asides(passage, &page.text);
        for (ix, &(at, word)) in words.iter().enumerate() {
            if !is_acronym(word) || KNOWN.split_whitespace().any(|known| known == word) {
                continue;
            }
            let shouted = |other: Option<&(usize, &str)>| {
                other.is_some_and(|(_, word)| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase()))
            };
            let around = (&text[..at], &text[at + word.len()..]);
            if is_explained(word, around, &words[..ix]) {
                found.explained.push(word.to_owned());
            } else if !shouted(words.get(ix + 1))
                && !shouted(ix.checked_sub(1).and_then(|ix| words.get(ix)))
                && is_free(around)
                && !asides.iter().any(|aside| aside.contains(&at))
            {
                found.used.entry(word.to_owned()).or_insert_with(|| place(passage, &page.text, at));
            }
        }
    }
    found
}

/// Where the text is not prose: code, names of links.
fn asides(passage: Passage<'_>, page: &str) -> Vec<Range<usize>> {
    let mut begun = 0;
    let mut asides = Vec::new();
    for (index, piece) in passage.pieces().iter().enumerate() {
        let end = begun + passage.piece_text(index, page).len();
        if piece.form() == PieceForm::Aside {
            asides.push(begun..end);
        }
        begun = end;
    }
    asides
}

/// Runs of letters and digits, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |end| start + end);
        at = end;
        Some((start, &text[start..end]))
    })
}

/// Two to six capitals.
fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether nothing glues it to an identifier, a path or a number.
fn is_free((before, after): (&str, &str)) -> bool {
    let glue = |c: Option<char>| {
        c.is_some_and(|c| matches!(c, '-' | '_' | '/' | '\\' | '.' | ':' | '@' | '#' | '$' | '&' | '=' | '+'))
    };
    let next_is_word = after.chars().nth(1).is_some_and(char::is_alphanumeric);
    !(glue(before.chars().next_back()) || glue(after.chars().next()) && next_is_word)
}

/// Whether the words before `(TTL)` begin with its letters, or words in brackets follow it.
fn is_explained(word: &str, (before, after): (&str, &str), earlier: &[(usize, &str)]) -> bool {
    if before.ends_with("*[") && after.starts_with("]:") {
        return true;
    }
    if before.ends_with('(') && after.starts_with(')') {
        let count = word.len();
        let initials = earlier.iter().rev().take(count + 3).filter_map(|(_, word)| word.chars().next());
        let initials: String = initials.flat_map(char::to_uppercase).collect();
        let mut wanted = word.chars().rev().peekable();
        for c in initials.chars() {
            wanted.next_if_eq(&c);
        }
        return wanted.peek().is_none();
    }
    let near = after.strip_prefix(" (").map(|rest| rest.char_indices().nth(200).map_or(rest, |(end, _)| &rest[..end]));
    let Some((inner, _)) = near.and_then(|rest| rest.split_once(')')) else { return false };
    let initials: String =
        inner.split([' ', '-']).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    let mut wanted = word.chars().peekable();
    for c in initials.chars() {
        wanted.next_if_eq(&c);
    }
    wanted.peek().is_none()
}

/// Where the byte `at` of the passage's text stands in the page's text; `None` in the front matter and where the text was decoded.
fn place(passage: Passage<'_>, page: &str, at: usize) -> Option<usize> {
    if passage.fragment.is_some() {
        return None;
    }
    let mut begun = 0;
    for (index, piece) in passage.pieces().iter().enumerate() {
        let length = passage.piece_text(index, page).len();
        if at < begun + length {
            return passage.is_verbatim(index).then_some(piece.start as usize + at - begun);
        }
        begun += length;
    }
    None
}
