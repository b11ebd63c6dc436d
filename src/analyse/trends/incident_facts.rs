//! What can be counted of one incident.

use jiff::civil::Date;
use strum::IntoStaticStr;

use crate::analyse::trends::first_page::FirstPage;
use crate::analyse::trends::known_or_gap::Known;
use crate::link::PageIx;
use crate::model::{ActionState, IncidentKind, Moment, Precision};

/// Whether an incident counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Setting {
    /// It happened here, or nearly.
    #[strum(serialize = "yes")]
    Here,
    /// It was tried on purpose.
    Exercise,
    /// Something went right.
    Success,
    /// It happened to somebody else.
    Elsewhere,
    /// Its author asks that it is left out (`exclude_from_trends`).
    Excluded,
    /// It is later than "today".
    Later,
}

impl Setting {
    /// Its word for programs: `yes`, or why it does not count.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// One row of the table: an incident. Lengths of time are in seconds.
#[derive(Debug, Clone)]
pub struct IncidentFacts {
    /// The incident.
    pub page: PageIx,
    /// What sort it is.
    pub kind: IncidentKind,
    /// Whether it counts.
    pub setting: Setting,
    /// The day it began, on the clock it is told by; of a month or a year, the first day.
    pub date: Known<Date>,
    /// Whether `date` is the day it was published, since no day of its own is stated.
    pub by_publication: bool,
    /// How exactly `date` is known: [`Precision::Day`], [`Precision::Month`] or [`Precision::Year`].
    pub precision: Precision,
    /// When it began.
    pub started: Known<Moment>,
    /// When somebody or something noticed.
    pub detected: Known<Moment>,
    /// When a person took it on.
    pub acknowledged: Known<Moment>,
    /// When the harm stopped.
    pub mitigated: Known<Moment>,
    /// When all was well.
    pub resolved: Known<Moment>,
    /// When the first first-hand notes were taken.
    pub captured: Known<Moment>,
    /// When people met about it.
    pub reviewed: Known<Moment>,
    /// From the start until somebody knew.
    pub until_detected: Known<f64>,
    /// From the start until the harm stopped.
    pub until_mitigated: Known<f64>,
    /// From the start until all was well.
    pub until_resolved: Known<f64>,
    /// From the start until first-hand notes were taken.
    pub until_notes: Known<Delay>,
    /// From the start until people met about it.
    pub until_review: Known<Delay>,
    /// When the first person was called, on that person's clock.
    pub first_page: Known<FirstPage>,
    /// People who took part.
    pub people: Known<u32>,
    /// People who were paged.
    pub paged: Known<u32>,
    /// People who were paged out of hours.
    pub paged_out_of_hours: Known<u32>,
    /// People who helped while off call.
    pub pulled_in_off_call: Known<u32>,
    /// How it was found, as one word.
    pub detection: Known<String>,
    /// The severity, as index into its facet.
    pub severity: Option<Member>,
    /// Services, as indices into their facet, ascending.
    pub services: Vec<Member>,
    /// Teams, likewise.
    pub teams: Vec<Member>,
    /// Contributing factors, likewise.
    pub factors: Vec<Member>,
    /// Conditions people worked under, in lower case with spaces, sorted, each once.
    pub conditions: Vec<String>,
    /// Its follow-ups, in written order.
    pub actions: Vec<ActionFacts>,
}

/// A value of a facet that an incident has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// The index into [`crate::link::Links::facets`] of its kind.
    pub facet: usize,
    /// Whether it was read from the prose.
    pub inferred: bool,
}

/// A length of time between two moments of which one may be known only to the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delay {
    /// In seconds; whole days where one end is known only to the day.
    pub seconds: f64,
    /// Whether it counts days of the calendar.
    pub by_day: bool,
}

/// What can be counted of a follow-up. Who owns it is not among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFacts {
    /// Where it stands, where that is said.
    pub state: Option<ActionState>,
    /// Whether it says why.
    pub has_reason: bool,
    /// The order of importance, 1 first.
    pub rank: Option<u32>,
    /// When it was opened.
    pub opened: Option<Date>,
    /// When it was closed, in whatever way.
    pub closed: Option<Date>,
    /// Whether it was read from the prose.
    pub inferred: bool,
}

impl IncidentFacts {
    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.setting == Setting::Here
    }
}
