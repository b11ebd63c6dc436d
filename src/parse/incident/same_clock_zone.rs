//! The zone that a sentence writes beside a time becomes the zone of the rows, where one of them shows that very clock without any.
//!
//! "The site was down from 14:10 to 15:30 BST" above a row of 14:10: both are the same clock on the same wall.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use regex::Regex;

use crate::model::{SaidZone, Span};
use crate::parse::times::{TimeParts, scan};

/// A time of day in figures; what stands around it is read by [`scan`].
static CLOCK: LazyLock<Regex> = LazyLock::new(|| Regex::new("[0-9]{1,2}[:hH][0-9]{2}").expect("the pattern is valid"));

/// Hour, minute and second, as far as they are written.
type Clock = (u8, u8, Option<u8>);

/// The zone written with a time of `text`, be it in its head, that stands from the byte `from` on once more without one, and the place of the first such
/// time; nothing where several zones are.
pub(super) fn same_clock_zone(text: &str, from: usize) -> Option<(SaidZone, Span)> {
    let (mut zoned, mut bare): (Vec<(Clock, SaidZone, Span)>, Vec<Clock>) = (Vec::new(), Vec::new());
    let mut end = 0;
    for found in CLOCK.find_iter(text) {
        let at = found.start();
        let goes_on = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | '+' | '/');
        if at < end || text[..at].ends_with(goes_on) {
            continue;
        }
        let Some(time) = scan(&text[at..]) else { continue };
        // "14:10 UTC (15:10 CET)" is read as one time, but both clocks count.
        end = if time.until.is_some() { at + time.end } else { found.end() };
        let until = time.until.as_ref();
        for parts in [Some(&time.parts), until].into_iter().flatten() {
            let Some(clock) = clock(parts) else { continue };
            // "from 14:02 to 15:10 CET" says it of both.
            let said = [Some(parts), until].into_iter().flatten().find(|parts| parts.zone.is_some());
            match said.and_then(|said| Some((said.zone.clone()?, said.letters))) {
                Some(zone) => zoned.push((clock, zone, at..end)),
                // The last time of a head and the first of the rows after it are read as a stretch.
                None if at >= from && (begins_row(&text[..at]) || time.parts.zone.is_some()) => bare.push(clock),
                None => {}
            }
        }
    }
    let mut again = zoned.into_iter().filter(|(clock, ..)| bare.contains(clock)).map(|(_, zone, place)| (zone, place));
    let (zone, place) = again.next()?;
    again.all(|(other, _)| other == zone).then_some((zone, place)).filter(|((zone, _), _)| is_whole(zone))
}

/// Whether no word stands before a clock in its line: in a sentence it may share the zone of another.
fn begins_row(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    !line.contains(char::is_alphabetic) || is_label(line)
}

/// Whether what stands before a clock is a bold label: "**Duration:** ".
fn is_label(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("**") && line.ends_with([':', '*']) && line.matches("**").count() == 2 && line.len() <= 40
}

fn clock(parts: &TimeParts) -> Option<Clock> {
    // A head writes the seconds of a full minute, a row does not.
    Some((parts.hour?, parts.minute?, parts.second.filter(|second| *second > 0)))
}

/// Whether a zone has a name or an offset, to be shown by.
fn is_whole(zone: &TimeZone) -> bool {
    zone.iana_name().is_some() || zone.to_fixed_offset().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Option<i32> {
        let ((zone, _), _) = same_clock_zone(text, 0)?;
        Some(zone.to_offset(jiff::Timestamp::UNIX_EPOCH).seconds() / 3600)
    }

    #[test]
    fn a_clock_that_stands_in_a_row_again_gives_the_row_its_zone() {
        let cases = [
            ("Down from 14:10 to 15:30 CET.\n\n- 14:10 slow", Some(1)),
            ("Down from 14:10 to 15:30 CET.\n\n- 15:30 over", Some(1)),
            ("Down at 14:10 UTC (15:10 CET).\n\n- 15:10 slow", Some(1)),
            ("Down at 2:10 PM EST.\n\n- 2:10 PM slow", Some(-5)),
            ("Down at 14:10 CET.\n\n- 13:10 slow", None),
            ("Down at 14:10 CET, again at 16:00 EST.\n\n- 14:10 slow\n- 16:00 slow", None),
            ("Down at 14:10 CET.\n\n14:10:22 log", None),
            ("Down at 14:10.\n\n- 14:10 slow", None),
            ("**Duration:** 14:10 to 15:30\n\nAt 14:10 CET it went down.", Some(1)),
            ("started: 2024-03-11T14:10:00+01:00\n\nDown between 14:10 and 15:30 CET.", None),
            ("end: 2024-03-11T14:10:00-06:00\n\n- 14:10 over", Some(-6)),
        ];
        let wrong = cases.iter().map(|(text, expected)| (text, hours(text), *expected));
        assert_eq!(wrong.filter(|(_, read, expected)| read != expected).collect::<Vec<_>>(), []);
    }
}
