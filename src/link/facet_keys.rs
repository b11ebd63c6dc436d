//! Names of services, teams, severities, factors and tags, as people write them, become what they are compared by.

use crate::model::FacetKind;

/// The words that a factor begins with, where a sentence about it follows.
pub(super) fn lead(text: &str) -> &str {
    text.trim_start_matches('*').split(['*', ':', '.', '—', '–']).next().unwrap_or(text)
}

/// How values are compared: without case, spaces and punctuation counting as one; severities without any (`SEV-1`, `sev 1`).
pub(super) fn key(kind: FacetKind, text: &str) -> String {
    let text = text.trim().to_lowercase();
    if kind == FacetKind::Severity {
        let word = text.split('(').next().filter(|w| !w.trim().is_empty()).unwrap_or(&text);
        return word.chars().filter(|c| c.is_alphanumeric()).collect();
    }
    text.split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
