//! The pages that are not incidents, and the catalogue entries of the configuration.

use crate::model::{Fact, Span};

/// A glossary entry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Term {
    /// Several meanings, when there are several.
    pub senses: Vec<String>,
    /// Terms to read next, as written.
    pub see_also: Vec<Fact<String>>,
    /// Whether prose leads to it where it is used; `linked = false` keeps a word that is too common out of prose.
    pub linked: bool,
}

/// A runbook.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Runbook {
    /// Services it is for, as written.
    pub services: Vec<Fact<String>>,
    /// The teams that keep it.
    pub teams: Vec<Fact<String>>,
    /// Alerts that lead to it.
    pub alerts: Vec<Fact<String>>,
    /// When somebody last checked it.
    pub reviewed: Option<Fact<crate::model::Moment>>,
}

/// The page of a catalogue entry. Its id is the page's id.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ServicePage {
    /// The team that runs it.
    pub team: Option<Fact<String>>,
    /// When it was retired, as written.
    pub retired: Option<Fact<String>>,
    /// What took its place.
    pub successor: Option<Fact<String>>,
}

/// An ordered reading path.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ReadingPath {
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// One step of a reading path.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Step {
    /// What to read, as written (an id, a path, a term, `service:x`).
    pub target: String,
    /// Why it is worth reading here.
    pub why: Option<String>,
    /// Minutes, when the author knows better than the word count.
    pub minutes: Option<u32>,
    /// The place in the file.
    pub span: Span,
}
