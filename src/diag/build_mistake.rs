//! A mistake in a file without which nothing can be built becomes an error for a build, and a finding for a preview.

use std::fmt;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::error::Error;

/// Why the configuration or the theme cannot be used.
#[derive(Debug)]
pub struct Mistake(Box<Inner>);

#[derive(Debug)]
struct Inner {
    finding: Diagnostic,
    error: Error,
    text: Option<Arc<str>>,
}

impl Mistake {
    /// The same said twice: as a finding with its place, and as a build says it before it ends.
    pub fn new(finding: Diagnostic, error: Error) -> Self {
        Self(Box::new(Inner { finding, error, text: None }))
    }

    /// What is wrong, and where.
    pub fn finding(&self) -> &Diagnostic {
        &self.0.finding
    }

    /// With the text of the file, to quote the line from.
    #[must_use]
    pub fn quoting(mut self, text: &str) -> Self {
        self.0.text = Some(Arc::from(text));
        self
    }

    /// The text of the file, where it could be read.
    pub fn text(&self) -> Option<&Arc<str>> {
        self.0.text.as_ref()
    }
}

impl From<Mistake> for Error {
    fn from(mistake: Mistake) -> Self {
        mistake.0.error
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}
