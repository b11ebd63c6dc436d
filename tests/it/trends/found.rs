//! What `trends/found.html` says of small sites.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk};

#[test]
fn few_answers_are_counts_and_the_unknown_is_counted() {
    let words = ["alert", "customer", "customer", "unknown", "our_own_word"];
    let kb = words.iter().enumerate().fold(Kb::new(), |kb, (at, word)| {
        incident(kb, &format!("2024-0{}-05", at + 1), &format!("detection: {word}\n"))
    });
    let built = incident(kb, "2024-06-05", "").build();
    let page = built.get("trends/found.html");
    assert_eq!(
        said(&page),
        [
            "4 incidents say how they were found: 2 by a customer, 1 by an alert and 1 by “our own word”; too few for shares.",
            "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "4 of 6 incidents say how they were found; 1 does not say and 1 says that it is not known.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "2 were noticed by a customer, the support team or a partner before anything of our own. What could they see that we \
             could not, and how did it reach us? 2024-03-05 · 2024-02-05"
        ]
    );
    assert_eq!(
        built.get("trends/found.csv"),
        "found_by,incidents,of,share,interval_low,interval_high\nA customer,2,4,,,\nAn alert,1,4,,,\nOur own word,1,4,,,\n"
    );
    assert_eq!(
        built.get("trends/found-over-time.csv"),
        "found_by,period,incidents,of,share,interval_low,interval_high\nA customer,first half of 2024,2,4,,,\n\
         An alert,first half of 2024,1,4,,,\nOur own word,first half of 2024,1,4,,,\n"
    );
}

#[test]
fn shares_are_told_from_ten_on_with_their_intervals() {
    let kb = (0..24).fold(Kb::new(), |kb, at| {
        let (year, month) = (2023 + at / 12, at % 12 + 1);
        let word = if at % 3 == 0 { "alert" } else { "customer" };
        incident(kb, &format!("{year}-{month:02}-01"), &format!("detection: {word}\n"))
    });
    let built = kb.build_with(&["--as-of", "2024-12-31"]);
    // Wilson (1927): 16 of 24 is 46.7 % to 82.0 %, 8 of 24 is 18.0 % to 53.3 %.
    assert_eq!(
        said(&built.get("trends/found.html")),
        [
            "Of 24 incidents that say so, 16 were found by a customer (67 %, 95 % interval 47 % to 82 %) and 8 by an alert (33 %, 95 % \
             interval 18 % to 53 %).",
            "Found by a customer: 8 of 12 (67 %) in the 12 months to 31 December 2023, 8 of 12 (67 %) in the 12 months to 31 December \
             2024: no detectable change; a difference of 54 points or more would have been seen four times in five. Found by an alert: \
             4 of 12 (33 %) in the 12 months to 31 December 2023, 4 of 12 (33 %) in the 12 months to 31 December 2024: no detectable \
             change; a difference of 54 points or more would have been seen four times in five.",
            "All 24 incidents say how they were found.",
        ]
    );
    assert_eq!(
        built.get("trends/found.csv"),
        "found_by,incidents,of,share,interval_low,interval_high\nA customer,16,24,0.6667,0.4671,0.8203\nAn alert,8,24,0.3333,0.1797,0.5329\n"
    );
}
