//! Questions become the words that head their pages.

use crate::analyse::trends::Question;
use crate::wording::Wording;

/// The question in words.
pub(crate) fn title(wording: &Wording, question: Question) -> String {
    wording.say(match question {
        Question::Reported => "trends.question.reported",
        Question::Duration => "trends.question.duration",
        Question::Detection => "trends.question.detection",
        Question::Found => "trends.question.found",
        Question::Factors => "trends.question.factors",
        Question::Together => "trends.question.together",
        Question::Involved => "trends.question.involved",
        Question::Hours => "trends.question.hours",
        Question::Conditions => "trends.question.conditions",
        Question::Notes => "trends.question.notes",
        Question::FollowUps => "trends.question.follow_ups",
    })
}
