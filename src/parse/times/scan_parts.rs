//! What is written of a point in time, part by part: a year, a month, an hour, a zone. Nothing is checked here.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::parse::times::day_order::DayOrder;

/// The half of a day, as it is said beside an hour of twelve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HalfOfDay {
    /// Said to be the first: "午前", "am".
    Morning,
    /// Before the hour, and so for what follows it too: "午後9時から10時".
    AfternoonAhead,
    /// Behind the hour, and so for what stands before it too: "from 9:15 to 9:45 pm".
    AfternoonBehind,
}

/// Gives the other end of a stretch the half of the day that is said of one of them, where that makes it the shorter.
pub(crate) fn share_half_of_day(start: &mut TimeParts, end: &mut TimeParts) {
    let (Some(from), Some(to)) = (start.hour, end.hour) else { return };
    match (start.half, end.half) {
        (Some(HalfOfDay::AfternoonAhead), None) if to < from && to < 12 => end.hour = Some(to + 12),
        (None, Some(HalfOfDay::AfternoonBehind)) if from < 12 && from + 12 <= to => start.hour = Some(from + 12),
        _ => {}
    }
}

/// What was written of a point in time.
#[derive(Debug, Clone, Default)]
pub(crate) struct TimeParts {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
    pub(crate) hour: Option<u8>,
    pub(crate) minute: Option<u8>,
    pub(crate) second: Option<u8>,
    pub(crate) nanosecond: i32,
    pub(crate) zone: Option<TimeZone>,
    /// The abbreviation that the zone was written as, since several zones share some of them.
    pub(crate) letters: Option<&'static str>,
    pub(crate) weekday: Option<Weekday>,
    /// Said to be on the day after.
    pub(crate) next_day: bool,
    pub(crate) approximate: bool,
    /// Day and month could be the other way round; the month stands first.
    pub(crate) ambiguous: bool,
    /// Written as `12.30` and nothing more, which could be another number.
    pub(crate) dotted: bool,
    /// A time stands here but says nothing (`HH:mm`, `2X:XX`).
    pub(crate) masked: bool,
    /// The half of the day that is said beside the hour.
    pub(crate) half: Option<HalfOfDay>,
    /// Which day of the story it is, counted from the first: "Day 2, 09:12".
    pub(crate) story_day: Option<u8>,
    /// The last day of a range of days.
    pub(crate) last_day: Option<u8>,
}

impl TimeParts {
    pub(crate) fn has_date(&self) -> bool {
        self.year.is_some() || self.month.is_some()
    }

    pub(crate) fn has_time(&self) -> bool {
        self.hour.is_some() || self.masked
    }

    /// The same without its time of day.
    pub(crate) fn date_alone(&self) -> Self {
        Self { hour: None, minute: None, second: None, masked: false, ..self.clone() }
    }

    /// The same with day and month in the `order` that their file has proved, if it has.
    pub(crate) fn in_order(&self, order: Option<DayOrder>) -> Self {
        let mut parts = self.clone();
        match order.filter(|_| self.ambiguous) {
            Some(DayOrder::DayFirst) => (parts.month, parts.day, parts.ambiguous) = (self.day, self.month, false),
            Some(DayOrder::MonthFirst) => parts.ambiguous = false,
            None => {}
        }
        parts
    }
}
