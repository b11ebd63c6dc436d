//! How soon notes were taken and people met becomes sentences.

use crate::analyse::trends::Selection;
use crate::analyse::trends::notes::{Change, Delays, Notes};
use crate::analyse::trends::period_comparison::Lengths;
use crate::analyse::trends::small_numbers::{self, Median};
use crate::answers::changed_medians;
use crate::statistics::Interval;
use crate::wording::english;
use crate::words::durations;
use crate::words::estimates::{between_shares, percent};
use crate::words::numbers::{self, large_count, thousands};
use crate::words::phrases::{capital, spoken_list};

pub(super) const DAY: f64 = 86_400.0;

/// What is said of one of the two kinds.
pub(super) struct DelayKind<'n, 't> {
    pub(super) delays: &'n Delays<'t>,
    /// `first notes`.
    pub(super) name: &'static str,
    /// `had first notes`.
    pub(super) happened: &'static str,
    /// `until there were first notes`.
    pub(super) until: &'static str,
}

impl DelayKind<'_, '_> {
    /// What happened to so many: `was talked about`.
    pub(super) fn did(&self, n: usize) -> String {
        if n == 1 { self.happened.replacen("were ", "was ", 1) } else { self.happened.to_owned() }
    }
}

/// The kinds of which there is any.
pub(super) fn kinds<'n, 't>(notes: &'n Notes<'t>) -> Vec<DelayKind<'n, 't>> {
    let first = DelayKind {
        delays: &notes.notes,
        name: "first notes",
        happened: "had first notes",
        until: "until there were first notes",
    };
    let review = DelayKind {
        delays: &notes.review,
        name: "review",
        happened: "were talked about",
        until: "until they were talked about",
    };
    [first, review].into_iter().filter(|kind| !kind.delays.values.is_empty()).collect()
}

pub(super) fn lead(kinds: &[DelayKind<'_, '_>]) -> String {
    let part = |kind: &DelayKind<'_, '_>| {
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
pub(super) fn length(seconds: f64, delays: &Delays<'_>) -> String {
    let days = seconds / DAY;
    match delays.by_day() {
        0 => durations::in_one_unit(english(), seconds),
        _ if seconds < 1.0 => String::from("the same day"),
        // The middle between two days is within the later one.
        all if all == delays.values.len() => numbers::large_count(days.ceil() as usize, "day", "days"),
        _ => durations::in_one_unit(english(), seconds),
    }
}

fn between(interval: Interval, delays: &Delays<'_>) -> String {
    format!("between {} and {}", length(interval.low, delays), length(interval.high, delays))
}

pub(super) fn within(kind: &DelayKind<'_, '_>) -> String {
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
pub(super) fn changed(kind: &DelayKind<'_, '_>, selection: &Selection<'_>) -> Vec<String> {
    let Some(Change { names, sorted, .. }) = kind.delays.change.as_ref().filter(|change| change.told()) else {
        return Vec::new();
    };
    let when = (format!("in {}", names.0), format!("in {}", names.1));
    let seed = |what: &str| selection.seed(&format!("{} {what}", kind.name));
    let lengths = Lengths {
        medians: (small_numbers::median(&sorted.0, seed("before")), small_numbers::median(&sorted.1, seed("after"))),
        ratio: small_numbers::medians(&sorted.0, &sorted.1, seed("change")),
    };
    changed_medians::medians(kind.until, (&when.0, &when.1), &lengths)
}

/// The kinds of which nothing can be said about change, and why.
pub(super) fn uncompared(kinds: &[DelayKind<'_, '_>]) -> Option<String> {
    let found = |kind: &&DelayKind<'_, '_>| !kind.delays.change.as_ref().is_some_and(Change::told);
    let uncompared: Vec<&DelayKind<'_, '_>> = kinds.iter().filter(found).collect();
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
