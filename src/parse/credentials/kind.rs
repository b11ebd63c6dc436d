//! What is known of a kind of credential: one row of a table; and of one that was found.

use std::sync::OnceLock;

use regex::Regex;

use crate::model::Span;

/// A kind of credential.
pub(super) struct Kind {
    /// What it is, for people.
    pub(super) name: &'static str,
    /// What every one of the kind holds, in whatever case: only where one of these stands is the pattern tried.
    pub(super) keywords: &'static [&'static str],
    /// How many characters stand before the keyword.
    pub(super) before: usize,
    /// What all of it looks like. Its one group is the part that is secret.
    pub(super) pattern: &'static str,
    /// What else must be so.
    pub(super) proof: Proof,
}

/// What must be true of the secret part beside the pattern. A placeholder is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: the form alone tells, and no letter or digit stands beside it.
    Form,
    /// It is as random as what a machine makes; words are not.
    Mixed,
    /// It is what a person may have typed as a password.
    Typed,
    /// It is not even that plain: digits do, as in the code of a meeting.
    Code,
    /// It is base64 of a name, a colon and a password.
    Pair,
    /// It stands behind a name in an address (the group `user`), and is no variable and not the name again.
    Login,
    /// None: an address loses it, and nothing stops.
    Address,
}

impl Kind {
    pub(super) const fn of(
        name: &'static str,
        keywords: &'static [&'static str],
        before: usize,
        pattern: &'static str,
        proof: Proof,
    ) -> Self {
        Self { name, keywords, before, pattern, proof }
    }

    /// Whether the form is of the issuer's making, rather than of what stands around it.
    pub(super) fn is_by_form(&self) -> bool {
        matches!(self.proof, Proof::Form | Proof::Mixed)
    }
}

/// A kind with its pattern, which is made when the first keyword of the kind is met: few are, in most folders.
pub(super) struct TriedKind {
    pub(super) kind: &'static Kind,
    made: OnceLock<Regex>,
}

impl TriedKind {
    pub(super) const fn of(kind: &'static Kind) -> Self {
        Self { kind, made: OnceLock::new() }
    }

    /// The pattern, held to where it is tried.
    pub(super) fn regex(&self) -> &Regex {
        self.made.get_or_init(|| Regex::new(&format!("^(?:{})", self.kind.pattern)).expect("the patterns are valid"))
    }
}

/// What was found, and where.
#[derive(Debug, Clone)]
pub(super) struct CredentialPlace {
    /// All of it.
    pub(super) span: Span,
    /// The part that is secret.
    pub(super) secret: Span,
    pub(super) name: &'static str,
    /// How many of its first characters are the issuer's, and every token's of the kind.
    pub(super) public: usize,
    /// Which of two that begin at one place names it: the lower.
    pub(super) rank: usize,
    /// Whether it is a value of an address that is taken out of it, rather than one that stops a build.
    pub(super) only_lost: bool,
}
