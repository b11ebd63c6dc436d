//! What became of follow-ups.

use crate::kit::Kb;
use crate::trends::paragraph;

const INCIDENT: &str = r#"+++
title = "The queue that filled"
started = 2024-01-01T10:00:00Z

[[actions]]
text = "Alert on depth"
owner = "Platform"
state = "done"
opened = 2024-01-02
closed = 2024-01-09

[[actions]]
text = "Drop old messages"
state = "declined"
reason = "They are invoices."
opened = 2024-01-02
closed = 2024-01-02

[[actions]]
text = "A second queue"
state = "not-necessary"
reason = "The first is fast enough."
opened = 2024-01-02
closed = 2024-01-23

[[actions]]
text = "Write a runbook"
state = "absorbed"
opened = 2024-01-02
closed = 2024-01-23

[[actions]]
text = "Name the queue"
state = "done"
opened = 2024-01-02
closed = 2024-01-16

[[actions]]
text = "Practise it"
state = "open"
opened = 2024-01-02

[[actions]]
text = "Ask the supplier"
state = "done"
opened = 2024-01-09
closed = 2024-01-02

[[actions]]
text = "Tell the depot"
state = "done"
opened = 2024-01-02
+++

It broke.

## Follow-ups

- Look at the other queues
"#;

#[test]
fn every_kind_of_closing_counts_and_what_cannot_be_counted_is_said() {
    let quiet = "+++\ntitle = \"Quiet\"\nstarted = 2024-01-05T10:00:00Z\n+++\n\nIt broke.\n";
    let built = Kb::with(&[
        ("content/incidents/queue.md", INCIDENT),
        ("content/incidents/a.md", quiet),
        ("content/incidents/b.md", quiet),
    ])
    .build_with(&["--as-of", "2024-02-13"]);
    let page = built.get("trends/follow-ups.html");
    assert_eq!(
        paragraph(&page, "trend-lead"),
        "Half of 6 follow-ups were closed in one way or another within 2 weeks (95 % interval the same day or later; its end is not to be seen yet)."
    );
    assert_eq!(
        paragraph(&page, "trend-more"),
        "Closing is not the aim: what turned out not to be needed is an answer too, and a target would only change what is written down."
    );
    let standing = page.split_once("Where they stand").expect("a picture of where they stand").1;
    assert_eq!(
        paragraph(standing, "trend-more"),
        "Of 7 closed: 4 done, 1 not necessary, 1 absorbed into other work and 1 declined. Not closed: 1 open. Of the 3 closed in another way \
         than done, 2 say why."
    );
    assert_eq!(
        paragraph(&page, "small trend-caption"),
        "1 of 3 incidents has follow-ups that say when they were opened. Of 8 follow-ups in 1 incident, 6 are in the curve; 1 is closed and \
         does not say since when and 1 contradicts itself. Those not closed count for as long as they were watched, until 13 February 2024. 1 was watched \
         for longer than the picture shows. The band takes each by itself; those of one incident often end together, so it is rather too narrow."
    );
    assert_eq!(
        built.get("trends/follow-ups.csv"),
        "days,watched,closed,last_seen_open,open_share,open_share_low,open_share_high\n\
         0,6,1,0,0.8333,0.2731,0.9747\n7,5,1,0,0.6667,0.1946,0.9044\n14,4,1,0,0.5,0.1109,0.8037\n21,3,2,0,0.1667,0.0077,0.5168\n\
         42,1,0,1,0.1667,0.0077,0.5168\n"
    );
    assert_eq!(
        built.get("trends/follow-ups-reasons.csv"),
        "state,follow_ups,with_reason,without_reason\ndone,4,0,4\nnot necessary,1,1,0\nabsorbed into other work,1,0,1\ndeclined,1,1,0\n\
         open,1,0,1\n"
    );
    assert!(!page.contains("Platform"), "a team is named");
}
