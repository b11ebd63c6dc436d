//! Lengths of time before and after become sentences: whether the median changed, and which change would have been seen.
//!
//! The trend pages and `casebook stats compare` say it in the same words.

use crate::analyse::trends::period_comparison::Lengths;
use crate::analyse::trends::small_numbers::INTERVAL_FROM;
use crate::statistics::MedianRatio;
use crate::wording::english;
use crate::words::durations::in_one_unit;
use crate::words::estimates::{factor, times};
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::{capital, spoken_list};

/// Two periods, as parts of a sentence: `in 2023`, `before 3 May 2024`.
pub(crate) type When<'w> = (&'w str, &'w str);

/// What is said when there are no two periods to compare.
pub(crate) const NO_SIDES: &str =
    "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.";

/// Whether a median changed, in sentences. `until` ends the length of time: `until the harm stopped`.
///
/// One says how many there are in each period and their medians, or that they are too few; another which change would have been seen.
pub(crate) fn medians(until: &str, when: When<'_>, lengths: &Lengths) -> Vec<String> {
    let (before, after) = lengths.medians;
    let (Some(first), Some(second)) = (before.value, after.value) else {
        return vec![too_few(when, &[(until, lengths)])];
    };
    if before.n.min(after.n) < INTERVAL_FROM {
        return vec![too_few(when, &[(until, lengths)])];
    }
    let halves = capital(&format!(
        "{}, half of {} took at most {} {until}; {}, half of {} at most {}",
        when.0,
        large_count(before.n, "incident", "incidents"),
        in_one_unit(english(), first),
        when.1,
        thousands(after.n),
        in_one_unit(english(), second)
    ));
    match &lengths.ratio {
        Some(ratio) if ratio.interval.contains(1.0) => vec![format!("{halves}: no detectable change."), unseen(ratio)],
        Some(ratio) => vec![
            format!(
                "{halves}: a change that chance alone would bring in fewer than one of twenty such pairs ({} as long; 95 % interval {} to {}).",
                times(ratio.ratio),
                factor(ratio.interval.low),
                factor(ratio.interval.high)
            ),
            String::from("Whether what happened changed, or what was written down of it, the numbers do not say."),
        ],
        None => vec![
            format!("{halves}."),
            String::from("Where half took no time at all, nothing can be said to be so many times as long."),
        ],
    }
}

/// That there are too few to compare, for one or several lengths of time of the same two periods.
pub(crate) fn too_few(when: When<'_>, lengths: &[(&str, &Lengths)]) -> String {
    let number = |n: usize| if n == 0 { String::from("none") } else { thousands(n) };
    let first = |(at, (until, lengths)): (usize, &(&str, &Lengths))| match (at, lengths.medians.0.n) {
        (0, 0) => format!("no incident says how long it took {until}"),
        (0, 1) => format!("1 incident says how long it took {until}"),
        (0, n) => format!("{} incidents say how long it took {until}", thousands(n)),
        (_, n) => format!("{} {until}", number(n)),
    };
    let before: Vec<String> = lengths.iter().enumerate().map(first).collect();
    let after: Vec<String> = lengths.iter().map(|(_, lengths)| number(lengths.medians.1.n)).collect();
    format!(
        "Whether that changed cannot be said: {}, {}; {}, {}. It takes {INTERVAL_FROM} on either side.",
        when.0,
        spoken_list(&before),
        when.1,
        spoken_list(&after)
    )
}

/// What fits the numbers although nothing was detected, and what would have been.
fn unseen(ratio: &MedianRatio) -> String {
    if !ratio.visible.is_finite() {
        return String::from(
            "On either side most are equally long, so that nothing is known of what chance does to them.",
        );
    }
    format!(
        "Anything from {} to {} as long fits these numbers; a median {} as long, or as short, would have been seen about four times in \
         five.",
        factor(ratio.interval.low),
        times(ratio.interval.high),
        times(ratio.visible)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, minutes, of_year, trends};
    use crate::analyse::trends::{IncidentFacts, period_comparison};
    use crate::statistics::Seed;

    fn said(before: &[f64], after: &[f64]) -> String {
        let year = |year: usize, all: &[f64]| {
            let one = move |(at, long): (usize, &f64)| IncidentFacts {
                until_mitigated: minutes(*long),
                ..incident(year * 100 + at, &format!("{year}-01-01"))
            };
            all.iter().enumerate().map(one).collect::<Vec<_>>()
        };
        let mut rows = [year(2023, before), year(2024, after)].concat();
        rows.push(incident(0, "2023-01-01"));
        let trends = trends(rows, "2024-12-31");
        assert!(all(&trends).sides().is_some());
        let (first, second) = of_year(&trends, 2024).sides().unwrap();
        let lengths = period_comparison::lengths(&first, &second, |facts| &facts.until_mitigated, Seed::of);
        medians("until the harm stopped", ("in 2023", "in 2024"), &lengths).join("\n")
    }

    #[test]
    fn what_chance_does_is_no_change_and_it_is_said_what_would_have_been_one() {
        let before = [3.0, 8.0, 12.0, 20.0, 25.0, 31.0, 50.0, 90.0, 400.0];
        let after = [5.0, 9.0, 14.0, 22.0, 30.0, 41.0, 45.0, 200.0];
        assert_eq!(
            said(&before, &after),
            "In 2023, half of 9 incidents took at most 25 minutes until the harm stopped; in 2024, half of 8 at most 26 minutes: \
             no detectable change.\nAnything from 0.28 to 3.4 times as long fits these numbers; a median 6 times as long, or as short, \
             would have been seen about four times in five."
        );
    }

    #[test]
    fn what_chance_does_not_do_is_a_change_whose_cause_is_not_said() {
        let before = [3.0, 4.0, 5.0, 6.0, 6.0, 7.0, 8.0, 9.0];
        let after = [60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0, 120.0];
        assert_eq!(
            said(&before, &after),
            "In 2023, half of 8 incidents took at most 6 minutes until the harm stopped; in 2024, half of 8 at most 1.3 hours: \
             a change that chance alone would bring in fewer than one of twenty such pairs (13 times as long; 95 % interval 9.4 to 19).\n\
             Whether what happened changed, or what was written down of it, the numbers do not say."
        );
    }

    #[test]
    fn too_few_are_not_compared() {
        assert_eq!(
            said(&[], &[1.0; 8]),
            "Whether that changed cannot be said: in 2023, no incident says how long it took until the harm stopped; in 2024, 8. \
             It takes 8 on either side."
        );
        assert_eq!(
            said(&[1.0; 8], &[1.0; 7]),
            "Whether that changed cannot be said: in 2023, 8 incidents say how long it took until the harm stopped; in 2024, 7. \
             It takes 8 on either side."
        );
    }

    #[test]
    fn lengths_of_nothing_and_lengths_that_are_all_equal_have_sentences_too() {
        assert_eq!(
            said(&[0.0; 9], &[1.0; 8]),
            "In 2023, half of 9 incidents took at most 0 seconds until the harm stopped; in 2024, half of 8 at most 1 minute.\n\
             Where half took no time at all, nothing can be said to be so many times as long."
        );
        assert_eq!(
            said(&[2.0; 9], &[2.0; 8]),
            "In 2023, half of 9 incidents took at most 2 minutes until the harm stopped; in 2024, half of 8 at most 2 minutes: \
             no detectable change.\nOn either side most are equally long, so that nothing is known of what chance does to them."
        );
    }

    #[test]
    fn one_of_no_length_at_all_does_not_hinder_a_comparison() {
        let before = [0.0, 8.0, 12.0, 20.0, 25.0, 31.0, 50.0, 90.0, 400.0];
        assert!(said(&before, &before).contains("no detectable change"));
    }
}
