//! Front matter becomes what terms, runbooks, service pages and reading paths have beyond what every page has.

use crate::model::*;
use crate::parse::fields::common_fields::time;
use crate::parse::front_matter::{KeyItem, KeyReader, as_text};
use crate::parse::times::PageZone;

/// A glossary entry.
pub(crate) fn term_fields(reader: &mut KeyReader<'_>) -> Term {
    Term {
        senses: reader.list(&["senses"]).into_iter().map(|f| f.value).collect(),
        see_also: reader.names(&["see_also"]),
        linked: !matches!(reader.truth(&["linked"]), Some(Ok(false))),
    }
}

/// A runbook.
pub(crate) fn runbook_fields(reader: &mut KeyReader<'_>, zone: &PageZone) -> Runbook {
    let reviewed = time(reader, &["reviewed", "last_reviewed", "checked"], zone);
    Runbook {
        services: reader.names(&["services", "service"]),
        teams: reader.names(&["teams", "team", "owner"]),
        alerts: reader.names(&["alerts", "alert"]),
        reviewed: reviewed.and_then(|fact| {
            let moment = fact.value.known().cloned()?;
            Some(Fact { value: moment, origin: fact.origin, span: fact.span })
        }),
    }
}

/// The page of a catalogue entry.
pub(crate) fn service_fields(reader: &mut KeyReader<'_>) -> ServicePage {
    ServicePage {
        team: reader.text(&["team", "owner", "teams"]),
        retired: reader.text(&["retired"]),
        successor: reader.text(&["successor", "replaced_by"]),
    }
}

/// A reading path.
pub(crate) fn path_fields(reader: &mut KeyReader<'_>) -> ReadingPath {
    let mut path = ReadingPath::default();
    for item in reader.items(&["steps", "step"]) {
        let step = match item {
            KeyItem::Text(fact) => Step { target: target(&fact.value), why: None, minutes: None, span: fact.span },
            KeyItem::Table(entries, span) => {
                let get = |keys: &[&str]| {
                    let find = |k: &&str| {
                        entries.iter().find(|e| e.key.eq_ignore_ascii_case(k)).and_then(|e| as_text(&e.node))
                    };
                    keys.iter().find_map(find).map(|fact| fact.value)
                };
                let Some(wanted) = get(&["ref", "id", "page", "read", "path", "target"]) else { continue };
                let minutes = get(&["minutes"]).and_then(|text| text.parse().ok());
                Step { target: target(&wanted), why: get(&["why", "reason"]), minutes, span }
            }
        };
        path.steps.push(step);
    }
    path
}

/// A plain page may carry what other pages carry; nothing of it is unknown.
pub(crate) fn page_fields(reader: &mut KeyReader<'_>) {
    reader.node(&["team"]);
}

fn target(text: &str) -> String {
    text.trim().trim_start_matches("[[").trim_end_matches("]]").trim().to_owned()
}
