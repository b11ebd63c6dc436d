//! Front matter becomes an [`Incident`]: the keys that only incidents have.

use crate::diag::{Diagnostic, Rule, nearest};
use crate::model::*;
use crate::parse::fields::common_fields::{Common, time};
use crate::parse::front_matter::{HeadEntry, HeadValue, KeyItem, KeyReader, as_text};
use crate::parse::times::PageZone;

/// Reads what an incident may say. A foreign `date` is its start when nothing better is said.
pub(crate) fn incident_fields(reader: &mut KeyReader<'_>, common: &mut Common, zone: &PageZone) -> Incident {
    let mut incident = Incident {
        kind: kind(reader),
        severity: reader.text(&["severity", "sev", "priority", "incident_severity"]),
        timezone: zone.stated.clone(),
        impact: reader.text(&["impact", "customer_impact", "user_impact"]),
        customers: reader.text(&[
            "customers",
            "customers_affected",
            "affected_customers",
            "users_affected",
            "affected_users",
        ]),
        regions: reader.names(&["regions", "region"]),
        domain: reader.text(&["domain"]),
        company: reader.text(&["company", "organisation", "organization"]),
        services: reader.names(&[
            "services",
            "service",
            "affected",
            "affected_services",
            "systems",
            "components",
            "product",
            "products",
        ]),
        teams: reader.names(&["teams", "team", "owning_team", "owner_team"]),
        people_involved: reader.count(&["people_involved"]),
        paged: reader.count(&["paged"]),
        paged_out_of_hours: reader.count(&["paged_out_of_hours"]),
        pulled_in_off_call: reader.count(&["pulled_in_off_call"]),
        detection: detection(reader),
        signal_existed: reader.text(&["signal_existed"]),
        looked_at: reader.list(&["looked_at"]),
        factors: reader.list(&["factors", "contributing_factors", "causes", "root_causes", "root_cause"]),
        trigger: reader.text(&["trigger"]),
        conditions: reader.names(&["conditions"]),
        takeaways: reader.list(&["takeaways", "lessons", "lessons_learned", "learnings"]),
        open_questions: reader.list(&["open_questions", "questions"]),
        rehearse: reader.list(&["rehearse"]),
        helped: reader.list(&["helped", "went_well"]),
        lucky: reader.list(&["lucky", "got_lucky"]),
        novelty: reader.text(&["novelty"]),
        exclude_from_trends: matches!(reader.truth(&["exclude_from_trends"]), Some(Ok(true))),
        ..Incident::default()
    };
    times(reader, common, zone, &mut incident);
    stories(reader, &mut incident);
    runbooks(reader, &mut incident);
    actions(reader, zone, &mut incident);
    incident
}

fn kind(reader: &mut KeyReader<'_>) -> IncidentKind {
    let Some(fact) = reader.text(&["kind", "incident_kind"]) else { return IncidentKind::Incident };
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

const DETECTIONS: [&str; 9] =
    ["alert", "slo-burn", "dashboard", "customer", "support", "employee", "partner", "scheduled-check", "unknown"];

fn detection(reader: &mut KeyReader<'_>) -> Option<Fact<String>> {
    let fact = reader.text(&["detection", "detected_by", "detection_method"])?;
    let word = fact.value.to_lowercase().replace([' ', '_'], "-");
    if DETECTIONS.contains(&word.as_str()) {
        return Some(Fact::front(word, fact.span));
    }
    if let Some(near) = nearest(&word, DETECTIONS) {
        let message = format!("`{}` is not one of the ways an incident is found", fact.value);
        reader.diagnostics.push(
            Diagnostic::new(Rule::FrontUnknownValue, "", message)
                .at(fact.span.clone())
                .hint(format!("did you mean `{near}`?")),
        );
    }
    Some(fact)
}

fn times(reader: &mut KeyReader<'_>, common: &Common, zone: &PageZone, incident: &mut Incident) {
    let start =
        ["started", "started_at", "start", "start_time", "began", "incident_start", "impact_start", "start_date"];
    let end = [
        "resolved",
        "resolved_at",
        "resolved_when",
        "end",
        "end_time",
        "ended",
        "ended_at",
        "incident_end",
        "impact_end",
        "end_date",
    ];
    let end = resolved_names(reader, &end);
    incident.times = Times {
        started: time(reader, &start, zone).or_else(|| common.date.clone()),
        detected: time(reader, &["detected", "detected_at", "detection_time", "time_detected"], zone),
        acknowledged: time(reader, &["acknowledged", "acknowledged_at"], zone),
        mitigated: time(reader, &["mitigated", "mitigated_at", "mitigation_time", "stabilised", "stabilized"], zone),
        resolved: time(reader, &end, zone),
        captured: time(reader, &["captured"], zone),
        reviewed: time(reader, &["reviewed", "reviewed_at", "review_date"], zone),
        published: time(reader, &["published", "published_at", "publish_date", "date_published"], zone),
    };
}

/// cState's `resolved: true` is a flag and its `resolvedWhen` the time.
fn resolved_names<'n>(reader: &mut KeyReader<'_>, names: &[&'n str]) -> Vec<&'n str> {
    let flag = matches!(reader.node(&["resolved"]).map(|n| &n.value), Some(HeadValue::Plain(t)) if ["true", "false"].contains(&t.as_str()));
    names.iter().copied().filter(|name| !(flag && *name == "resolved")).collect()
}

fn stories(reader: &mut KeyReader<'_>, incident: &mut Incident) {
    for item in reader.items(&["surprise", "surprises"]) {
        match item {
            KeyItem::Text(fact) => incident.surprise.push(fact.map(Surprise::Sentence)),
            KeyItem::Table(entries, span) => {
                let expected = get(entries, &["expected"]).unwrap_or_default();
                let actual = get(entries, &["actual", "was", "so"]).unwrap_or_default();
                incident.surprise.push(Fact::front(Surprise::Contrast { expected, actual }, span));
            }
        }
    }
    incident.customer_story = reader.items(&["customer_story"]).into_iter().next().map(|item| match item {
        KeyItem::Text(fact) => fact.map(|text| CustomerStory { saw: Some(text), ..CustomerStory::default() }),
        KeyItem::Table(entries, span) => Fact::front(
            CustomerStory {
                saw: get(entries, &["saw", "what_customers_saw"]),
                tell: get(entries, &["tell", "say", "what_to_tell"]),
                changes: get(entries, &["changes", "change"]),
            },
            span,
        ),
    });
    for item in reader.items(&["alerts", "alert"]) {
        match item {
            KeyItem::Text(fact) => incident.alerts.push(Alert { name: fact.value, verdict: None }),
            KeyItem::Table(entries, _) => {
                let name = get(entries, &["name", "alert", "title"]);
                incident.alerts.extend(name.map(|name| Alert { name, verdict: get(entries, &["verdict"]) }));
            }
        }
    }
}

fn runbooks(reader: &mut KeyReader<'_>, incident: &mut Incident) {
    for item in reader.items(&["runbooks", "runbook"]) {
        let (target, outcome, span) = match item {
            KeyItem::Text(fact) => (fact.value, None, fact.span),
            KeyItem::Table(entries, span) => {
                let Some(target) = get(entries, &["ref", "id", "runbook", "name", "path"]) else { continue };
                (target, get(entries, &["outcome", "result"]), span)
            }
        };
        incident.runbooks.push(Fact::front(RunbookUse { target, outcome, span: span.clone() }, span));
    }
}

fn actions(reader: &mut KeyReader<'_>, zone: &PageZone, incident: &mut Incident) {
    for item in reader.items(&["actions", "action_items", "follow_ups", "followups", "action"]) {
        let (entries, span) = match item {
            KeyItem::Text(fact) => {
                incident.actions.push(fact.map(|text| Action { text, ..Action::empty() }));
                continue;
            }
            KeyItem::Table(entries, span) => (entries, span),
        };
        let no_fields = std::collections::BTreeMap::new();
        let mut own = KeyReader::new(entries, &no_fields, "");
        let moment = |own: &mut KeyReader<'_>, names: &[&str]| {
            time(own, names, zone).and_then(|fact| fact.value.known().cloned())
        };
        let action = Action {
            text: get(entries, &["text", "title", "name", "action", "description", "task"]).unwrap_or_default(),
            owner: get(entries, &["owner", "team", "assignee"]),
            kind: get(entries, &["kind", "type", "category"]),
            rank: get(entries, &["rank", "priority"]).and_then(|text| text.trim().parse().ok()),
            state: state(entries, reader),
            reason: get(entries, &["reason", "why"]),
            opened: moment(&mut own, &["opened", "created", "created_at"]),
            closed: moment(&mut own, &["closed", "done_at", "completed", "completed_at", "resolved"]),
            ticket: get(entries, &["ticket", "issue", "url", "link"]),
            audience: None,
        };
        reader.diagnostics.append(&mut own.diagnostics);
        incident.actions.push(Fact::front(action, span));
    }
}

fn state(entries: &[HeadEntry], reader: &mut KeyReader<'_>) -> ActionState {
    let entry = entries.iter().find(|e| ["state", "status", "done"].iter().any(|k| e.key.eq_ignore_ascii_case(k)));
    let Some(fact) = entry.and_then(|e| as_text(&e.node)) else { return ActionState::Open };
    match ActionState::from_words(&fact.value) {
        Some(state) => state,
        None => {
            let message = format!("`{}` is not a state of a follow-up", fact.value);
            let hint = "the states are open, doing, done, not-necessary, absorbed, declined";
            reader.diagnostics.push(Diagnostic::new(Rule::FrontUnknownValue, "", message).at(fact.span).hint(hint));
            ActionState::Open
        }
    }
}

fn get(entries: &[HeadEntry], keys: &[&str]) -> Option<String> {
    let find = |key: &&str| entries.iter().find(|e| e.key.eq_ignore_ascii_case(key)).and_then(|e| as_text(&e.node));
    keys.iter().find_map(find).map(|fact| fact.value).filter(|text| !text.is_empty())
}
