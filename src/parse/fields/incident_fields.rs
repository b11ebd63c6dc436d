//! Front matter becomes an [`Incident`]: the keys that only incidents have.

use crate::diag::{Diagnostic, Rule, nearest};
use crate::model::*;
use crate::parse::fields::common_fields::{time, time_called};
use crate::parse::front_matter::{HeadEntry, HeadValue, KeyItem, KeyReader, as_text, link_target, table_value};
use crate::parse::times::PageZone;
use crate::text::people::{are_people, is_given_name};

/// Reads what an incident may say.
pub(crate) fn incident_fields(reader: &mut KeyReader<'_>, zone: &PageZone) -> Incident {
    let mut incident = Incident {
        kind: kind(reader),
        severity: reader.text(Key::Severity),
        timezone: zone.stated.clone(),
        impact: reader.text(Key::Impact),
        customers: reader.text(Key::Customers),
        regions: reader.names(Key::Regions),
        domain: reader.text(Key::Domain),
        company: reader.text(Key::Company),
        services: reader.names(Key::Services),
        teams: reader.names(Key::Teams),
        people_involved: reader.count(Key::PeopleInvolved),
        paged: reader.count(Key::Paged),
        paged_out_of_hours: reader.count(Key::PagedOutOfHours),
        pulled_in_off_call: reader.count(Key::PulledInOffCall),
        detection: detection(reader),
        signal_existed: reader.text(Key::SignalExisted),
        looked_at: reader.list(Key::LookedAt),
        factors: reader.list(Key::Factors),
        trigger: reader.text(Key::Trigger),
        conditions: reader.names(Key::Conditions),
        takeaways: reader.list(Key::Takeaways),
        open_questions: reader.list(Key::OpenQuestions),
        rehearse: reader.list(Key::Rehearse),
        helped: reader.list(Key::Helped),
        lucky: reader.list(Key::Lucky),
        novelty: reader.text(Key::Novelty),
        exclude_from_trends: matches!(reader.truth(Key::ExcludeFromTrends), Some(Ok(true))),
        ..Incident::default()
    };
    take_level_of_impact(&mut incident);
    times(reader, zone, &mut incident);
    stories(reader, &mut incident);
    runbooks(reader, &mut incident);
    actions(reader, zone, &mut incident);
    incident
}

/// Status pages say how bad it is under `impact: major`.
fn take_level_of_impact(incident: &mut Incident) {
    const LEVELS: [&str; 8] = ["none", "minor", "major", "critical", "low", "medium", "high", "severe"];
    let is_level = |fact: &Fact<String>| LEVELS.contains(&fact.value.to_lowercase().as_str());
    if incident.severity.is_none() {
        incident.severity = incident.impact.take_if(|fact| is_level(fact));
    }
}

fn kind(reader: &mut KeyReader<'_>) -> IncidentKind {
    let Some(fact) = reader.text(Key::Kind) else { return IncidentKind::Incident };
    match fact.value.to_lowercase().replace([' ', '_'], "-").as_str() {
        "incident" | "outage" | "maintenance" => IncidentKind::Incident,
        "near-miss" | "nearmiss" => IncidentKind::NearMiss,
        "success" => IncidentKind::Success,
        "exercise" | "game-day" | "gameday" | "drill" => IncidentKind::Exercise,
        "external" => IncidentKind::External,
        other => {
            let known = ["incident", "near-miss", "success", "exercise", "external"];
            let finding =
                Diagnostic::new(Rule::FrontUnknownValue, "", format!("`{}` is not a kind of incident", fact.value))
                    .at(fact.span);
            reader.diagnostics.push(match nearest(other, known) {
                Some(near) => finding.hint(format!("did you mean `{near}`?")),
                None => finding.hint(format!("the kinds are {}", known.join(", "))),
            });
            IncidentKind::Incident
        }
    }
}

fn detection(reader: &mut KeyReader<'_>) -> Option<Fact<String>> {
    let fact = reader.text(Key::Detection)?;
    let word = fact.value.to_lowercase().replace([' ', '_'], "-");
    if WayOfFinding::from_code(&word).is_some() {
        return Some(Fact::front(word, fact.span));
    }
    if are_people(&fact.value) || is_given_name(&capitalised(&fact.value)) {
        // Somebody's name stands on no list of ways.
        let message = "a name is not one of the ways an incident is found; it is read as `employee`";
        let finding = Diagnostic::new(Rule::FrontUnknownValue, "", message).at(fact.span.clone());
        reader.diagnostics.push(finding.hint("write `employee`, `customer` or another of the ways"));
        return Some(Fact::front(WayOfFinding::Employee.code().to_owned(), fact.span));
    }
    if let Some(near) = nearest(&word, WayOfFinding::ALL.iter().map(|way| way.code())) {
        let message = format!("`{}` is not one of the ways an incident is found", fact.value);
        reader.diagnostics.push(
            Diagnostic::new(Rule::FrontUnknownValue, "", message)
                .at(fact.span.clone())
                .hint(format!("did you mean `{near}`?")),
        );
    }
    Some(fact)
}

/// A word as names are written: keys are often in lower case.
fn capitalised(word: &str) -> String {
    let mut letters = word.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn times(reader: &mut KeyReader<'_>, zone: &PageZone, incident: &mut Incident) {
    let end = resolved_names(reader);
    incident.times = Times {
        started: time(reader, Key::Started, zone),
        detected: time(reader, Key::Detected, zone),
        acknowledged: time(reader, Key::Acknowledged, zone),
        mitigated: time(reader, Key::Mitigated, zone),
        resolved: time_called(reader, &end, zone),
        captured: time(reader, Key::Captured, zone),
        reviewed: time(reader, Key::Reviewed, zone),
        published: time(reader, Key::Published, zone),
    };
}

/// cState's `resolved: true` is a flag and its `resolvedWhen` the time.
fn resolved_names(reader: &mut KeyReader<'_>) -> Vec<&'static str> {
    let (own, all) = (Key::Resolved.name(), Key::Resolved.names());
    let flag = matches!(reader.node(&[own]).map(|n| &n.value), Some(HeadValue::Plain(t)) if ["true", "false"].contains(&t.as_str()));
    all.iter().copied().filter(|name| !(flag && *name == own)).collect()
}

fn stories(reader: &mut KeyReader<'_>, incident: &mut Incident) {
    for item in reader.items(Key::Surprise) {
        match item {
            KeyItem::Text(fact) => incident.surprise.push(fact.map(Surprise::Sentence)),
            KeyItem::Table(entries, span) => {
                let expected = get(entries, TableKey::SurpriseExpected).unwrap_or_default();
                let actual = get(entries, TableKey::SurpriseActual).unwrap_or_default();
                incident.surprise.push(Fact::front(Surprise::Contrast { expected, actual }, span));
            }
        }
    }
    incident.customer_story = reader.items(Key::CustomerStory).into_iter().next().map(|item| match item {
        KeyItem::Text(fact) => fact.map(|text| CustomerStory { saw: Some(text), ..CustomerStory::default() }),
        KeyItem::Table(entries, span) => Fact::front(
            CustomerStory {
                saw: get(entries, TableKey::StorySaw),
                tell: get(entries, TableKey::StoryTell),
                changes: get(entries, TableKey::StoryChanges),
            },
            span,
        ),
    });
    for item in reader.items(Key::Alerts) {
        match item {
            KeyItem::Text(fact) => incident.alerts.push(Alert { name: fact.value, verdict: None }),
            KeyItem::Table(entries, _) => {
                let name = get(entries, TableKey::AlertName);
                incident.alerts.extend(name.map(|name| Alert { name, verdict: get(entries, TableKey::AlertVerdict) }));
            }
        }
    }
}

fn runbooks(reader: &mut KeyReader<'_>, incident: &mut Incident) {
    for item in reader.items(Key::Runbooks) {
        let (target, outcome, span) = match item {
            KeyItem::Text(fact) => (link_target(&fact.value).to_owned(), None, fact.span),
            KeyItem::Table(entries, span) => {
                let Some(target) = get(entries, TableKey::RunbookRef) else { continue };
                (link_target(&target).to_owned(), get(entries, TableKey::RunbookOutcome), span)
            }
        };
        incident.runbooks.push(Fact::front(RunbookUse { target, outcome, span: span.clone() }, span));
    }
}

fn actions(reader: &mut KeyReader<'_>, zone: &PageZone, incident: &mut Incident) {
    for item in reader.items(Key::Actions) {
        let (entries, span) = match item {
            KeyItem::Text(fact) => {
                incident.actions.push(fact.map(|text| Action { text, ..Action::empty() }));
                continue;
            }
            KeyItem::Table(entries, span) => (entries, span),
        };
        let no_fields = std::collections::BTreeMap::new();
        let mut own = KeyReader::new(entries, &no_fields, "");
        let moment = |own: &mut KeyReader<'_>, key: TableKey| {
            time_called(own, key.names(), zone).and_then(|fact| fact.value.known().cloned())
        };
        let (opened, closed) = (moment(&mut own, TableKey::ActionOpened), moment(&mut own, TableKey::ActionClosed));
        // Who says when it was opened, and not when it was closed, says that it is open.
        let unsaid = if opened.is_some() && closed.is_none() { Some(ActionState::Open) } else { None };
        let action = Action {
            text: get(entries, TableKey::ActionText).unwrap_or_default(),
            owner: get(entries, TableKey::ActionOwner),
            kind: get(entries, TableKey::ActionKind),
            rank: get(entries, TableKey::ActionRank).and_then(|text| text.trim().parse().ok()),
            state: state(entries, unsaid, reader),
            reason: get(entries, TableKey::ActionReason),
            opened,
            closed,
            ticket: get(entries, TableKey::ActionTicket),
            audience: None,
        };
        reader.diagnostics.append(&mut own.diagnostics);
        incident.actions.push(Fact::front(action, span));
    }
}

/// The state that a follow-up is given; `unsaid` where it is given none.
fn state(entries: &[HeadEntry], unsaid: Option<ActionState>, reader: &mut KeyReader<'_>) -> Option<ActionState> {
    let entry = entries.iter().find(|e| TableKey::ActionState.names().iter().any(|k| e.key.eq_ignore_ascii_case(k)));
    let Some(fact) = entry.and_then(|e| as_text(&e.node)) else { return unsaid };
    let state = ActionState::from_words(&fact.value);
    if state.is_none() {
        let message = format!("`{}` is not a state of a follow-up", fact.value);
        let hint = "the states are open, doing, done, not-necessary, absorbed, declined";
        reader.diagnostics.push(Diagnostic::new(Rule::FrontUnknownValue, "", message).at(fact.span).hint(hint));
    }
    state
}

fn get(entries: &[HeadEntry], key: TableKey) -> Option<String> {
    table_value(entries, key).map(|fact| fact.value).filter(|text| !text.is_empty())
}
