//! An incident becomes its record in JSON: every fact with where it came from, every time with how precise it is.
//!
//! Names are the front matter's. What is unknown is absent.

use serde_json::Value;

use crate::analyse::trends::IncidentFacts;
use crate::exports::counted_facts::facts;
use crate::exports::neighbours::similar;
use crate::exports::sourced_values::{GivenValue, Record, given, machine, time};
use crate::link::PageIx;
use crate::markup::twin::fact_markdown;
use crate::markup::twin::twin_links::twin_address;
use crate::markup::urls;
use crate::model::{Action, Fact, Incident, Origin, Page, Surprise, TimelineEntry, Timepoint};
use crate::parse::without_owner;
use crate::views::Views;
use crate::views::facet_labels::team;

pub(super) fn incident(views: &Views, ix: PageIx, counted: Option<&IncidentFacts>) -> Value {
    let page = &views.site.pages[ix];
    let incident = page.incident().expect("years hold incidents");
    let address = &views.site.links.addresses[ix];
    let mut record = Record(serde_json::Map::new());
    record.put("url", urls::encode(address));
    record.put("markdown", urls::encode(&twin_address(address)));
    identity(&mut record, page, incident);
    times(&mut record, incident);
    impact(&mut record, incident);
    understanding(&mut record, incident);
    links(&mut record, views, ix, page);
    let shown = incident.actions.iter().filter(|action| action.value.audience.is_none());
    let actions = shown.map(|fact| GivenValue { value: action(views, fact), origin: fact.origin });
    record.put("actions", actions.collect::<Vec<_>>());
    record.put("facts", counted.map(facts));
    record.put("exclude_from_trends", incident.exclude_from_trends.then_some(true));
    for key in MARKDOWN {
        if let Some(value) = record.0.get_mut(key) {
            markdown(views, ix, value);
        }
    }
    Value::Object(record.0)
}

/// The keys whose texts are Markdown, where a link may lead to what is in no build.
const MARKDOWN: [&str; 18] = [
    "summary",
    "timeline",
    "impact",
    "customer_story",
    "detection",
    "looked_at",
    "factors",
    "trigger",
    "conditions",
    "surprise",
    "takeaways",
    "open_questions",
    "rehearse",
    "helped",
    "lucky",
    "novelty",
    "related",
    "actions",
];

/// Every text in `value` as the page's twin would have it.
fn markdown(views: &Views, ix: PageIx, value: &mut Value) {
    match value {
        Value::String(text) => *text = fact_markdown(&views.site, ix, text),
        Value::Array(items) => items.iter_mut().for_each(|item| markdown(views, ix, item)),
        Value::Object(entries) => entries.values_mut().for_each(|value| markdown(views, ix, value)),
        _ => {}
    }
}

fn identity(record: &mut Record, page: &Page, incident: &Incident) {
    record.put("id", given(&page.id));
    record.put("title", given(&page.title));
    record.fact("summary", &page.summary);
    record.put("kind", incident.kind);
    record.fact("status", &page.status);
    record.fact("severity", &incident.severity);
    record.fact("level", &page.level);
    record.facts("tags", &page.tags);
    record.facts("keywords", &page.keywords);
    record.put("lang", &page.lang);
}

fn times(record: &mut Record, incident: &Incident) {
    let times = &incident.times;
    for (key, fact) in [
        ("started", &times.started),
        ("detected", &times.detected),
        ("acknowledged", &times.acknowledged),
        ("mitigated", &times.mitigated),
        ("resolved", &times.resolved),
        ("captured", &times.captured),
        ("reviewed", &times.reviewed),
        ("published", &times.published),
    ] {
        record.put(key, fact.as_ref().map(|fact| time(&fact.value, fact.origin)));
    }
    record.fact("timezone", &incident.timezone);
    let stated = &incident.durations;
    let mut durations = Record(serde_json::Map::new());
    for (key, fact) in [
        ("detection", &stated.detection),
        ("mitigation", &stated.mitigation),
        ("recovery", &stated.recovery),
        ("total", &stated.total),
    ] {
        let written = |duration: &Option<jiff::SignedDuration>| {
            duration.map_or_else(|| String::from("unknown"), |d| d.to_string())
        };
        durations.put(key, fact.as_ref().map(|fact| GivenValue { value: written(&fact.value), origin: fact.origin }));
    }
    record.put("durations", (!durations.0.is_empty()).then_some(Value::Object(durations.0)));
    record.put("timeline", incident.timeline.iter().map(entry).collect::<Vec<_>>());
}

fn entry(entry: &TimelineEntry) -> Value {
    let mut record = Record(serde_json::Map::new());
    record.put("at", time(&entry.at, Origin::Body));
    record.put("until", entry.until.as_ref().map(|until| time(&Timepoint::Known(until.clone()), Origin::Body)));
    record.put("text", &entry.text);
    Value::Object(record.0)
}

fn impact(record: &mut Record, incident: &Incident) {
    record.fact("impact", &incident.impact);
    record.fact("customers", &incident.customers);
    record.facts("regions", &incident.regions);
    let story = incident.customer_story.as_ref().map(|fact| {
        let mut story = Record(serde_json::Map::new());
        story.put("saw", &fact.value.saw);
        story.put("tell", &fact.value.tell);
        story.put("changes", &fact.value.changes);
        GivenValue { value: Value::Object(story.0), origin: fact.origin }
    });
    record.put("customer_story", story);
    record.fact("domain", &incident.domain);
    record.fact("company", &incident.company);
    record.facts("services", &incident.services);
    record.facts("teams", &incident.teams);
    record.fact("people_involved", &incident.people_involved);
    record.fact("paged", &incident.paged);
    record.fact("paged_out_of_hours", &incident.paged_out_of_hours);
    record.fact("pulled_in_off_call", &incident.pulled_in_off_call);
}

fn understanding(record: &mut Record, incident: &Incident) {
    record.fact("detection", &incident.detection);
    record.fact("signal_existed", &incident.signal_existed);
    let alert = |alert: &crate::model::Alert| match &alert.verdict {
        Some(verdict) => serde_json::json!({ "name": alert.name, "verdict": verdict }),
        None => serde_json::json!({ "name": alert.name }),
    };
    record.put("alerts", incident.alerts.iter().map(alert).collect::<Vec<_>>());
    record.facts("looked_at", &incident.looked_at);
    record.facts("factors", &incident.factors);
    record.fact("trigger", &incident.trigger);
    record.facts("conditions", &incident.conditions);
    let surprise = |fact: &Fact<Surprise>| {
        let value = match &fact.value {
            Surprise::Sentence(sentence) => Value::from(sentence.as_str()),
            Surprise::Contrast { expected, actual } => {
                serde_json::json!({ "expected": expected, "actual": actual })
            }
        };
        GivenValue { value, origin: fact.origin }
    };
    record.put("surprise", incident.surprise.iter().map(surprise).collect::<Vec<_>>());
    record.facts("takeaways", &incident.takeaways);
    record.facts("open_questions", &incident.open_questions);
    record.facts("rehearse", &incident.rehearse);
    record.facts("helped", &incident.helped);
    record.facts("lucky", &incident.lucky);
    record.fact("novelty", &incident.novelty);
}

/// Links between pages of the site, and references outside it.
fn links(record: &mut Record, views: &Views, ix: PageIx, page: &Page) {
    let links = &views.site.links;
    let related = links.related(ix).iter().map(|(to, why)| {
        let mut related = Record(serde_json::Map::new());
        related.put("id", &views.site.pages[*to].id.value);
        related.put("url", urls::encode(&links.addresses[*to]));
        related.put("why", why);
        Value::Object(related.0)
    });
    record.put("related", related.collect::<Vec<_>>());
    record.put("similar", similar(views, ix));
    let runbooks = links.runbooks(ix).iter().map(|(name, page, outcome)| {
        let mut runbook = Record(serde_json::Map::new());
        runbook.put("ref", name);
        runbook.put("url", page.map(|page| urls::encode(&links.addresses[page])));
        runbook.put("outcome", outcome);
        Value::Object(runbook.0)
    });
    record.put("runbooks", runbooks.collect::<Vec<_>>());
    let refs = page.refs.iter().map(|reference| {
        let mut record = Record(serde_json::Map::new());
        record.put("title", &reference.title);
        record.put("url", reference.url.as_deref().and_then(urls::external));
        record.put("kind", &reference.kind);
        record.put("date", reference.date.as_ref().map(machine));
        Value::Object(record.0)
    });
    record.put("refs", refs.filter(|reference| reference != &serde_json::json!({})).collect::<Vec<_>>());
}

/// A follow-up. Its owner is given only when it is a team: people are not named.
fn action(views: &Views, fact: &Fact<Action>) -> Value {
    let action = &fact.value;
    let owner = action.owner.as_deref().and_then(|owner| team(&views.site, owner)).filter(|team| team.listed);
    let mut record = Record(serde_json::Map::new());
    record.put("text", if fact.inferred() { without_owner(&action.text) } else { action.text.clone() });
    record.put("owner", owner.map(|team| &team.id));
    record.put("kind", &action.kind);
    record.put("rank", action.rank);
    record.put("state", action.state);
    record.put("reason", &action.reason);
    record.put("opened", action.opened.as_ref().map(machine));
    record.put("closed", action.closed.as_ref().map(machine));
    record.put("ticket", &action.ticket);
    Value::Object(record.0)
}
