//! What the picture of a timeline shows: phases and entries, in seconds, with the words that name them.

use jiff::tz::TimeZone;

/// What is drawn. Times are in seconds since 1970.
#[derive(Debug)]
pub(crate) struct Course {
    /// The phases, in order.
    pub(crate) phases: Vec<CoursePhase>,
    /// The entries, in written order.
    pub(crate) marks: Vec<CourseMark>,
    /// What the rows of entries are called.
    pub(crate) lanes: Vec<String>,
    /// The house's zone.
    pub(crate) zone: TimeZone,
    /// Whether it is known where the clocks hang: else the axis names no zone.
    pub(crate) is_placed: bool,
    /// Words about what was there before: `latent since March 2021`.
    pub(crate) before: Option<String>,
    /// The picture in one line, and in words.
    pub(crate) title: String,
    /// See `title`.
    pub(crate) description: String,
}

/// A phase of an incident.
#[derive(Debug)]
pub(crate) struct CoursePhase {
    pub(crate) kind: PhaseKind,
    /// `Unnoticed: 6 minutes`.
    pub(crate) label: String,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// What people knew and felt in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhaseKind {
    /// Nobody knew.
    Unnoticed,
    /// It was being understood and dealt with.
    UnderWay,
    /// The harm had stopped.
    Mitigated,
}

/// An entry.
#[derive(Debug)]
pub(crate) struct CourseMark {
    pub(crate) from: i64,
    /// The end, when it is a stretch.
    pub(crate) until: Option<i64>,
    /// Whether the time is only about right.
    pub(crate) vague: bool,
    /// The row it belongs to.
    pub(crate) lane: usize,
}
