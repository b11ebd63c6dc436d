//! Why and when a page, or all pages below a folder, are kept back.

use crate::model::{Fact, Moment};

/// Why a page is kept back, in words that can follow its path.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Withheld {
    /// A draft, by key, status, folder, section or date of publication.
    Draft(String),
    /// It names an audience: its name, as far as it could be read.
    Audience(String),
    /// A key about publication says so, or says something that is not understood.
    Publication(String),
    /// It cannot be read with certainty.
    Unread(String),
}

impl Withheld {
    /// The class it belongs to.
    pub fn class(&self) -> Class {
        match self {
            Self::Draft(_) => Class::Draft,
            Self::Audience(_) | Self::Publication(_) => Class::Restricted,
            Self::Unread(_) => Class::Unread,
        }
    }
}

/// The three classes of what is withheld; each means one thing to every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Shown, and marked, by `--drafts`, the preview and `share` of that very file; in nothing else.
    Draft,
    /// Shown to the audiences that it names, and in nothing on a site without any.
    Restricted,
    /// In nothing, ever.
    Unread,
}

/// When a page may be read; which of its days have come is for whoever knows the day of the run.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Publication {
    /// The first day on which it may: `publishDate`.
    pub from: Option<Fact<Moment>>,
    /// The day from which it may no more: `expiryDate`.
    pub until: Option<Fact<Moment>>,
}

/// What one file says of every page below a folder: an index that is a draft, a `cascade`, a data file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Below {
    /// The folder, below the content folder; empty for all of it.
    pub folder: String,
    /// Why the pages are kept back.
    pub withheld: Withheld,
}
