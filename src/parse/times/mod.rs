//! Words about time become timepoints, days, durations and zones, in the many ways people write them.

mod day_mentions;
mod day_order;
mod dotted_stretch;
mod durations;
mod home_letters;
mod leading_time;
mod opening_words;
mod page_zone;
mod running_clock;
mod scan;
mod scan_clock;
mod scan_cursor;
mod scan_date;
mod scan_day_part;
mod scan_era;
mod scan_masked;
mod scan_month;
mod scan_parts;
mod scan_remarks;
mod scan_zone;
#[cfg(test)]
mod tests;
mod timepoints;
mod trailing_time;
mod zone_remarks;

pub(crate) use crate::model::{zone_in, zone_named as zone};
pub(crate) use day_mentions::{day_alone, day_of_year, first_day_in, only_day, says_when, story_day, weekday_alone};
pub(crate) use day_order::{DayOrder, day_order};
pub(crate) use durations::duration;
pub(crate) use home_letters::{at_home, goes_by_sometimes};
pub(crate) use leading_time::leading_time;
pub(crate) use page_zone::PageZone;
pub(crate) use running_clock::{RunningClock, TimeDoubt};
pub(crate) use scan::{ScannedTime, scan};
pub(crate) use scan_parts::TimeParts;
pub(crate) use scan_remarks::is_bullet;
pub(crate) use timepoints::{
    TimeContext, TimeError, date_in, is_time_noise, is_unknown_time, resolve, time_complaint, timepoint,
};
pub(crate) use trailing_time::trailing_time;
pub(crate) use zone_remarks::{allows_exceptions, changes_zone, speaks_of_times, states_zone, without_asides};
