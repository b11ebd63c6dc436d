//! Findings lose every credential that some finding of the same run points at.
//!
//! A credential may stand in a link's target, say, and that finding's message would repeat it; one in a file's name stands in every path.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Diagnostic, Rule};

/// Where credentials stand.
pub(super) struct Secrets<'a> {
    texts: BTreeMap<&'a str, Vec<Range<usize>>>,
    /// Those in names of files.
    names: BTreeSet<&'a str>,
}

impl<'a> Secrets<'a> {
    /// Those that `findings` point at.
    pub(super) fn of(findings: &'a [Diagnostic]) -> Self {
        let mut secrets = Self { texts: BTreeMap::new(), names: BTreeSet::new() };
        for finding in findings {
            match (finding.rule, &finding.span) {
                (rule, Some(span)) if rule.hides() && rule != Rule::PrivacySecretName => {
                    secrets.texts.entry(&finding.path).or_default().push(span.clone())
                }
                // Without a place the whole name is one.
                (Rule::PrivacySecretName, span) => {
                    let name = span.clone().and_then(|span| finding.path.get(span)).unwrap_or(&finding.path);
                    secrets.names.insert(name);
                }
                _ => {}
            }
        }
        secrets
    }

    /// Where they stand in the text of the file at `path`.
    pub(super) fn in_text(&self, path: &str) -> &[Range<usize>] {
        self.texts.get(path).map_or(&[], Vec::as_slice)
    }

    /// `finding` as it may be shown; `text` is that of its file.
    ///
    /// One whose place touches a credential keeps its rule and place only: its message may hold a part of it.
    pub(super) fn redacted<'f>(&self, finding: &'f Diagnostic, text: Option<&str>) -> Cow<'f, Diagnostic> {
        let hidden = self.in_text(&finding.path);
        if self.names.is_empty() && (hidden.is_empty() || finding.rule.hides()) {
            return Cow::Borrowed(finding);
        }
        let mut shown = finding.clone();
        let touches = |span: &Range<usize>| hidden.iter().any(|h| h.start < span.end && span.start < h.end);
        match finding.rule {
            Rule::PrivacySecretName => shown.span = None,
            rule if rule.hides() => {}
            _ if finding.span.as_ref().is_some_and(touches) => {
                shown.message = String::from("something here holds a credential, so it is not repeated");
                shown.label.clear();
                shown.hints.clear();
            }
            _ => {}
        }
        let written = hidden.iter().filter_map(|span| text?.get(span.clone()));
        for secret in written.chain(self.names.iter().copied()).filter(|secret| !secret.is_empty()) {
            let words = [&mut shown.path, &mut shown.message, &mut shown.label].into_iter().chain(&mut shown.hints);
            for words in words.filter(|words| words.contains(secret)) {
                *words = words.replace(secret, "…");
            }
        }
        Cow::Owned(shown)
    }
}
