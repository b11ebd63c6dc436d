//! Numbers become answers: sentences that cannot be misused, a caption, questions to talk about, tables, and what there is to draw.
//!
//! The trend pages, the pages of services and factors, and `casebook stats` show the same answers.

mod answer;
mod captions;
mod chance_twins;
mod changed_medians;
mod changed_shares;
mod compare;
mod conditions;
mod counts_of_names;
mod coverage;
mod detection;
mod duration;
mod facet_questions;
mod factors;
mod follow_ups;
mod hours;
mod how_found;
mod involved;
mod length_figures;
mod notes;
mod pairs;
mod question_titles;
mod reported;
mod side_by_side;
pub(crate) mod tables;
mod together;

use crate::analyse::trends::{Question, Selection};
use crate::site::Site;
use crate::wording::Wording;

pub(crate) use answer::{Answer, Figure, Talk};
pub(crate) use captions::placed as placed_caption;
pub(crate) use chance_twins::{table as twins_table, told as twins_told};
pub(crate) use compare::comparison::Comparison;
pub(crate) use compare::{COMPARED, caution, compare};
pub(crate) use coverage::coverage;
pub(crate) use facet_questions::{facet_questions, of_facet};
pub(crate) use question_titles::title;
pub(crate) use side_by_side::{BESIDE, beside};
pub(crate) use tables::{Cell, Table};

/// Answers a question about a selection that [`Question::is_answered`]; for readers in their language, for programs in English.
///
/// Linear in the selection, but for pairs, which cost the square of what one incident names.
pub(crate) fn answer(site: &Site, wording: &Wording, question: Question, selection: &Selection<'_>) -> Answer {
    match question {
        Question::Reported => reported::answer(site, wording, selection),
        Question::Duration => duration::answer(site, wording, selection),
        Question::Detection => detection::answer(site, wording, selection),
        Question::Involved => involved::answer(site, wording, selection),
        Question::Found => how_found::answer(site, wording, selection),
        Question::Factors => factors::answer(site, wording, selection),
        Question::Together => together::answer(site, wording, selection),
        Question::Conditions => conditions::answer(site, wording, selection),
        Question::Hours => hours::answer(site, wording, selection),
        Question::Notes => notes::answer(site, wording, selection),
        Question::FollowUps => follow_ups::answer(site, wording, selection),
    }
}
