//! A page becomes the facts of its incident that a key of front matter can state in a line or a short list.

use crate::model::{Fact, Incident, Key, Origin, Page, Span, Timepoint};

/// The keys, those first in whose light others are read: beside keys of an incident, a day in a post's name is no day of publication.
///
/// Left out are keys that take prose (impact, factors, takeaways and the like), follow-ups and the timeline: where the text says these
/// things, a copy of them in the front matter is no better.
pub const KEYS: [Key; 15] = [
    Key::Started,
    Key::Published,
    Key::Detected,
    Key::Acknowledged,
    Key::Mitigated,
    Key::Resolved,
    Key::Captured,
    Key::Reviewed,
    Key::Timezone,
    Key::Severity,
    Key::Detection,
    Key::Services,
    Key::Teams,
    Key::Customers,
    Key::Regions,
];

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// A timepoint.
    Time(Timepoint),
    /// A piece of text.
    Text(String),
    /// Names.
    Names(Vec<String>),
}

/// A fact, the key that states it or would, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedFact {
    /// The key.
    pub key: Key,
    /// What is said.
    pub value: FactValue,
    /// The weakest evidence that it rests on.
    pub origin: Origin,
    /// The places in the page's text, in order; none where it was read from a name or a title.
    pub spans: Vec<Span>,
}

impl KeyedFact {
    /// Whether the author did not write it as a key.
    pub fn inferred(&self) -> bool {
        self.origin != Origin::FrontMatter
    }
}

/// The facts that a page states or that were inferred, in the order of [`KEYS`]; none where it is no incident.
pub fn keyed_facts(page: &Page) -> Vec<KeyedFact> {
    page.incident().map(|incident| KEYS.iter().filter_map(|key| fact(incident, *key)).collect()).unwrap_or_default()
}

fn fact(incident: &Incident, key: Key) -> Option<KeyedFact> {
    let times = &incident.times;
    let time = |fact: &Option<Fact<Timepoint>>| one(key, fact.as_ref()?, |at| FactValue::Time(at.clone()));
    let text = |fact: &Option<Fact<String>>| one(key, fact.as_ref()?, |text| FactValue::Text(text.clone()));
    match key {
        Key::Started => time(&times.started),
        Key::Detected => time(&times.detected),
        Key::Acknowledged => time(&times.acknowledged),
        Key::Mitigated => time(&times.mitigated),
        Key::Resolved => time(&times.resolved),
        Key::Captured => time(&times.captured),
        Key::Reviewed => time(&times.reviewed),
        Key::Published => time(&times.published),
        Key::Timezone => one(key, incident.timezone.as_ref()?, |zone| FactValue::Text(zone.written().to_owned())),
        Key::Severity => text(&incident.severity),
        Key::Detection => text(&incident.detection),
        Key::Customers => text(&incident.customers),
        Key::Services => several(key, &incident.services),
        Key::Teams => several(key, &incident.teams),
        Key::Regions => several(key, &incident.regions),
        _ => None,
    }
}

fn one<T>(key: Key, fact: &Fact<T>, value: impl Fn(&T) -> FactValue) -> Option<KeyedFact> {
    let spans = Some(fact.span.clone()).filter(|span| !span.is_empty()).into_iter().collect();
    Some(KeyedFact { key, value: value(&fact.value), origin: fact.origin, spans })
}

/// Names, each once, as a key would give them.
fn several(key: Key, facts: &[Fact<String>]) -> Option<KeyedFact> {
    let origin = facts.iter().map(|fact| fact.origin).max()?;
    let mut spans: Vec<Span> = facts.iter().map(|fact| fact.span.clone()).filter(|span| !span.is_empty()).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    let mut names: Vec<String> = Vec::new();
    for fact in facts {
        if !names.iter().any(|name| name.to_lowercase() == fact.value.to_lowercase()) {
            names.push(fact.value.clone());
        }
    }
    Some(KeyedFact { key, value: FactValue::Names(names), origin, spans })
}
