//! A text becomes a yes or no: is it a placeholder, a prompt or a word for "nothing", as templates leave behind? None of it is a fact.

use crate::parse::vocabulary::fact_words::words;
use crate::parse::vocabulary::heading_roles::normalise;

/// Whether `text` says nothing: a placeholder, a dash, "N/A".
pub(crate) fn says_nothing(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '"' | '~' | '#' | '|'));
    if bare.contains("{{") && bare.contains("}}") || bare.contains("{%") {
        return true;
    }
    let bracketed = |open: char, close: char| {
        bare.starts_with(open)
            && bare.find(close).is_some_and(|i| i + close.len_utf8() == bare.len())
            && !bare.contains("://")
    };
    if bracketed('<', '>') || (bracketed('[', ']') && bare.len() > 3) || bracketed('{', '}') {
        return true;
    }
    if bare.chars().count() > 30 {
        return false;
    }
    let word = bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words().nothing.contains(word.as_str())
}

/// Whether `text` is what a template's timeline says of an event.
pub(crate) fn is_placeholder(text: &str) -> bool {
    words().placeholders.contains(normalise(text).as_str())
}

/// Whether `text` asks or instructs, as a template's prompt does.
pub(crate) fn asks_or_instructs(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.trim_end_matches(['_', '*', ')']).ends_with(['?', '？'])
        || words()
            .prompts
            .iter()
            .any(|p| lower.strip_prefix(p.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_describe_no_event() {
        for (text, expected) in [
            ("Short event description.", true),
            ("What happened?", true),
            ("_Event_", true),
            ("Event queue full", false),
        ] {
            assert_eq!(is_placeholder(text), expected, "{text}");
        }
    }

    #[test]
    fn placeholders_say_nothing() {
        for text in [
            "",
            "-",
            "—",
            "TBD",
            "N/A",
            "n/a.",
            "None",
            "_none_",
            "{{ owner }}",
            "<description>",
            "[insert text]",
            "XXX",
            "…",
            "なし",
            "Keine.",
        ] {
            assert!(says_nothing(text), "{text:?}");
        }
        for text in [
            "None of the alerts fired",
            "<https://x.test>",
            "[a](b) and [c](d)",
            "Nothing was deployed that day",
            "[x]y",
        ] {
            assert!(!says_nothing(text), "{text:?}");
        }
    }
}
