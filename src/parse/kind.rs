//! What a file is, once it has been read; and whether an incident's times can be true.

use crate::diag::Diagnostic;
use crate::model::*;
use crate::parse::front::Front;
use crate::parse::reader::is_empty;

/// What the text itself says of its kind.
pub(crate) struct Evidence<'a> {
    pub(crate) front: &'a Front,
    pub(crate) sections: &'a [Section],
    pub(crate) dated: bool,
}

/// Keys that only incidents have.
const KEYS: &[&str] = &[
    "started",
    "start_time",
    "detected",
    "mitigated",
    "resolved",
    "resolvedwhen",
    "severity",
    "impact",
    "affected",
    "services",
    "factors",
    "detection",
    "company",
    "end_time",
];

/// Sections that only write-ups of incidents have.
const ROLES: &[Role] = &[
    Role::Timeline,
    Role::Factors,
    Role::Surprise,
    Role::Helped,
    Role::Lucky,
    Role::WentBadly,
    Role::Takeaways,
    Role::Actions,
    Role::Detection,
];

/// The kind and the reason in words. Configuration, then the text's own `type`, then its place, then its content.
pub(crate) fn kind(source: &Source, page_type: Option<PageKind>, evidence: &Evidence<'_>) -> (PageKind, String) {
    let hint = &source.hint;
    match (hint.kind, page_type) {
        (Some(kind), _) if hint.fixed => (kind, hint.reason.clone()),
        (_, Some(kind)) => (kind, String::from("its `type` says so")),
        (Some(kind), None) => (kind, hint.reason.clone()),
        (None, None) => undecided(hint.date_suffices, evidence),
    }
}

fn undecided(date_suffices: bool, evidence: &Evidence<'_>) -> (PageKind, String) {
    let telling: Vec<&Section> =
        evidence.sections.iter().filter(|s| s.role.is_some_and(|r| ROLES.contains(&r))).collect();
    let other = |first: &Section| {
        let counts =
            |role: Role| ROLES.contains(&role) || matches!(role, Role::Summary | Role::Impact | Role::Resolution);
        evidence.sections.iter().any(|s| s.role != first.role && s.role.is_some_and(counts))
    };
    // Advice on follow-ups is common in guides; alone it makes no incident. Where folders say what files are, a file outside them
    // needs two signs.
    let alone =
        |first: &Section| first.role == Some(Role::Timeline) || (date_suffices && first.role != Some(Role::Actions));
    let enough = |first: &&&Section| alone(first) || evidence.dated || other(first);
    if let Some(section) = telling.iter().find(enough) {
        return (PageKind::Incident, format!("has a section `{}`", section.title));
    }
    let entry =
        |key: &str| evidence.front.entries.iter().find(|e| e.key.eq_ignore_ascii_case(key) && !is_empty(&e.node.value));
    if let Some(entry) = KEYS.iter().find_map(|key| entry(key)) {
        return (PageKind::Incident, format!("has a key `{}`", entry.key));
    }
    if date_suffices && evidence.dated {
        return (PageKind::Incident, String::from("has a date, and no folder here says otherwise"));
    }
    (PageKind::Page, String::from("has neither timeline nor any section of a write-up"))
}

/// Findings about timepoints in an impossible order, such as resolved before started.
pub(crate) fn order(times: &Times, shown_path: &str) -> Vec<Diagnostic> {
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
            let finding = Diagnostic::new("time/order", shown_path, message).at(fact.span.clone());
            findings.push(
                finding.hint("check the date, the half of the day and the time zone; no duration is computed from it"),
            );
            continue;
        }
        before = Some((name, moment));
    }
    findings
}
