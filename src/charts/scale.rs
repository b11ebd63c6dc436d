//! Values become heights, with round ticks.

use crate::wording::Wording;
use crate::words::estimates::percent;

/// A line from a lowest to a highest value, drawn upwards.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    /// Where the lowest and the highest value stand.
    base: f64,
    top: f64,
    /// See [`Kind`].
    kind: ScaleKind,
    /// Where 0 stands on a logarithmic scale: apart from the rest, where it has no other place.
    zero: Option<f64>,
    /// Round values, lowest first, and what is written beside them.
    pub(super) ticks: Vec<(f64, String)>,
}

/// What equal distances are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScaleKind {
    /// Equal differences.
    Even,
    /// Equal factors.
    Logarithmic,
    /// Nearly equal differences between small values, and nearly equal factors between large ones; 0 has a place.
    Wide,
}

/// What values are, so that they can be drawn and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Lengths of time in seconds, on a logarithmic scale.
    Lengths,
    /// How many of something.
    Counts,
}

/// Counts up to here stand at equal distances.
const EVEN: f64 = 20.0;

/// Counts that stand beside a scale of many.
const COUNTS: [f64; 16] = [0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6];

/// An end of a scale is round if that makes it longer by no more than this factor.
const NEAR: f64 = 1.6;

/// Lengths of time that stand beside a logarithmic axis.
const LENGTHS: [(f64, &str); 12] = [
    (1.0, "axis.second"),
    (10.0, "axis.ten_seconds"),
    (60.0, "axis.minute"),
    (600.0, "axis.ten_minutes"),
    (3_600.0, "axis.hour"),
    (6.0 * 3_600.0, "axis.six_hours"),
    (86_400.0, "axis.day"),
    (7.0 * 86_400.0, "axis.week"),
    (30.0 * 86_400.0, "axis.thirty_days"),
    (182.0 * 86_400.0, "axis.six_months"),
    (365.0 * 86_400.0, "axis.year"),
    (3650.0 * 86_400.0, "axis.ten_years"),
];

/// Steps of an even axis of time, in seconds; beyond the first days weeks, which months are not.
const SPANS: [f64; 16] = [
    3_600.0,
    3.0 * 3_600.0,
    6.0 * 3_600.0,
    12.0 * 3_600.0,
    DAY,
    2.0 * DAY,
    7.0 * DAY,
    14.0 * DAY,
    28.0 * DAY,
    56.0 * DAY,
    91.0 * DAY,
    182.0 * DAY,
    364.0 * DAY,
    728.0 * DAY,
    1456.0 * DAY,
    3640.0 * DAY,
];

const DAY: f64 = 86_400.0;

/// The room that a tick of an even axis of time needs.
const TICK: f64 = 66.0;

impl Measure {
    /// A value in words: `1 hour 26 minutes`, `12`.
    pub(super) fn words(self, wording: &Wording, value: f64) -> String {
        match self {
            Measure::Lengths => {
                let seconds = if value.is_finite() { value.round() as i64 } else { 0 };
                crate::words::durations::length(wording, jiff::SignedDuration::from_secs(seconds))
            }
            Measure::Counts => wording.grouped(&format!("{value:.0}")),
        }
    }
}

impl Scale {
    /// Counts from 0 to at least `most`, drawn from `base` up to `top`, with at most about five ticks.
    pub(super) fn counts(wording: &Wording, most: f64, base: f64, top: f64) -> Self {
        let most = most.max(1.0);
        let rough = most / 4.0;
        let magnitude = 10f64.powf(rough.log10().floor()).max(1.0);
        let step = [1.0, 2.0, 5.0, 10.0].iter().map(|m| m * magnitude).find(|s| *s >= rough).unwrap_or(magnitude);
        let high = (most / step).ceil() * step;
        let steps = (high / step).round() as usize;
        let tick = |n: usize| {
            let value = n as f64 * step;
            (value, wording.grouped(&format!("{value:.0}")))
        };
        Self { low: 0.0, high, base, top, kind: ScaleKind::Even, zero: None, ticks: (0..=steps).map(tick).collect() }
    }

    /// Shares from 0 to 1.
    pub(super) fn shares(wording: &Wording, base: f64, top: f64) -> Self {
        Self::shares_to(wording, 1.0, base, top)
    }

    /// Shares from 0 to a round one that is at least `most`.
    pub(super) fn shares_to(wording: &Wording, most: f64, base: f64, top: f64) -> Self {
        let high = [0.1, 0.2, 0.4, 0.6, 0.8].into_iter().find(|high| *high >= most).unwrap_or(1.0);
        let tick = |value: f64| (value, percent(wording, value));
        Self {
            low: 0.0,
            high,
            base,
            top,
            kind: ScaleKind::Even,
            zero: None,
            ticks: [0.0, high / 2.0, high].map(tick).to_vec(),
        }
    }

    /// Lengths of time in seconds, logarithmic, from at most `least` to at least `most`; what is below a second stands at the lowest.
    ///
    /// The ends are round where round ones are near.
    pub(super) fn lengths(wording: &Wording, least: f64, most: f64, base: f64, top: f64) -> Self {
        let least = least.max(1.0);
        let most = most.max(least * 2.0);
        let below = LENGTHS.iter().rfind(|(value, _)| *value <= least).map_or(least, |(value, _)| *value);
        let above = LENGTHS.iter().find(|(value, _)| *value >= most).map_or(most, |(value, _)| *value);
        let (low, high) = (below.max(least / NEAR), above.min(most * NEAR));
        let within = LENGTHS.iter().filter(|(value, _)| (low..=high).contains(value));
        let ticks = within.map(|(value, key)| (*value, wording.say(key))).collect();
        Self { low, high, base, top, kind: ScaleKind::Logarithmic, zero: None, ticks }
    }

    /// Counts from 0 to at least `most`: at equal distances when none is large, else with less room the larger they are.
    fn wide_counts(wording: &Wording, most: f64, base: f64, top: f64) -> Self {
        if most <= EVEN {
            return Self::counts(wording, most, base, top);
        }
        let high = COUNTS.iter().find(|value| **value >= most).map_or(most, |value| value.min(most * NEAR));
        let tick = |value: &f64| (*value, wording.grouped(&format!("{value:.0}")));
        let ticks = COUNTS.iter().filter(|value| **value <= high).map(tick).collect();
        Self { low: 0.0, high, base, top, kind: ScaleKind::Wide, zero: None, ticks }
    }

    /// A scale for values from `base` to `top`; lengths of none at all have a place of their own, so far `apart` from the others.
    pub(super) fn of(
        wording: &Wording,
        measure: Measure,
        values: impl Iterator<Item = f64>,
        (base, top): (f64, f64),
        apart: f64,
    ) -> Self {
        let (mut least, mut most, mut none) = (f64::INFINITY, 0.0_f64, false);
        for value in values {
            most = most.max(value);
            match value < 1.0 {
                true => none = true,
                false => least = least.min(value),
            }
        }
        match measure {
            Measure::Counts => Self::wide_counts(wording, most, base, top),
            Measure::Lengths if none => {
                let base_of_others = base + apart * (top - base).signum();
                let lengths = Self::lengths(wording, least.min(most), most, base_of_others, top);
                let ticks = std::iter::once((0.0, String::from("0"))).chain(lengths.ticks).collect();
                Self { zero: Some(base), ticks, ..lengths }
            }
            Measure::Lengths => Self::lengths(wording, least.min(most), most, base, top),
        }
    }

    /// Lengths of time in seconds from 0 to at least `most`, even, along a line from `left` to `right`: in hours, days or weeks.
    pub(super) fn spans(wording: &Wording, most: f64, left: f64, right: f64) -> Self {
        let most = most.max(SPANS[0]);
        let fits = |step: &&f64| most / **step * TICK <= right - left;
        let step = SPANS.iter().find(fits).copied().unwrap_or(SPANS[SPANS.len() - 1]);
        let (unit, name) = match step {
            step if step >= 7.0 * DAY => (7.0 * DAY, "length.week"),
            step if step >= DAY => (DAY, "length.day"),
            _ => (3_600.0, "length.hour"),
        };
        let tick = |n: u32| {
            let value = f64::from(n) * step;
            let text = match value / unit {
                0.0 => String::from("0"),
                count => wording.measure(name, &format!("{count:.0}")),
            };
            (value, text)
        };
        let ticks = (0..1000).map(tick).take_while(|(value, _)| *value <= most).collect();
        Self { low: 0.0, high: most, base: left, top: right, kind: ScaleKind::Even, zero: None, ticks }
    }

    /// Where a value stands; what is beyond an end stands at that end.
    pub(super) fn at(&self, value: f64) -> f64 {
        if let Some(zero) = self.zero.filter(|_| value < 1.0) {
            return zero;
        }
        let value = value.clamp(self.low, self.high);
        let share = match self.kind {
            ScaleKind::Even => (value - self.low) / (self.high - self.low),
            ScaleKind::Logarithmic => (value / self.low).ln() / (self.high / self.low).ln(),
            ScaleKind::Wide => (value - self.low).ln_1p() / (self.high - self.low).ln_1p(),
        };
        self.base + share * (self.top - self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::english;

    fn ticks(scale: &Scale) -> Vec<&str> {
        scale.ticks.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(&Scale::counts(english(), 0.0, 100.0, 0.0)), ["0", "1"]);
        assert_eq!(ticks(&Scale::counts(english(), 7.0, 100.0, 0.0)), ["0", "2", "4", "6", "8"]);
        assert_eq!(
            ticks(&Scale::counts(english(), 31_000.0, 100.0, 0.0)),
            ["0", "10,000", "20,000", "30,000", "40,000"]
        );
        assert_eq!(ticks(&Scale::lengths(english(), 90.0, 4000.0, 100.0, 0.0)), ["1 min", "10 min", "1 h"]);
        assert_eq!(ticks(&Scale::lengths(english(), 65.0, 14_000.0, 100.0, 0.0)), ["1 min", "10 min", "1 h", "6 h"]);
    }

    #[test]
    fn even_time_is_told_in_one_unit() {
        let day = 86_400.0;
        assert_eq!(ticks(&Scale::spans(english(), 30.0 * day, 36.0, 280.0)), ["0", "2 weeks", "4 weeks"]);
        assert_eq!(ticks(&Scale::spans(english(), 900.0 * day, 36.0, 280.0)), ["0", "52 weeks", "104 weeks"]);
        assert_eq!(ticks(&Scale::spans(english(), 3.0 * day, 36.0, 280.0)), ["0", "1 day", "2 days", "3 days"]);
        assert_eq!(ticks(&Scale::spans(english(), 0.0, 36.0, 280.0)), ["0", "1 hour"]);
    }

    #[test]
    fn many_counts_have_less_room_the_larger_they_are() {
        let few = Scale::of(english(), Measure::Counts, [0.0, 8.0].into_iter(), (0.0, 80.0), 18.0);
        assert_eq!((few.at(0.0), few.at(1.0), few.at(8.0)), (0.0, 10.0, 80.0));
        let many = Scale::of(english(), Measure::Counts, [0.0, 90.0].into_iter(), (0.0, 100.0), 18.0);
        assert_eq!(ticks(&many), ["0", "1", "2", "5", "10", "20", "50", "100"]);
        assert!(many.at(2.0) - many.at(1.0) > many.at(51.0) - many.at(50.0));
        assert_eq!((many.at(0.0), many.at(100.0)), (0.0, 100.0));
    }

    #[test]
    fn equal_factors_are_equal_distances_on_a_logarithmic_scale() {
        let scale = Scale::lengths(english(), 60.0, 3600.0, 100.0, 0.0);
        assert_eq!(scale.at(60.0), 100.0);
        assert_eq!(scale.at(3600.0), 0.0);
        assert!((scale.at(60.0) - scale.at(600.0) - (scale.at(360.0) - scale.at(3600.0))).abs() < 1e-9);
        assert_eq!(scale.at(0.0), 100.0);
    }

    #[test]
    fn no_time_at_all_stands_apart_and_leaves_the_scale_to_the_others() {
        let scale = Scale::of(english(), Measure::Lengths, [0.0, 600.0, 3600.0].into_iter(), (0.0, -100.0), 18.0);
        assert_eq!(ticks(&scale), ["0", "10 min", "1 h"]);
        assert_eq!([0.0, 600.0, 3600.0].map(|value| scale.at(value)), [0.0, -18.0, -100.0]);
        let only = Scale::of(english(), Measure::Lengths, [0.0].into_iter(), (0.0, 100.0), 18.0);
        assert_eq!((ticks(&only), only.at(0.0)), (vec!["0", "1 s"], 0.0));
    }
}
