//! One thing about a file that speaks for a write-up of an incident, or against it.

/// One thing that speaks for a write-up, or against it where the weight is below zero. See [`ENOUGH`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) weight: i32,
    /// In words that follow a file's name: "has a section `Timeline`".
    pub(super) said: String,
}

/// So much weight makes a write-up.
pub(super) const ENOUGH: i32 = 3;

impl Sign {
    pub(super) fn new(weight: i32, said: impl Into<String>) -> Self {
        Self { weight, said: said.into() }
    }
}

/// "`a`, `b`": names as they are said.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
