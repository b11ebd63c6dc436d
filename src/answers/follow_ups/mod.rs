//! Numbers about what became of follow-ups become sentences, tables, a curve, and bars.
//!
//! There is no rate of closing here, and no target: closing is not the aim.

mod follow_up_figures;

use crate::analyse::trends::follow_ups::{FollowUps, STATES, Standing, Uncounted, closed, follow_ups};
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, inferred};
use crate::answers::counts_of_names::newest;
use crate::answers::follow_ups::follow_up_figures::{bars, closing, curves, drawn, reasons};
use crate::charts::Drawing;
use crate::model::ActionState;
use crate::site::Site;
use crate::statistics;
use crate::wording::english;
use crate::words::codes::state_in_a_sentence;
use crate::words::durations::days_or_weeks;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What follow-ups say.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let follow_ups = follow_ups(selection);
    let mut figures = Vec::new();
    if !follow_ups.curve.steps.is_empty() {
        figures.push(Figure {
            key: "closing",
            title: Some("How long they were open"),
            says: Vec::new(),
            drawing: Drawing::Curves(curves(&follow_ups)),
            table: closing(&follow_ups),
        });
    }
    figures.push(Figure {
        key: "reasons",
        title: Some("Where they stand, and whether it says why"),
        says: stand(&follow_ups),
        drawing: Drawing::Bars(bars(&follow_ups)),
        table: reasons(&follow_ups),
    });
    Answer {
        question: Question::FollowUps,
        lead: lead(&follow_ups),
        sentences: vec![String::from(
            "Closing is not the aim: what turned out not to be needed is an answer too, and a target would only change what is written down.",
        )],
        caption: told(selection, &follow_ups),
        talk: talk(&follow_ups),
        figures,
    }
}

fn lead(follow_ups: &FollowUps<'_>) -> String {
    let curve = &follow_ups.curve;
    let n = large_count(curve.n, "follow-up", "follow-ups");
    let open = large_count(curve.n - curve.ended, "is open", "are open");
    match (curve.half, curve.interval) {
        (Some(half), Some(interval)) => {
            format!("Half of {n} were closed in one way or another {} ({}).", within(half), between(interval))
        }
        (Some(half), None) => format!("Half of {n} were closed in one way or another {}.", within(half)),
        (None, _) if curve.steps.is_empty() => format!(
            "Of {n} {} closed in one way or another and {open}, too few closings to say how long they take.",
            large_count(curve.ended, "was", "were")
        ),
        (None, _) => format!(
            "Of {n} {} closed in one way or another and {open}; when half are closed is not to be seen yet.",
            large_count(curve.ended, "was", "were")
        ),
    }
}

fn within(days: f64) -> String {
    if days < 1.0 {
        String::from("on the day they were opened")
    } else {
        format!("within {}", days_or_weeks(english(), days))
    }
}

fn between(interval: statistics::Interval) -> String {
    let end = |days: f64| if days < 1.0 { String::from("the same day") } else { days_or_weeks(english(), days) };
    match interval.high.is_finite() {
        true => format!("95 % interval between {} and {}", end(interval.low), end(interval.high)),
        false => format!("95 % interval {} or later; its end is not to be seen yet", end(interval.low)),
    }
}

/// Where they stand, and how many of those let go say why.
fn stand(follow_ups: &FollowUps<'_>) -> Vec<String> {
    let standing = || STATES.into_iter().zip(follow_ups.standing).filter(|(_, standing)| standing.all() > 0);
    let said = |of: &dyn Fn(ActionState) -> bool| -> (usize, Vec<String>) {
        let these = || standing().filter(|(state, _)| of(*state));
        let words =
            these().map(|(state, standing)| format!("{} {}", thousands(standing.all()), state_in_a_sentence(state)));
        (these().map(|(_, standing)| standing.all()).sum(), words.collect())
    };
    let mut sentences = Vec::new();
    let (all_closed, ways) = said(&closed);
    if all_closed > 0 {
        sentences.push(format!("Of {} closed: {}.", thousands(all_closed), spoken_list(&ways)));
    }
    let (_, open) = said(&|state| !closed(state));
    if !open.is_empty() {
        sentences.push(format!("Not closed: {}.", spoken_list(&open)));
    }
    let told = |standing: &[Standing]| standing.iter().map(|standing| standing.told).sum::<usize>();
    let other: Vec<Standing> =
        standing().filter(|(state, _)| closed(*state) && *state != ActionState::Done).map(|(_, at)| at).collect();
    let others: usize = other.iter().map(|standing| standing.all()).sum();
    if others > 0 {
        sentences.push(match (others, told(&other)) {
            (1, told) => format!(
                "The one closed in another way than done {}.",
                if told == 1 { "says why" } else { "does not say why" }
            ),
            (all, told) if told == all => format!("All {} closed in another way than done say why.", thousands(all)),
            (all, 0) => format!("None of the {} closed in another way than done say why.", thousands(all)),
            (all, told) => {
                let say = large_count(told, "says why", "say why");
                format!("Of the {} closed in another way than done, {say}.", thousands(all))
            }
        });
    }
    sentences
}

fn told(selection: &Selection<'_>, follow_ups: &FollowUps<'_>) -> String {
    let told = Question::FollowUps.told(selection);
    let mut caption =
        caption(selection, told, "have follow-ups that say when they were opened", &gaps(selection, |_| None));
    let why: Vec<String> = follow_ups.uncounted.iter().map(|(why, n)| reason(*why, *n)).collect();
    let n = large_count(follow_ups.n, "follow-up", "follow-ups");
    caption.push_str(&match why.is_empty() {
        true if follow_ups.n == 1 => String::from(" It has 1 follow-up, which is in the curve."),
        true => format!(" All of their {n} are in the curve."),
        false => format!(
            " Of {n} in {}, {} in the curve; {}.",
            large_count(follow_ups.incidents, "incident", "incidents"),
            large_count(follow_ups.curve.n, "is", "are"),
            spoken_list(&why)
        ),
    });
    if let Some(as_of) = selection.trends.as_of.filter(|_| follow_ups.curve.n > follow_ups.curve.ended) {
        caption.push_str(&format!(
            " Those not closed count for as long as they were watched, until {}.",
            as_of.strftime("%-d %B %Y")
        ));
    }
    caption.push_str(&match drawn(follow_ups) {
        (_, 0, 0) => String::new(),
        (_, 0, open) => {
            format!(" {} for longer than the picture shows.", large_count(open, "was watched", "were watched"))
        }
        (_, closings, open) => format!(
            " {} later than the picture shows, and {} for longer.",
            large_count(closings, "was closed", "were closed"),
            large_count(open, "was watched", "were watched")
        ),
    });
    if !follow_ups.curve.steps.is_empty() {
        caption.push_str(
            " The band takes each by itself; those of one incident often end together, so it is rather too narrow.",
        );
    }
    caption.push_str(&inferred(follow_ups.inferred, "1 of the follow-ups", "of the follow-ups"));
    if follow_ups.unsaid > 0 {
        caption.push_str(&format!(
            " {} where they stand and {} not in the bars.",
            large_count(follow_ups.unsaid, "does not say", "do not say"),
            if follow_ups.unsaid == 1 { "is" } else { "are" }
        ));
    }
    caption
}

fn reason(why: Uncounted, n: usize) -> String {
    let does = |one: &str, many: &str| large_count(n, one, many);
    match why {
        Uncounted::NoOpening => does("does not say when it was opened", "do not say when they were opened"),
        Uncounted::NoClosing => does("is closed and does not say since when", "are closed and do not say since when"),
        Uncounted::Contradictory => does("contradicts itself", "contradict themselves"),
        Uncounted::NoState => does("does not say where it stands", "do not say where they stand"),
        Uncounted::Later => does("was opened after the day of this page", "were opened after the day of this page"),
    }
}

fn talk(follow_ups: &FollowUps<'_>) -> Vec<Talk> {
    let (with, without) = &follow_ups.otherwise;
    let mut talk = Vec::new();
    if let Some((_, days)) = follow_ups.waiting.first() {
        talk.push(Talk {
            text: format!(
                "These have the follow-ups that have been open for longest, up to {}. Which of them would be opened today, and what do they wait for?",
                days_or_weeks(english(), *days)
            ),
            incidents: follow_ups.waiting.iter().take(NAMED).map(|(facts, _)| facts.page).collect(),
        });
    }
    if !with.is_empty() {
        talk.push(Talk {
            text: String::from(
                "Follow-ups of these were let go for a reason. What was known then that was not known when they were written?",
            ),
            incidents: newest(with.iter().copied()),
        });
    }
    if !without.is_empty() {
        talk.push(Talk {
            text: String::from("Follow-ups of these were let go and do not say why. What would a reader want to know?"),
            incidents: newest(without.iter().copied()),
        });
    }
    if talk.is_empty() {
        talk.push(Talk {
            text: String::from("What did the follow-ups that were done change, and how would one notice?"),
            incidents: Vec::new(),
        });
    }
    talk
}
