//! Questions become the words that head their pages.

use crate::analyse::trends::Question;

/// The question in words.
pub(crate) fn title(question: Question) -> &'static str {
    match question {
        Question::Reported => "How many incidents were written up?",
        Question::Duration => "How long did they last?",
        Question::Detection => "How long until somebody knew?",
        Question::Found => "How were they found?",
        Question::Factors => "What contributed, and together with what?",
        Question::Together => "Which services fail together?",
        Question::Involved => "How many people, teams and services took part?",
        Question::Hours => "When were people called?",
        Question::Conditions => "Under which conditions did people work?",
        Question::Notes => "How soon was it written down, and talked about?",
        Question::FollowUps => "What became of follow-ups?",
    }
}
