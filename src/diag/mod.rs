//! What we say to an author: a finding with a rule, a place in a file, and a hint.
//!
//! Findings are values. They are collected, sorted by path and span, and printed at the end; nothing
//! here decides whether a build goes on.

mod build_mistake;
mod common_causes;
mod findings_json;
mod redact_credentials;
mod rules;
mod screen_finding;
mod source_excerpt;
mod terminal_print;

use std::fmt;
use std::ops::Range;

pub use build_mistake::Mistake;
pub use findings_json::json;
pub use rules::{Rule, Severity};
pub use screen_finding::{ScreenFinding, shown};
pub use source_excerpt::{SourceExcerpt, SourcePlace, clean};
pub use terminal_print::{Limit, Printing, text};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The rule that it is of.
    pub rule: Rule,
    /// One clause: lower case, no full stop, names in backticks.
    pub message: String,
    /// The file, relative to the site's root, with `/` between its parts; empty when no file is meant.
    pub path: String,
    /// Byte offsets into the file's text (after a byte-order mark), where known.
    pub span: Option<Range<usize>>,
    /// A word or two printed under the span.
    pub label: String,
    /// What to do, with the nearest right thing where there is one.
    pub hints: Vec<String>,
    /// What brought this finding and others about, where it is one thing: to people they are told once.
    pub cause: Option<String>,
}

impl Diagnostic {
    /// A finding of `rule` in the file at `path`, at the severity that the rule has by default.
    pub fn new(rule: Rule, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: rule.severity(),
            rule,
            message: message.into(),
            path: path.into(),
            span: None,
            label: String::new(),
            hints: Vec::new(),
            cause: None,
        }
    }

    /// The same finding at a place in its file.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding with a few words under its span.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same finding with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same finding as one of those that `cause` brought about: a clause that a count can follow.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

/// How many findings there are of each severity.
///
/// Its text is a clause such as "1 error, 5 warnings"; notes are not worth a word there, and nothing at all is "no findings".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FindingCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl FindingCounts {
    /// Counts `findings`.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }

    /// The same clause with the notes, for who has just read them.
    pub fn with_notes(&self) -> String {
        match (self.errors + self.warnings, self.notes) {
            (_, 0) => self.to_string(),
            (0, notes) => counted(notes, "note"),
            (_, notes) => format!("{self}, {}", counted(notes, "note")),
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

impl fmt::Display for FindingCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let some = |count: usize, word: &str| (count > 0).then(|| counted(count, word));
        let parts: Vec<_> =
            [some(self.errors, "error"), some(self.warnings, "warning")].into_iter().flatten().collect();
        if parts.is_empty() { f.write_str("no findings") } else { f.write_str(&parts.join(", ")) }
    }
}

/// Sorts findings into the order they are printed in: by file, place, rule and message.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let start = |d: &Diagnostic| d.span.as_ref().map_or(0, |s| s.start);
        (&a.path, start(a), a.rule.code(), &a.message).cmp(&(&b.path, start(b), b.rule.code(), &b.message))
    });
}

/// The candidate nearest to `wanted`, if one is near enough to be worth offering.
///
/// Nearness is Jaro–Winkler similarity of the lower-cased strings, at least 0.8; the first of equals wins,
/// so the answer depends on the order of `candidates` only.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = strsim::jaro_winkler(&wanted, &candidate.to_lowercase());
        if score >= 0.8 && best.is_none_or(|(other, _)| score > other) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
