//! How soon notes were taken and people met becomes sentences.

use crate::analyse::trends::Selection;
use crate::analyse::trends::notes::{Change, Delays, Notes};
use crate::analyse::trends::period_comparison::Lengths;
use crate::analyse::trends::small_numbers::{self, Median};
use crate::answers::changed_medians;
use crate::statistics::Interval;
use crate::wording::Wording;
use crate::words::durations;
use crate::words::estimates::{self, between_shares, percent};
use crate::words::periods::side_name;
use crate::words::phrases::capital;

pub(super) const DAY: f64 = 86_400.0;

/// What is said of one of the two kinds.
pub(super) struct DelayKind<'n, 't> {
    pub(super) delays: &'n Delays<'t>,
    /// Whether it is first notes, and no review.
    pub(super) is_notes: bool,
}

impl DelayKind<'_, '_> {
    /// The key of what is said of it.
    pub(super) fn key(&self, what: &str) -> String {
        format!("trends.delay.{}.{what}", if self.is_notes { "notes" } else { "review" })
    }

    /// What its draws begin with.
    fn seed(&self) -> &'static str {
        if self.is_notes { "first notes" } else { "review" }
    }
}

/// The kinds of which there is any.
pub(super) fn kinds<'n, 't>(notes: &'n Notes<'t>) -> Vec<DelayKind<'n, 't>> {
    let first = DelayKind { delays: &notes.notes, is_notes: true };
    let review = DelayKind { delays: &notes.review, is_notes: false };
    [first, review].into_iter().filter(|kind| !kind.delays.values.is_empty()).collect()
}

pub(super) fn lead(wording: &Wording, kinds: &[DelayKind<'_, '_>]) -> String {
    let part = |kind: &DelayKind<'_, '_>| {
        let Median { n, value, interval, .. } = kind.delays.median;
        let Some(value) = value else { return wording.large(&kind.key("few"), n, &[]) };
        let of = wording.large("trends.of_incidents", n, &[]);
        let mut filling = vec![("of", of), ("length", length(wording, value, kind.delays))];
        match interval {
            Some(interval) => {
                filling.push(("interval", between(wording, interval, kind.delays)));
                wording.compose(&kind.key("interval"), &filling)
            }
            None => wording.compose(&kind.key("alone"), &filling),
        }
    };
    wording.sentence(&kinds.iter().map(part).collect::<Vec<_>>())
}

/// A length of time; of whole days, none is the same day.
pub(super) fn length(wording: &Wording, seconds: f64, delays: &Delays<'_>) -> String {
    let days = seconds / DAY;
    match delays.by_day() {
        0 => durations::in_one_unit(wording, seconds),
        _ if seconds < 1.0 => wording.say("trends.notes.same_day"),
        // The middle between two days is within the later one.
        all if all == delays.values.len() => wording.large("length.day", days.ceil() as usize, &[]),
        _ => durations::in_one_unit(wording, seconds),
    }
}

fn between(wording: &Wording, interval: Interval, delays: &Delays<'_>) -> String {
    let [low, high] = [interval.low, interval.high].map(|seconds| length(wording, seconds, delays));
    estimates::between(wording, &low, &high)
}

pub(super) fn within(wording: &Wording, kind: &DelayKind<'_, '_>) -> String {
    let within = kind.delays.within;
    let none = within.count == 0 && within.of > 1;
    let some = if none { wording.say("trends.notes.none") } else { wording.thousands(within.count) };
    let counted = capital(&wording.large(&kind.key("within"), within.of, &[("some", &some)]));
    match within.share {
        Some((share, interval)) => {
            let filling = [
                ("counted", counted),
                ("percent", percent(wording, share)),
                ("interval", between_shares(wording, interval)),
            ];
            wording.compose("trends.notes.within_share", &filling)
        }
        None => wording.fill("trends.notes.within", &[("counted", &counted)]),
    }
}

/// What a kind's two periods say, where they are enough.
pub(super) fn changed(wording: &Wording, kind: &DelayKind<'_, '_>, selection: &Selection<'_>) -> Vec<String> {
    let Some(Change { names, sorted, .. }) = kind.delays.change.as_ref().filter(|change| change.told()) else {
        return Vec::new();
    };
    let seed = |what: &str| selection.seed(&format!("{} {what}", kind.seed()));
    let lengths = Lengths {
        medians: (small_numbers::median(&sorted.0), small_numbers::median(&sorted.1)),
        ratio: small_numbers::medians(&sorted.0, &sorted.1, seed("change")),
    };
    let until = wording.say(if kind.is_notes { "trends.until.notes" } else { "trends.until.review" });
    changed_medians::medians(wording, &until, *names, &lengths)
}

/// The kinds of which nothing can be said about change, and why.
pub(super) fn uncompared(wording: &Wording, kinds: &[DelayKind<'_, '_>]) -> Option<String> {
    let found = |kind: &&DelayKind<'_, '_>| !kind.delays.change.as_ref().is_some_and(Change::told);
    let uncompared: Vec<&DelayKind<'_, '_>> = kinds.iter().filter(found).collect();
    let changes: Vec<&Change> = uncompared.iter().filter_map(|kind| kind.delays.change.as_ref()).collect();
    let Some(first) = changes.first().filter(|_| changes.len() == uncompared.len()) else {
        let names: Vec<String> = uncompared.iter().map(|kind| wording.say(&kind.key("name"))).collect();
        return (!names.is_empty())
            .then(|| wording.fill("trends.notes.uncompared", &[("names", &wording.list(&names))]));
    };
    let of = |(change, kind): (&&Change, &&DelayKind<'_, '_>)| {
        let counts = [&change.sorted.0, &change.sorted.1].map(|sorted| wording.thousands(sorted.len()));
        wording.fill(&kind.key("counts"), &[("before", &counts[0]), ("after", &counts[1])])
    };
    let counts: Vec<String> = changes.iter().zip(&uncompared).map(of).collect();
    let filling = [
        ("first", side_name(wording, first.names.0)),
        ("second", side_name(wording, first.names.1)),
        ("counts", wording.list(&counts)),
        ("from", small_numbers::INTERVAL_FROM.to_string()),
    ];
    Some(wording.compose("trends.notes.uncompared_few", &filling))
}
