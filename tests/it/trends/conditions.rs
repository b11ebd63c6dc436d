//! What `trends/conditions.html` says of small sites.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk};

#[test]
fn conditions_are_counts_and_no_shares() {
    let rows = [
        ("2024-01-05", "conditions: [fatigue, production-pressure]\n"),
        ("2024-02-05", "conditions: [Fatigue]\npaged_out_of_hours: 2\n"),
        ("2024-08-05", "paged_out_of_hours: 0\n"),
    ];
    let kb = rows.iter().fold(Kb::new(), |kb, (date, keys)| incident(kb, date, keys));
    let built = kb.build();
    let page = built.get("trends/conditions.html");
    assert_eq!(
        said(&page),
        [
            "2 of 3 incidents name a condition that people worked under, most often fatigue (2) and production pressure (1); too few to \
             say more than that.",
            "Whether one became more frequent cannot be said: an incident that does not name it may have had it, so these are counts \
             and no shares. Somebody was paged out of hours in 1 of 2 incidents that say whether; too few for a share.",
            "2 of 3 incidents name conditions that people worked under; 1 does not say.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "People worked under fatigue in these. What made it workable, and what would have made it easier? 2024-02-05 · 2024-01-05",
            "Somebody was called out of hours for these. What would have let it wait until morning? 2024-02-05",
            "Which conditions do people here get used to, and so do not write down?",
        ]
    );
    assert_eq!(
        built.get("trends/conditions.csv"),
        "condition,period,incidents,of\nFatigue,first half of 2024,2,2\nFatigue,second half of 2024,0,0\n\
         Production pressure,first half of 2024,1,2\nProduction pressure,second half of 2024,0,0\n"
    );
}
