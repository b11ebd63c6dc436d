//! Text becomes text of one form: letters composed, and no control characters.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in composed letters: some disks and keyboards keep a letter and its accent apart, and names are compared letter by letter.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// `text` with U+FFFD in place of control characters, which no page shows and no XML may hold; line ends and tabs stay.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_control) { Cow::Owned(text.replace(is_control, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Whether a character is of no text.
pub(crate) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}
