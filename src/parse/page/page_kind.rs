//! A head, the sections of a body and the configuration become the kind of page a file is, and the reason.

use crate::model::*;
use crate::parse::front_matter::{Front, HeadEntry, canonical, is_empty, same_key};

/// What the text itself says of its kind.
pub(crate) struct Evidence<'a> {
    pub(crate) front: &'a Front,
    pub(crate) sections: &'a [Section],
    pub(crate) dated: bool,
}

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
pub(crate) fn page_kind(source: &Source, page_type: Option<PageKind>, evidence: &Evidence<'_>) -> (PageKind, String) {
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
    let is_sign =
        |entry: &HeadEntry, sign: &str| same_key(&canonical(&entry.key), sign) && !is_empty(&entry.node.value);
    let entry = |sign: &&str| evidence.front.entries.iter().find(|entry| is_sign(entry, sign));
    if let Some(entry) = Key::ALL.iter().flat_map(|key| key.signs()).find_map(entry) {
        return (PageKind::Incident, format!("has a key `{}`", entry.key));
    }
    if date_suffices && evidence.dated {
        return (PageKind::Incident, String::from("has a date, and no folder here says otherwise"));
    }
    (PageKind::Page, String::from("has neither timeline nor any section of a write-up"))
}
