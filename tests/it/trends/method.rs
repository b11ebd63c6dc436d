//! The page that says how everything is counted, and what chance alone would do on this site.

use crate::kit::{Kb, between};
use crate::trends::generated::{incidents, site};

const QUESTIONS: [&str; 11] = [
    "reported",
    "duration",
    "detection",
    "found",
    "factors",
    "together",
    "involved",
    "hours",
    "conditions",
    "notes",
    "follow-ups",
];

#[test]
fn every_question_leads_to_its_part_of_the_method() {
    let built = site(&incidents(21, 40)).build();
    let method = built.get("trends/method.html");
    for question in QUESTIONS {
        assert!(method.contains(&format!("id=\"{question}\"")), "no {question}");
        let page = built.get(&format!("trends/{question}.html"));
        assert!(page.contains(&format!("href=\"method.html#{question}\"")), "{question} does not lead there");
    }
    assert!(method.contains("Why there is no MTTR"));
}

#[test]
fn two_periods_in_which_nothing_changed_are_drawn_from_the_sites_own_lengths() {
    let files = incidents(22, 60);
    let built = site(&files).build();
    let table = built.get("trends/method.csv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["incidents", "own", "differ_by", "in_number", "in_median", "in_mean"]);
    let own: Vec<(&str, &str)> = rows[1..].iter().filter(|row| row[2] == "0.1").map(|row| (row[0], row[1])).collect();
    assert_eq!(own, [("5", "quarter"), ("10", ""), ("21", "year"), ("30", ""), ("100", ""), ("300", "")]);
    for row in &rows[1..] {
        for share in &row[3..] {
            let share: f64 = share.parse().expect("a share");
            assert!((0.0..=1.0).contains(&share), "{row:?}");
        }
    }
    // Half of the time or more, ten incidents differ by a tenth in whatever one looks at, though nothing changed.
    let ten = rows.iter().find(|row| row[0] == "10" && row[2] == "0.1").expect("a row");
    assert!(ten[3..].iter().all(|share| share.parse::<f64>().expect("a share") > 0.5), "{ten:?}");
    let method = built.get("trends/method.html");
    let said = between(&method, "id=\"twins\"", "<div");
    assert!(said.contains("as many as this site has in a quarter"), "{said}");
    assert_eq!(table, site(&files).build_with(&["--jobs", "1"]).get("trends/method.csv"));
}

#[test]
fn of_few_lengths_nothing_is_drawn_and_that_is_said() {
    let kb = Kb::new();
    for day in 1..=4 {
        kb.edit(
            &format!("content/incidents/{day}.md"),
            format!("---\nstarted: 2024-02-0{day}T10:00Z\nresolved: 2024-02-0{day}T11:00Z\n---\n\n# Day {day}\n"),
        );
    }
    let built = kb.build();
    let method = built.get("trends/method.html");
    let said = between(&method, "id=\"twins\"", "<div");
    assert!(said.contains("Only 4 incidents say how long it took until all was well: too few to draw lengths of time from, which takes 15."), "{said}");
    assert!(built.get("trends/method.csv").lines().skip(1).all(|line| line.ends_with(",,")));
    assert!(!method.contains("The median differs by"));
}
