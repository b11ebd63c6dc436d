//! What is written of a time becomes a timepoint, given the times before it in a timeline.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use crate::model::{Moment, Precision, Timepoint, ZoneOrigin};
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::times::timepoints::{TimeContext, TimeError, resolve};

/// A time this much earlier than the one before it belongs to the next day.
const BACKWARDS: SignedDuration = SignedDuration::from_hours(6);

/// What earlier entries say about later ones.
#[derive(Debug, Clone)]
pub(crate) struct RunningClock {
    /// The day that bare times belong to.
    pub(crate) date: Option<Date>,
    /// The zone of times without one.
    pub(crate) zone: TimeZone,
    /// Where it comes from.
    pub(crate) origin: ZoneOrigin,
    last: Option<DateTime>,
}

impl RunningClock {
    pub(crate) fn new(date: Option<Date>, zone: &TimeZone, origin: ZoneOrigin) -> Self {
        Self { date, zone: zone.clone(), origin, last: None }
    }

    /// Takes `zone` for times without one from here on.
    pub(crate) fn state_zone(&mut self, zone: TimeZone) {
        self.zone = zone;
        self.origin = ZoneOrigin::Stated;
    }

    /// Takes the date of `parts` for what follows.
    pub(crate) fn set_date(&mut self, parts: &TimeParts) {
        let bare = TimeParts { hour: None, minute: None, second: None, masked: false, ..parts.clone() };
        if let Ok(Timepoint::Known(moment)) = resolve(&bare, "", &self.context())
            && moment.precision == Precision::Day
        {
            self.date = Some(moment.date());
            self.last = None;
        }
    }

    /// The timepoint that `parts` means here. A bare time without any date is unknown.
    pub(crate) fn place(&mut self, parts: &TimeParts, written: &str) -> Result<Timepoint, TimeError> {
        let dated = parts.has_date();
        let mut at = match resolve(parts, written, &self.context()) {
            Err(TimeError::Unreadable(_)) if !dated => return Ok(Timepoint::Unknown),
            other => other?,
        };
        if let Some(zone) = parts.zone.as_ref().filter(|_| self.origin == ZoneOrigin::Assumed) {
            self.state_zone(zone.clone());
        }
        if let Timepoint::Known(moment) = &mut at {
            if !dated && self.last.is_some_and(|last| last.duration_since(moment.civil) > BACKWARDS) {
                self.next_day(moment);
            }
            if moment.precision >= Precision::Day {
                self.date = Some(moment.date());
            }
            self.last = (moment.precision >= Precision::Hour).then_some(moment.civil);
        }
        Ok(at)
    }

    /// The end of a range that began at `start`.
    pub(crate) fn until(&self, parts: &TimeParts, start: &Timepoint) -> Option<Moment> {
        let start = start.known()?;
        if parts.masked {
            return None;
        }
        let context = TimeContext { date: Some(start.date()), ..self.context() };
        let Ok(Timepoint::Known(mut end)) = resolve(parts, "", &context) else { return None };
        if !parts.has_date() && end.civil < start.civil {
            self.next_day(&mut end);
        }
        if parts.zone.is_none() && end.precision >= Precision::Hour {
            (end.offset, end.zone) = (start.offset, start.zone);
        }
        Some(end)
    }

    fn next_day(&self, moment: &mut Moment) {
        if let Ok(next) = moment.civil.checked_add(1.day()) {
            moment.civil = next;
        }
    }

    fn context(&self) -> TimeContext<'_> {
        TimeContext { date: self.date, zone: &self.zone, zone_origin: self.origin }
    }
}
