//! Findings become the exit code: 0 for none that counts, 1 for an error, 4 where a privacy rule stopped the run.

use crate::diag::{Diagnostic, Rule, Severity};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(super) enum Exit {
    /// Clean, or warnings only.
    Clean,
    /// An error among the findings, or a warning where warnings count.
    Findings,
    /// A privacy rule stopped it.
    Privacy,
}

impl Exit {
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Privacy => 4,
        }
    }

    /// What `findings` mean; under `strict` a warning counts as much as an error.
    pub(super) fn of(findings: &[Diagnostic], strict: bool) -> Self {
        let counts = |f: &Diagnostic| f.severity == Severity::Error || (strict && f.severity == Severity::Warning);
        if findings.iter().any(|f| f.rule.stops() || f.rule == Rule::PrivacyRestricted) {
            Exit::Privacy
        } else if findings.iter().any(counts) {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn privacy_weighs_more_than_errors_and_errors_more_than_warnings() {
        let find = |rule| Diagnostic::new(rule, "a.md", "x");
        let all = [find(Rule::PrivacySecret), find(Rule::FrontSyntax), find(Rule::LinkBroken), find(Rule::PageEmpty)];
        let codes = |strict| (0..=all.len()).map(|from| Exit::of(&all[from..], strict).code()).collect::<Vec<_>>();
        assert_eq!(codes(false), [4, 1, 0, 0, 0]);
        assert_eq!(codes(true), [4, 1, 1, 0, 0]);
    }
}
