//! What a template left behind: placeholders, prompts and words for "nothing". None of it is a fact.

use pulldown_cmark::TagEnd;

use crate::parse::blocks::{Events, wholly};
use std::ops::Range;

/// Words that say that there is nothing to say.
const NOTHING: &[&str] = &[
    "",
    "na",
    "n/a",
    "none",
    "nil",
    "nothing",
    "nothing yet",
    "no",
    "tbd",
    "tba",
    "todo",
    "tbc",
    "to be determined",
    "to be decided",
    "to be done",
    "to be filled",
    "to be filled in",
    "pending",
    "unknown",
    "not applicable",
    "xxx",
    "xx",
    "xyz",
    "yyy",
    "zzz",
    "none yet",
    "none so far",
    "not yet",
    "lorem ipsum",
    "someone fromtheteam",
    "keine",
    "keiner",
    "entfällt",
    "nichts",
    "offen",
    "unbekannt",
    "aucun",
    "aucune",
    "néant",
    "sans objet",
    "à définir",
    "ninguno",
    "ninguna",
    "nada",
    "no aplica",
    "por definir",
    "desconocido",
    "nenhum",
    "nenhuma",
    "não se aplica",
    "nessuno",
    "nessuna",
    "niente",
    "geen",
    "nvt",
    "n.v.t",
    "inga",
    "inget",
    "なし",
    "特になし",
    "無し",
    "未定",
    "不明",
    "无",
    "暂无",
    "無",
    "待定",
];

/// First words of a template's prompt.
const PROMPTS: &[&str] = &[
    "describe",
    "list",
    "add",
    "what",
    "how",
    "include",
    "explain",
    "provide",
    "summarise",
    "summarize",
    "write",
    "insert",
    "who",
    "when",
    "where",
    "which",
    "briefly",
    "fill",
    "enter",
    "give",
    "replace",
    "delete",
    "remove",
    "use",
    "beschreibe",
    "décrivez",
    "décrire",
    "describa",
    "descreva",
    "please",
    "example",
    "a short",
    "a brief",
    "optional",
    "one paragraph",
    "one sentence",
    "did",
    "was",
    "were",
    "is",
    "are",
    "could",
    "note any",
    "capture",
    "outline",
    "tell",
    "state",
];

/// Whether `text` says nothing: a placeholder, a dash, "N/A".
pub(super) fn is_residue(text: &str) -> bool {
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
    NOTHING.contains(&word.as_str())
}

/// Whether the inline content is a template's prompt: wholly in italics, and asking or instructing.
pub(super) fn is_prompt(events: &Events<'_>, range: &Range<usize>, text: &str) -> bool {
    if !wholly(events, range, |end| matches!(end, TagEnd::Emphasis)) {
        return false;
    }
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.trim_end_matches(['_', '*', ')']).ends_with(['?', '？'])
        || PROMPTS.iter().any(|p| lower.strip_prefix(p).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(is_residue(text), "{text:?}");
        }
        for text in [
            "None of the alerts fired",
            "<https://x.test>",
            "[a](b) and [c](d)",
            "Nothing was deployed that day",
            "[x]y",
        ] {
            assert!(!is_residue(text), "{text:?}");
        }
    }
}
