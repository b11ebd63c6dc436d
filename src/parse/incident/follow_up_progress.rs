//! The sentences of a follow-up become where it stands, where one plainly says that somebody has begun, or that nobody has.

use crate::model::ActionState;
use crate::parse::vocabulary::words;

/// So many sentences of a follow-up are looked at: those behind them tell of something else.
const SENTENCES: usize = 3;

/// Where a follow-up stands by what its sentences say: "**Renew it**: we are working on a plan", "This is a work in progress".
pub(crate) fn told_state(text: &str) -> Option<ActionState> {
    let lower = text.to_lowercase().replace('’', "'");
    // A bold title is a sentence of its own.
    let parts = lower.split([';', '!', ':']).flat_map(|part| part.split("** "));
    let sentences = parts.flat_map(|part| part.split(". ")).take(SENTENCES);
    sentences.into_iter().find_map(|sentence| {
        let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begun = words().doing_openings.iter().any(|opening| sentence.starts_with(opening.as_str()));
        let not_begun = || words().open_phrases.any_in(sentence);
        begun.then_some(ActionState::Doing).or_else(|| not_begun().then_some(ActionState::Open))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_that_somebody_has_begun() {
        let cases = [
            ("**Separate the pools**: we are working on a plan for each depot.", Some(ActionState::Doing)),
            ("**Plan for growth**: This is a work in progress and goes on.", Some(ActionState::Doing)),
            ("**Runbooks for depots** We have begun writing them.", Some(ActionState::Doing)),
            ("We've begun writing the runbook.", Some(ActionState::Doing)),
            ("Alert on the queue. This is an old wish that we have yet to fulfil.", Some(ActionState::Open)),
            ("Alert on the queue", None),
            ("Tell depots that we are working on it", None),
            ("Write down what to do while work is in progress", None),
        ];
        for (text, expected) in cases {
            assert_eq!(told_state(text), expected, "{text}");
        }
    }
}
