//! What a write-up does not say becomes what a reader would still ask: a few kind questions, none of them a demand.
//!
//! They ask how and what, never why: people who are asked why defend what they did instead of telling it.

use serde::Serialize;

use crate::link::{FacetKind, PageIx};
use crate::model::{ActionState, Incident, IncidentKind, Key, Page, Role};
use crate::preview::Snapshot;
use crate::preview::panel::editor_link::opens;
use crate::text::shorten;

/// What a reader would still ask.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct OpenQuestion {
    question: String,
    /// The key of the front matter that would answer it.
    key: &'static str,
    /// The heading under which the answer could stand; `null` where a key is the natural place.
    heading: Option<String>,
    /// The anchor of that heading, where it is there already and empty.
    anchor: Option<String>,
    /// What opens the file where the answer would go.
    editor: Option<String>,
}

/// More than these would be an examination.
const MOST: usize = 5;

/// Something that may be missing: the role of its section, the key, what the section would be called, and what is asked.
type Ask = (Option<Role>, Key, &'static str, &'static str);

const IMPACT: Ask = (Some(Role::Impact), Key::Impact, "Impact", "Who felt it, and how would they tell it?");
const FOUND: Ask =
    (Some(Role::Detection), Key::Detection, "Detection", "How did somebody come to know that something was up?");
const SURPRISE: Ask =
    (Some(Role::Surprise), Key::Surprise, "What surprised us", "What was different from what people expected?");
const HELPED: Ask =
    (Some(Role::Helped), Key::Helped, "What went well", "What helped, and how did people come to think of it?");

/// The questions that a reader of `page` is left with; none for what is no incident or near miss of this house.
pub(super) fn questions(snapshot: &Snapshot, ix: PageIx, page: &Page) -> Vec<OpenQuestion> {
    let Some(incident) = page.incident() else { return Vec::new() };
    if !matches!(incident.kind, IncidentKind::Incident | IncidentKind::NearMiss) {
        return Vec::new();
    }
    let open = |line: usize| opens(snapshot, &page.source.shown_path, line, 1);
    let ask = |(role, key, heading, question): Ask| unanswered(page, role, heading, question.to_owned(), key, &open);
    let own = |key: Key, question: String| OpenQuestion {
        question,
        key: key.name(),
        heading: None,
        anchor: None,
        editor: open(1),
    };
    let mut asked = Vec::new();
    if incident.impact.is_none() && incident.customer_story.is_none() && incident.kind == IncidentKind::Incident {
        asked.extend(ask(IMPACT));
    }
    if incident.detection.is_none() && incident.alerts.is_empty() {
        asked.extend(ask(FOUND));
    }
    if incident.surprise.is_empty() {
        asked.extend(ask(SURPRISE));
    }
    asked.extend(times(incident).map(|(key, question)| own(key, question.to_owned())));
    if let Some(factor) = untold_factor(snapshot, ix, page) {
        let question = format!("How did “{factor}” come about, and how did it show?");
        asked.extend(unanswered(page, Some(Role::Factors), "Contributing factors", question, Key::Factors, &open));
    }
    let of_follow_ups = owners(incident).into_iter().chain(opened(incident));
    asked.extend(of_follow_ups.map(|question| own(Key::Actions, question)));
    if incident.helped.is_empty() && incident.lucky.is_empty() {
        asked.extend(ask(HELPED));
    }
    asked.truncate(MOST);
    asked
}

/// A question, unless a section of `role` answers it. One that is there and empty is where the answer goes.
fn unanswered(
    page: &Page,
    role: Option<Role>,
    heading: &str,
    question: String,
    key: Key,
    open: &dyn Fn(usize) -> Option<String>,
) -> Option<OpenQuestion> {
    let section = role.and_then(|role| page.section(role));
    let Some(section) = section else {
        return Some(OpenQuestion {
            question,
            key: key.name(),
            heading: Some(heading.to_owned()),
            anchor: None,
            editor: open(1),
        });
    };
    let says = page.text[section.body.clone()].contains(char::is_alphanumeric);
    let at = page.source_span(&section.heading).start;
    let line = page.source.line(at);
    let (heading, anchor) = (Some(section.title.clone()), Some(section.anchor.clone()));
    (!says).then(|| OpenQuestion { question, key: key.name(), heading, anchor, editor: open(line) })
}

/// What is not known of the times; that somebody wrote `unknown` is an answer.
fn times(incident: &Incident) -> impl Iterator<Item = (Key, &'static str)> {
    let (times, durations) = (&incident.times, &incident.durations);
    let is_long = durations.total.is_some() || durations.recovery.is_some() || durations.mitigation.is_some();
    let is_over = times.resolved.is_some() || times.mitigated.is_some() || is_long;
    let began = times.started.is_none().then_some((Key::Started, "When did it begin, as far as anybody can tell?"));
    let ended = (!is_over).then_some((Key::Resolved, "When was it over, and how could people tell?"));
    began.into_iter().chain(ended)
}

/// The first factor of the front matter that the text never speaks of.
fn untold_factor(snapshot: &Snapshot, ix: PageIx, page: &Page) -> Option<String> {
    let links = &snapshot.views.site().links;
    let facets = links.facets_of[ix].get(&FacetKind::Factor)?;
    let factors = facets.iter().map(|&at| &links.facets[&FacetKind::Factor][at]);
    let told = folded(page.body());
    let is_told = |name: &String| {
        let words = folded(name);
        !words.is_empty() && words.split(' ').all(|word| told.contains(stem(word)))
    };
    let mut untold =
        factors.filter(|factor| ![&factor.id, &factor.name].into_iter().chain(&factor.aliases).any(is_told));
    untold.next().map(|factor| factor.name.clone())
}

/// A word without what grammar changes: enough to see whether a text speaks of it.
fn stem(word: &str) -> &str {
    let keep = word.char_indices().nth(4).map_or(word.len(), |(at, _)| at);
    &word[..keep]
}

fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Who will look after what is still to be done.
fn owners(incident: &Incident) -> Option<String> {
    let is_alone = |state| matches!(state, None | Some(ActionState::Open | ActionState::Doing));
    let alone = incident.actions.iter().map(|action| &action.value);
    let alone: Vec<_> = alone.filter(|action| action.owner.is_none() && is_alone(action.state)).collect();
    let first = shorten(&crate::parse::fragment_text(&alone.first()?.text), 60);
    Some(match alone.len() {
        1 => format!("Which team will look after “{first}”?"),
        2 => format!("Which team will look after “{first}” and one more follow-up?"),
        more => format!("Which teams will look after “{first}” and {} more follow-ups?", more - 1),
    })
}

/// Since when what is open has been so: without it, nobody sees its age.
fn opened(incident: &Incident) -> Option<String> {
    let is_open = |state| matches!(state, Some(ActionState::Open | ActionState::Doing));
    let mut ageless = incident.actions.iter().map(|action| &action.value);
    let first = ageless.find(|action| is_open(action.state) && action.opened.is_none())?;
    Some(format!("When was “{}” opened?", shorten(&crate::parse::fragment_text(&first.text), 60)))
}
