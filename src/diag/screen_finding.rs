//! Findings become what a screen other than a terminal shows of them: words without credentials, a place for people, a piece of the line.

use std::sync::Arc;

use crate::diag::redact_credentials::Secrets;
use crate::diag::source_excerpt::{SourceExcerpt, SourceLines, SourcePlace};
use crate::diag::{Diagnostic, clean};

/// A finding, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenFinding {
    /// The finding, without any credential that another one points at.
    pub finding: Diagnostic,
    /// Where it is, when the text of its file is known.
    pub place: Option<SourcePlace>,
    /// The first line of that place; `None` where there is nothing to see.
    pub excerpt: Option<SourceExcerpt>,
}

/// Makes `findings`, in their order, fit to be shown. `text` gives the text of a file by the path that findings name.
pub fn shown(findings: &[Diagnostic], text: &dyn Fn(&str) -> Option<Arc<str>>) -> Vec<ScreenFinding> {
    let secrets = Secrets::of(findings);
    let mut all = Vec::with_capacity(findings.len());
    for file in findings.chunk_by(|a, b| a.path == b.path) {
        let text = Some(file[0].path.as_str()).filter(|path| !path.is_empty()).and_then(text);
        let lines = text.as_deref().map(SourceLines::new);
        let hidden = secrets.in_text(&file[0].path);
        all.extend(file.iter().map(|finding| {
            let mut finding = secrets.redacted(finding, text.as_deref()).into_owned();
            finding.message = clean(&finding.message);
            let found = lines.as_ref().zip(finding.span.as_ref());
            let (place, excerpt) = found.map(|(lines, span)| (lines.place(span), lines.excerpt(span, hidden))).unzip();
            ScreenFinding { finding, place, excerpt: excerpt.flatten() }
        }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Rule;

    #[test]
    fn what_is_shown_has_a_place_and_a_line_and_no_credential() {
        let text = "ab\nto KEY x\n";
        let findings = [
            Diagnostic::new(Rule::LinkBroken, "a.md", "no page at `KEY`").at(9..10),
            Diagnostic::new(Rule::PrivacySecret, "a.md", "a key").at(6..9),
            Diagnostic::new(Rule::ConfigValue, "", "odd"),
        ];
        let shown = shown(&findings, &|_| Some(Arc::from(text)));
        let place = SourcePlace { line: 2, column: 7, end_line: 2, end_column: 8 };
        let excerpt = SourceExcerpt { text: String::from("to ••• x"), span: 12..13 };
        assert_eq!(shown[0].finding.message, "no page at `…`");
        assert_eq!((shown[0].place, shown[0].excerpt.clone()), (Some(place), Some(excerpt)));
        assert_eq!((shown[2].place, shown[2].excerpt.clone()), (None, None));
    }
}
