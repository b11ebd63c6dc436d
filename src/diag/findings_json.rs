//! Findings become one JSON object for programs.
//!
//! Never cut short. Lines and columns are from 1, columns in characters, the end exclusive; `null` where there is no place.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::diag::redact_credentials::Secrets;
use crate::diag::source_excerpt::SourceLines;
use crate::diag::{Diagnostic, FindingCounts};

/// The version of the format.
const VERSION: u32 = 1;

/// The object: `version`, `findings` in their order, and a `summary` that counts them.
///
/// `text` gives the text of a file by the path that findings name.
pub fn json(findings: &[Diagnostic], text: &dyn Fn(&str) -> Option<Arc<str>>) -> Value {
    let secrets = Secrets::of(findings);
    let mut list = Vec::with_capacity(findings.len());
    for file in findings.chunk_by(|a, b| a.path == b.path) {
        let text = Some(file[0].path.as_str()).filter(|path| !path.is_empty()).and_then(text);
        let lines = text.as_deref().map(SourceLines::new);
        list.extend(file.iter().map(|f| one(&secrets.redacted(f, text.as_deref()), lines.as_ref())));
    }
    json!({ "version": VERSION, "findings": list, "summary": FindingCounts::of(findings) })
}

fn one(finding: &Diagnostic, lines: Option<&SourceLines<'_>>) -> Value {
    let place = lines.zip(finding.span.as_ref()).map(|(lines, span)| lines.place(span));
    json!({
        "rule": finding.rule.code(),
        "severity": finding.severity,
        "message": finding.message,
        "file": Some(&finding.path).filter(|path| !path.is_empty()),
        "line": place.map(|p| p.line),
        "column": place.map(|p| p.column),
        "end_line": place.map(|p| p.end_line),
        "end_column": place.map(|p| p.end_column),
        "hints": finding.hints,
        "cause": finding.cause,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Rule;

    #[test]
    fn the_object_has_places_where_there_are_any() {
        let findings = [
            Diagnostic::new(Rule::ConfigValue, "", "odd"),
            Diagnostic::new(Rule::LinkBroken, "a.md", "no page at `x`").at(6..7).hint("write it"),
        ];
        let expected = json!({
            "version": 1,
            "findings": [
                { "rule": "config/value", "severity": "warning", "message": "odd", "file": null, "line": null,
                  "column": null, "end_line": null, "end_column": null, "hints": [], "cause": null },
                { "rule": "link/broken", "severity": "warning", "message": "no page at `x`", "file": "a.md", "line": 2,
                  "column": 4, "end_line": 2, "end_column": 5, "hints": ["write it"], "cause": null },
            ],
            "summary": { "errors": 0, "warnings": 2, "notes": 0 },
        });
        assert_eq!(json(&findings, &|_| Some(Arc::from("ab\nto x"))), expected);
    }
}
