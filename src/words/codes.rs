//! Codes of the model and of front matter become the words a reader sees.

use crate::model::{ActionState, FacetKind, Incident, IncidentKind, WayOfFinding};
use crate::text::primary_language;
use crate::wording::Wording;

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
pub(crate) fn incident_kind(wording: &Wording, kind: IncidentKind) -> Option<String> {
    let key = match kind {
        IncidentKind::Incident => return None,
        IncidentKind::NearMiss => "kind.near_miss",
        IncidentKind::Success => "kind.success",
        IncidentKind::Exercise => "kind.exercise",
        IncidentKind::External => "kind.external",
    };
    Some(wording.say(key))
}

/// Where a follow-up stands.
pub(crate) fn state(wording: &Wording, state: Option<ActionState>) -> String {
    wording.say(&format!("state.{}", state_key(state)))
}

/// Where a follow-up stands, as a sentence has it.
pub(crate) fn stands(wording: &Wording, state: ActionState) -> String {
    wording.say(&format!("trends.stands.{}", state_key(Some(state))))
}

/// The same with how many stand there.
pub(crate) fn standing(wording: &Wording, state: ActionState, count: usize) -> String {
    wording.large(&format!("trends.standing.{}", state_key(Some(state))), count, &[])
}

/// How many follow-ups stand there.
pub(crate) fn states(wording: &Wording, state: Option<ActionState>, count: usize) -> String {
    wording.count(&format!("states.{}", state_key(state)), count)
}

fn state_key(state: Option<ActionState>) -> &'static str {
    match state {
        Some(ActionState::Open) => "open",
        Some(ActionState::Doing) => "doing",
        Some(ActionState::Done) => "done",
        Some(ActionState::NotNecessary) => "not_necessary",
        Some(ActionState::Absorbed) => "absorbed",
        Some(ActionState::Declined) => "declined",
        None => "unstated",
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
pub(crate) fn detection(wording: &Wording, word: &str) -> String {
    let way = WayOfFinding::from_code(word);
    way.map_or_else(|| word.to_owned(), |way| wording.say(&format!("found.{}", way.code().replace('-', "_"))))
}

/// The longest word for how something was found, in characters: a sentence is no value to choose or to count.
const WORD: usize = 40;

/// The word for how an incident was found, when it is one. A sentence about it is told in the story.
pub(crate) fn detection_word(incident: &Incident) -> Option<&str> {
    let word = incident.detection.as_ref()?.value.as_str();
    (word.chars().count() <= WORD).then_some(word)
}

/// What came of a runbook.
pub(crate) fn outcome(wording: &Wording, word: &str) -> String {
    outcome_key(word).map_or_else(|| word.to_owned(), |key| wording.say(&format!("outcome.{key}")))
}

/// The key of an outcome that there are words for.
pub(crate) fn outcome_key(word: &str) -> Option<&'static str> {
    Some(match word {
        "used" => "used",
        "not-found" => "not_found",
        "stale" => "stale",
        "deviated" => "deviated",
        _ => return None,
    })
}

/// What a value of a facet is called beside its name.
pub(crate) fn facet(wording: &Wording, kind: FacetKind) -> String {
    wording.say(&format!("facet.{}.label", kind.word()))
}

/// The same in a sentence.
pub(crate) fn facet_in_a_sentence(wording: &Wording, kind: FacetKind) -> String {
    wording.say(&format!("facet.{}.one", kind.word()))
}

/// What the list of all values of a facet is called.
pub(crate) fn facets(wording: &Wording, kind: FacetKind) -> String {
    wording.say(&format!("facet.{}.plural", kind.word()))
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
