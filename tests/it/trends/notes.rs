//! How soon it was written down, and talked about.

use crate::kit::{Built, Kb};
use crate::trends::paragraph;

/// A site with these incidents' front matter.
fn built(incidents: &[String]) -> Built {
    let file = |kb: Kb, (at, front): (usize, &String)| {
        kb.file(
            &format!("content/incidents/{at}.md"),
            &format!("+++\ntitle = \"Case {at}\"\n{front}\n+++\n\nIt broke.\n"),
        )
    };
    incidents.iter().enumerate().fold(Kb::new(), file).build()
}

#[test]
fn both_distributions_are_told_beside_each_other_and_days_are_days() {
    let began = "started = 2024-05-06T10:00:00Z";
    let exact = |hours: u32, days: u32| {
        format!("{began}\ncaptured = 2024-05-06T{}:00:00Z\nreviewed = 2024-05-{:02}", 10 + hours, 6 + days)
    };
    let mut incidents: Vec<String> = (0..8).map(|at| exact(at, at + 2)).collect();
    incidents.push(format!("{began}\nreviewed = 2024-05-01"));
    incidents.push(String::from("started = \"2024-05\"\ncaptured = 2024-05-07"));
    incidents.push(began.to_owned());
    let built = built(&incidents);
    let page = built.get("trends/notes.html");
    assert_eq!(
        paragraph(&page, "trend-lead"),
        "Half of 8 incidents had first notes within 3.5 hours (95 % interval between 1 hour and 6 hours); half of 8 incidents were talked about \
         within 6 days (95 % interval between 3 days and 8 days)."
    );
    assert_eq!(
        paragraph(&page, "trend-more"),
        "8 of 8 had first notes within 72 hours. 2 of 8 were talked about within 72 hours. Whether that changed for first notes and review \
         cannot be said: it needs two years side by side with some in both, the earlier one seen from its first day. Memories fade and mix with \
         what others tell within days, for notes as for what is said in a review. 72 hours are marked for that reason; neither length is a \
         target."
    );
    assert_eq!(
        paragraph(&page, "small trend-caption"),
        "8 of 11 incidents say when first notes were taken or when people met; 1 does not say, 1 is not exact enough and 1 contradicts itself. \
         First notes: 8, 1 is not exact enough. Review: 8, all known only to the day, 1 contradicts itself. What is known only to the day is \
         counted in whole days of the calendar: the same day is 0, and the third day is within 72 hours."
    );
    assert_eq!(
        built.get("trends/notes.csv"),
        "within_seconds,notes,notes_share,notes_share_low,notes_share_high,reviews,reviews_share,reviews_share_low,reviews_share_high\n\
         3600,2,,,,0,,,\n21600,7,,,,0,,,\n86400,8,,,,0,,,\n259200,8,,,,2,,,\n604800,8,,,,6,,,\n1209600,8,,,,8,,,\n"
    );
}

#[test]
fn few_are_dots_without_a_curve() {
    let incident = String::from("started = 2024-05-06T10:00:00Z\nreviewed = 2024-05-08");
    let page = built(&[incident.clone(), incident.clone(), incident.clone()]).get("trends/notes.html");
    assert_eq!(paragraph(&page, "trend-lead"), "3 incidents were talked about, too few to say how soon.");
    assert!(
        page.contains("chart-mark")
            && !page.contains("class=\"chart-second\"")
            && !page.contains("class=\"chart-first\"")
    );
}
