//! Numbers about how soon it was written down and talked about become sentences, a table, and two curves.

mod delays_in_words;
mod note_figures;

use crate::analyse::trends::notes::{MARKED, Notes, notes};
use crate::analyse::trends::{Gap, IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, reason};
use crate::answers::notes::delays_in_words::{changed, kinds, lead, uncompared, within};
use crate::answers::notes::note_figures::{EVEN, drawing, table};
use crate::charts::Drawing;
use crate::charts::curves::curve::SOONEST;
use crate::link::PageIx;
use crate::site::Site;
use crate::wording::english;
use crate::words::durations;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::capital;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What notes and reviews say.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let notes = notes(selection);
    let kinds = kinds(&notes);
    let mut sentences: Vec<String> = kinds.iter().map(within).collect();
    sentences.extend(kinds.iter().flat_map(|kind| changed(kind, selection)));
    sentences.extend(uncompared(&kinds));
    sentences.push(String::from(
        "Memories fade and mix with what others tell within days, for notes as for what is said in a review. 72 hours are marked for that \
         reason; neither length is a target.",
    ));
    Answer {
        question: Question::Notes,
        lead: lead(&kinds),
        sentences,
        caption: told(selection, &notes),
        talk: talk(&notes, selection),
        figures: vec![Figure {
            key: "notes",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Curves(drawing(&kinds)),
            table: table(&notes),
        }],
    }
}

fn told(selection: &Selection<'_>, notes: &Notes<'_>) -> String {
    let told = Question::Notes.told(selection);
    let neither = |facts: &IncidentFacts| match (facts.until_notes.gap(), facts.until_review.gap()) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
    let all = gaps(selection, neither);
    let mut caption = caption(selection, told, "say when first notes were taken or when people met", &all);
    let kinds = [(&notes.notes, "first notes", true), (&notes.review, "review", false)];
    for (delays, name, is_notes) in kinds {
        // What is silent is told above; what is known badly is worth its own words.
        let gap = |facts: &IncidentFacts| if is_notes { facts.until_notes.gap() } else { facts.until_review.gap() };
        let gaps = gaps(selection, |facts| gap(facts).filter(|gap| *gap != Gap::Silent));
        let n = delays.values.len();
        let of = |some: usize, what: &str| match some {
            0 => None,
            some if some == n => Some(format!("all {what}")),
            some => Some(format!("{} of them {what}", thousands(some))),
        };
        let badly = gaps.iter().map(|(gap, n)| reason(*gap, *n));
        let known = [of(delays.by_day(), "known only to the day"), of(delays.inferred(), "read from the text")];
        let parts: Vec<String> = known.into_iter().flatten().chain(badly).collect();
        if n > 0 || !parts.is_empty() {
            let parts: String = parts.iter().map(|part| format!(", {part}")).collect();
            caption.push_str(&format!(" {}: {}{parts}.", capital(name), thousands(n)));
        }
    }
    if notes.notes.by_day() + notes.review.by_day() > 0 {
        caption.push_str(
            " What is known only to the day is counted in whole days of the calendar: the same day is 0, and the third day is within 72 hours.",
        );
    }
    let values = || notes.notes.values.iter().chain(&notes.review.values).map(|value| value.delay.seconds);
    let soon = values().filter(|seconds| *seconds < SOONEST).count();
    if soon > 0 && values().any(|seconds| seconds > EVEN) {
        let soon = large_count(soon, "length of time is", "lengths of time are");
        let least = durations::in_one_unit(english(), SOONEST);
        caption.push_str(&format!(" {soon} below {least} and drawn where the axis begins."));
    }
    caption
}

fn talk(notes: &Notes<'_>, selection: &Selection<'_>) -> Vec<Talk> {
    let reviewed = &notes.review.values;
    let pages = |late: bool| -> Vec<PageIx> {
        let found = |value: &&crate::analyse::trends::notes::Value<'_>| (value.delay.seconds > MARKED) == late;
        reviewed.iter().rev().filter(found).take(some(reviewed.len())).map(|value| value.facts.page).collect()
    };
    let (late, soon) = (pages(true), pages(false));
    let mut talk = Vec::new();
    if !late.is_empty() {
        talk.push(Talk {
            text: String::from(
                "It was longest until people met about these. What was still remembered then, and what had to be pieced together?",
            ),
            incidents: late,
        });
    }
    if !soon.is_empty() {
        talk.push(Talk {
            text: String::from(
                "People met about these within 72 hours. What did that make possible, and what was not known yet?",
            ),
            incidents: soon,
        });
    }
    let noted = notes.notes.values.len();
    if noted * 2 < selection.n() {
        let silent = large_count(selection.n() - noted, "incident does", "incidents do");
        talk.push(Talk {
            text: format!("{silent} not say when first notes were taken. Where do people keep what they saw until it is written up?"),
            incidents: Vec::new(),
        });
    } else if talk.len() < 3 {
        talk.push(Talk {
            text: String::from(
                "First notes were taken soonest here. What made it easy to write something down in the middle of it?",
            ),
            incidents: notes.notes.values.iter().take(some(noted)).map(|value| value.facts.page).collect(),
        });
    }
    talk
}

/// As many as are named; of few, half of them, so that the soonest and the latest are not the same.
fn some(of: usize) -> usize {
    of.div_ceil(2).min(NAMED)
}
