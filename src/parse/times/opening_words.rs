//! The words that a date or a time may begin with: what begins with another word is neither, and is not read any further.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::parse::times::scan_clock::NOON;
use crate::parse::times::scan_cursor::in_lower_case;
use crate::parse::times::scan_masked::COUNTED;
use crate::parse::times::scan_remarks::{ABOUT, ABOUT_PHRASES, LEADS};
use crate::parse::vocabulary::calendar_words;

/// What begins a stretch whose ends "and" joins.
pub(super) const BETWEEN: &[&str] =
    &["between", "zwischen", "entre", "tra", "tussen", "mellan", "mellom", "mellem", "między", "между"];

/// What begins a stretch.
pub(super) const FROM: &[&str] =
    &["from", "von", "vom", "du", "dalle", "dal", "del", "van", "från", "fra", "desde", "das", "od", "с", "со"];

/// Zones that may stand before a clock.
pub(super) const ZONES_AHEAD: &[&str] = &["UTC", "GMT"];

/// Words so short may be marks of a template, `HH:MM`, or the `T` of `T+5`: of them nothing is known.
const SHORT: usize = 2;

/// Whether a date or a time may stand at the start of `text`: `false` only where a plain word stands there that none begins with.
pub(super) fn may_begin_time(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = text.as_bytes().get(letters);
    let is_word = letters > SHORT && behind.is_none_or(|byte| byte.is_ascii() && *byte != b'\'');
    !is_word || OPENING.contains(&*in_lower_case(&text[..letters]))
}

/// The first words, in lower case and of ASCII alone.
static OPENING: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lists = [BETWEEN, FROM, ZONES_AHEAD, ABOUT, ABOUT_PHRASES, LEADS, NOON, COUNTED];
    let ours = lists.into_iter().flatten().copied();
    let first = |phrase: &str| {
        let end = phrase.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(phrase.len());
        phrase[..end].to_ascii_lowercase()
    };
    ours.chain(calendar_words().opening_phrases()).map(first).filter(|word| word.len() > SHORT).collect()
});
