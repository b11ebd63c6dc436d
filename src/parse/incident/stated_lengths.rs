//! A stated "time to detection" or "time to recovery" names the entry of the timeline that stands exactly so long after the start.

use jiff::SignedDuration;

use crate::model::{Fact, Moment, Precision, StatedDurations};
use crate::parse::times::duration;

/// Two clocks without seconds that are less than this apart show the same minute.
const A_MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// Lengths of so many minutes, or a multiple of it, lie between any two entries.
const ROUND: i64 = 5;

/// Indices of the entries between which the stated lengths lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct EndsOfLengths {
    /// The entry that they are counted from, where only the lengths tell which it is.
    pub(crate) started: Option<usize>,
    /// The entry by which somebody knew.
    pub(crate) detected: Option<usize>,
    /// The entry by which it was over.
    pub(crate) recovered: Option<usize>,
}

/// Where the lengths of `stated` end among entries at `times`, in order, counted from `start` where that is known to the minute.
///
/// Else from the one entry from which both of two lengths end at entries: that they do from several proves nothing. So with two lengths
/// of which the second begins where the first ends.
pub(crate) fn ends_of_lengths(times: &[&Moment], start: Option<&Moment>, stated: &StatedDurations) -> EndsOfLengths {
    let length = |fact: &Option<Fact<Option<SignedDuration>>>| {
        fact.as_ref().and_then(|fact| fact.value).filter(|length| length.is_positive())
    };
    let (detection, recovery) = (length(&stated.detection), length(&stated.recovery));
    let to_the_minute = |moment: &Moment| moment.precision >= Precision::Minute;
    let end = |from: &Moment, length: Option<SignedDuration>| {
        let length = length?;
        times
            .iter()
            .position(|at| to_the_minute(at) && from.until(at).is_some_and(|passed| (passed - length).abs() < A_MINUTE))
    };
    if let Some(start) = start.filter(|start| to_the_minute(start)) {
        return EndsOfLengths { started: None, detected: end(start, detection), recovered: end(start, recovery) };
    }
    let both = |(first, from): (usize, &&Moment)| {
        let (detected, recovered) = (end(from, detection)?, end(from, recovery)?);
        to_the_minute(from).then_some(EndsOfLengths {
            started: Some(first),
            detected: Some(detected),
            recovered: Some(recovered),
        })
    };
    let mut all = times.iter().enumerate().filter_map(both);
    match (all.next(), all.next()) {
        (Some(only), None) => return only,
        (Some(_), Some(_)) => return EndsOfLengths::default(),
        (None, _) => {}
    }
    // The recovery may be counted from the first sign.
    let chain = |(first, from): (usize, &&Moment)| {
        let detected = end(from, detection)?;
        let recovered = end(times[detected], recovery)?;
        let in_turn = first < detected && detected < recovered && to_the_minute(from);
        in_turn.then_some(EndsOfLengths { started: Some(first), detected: Some(detected), recovered: Some(recovered) })
    };
    let mut chains = times.iter().enumerate().filter_map(chain);
    match (chains.next(), chains.next()) {
        (Some(only), None) => return only,
        (Some(_), Some(_)) => return EndsOfLengths::default(),
        (None, _) => {}
    }
    // One length alone tells it where it is no round number, and lies between one pair of entries.
    let uneven = |length: &SignedDuration| length.as_mins() % ROUND != 0;
    let (Some(length), true) = (detection.xor(recovery).filter(uneven), recovery.is_some()) else {
        return EndsOfLengths::default();
    };
    let pair =
        |(first, from): (usize, &&Moment)| Some((first, end(from, Some(length))?)).filter(|_| to_the_minute(from));
    let mut pairs = times.iter().enumerate().filter_map(pair);
    match (pairs.next(), pairs.next()) {
        (Some((first, last)), None) => EndsOfLengths { started: Some(first), detected: None, recovered: Some(last) },
        _ => EndsOfLengths::default(),
    }
}

/// The end of what began at `began`, where the sentence goes on to say how long it was down: "became inaccessible for around two hours".
pub(super) fn end_told(began: &Moment, after: &str) -> Option<Moment> {
    const DOWN: [&str; 12] = [
        "down",
        "unavailable",
        "inaccessible",
        "unreachable",
        "unresponsive",
        "offline",
        "out",
        "dark",
        "failing",
        "unusable",
        "disrupted",
        "interrupted",
    ];
    const LASTED: [&str; 13] = [
        " lasted for ",
        " lasted ",
        " lasting ",
        " dauerte ",
        " a duré ",
        " duró ",
        " durou ",
        " è durato ",
        " è durata ",
        " duurde ",
        " varade ",
        " varede ",
        " varte ",
    ];
    let lasted = LASTED.iter().filter_map(|word| after.split_once(word)).min_by_key(|(before, _)| before.len());
    // "And the rollback lasted" is another matter.
    let joins = |before: &str| {
        let last = before.trim_end().rsplit([' ', ',']).next().unwrap_or_default();
        ["", "and", "which", "und", "et", "y", "e", "ed", "en", "og", "och", "it"].contains(&last)
            || last.contains(|c: char| c.is_ascii_digit())
    };
    let lasted = lasted.filter(|(before, _)| before.split(' ').count() <= 7 && joins(before) && !before.contains(". "));
    let (state, length) = lasted.or_else(|| after.split_once(" for "))?;
    let is_down = lasted.is_some()
        || state.rsplit(' ').next().is_some_and(|word| DOWN.contains(&word)) && state.split(' ').count() <= 16;
    let words: Vec<&str> = length.split(' ').take(6).collect();
    let lengths = (1..=words.len()).rev().map(|count| words[..count].join(" "));
    let passed =
        lengths.filter(|words| !words.contains("up to")).find_map(|words| duration(&words)?).filter(|_| is_down)?;
    if began.precision < Precision::Minute || !passed.is_positive() {
        return None;
    }
    let about = !length.starts_with(|c: char| c.is_ascii_digit());
    Some(Moment {
        civil: began.civil.checked_add(passed).ok()?,
        approximate: began.approximate || about,
        ..began.clone()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn minutes(detection: i64, recovery: i64) -> StatedDurations {
        let length = |minutes: i64| Some(Fact::label(Some(SignedDuration::from_mins(minutes)), 0..0));
        StatedDurations { detection: length(detection), recovery: length(recovery), ..StatedDurations::default() }
    }

    fn clock(hour: i8, minute: i8) -> Moment {
        let civil = date(2024, 3, 11).at(hour, minute, 0, 0);
        Moment { civil, precision: Precision::Minute, ..Moment::day(civil.date()) }
    }

    #[test]
    fn two_lengths_tell_the_entry_that_they_are_counted_from() {
        let times = [clock(9, 0), clock(9, 12), clock(9, 20), clock(10, 2)];
        let times: Vec<&Moment> = times.iter().collect();
        let found = ends_of_lengths(&times, None, &minutes(8, 50));
        assert_eq!(found, EndsOfLengths { started: Some(1), detected: Some(2), recovered: Some(3) });
        assert_eq!(ends_of_lengths(&times, None, &minutes(8, 51)), EndsOfLengths::default());
        // Eight minutes until the first sign, and 42 more from then.
        let found = ends_of_lengths(&times, None, &minutes(8, 42));
        assert_eq!(found, EndsOfLengths { started: Some(1), detected: Some(2), recovered: Some(3) });
        let recovery = StatedDurations { detection: None, ..minutes(0, 42) };
        let found = ends_of_lengths(&times, None, &recovery);
        assert_eq!(found, EndsOfLengths { started: Some(2), detected: None, recovered: Some(3) });
        let round = StatedDurations { detection: None, ..minutes(0, 20) };
        assert_eq!(ends_of_lengths(&times, None, &round), EndsOfLengths::default());
        let evenly = [clock(9, 0), clock(9, 10), clock(9, 20), clock(9, 30)];
        let evenly: Vec<&Moment> = evenly.iter().collect();
        assert_eq!(ends_of_lengths(&evenly, None, &minutes(10, 20)), EndsOfLengths::default());
    }

    #[test]
    fn a_known_start_needs_one_length_only() {
        let times = [clock(9, 0), clock(9, 12), clock(9, 20)];
        let times: Vec<&Moment> = times.iter().collect();
        let found = ends_of_lengths(&times, Some(&clock(9, 0)), &minutes(20, 70));
        assert_eq!(found, EndsOfLengths { started: None, detected: Some(2), recovered: None });
        assert_eq!(ends_of_lengths(&times, Some(&Moment::day(date(2024, 3, 11))), &minutes(20, 70)).detected, None);
    }
}
