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
use crate::markup::unnamed_words::{NamedInText, PageNames, without_named};
use crate::markup::urls;
use crate::model::{Action, Fact, Incident, Key, Origin, Page, Surprise, TableKey, TimelineEntry, Timepoint};
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
    identity(&mut record, views, ix, incident);
    times(&mut record, incident);
    impact(&mut record, incident);
    understanding(&mut record, incident);
    links(&mut record, views, ix, page);
    let shown = incident.actions.iter().filter(|action| action.value.audience.is_none());
    let actions = shown.map(|fact| GivenValue { value: action(views, fact), origin: fact.origin });
    record.put(Key::Actions, actions.collect::<Vec<_>>());
    record.put("facts", counted.map(facts));
    record.put(Key::ExcludeFromTrends, incident.exclude_from_trends.then_some(true));
    let told = || MARKDOWN.iter().map(|key| key.name()).chain(["timeline"]);
    let mut texts = Vec::new();
    for key in told() {
        if let Some(value) = record.0.get(key) {
            texts_of(value, key == "timeline", &mut texts);
        }
    }
    let named: Vec<NamedInText> =
        texts.iter().map(|(text, entry)| NamedInText::of(&views.site, text, *entry)).collect();
    let names = PageNames::of(&views.site, page, texts.into_iter().map(|(text, _)| text).zip(&named));
    let mut each = named.iter();
    for key in told() {
        if let Some(value) = record.0.get_mut(key) {
            markdown(views, ix, value, &names, &mut each);
        }
    }
    Value::Object(record.0)
}

/// What stands beside a text and is a word of ours or a time, by its key.
const NO_TEXT: [&str; 4] = ["at", "until", "origin", "state"];

/// The keys whose texts are Markdown, as those of the timeline are, where a link may lead to what is in no build.
const MARKDOWN: [Key; 17] = [
    Key::Summary,
    Key::Impact,
    Key::CustomerStory,
    Key::Detection,
    Key::LookedAt,
    Key::Factors,
    Key::Trigger,
    Key::Conditions,
    Key::Surprise,
    Key::Takeaways,
    Key::OpenQuestions,
    Key::Rehearse,
    Key::Helped,
    Key::Lucky,
    Key::Novelty,
    Key::Related,
    Key::Actions,
];

/// Every text in `value`, and whether it is an entry of a timeline.
fn texts_of<'v>(value: &'v Value, entry: bool, texts: &mut Vec<(&'v str, bool)>) {
    match value {
        Value::String(text) => texts.push((text, entry)),
        Value::Array(items) => items.iter().for_each(|item| texts_of(item, entry, texts)),
        Value::Object(entries) => {
            let told = entries.iter().filter(|(key, _)| !NO_TEXT.contains(&key.as_str()));
            told.for_each(|(_, value)| texts_of(value, entry, texts));
        }
        _ => {}
    }
}

/// Every text in `value` as the page's twin would have it, without the people in it; `named` gives those of each, in the same order.
fn markdown<'n>(
    views: &Views,
    ix: PageIx,
    value: &mut Value,
    names: &PageNames,
    named: &mut impl Iterator<Item = &'n NamedInText>,
) {
    match value {
        Value::String(text) => {
            let named = named.next().expect("each text was looked at for names");
            *text = fact_markdown(&views.site, ix, &without_named(text, named, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| markdown(views, ix, item, names, named)),
        Value::Object(entries) => {
            let told = entries.iter_mut().filter(|(key, _)| !NO_TEXT.contains(&key.as_str()));
            told.for_each(|(_, value)| markdown(views, ix, value, names, named));
        }
        _ => {}
    }
}

fn identity(record: &mut Record, views: &Views, ix: PageIx, incident: &Incident) {
    let page = &views.site.pages[ix];
    record.put(Key::Id, given(&page.id));
    record.put(Key::Title, GivenValue { value: views.site.title(ix), origin: page.title.origin });
    record.put(Key::Summary, page.summary.as_ref().map(given));
    record.put(Key::Kind, incident.kind);
    record.fact(Key::Status, &page.status);
    record.fact(Key::Severity, &incident.severity);
    record.fact(Key::Level, &page.level);
    record.facts(Key::Tags, &page.tags);
    record.facts(Key::Keywords, &page.keywords);
    record.put(Key::Lang, &page.lang);
}

fn times(record: &mut Record, incident: &Incident) {
    let times = &incident.times;
    for (key, fact) in [
        (Key::Started, &times.started),
        (Key::Detected, &times.detected),
        (Key::Acknowledged, &times.acknowledged),
        (Key::Mitigated, &times.mitigated),
        (Key::Resolved, &times.resolved),
        (Key::Captured, &times.captured),
        (Key::Reviewed, &times.reviewed),
        (Key::Published, &times.published),
    ] {
        record.put(key, fact.as_ref().map(|fact| time(&fact.value, fact.origin)));
    }
    record.fact(Key::Timezone, &incident.timezone);
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
    record.put("at", time(&entry.at, Origin::Row));
    record.put("until", entry.until.as_ref().map(|until| time(&Timepoint::Known(until.clone()), Origin::Row)));
    record.put("text", &entry.text);
    Value::Object(record.0)
}

fn impact(record: &mut Record, incident: &Incident) {
    record.fact(Key::Impact, &incident.impact);
    record.fact(Key::Customers, &incident.customers);
    record.facts(Key::Regions, &incident.regions);
    let story = incident.customer_story.as_ref().map(|fact| {
        let mut story = Record(serde_json::Map::new());
        story.put(TableKey::StorySaw, &fact.value.saw);
        story.put(TableKey::StoryTell, &fact.value.tell);
        story.put(TableKey::StoryChanges, &fact.value.changes);
        GivenValue { value: Value::Object(story.0), origin: fact.origin }
    });
    record.put(Key::CustomerStory, story);
    record.fact(Key::Domain, &incident.domain);
    record.fact(Key::Company, &incident.company);
    record.facts(Key::Services, &incident.services);
    record.facts(Key::Teams, &incident.teams);
    record.fact(Key::PeopleInvolved, &incident.people_involved);
    record.fact(Key::Paged, &incident.paged);
    record.fact(Key::PagedOutOfHours, &incident.paged_out_of_hours);
    record.fact(Key::PulledInOffCall, &incident.pulled_in_off_call);
}

fn understanding(record: &mut Record, incident: &Incident) {
    record.fact(Key::Detection, &incident.detection);
    record.fact(Key::SignalExisted, &incident.signal_existed);
    let alert = |alert: &crate::model::Alert| match &alert.verdict {
        Some(verdict) => serde_json::json!({ "name": alert.name, "verdict": verdict }),
        None => serde_json::json!({ "name": alert.name }),
    };
    record.put(Key::Alerts, incident.alerts.iter().map(alert).collect::<Vec<_>>());
    record.facts(Key::LookedAt, &incident.looked_at);
    record.facts(Key::Factors, &incident.factors);
    record.fact(Key::Trigger, &incident.trigger);
    record.facts(Key::Conditions, &incident.conditions);
    let surprise = |fact: &Fact<Surprise>| {
        let value = match &fact.value {
            Surprise::Sentence(sentence) => Value::from(sentence.as_str()),
            Surprise::Contrast { expected, actual } => {
                serde_json::json!({ "expected": expected, "actual": actual })
            }
        };
        GivenValue { value, origin: fact.origin }
    };
    record.put(Key::Surprise, incident.surprise.iter().map(surprise).collect::<Vec<_>>());
    record.facts(Key::Takeaways, &incident.takeaways);
    record.facts(Key::OpenQuestions, &incident.open_questions);
    record.facts(Key::Rehearse, &incident.rehearse);
    record.facts(Key::Helped, &incident.helped);
    record.facts(Key::Lucky, &incident.lucky);
    record.fact(Key::Novelty, &incident.novelty);
}

/// Links between pages of the site, and references outside it.
fn links(record: &mut Record, views: &Views, ix: PageIx, page: &Page) {
    let links = &views.site.links;
    let related = links.related(ix).iter().map(|(to, why)| {
        let mut related = Record(serde_json::Map::new());
        related.put(TableKey::RelatedId, &views.site.pages[*to].id.value);
        related.put("url", urls::encode(&links.addresses[*to]));
        related.put(TableKey::RelatedWhy, why);
        Value::Object(related.0)
    });
    record.put(Key::Related, related.collect::<Vec<_>>());
    record.put("similar", similar(views, ix));
    let runbooks = links.runbooks(ix).iter().map(|(name, page, outcome)| {
        let mut runbook = Record(serde_json::Map::new());
        runbook.put(TableKey::RunbookRef, name);
        runbook.put("url", page.map(|page| urls::encode(&links.addresses[page])));
        runbook.put(TableKey::RunbookOutcome, outcome);
        Value::Object(runbook.0)
    });
    record.put(Key::Runbooks, runbooks.collect::<Vec<_>>());
    let refs = page.refs.iter().map(|reference| {
        let mut record = Record(serde_json::Map::new());
        record.put(TableKey::RefTitle, &reference.title);
        record.put(TableKey::RefUrl, reference.url.as_deref().and_then(urls::external));
        record.put(TableKey::RefKind, &reference.kind);
        record.put(TableKey::RefDate, reference.date.as_ref().map(machine));
        Value::Object(record.0)
    });
    record.put(Key::Refs, refs.filter(|reference| reference != &serde_json::json!({})).collect::<Vec<_>>());
}

/// A follow-up. Its owner is given only when it is a team: people are not named.
fn action(views: &Views, fact: &Fact<Action>) -> Value {
    let action = &fact.value;
    let owner = action.owner.as_deref().and_then(|owner| team(&views.site, owner)).filter(|team| team.listed);
    let mut record = Record(serde_json::Map::new());
    let text = if fact.inferred() { without_owner(&action.text) } else { action.text.clone() };
    record.put(TableKey::ActionText, &text);
    record.put(TableKey::ActionOwner, owner.map(|team| &team.id));
    record.put(TableKey::ActionKind, &action.kind);
    record.put(TableKey::ActionRank, action.rank);
    record.put(TableKey::ActionState, action.state);
    record.put(TableKey::ActionReason, &action.reason);
    record.put(TableKey::ActionOpened, action.opened.as_ref().map(machine));
    record.put(TableKey::ActionClosed, action.closed.as_ref().map(machine));
    record.put(TableKey::ActionTicket, &action.ticket);
    Value::Object(record.0)
}
