//! The name of a month at a place in a text becomes its number.

use crate::parse::times::scan_cursor::{TextCursor, in_lower_case};
use crate::parse::vocabulary::calendar_words;

/// The bytes of the longest name of a month, and one more: Cyrillic letters take two.
const LONGEST: usize = 24;

/// Whether `text` begins with the name of a month.
pub(crate) fn starts_with_month(text: &str) -> bool {
    let end = text.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(text.len(), |(i, _)| i);
    end < LONGEST && calendar_words().month(&in_lower_case(&text[..end])).is_some()
}

/// Whether `text` begins with `word`, which is in lower case, and nothing more of a word.
pub(crate) fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| in_lower_case(head) == word)
        && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Names of months that are words of other languages or of every day: "5 out of 12", "set 3 replicas", "2 may have failed".
const EVERYDAY: &[&str] = &["out", "set", "ago", "gen", "mag", "ene", "giu", "lug", "ott", "dic"];
const EVERYDAY_SMALL: &[&str] = &["may", "mar", "mars", "jun", "sept"];

/// The number of the month whose name stands here, and whether that is an everyday word besides.
pub(crate) fn month_name(cursor: &mut TextCursor<'_>) -> Option<(u8, bool)> {
    let rest = cursor.rest();
    let end = rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(i, _)| i);
    let written = rest.get(..end).filter(|w| w.len() >= 3 && w.len() < LONGEST)?;
    let word = in_lower_case(written);
    let month = calendar_words().month(&word)?;
    let everyday = EVERYDAY.contains(&&*word) || EVERYDAY_SMALL.contains(&written);
    cursor.at += end;
    cursor.eat(&['.']);
    Some((month, everyday))
}

/// Whether what follows a date cannot be more of its sentence: nothing, a mark, a number.
pub(crate) fn ends_clause(rest: &str) -> bool {
    rest.trim_start().chars().next().is_none_or(|c| !c.is_alphabetic())
}
