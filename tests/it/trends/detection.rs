//! How long it took until somebody knew, by how it was found.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk, timed};

#[test]
fn ways_of_finding_out_stand_side_by_side_and_only_enough_have_a_median() {
    let found = |kb: Kb, day: u32, minutes: u32, keys: &str| {
        timed(kb, &format!("2024-05-{day:02}"), &[("detected", minutes)], keys)
    };
    let kb = (1..=8).fold(Kb::new(), |kb, day| found(kb, day, day, "detection: alert\n"));
    let kb = (11..=15).fold(kb, |kb, day| found(kb, day, day * 10, "detection: customer\n"));
    let kb = found(kb, 20, 5, "detection: the cleaner\n");
    let kb = found(kb, 21, 0, "");
    let built = incident(kb, "2024-05-22", "").build();
    let page = built.get("trends/detection.html");
    assert_eq!(
        said(&page),
        [
            "Half of 15 incidents took at most 6 minutes until somebody knew (95 % interval between 3 minutes and 2 hours).",
            "One in four took at most 3.5 minutes, three in four at most 1.9 hours, the longest 2.5 hours. \
             Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "15 of 16 incidents say how long it took until somebody knew; 1 does not say. \
             1 took no time at all, as far as its times tell.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "These went unnoticed longest. What was there to be seen meanwhile, and where did it show? \
             2024-05-15 · 2024-05-14 · 2024-05-13 · 2024-05-12",
            "These were noticed soonest. What made that possible, and where else would it help? \
             2024-05-21 · 2024-05-01 · 2024-05-02 · 2024-05-03",
            "How these were found is not said. How did people come to know? 2024-05-21",
        ]
    );
    let columns = "incidents,median_seconds,interval_low_seconds,interval_high_seconds,quartile_low_seconds,quartile_high_seconds";
    assert_eq!(
        built.get("trends/detection.csv"),
        format!(
            "found,{columns}\nAn alert,8,270,120,420,165,375\nA customer,5,7800,,,,\nThe cleaner,1,,,,,\nNot said how,1,,,,,\n"
        )
    );
    assert_eq!(
        built.get("trends/detection-over-time.csv"),
        format!("period,{columns}\nQ2 2024,15,360,180,7200,210,6900\nAll,15,360,180,7200,210,6900\n")
    );
}
