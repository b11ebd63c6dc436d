//! Words that people write become what they mean: roles of headings, meanings of labels, months, signs that nothing is said.
//!
//! The words are data: one folder a language, see `language_folders`.

mod calendar_words;
mod fact_words;
mod finding_words;
mod heading_parts;
mod heading_roles;
mod kind_words;
mod label_parts;
mod language_folders;
mod needed_words;
mod patterns;
mod placeholders;
mod plain_letters;
mod turning_points;
mod word_tables;

pub(crate) use calendar_words::calendar_words;
pub(crate) use fact_words::{FollowUpColumn, label_meanings, words};
pub(crate) use finding_words::{FindingWords, WayWords, finding_label, finding_words};
pub(crate) use heading_roles::{bare_role, known_role, normalise, role};
pub(crate) use kind_words::{FoundWord, KindWord, kind_words};
pub(crate) use label_parts::LabelMeaning;
pub(crate) use language_folders::folder_of;
pub(crate) use patterns::Patterns;
pub(crate) use placeholders::{asks_or_instructs, is_placeholder, says_nothing};
pub(crate) use turning_points::{TurningPoints, WindowWords, turning_points};
