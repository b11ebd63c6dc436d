//! Inline content becomes a yes or no: is it a template's prompt that nobody has answered?

use std::ops::Range;

use pulldown_cmark::TagEnd;

use crate::parse::markdown::{Events, wholly};
use crate::parse::vocabulary::asks_or_instructs;

/// Whether the inline content is a template's prompt: wholly in italics, and asking or instructing.
pub(crate) fn is_prompt(events: &Events<'_>, range: &Range<usize>, text: &str) -> bool {
    wholly(events, range, |end| matches!(end, TagEnd::Emphasis)) && asks_or_instructs(text)
}

/// How a prompt begins that no story does.
const PLAIN_PROMPTS: &[&str] = &[
    "describe ",
    "briefly ",
    "summarise ",
    "summarize ",
    "provide ",
    "explain ",
    "please ",
    "insert ",
    "fill in ",
    "a short ",
    "a brief ",
    "one paragraph",
    "one sentence",
    "two sentences",
    "in one ",
    "in two ",
    "write ",
    "give a ",
    "include ",
    "beschreibe ",
    "beschreiben ",
    "bitte ",
    "kurz ",
    "décrivez ",
    "décrire ",
    "résumez ",
    "describa ",
    "describe ",
    "resuma ",
    "descreva ",
    "descrivi ",
    "beschrijf ",
    "beskriv ",
];

/// So many words a prompt has at most.
const LONGEST_PROMPT: usize = 40;

/// Whether words that are not set in italics are a prompt all the same: one question, or an instruction.
pub(crate) fn is_plain_prompt(words: &str) -> bool {
    let text = words.trim();
    let question = text.ends_with(['?', '？']) && !text.trim_end_matches(['?', '？']).contains(['.', '。', '!']);
    let lower = text.to_lowercase();
    question
        || text.split_whitespace().count() <= LONGEST_PROMPT
            && PLAIN_PROMPTS.iter().any(|prompt| lower.starts_with(prompt))
}
