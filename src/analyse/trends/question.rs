//! The questions that can be put to the table, and which incidents have something to say to each.

use strum::{IntoStaticStr, VariantArray};

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::involved::Part;
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers;

/// A question that a trend page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Question {
    /// Reported incidents over time.
    Reported,
    /// How long they lasted.
    Duration,
    /// How long until somebody knew, by how it was found.
    Detection,
    /// How they were found.
    Found,
    /// Contributing factors over time, and which appear together.
    Factors,
    /// Services that fail together.
    Together,
    /// People, teams and services involved.
    Involved,
    /// Hour and weekday of the first page.
    Hours,
    /// Conditions people worked under.
    Conditions,
    /// From the start to the first notes, and to the review.
    Notes,
    /// Follow-ups: time until any kind of closing.
    FollowUps,
}

impl Question {
    /// All of them, in the order of pages.
    pub const ALL: &'static [Question] = Self::VARIANTS;

    /// Its name in addresses and on the command line.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The keys of the front matter that it counts.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Reported => &["started"],
            Self::Duration => &["started", "mitigated", "resolved"],
            Self::Detection => &["started", "detected", "detection"],
            Self::Found => &["detection"],
            Self::Factors => &["factors"],
            Self::Together => &["services"],
            Self::Involved => {
                &["people_involved", "teams", "services", "paged", "paged_out_of_hours", "pulled_in_off_call"]
            }
            Self::Hours => &["detected", "acknowledged", "timezone"],
            Self::Conditions => &["conditions", "paged_out_of_hours"],
            Self::Notes => &["started", "captured", "reviewed"],
            Self::FollowUps => &["actions.opened", "actions.closed", "actions.state"],
        }
    }

    /// The names of its tables, in the order of its figures.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Reported => &["reported"],
            Self::Duration => &["until-mitigated", "until-resolved"],
            Self::Detection => &["until-detected", "over-time"],
            Self::Found => &["found", "over-time"],
            Self::Factors => &["factors", "over-time", "pairs"],
            Self::Together => &["pairs", "services"],
            Self::Involved => &["involved"],
            Self::Hours => &["hours"],
            Self::Conditions => &["conditions"],
            Self::Notes => &["notes"],
            Self::FollowUps => &["closing", "reasons"],
        }
    }

    /// Whether an incident has something to say to it.
    pub fn told_by(self, facts: &IncidentFacts) -> bool {
        match self {
            Self::Reported => facts.date.known().is_some(),
            Self::Duration => facts.until_mitigated.known().or(facts.until_resolved.known()).is_some(),
            Self::Detection => facts.until_detected.known().is_some(),
            Self::Found => facts.detection.known().is_some(),
            Self::Factors => !facts.factors.is_empty(),
            Self::Together => facts.services.len() >= 2,
            Self::Involved => Part::ALL.iter().any(|part| part.of(facts).known().is_some()),
            Self::Hours => facts.first_page.known().is_some(),
            Self::Conditions => !facts.conditions.is_empty() || facts.paged_out_of_hours.known().is_some(),
            Self::Notes => facts.until_notes.known().or(facts.until_review.known()).is_some(),
            Self::FollowUps => facts.actions.iter().any(|action| action.opened.is_some()),
        }
    }

    /// How many incidents of a selection have something to say to it.
    pub fn told(self, selection: &Selection<'_>) -> usize {
        selection.rows.iter().filter(|facts| self.told_by(facts)).count()
    }

    /// Whether it has a page for a selection.
    pub fn is_answered(self, selection: &Selection<'_>) -> bool {
        selection.n() >= small_numbers::PAGE_FROM && selection.rows.iter().any(|facts| self.told_by(facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, TableKey};

    #[test]
    fn a_question_names_keys_that_are_read() {
        let own = Key::ALL.iter().map(|key| key.name().to_owned());
        let inner = TableKey::ALL.iter().map(|key| format!("{}.{}", key.of().name(), key.name()));
        let known: Vec<String> = own.chain(inner).collect();
        for question in Question::ALL {
            assert!(question.keys().iter().all(|key| known.iter().any(|own| own == key)), "{question:?}");
        }
    }
}
