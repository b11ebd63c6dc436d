//! An incident becomes what a wall says of it: the authors' sentences in plain text, cut to whole ones where they are long.

use serde::Serialize;

use crate::model::{CustomerStory, Fact, Incident, Page, Reference, Surprise};
use crate::views::walls::wall::Wall;
use crate::wording::{Wording, english};
use crate::words::{latent, phrases};

/// Sentences that stand for themselves, or that stand under labels.
#[derive(Default, Serialize)]
pub(crate) struct WallPart {
    sentences: Vec<String>,
    /// What is said of the sentences, in our words: how long before.
    note: Option<String>,
    pairs: Vec<WallPair>,
    /// How the pairs are read: `contrast` side by side, `under` their labels, `alerts` in lines.
    form: &'static str,
}

/// Sentences under a label.
#[derive(Serialize)]
struct WallPair {
    label: String,
    texts: Vec<String>,
}

/// The longest text, in characters; whole sentences where they fit.
const LENGTH: usize = 320;

/// Surprises of one incident.
const SURPRISES: usize = 3;

/// What was learned, helped, or is not understood, of one incident.
const SENTENCES: usize = 5;

/// What was lucky, or could be tried.
const BESIDE: usize = 3;

/// Old references of one incident.
const REFERENCES: usize = 3;

/// Whether an incident stands on a wall.
pub(super) fn says(page: &Page, wall: Wall) -> bool {
    page.incident().is_some_and(|incident| !parts(english(), page, incident, wall).0.is_empty())
}

/// What is shown, and how much is left out.
pub(crate) fn parts(wording: &Wording, page: &Page, incident: &Incident, wall: Wall) -> (Vec<WallPart>, usize) {
    match wall {
        Wall::Takeaways => beside(&incident.takeaways, String::new(), &[]),
        Wall::Surprises => surprises(wording, incident),
        Wall::Helped => beside(&incident.helped, wording.say("wall.lucky"), &incident.lucky),
        Wall::Questions => beside(&incident.open_questions, wording.say("wall.try"), &incident.rehearse),
        Wall::Signals => (signals(wording, incident), 0),
        Wall::Latent => latent(wording, page),
        Wall::Support => {
            (incident.customer_story.iter().filter_map(|story| support(wording, &story.value)).collect(), 0)
        }
    }
}

fn told(text: &str) -> Option<String> {
    Some(phrases::sentences(text, LENGTH)).filter(|text| !text.is_empty())
}

fn sentences(texts: impl IntoIterator<Item = String>) -> WallPart {
    WallPart { sentences: texts.into_iter().collect(), ..WallPart::default() }
}

fn paired(form: &'static str, pairs: impl IntoIterator<Item = WallPair>) -> WallPart {
    WallPart { pairs: pairs.into_iter().collect(), form, ..WallPart::default() }
}

fn pair(label: String, text: Option<String>) -> Option<WallPair> {
    Some(WallPair { label, texts: vec![text?] })
}

fn surprises(wording: &Wording, incident: &Incident) -> (Vec<WallPart>, usize) {
    let part = |fact: &Fact<Surprise>| match &fact.value {
        Surprise::Sentence(sentence) => told(sentence).map(|text| sentences([text])),
        Surprise::Contrast { expected, actual } => match (told(expected), told(actual)) {
            (None, None) => None,
            (None, Some(text)) => Some(sentences([text])),
            (expected, actual) => {
                let pairs =
                    [pair(wording.say("incident.expected"), expected), pair(wording.say("incident.actual"), actual)];
                Some(paired("contrast", pairs.into_iter().flatten()))
            }
        },
    };
    let mut parts: Vec<WallPart> = incident.surprise.iter().filter_map(part).collect();
    let more = parts.len().saturating_sub(SURPRISES);
    parts.truncate(SURPRISES);
    (parts, more)
}

/// Sentences, and others under a label.
fn beside(facts: &[Fact<String>], label: String, others: &[Fact<String>]) -> (Vec<WallPart>, usize) {
    let (mut told, mut labelled) =
        (phrases::told(facts, LENGTH, usize::MAX), phrases::told(others, LENGTH, usize::MAX));
    let more = told.len().saturating_sub(SENTENCES) + labelled.len().saturating_sub(BESIDE);
    told.truncate(SENTENCES);
    labelled.truncate(BESIDE);
    let mut parts = Vec::new();
    if !told.is_empty() {
        parts.push(sentences(told));
    }
    if !labelled.is_empty() {
        parts.push(paired("under", [WallPair { label, texts: labelled }]));
    }
    (parts, more)
}

/// The verdicts on alerts that did not tell what they were there for, and the key of how each is said.
const VERDICTS: [(&str, &str); 4] =
    [("late", "wall.late"), ("missed", "wall.missed"), ("misleading", "wall.misleading"), ("noisy", "wall.noisy")];

fn signals(wording: &Wording, incident: &Incident) -> Vec<WallPart> {
    let mut parts: Vec<WallPart> =
        incident.signal_existed.iter().filter_map(|fact| told(&fact.value)).map(|text| sentences([text])).collect();
    let pairs = VERDICTS.iter().filter_map(|(verdict, key)| {
        let has = |found: &&crate::model::Alert| {
            found.verdict.as_deref().is_some_and(|word| word.trim().eq_ignore_ascii_case(verdict))
        };
        let names: Vec<String> = incident.alerts.iter().filter(has).filter_map(|alert| told(&alert.name)).collect();
        pair(wording.say(key), Some(wording.list(&names)).filter(|names| !names.is_empty()))
    });
    let pairs: Vec<WallPair> = pairs.collect();
    if !pairs.is_empty() {
        parts.push(paired("alerts", pairs));
    }
    parts
}

fn latent(wording: &Wording, page: &Page) -> (Vec<WallPart>, usize) {
    let mut old: Vec<&Reference> = page.refs.iter().filter(|reference| latent::is_latent(page, reference)).collect();
    old.sort_by_key(|reference| reference.date.as_ref().map(crate::model::Moment::sort_instant));
    let part = |reference: &Reference| {
        let named =
            [&reference.title, &reference.kind, &reference.url].into_iter().flatten().find_map(|text| told(text));
        Some(WallPart { note: Some(latent::written(wording, page, reference)?), ..sentences([named?]) })
    };
    let mut parts: Vec<WallPart> = old.into_iter().filter_map(part).collect();
    let more = parts.len().saturating_sub(REFERENCES);
    parts.truncate(REFERENCES);
    (parts, more)
}

fn support(wording: &Wording, story: &CustomerStory) -> Option<WallPart> {
    let told = |text: &Option<String>| text.as_deref().and_then(told);
    let pairs = [
        pair(wording.say("incident.they_saw"), told(&story.saw)),
        pair(wording.say("incident.tell_them"), told(&story.tell)),
        pair(wording.say("incident.what_changes"), told(&story.changes)),
    ];
    let pairs: Vec<WallPair> = pairs.into_iter().flatten().collect();
    (!pairs.is_empty()).then(|| paired("under", pairs))
}
