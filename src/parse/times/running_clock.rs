//! What is written of a time becomes a timepoint, given the times before it in a timeline.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use crate::model::{Moment, Precision, Timepoint, ZoneOrigin};
use crate::parse::times::day_order::DayOrder;
use crate::parse::times::home_letters::at_home;
use crate::parse::times::scan_parts::TimeParts;
use crate::parse::times::timepoints::{TimeContext, TimeError, resolve};

/// A time this much earlier than the one before it is not of the same day.
const BACKWARDS: SignedDuration = SignedDuration::from_hours(6);

/// The hours from which on a day ends, and until which one begins.
const EVENING: i8 = 16;
const MORNING: i8 = 12;

/// How many days a named weekday may lie ahead of the last one.
const WEEKDAYS_AHEAD: i8 = 3;

/// What earlier entries say about later ones.
#[derive(Debug, Clone)]
pub(crate) struct RunningClock {
    /// The day that bare times belong to.
    pub(crate) date: Option<Date>,
    /// The zone of times without one.
    pub(crate) zone: TimeZone,
    /// Where it comes from.
    pub(crate) origin: ZoneOrigin,
    /// The day of every time without one, where the write-up says so: a day that one entry names is that entry's alone.
    every: Option<Date>,
    /// The last day that was known.
    near: Option<Date>,
    house: TimeZone,
    order: Option<DayOrder>,
    last: Option<DateTime>,
    /// Whether the last time was said to be on a next day, which those after it may be said to be as well.
    told_next: bool,
    /// Whether the newest stands first, so that no step back is a new day.
    pub(crate) newest_first: bool,
    /// Whether a range has gone on over midnight, so that an earlier time is plainly the next day's.
    pub(crate) past_midnight: bool,
}

/// What is uncertain about a time that was read all the same, or was not for that reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeDoubt {
    /// It is earlier than the one before it and was taken for the day after.
    Carried,
    /// It could be of the same day or of another one: its day is unknown.
    SomeDay,
    /// Its zone's letters are those of several zones.
    Letters(&'static str),
}

impl RunningClock {
    pub(crate) fn of(context: &TimeContext<'_>) -> Self {
        Self {
            date: context.date,
            every: None,
            near: context.near.or(context.date),
            zone: context.zone.clone(),
            origin: context.zone_origin,
            house: context.house.clone(),
            order: context.order,
            last: None,
            told_next: false,
            newest_first: false,
            past_midnight: false,
        }
    }

    /// Takes `zone` for times without one from here on.
    pub(crate) fn state_zone(&mut self, zone: TimeZone) {
        self.zone = zone;
        self.origin = ZoneOrigin::Stated;
    }

    /// Takes the day of `parts` for what follows. A day that cannot be, or that nobody can tell, leaves what follows without one.
    pub(crate) fn turn_to(&mut self, parts: &TimeParts, written: &str) -> Result<(), TimeError> {
        if !parts.has_date() {
            return Ok(());
        }
        let read = resolve(&parts.date_alone(), written, &self.context());
        let whole = |at: &Timepoint| at.known().filter(|m| m.precision == Precision::Day).map(Moment::date);
        self.begin_day(read.as_ref().ok().and_then(whole).filter(|_| parts.last_day.is_none()));
        read.map(|_| ())
    }

    /// The day that was begun is that of every time without one below.
    pub(crate) fn keep_day(&mut self) {
        self.every = self.date;
    }

    /// A new day of the story begins, whatever stood above it.
    pub(crate) fn begin_day(&mut self, date: Option<Date>) {
        (self.date, self.last, self.told_next, self.every) = (date, None, false, None);
        self.near = date.or(self.near);
    }

    /// The timepoint that `parts` means here, and what is uncertain about it. A bare time without any date is unknown.
    pub(crate) fn place(
        &mut self,
        parts: &TimeParts,
        written: &str,
    ) -> Result<(Timepoint, Option<TimeDoubt>), TimeError> {
        let dated = parts.has_date();
        if !dated && !self.go_to_weekday(parts.weekday) {
            return Ok((Timepoint::Unknown, Some(TimeDoubt::SomeDay)));
        }
        let mut at = match resolve(parts, written, &self.context()) {
            Err(TimeError::Unreadable(_)) if !dated => {
                return Ok((Timepoint::Unknown, self.near.map(|_| TimeDoubt::SomeDay)));
            }
            Err(error) if dated => {
                (self.date, self.last) = (None, None);
                return Err(error);
            }
            other => other?,
        };
        let mut doubt = self.take_zone(parts, &at);
        if let Timepoint::Known(moment) = &mut at {
            match self.days_on(parts, moment) {
                Some(days) if days > 0 => {
                    add_day(moment);
                    let said = parts.next_day || self.past_midnight;
                    doubt = if said { doubt } else { Some(TimeDoubt::Carried) };
                    self.past_midnight = false;
                }
                Some(_) => {}
                None => {
                    (self.date, self.last) = (None, None);
                    return Ok((Timepoint::Unknown, Some(TimeDoubt::SomeDay)));
                }
            }
            self.told_next = parts.next_day || self.told_next && !dated;
            if moment.precision >= Precision::Day {
                self.date = Some(moment.date());
                self.near = self.date;
            }
            self.last = (moment.precision >= Precision::Hour).then_some(moment.civil);
            if let Some(every) = self.every.filter(|_| dated) {
                self.last = self.last.filter(|last| last.date() == every);
                self.date = Some(every);
            }
        }
        Ok((at, doubt))
    }

    /// Goes on to the day of the week that is named, when it can only be one: today, or one of the next few days once the story has begun.
    pub(crate) fn go_to_weekday(&mut self, wanted: Option<Weekday>) -> bool {
        let (Some(wanted), Some(date)) = (wanted, self.date) else { return true };
        let ahead = date.weekday().until(wanted);
        if ahead == 0 {
            return true;
        }
        if self.last.is_none() || ahead > WEEKDAYS_AHEAD {
            (self.date, self.last) = (None, None);
            return false;
        }
        self.date = date.checked_add(i64::from(ahead).days()).ok();
        self.last = None;
        true
    }

    /// How many days after the last one a time is: 0 or 1; `None` when nobody can tell.
    fn days_on(&self, parts: &TimeParts, moment: &Moment) -> Option<u8> {
        if parts.has_date() || moment.precision < Precision::Hour {
            return Some(0);
        }
        let back = !self.newest_first && self.last.is_some_and(|last| last.duration_since(moment.civil) > BACKWARDS);
        if parts.next_day {
            return Some(u8::from(back || !self.told_next));
        }
        match self.last {
            Some(last) if back && (last.hour() < EVENING || moment.civil.hour() >= MORNING) => None,
            _ => Some(u8::from(back)),
        }
    }

    /// Takes the zone of `parts` for what follows when none was stated before; what is doubtful about its letters.
    fn take_zone(&mut self, parts: &TimeParts, at: &Timepoint) -> Option<TimeDoubt> {
        let zone = parts.zone.clone()?;
        let day = at.known().map(Moment::date).or(self.date);
        let (zone, doubtful) = at_home((zone, parts.letters), &self.house, day);
        if self.origin == ZoneOrigin::Assumed {
            self.state_zone(zone);
        }
        doubtful.map(TimeDoubt::Letters)
    }

    /// The end of a range that began at `start`.
    pub(crate) fn until(&self, parts: &TimeParts, start: &Timepoint) -> Option<Moment> {
        let start = start.known()?;
        if parts.masked {
            return None;
        }
        let context = TimeContext { date: Some(start.date()), ..self.context() };
        let Ok(Timepoint::Known(mut end)) = resolve(parts, "", &context) else { return None };
        let is_next_day = parts.next_day && end.civil.date() == start.civil.date();
        if !parts.has_date() && (end.civil < start.civil || is_next_day) {
            add_day(&mut end);
        }
        if parts.zone.is_none() && end.precision >= Precision::Hour {
            (end.offset, end.zone) = (start.offset, start.zone);
        }
        Some(end)
    }

    /// How the next time is to be read.
    pub(crate) fn context(&self) -> TimeContext<'_> {
        TimeContext {
            date: self.date,
            near: self.near,
            zone: &self.zone,
            zone_origin: self.origin,
            house: &self.house,
            order: self.order,
        }
    }
}

fn add_day(moment: &mut Moment) {
    if let Ok(next) = moment.civil.checked_add(1.day()) {
        moment.civil = next;
    }
}
