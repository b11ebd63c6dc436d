//! Codes of the model and of front matter become the words a reader sees.

use crate::model::{ActionState, Incident, IncidentKind, WayOfFinding};
use crate::text::primary_language;

/// As a sentence has it.
pub(crate) fn state_in_a_sentence(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "open",
        ActionState::Doing => "under way",
        ActionState::Done => "done",
        ActionState::NotNecessary => "not necessary",
        ActionState::Absorbed => "absorbed into other work",
        ActionState::Declined => "declined",
    }
}

/// A language in its own words; its code where we do not know them.
pub(crate) fn language(code: &str) -> &str {
    match primary_language(code).to_ascii_lowercase().as_str() {
        "ar" => "العربية",
        "bn" => "বাংলা",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "ur" => "اردو",
        "zh" => "中文",
        _ => code,
    }
}

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
pub(crate) fn state(state: Option<ActionState>) -> &'static str {
    match state {
        Some(ActionState::Open) => "Open",
        Some(ActionState::Doing) => "In progress",
        Some(ActionState::Done) => "Done",
        Some(ActionState::NotNecessary) => "Not needed after all",
        Some(ActionState::Absorbed) => "Became part of other work",
        Some(ActionState::Declined) => "Decided against",
        None => "No state given",
    }
}

/// How a follow-up that stands there is marked in styles.
pub(crate) fn state_mark(state: Option<ActionState>) -> &'static str {
    match state {
        Some(ActionState::Open) => "open",
        Some(ActionState::Doing) => "doing",
        Some(ActionState::Done) => "done",
        Some(ActionState::NotNecessary | ActionState::Absorbed | ActionState::Declined) => "closed",
        None => "unstated",
    }
}

/// How an incident was found.
pub(crate) fn detection(word: &str) -> &str {
    WayOfFinding::from_code(word).map_or(word, |way| way.words())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fact;

    #[test]
    fn the_length_of_a_word_is_counted_in_characters() {
        let found =
            |word: &str| Incident { detection: Some(Fact::front(word.to_owned(), 0..0)), ..Incident::default() };
        assert!(detection_word(&found(&"ä".repeat(40))).is_some());
        assert_eq!(detection_word(&found(&"a".repeat(41))), None);
    }
}
