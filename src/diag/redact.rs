//! Findings lose every credential that some finding of the same run points at.
//!
//! A credential may stand in a link's target, say, and that finding's message would repeat it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Diagnostic;

/// Where credentials stand, by file.
pub(super) fn secrets(findings: &[Diagnostic]) -> BTreeMap<&str, Vec<Range<usize>>> {
    let mut secrets: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.code == "privacy/secret") {
        secrets.entry(&finding.path).or_default().extend(finding.span.clone());
    }
    secrets
}

/// `finding` as it may be shown, when credentials stand at `hidden` in its file's `text`.
///
/// A finding whose place touches one keeps its rule and place only: its message may hold a part of it.
pub(super) fn redacted<'a>(
    finding: &'a Diagnostic,
    text: Option<&str>,
    hidden: &[Range<usize>],
) -> Cow<'a, Diagnostic> {
    if hidden.is_empty() || finding.code == "privacy/secret" {
        return Cow::Borrowed(finding);
    }
    let mut shown = finding.clone();
    if finding.span.as_ref().is_some_and(|span| hidden.iter().any(|h| h.start < span.end && span.start < h.end)) {
        shown.message = String::from("something here holds a credential, so it is not repeated");
        shown.label.clear();
        shown.hints.clear();
    }
    for secret in hidden.iter().filter_map(|h| text?.get(h.clone())).filter(|secret| !secret.is_empty()) {
        for words in [&mut shown.message, &mut shown.label].into_iter().chain(&mut shown.hints) {
            *words = words.replace(secret, "…");
        }
    }
    Cow::Owned(shown)
}
