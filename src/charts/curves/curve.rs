//! What there is to draw of steps over time: curves, with what stands on them and around them.

use crate::link::PageIx;
use crate::statistics::Interval;

/// Where a logarithmic axis begins at the earliest, in seconds; what is sooner stands there.
pub(crate) const SOONEST: f64 = 600.0;

/// Steps over time. Lengths of time are in seconds, shares from 0 to 1.
#[derive(Debug)]
pub(crate) struct Curves {
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
    /// Since when time is counted: `since it began`.
    pub(crate) since: String,
    /// Whether equal distances are equal factors.
    pub(crate) spread: Spread,
    /// One or two.
    pub(crate) curves: Vec<Curve>,
    /// A time that is marked, and its name.
    pub(crate) marked: Option<(f64, String)>,
}

/// How time is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// Equal distances are equal lengths of time.
    Even,
    /// Equal distances are equal factors.
    Logarithmic,
}

/// A curve.
#[derive(Debug)]
pub(crate) struct Curve {
    /// What is written beside it.
    pub(crate) name: String,
    /// The share before the first step: 1 of what falls, 0 of what rises.
    pub(crate) start: f64,
    /// Ascending. None where they are too few for a curve; then there are dots alone.
    pub(crate) steps: Vec<CurveStep>,
    /// Incidents at their places, where they are to be seen.
    pub(crate) dots: Vec<CurveDot>,
    /// How many are open and watched up to each step, for the line below the axis.
    pub(crate) watched: Vec<(f64, usize)>,
}

/// A step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CurveStep {
    pub(crate) time: f64,
    /// The share from then on.
    pub(crate) share: f64,
    /// Where that share may lie.
    pub(crate) band: Option<Interval>,
    /// Whether something was seen for the last time then.
    pub(crate) censored: bool,
}

/// An incident on a curve.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CurveDot {
    pub(crate) page: PageIx,
    pub(crate) time: f64,
    pub(crate) share: f64,
    pub(crate) ring: bool,
}
