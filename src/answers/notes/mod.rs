//! Numbers about how soon it was written down and talked about become sentences, a table, and two curves.

mod delays_in_words;
mod note_figures;

use crate::analyse::trends::notes::{MARKED, Notes, notes};
use crate::analyse::trends::{Gap, IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, reason};
use crate::answers::notes::delays_in_words::{DelayKind, changed, kinds, lead, uncompared, within};
use crate::answers::notes::note_figures::{EVEN, drawing, table};
use crate::charts::Drawing;
use crate::charts::curves::curve::SOONEST;
use crate::link::PageIx;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::durations;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What notes and reviews say.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let notes = notes(selection);
    let kinds = kinds(&notes);
    let mut sentences: Vec<String> = kinds.iter().map(|kind| within(wording, kind)).collect();
    sentences.extend(kinds.iter().flat_map(|kind| changed(wording, kind, selection)));
    sentences.extend(uncompared(wording, &kinds));
    sentences.push(wording.say("trends.notes.memory"));
    Answer {
        question: Question::Notes,
        lead: lead(wording, &kinds),
        sentences,
        caption: told(wording, selection, &notes),
        talk: talk(wording, &notes, selection),
        figures: vec![Figure {
            key: "notes",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Curves(drawing(wording, &kinds)),
            table: table(wording, &notes),
        }],
    }
}

fn told(wording: &Wording, selection: &Selection<'_>, notes: &Notes<'_>) -> String {
    let told = Question::Notes.told(selection);
    let neither = |facts: &IncidentFacts| match (facts.until_notes.gap(), facts.until_review.gap()) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
    let all = gaps(selection, neither);
    let mut caption = caption(wording, selection, told, "trends.told.notes", &all);
    let kinds = [(&notes.notes, true), (&notes.review, false)];
    for (delays, is_notes) in kinds {
        caption.extend(known(wording, selection, &DelayKind { delays, is_notes }));
    }
    if notes.notes.by_day() + notes.review.by_day() > 0 {
        caption.push(wording.say("trends.notes.by_day"));
    }
    let values = || notes.notes.values.iter().chain(&notes.review.values).map(|value| value.delay.seconds);
    let soon = values().filter(|seconds| *seconds < SOONEST).count();
    if soon > 0 && values().any(|seconds| seconds > EVEN) {
        let least = durations::in_one_unit(wording, SOONEST);
        caption.push(wording.large("trends.notes.soon", soon, &[("length", &least)]));
    }
    wording.paragraph(&caption)
}

/// How many of a kind are known, and how badly; nothing of none.
fn known(wording: &Wording, selection: &Selection<'_>, kind: &DelayKind<'_, '_>) -> Option<String> {
    // What is silent is told before; what is known badly is worth its own words.
    let gap = |facts: &IncidentFacts| if kind.is_notes { facts.until_notes.gap() } else { facts.until_review.gap() };
    let gaps = gaps(selection, |facts| gap(facts).filter(|gap| *gap != Gap::Silent));
    let n = kind.delays.values.len();
    let of = |count: usize, all: &str, some: &str| match count {
        0 => None,
        count if count == n => Some(wording.say(all)),
        count => Some(wording.fill(some, &[("count", &wording.thousands(count))])),
    };
    let by_day = of(kind.delays.by_day(), "trends.notes.all_by_day", "trends.notes.some_by_day");
    let inferred = of(kind.delays.inferred(), "trends.notes.all_from_text", "trends.notes.some_from_text");
    let badly = gaps.iter().map(|(gap, n)| reason(wording, *gap, *n));
    let how: Vec<String> = by_day.into_iter().chain(inferred).chain(badly).collect();
    if n == 0 && how.is_empty() {
        return None;
    }
    let parts: Vec<String> = std::iter::once(wording.large("trends.of_bare", n, &[])).chain(how).collect();
    let parts = parts.join(&wording.say("list.between"));
    Some(wording.fill(&kind.key("known"), &[("parts", &parts)]))
}

fn talk(wording: &Wording, notes: &Notes<'_>, selection: &Selection<'_>) -> Vec<Talk> {
    let reviewed = &notes.review.values;
    let pages = |late: bool| -> Vec<PageIx> {
        let found = |value: &&crate::analyse::trends::notes::Value<'_>| (value.delay.seconds > MARKED) == late;
        reviewed.iter().rev().filter(found).take(some(reviewed.len())).map(|value| value.facts.page).collect()
    };
    let (late, soon) = (pages(true), pages(false));
    let mut talk = Vec::new();
    if !late.is_empty() {
        talk.push(Talk { text: wording.say("trends.notes.talk_late"), incidents: late });
    }
    if !soon.is_empty() {
        talk.push(Talk { text: wording.say("trends.notes.talk_soon"), incidents: soon });
    }
    let noted = notes.notes.values.len();
    if noted * 2 < selection.n() {
        let text = wording.large("trends.notes.talk_silent", selection.n() - noted, &[]);
        talk.push(Talk { text, incidents: Vec::new() });
    } else if talk.len() < 3 {
        talk.push(Talk {
            text: wording.say("trends.notes.talk_first"),
            incidents: notes.notes.values.iter().take(some(noted)).map(|value| value.facts.page).collect(),
        });
    }
    talk
}

/// As many as are named; of few, half of them, so that the soonest and the latest are not the same.
fn some(of: usize) -> usize {
    of.div_ceil(2).min(NAMED)
}
