//! The words of the interface: a key becomes what a reader sees, in the site's language and with the house's own words.
//!
//! One table a language stands in `languages/`, what trend pages say in `languages/trends/`, and the English one has every key. What a language does not say is said in English; what
//! the house says in `[wording]` of its configuration goes before both. Which form a count takes is decided by ICU4X, whose rules are
//! those of the Unicode CLDR: of the libraries that know them it is the one that is kept up, and most of it is in the program already.
//! Months and orders of dates stand in the tables, where a house can change them.

mod message;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt;

use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesPreferences};

pub(crate) use message::{Message, Piece};
use tables::Table;
pub use tables::{HouseWording, WordingMistake};

/// The words of one language, with those of the house.
pub struct Wording {
    language: &'static str,
    own: Table,
    locale: PluralRulesPreferences,
}

/// What stands in a gap of a message: its name and its text.
pub(crate) type Filling<'a> = (&'a str, &'a str);

impl Wording {
    /// The words of a site whose language is `lang`, where `house` says some of them otherwise. Entries of `house` that cannot be used are
    /// left out; [`HouseWording::mistakes`] tells of them.
    pub fn new(lang: &str, house: &HouseWording) -> Self {
        let language = tables::spoken(lang);
        let locale = language.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Self { language, own: house.messages(), locale: locale.into() }
    }

    /// The language that the words are in: `en` where there is no table for the site's.
    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// What stands for `key`; `None` when no table has it.
    pub(crate) fn message(&self, key: &str) -> Option<&Message> {
        self.own.get(key).or_else(|| tables::message(self.language, key))
    }

    /// The words for `key`, which has no gaps.
    pub(crate) fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The words for `key` with its gaps filled.
    pub(crate) fn fill(&self, key: &str, filling: &[Filling<'_>]) -> String {
        self.filled(self.known(key), None, filling)
    }

    /// The same with texts that were made for it.
    pub(crate) fn compose(&self, key: &str, filling: &[(&str, String)]) -> String {
        let filling: Vec<Filling<'_>> = filling.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.fill(key, &filling)
    }

    /// The words for `key` and so many of something. `{count}` is the number; it has no thousands apart.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        self.count_with(key, count, &[])
    }

    /// The words for `key` and so many of something, with further gaps filled.
    pub(crate) fn count_with(&self, key: &str, count: usize, filling: &[Filling<'_>]) -> String {
        let number = count.to_string();
        let all: Vec<Filling<'_>> = filling.iter().copied().chain([("count", number.as_str())]).collect();
        self.filled(self.known(key), Some(count.into()), &all)
    }

    /// The same with the thousands of the number apart.
    pub(crate) fn large(&self, key: &str, count: usize, filling: &[Filling<'_>]) -> String {
        let number = self.thousands(count);
        let all: Vec<Filling<'_>> = filling.iter().copied().chain([("count", number.as_str())]).collect();
        self.filled(self.known(key), Some(count.into()), &all)
    }

    /// The words for `key` and a number that may have decimals, given as digits with a full stop: `1.5`.
    pub(crate) fn measure(&self, key: &str, number: &str) -> String {
        self.filled(self.known(key), operands(number), &[("count", &self.number(number))])
    }

    /// The same without thousands apart.
    pub(crate) fn plain_measure(&self, key: &str, number: &str) -> String {
        let shown = number.replace('.', &self.say("number.decimal"));
        self.filled(self.known(key), operands(number), &[("count", &shown)])
    }

    /// Digits with a full stop as the language writes them: `12,340.5`.
    pub(crate) fn number(&self, digits: &str) -> String {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = self.grouped(whole);
        if decimals.is_empty() { whole } else { format!("{whole}{}{decimals}", self.say("number.decimal")) }
    }

    /// A whole number with its thousands apart.
    pub(crate) fn thousands(&self, count: usize) -> String {
        self.grouped(&count.to_string())
    }

    /// A whole number with its thousands apart (`23,900`); other text, and four digits, as they are.
    pub(crate) fn grouped(&self, text: &str) -> String {
        if text.len() < 5 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.to_owned();
        }
        let digits = text.as_bytes().rchunks(3).rev().filter_map(|digits| std::str::from_utf8(digits).ok());
        digits.collect::<Vec<_>>().join(&self.say("number.thousands"))
    }

    /// A number as a word, up to twelve.
    pub(crate) fn small_number(&self, number: usize) -> String {
        const KEYS: [&str; 13] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        KEYS.get(number).map_or_else(|| self.thousands(number), |key| self.say(&format!("number.{key}")))
    }

    /// Names in a sentence: `A, B and C`; nothing without any.
    pub(crate) fn list(&self, names: &[String]) -> String {
        let Some((last, before)) = names.split_last() else { return String::new() };
        if before.is_empty() {
            return last.clone();
        }
        format!("{}{}{last}", before.join(&self.say("list.between")), self.say("list.last"))
    }

    /// Sentences one after another.
    pub(crate) fn paragraph(&self, sentences: &[String]) -> String {
        sentences.join(&self.say("list.sentences"))
    }

    /// Whole clauses as one sentence that begins with a capital: `Half of …; half of ….`
    pub(crate) fn sentence(&self, clauses: &[String]) -> String {
        let said = clauses.join(&self.say("list.clauses"));
        let mut chars = said.chars();
        let said: String = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
        self.fill("list.sentence", &[("clauses", &said)])
    }

    /// The form of `message` for a count; the whole of it where it has one.
    pub(crate) fn pieces<'m>(&self, message: &'m Message, count: Option<PluralOperands>) -> &'m [Piece] {
        let category = match (message, count) {
            (Message::Plural(_), Some(count)) => {
                PluralRules::try_new_cardinal(self.locale).map(|rules| rules.category_for(count)).ok()
            }
            _ => None,
        };
        message.form(category.unwrap_or(PluralCategory::Other))
    }

    fn filled(&self, message: &Message, count: Option<PluralOperands>, filling: &[Filling<'_>]) -> String {
        let mut text = String::new();
        for piece in self.pieces(message, count) {
            text.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Gap(name) => filling.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text),
            });
        }
        text
    }

    fn known(&self, key: &str) -> &Message {
        self.message(key).unwrap_or_else(|| panic!("the English table has `{key}`"))
    }
}

/// What decides the form of a number that is given as digits.
fn operands(number: &str) -> Option<PluralOperands> {
    Decimal::try_from_str(number).ok().map(|number| PluralOperands::from(&number))
}

/// English, whatever the site is in: for programs, and for the command line.
pub(crate) fn english() -> &'static Wording {
    static ENGLISH: std::sync::LazyLock<Wording> =
        std::sync::LazyLock::new(|| Wording::new("en", &HouseWording::default()));
    &ENGLISH
}

impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language && self.own == other.own
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wording").field("language", &self.language).field("own", &self.own).finish_non_exhaustive()
    }
}
