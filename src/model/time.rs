//! Timepoints as people write them: an instant, a local time, a date, part of a date, or "unknown".

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The smallest unit that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A year only.
    Year,
    /// A year and a month (`2022-05-??`).
    Month,
    /// A date (`2022-05-10`, `2022-05-10 HH:mm`).
    Day,
    /// An hour (`2022-05-10 14:??`).
    Hour,
    /// Hours and minutes.
    Minute,
    /// Seconds or finer.
    Second,
}

/// Where a local time's distance from UTC comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneOrigin {
    /// Written with the time, in the sentence above it, or as `timezone`.
    Stated,
    /// Nobody wrote one; the site's zone is assumed.
    Assumed,
}

/// A moment in an incident.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Timepoint {
    /// The author says that nobody knows (`"unknown"`, `?`, `N/A`).
    Unknown,
    /// Known, to some precision.
    Known(Moment),
}

/// A known moment: the civil time as written, its offset from UTC and how precise it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Moment {
    /// The wall-clock time as written; units finer than `precision` are at their minimum.
    pub civil: DateTime,
    /// The distance from UTC that applies.
    #[serde(with = "offset_in_seconds")]
    pub offset: Offset,
    /// Whether `offset` was written or assumed.
    pub zone: ZoneOrigin,
    /// The smallest unit that was written.
    pub precision: Precision,
    /// Whether it was written with `~`, `ca.`, `about`.
    pub approximate: bool,
}

/// A distance from UTC as a number of seconds.
mod offset_in_seconds {
    use jiff::tz::Offset;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(offset: &Offset, serializer: S) -> Result<S::Ok, S::Error> {
        offset.seconds().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Offset, D::Error> {
        Offset::from_seconds(i32::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Moment {
    /// A whole day, in no particular zone.
    pub fn day(date: Date) -> Self {
        Self {
            civil: date.to_datetime(jiff::civil::Time::midnight()),
            offset: Offset::UTC,
            zone: ZoneOrigin::Assumed,
            precision: Precision::Day,
            approximate: false,
        }
    }

    /// The instant, for moments known to the hour or finer; `None` for dates and parts of dates.
    pub fn instant(&self) -> Option<Timestamp> {
        (self.precision >= Precision::Hour).then(|| self.sort_instant())
    }

    /// The civil time of the same instant in `zone`; a date stays that date.
    pub fn civil_in(&self, zone: &TimeZone) -> DateTime {
        self.instant().map_or(self.civil, |t| zone.to_datetime(t))
    }

    /// The earliest instant it can mean; what sorting uses.
    pub fn sort_instant(&self) -> Timestamp {
        self.offset
            .to_timestamp(self.civil)
            .unwrap_or_else(|_| if self.civil.year() > 0 { Timestamp::MAX } else { Timestamp::MIN })
    }

    /// The date as written.
    pub fn date(&self) -> Date {
        self.civil.date()
    }

    /// The time from `self` until `later`, when both are known to the hour or finer.
    pub fn until(&self, later: &Moment) -> Option<SignedDuration> {
        Some(later.instant()?.duration_since(self.instant()?))
    }

    /// Compares as far as both are precise: a date and a time on that date are equal.
    pub fn compare(&self, other: &Moment) -> Ordering {
        match (self.instant(), other.instant()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => {
                let precision = self.precision.min(other.precision);
                let key = |m: &Moment| match precision {
                    Precision::Year => (m.civil.year(), 0, 0),
                    Precision::Month => (m.civil.year(), m.civil.month(), 0),
                    _ => (m.civil.year(), m.civil.month(), m.civil.day()),
                };
                key(self).cmp(&key(other))
            }
        }
    }
}

impl Timepoint {
    /// The moment, when it is known.
    pub fn known(&self) -> Option<&Moment> {
        match self {
            Timepoint::Unknown => None,
            Timepoint::Known(moment) => Some(moment),
        }
    }
}
