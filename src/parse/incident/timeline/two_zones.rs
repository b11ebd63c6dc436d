//! A timeline that is told twice, in a section for each of two zones, becomes one: its rows are those of the first.
//!
//! The second is told twice only where each of its rows says the same, at the same moment, in another zone's time.

use crate::model::{SaidZone, Span, TimelineEntry};
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::times::{RunningClock, zone_in};

/// The first of several sections that each say their zone.
pub(super) struct FirstZone {
    clock: RunningClock,
    /// Its rows.
    from: usize,
    to: usize,
}

impl EntryLog<'_, '_> {
    /// Reads the stretch `i` of a timeline, whose heading or the one around it may say a zone; unless it says again what `first` did.
    pub(super) fn zoned_region(&mut self, i: usize, first: &mut Option<FirstZone>) {
        let regions = &self.body.regions;
        let region = &regions[i];
        let around = regions[..i].iter().rev().find(|other| other.level > 0 && other.level < region.level);
        let sorted = (!region.own).then_some(region).or(around).filter(|sorted| is_zone_alone(&sorted.title));
        let stated = sorted.and_then(|sorted| Some((zone_in(&sorted.title)?, sorted.heading.clone())));
        if stated.is_none() && !(region.own && zone_in(&region.title).is_some()) {
            return self.region(i);
        }
        let (clock, mark) = (self.clock.clone(), self.mark());
        if let Some(first) = first.as_ref() {
            self.clock = first.clock.clone();
        }
        self.in_zone(i, stated.clone());
        let rows = mark.entries()..self.entries.len();
        let Some(known) = first.as_ref() else {
            if !rows.is_empty() {
                *first = Some(FirstZone { clock, from: rows.start, to: rows.end });
            }
            return;
        };
        let is_again = says_the_same(&self.entries[known.from..known.to], &self.entries[rows]);
        self.back_to(mark);
        self.clock = clock;
        if !is_again {
            self.in_zone(i, stated);
        }
    }

    fn in_zone(&mut self, i: usize, stated: Option<(SaidZone, Span)>) {
        if let Some((zone, place)) = stated {
            self.take_zone(zone, &place);
        }
        self.region(i);
    }
}

/// Whether a heading says a zone and no more.
fn is_zone_alone(title: &str) -> bool {
    title.split_whitespace().count() <= 2 && zone_in(title).is_some()
}

/// Whether two timelines are one, told in two zones.
fn says_the_same(one: &[TimelineEntry], other: &[TimelineEntry]) -> bool {
    let same = |(a, b): (&TimelineEntry, &TimelineEntry)| {
        let moments = a.at.known().zip(b.at.known());
        let is_same_moment = moments.is_some_and(|(a, b)| a.sort_instant() == b.sort_instant());
        is_same_moment && a.text == b.text && a.written != b.written
    };
    !one.is_empty() && one.len() == other.len() && one.iter().zip(other).all(same)
}
