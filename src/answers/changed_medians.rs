//! Lengths of time before and after become sentences: whether the median changed, and which change would have been seen.
//!
//! The trend pages and `casebook stats compare` say it in the same words.

use crate::analyse::trends::SideName;
use crate::analyse::trends::period_comparison::Lengths;
use crate::analyse::trends::small_numbers::INTERVAL_FROM;
use crate::statistics::MedianRatio;
use crate::wording::Wording;
use crate::words::durations::in_one_unit;
use crate::words::estimates::factor;
use crate::words::periods::in_side;
use crate::words::phrases::capital;

/// What two periods are called.
pub(crate) type Names = (SideName, SideName);

/// Whether a median changed, in sentences. `until` ends the length of time: `until the harm stopped`.
///
/// One says how many there are in each period and their medians, or that they are too few; another which change would have been seen.
pub(crate) fn medians(wording: &Wording, until: &str, names: Names, lengths: &Lengths) -> Vec<String> {
    let (before, after) = lengths.medians;
    let (Some(first), Some(second)) = (before.value, after.value) else {
        return vec![too_few(wording, names, &[(until, lengths)])];
    };
    if before.n.min(after.n) < INTERVAL_FROM {
        return vec![too_few(wording, names, &[(until, lengths)])];
    }
    let said = |key: &str, ratio: [String; 3]| {
        let [factor, low, high] = &ratio;
        let filling = [
            ("first", in_side(wording, names.0)),
            ("second", in_side(wording, names.1)),
            ("of", wording.large("trends.of_incidents", before.n, &[])),
            ("other_of", wording.large("trends.of_bare", after.n, &[])),
            ("length", in_one_unit(wording, first)),
            ("other_length", in_one_unit(wording, second)),
        ];
        let mut filling = filling.each_ref().map(|(name, text)| (*name, text.as_str())).to_vec();
        filling.extend([("until", until), ("factor", factor), ("low", low), ("high", high)]);
        capital(&wording.fill(key, &filling))
    };
    let none = || [const { String::new() }; 3];
    match &lengths.ratio {
        Some(ratio) if ratio.interval.contains(1.0) => {
            vec![said("trends.changed.median_same", none()), unseen(wording, ratio)]
        }
        Some(ratio) => {
            let ratio = [ratio.ratio, ratio.interval.low, ratio.interval.high].map(|one| factor(wording, one));
            vec![said("trends.changed.median_changed", ratio), wording.say("trends.changed.why")]
        }
        None => vec![said("trends.changed.median_alone", none()), wording.say("trends.changed.no_factor")],
    }
}

/// That there are too few to compare, for one or several lengths of time of the same two periods.
pub(crate) fn too_few(wording: &Wording, names: Names, lengths: &[(&str, &Lengths)]) -> String {
    let number = |n: usize| match n {
        0 => wording.say("trends.changed.none"),
        _ => wording.large("trends.of_bare", n, &[]),
    };
    let first = |(at, (until, lengths)): (usize, &(&str, &Lengths))| match (at, lengths.medians.0.n) {
        (0, 0) => wording.fill("trends.changed.none_say", &[("until", until)]),
        (0, n) => wording.large("trends.changed.some_say", n, &[("until", until)]),
        (_, n) => wording.fill("trends.changed.also_say", &[("number", &number(n)), ("until", until)]),
    };
    let before: Vec<String> = lengths.iter().enumerate().map(first).collect();
    let after: Vec<String> = lengths.iter().map(|(_, lengths)| number(lengths.medians.1.n)).collect();
    let filling = [
        ("first", in_side(wording, names.0)),
        ("before", wording.list(&before)),
        ("second", in_side(wording, names.1)),
        ("after", wording.list(&after)),
        ("from", INTERVAL_FROM.to_string()),
    ];
    wording.compose("trends.changed.few_lengths", &filling)
}

/// What fits the numbers although nothing was detected, and what would have been.
fn unseen(wording: &Wording, ratio: &MedianRatio) -> String {
    if !ratio.visible.is_finite() {
        return wording.say("trends.changed.unseen_equal");
    }
    let [low, high, visible] = [ratio.interval.low, ratio.interval.high, ratio.visible].map(|one| factor(wording, one));
    wording.fill("trends.changed.unseen", &[("low", &low), ("high", &high), ("visible", &visible)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, minutes, of_year, trends};
    use crate::analyse::trends::{IncidentFacts, period_comparison};
    use crate::statistics::Seed;
    use crate::wording::english;

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
        let names = (SideName::Year(2023), SideName::Year(2024));
        medians(english(), "until the harm stopped", names, &lengths).join("\n")
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
