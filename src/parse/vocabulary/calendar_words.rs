//! The names of months and of days of the week, and what says that a day is another, in any language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::parse::vocabulary::language_folders::{languages, table};

/// A `calendar.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    months: [Vec<String>; 12],
    weekdays: [Vec<String>; 7],
    #[serde(default)]
    next_day: Vec<String>,
    #[serde(default)]
    story_days: Vec<String>,
    #[serde(default)]
    lengths: WrittenLengths,
}

/// How long something took, in one language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenLengths {
    second: Vec<String>,
    minute: Vec<String>,
    hour: Vec<String>,
    day: Vec<String>,
    week: Vec<String>,
    month: Vec<String>,
    year: Vec<String>,
    around: Vec<String>,
    behind: Vec<String>,
    numbers: BTreeMap<String, f64>,
    whole: BTreeMap<String, f64>,
    and_half: Vec<String>,
}

impl LengthWords {
    /// Adds the words of one language; a month and a year are the mean ones.
    fn add(&mut self, written: WrittenLengths) {
        let units = [
            (written.second, 1.0),
            (written.minute, 60.0),
            (written.hour, 3600.0),
            (written.day, 86_400.0),
            (written.week, 604_800.0),
            (written.month, 2_629_746.0),
            (written.year, 31_556_952.0),
        ];
        for (names, seconds) in units {
            names.into_iter().for_each(|name| _ = self.units.entry(name).or_insert(seconds));
        }
        let (phrases, around) = written.around.into_iter().partition::<Vec<String>, _>(|words| words.contains(' '));
        self.around.extend(around);
        self.phrases.extend(phrases);
        self.and_half.extend(written.and_half);
        self.behind.extend(written.behind);
        for (word, number) in written.numbers {
            if word.contains(' ') {
                self.mixed_numbers.push((word, number));
            } else {
                self.numbers.entry(word).or_insert(number);
            }
        }
        written.whole.into_iter().for_each(|(word, seconds)| _ = self.whole.entry(word).or_insert(seconds));
    }
}

/// The words that lengths of time are written in.
#[derive(Default)]
pub(crate) struct LengthWords {
    /// The seconds of a unit.
    pub(crate) units: FxHashMap<String, f64>,
    /// What stands around a length: "about".
    pub(crate) around: FxHashSet<String>,
    /// The same of several words: "a little more than".
    pub(crate) phrases: Vec<String>,
    /// "and a half" behind a unit.
    pub(crate) and_half: Vec<String>,
    /// Numbers of several words.
    pub(crate) mixed_numbers: Vec<(String, f64)>,
    /// What is joined to a unit, in scripts without spaces.
    pub(crate) behind: Vec<String>,
    /// Numbers in words.
    pub(crate) numbers: FxHashMap<String, f64>,
    /// Lengths in one word, in seconds.
    pub(crate) whole: FxHashMap<String, f64>,
}

/// The words of all languages, in lower case.
#[derive(Default)]
pub(crate) struct CalendarWords {
    months: FxHashMap<String, u8>,
    weekdays: FxHashMap<String, i8>,
    /// What says that a time is on the day after the one before it, by its first letter; the longest first.
    next_day: BTreeMap<char, Vec<String>>,
    /// The word before the number of a story's day: "Day 2".
    pub(crate) story_days: Vec<String>,
    pub(crate) lengths: LengthWords,
}

impl CalendarWords {
    /// The number of the month called so, from one.
    pub(crate) fn month(&self, name: &str) -> Option<u8> {
        self.months.get(name).copied()
    }

    /// The number of the day of the week called so, from Monday as zero.
    pub(crate) fn weekday(&self, name: &str) -> Option<i8> {
        self.weekdays.get(name).copied()
    }

    /// What says that a time is on the day after the one before it, of the phrases that `first`, whatever its case, may begin.
    pub(crate) fn next_day(&self, first: Option<char>) -> &[String] {
        let first = first.and_then(|first| first.to_lowercase().next());
        first.and_then(|first| self.next_day.get(&first)).map_or(&[], Vec::as_slice)
    }

    /// All that a date or a time may begin with, in no order: days and months by their names, "the next day", "day" of a story.
    pub(crate) fn opening_phrases(&self) -> impl Iterator<Item = &str> {
        let names = self.months.keys().chain(self.weekdays.keys());
        names.chain(self.next_day.values().flatten()).chain(&self.story_days).map(String::as_str)
    }

    /// The names of all months, in no order.
    pub(crate) fn month_names(&self) -> impl Iterator<Item = &str> {
        self.months.keys().map(String::as_str)
    }
}

/// The words. Where a name is one thing in one language and another in another, the first language decides, English first of all.
pub(crate) fn calendar_words() -> &'static CalendarWords {
    static WORDS: LazyLock<CalendarWords> = LazyLock::new(|| {
        let mut all = CalendarWords::default();
        for language in languages() {
            let written: Written = table(language, "calendar.toml").try_into().expect("calendar.toml is valid");
            for (number, names) in (1..).zip(written.months) {
                names.into_iter().for_each(|name| _ = all.months.entry(name).or_insert(number));
            }
            for (number, names) in (0..).zip(written.weekdays) {
                names.into_iter().for_each(|name| _ = all.weekdays.entry(name).or_insert(number));
            }
            for phrase in written.next_day {
                all.next_day.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
            }
            all.story_days.extend(written.story_days);
            all.lengths.add(written.lengths);
        }
        // The longest first: "the next day" before "the next".
        for phrases in all.next_day.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        all
    });
    &WORDS
}
