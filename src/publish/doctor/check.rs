//! One thing that was tried, and how it went.

use std::collections::BTreeMap;

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub name: &'static str,
    /// How it went.
    pub outcome: Outcome,
}

/// How a check went, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It works.
    Works(String),
    /// It does not: what is wrong, and the way out.
    Fails(String),
    /// It was not tried, and why.
    Untried(String),
}

impl Check {
    pub(crate) fn works(name: &'static str, what: impl Into<String>) -> Self {
        Self { name, outcome: Outcome::Works(what.into()) }
    }

    pub(crate) fn fails(name: &'static str, what: impl Into<String>) -> Self {
        Self { name, outcome: Outcome::Fails(what.into()) }
    }

    pub(crate) fn untried(name: &'static str, why: impl Into<String>) -> Self {
        Self { name, outcome: Outcome::Untried(why.into()) }
    }

    /// Whether it is in the way.
    pub fn is_wrong(&self) -> bool {
        matches!(self.outcome, Outcome::Fails(_))
    }
}

/// What is published, by address: the hash of each file.
pub(crate) type PublishedHashes = BTreeMap<String, String>;
