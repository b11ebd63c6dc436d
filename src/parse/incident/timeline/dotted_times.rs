//! Times such as `12.30` at the beginnings of lines are kept where the lines around them show that they are times.

use crate::parse::times::{ScannedTime, TimeParts};

/// Takes away those of `found` that are numbers with a full stop and no more, unless most times are written so, or one lies between the
/// times before and after it: "22.04 is installed" among "09:12" and "09:30" is no time.
pub(crate) fn keep_times(found: &mut [Option<ScannedTime>]) {
    let clock = |time: &Option<ScannedTime>| {
        let parts = &time.as_ref()?.parts;
        Some((parts.hour?, parts.minute.unwrap_or(0), parts.dotted))
    };
    let clocks: Vec<_> = found.iter().map(clock).collect();
    let dotted = clocks.iter().flatten().filter(|(.., dotted)| *dotted).count();
    let clear = clocks.iter().flatten().count() - dotted;
    if dotted > 1 && dotted > clear {
        return;
    }
    let before = nearest_clear(clocks.iter());
    let mut after = nearest_clear(clocks.iter().rev());
    after.reverse();
    for (i, time) in found.iter_mut().enumerate() {
        let Some((hour, minute, true)) = clocks[i] else { continue };
        let fits = match (before[i], after[i]) {
            (Some(before), Some(after)) => before <= (hour, minute) && (hour, minute) <= after,
            (Some(before), None) => before <= (hour, minute) && beside(before, hour),
            (None, Some(after)) => (hour, minute) <= after && beside(after, hour),
            (None, None) => false,
        };
        if !fits {
            *time = None;
        }
    }
}

/// Adds times such as `8.05`, of one figure before the full stop, where every line begins with a time and none of them goes back.
///
/// Numbers that follow each other, "1.24", "1.25", are versions.
pub(crate) fn add_short_times<'t>(lines: impl Iterator<Item = &'t str>, found: &mut [Option<ScannedTime>]) {
    let short: Vec<_> = lines.map(short_time).collect();
    let clock = |time: &ScannedTime| time.parts.hour.map(|hour| (hour, time.parts.minute.unwrap_or(0)));
    let clocks = found.iter().zip(&short).map(|(found, short)| clock(found.as_ref().or(short.as_ref())?));
    let Some(clocks) = clocks.collect::<Option<Vec<(u8, u8)>>>() else { return };
    let minutes: Vec<u16> = clocks.iter().map(|(hour, minute)| u16::from(*hour) * 60 + u16::from(*minute)).collect();
    let forward = minutes.windows(2).all(|pair| pair[0] <= pair[1]);
    let counted = minutes.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    let short: Vec<_> =
        short.into_iter().zip(&*found).map(|(short, found)| short.filter(|_| found.is_none())).collect();
    if forward && !counted && short.iter().flatten().count() > 1 {
        found.iter_mut().zip(short).for_each(|(found, short)| *found = found.take().or(short));
    }
}

/// "8.05 the gate is shut".
fn short_time(line: &str) -> Option<ScannedTime> {
    let line_start = line.trim_start();
    let (number, rest) = line_start.split_once(' ')?;
    let (hour, minute) = number.split_once('.')?;
    let is_clock = hour.len() == 1 && minute.len() == 2 && rest.trim_start().starts_with(char::is_alphabetic);
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok().filter(|minute| *minute < 60)?);
    let parts = TimeParts { hour: Some(hour), minute: Some(minute), dotted: true, ..TimeParts::default() };
    let end = line.len() - line_start.len() + number.len();
    is_clock.then_some(ScannedTime { parts, until: None, end })
}

/// For each clock the last one before it that is a time beyond doubt.
fn nearest_clear<'c>(clocks: impl Iterator<Item = &'c Option<(u8, u8, bool)>>) -> Vec<Option<(u8, u8)>> {
    let mut last = None;
    let pass = |clock: &Option<(u8, u8, bool)>| {
        let before = last;
        last = clock.filter(|(.., dotted)| !dotted).map(|(hour, minute, _)| (hour, minute)).or(last);
        before
    };
    clocks.map(pass).collect()
}

/// Whether an hour is the one of the only neighbour there is, or next to it.
fn beside((neighbour, _): (u8, u8), hour: u8) -> bool {
    neighbour.abs_diff(hour) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::times::leading_time;

    #[test]
    fn a_number_among_times_is_a_time_where_it_fits() {
        let cases: [(&[&str], &[bool]); 6] = [
            (&["09.12 a", "09.30 b"], &[true, true]),
            (&["09:12 a", "22.04 b", "09:30 c"], &[true, false, true]),
            (&["09:12 a", "09.20 b", "09:30 c"], &[true, true, true]),
            (&["09:12 a", "09:30 b", "10.05 c"], &[true, true, true]),
            (&["09:12 a", "09:30 b", "22.04 c"], &[true, true, false]),
            (&["22.04 a", "b"], &[false, false]),
        ];
        for (lines, expected) in cases {
            let mut found: Vec<_> = lines.iter().map(|line| leading_time(line)).collect();
            keep_times(&mut found);
            assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), expected, "{lines:?}");
        }
    }

    #[test]
    fn an_hour_of_one_figure_is_one_where_all_lines_are_times() {
        let cases: [(&[&str], &[bool]); 5] = [
            (&["8.05 a", "8.30 b", "9.15 c"], &[true, true, true]),
            (&["8.05 a", "9.15 b", "10.02 c"], &[true, true, true]),
            (&["1.24 a", "1.25 b", "1.26 c"], &[false, false, false]),
            (&["8.05 a", "b", "9.15 c"], &[false, false, false]),
            (&["8.05 a", "3.10 b"], &[false, false]),
        ];
        for (lines, expected) in cases {
            let mut found: Vec<_> = lines.iter().map(|line| leading_time(line)).collect();
            add_short_times(lines.iter().copied(), &mut found);
            assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), expected, "{lines:?}");
        }
    }
}
