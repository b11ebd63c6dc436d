//! When people were called, on their own clocks.

use crate::kit::{Built, Kb};
use crate::trends::paragraph;

/// A site whose house is in London, with these incidents' front matter.
fn built(incidents: &[&str]) -> Built {
    let config = "timezone = \"Europe/London\"\n\n[trends]\nworking_hours = [9, 17]\n";
    let kb = Kb::with(&[("casebook.toml", config)]);
    let file = |kb: Kb, (at, front): (usize, &&str)| {
        kb.file(
            &format!("content/incidents/{at}.md"),
            &format!("+++\ntitle = \"Case {at}\"\n{front}\n+++\n\nIt broke.\n"),
        )
    };
    incidents.iter().enumerate().fold(kb, file).build()
}

#[test]
fn the_hour_is_that_of_the_clock_of_those_who_were_called() {
    let built = built(&[
        // Sunday 00:30 in London, where clocks have not gone forward yet.
        "started = 2024-03-31T00:00:00Z\ndetected = 2024-03-31T00:30:00Z",
        // The hour that comes twice, Sunday 01:30: once in summer time and once in winter time.
        "started = 2024-10-27T00:00:00Z\ndetected = 2024-10-27T00:30:00Z",
        "started = 2024-10-27T00:00:00Z\ndetected = 2024-10-27T01:30:00Z",
        // Monday in Tokyo.
        "started = 2024-03-31T23:00:00Z\ndetected = 2024-03-31T23:30:00Z\ntimezone = \"Asia/Tokyo\"",
        // Nobody was called, nobody knows, and too vague to say.
        "started = 2024-05-06T10:00:00Z\ndetected = 2024-05-06T10:00:00Z\npaged = 0",
        "started = 2024-05-06T10:00:00Z\ndetected = \"unknown\"",
        "started = 2024-05-06T10:00:00Z\ndetected = 2024-05-06",
        // Not detected by itself, but somebody took it on: Monday 11:05 in London.
        "started = 2024-05-06T10:00:00Z\nacknowledged = 2024-05-06T10:05:00Z",
    ]);
    let csv = built.get("trends/hours.csv");
    let rows: Vec<&str> = csv.lines().filter(|row| !row.ends_with(",0,0,0,0,0,0,0,0")).collect();
    assert_eq!(
        rows,
        [
            "hour,monday,tuesday,wednesday,thursday,friday,saturday,sunday,all",
            "00:00,0,0,0,0,0,0,1,1",
            "01:00,0,0,0,0,0,0,2,2",
            "08:00,1,0,0,0,0,0,0,1",
            "11:00,1,0,0,0,0,0,0,1",
        ]
    );
    let page = built.get("trends/hours.html");
    assert_eq!(
        paragraph(&page, "trend-lead"),
        "In 4 of 5 incidents the first person was called outside working hours; they are too few for a share."
    );
    assert_eq!(
        paragraph(&page, "trend-more"),
        "40 of the week's 168 hours are working hours: were people called at every hour alike, 76 % would be outside them. Whether that \
         changed cannot be said: that needs two years side by side, both seen from their first day."
    );
    assert_eq!(
        paragraph(&page, "small trend-caption"),
        "5 of 8 incidents say when the first person was called; 1 says that it is not known and 1 is not exact enough. In 1 incident nobody \
         was paged. The first call is when an incident was detected, else when a person took it on. The clock is that of the people called: the \
         incident's own zone, else the one its time is written in, else the house's (Europe/London). When clocks go back, an hour that comes \
         twice counts as one; an hour that is skipped has nobody called in it. Working hours: 09:00 to 17:00, Monday to Friday."
    );
}

#[test]
fn a_share_of_ten_has_an_interval_and_stands_beside_what_an_even_week_would_give() {
    let nights = ["started = 2024-05-06T21:00:00Z\ndetected = 2024-05-06T21:10:00Z"; 7];
    let days = ["started = 2024-05-07T12:00:00Z\ndetected = 2024-05-07T12:10:00Z"; 3];
    let page = built(&[nights.as_slice(), &days].concat()).get("trends/hours.html");
    assert_eq!(
        paragraph(&page, "trend-lead"),
        "In 7 of 10 incidents the first person was called outside working hours: 70 % (95 % interval between 40 % and 89 %)."
    );
    assert!(paragraph(&page, "trend-more").contains("76 % would be outside them. The interval includes that."));
    assert!(page.contains(
        "No hour of the week has more than Monday, 22:00 to 23:00: 7 incidents. Of 168 hours one always has the most. What usually happens then?"
    ));
}
