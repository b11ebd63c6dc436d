//! An incident's timepoints become findings where their order cannot be true.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Moment, Times};

/// Findings about timepoints in an impossible order, such as resolved before started.
pub(crate) fn impossible_order(times: &Times, shown_path: &str) -> Vec<Diagnostic> {
    let steps = [
        ("started", &times.started),
        ("detected", &times.detected),
        ("mitigated", &times.mitigated),
        ("resolved", &times.resolved),
    ];
    let mut findings = Vec::new();
    let mut before: Option<(&str, &Moment)> = None;
    for (name, fact) in steps {
        let Some(fact) = fact else { continue };
        let Some(moment) = fact.value.known() else { continue };
        if let Some((earlier, reached)) = before
            && moment.compare(reached).is_lt()
            && !(name == "detected" && earlier == "started")
        {
            let message = format!("`{name}` is before `{earlier}`");
            let finding = Diagnostic::new(Rule::TimeOrder, shown_path, message).at(fact.span.clone());
            findings.push(
                finding.hint("check the date, the half of the day and the time zone; no duration is computed from it"),
            );
            continue;
        }
        before = Some((name, moment));
    }
    findings
}
