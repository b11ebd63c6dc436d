//! Front matter becomes what terms, runbooks, service pages and reading paths have beyond what every page has.

use crate::model::*;
use crate::parse::fields::common_fields::time;
use crate::parse::front_matter::{KeyItem, KeyReader, link_target, table_value};
use crate::parse::times::PageZone;

/// A glossary entry.
pub(crate) fn term_fields(reader: &mut KeyReader<'_>) -> Term {
    Term {
        senses: reader.list(Key::Senses).into_iter().map(|f| f.value).collect(),
        see_also: reader.names(Key::SeeAlso),
        linked: !matches!(reader.truth(Key::Linked), Some(Ok(false))),
    }
}

/// A runbook.
pub(crate) fn runbook_fields(reader: &mut KeyReader<'_>, zone: &PageZone) -> Runbook {
    let reviewed = time(reader, Key::RunbookReviewed, zone);
    Runbook {
        services: reader.names(Key::RunbookServices),
        teams: reader.names(Key::RunbookTeams),
        alerts: reader.names(Key::RunbookAlerts),
        reviewed: reviewed.and_then(|fact| {
            let moment = fact.value.known().cloned()?;
            Some(Fact { value: moment, origin: fact.origin, span: fact.span })
        }),
    }
}

/// The page of a catalogue entry.
pub(crate) fn service_fields(reader: &mut KeyReader<'_>) -> ServicePage {
    ServicePage {
        team: reader.text(Key::Team),
        retired: reader.text(Key::Retired),
        successor: reader.text(Key::Successor),
    }
}

/// A reading path.
pub(crate) fn path_fields(reader: &mut KeyReader<'_>) -> ReadingPath {
    let mut path = ReadingPath::default();
    for item in reader.items(Key::Steps) {
        let step = match item {
            KeyItem::Text(fact) => {
                Step { target: link_target(&fact.value).to_owned(), why: None, minutes: None, span: fact.span }
            }
            KeyItem::Table(entries, span) => {
                let get = |key| table_value(entries, key).map(|fact| fact.value);
                let Some(wanted) = get(TableKey::StepRef) else { continue };
                let minutes = get(TableKey::StepMinutes).and_then(|text| text.parse().ok());
                Step { target: link_target(&wanted).to_owned(), why: get(TableKey::StepWhy), minutes, span }
            }
        };
        path.steps.push(step);
    }
    path
}

/// A plain page may carry what other pages carry; nothing of it is unknown.
pub(crate) fn page_fields(reader: &mut KeyReader<'_>) {
    reader.node(Key::Team.names());
}
