//! A line of a configuration that is proposed, and what is said of it.

use crate::site::Site;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Above the first table.
    Top,
    /// A pattern of this key of `[content]`.
    Content(&'static str),
    /// In `[fields]`.
    Fields,
    /// An entry of `[[severity]]`.
    Severity,
    /// An entry of `[[service]]`.
    Service,
}

/// What a line does, of the site as it is without any configuration and as it is with all that is proposed; `None` where that is nothing.
type Effect = Box<dyn Fn(&Site, &Site) -> Option<String>>;

/// A line, or the lines of an entry.
pub(super) struct Proposal {
    pub(super) place: Place,
    /// In TOML; empty where there is something to be said and nothing to be set.
    pub(super) toml: String,
    decided: Result<Effect, String>,
}

/// A proposal with what is said of it.
pub(super) struct ToldProposal<'a> {
    pub(super) proposal: &'a Proposal,
    pub(super) told: String,
}

impl Proposal {
    /// One that the files decide.
    pub(super) fn decided(
        place: Place,
        toml: String,
        effect: impl Fn(&Site, &Site) -> Option<String> + 'static,
    ) -> Self {
        Self { place, toml, decided: Ok(Box::new(effect)) }
    }

    /// One that they do not, and why.
    pub(super) fn undecided(place: Place, toml: String, why: String) -> Self {
        Self { place, toml, decided: Err(why) }
    }

    /// Something that is said beside the lines.
    pub(super) fn remark(place: Place, said: String) -> Self {
        Self::undecided(place, String::new(), said)
    }

    /// Whether it is to hold as it stands.
    pub(super) fn is_decided(&self) -> bool {
        self.decided.is_ok()
    }

    /// What is said of it.
    pub(super) fn told(&self, today: &Site, after: &Site) -> Option<String> {
        match &self.decided {
            Ok(effect) => effect(today, after),
            Err(why) => Some(why.clone()),
        }
    }
}

/// "1 file", "3 files".
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A string as TOML has it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
