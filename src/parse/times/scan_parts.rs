//! What is written of a point in time, part by part: a year, a month, an hour, a zone. Nothing is checked here.

use jiff::tz::TimeZone;

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
    pub(crate) approximate: bool,
    /// Day and month could be the other way round.
    pub(crate) ambiguous: bool,
    /// A time stands here but says nothing (`HH:mm`, `2X:XX`).
    pub(crate) masked: bool,
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
}
