//! A write-up becomes its words, sentence by sentence, as an analyser gives them: title, body and what the front matter says in
//! sentences. Headings are not among them, nor what no page shows.
//!
//! Nothing here knows other write-ups; [`Lexicon`](super::lexicon::Lexicon) numbers the words of all of them.

use std::borrow::Cow;

use memchr::memmem;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::link::PageIx;
use crate::model::Page;
use crate::parse::{fragment_passages, shown_passages};
use crate::site::Site;
use crate::text::people::is_handle;
use crate::text::{Reading, Whole, WordForm, read, sentences};

/// The words of one write-up.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct WriteUpWords {
    /// The different forms as written, one after the other.
    text: String,
    /// Where each ends in `text`, and what it is.
    forms: Vec<(u32, WordClass)>,
    /// What stands in the write-up, in order; forms as indices.
    pub(super) tokens: Vec<FormInPlace>,
    /// Where sentences end among the tokens.
    pub(super) sentences: Vec<Sentence>,
}

/// A form where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FormInPlace(u32);

impl FormInPlace {
    /// A form; `follows` says that only a space divides it from the word before, or nothing where words are not divided.
    pub(super) fn new(form: u32, follows: bool) -> Self {
        Self(form << 1 | u32::from(follows))
    }

    /// The number of the form.
    pub(super) fn form(self) -> u32 {
        self.0 >> 1
    }

    /// Whether it goes on with what the word before begins.
    pub(super) fn follows(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A sentence, as places among the tokens: its words in order, then the identifiers that are joined of some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sentence {
    /// The end of the words.
    pub(super) words: u32,
    /// The end of the identifiers.
    pub(super) end: u32,
    /// Whether it is the title.
    pub(super) is_title: bool,
}

/// What a written word is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum WordClass {
    /// A word that can tell write-ups apart.
    Word,
    /// Two neighbouring characters of Chinese, Japanese or Korean.
    Pair,
    /// Too common in any text: it stands in its sentence and counts for nothing.
    Stop,
    /// A name in dates: it counts, since stories of one event share it, and is no reason.
    Calendar,
    /// A number, whichever; written as nothing.
    Number,
    /// An identifier whose parts are joined, as `kube-proxy`.
    Whole,
}

/// Codes of HTTP that say what went wrong; all other numbers are times, counts and sizes, which many write-ups share by chance.
const STATUS_CODES: [&str; 11] = ["401", "403", "404", "408", "409", "413", "429", "499", "502", "503", "504"];

/// What templates have in place of a time.
const PLACEHOLDERS: [&str; 6] = ["HH", "mm", "MM", "YYYY", "DD", "ss"];

/// Names in dates. Only with a capital: people may march.
const CALENDAR: [&str; 27] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "UTC",
    "GMT",
    "AM",
    "PM",
    "PST",
    "PDT",
    "CET",
    "CEST",
];

/// The words of a page of `site`, read unless they are known.
pub(super) fn words(site: &Site, page: PageIx) -> WriteUpWords {
    site.known.words.of_page(|| site.key_in_cache(page), || read_words(&site.pages[page]))
}

/// Reads a page. Linear in its length.
fn read_words(page: &Page) -> WriteUpWords {
    let mut writer = WriteUpWordsWriter::default();
    writer.passage(page.short_title.as_ref().unwrap_or(&page.title.value), true);
    for text in page.prose.fragments().flat_map(fragment_passages) {
        writer.passage(&without_addresses(&text), false);
    }
    for passage in shown_passages(page) {
        match (passage.is_heading, passage.is_code) {
            (true, _) => {}
            (false, true) => passage.text.lines().for_each(|line| writer.sentence(line, false)),
            (false, false) => writer.passage(&without_addresses(&passage.text), false),
        }
    }
    writer.words
}

/// A text without addresses of the web, whose words are a machine's, and without handles, emoji and names of pictures.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains(['@', ':', '.']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        // Most words have none of what it takes.
        if !piece.bytes().any(|byte| matches!(byte, b'@' | b':' | b'.')) {
            out.push_str(piece);
            continue;
        }
        if is_handle(piece) || is_emoji_or_picture(piece) {
            out.push('|');
            out.push_str(&piece[piece.trim_end().len()..]);
            continue;
        }
        let Some(at) = memmem::find(piece.as_bytes(), b"://") else {
            out.push_str(piece);
            continue;
        };
        let start = piece[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let ends = |c: char| matches!(c, '<' | '>' | '"' | ')' | '\'') || c.is_whitespace();
        out.push_str(&piece[..start]);
        out.push('|');
        out.push_str(piece[start..].find(ends).map_or("", |end| &piece[start + end..]));
    }
    Cow::Owned(out)
}

/// Whether a word is `:tada:` or `screenshot-1.png`.
fn is_emoji_or_picture(word: &str) -> bool {
    const PICTURES: [&str; 10] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "heic", "bmp", "mp4", "mov"];
    let word = word.trim();
    let emoji = word.strip_prefix(':').and_then(|rest| rest.split_once(':')).is_some_and(|(name, rest)| {
        let named =
            name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'));
        named && !rest.starts_with(char::is_alphanumeric)
    });
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let ending = bare.rsplit_once('.').map(|(_, ending)| ending);
    emoji || ending.is_some_and(|ending| PICTURES.iter().any(|picture| picture.eq_ignore_ascii_case(ending)))
}

/// Reads plain text, a sentence a line.
pub(super) fn of_text(text: &str) -> WriteUpWords {
    let mut writer = WriteUpWordsWriter::default();
    text.lines().for_each(|line| writer.passage(line, false));
    writer.words
}

impl WriteUpWords {
    /// The different forms as written, each with what it is, in the order in which tokens number them.
    pub(super) fn forms(&self) -> impl Iterator<Item = (&str, WordClass)> {
        let mut start = 0;
        self.forms.iter().map(move |&(end, form)| {
            let written = &self.text[start..end as usize];
            start = end as usize;
            (written, form)
        })
    }
}

/// Whether a word is in a list; of most the first letter tells that they are not.
fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| one.as_bytes().first() == word.as_bytes().first() && *one == word)
}

/// The words of what names one thing of many, `INC-214`, `app-7f9c4`, in order.
fn ids(reading: &Reading<'_>) -> Vec<usize> {
    let is_id = |whole: &&Whole| {
        let last = reading.words[whole.end - 1].written;
        last.len() > 1 && last.starts_with(|c: char| c.is_ascii_digit())
    };
    reading.wholes.iter().filter(is_id).flat_map(|whole| whole.first..whole.end).collect()
}

#[derive(Default)]
struct WriteUpWordsWriter {
    words: WriteUpWords,
    numbers: FxHashMap<String, u32>,
}

impl WriteUpWordsWriter {
    fn passage(&mut self, text: &str, is_title: bool) {
        sentences(text).for_each(|sentence| self.sentence(sentence, is_title));
    }

    fn sentence(&mut self, text: &str, is_title: bool) {
        let reading = read(text);
        let mut before = 0;
        let ids = ids(&reading);
        let is_id = |at: &usize| ids.binary_search(at).is_ok();
        for (at, word) in reading.words.iter().enumerate() {
            let wide = matches!(word.form, WordForm::Pair | WordForm::Lone);
            let follows = wide || text.get(before..word.place.start) == Some(" ");
            before = word.place.end;
            let form = match word.form {
                WordForm::Stop => WordClass::Stop,
                WordForm::Pair | WordForm::Lone => WordClass::Pair,
                WordForm::Word if is_id(&at) || is_one_of(&PLACEHOLDERS, word.written) => WordClass::Number,
                WordForm::Word if word.written.starts_with(|c: char| c.is_numeric()) => {
                    if STATUS_CODES.contains(&word.written) { WordClass::Word } else { WordClass::Number }
                }
                WordForm::Word if word.surface.len() == 1 => WordClass::Stop,
                WordForm::Word if is_one_of(&CALENDAR, word.written) => WordClass::Calendar,
                WordForm::Word => WordClass::Word,
            };
            self.token(if form == WordClass::Number { "" } else { word.written }, form, follows);
        }
        let words = self.words.tokens.len() as u32;
        for whole in reading.wholes.iter().filter(|whole| !whole.numeric && !is_id(&whole.first)) {
            let place = reading.words[whole.first].place.start..reading.words[whole.end - 1].place.end;
            self.token(&text[place], WordClass::Whole, false);
        }
        let end = self.words.tokens.len() as u32;
        if end > self.words.sentences.last().map_or(0, |before| before.end) {
            self.words.sentences.push(Sentence { words, end, is_title });
        }
    }

    fn token(&mut self, written: &str, form: WordClass, follows: bool) {
        let words = &mut self.words;
        let number = match self.numbers.get(written) {
            Some(&number) => number,
            None => {
                let number = words.forms.len() as u32;
                words.text.push_str(written);
                words.forms.push((words.text.len() as u32, form));
                self.numbers.insert(written.to_owned(), number);
                number
            }
        };
        words.tokens.push(FormInPlace::new(number, follows));
    }
}
