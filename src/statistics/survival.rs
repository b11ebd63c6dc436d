//! Times, some of which have not ended yet, become the share that is still open after each, with its band.

use crate::statistics::{Interval, TAIL, Z};

/// One time, from the start until it ended, or until we stopped looking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// How long, in any one unit.
    pub time: f64,
    /// Whether it ended then; if not it was still open when last seen (censored).
    pub ended: bool,
}

/// What is known of the share that is still open from one time on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The time, in the unit of the observations.
    pub time: f64,
    /// How many were open and watched just before.
    pub at_risk: usize,
    /// How many of them ended at that time.
    pub ended: usize,
    /// How many were last seen at that time, still open.
    pub censored: usize,
    /// The share that is open from that time until the next step.
    pub survival: f64,
    /// Where that share may lie, at this one time: the band is pointwise.
    pub interval: Interval,
}

/// The share that is still open over time, when some have not ended yet: one step for each distinct time, ascending.
///
/// Before the first step the share is 1. Of equal times ends come before censorings: who was last seen open at a time was open at it. A time
/// at which some were censored and none ended has a step of the same share. Censoring must not tell anything of what would have been.
///
/// The band is Greenwood's, carried through log(-log), so it stays within 0 and 1. There it is not defined (R prints `NA`), so where all are
/// still open it reaches down to the exact limit for no end among those at risk (Clopper & Pearson 1934), and where none is left it reaches
/// from 0 to where it reached before, or if all ended at once to the exact limit for that. With few at risk any band is too narrow.
///
/// Source: Kaplan & Meier (1958), Greenwood (1926), Kalbfleisch & Prentice (1980); as R's `survfit(conf.type = "log-log")`.
/// Cost: a sort.
#[must_use]
pub fn kaplan_meier(observations: &[Observation]) -> Vec<Step> {
    let mut sorted: Vec<&Observation> = observations.iter().collect();
    sorted.sort_by(|a, b| a.time.total_cmp(&b.time));
    let mut steps: Vec<Step> = Vec::new();
    let (mut survival, mut greenwood, mut at_risk) = (1.0, 0.0, sorted.len());
    for tied in sorted.chunk_by(|a, b| a.time == b.time) {
        let ended = tied.iter().filter(|observation| observation.ended).count();
        let left = at_risk - ended;
        survival *= left as f64 / at_risk as f64;
        greenwood += ended as f64 / (at_risk as f64 * left as f64);
        let before = steps.last().map(|step: &Step| step.interval);
        let interval = band(survival, greenwood, at_risk, before);
        steps.push(Step { time: tied[0].time, at_risk, ended, censored: tied.len() - ended, survival, interval });
        at_risk -= tied.len();
    }
    steps
}

/// The band at one time; `greenwood` is the variance of the logarithm of the share.
fn band(survival: f64, greenwood: f64, at_risk: usize, before: Option<Interval>) -> Interval {
    // If none of n ends, or all do, the share that remains lies on this side of the limit.
    let limit = TAIL.powf((at_risk as f64).recip());
    if survival <= 0.0 {
        return Interval { low: 0.0, high: before.map_or(1.0 - limit, |before| before.high) };
    }
    if survival >= 1.0 {
        return Interval { low: limit, high: 1.0 };
    }
    let reach = Z * greenwood.sqrt() / survival.ln();
    Interval { low: survival.powf((-reach).exp()), high: survival.powf(reach.exp()) }
}

/// The first time from which at most half are open; `None` when more than half still are at the end, which is itself worth saying.
///
/// Source: as R's `survfit`, but where the share is exactly one half R takes the middle of that step, this takes its begin. Cost: one pass.
#[must_use]
pub fn median_survival(steps: &[Step]) -> Option<f64> {
    // A product of fractions that is one half may be a little more as a float.
    steps.iter().find(|step| step.survival <= 0.5 + 1e-12).map(|step| step.time)
}

/// Where that time may lie: from when the band reaches down to one half, until it lies below; infinite when it never does.
///
/// `None` when the band stays above one half. Source: Brookmeyer & Crowley (1982), as R's `survfit` with `conf.type = "log-log"`. Cost: one pass.
#[must_use]
pub fn median_survival_interval(steps: &[Step]) -> Option<Interval> {
    let first = |end: fn(Interval) -> f64| steps.iter().find(|step| end(step.interval) <= 0.5 + 1e-12);
    let low = first(|interval| interval.low)?.time;
    Some(Interval { low, high: first(|interval| interval.high).map_or(f64::INFINITY, |step| step.time) })
}

#[cfg(test)]
mod tests;
