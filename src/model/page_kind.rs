//! What a file is, and what its place says of that before anyone has read it.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// A write-up of an incident, a near miss, a success or an exercise.
    Incident,
    /// A glossary entry.
    Term,
    /// A runbook.
    Runbook,
    /// The page of a catalogue entry.
    Service,
    /// A reading path.
    Path,
    /// Any other page.
    Page,
}

/// What the tree and the configuration say a file is, before anyone has read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindHint {
    /// The kind; `None` when only the text can tell.
    pub kind: Option<PageKind>,
    /// What of the text may overrule it.
    pub hold: Hold,
    /// What the names of the files beside it say.
    pub beside: Beside,
    /// The reason, in words, for `check --explain-kinds`.
    pub reason: String,
}

impl KindHint {
    /// What is said of a file about which nothing is known, in a place where nothing else is.
    pub fn nothing() -> Self {
        Self { kind: None, hold: Hold::Evidence, beside: Beside::default(), reason: String::new() }
    }
}

/// What may overrule the kind that a file's place gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Nothing: a pattern of the configuration.
    Fast,
    /// The text's own `type`.
    Type,
    /// The `type`, and a text that is plainly something else.
    Evidence,
}

/// What the names of files and folders around a file say, where none says its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether nearly all files of its folder are named for a day.
    pub dated: bool,
    /// Whether the tree has folders for incidents, runbooks or the like, and this file stands in none of them; or it stands among the
    /// posts of a blog, or among files of which some are named for an outage and it is not.
    pub mixed: bool,
}
