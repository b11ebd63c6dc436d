//! The model's values become the words a reader sees, and Markdown becomes plain text.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::link::FacetKind;
use crate::model::{ActionState, Incident, IncidentKind};
use crate::parse::spoken;

/// What an incident is, when it is not the usual kind.
pub(crate) fn incident_kind(kind: IncidentKind) -> Option<&'static str> {
    match kind {
        IncidentKind::Incident => None,
        IncidentKind::NearMiss => Some("Near miss"),
        IncidentKind::Success => Some("Went right"),
        IncidentKind::Exercise => Some("Exercise"),
        IncidentKind::External => Some("Elsewhere"),
    }
}

/// Where a follow-up stands.
pub(crate) fn state(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "Open",
        ActionState::Doing => "In progress",
        ActionState::Done => "Done",
        ActionState::NotNecessary => "Not needed after all",
        ActionState::Absorbed => "Became part of other work",
        ActionState::Declined => "Decided against",
    }
}

/// How an incident was found.
pub(crate) fn detection(word: &str) -> &str {
    match word {
        "alert" => "an alert",
        "slo-burn" => "an alert on a service level",
        "dashboard" => "somebody looking at a dashboard",
        "customer" => "a customer",
        "support" => "the support team",
        "employee" => "a colleague",
        "partner" => "a partner",
        "scheduled-check" => "a scheduled check",
        "unknown" => "nobody knows how",
        other => other,
    }
}

/// The longest word for how something was found, in characters: a sentence is no value to choose or to count.
const WORD: usize = 40;

/// The word for how an incident was found, when it is one. A sentence about it is told in the story.
pub(crate) fn detection_word(incident: &Incident) -> Option<&str> {
    let word = incident.detection.as_ref()?.value.as_str();
    (word.chars().count() <= WORD).then_some(word)
}

/// What came of a runbook.
pub(crate) fn outcome(word: &str) -> &str {
    match word {
        "used" => "Used as written",
        "not-found" => "Not found",
        "stale" => "Out of date",
        "deviated" => "Followed in part",
        other => other,
    }
}

/// A word of the front matter as text: `production-pressure` is `production pressure`.
pub(crate) fn spaced(word: &str) -> String {
    if word.contains(' ') { word.to_owned() } else { word.replace(['-', '_'], " ") }
}

/// What the list of a facet is called.
pub(crate) fn facet(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Service => "Services",
        FacetKind::Team => "Teams",
        FacetKind::Severity => "Severities",
        FacetKind::Factor => "Contributing factors",
        FacetKind::Tag => "Tags",
        FacetKind::Year => "Years",
    }
}

/// A whole number with its thousands apart (`23,900`); other text as it is.
pub(crate) fn grouped(text: String) -> String {
    if text.len() < 5 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let digits = text.as_bytes().rchunks(3).rev().filter_map(|digits| std::str::from_utf8(digits).ok());
    digits.collect::<Vec<_>>().join(",")
}

/// A number as a word, up to twelve.
pub(crate) fn number(number: usize) -> String {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.get(number).map_or_else(|| grouped(number.to_string()), |&word| word.to_owned())
}

/// With a capital at the beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `1 incident`, `7 incidents`.
pub(crate) fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The shape of a severity: 0 for the worst to 3, 4 for a word on no scale. The house's order counts; without one, the
/// order that common words have.
pub(crate) fn shape(listed: bool, rank: usize, word: &str) -> usize {
    if listed {
        return rank.min(3);
    }
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let scale: [&[&str]; 4] = [
        &["sev0", "p0", "s0", "sev1", "p1", "s1", "critical", "blocker", "down", "majoroutage"],
        &["sev2", "p2", "s2", "major", "high", "disrupted", "partialoutage"],
        &["sev3", "p3", "s3", "moderate", "medium", "degraded"],
        &["sev4", "p4", "s4", "sev5", "p5", "s5", "minor", "low", "notice", "info", "informational"],
    ];
    scale.iter().position(|words| words.contains(&word.as_str())).unwrap_or(4)
}

/// Markdown of a paragraph as plain text on one line; raw HTML is left out.
pub(crate) fn plain(markdown: &str) -> String {
    if !markdown.contains(['*', '_', '`', '[', '<', '&', '\\', '#', '~', '\n', '!', '>']) {
        return markdown.trim().to_owned();
    }
    let mut text = String::with_capacity(markdown.len());
    let mut target = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_WIKILINKS | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, .. }) => target = true,
            Event::End(TagEnd::Link) => target = false,
            Event::Text(words) if target => text.push_str(spoken(&words)),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names in a sentence: `A, B and C`; `None` without any.
pub(crate) fn list(names: &[String]) -> Option<String> {
    let (last, before) = names.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fact;

    #[test]
    fn thousands_stand_apart() {
        let cases = [("23900", "23,900"), ("1234567", "1,234,567"), ("4200", "4200"), ("about 23900", "about 23900")];
        for (text, grouped_text) in cases {
            assert_eq!(grouped(text.to_owned()), grouped_text);
        }
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!([1, 5, 12, 13, 12_345].map(number), ["one", "five", "twelve", "13", "12,345"]);
    }

    #[test]
    fn markdown_becomes_one_line_of_text() {
        assert_eq!(plain("The *cache* of [[checkout|Checkout]]\nwas `cold`."), "The cache of Checkout was cold.");
        assert_eq!(plain("Ask [[service:checkout]] of [[INC-7#impact]]."), "Ask checkout of INC-7.");
    }

    #[test]
    fn the_length_of_a_word_is_counted_in_characters() {
        let found =
            |word: &str| Incident { detection: Some(Fact::front(word.to_owned(), 0..0)), ..Incident::default() };
        assert!(detection_word(&found(&"ä".repeat(40))).is_some());
        assert_eq!(detection_word(&found(&"a".repeat(41))), None);
    }
}
