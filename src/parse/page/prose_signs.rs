//! The paragraphs of a body become signs of what they tell: what broke, and when.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use crate::parse::markdown::{BlockKind, BodyBlock, Events, plain};
use crate::parse::page::kind_sign::{Sign, quoted};
use crate::parse::vocabulary::{FoundWord, KindWord, calendar_words, folder_of, kind_words};
use crate::text::{count_words, language_of};

/// So much of a body is looked at, in bytes.
const LOOKED_AT: usize = 4000;

/// So many words tell something.
const TELLING: usize = 40;

/// A time of day: `14:03`, `14h03`, `14 h 03`, `2 pm`, `14時`.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\b|\b\d{1,2} h \d{2}\b|\b(?:kl|klokken|um|om|alle|às|a las) \d{1,2}\b|\b\d{1,2} ?[ap]\.?m\b|\d{1,2}[時时点]")
        .expect("the pattern is valid")
});

/// A day: `2024-03-11`, `11.3.2024`, `3/11/2024`, `March 11`, `11th of March`, `3月11日`.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let mut months: Vec<String> = calendar_words().month_names().map(regex::escape).collect();
    months.sort_unstable();
    let months = months.join("|");
    let numbers = r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}月\d{1,2}日";
    let named = format!(r"\b(?:{months})\.? \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th|\.|º)? (?:de |of )?(?:{months})\b");
    Regex::new(&format!("(?i){numbers}|{named}")).expect("the pattern is valid")
});

/// The beginning of a body's prose.
pub(super) struct Prose {
    text: String,
    /// Its words that say what sort of text it is, once somebody asked.
    found: OnceCell<Vec<FoundWord>>,
}

impl Prose {
    /// The first paragraphs of a body.
    pub(super) fn of(events: &Events<'_>, blocks: &[BodyBlock]) -> Self {
        let mut text = String::new();
        for block in blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::List)) {
            text.push_str(&plain(&events[block.events.clone()]));
            text.push('\n');
            if text.len() > LOOKED_AT {
                break;
            }
        }
        Self { text, found: OnceCell::new() }
    }

    /// Whether it goes on for a while in words that are understood and would say what broke.
    pub(super) fn is_telling(&self) -> bool {
        count_words(&self.text) > TELLING && language_of(&self.text).and_then(folder_of).is_some()
    }

    fn found(&self) -> &[FoundWord] {
        self.found.get_or_init(|| kind_words(&self.text))
    }

    /// Whether it names an outage, or trouble in more than a word.
    pub(super) fn names_trouble(&self) -> bool {
        let troubles = self.found().iter().filter(|found| found.word == KindWord::Troubles).count();
        self.names_an_outage() || troubles > 1 || has_clocks(&self.text)
    }

    /// Whether it names an outage.
    pub(super) fn names_an_outage(&self) -> bool {
        self.found().iter().any(|found| found.word == KindWord::Failures)
    }

    /// What it tells: words for outages, trouble, and at what time.
    pub(super) fn signs(&self) -> Vec<Sign> {
        let found = self.found();
        let of = |word: KindWord| found.iter().filter(move |found| found.word == word).map(|found| found.phrase);
        let (failures, troubles): (Vec<_>, Vec<_>) =
            (of(KindWord::Failures).collect(), of(KindWord::Troubles).collect());
        let weight = match failures.len() {
            // Texts about machines are full of them; a story says when.
            0 => i32::from(troubles.len() > 1 && has_clocks(&self.text)),
            some => some as i32 + i32::from(troubles.len() > 1),
        };
        let mut signs = Vec::new();
        if weight > 0 {
            let shown = failures.iter().chain(&troubles).take(2).copied();
            signs.push(Sign::new(weight.min(2), format!("its text says {}", quoted(shown))));
            if has_clocks(&self.text) {
                signs.push(Sign::new(1, "its text gives times of day"));
            }
        }
        signs
    }
}

/// Whether a text has several times of day.
pub(super) fn has_clocks(text: &str) -> bool {
    CLOCK.find_iter(text).nth(1).is_some()
}

/// Whether a text names a day.
pub(super) fn names_a_day(text: &str) -> bool {
    DAY.is_match(text)
}
