//! Numbers about how soon it was written down and talked about become sentences, a table, and two curves.

use crate::analyse::trends::notes::{Change, Delays, MARKED, Notes, notes};
use crate::analyse::trends::period_comparison::Lengths;
use crate::analyse::trends::small_numbers::{self, Median};
use crate::analyse::trends::{Gap, IncidentFacts, Question, Selection};
use crate::link::PageIx;
use crate::render::Views;
use crate::render::charts::Drawing;
use crate::render::charts::curves::{self, Curve, Curves, Dot, Spread, Step};
use crate::render::trends::caption::{caption, gaps, reason};
use crate::render::trends::table::{Cell, Column, Table};
use crate::render::trends::{Answer, Figure, Talk, change};
use crate::statistics::{Interval, ecdf};
use crate::words::durations;
use crate::words::estimates::{between_shares, percent};
use crate::words::numbers::{self, large_count, thousands};
use crate::words::phrases::{capital, spoken_list};

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// Up to so many dots stand on a curve; of more the curve alone says all.
const DOTS: usize = 150;

/// Beyond this length an even axis would leave 72 hours no room.
const EVEN: f64 = 60.0 * DAY;

const DAY: f64 = 86_400.0;

const HOUR: f64 = 3_600.0;

/// The lengths of time at which the table counts.
const STEPS: [f64; 10] =
    [HOUR, 6.0 * HOUR, DAY, MARKED, 7.0 * DAY, 14.0 * DAY, 28.0 * DAY, 56.0 * DAY, 182.0 * DAY, 364.0 * DAY];

/// What is said of one of the two kinds.
struct Kind<'n, 't> {
    delays: &'n Delays<'t>,
    /// `first notes`.
    name: &'static str,
    /// `had first notes`.
    happened: &'static str,
    /// `until there were first notes`.
    until: &'static str,
}

impl Kind<'_, '_> {
    /// What happened to so many: `was talked about`.
    fn did(&self, n: usize) -> String {
        if n == 1 { self.happened.replacen("were ", "was ", 1) } else { self.happened.to_owned() }
    }
}

/// What notes and reviews say.
pub(super) fn answer(_: &Views, selection: &Selection<'_>) -> Answer {
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

/// The kinds of which there is any.
fn kinds<'n, 't>(notes: &'n Notes<'t>) -> Vec<Kind<'n, 't>> {
    let first = Kind {
        delays: &notes.notes,
        name: "first notes",
        happened: "had first notes",
        until: "until there were first notes",
    };
    let review = Kind {
        delays: &notes.review,
        name: "review",
        happened: "were talked about",
        until: "until they were talked about",
    };
    [first, review].into_iter().filter(|kind| !kind.delays.values.is_empty()).collect()
}

fn lead(kinds: &[Kind<'_, '_>]) -> String {
    let part = |kind: &Kind<'_, '_>| {
        let Median { n, value, interval, .. } = kind.delays.median;
        let n = large_count(n, "incident", "incidents");
        match (value, interval) {
            (Some(value), Some(interval)) => format!(
                "half of {n} {} within {} (95 % interval {})",
                kind.happened,
                length(value, kind.delays),
                between(interval, kind.delays)
            ),
            (Some(value), None) => {
                format!("half of {n} {} within {}, too few for an interval", kind.happened, length(value, kind.delays))
            }
            _ => format!("{n} {}, too few to say how soon", kind.did(kind.delays.median.n)),
        }
    };
    let parts: Vec<String> = kinds.iter().map(part).collect();
    format!("{}.", capital(&parts.join("; ")))
}

/// A length of time; of whole days, none is the same day.
fn length(seconds: f64, delays: &Delays<'_>) -> String {
    let days = seconds / DAY;
    match delays.by_day() {
        0 => durations::in_one_unit(seconds),
        _ if seconds < 1.0 => String::from("the same day"),
        // The middle between two days is within the later one.
        all if all == delays.values.len() => numbers::large_count(days.ceil() as usize, "day", "days"),
        _ => durations::in_one_unit(seconds),
    }
}

fn between(interval: Interval, delays: &Delays<'_>) -> String {
    format!("between {} and {}", length(interval.low, delays), length(interval.high, delays))
}

fn within(kind: &Kind<'_, '_>) -> String {
    let within = kind.delays.within;
    let none = within.count == 0 && within.of > 1;
    let some = if none { String::from("none") } else { thousands(within.count) };
    let counted = capital(&format!("{some} of {} {} within 72 hours", thousands(within.of), kind.did(within.of)));
    match within.share {
        Some((share, interval)) => {
            format!("{counted}: {} (95 % interval {}).", percent(share), between_shares(interval))
        }
        None => format!("{counted}."),
    }
}

/// What a kind's two periods say, where they are enough.
fn changed(kind: &Kind<'_, '_>, selection: &Selection<'_>) -> Vec<String> {
    let Some(Change { names, sorted, .. }) = kind.delays.change.as_ref().filter(|change| change.told()) else {
        return Vec::new();
    };
    let when = (format!("in {}", names.0), format!("in {}", names.1));
    let seed = |what: &str| selection.seed(&format!("{} {what}", kind.name));
    let lengths = Lengths {
        medians: (small_numbers::median(&sorted.0, seed("before")), small_numbers::median(&sorted.1, seed("after"))),
        ratio: small_numbers::medians(&sorted.0, &sorted.1, seed("change")),
    };
    change::medians(kind.until, (&when.0, &when.1), &lengths)
}

/// The kinds of which nothing can be said about change, and why.
fn uncompared(kinds: &[Kind<'_, '_>]) -> Option<String> {
    let found = |kind: &&Kind<'_, '_>| !kind.delays.change.as_ref().is_some_and(Change::told);
    let uncompared: Vec<&Kind<'_, '_>> = kinds.iter().filter(found).collect();
    let names: Vec<String> = uncompared.iter().map(|kind| kind.name.to_owned()).collect();
    let changes: Vec<&Change> = uncompared.iter().filter_map(|kind| kind.delays.change.as_ref()).collect();
    let Some(first) = changes.first().filter(|_| changes.len() == uncompared.len()) else {
        return (!names.is_empty()).then(|| {
            let needs = "it needs two years side by side with some in both, the earlier one seen from its first day";
            format!("Whether that changed for {} cannot be said: {needs}.", spoken_list(&names))
        });
    };
    let of = |(change, name): (&&Change, &String)| {
        format!("{} and {} for {name}", thousands(change.sorted.0.len()), thousands(change.sorted.1.len()))
    };
    let counts: Vec<String> = changes.iter().zip(&names).map(of).collect();
    Some(format!(
        "Whether that changed cannot be said: {} and {} have {}, and a comparison needs {} on either side.",
        first.names.0,
        first.names.1,
        spoken_list(&counts),
        small_numbers::INTERVAL_FROM
    ))
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
    let soon = values().filter(|seconds| *seconds < curves::LEAST).count();
    if soon > 0 && values().any(|seconds| seconds > EVEN) {
        let soon = large_count(soon, "length of time is", "lengths of time are");
        let least = durations::in_one_unit(curves::LEAST);
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

fn drawing(kinds: &[Kind<'_, '_>]) -> Curves {
    let longest = kinds.iter().filter_map(|kind| kind.delays.values.last()).map(|value| value.delay.seconds);
    let longest = longest.fold(0.0, f64::max);
    let said: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{} {}", thousands(kind.delays.values.len()), kind.did(kind.delays.values.len())))
        .collect();
    Curves {
        title: String::from("How soon first notes were taken and people met"),
        description: format!(
            "Curves that rise by one incident at a time, from the start of the incident on: {}. The longest took {}. 72 hours are marked. The \
             table below has the same numbers.",
            spoken_list(&said),
            durations::in_one_unit(longest)
        ),
        since: "since the incident began",
        spread: if longest > EVEN { Spread::Logarithmic } else { Spread::Even },
        curves: kinds.iter().map(curve).collect(),
        marked: Some((MARKED, String::from("72 hours"))),
    }
}

fn curve(kind: &Kind<'_, '_>) -> Curve {
    let values = &kind.delays.values;
    let sorted: Vec<f64> = values.iter().map(|value| value.delay.seconds).collect();
    let step = |(time, share): (f64, f64)| Step { time, share, band: None, censored: false };
    let dot = |(at, value): (usize, &crate::analyse::trends::notes::Value<'_>)| Dot {
        page: value.facts.page,
        time: value.delay.seconds,
        share: (at + 1) as f64 / values.len() as f64,
        ring: value.inferred,
    };
    let dots = if values.len() <= DOTS { values.iter().enumerate().map(dot).collect() } else { Vec::new() };
    Curve {
        name: kind.name,
        start: 0.0,
        steps: if kind.delays.has_curve() { ecdf(&sorted).into_iter().map(step).collect() } else { Vec::new() },
        dots,
        watched: Vec::new(),
    }
}

fn table(notes: &Notes<'_>) -> Table {
    let cells = |delays: &Delays<'_>, within: f64| {
        let count = delays.values.iter().filter(|value| value.delay.seconds <= within).count();
        let share = small_numbers::share(count, delays.values.len()).share;
        let end = |pick: fn(Interval) -> f64| share.map_or(Cell::Empty, |(_, interval)| Cell::Share(pick(interval)));
        let part = share.map_or(Cell::Empty, |(share, _)| Cell::Share(share));
        [Cell::Count(count as u64), part, end(|interval| interval.low), end(|interval| interval.high)]
    };
    let longest = |delays: &Delays<'_>| delays.values.last().map_or(0.0, |value| value.delay.seconds);
    let longest = longest(&notes.notes).max(longest(&notes.review));
    let all = STEPS.iter().position(|step| *step >= longest).map_or(STEPS.len(), |at| at + 1);
    let beyond = (all == STEPS.len() && longest > STEPS[all - 1]).then_some(longest);
    let row = |within: f64| {
        let first = [Cell::Length(within)];
        first.into_iter().chain(cells(&notes.notes, within)).chain(cells(&notes.review, within)).collect()
    };
    Table {
        columns: vec![
            Column::new("within_seconds", "Within"),
            Column::new("notes", "First notes"),
            Column::new("notes_share", "Share"),
            Column::new("notes_share_low", "from"),
            Column::new("notes_share_high", "to"),
            Column::new("reviews", "Reviews"),
            Column::new("reviews_share", "Share"),
            Column::new("reviews_share_low", "from"),
            Column::new("reviews_share_high", "to"),
        ],
        rows: STEPS[..all].iter().copied().chain(beyond).map(row).collect(),
    }
}
