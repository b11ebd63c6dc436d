//! Credentials, where they were found, and where they were not.

use jiff::Timestamp;
use rusty_s3::Credentials;

/// Credentials, and where they were found.
pub(crate) struct Found {
    pub(crate) credentials: Credentials,
    pub(crate) place: String,
    /// Until when they are good, where that is known.
    pub(crate) expires: Option<Timestamp>,
    /// The places that were looked at before, each with why there are none.
    pub(crate) passed_over: Vec<String>,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found").field("place", &self.place).finish_non_exhaustive()
    }
}

/// What one place has.
#[derive(Debug)]
pub(crate) enum Looked {
    Found(Found),
    /// It is not set up here: the place, and how that is known.
    Absent(String),
}

impl Looked {
    /// Credentials that are good until somebody changes them.
    pub(crate) fn found(credentials: Credentials, place: impl Into<String>) -> Self {
        Self::Found(Found { credentials, place: place.into(), expires: None, passed_over: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_not_printed() {
        let printed =
            format!("{:?}", Looked::found(Credentials::new_with_token("a-key", "a-secret", "a-token"), "here"));
        assert!(!["a-key", "a-secret", "a-token"].iter().any(|secret| printed.contains(secret)), "{printed}");
    }
}
