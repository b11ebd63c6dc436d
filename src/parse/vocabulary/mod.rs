//! Words that people write become what they mean: roles of headings, meanings of labels, months, signs that nothing is said.
//!
//! The words are data. Headings have a file for each language; adding a language begins with adding one.

mod calendar_words;
mod fact_words;
mod heading_roles;
mod placeholders;

pub(crate) use calendar_words::{MONTHS, WEEKDAYS};
pub(crate) use fact_words::{FollowUpColumn, LabelMeaning, Phrases, label_meanings, words};
pub(crate) use heading_roles::{known_role, normalise, role};
pub(crate) use placeholders::{asks_or_instructs, is_placeholder, says_nothing};
