//! A value and whether its author wrote it, or the reason why there is none.

use strum::IntoStaticStr;

/// What is known of one thing about one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    /// The author wrote it as a key.
    Stated(T),
    /// It was read from the prose or the file's name.
    Inferred(T),
    /// Nothing can be counted.
    Missing(Gap),
}

/// Why there is nothing to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Gap {
    /// Nobody said anything.
    Silent,
    /// The author says that nobody knows.
    Unknown,
    /// It is known less exactly than counting needs.
    Coarse,
    /// It contradicts itself, such as an end before the beginning.
    Contradictory,
    /// It is only inferred, and `[trends] inferred = false`.
    OnlyInferred,
}

impl Gap {
    /// Its word for programs.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl<T> Known<T> {
    /// The value, however it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Known::Stated(value) | Known::Inferred(value) => Some(value),
            Known::Missing(_) => None,
        }
    }

    /// Whether it was read from the prose or the file's name.
    pub fn inferred(&self) -> bool {
        matches!(self, Known::Inferred(_))
    }

    /// Why there is no value.
    pub fn gap(&self) -> Option<Gap> {
        match self {
            Known::Missing(gap) => Some(*gap),
            _ => None,
        }
    }

    /// How it is known, or why it is not, without the value.
    pub fn how(&self) -> Known<()> {
        match self {
            Known::Stated(_) => Known::Stated(()),
            Known::Inferred(_) => Known::Inferred(()),
            Known::Missing(gap) => Known::Missing(*gap),
        }
    }

    /// `stated`, `inferred`, or the [`Gap::word`]: for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Known::Stated(_) => "stated",
            Known::Inferred(_) => "inferred",
            Known::Missing(gap) => gap.word(),
        }
    }

    /// Another value, known in the same way.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Known::Stated(value) => Known::Stated(f(value)),
            Known::Inferred(value) => Known::Inferred(f(value)),
            Known::Missing(gap) => Known::Missing(gap),
        }
    }

    /// The same, unless it is inferred and such values do not count.
    pub(super) fn counted(self, inferred: bool) -> Self {
        match self {
            Known::Inferred(_) if !inferred => Known::Missing(Gap::OnlyInferred),
            known => known,
        }
    }

    /// The first that is known; else why the first is not, unless a later one has a better reason.
    pub(super) fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Known::Missing(gap) => match other() {
                Known::Missing(later) => Known::Missing(gap.max(later)),
                known => known,
            },
            known => known,
        }
    }
}
