//! Bins of the calendar become slots along one or more lines, with the words below them.

use std::ops::Range;

use crate::analyse::trends::Bin;
use crate::charts::svg::{Anchor, Svg, width};
use crate::wording::Wording;
use crate::words::periods;

/// A bin as an axis shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// `March 2024`, for what a pointer shows.
    pub(crate) name: String,
    /// `Mar`.
    pub(crate) short: String,
    /// The year that begins with it, or that it is the first of.
    pub(crate) year: Option<i16>,
    /// Whether all its days were seen.
    pub(crate) whole: bool,
}

/// The size of letters.
pub(super) const SIZE: f64 = 12.0;

/// The height that the words below a line take.
pub(super) const FOOT: f64 = 38.0;

/// The narrowest slot that a dot fits into.
const LEAST: f64 = 13.0;

/// Slots from `left` to `right`.
#[derive(Debug)]
pub(super) struct Calendar<'s> {
    slots: &'s [Slot],
    left: f64,
    right: f64,
    /// The most slots on a line.
    per_line: usize,
}

/// The slots of bins.
pub(crate) fn slots(wording: &Wording, bins: &[Bin]) -> Vec<Slot> {
    let mut before = None;
    let slot = |bin: &Bin| {
        let year = Some(bin.from.year()).filter(|year| before != Some(*year));
        before = Some(bin.from.year());
        Slot { name: periods::bin(wording, bin), short: periods::short_bin(wording, bin), year, whole: bin.whole }
    };
    bins.iter().map(slot).collect()
}

impl<'s> Calendar<'s> {
    /// As many slots on each line as fit; lines break between years where they can.
    pub(super) fn new(slots: &'s [Slot], left: f64, right: f64) -> Self {
        Self::spaced(slots, left, right, LEAST)
    }

    /// The same with slots at least as wide as `least`.
    pub(super) fn spaced(slots: &'s [Slot], left: f64, right: f64, least: f64) -> Self {
        let fit = (((right - left) / least) as usize).max(1);
        let per_line = match slots.len() {
            few if few <= fit => few.max(1),
            _ => {
                // Whole years on a line: 12, 4, 2 or 1 slots each.
                let year = slots.iter().skip(1).position(|slot| slot.year.is_some()).map_or(1, |at| at + 1);
                let inner = slots.iter().enumerate().filter(|(_, slot)| slot.year.is_some()).map(|(at, _)| at);
                let starts: Vec<usize> = inner.collect();
                let year = starts.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(year).max(1);
                if year <= fit { fit / year * year } else { fit }
            }
        };
        Self { slots, left, right, per_line }
    }

    /// All slots on one line, however little room they have.
    pub(super) fn on_one_line(slots: &'s [Slot], left: f64, right: f64) -> Self {
        Self { slots, left, right, per_line: slots.len().max(1) }
    }

    /// The slots of each line.
    pub(super) fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut from = 0;
        while from < self.slots.len() {
            // A first year that is not whole does not push the others out of line.
            let mut until = (from + self.per_line).min(self.slots.len());
            if until < self.slots.len() && self.slots[until].year.is_none() {
                let start = (from + 1..until).rev().find(|&at| self.slots[at].year.is_some());
                until = start.unwrap_or(until);
            }
            lines.push(from..until);
            from = until;
        }
        lines
    }

    /// How wide a slot is.
    pub(super) fn wide(&self) -> f64 {
        (self.right - self.left) / self.per_line as f64
    }

    /// The middle of a slot of a line that begins with `first`.
    pub(super) fn x(&self, first: usize, slot: usize) -> f64 {
        self.left + (slot - first) as f64 * self.wide() + self.wide() / 2.0
    }

    /// The words below a line: bins where there is room for them, and years.
    pub(super) fn words(&self, svg: &mut Svg, line: &Range<usize>, y: f64) {
        let wide = self.wide();
        let need = self.slots.iter().map(|slot| width(&slot.short, SIZE)).fold(0.0, f64::max) + 6.0;
        let every = (1..).find(|n| *n as f64 * wide >= need).unwrap_or(1);
        let yearly = self.slots.iter().all(|slot| slot.year.is_some_and(|year| slot.short == year.to_string()));
        let (mut year_end, mut bin_end) = (f64::MIN, f64::MIN);
        for slot in line.clone() {
            let x = self.x(line.start, slot);
            let place = self.slots[line.start..slot].iter().rev().position(|s| s.year.is_some()).map_or(0, |at| at + 1);
            let place = if self.slots[slot].year.is_some() { 0 } else { place };
            let shown = if yearly {
                (slot - line.start).is_multiple_of(every)
            } else {
                every <= 3 && place.is_multiple_of(every)
            };
            let half = width(&self.slots[slot].short, SIZE) / 2.0;
            if shown && x - half > bin_end {
                svg.text("chart-quiet", (x, y + 15.0), Anchor::Middle, &self.slots[slot].short);
                bin_end = x + half;
            }
            let year = self.slots[slot].year.filter(|_| !yearly);
            let year = year.or((slot == line.start && !yearly).then(|| self.year_of(slot)).flatten());
            if let Some(year) = year {
                svg.line("chart-axis", (x - wide / 2.0, y), (x - wide / 2.0, y + 5.0));
                let text = year.to_string();
                let at = x - wide / 2.0 + 2.0;
                if at > year_end {
                    let low = if every <= 3 { 31.0 } else { 17.0 };
                    svg.text("chart-words", (at, y + low), Anchor::Start, &text);
                    year_end = at + width(&text, SIZE) + 4.0;
                }
            }
        }
    }

    fn year_of(&self, slot: usize) -> Option<i16> {
        self.slots[..=slot].iter().rev().find_map(|slot| slot.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(count: usize, first: usize) -> Vec<Slot> {
        let slot = |at: usize| Slot {
            name: String::new(),
            short: String::from("Jan"),
            year: (at == first || at.is_multiple_of(12)).then_some(2020 + (at / 12) as i16),
            whole: true,
        };
        (first..first + count).map(slot).collect()
    }

    #[test]
    fn lines_break_between_years() {
        let slots = months(30, 9);
        assert_eq!(Calendar::new(&slots, 30.0, 288.0).lines(), [0..3, 3..15, 15..27, 27..30]);
        assert_eq!(Calendar::new(&slots, 30.0, 672.0).lines().len(), 1);
    }
}
