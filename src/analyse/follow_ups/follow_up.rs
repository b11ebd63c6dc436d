//! One follow-up of a published incident: where it stands, and the days that its dates lie apart.

use jiff::Unit;
use jiff::civil::Date;

use crate::link::PageIx;
use crate::model::{ActionState, Moment, Origin, Precision};

/// A follow-up of a published incident.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// The incident.
    pub page: PageIx,
    /// What is to be done, as Markdown, without the name of an owner at its end.
    pub text: String,
    /// The team that owns it, as index into the team facet. Only a team of the catalogue.
    pub team: Option<usize>,
    /// What kind of change it is.
    pub kind: Option<String>,
    /// The order of importance, 1 first.
    pub rank: Option<u32>,
    /// Where it stands; `None` where nobody says.
    pub state: Option<ActionState>,
    /// Why it was closed, or left.
    pub reason: Option<String>,
    /// When it was opened.
    pub opened: Option<Moment>,
    /// When it was closed, in whatever way.
    pub closed: Option<Moment>,
    /// Where it is tracked.
    pub ticket: Option<String>,
    /// Whether the author wrote it as a key, or it was read from the body.
    pub origin: Origin,
    /// The days from its opening until "today"; for those that are not closed and whose opening is known to the day.
    pub age: Option<i32>,
}

impl FollowUp {
    /// Whether it says that it is not closed in any way.
    pub fn is_open(&self) -> bool {
        self.state.is_some_and(is_open)
    }
}

/// Whether a follow-up in this state is still to be closed.
pub fn is_open(state: ActionState) -> bool {
    matches!(state, ActionState::Open | ActionState::Doing)
}

/// The date, when it is known to the day.
pub(super) fn day(moment: &Moment) -> Option<Date> {
    (moment.precision >= Precision::Day).then(|| moment.date())
}

/// The days from one date until another.
pub(super) fn days(from: Date, until: Date) -> Option<i32> {
    from.until((Unit::Day, until)).ok().map(|span| span.get_days())
}
