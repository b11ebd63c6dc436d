//! Text that looks like a live credential becomes a finding that stops a build.
//!
//! Only patterns with a fixed prefix or frame and a long random part: a false alarm stops a publication, so precision comes first.
//! Formats from the issuers' own documentation of their token prefixes.

use std::sync::LazyLock;

use regex::Regex;

use crate::diag::Diagnostic;

/// What is looked for: a name for people and a pattern.
const PATTERNS: &[(&str, &str)] = &[
    ("an AWS access key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a private key", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    ("a GitHub token", r"\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}\b"),
    ("a GitLab token", r"\bglpat-[A-Za-z0-9_-]{20,}\b"),
    ("a Slack token", r"\bxox[abeprs]-[0-9A-Za-z-]{24,}\b"),
    ("a Slack webhook", r"hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}"),
    ("a Stripe live key", r"\b[rs]k_live_[A-Za-z0-9]{20,}\b"),
    ("a Google API key", r"\bAIza[0-9A-Za-z_-]{35}\b"),
    ("an npm token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("a PyPI token", r"\bpypi-AgEI[A-Za-z0-9_-]{50,}"),
    ("a SendGrid key", r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b"),
    ("a Vault token", r"\bhvs\.[A-Za-z0-9_-]{24,}\b"),
    ("a DigitalOcean token", r"\bdo[opr]_v1_[a-f0-9]{64}\b"),
    ("an Anthropic key", r"\bsk-ant-[A-Za-z0-9_-]{32,}\b"),
    ("an OpenAI key", r"\bsk-(?:proj-)?[A-Za-z0-9_-]{10,}T3BlbkFJ[A-Za-z0-9_-]{10,}"),
    ("an Azure storage key", r"AccountKey=[A-Za-z0-9+/]{86}=="),
];

static ALL: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives: Vec<String> = PATTERNS.iter().map(|(_, pattern)| format!("({pattern})")).collect();
    Regex::new(&alternatives.join("|")).expect("the patterns are valid")
});

/// Finds credentials in `text`. The message never repeats more than the first four characters.
///
/// Documentation's own examples (`…EXAMPLE`) are not credentials.
pub fn secrets(text: &str, shown_path: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for captures in ALL.captures_iter(text) {
        let Some(found) = captures.get(0).filter(|m| !m.as_str().contains("EXAMPLE")) else { continue };
        let group = (1..captures.len()).find(|&ix| captures.get(ix).is_some()).unwrap_or(1);
        let name = PATTERNS.get(group - 1).map_or("a credential", |(name, _)| name);
        let shown: String = found.as_str().chars().take(4).collect();
        findings.push(
            Diagnostic::new("privacy/secret", shown_path, format!("this looks like {name}: `{shown}…` (redacted)"))
                .at(found.range())
                .hint("revoke it, then take it out of the text and out of the repository's history"),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_found_and_not_repeated() {
        let key = format!("AKIA{}", "ABCDEFGH23456789");
        let findings = secrets(&format!("key {key} and AKIAIOSFODNN7EXAMPLE"), "a.md");
        let messages: Vec<_> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages, ["this looks like an AWS access key: `AKIA…` (redacted)"]);
    }
}
