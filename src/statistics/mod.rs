//! Numbers become estimates, each with its interval. Knows nothing of incidents, charts or dates.
//!
//! Every function is pure and total: for any numbers but NaN it returns the same value each time and never panics. What needs chance takes
//! a [`Seed`]. Special functions come from `statrs`, draws from `rand_distr` and `rand_pcg`; each doc comment names where its formula is
//! from, and the tests hold published values or those of SciPy, statsmodels and lifelines.
//!
//! | question | function |
//! |---|---|
//! | how sure is one count, and what counts are usual | [`count_interval`], [`usual_counts`] |
//! | did a rate change, or vary at all | [`compare_counts`], [`unremarkable_counts`], [`dispersion_p`] |
//! | how sure is a share, and did it change | [`wilson`], [`compare_shares`], [`visible_difference`] |
//! | what is usual among durations, and did it change | [`quantile`], [`median`], [`median_interval`], [`compare_medians`] |
//! | how long until something ends, when not all has ended | [`kaplan_meier`], [`median_survival`], [`median_survival_interval`] |
//! | how durations are spread | [`ecdf`] |
//! | do two things come together more than by chance | [`co_occurrence`] |
//! | how much do two identical periods differ | [`identical_periods`] |

mod bootstrap;
mod co_occurrence;
mod ecdf;
mod false_alarms;
mod median_interval;
mod poisson;
mod proportion;
mod quantile;
mod survival;
mod tail_probability;

pub use bootstrap::{MedianRatio, RESAMPLES, Seed, compare_medians};
pub use co_occurrence::{Together, together};
pub use ecdf::ecdf;
pub use false_alarms::{Identical, SIMULATIONS, identical_periods};
pub use median_interval::median_interval;
pub use poisson::{RateRatio, compare_counts, count_interval, dispersion_p, unremarkable_counts, usual_counts};
pub use proportion::{Difference, compare_shares, visible_difference, wilson};
pub use quantile::{median, quantile};
pub use survival::{Observation, Step, kaplan_meier, median_survival, median_survival_interval};

/// Two ends of an interval, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end, which may be 0.
    pub low: f64,
    /// The upper end, which may be infinite.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies between the ends, or on one.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The confidence of every interval here; each is two-sided, and one is called different when its p is below `1 - CONFIDENCE`.
pub const CONFIDENCE: f64 = 0.95;

/// What is left out at either end of an interval.
const TAIL: f64 = 0.025;

/// The standard normal deviate that leaves [`TAIL`] above it.
const Z: f64 = 1.959963984540054;

/// The standard normal deviate below which four in five lie: the chance with which a "visible" change would be seen.
const Z_SEEN: f64 = 0.8416212335729143;

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, Normal};

    use super::{CONFIDENCE, TAIL, Z, Z_SEEN};

    #[test]
    fn the_constants_agree_with_one_another() {
        assert!((TAIL - (1.0 - CONFIDENCE) / 2.0).abs() < 1e-15);
        assert!((Z - Normal::standard().inverse_cdf(1.0 - TAIL)).abs() < 1e-12);
        assert!((Z_SEEN - Normal::standard().inverse_cdf(0.8)).abs() < 1e-12);
    }
}
