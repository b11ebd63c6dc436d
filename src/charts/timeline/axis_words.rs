//! Ticks, zones and pauses become the words on the axis of a timeline.

use crate::charts::svg::width;
use crate::charts::timeline::course::Course;
use crate::wording::Wording;
use crate::words::{durations, moments};

/// The size of letters; the narrow picture is never drawn smaller than it is.
pub(super) const SIZE: f64 = 12.0;

/// The words that do not run into the ones before them.
pub(super) fn apart(row: Vec<(f64, String)>) -> Vec<(f64, String)> {
    let mut end = f64::MIN;
    let free = |(x, text): &(f64, String)| {
        let half = width(text, SIZE) / 2.0;
        let free = x - half > end;
        if free {
            end = x + half + 4.0;
        }
        free
    };
    row.into_iter().filter(free).collect()
}

pub(super) fn clock(at: jiff::civil::DateTime) -> String {
    at.strftime(if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// `UTC`, and what the house's zone is called at that time where it differs; nothing on clocks of which nobody knows where they hang.
pub(super) fn zone_names(course: &Course, busy: &[(i64, i64)]) -> Vec<String> {
    if !course.is_placed {
        return vec![String::new()];
    }
    let mut names = Vec::new();
    let mut differs = false;
    for second in busy.iter().flat_map(|(from, until)| [*from, *until]) {
        let at = jiff::Timestamp::from_second(second).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let offset = course.zone.to_offset_info(at);
        differs |= offset.offset() != jiff::tz::Offset::UTC;
        let name = moments::zone_name(offset.abbreviation());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let local = differs.then(|| names.join("/"));
    std::iter::once(String::from("UTC")).chain(local).collect()
}

pub(super) fn left_out(wording: &Wording, seconds: i64) -> String {
    let length = durations::rough(wording, jiff::SignedDuration::from_secs(seconds), false);
    wording.fill("timeline.left_out", &[("length", &length)])
}
