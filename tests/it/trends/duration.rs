//! How long incidents lasted: the two lengths of time apart, what is not known, and whether they changed.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk, timed};

#[test]
fn the_two_lengths_of_time_are_told_apart_and_what_is_not_known_is_counted() {
    let lasting = |kb: Kb, day: u32| {
        timed(kb, &format!("2024-05-{day:02}"), &[("mitigated", day * 10), ("resolved", day * 60)], "")
    };
    let kb = (1..=8).fold(Kb::new(), lasting);
    let kb = incident(kb, "2024-05-20", "resolved: 2024-05-21\n");
    let kb = incident(kb, "2024-05-21", "");
    let kb = kb.file(
        "content/incidents/backwards.md",
        "---\ntitle: Backwards\nstarted: 2024-05-22T10:00:00Z\nresolved: 2024-05-22T09:00:00Z\n---\n\nIt broke.\n",
    );
    let built = kb.build();
    let page = built.get("trends/duration.html");
    assert_eq!(
        said(&page),
        [
            "Half of 8 incidents took at most 45 minutes until the harm stopped (95 % interval between 20 minutes and 1.2 hours); \
             half of 8 took at most 4.5 hours until all was well (95 % interval between 2 hours and 7 hours).",
            "Until the harm stopped: one in four took at most 28 minutes, three in four at most 1 hour, the longest 1.3 hours. \
             Until all was well: one in four took at most 2.8 hours, three in four at most 6.2 hours, the longest 8 hours. \
             Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "8 of 11 incidents say how long it took until the harm stopped; 3 do not say. \
             8 of 11 incidents say how long it took until all was well; 1 does not say, 1 is not exact enough and 1 contradicts itself.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "These lasted longest. What made them hard to end, and what was it that ended them? \
             2024-05-08 · 2024-05-07 · 2024-05-06 · 2024-05-05",
            "In these most of the time passed after the harm had stopped. What was still to be done, and how could others see it? \
             2024-05-08 · 2024-05-07 · 2024-05-06 · 2024-05-05",
            "This one ends before its start, as it is written. What happened when, and on which clock? Backwards",
        ]
    );
    let header = "period,incidents,median_seconds,interval_low_seconds,interval_high_seconds,quartile_low_seconds,quartile_high_seconds";
    assert_eq!(
        built.get("trends/duration.csv"),
        format!("{header}\nQ2 2024,8,2700,1200,4200,1650,3750\nAll,8,2700,1200,4200,1650,3750\n")
    );
    assert_eq!(
        built.get("trends/duration-until-resolved.csv"),
        format!("{header}\nQ2 2024,8,16200,7200,25200,9900,22500\nAll,8,16200,7200,25200,9900,22500\n")
    );
}

#[test]
fn few_lengths_have_dots_without_a_median() {
    let lasting = |kb: Kb, day: u32| timed(kb, &format!("2024-05-{day:02}"), &[("resolved", day * 60)], "");
    let page = (1..=3).fold(Kb::new(), lasting).build().get("trends/duration.html");
    assert_eq!(
        said(&page),
        [
            "Only 3 incidents say how long it took until all was well, too few for a median.",
            "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "All 3 incidents say how long it took until all was well. \
             Quarters with fewer than 5 have dots only, those with fewer than 8 a median without an interval.",
        ]
    );
    assert!(page.contains("chart-mark") && !page.contains("chart-median") && !page.contains("chart-interval"));
}

#[test]
fn where_nothing_changed_it_is_said_what_would_have_been_seen() {
    let of_year = |kb: Kb, year: i32, hours: [u32; 8]| {
        let one = |kb: Kb, (at, hours): (usize, u32)| {
            timed(kb, &format!("{year}-{:02}-01", at + 1), &[("resolved", hours * 60)], "")
        };
        hours.into_iter().enumerate().fold(kb, one)
    };
    let kb = of_year(Kb::new(), 2023, [1, 2, 3, 4, 5, 6, 7, 8]);
    let page = of_year(kb, 2024, [1, 3, 3, 5, 5, 6, 9, 12]).build().get("trends/2024/duration.html");
    assert_eq!(
        said(&page)[1],
        "One in four took at most 3 hours, three in four at most 6.8 hours, the longest 12 hours. \
         In 2023, half of 8 incidents took at most 4.5 hours until all was well; in 2024 until 1 August, half of 8 at most 5 hours: no detectable change. \
         Anything from 0.5 to 2.5 times as long fits these numbers; a median 3.2 times as long, or as short, would have been seen about four \
         times in five."
    );
}
