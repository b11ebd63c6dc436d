//! The words that mark an incident's turning points: `turning_points.toml`, read once.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::parse::vocabulary::patterns::Patterns;

/// All of `turning_points.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct TurningPoints {
    /// Trouble that a sentence speaks of.
    pub(crate) harm: Patterns,
    /// What is said of the paperwork.
    pub(crate) paperwork: Patterns,
    /// What makes an entry doubtful.
    pub(crate) doubts: Patterns,
    /// Work on it that has begun.
    pub(crate) response: Patterns,
    /// A sign that nobody had.
    pub(crate) unnoticed: Patterns,
    /// What an entry of a timeline says.
    pub(crate) row: RowPatterns,
    /// Signs, beside those that say how it was found.
    pub(crate) detected: DetectedPatterns,
    /// What stands around a time of day in a sentence.
    pub(crate) sentence: SentencePatterns,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RowPatterns {
    pub(crate) started: Patterns,
    pub(crate) mitigated: Patterns,
    pub(crate) resolved: Patterns,
}

#[derive(Debug, Deserialize)]
pub(crate) struct DetectedPatterns {
    pub(crate) row: Patterns,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SentencePatterns {
    pub(crate) started_before: Patterns,
    pub(crate) started_after: Patterns,
    pub(crate) not_started: Patterns,
    pub(crate) resolved_before: Patterns,
    pub(crate) resolved_after: Patterns,
    pub(crate) detected_before: Patterns,
    pub(crate) detected_after: Patterns,
    pub(crate) denied: Patterns,
}

/// The words.
pub(crate) fn turning_points() -> &'static TurningPoints {
    static WORDS: LazyLock<TurningPoints> =
        LazyLock::new(|| toml::from_str(include_str!("turning_points.toml")).expect("turning_points.toml is valid"));
    &WORDS
}
