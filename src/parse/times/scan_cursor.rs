//! A place in a text from which dates and times are read, and what may be moved past from there. Always stands between characters.

use std::borrow::Cow;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextCursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

impl<'a> TextCursor<'a> {
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    pub(crate) fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Moves past one of `wanted`.
    pub(crate) fn eat(&mut self, wanted: &[char]) -> bool {
        let found = self.peek().filter(|c| wanted.contains(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    /// The same behind spaces; without one of `wanted` behind them it moves past nothing.
    pub(crate) fn eat_spaced(&mut self, wanted: &[char]) -> bool {
        let mark = self.at;
        self.spaces();
        let found = self.eat(wanted);
        self.at = if found { self.at } else { mark };
        found
    }

    /// Moves past the word that stands here, where `means` knows what it means, in lower case.
    pub(crate) fn meaning<T>(&mut self, means: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (word, end) = self.word()?;
        let meaning = means(&in_lower_case(word))?;
        self.at += end;
        Some(meaning)
    }

    /// The word that stands here, and where it ends.
    fn word(&self) -> Option<(&'a str, usize)> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphabetic() || c == '\'')).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|w| !w.is_empty() && w.len() < 40)?;
        Some((word, end))
    }

    /// Moves past one of `words`, whatever its case, when nothing of a word follows.
    pub(crate) fn word_in(&mut self, words: &[&str]) -> bool {
        let Some((word, end)) = self.word() else { return false };
        let found = if word.is_ascii() {
            words.iter().any(|w| w.eq_ignore_ascii_case(word))
        } else {
            let lower = word.to_lowercase();
            words.iter().any(|w| w.eq_ignore_ascii_case(word) || *w == lower)
        };
        self.at += if found { end } else { 0 };
        found
    }

    /// Moves past one of `phrases`, which are in lower case, whatever its case, when nothing of a word follows.
    pub(crate) fn phrase_in<P: AsRef<str>>(&mut self, phrases: &[P]) -> bool {
        let rest = self.rest();
        // Most phrases begin with another letter: that is seen without making the text before it lower case.
        let Some(first) = rest.chars().next().and_then(|c| c.to_lowercase().next()) else { return false };
        let first = first.encode_utf8(&mut [0; 4]).as_bytes()[0];
        let mut alike = phrases.iter().map(AsRef::as_ref).filter(|phrase| phrase.as_bytes().first() == Some(&first));
        let found = alike.find(|phrase| {
            let head = rest.get(..phrase.len()).map(in_lower_case);
            let whole = |c: char| !c.is_alphanumeric() || !phrase.is_ascii() && !phrase.contains(' ');
            head.as_deref() == Some(*phrase)
                && rest.get(phrase.len()..).is_some_and(|r| r.chars().next().is_none_or(whole))
        });
        self.at += found.map_or(0, |phrase| phrase.len());
        found.is_some()
    }

    /// A run of digits: its value and how many there are. None when there are more than nine.
    pub(crate) fn number(&mut self) -> Option<(u32, usize)> {
        let (mut value, mut digits, mut length) = (0u32, 0, 0);
        for c in self.rest().chars() {
            let digit = match c {
                '0'..='9' => c as u32 - '0' as u32,
                '０'..='９' => c as u32 - '０' as u32,
                _ => break,
            };
            digits += 1;
            if digits > 9 {
                return None;
            }
            value = value * 10 + digit;
            length += c.len_utf8();
        }
        self.at += length;
        (digits > 0).then_some((value, digits))
    }
}

/// A word in lower case; most are written so.
pub(super) fn in_lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}
