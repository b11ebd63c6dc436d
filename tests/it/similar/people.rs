//! People are no patterns: who wrote, acted, answered or spoke is no reason to read one write-up beside another, heads no group, and is
//! in no list beyond the page.

use super::house::{Incident, house, with};
use super::lists::lists;
use crate::kit::between;

const LEASE: &str = "The writer kept a stale lease after a pause, and its fencing token was never checked. \
                     Both writers held the lease. The store took what the stale lease sent. A fencing token would have said no.";

const LEASE_AGAIN: &str = "A long pause of the collector left us with a stale lease. Nothing asked for the fencing token, \
                           so the old writer went on. A stale lease would have been harmless beside a fencing token.";

/// What people did, in two tellings.
const ACTS: [&str; 2] = [
    "Then Johanna Zumthor restarted it, and Johanna told Qiao of it. Qiao noticed the second writer. Later Yindi and Tamsir paged us, \
     and @zorbo-li helped. We thank @zorbo-li, Yindi, Tamsir and Zumthor.",
    "Only Johanna knew. We called Johanna, Zumthor and @zorbo-li; Qiao joined later, and @zorbo-li wrote to Qiao. What Yindi and Tamsir \
     had seen, Yindi and Tamsir said again.",
];

const ROWS: &str = "\n\n## Timeline\n\n- 09:10 TQ: restarted the writer\n- 09:20 TQ restarts the collector\n- 09:40 TQ: asked for help\n";

fn told(story: &str, acts: &str) -> Incident {
    Incident::of(&format!("{story} {acts}{ROWS}"))
}

const NAMES: [&str; 7] = ["Johanna", "Zumthor", "Qiao", "Yindi", "Tamsir", "zorbo", "TQ"];

#[test]
fn who_acted_is_no_reason() {
    let kb = with(house(14), &[("2024/a", told(LEASE, ACTS[0])), ("2024/b", told(LEASE_AGAIN, ACTS[1]))]);
    assert_eq!(
        lists(&kb),
        [
            "2024/a: similar 2024/b (both mention “stale lease” and “fencing token”)",
            "2024/b: similar 2024/a (both mention “stale lease” and “fencing token”)",
        ]
    );
}

#[test]
fn who_wrote_one_page_is_no_reason_on_another() {
    let bodies = [LEASE, LEASE_AGAIN].map(|story| format!("{story} Grembor said so. It was Grembor again."));
    let incidents = [
        ("2024/a", Incident::of(&bodies[0])),
        ("2024/b", Incident::of(&bodies[1])),
        ("2024/c", Incident::of("Nothing of note.").front("authors = [\"Ulla Grembor\"]\n")),
    ];
    let found = lists(&with(house(14), &incidents)).join("\n");
    assert!(found.contains("stale lease") && !found.contains("Grembor"), "{found}");
}

#[test]
fn who_speaks_and_what_is_pictured_is_no_reason() {
    let talk = "\n\n:confetti: ![zorglub panel](zorglub-1.png) ![zorglub panel](zorglub-2.png)\n\nSee zorglub-1.png and zorglub-2.png :confetti:\n\n\
                [10:03] anna: stop\n[10:04] anna: stopped\n\n> **Yindi** [10:05 AM]\n> Yindi waits\n\n```\n<tanex> hi\n<tanex> ho\n```\n";
    let incidents = [
        ("2024/a", Incident::of(&format!("{LEASE}{talk}"))),
        ("2024/b", Incident::of(&format!("{LEASE_AGAIN}{talk}"))),
    ];
    assert_eq!(
        lists(&with(house(14), &incidents))[0],
        "2024/a: similar 2024/b (both mention “stale lease” and “fencing token”)"
    );
}

#[test]
fn a_word_of_code_is_no_person() {
    let bodies = [
        format!("{LEASE} Then `Johanna` broke. We mended Johanna, and Johanna broke again."),
        format!("{LEASE_AGAIN} It was Johanna that broke, and an old pump beside Johanna."),
    ];
    let incidents = [("2024/a", Incident::of(&bodies[0])), ("2024/b", Incident::of(&bodies[1]))];
    let found = lists(&with(house(14), &incidents)).join("\n");
    assert!(found.contains("Johanna"), "{found}");
}

#[test]
fn what_is_merely_mentioned_is_no_reason() {
    let bodies = [
        format!("{LEASE} We looked at Zanzifka too."),
        format!("{LEASE_AGAIN} The store stands beside Zanzifka Omnibor."),
    ];
    let incidents = [("2024/a", Incident::of(&bodies[0])), ("2024/b", Incident::of(&bodies[1]))];
    let found = lists(&with(house(14), &incidents)).join("\n");
    assert!(found.contains("stale lease") && !found.contains("Zanzifka"), "{found}");
}

#[test]
fn nobody_heads_a_group_or_is_in_a_list() {
    let task = "\n\n## Action items\n\n**Johanna**\n- Rehearse the failover of the old lease\n\n**Qiao Li**\n- Write the post-mortem\n";
    let day = |acts: &str, day: &str| {
        Incident::of(&format!("{LEASE_AGAIN} {acts}{task}")).front(&format!("started = {day}\n"))
    };
    let kb = with(
        house(20),
        &[
            ("2024/a", day(ACTS[0], "2022-03-01")),
            ("2024/b", day(ACTS[1], "2023-03-01")),
            ("2024/c", day(ACTS[0], "2024-03-01")),
        ],
    );
    let built = kb.build();
    let page = built.get("recurring.html");
    let heads: Vec<&str> =
        between(&page, "<main", "</main>").split("<h2").skip(1).filter_map(|head| head.split("</h2>").next()).collect();
    assert!(!heads.is_empty());
    for name in NAMES {
        assert!(!heads.iter().any(|head| head.contains(name)), "{heads:?}");
        for address in ["actions/index.html", "actions/actions.csv"] {
            assert!(!built.get(address).contains(name), "{name} in {address}");
        }
    }
    let actions = built.get("actions/index.html");
    assert!(actions.contains("Said in several incidents") && !actions.contains("post-mortem"));
}
