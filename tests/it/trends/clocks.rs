//! Zones, clock changes and gaps, through a whole site: what is counted of an incident, in CSV and in JSON.

use serde_json::json;

use crate::kit::{Built, Kb};

/// These columns of `facts.csv`.
fn facts(built: &Built, columns: &[&str]) -> Vec<String> {
    let text = built.get("trends/facts.csv");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let at = |name: &str| rows[0].iter().position(|column| *column == name).unwrap_or_else(|| panic!("no `{name}`"));
    let places: Vec<usize> = columns.iter().map(|name| at(name)).collect();
    rows[1..].iter().map(|row| places.iter().map(|&at| row[at]).collect::<Vec<_>>().join(" ")).collect()
}

fn london() -> Kb {
    Kb::with(&[
        ("casebook.toml", "timezone = \"Europe/London\"\n"),
        (
            "content/incidents/spring.md",
            "---\nid: SPRING\nstarted: 2024-03-31T00:30\nresolved: 2024-03-31T02:30\n---\n\n# Clocks go forward\n",
        ),
        (
            "content/incidents/autumn.md",
            "---\nid: AUTUMN\nstarted: 2024-10-27T00:30\nmitigated: 2024-10-27T02:30\nresolved: unknown\n---\n\n# Clocks go back\n",
        ),
        (
            "content/incidents/zones.md",
            "---\nid: ZONES\nstarted: 2023-12-31T23:30:00-05:00\ndetected: 2024-01-01T04:40:00Z\nresolved: 2024-01-01T05:00:00+00:00\ncaptured: 2024-01-03\n---\n\n# Two zones at New Year\n",
        ),
        (
            "content/incidents/coarse.md",
            "---\nid: COARSE\nstarted: 2024-06-01\nresolved: 2024-06-01T10:00\nreviewed: 2024-05-30\npaged: 0\n---\n\n# A day\n",
        ),
        (
            "content/incidents/backwards.md",
            "---\nid: BACKWARDS\nkind: near-miss\nstarted: 2024-06-03T10:00\ndetected: 2024-06-03T09:00\nexclude_from_trends: true\n---\n\n# Backwards\n",
        ),
    ])
}

#[test]
fn a_length_is_the_time_that_passed_whatever_clocks_showed() {
    let built = london().build();
    assert_eq!(
        facts(&built, &["id", "until_mitigated_seconds", "until_resolved_seconds", "until_resolved_origin"]),
        [
            "ZONES  1800 stated",
            // From half past midnight to half past two, of which an hour never was, and another came twice.
            "SPRING  3600 stated",
            "COARSE   coarse",
            "BACKWARDS   ",
            "AUTUMN 10800  unknown",
        ]
    );
}

#[test]
fn a_day_is_one_of_the_clock_it_is_told_by_and_an_hour_one_of_those_who_were_called() {
    let built = london().build();
    assert_eq!(
        facts(&built, &["id", "counted", "date", "first_page_weekday", "first_page_hour", "first_page_origin"]),
        [
            "ZONES yes 2023-12-31 monday 4 stated",
            "SPRING yes 2024-03-31   silent",
            "COARSE yes 2024-06-01   nobody",
            "BACKWARDS excluded 2024-06-03   ",
            "AUTUMN yes 2024-10-27   silent",
        ]
    );
}

#[test]
fn an_incidents_record_holds_what_is_counted_of_it_and_why_the_rest_is_not() {
    let built = london().build();
    assert_eq!(
        built.incident("ZONES")["facts"],
        json!({
            "counted": "yes",
            "date": { "value": "2023-12-31", "precision": "day", "origin": "stated" },
            "until_detected": { "seconds": 600, "origin": "stated" },
            "until_mitigated": "silent",
            "until_resolved": { "seconds": 1800, "origin": "stated" },
            "until_notes": { "seconds": 259_200, "by_day": true, "origin": "stated" },
            "until_review": "silent",
            "first_page": { "weekday": "monday", "hour": 4, "origin": "stated" },
            "detection": "silent",
        })
    );
    let coarse = built.incident("COARSE")["facts"].clone();
    assert_eq!(
        [&coarse["until_resolved"], &coarse["until_review"], &coarse["first_page"]],
        ["coarse", "contradictory", "nobody"]
    );
    assert_eq!(
        built.incident("BACKWARDS")["facts"],
        json!({ "counted": "excluded", "date": { "value": "2024-06-03", "precision": "day", "origin": "stated" } })
    );
}

#[test]
fn what_only_the_text_says_counts_unless_the_house_does_not_want_it() {
    let files = [(
        "content/incidents/2024-02-01-queue.md",
        "---\nid: QUEUE\n---\n\n# Queue\n\n## Detection\n\nTime to detection: 54 minutes\n",
    )];
    let kb = Kb::with(&files);
    let columns = ["id", "date", "date_origin", "until_detected_seconds", "until_detected_origin"];
    kb.edit(
        "content/incidents/one.md",
        "---\nid: ONE\nstarted: 2024-02-02T10:00Z\ndetected: 2024-02-02T10:05Z\n---\n\n# One\n",
    );
    kb.edit(
        "content/incidents/two.md",
        "---\nid: TWO\nstarted: 2024-02-03T10:00Z\ndetected: 2024-02-03T10:07Z\n---\n\n# Two\n",
    );
    kb.edit("content/incidents/three.md", "---\nid: THREE\nstarted: 2024-02-04T10:00Z\n---\n\n# Three\n");
    assert_eq!(facts(&kb.build(), &columns)[0], "QUEUE 2024-02-01 inferred 3240 inferred");
    kb.edit("casebook.toml", "[trends]\ninferred = false\n");
    let built = kb.build();
    assert_eq!(facts(&built, &columns).last().map(String::as_str), Some("QUEUE  only-inferred  only-inferred"));
    let page = built.get("trends/detection.html");
    assert!(page.contains("1 says so only in its text"), "{page}");
    assert!(built.get("trends/method.html").contains("What was read from the text does not count."));
    let run = kb.run(&["stats", "--inferred", "true", "detection", "--format", "csv", "--table", "until-detected"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let said = crate::trends::honesty::stats(&kb, &["detection", "--inferred", "true"]);
    assert_eq!(
        said["questions"][0]["known"]["until_detected"],
        json!({ "n": 3, "stated": 2, "inferred": 1, "gaps": { "silent": 1 } })
    );
}
