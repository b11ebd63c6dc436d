//! An incident's timepoints become findings where their order cannot be true.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Key, Moment, Times};

/// Findings about timepoints in an impossible order, such as resolved before started.
pub(crate) fn impossible_order(times: &Times, shown_path: &str) -> Vec<Diagnostic> {
    let steps = [
        (Key::Started, &times.started),
        (Key::Detected, &times.detected),
        (Key::Mitigated, &times.mitigated),
        (Key::Resolved, &times.resolved),
    ];
    let mut findings = Vec::new();
    let mut before: Option<(Key, &Moment)> = None;
    for (key, fact) in steps {
        let Some(fact) = fact else { continue };
        let Some(moment) = fact.value.known() else { continue };
        if let Some((earlier, reached)) = before
            && moment.compare(reached).is_lt()
            && !(key == Key::Detected && earlier == Key::Started)
        {
            let message = format!("`{}` is before `{}`", key.name(), earlier.name());
            let finding = Diagnostic::new(Rule::TimeOrder, shown_path, message).at(fact.span.clone());
            findings.push(
                finding.hint("check the date, the half of the day and the time zone; no duration is computed from it"),
            );
            continue;
        }
        before = Some((key, moment));
    }
    findings
}
