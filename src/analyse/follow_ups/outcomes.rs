//! Ranked follow-ups become a table: what was said to matter most, and how much of it was closed two, four and six weeks later.
//!
//! A follow-up counts at two weeks only when it was opened at least two weeks before "today": what is younger has not had the time,
//! whether it is closed already or not. What nobody dated is counted apart and never guessed.

use jiff::civil::Date;
use strum::VariantArray;

use crate::analyse::follow_ups::follow_up::{FollowUp, day, days, is_open};
use crate::model::ActionState;
use crate::site::Site;

/// When it is looked: so many weeks after the opening.
pub const WEEKS: [i32; 3] = [2, 4, 6];

/// Ranks that are counted together, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Band {
    /// Rank 1.
    First,
    /// Rank 2.
    Second,
    /// Rank 3.
    Third,
    /// Ranks 4 and 5.
    FourthAndFifth,
    /// Rank 6 and all after it.
    Later,
}

impl Band {
    fn of(rank: u32) -> Self {
        match rank {
            0 | 1 => Self::First,
            2 => Self::Second,
            3 => Self::Third,
            4 | 5 => Self::FourthAndFifth,
            _ => Self::Later,
        }
    }
}

/// What became of the ranked follow-ups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// A row for each band that has any, the most important first.
    pub bands: Vec<Ranked>,
    /// Follow-ups without a rank.
    pub unranked: usize,
    /// Ranked, but nobody said on which day they were opened.
    pub unopened: usize,
    /// Ranked and closed, but nobody said on which day, or on a day before the opening.
    pub unclosed: usize,
    /// Ranked, but nobody said where they stand.
    pub unstated: usize,
    /// Those of incidents that are left out of trends on their author's word.
    pub excluded: usize,
}

/// The follow-ups of one band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Their ranks.
    pub band: Band,
    /// How many are counted.
    pub count: usize,
    /// What was so after each of [`WEEKS`].
    pub seen: [Seen; WEEKS.len()],
}

/// What was so some weeks after the opening.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many were opened long enough ago to be looked at.
    pub of: usize,
    /// Of these, carried out.
    pub done: usize,
    /// Turned out not to be needed.
    pub not_necessary: usize,
    /// Became part of other work.
    pub absorbed: usize,
    /// Decided against.
    pub declined: usize,
}

/// Counts `rows` of `site`.
pub(super) fn outcomes(site: &Site, rows: &[FollowUp]) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let mut bands: Vec<Ranked> =
        Band::VARIANTS.iter().map(|&band| Ranked { band, count: 0, seen: [Seen::default(); WEEKS.len()] }).collect();
    for row in rows {
        let excluded = site.pages[row.page].incident().is_some_and(|incident| incident.exclude_from_trends);
        let Some(rank) = row.rank.filter(|_| !excluded) else {
            *(if excluded { &mut outcomes.excluded } else { &mut outcomes.unranked }) += 1;
            continue;
        };
        let Some(state) = row.state else {
            outcomes.unstated += 1;
            continue;
        };
        let Some(opened) = row.opened.as_ref().and_then(day) else {
            outcomes.unopened += 1;
            continue;
        };
        let closed = row.closed.as_ref().and_then(day).filter(|&closed| closed >= opened && !row.is_open());
        if !row.is_open() && closed.is_none() {
            outcomes.unclosed += 1;
            continue;
        }
        let band = bands.iter_mut().find(|band| band.band == Band::of(rank)).expect("every band has a row");
        band.count += 1;
        look(band, state, opened, closed, site.as_of);
    }
    bands.retain(|band| band.count > 0);
    outcomes.bands = bands;
    outcomes
}

/// Counts one follow-up at each of [`WEEKS`] that has come.
fn look(band: &mut Ranked, state: ActionState, opened: Date, closed: Option<Date>, as_of: Option<Date>) {
    let age = as_of.and_then(|as_of| days(opened, as_of)).unwrap_or(0);
    let took = closed.and_then(|closed| days(opened, closed));
    for (weeks, seen) in WEEKS.into_iter().zip(&mut band.seen).filter(|(weeks, _)| age >= weeks * 7) {
        seen.of += 1;
        if is_open(state) || took.is_none_or(|took| took > weeks * 7) {
            continue;
        }
        match state {
            ActionState::Done => seen.done += 1,
            ActionState::NotNecessary => seen.not_necessary += 1,
            ActionState::Absorbed => seen.absorbed += 1,
            ActionState::Declined => seen.declined += 1,
            ActionState::Open | ActionState::Doing => {}
        }
    }
}
