//! What a search asks, and what it answers: documents, and how the words of the query were understood.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::apply_filters::FacetCounts;
use super::word_variants::WayFound;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// The query as typed.
    pub text: String,
    /// Filters beside it, as in `service:checkout`: the group's key, and a value by id or name.
    pub filters: Vec<(String, String)>,
    /// Only what has this date or a later one.
    pub since: Option<Date>,
    /// In which order.
    pub order: ResultOrder,
}

/// What comes first among results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ResultOrder {
    /// What says most of what was asked.
    #[default]
    Relevance,
    /// What is newest; what has no date is last.
    Newest,
}

/// What was found.
#[derive(Debug, serde::Serialize)]
pub struct SearchAnswer {
    /// All documents found, the first first.
    pub documents: Vec<u32>,
    /// Their scores.
    pub scores: Vec<f32>,
    /// How many of them have all words.
    pub all: usize,
    /// Which of the matching documents count as found.
    pub mode: MatchMode,
    /// How many documents at the front are called exactly so.
    pub exact: usize,
    /// Whether nothing has the words in quotation marks side by side, so that they were looked for apart.
    pub loosened: bool,
    /// The words, with the terms that stand for them.
    pub words: Vec<FoundWord>,
    /// Names that were looked for as well: as typed, and what means the same.
    pub synonyms: Vec<(String, String)>,
    /// Filters that name nothing and were read as words.
    pub unknown_filters: Vec<String>,
    /// When there are no words to look for: those that are too common.
    pub stop_words: Vec<String>,
    /// The counts of every value, group by group.
    pub facets: Vec<FacetCounts>,
    /// The stems to mark in excerpts.
    #[serde(skip)]
    pub terms: BTreeSet<String>,
}

/// Which documents count as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchMode {
    /// Those with all words.
    All,
    /// Those with any of them, because few have all.
    Any,
    /// All that the conditions leave: there are no words.
    Filter,
    /// None: nothing was asked.
    None,
}

/// A word of a query.
#[derive(Debug, PartialEq, serde::Serialize)]
pub struct FoundWord {
    /// As typed.
    pub text: String,
    /// Whether anything stands for it.
    pub known: bool,
    /// The terms that do: the term, what it counts, and how it came.
    pub terms: Vec<(String, f32, WayFound)>,
}
