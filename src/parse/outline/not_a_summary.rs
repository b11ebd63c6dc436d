//! What stands in a paragraph and sums nothing up: greetings, names of sections, remarks of tools, what a text says of itself.

use crate::model::Role;
use crate::parse::markdown::{BodyBlock, Events, plain};
use crate::parse::vocabulary::{bare_role, words as vocabulary_words};
use crate::text::sentences;

/// What stands below a line that is nothing but the name of a summary, in a paragraph that nobody broke up: up to the next such name.
pub(super) fn below_plain_heading(events: &Events<'_>, block: &BodyBlock) -> Option<String> {
    let lines = crate::parse::markdown::lines(events, block.inner(events));
    let names = lines.len().min(FIRST_LINES);
    let role = |line: &std::ops::Range<usize>| {
        let words = plain(&events[line.clone()]);
        (words.len() <= LONGEST_NAME).then(|| bare_role(&words, None)).flatten()
    };
    let at = lines[..names].iter().position(|line| role(line) == Some(Role::Summary))?;
    let below = lines[at + 1..].iter().take_while(|line| role(line).is_none());
    let told: Vec<String> = below.map(|line| plain(&events[line.clone()])).collect();
    Some(told.join(" ")).filter(|told| !told.is_empty())
}

/// Among so many lines at its beginning such a name is sought.
const FIRST_LINES: usize = 4;

/// So many bytes it has at most.
const LONGEST_NAME: usize = 40;

/// A text without the sentences at its beginning that greet its readers or ask their pardon and name no number.
pub(super) fn without_greeting(words: &str) -> &str {
    let mut rest = words;
    while let Some(first) = sentences(rest).next() {
        let end = rest.find(first).map_or(0, |at| at + first.len());
        let greets = vocabulary_words().greetings.any_in(&first.to_lowercase());
        if end == 0 || !greets || first.contains(char::is_numeric) {
            break;
        }
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    rest
}

/// Whether a paragraph is a box without a border: "⚠️ This page is a draft".
pub(super) fn is_remark(words: &str) -> bool {
    words.starts_with(['⚠', 'ℹ', '🚧', '📝', '💡', '❗', '🔔'])
}

/// Whether a paragraph is what a wiki or a tracker writes of a page: who made it and when, a command, a block of authors.
pub(super) fn is_of_tool(words: &str) -> bool {
    const MADE: [&str; 16] = [
        "created by ",
        "last modified ",
        "last updated ",
        "last edited ",
        "added by ",
        "updated by ",
        "edited by ",
        "erstellt von ",
        "zuletzt geändert ",
        "créé par ",
        "creado por ",
        "criado por ",
        "creato da ",
        "aangemaakt door ",
        "skapad av ",
        "opprettet av ",
    ];
    let lower = words.to_lowercase();
    let made = words.len() < 160 && MADE.iter().any(|made| lower.starts_with(made))
        || OF_ITSELF.iter().any(|own| lower.starts_with(own));
    made || words.starts_with("% ") || words.strip_prefix('/').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// How a paragraph begins that says what the text is for.
const OF_ITSELF: [&str; 14] = [
    "we publish this",
    "we are publishing this",
    "we share this",
    "we are sharing this",
    "this file ",
    "this folder ",
    "this page ",
    "este archivo ",
    "esta página ",
    "este arquivo ",
    "diese datei ",
    "diese seite ",
    "ce fichier ",
    "cette page ",
];
