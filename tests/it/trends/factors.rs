//! What `trends/factors.html` and `trends/together.html` say of small sites.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk};

/// Six with both, and six with each and a third: chance alone would bring the two together four and a half times.
fn connected(key: &str) -> Kb {
    let rows = ["a, b"; 6].into_iter().chain(["a, c"; 2]).chain(["b, c"; 2]).chain(["c, d"; 4]).chain(["a"]);
    rows.enumerate().fold(Kb::new(), |kb, (at, names)| {
        incident(kb, &format!("2024-{:02}-{:02}", at % 9 + 1, at + 1), &format!("{key}: [{names}]\n"))
    })
}

#[test]
fn pairs_stand_beside_chance() {
    let built = connected("factors").build_with(&["--as-of", "2024-12-31"]);
    let page = built.get("trends/factors.html");
    assert_eq!(
        said(&page),
        [
            "15 incidents name 4 contributing factors, 1.9 each on average; most often a: 9 of 15 (60 %, 95 % interval 36 % to 80 %).",
            "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "14 incidents name two factors or more and can tell what comes together. 3 pairs are frequent enough to be looked at, and 1 comes together 5 \
             times or more. If none had to do with another, fewer than one of the 3 would come together unusually often by chance \
             alone (p below 0.05): none does.",
            "All 15 incidents name contributing factors. That two come together does not say that one brings the other. A factor that \
             nobody named may have been there all the same.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "a is named in 9 incidents. What is the same in them beyond the word, and what is different? 2024-08-08 · 2024-07-07 · \
             2024-06-15 · 2024-06-06 · 2024-05-05 · 2024-04-04"
        ]
    );
    // Of 14, a in 8 and b in 8: 64/14 by chance; hypergeom.sf(5, 14, 8, 8) = 0.1562.
    assert_eq!(
        built.get("trends/factors-pairs.csv"),
        "first,second,both,by_chance,times_as_often,p,p_of_all,first_count,second_count,of\na,b,6,4.5714,1.3125,0.156177,0.468531,8,8,14\n"
    );
    assert_eq!(
        built.get("trends/factors.csv"),
        "factor,incidents,of,share,interval_low,interval_high\na,9,15,0.6,0.3575,0.8018\nb,8,15,0.5333,0.3012,0.7519\n\
         c,8,15,0.5333,0.3012,0.7519\nd,4,15,0.2667,0.1090,0.5195\n"
            .replace("0.1090", "0.109")
    );
}

#[test]
fn services_are_told_alone_and_with_others() {
    let many = (0..13).map(|at| format!("s{at}")).collect::<Vec<_>>().join(", ");
    let kb = incident(connected("services"), "2024-10-01", &format!("services: [{many}]\n"));
    let built = kb.build_with(&["--as-of", "2024-12-31"]);
    assert_eq!(
        said(&built.get("trends/together.html")),
        [
            "Of the incidents that name services, 15 of 16 (94 %, 95 % interval 72 % to 99 %) name two or more; most often a and b \
             (6 incidents; 4.6 by chance).",
            "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
            "14 incidents name two to 12 services and can tell what comes together. 3 pairs are frequent enough to be looked at, and 1 \
             comes together 5 times or more. If none had to do with another, fewer than one of the 3 would come together unusually \
             often by chance alone (p below 0.05): none does.",
            "All 16 incidents name services. That two come together does not say that one brings the other. 1 incident names more than \
             12 services and is not counted for pairs: where everything is named, nothing is known of what comes together.",
        ]
    );
    let csv = built.get("trends/together-services.csv");
    assert_eq!(csv.lines().take(3).collect::<Vec<_>>(), ["service,with_others,alone,of", "a,8,1,16", "b,8,0,16"]);
}

#[test]
fn a_pair_in_fewer_than_five_is_not_told() {
    let kb = (1..5).fold(Kb::new(), |kb, at| incident(kb, &format!("2024-0{at}-01"), "factors: [a, b]\n"));
    let page = kb.build().get("trends/factors.html");
    assert!(page.contains(
        "4 incidents name two factors or more and can tell what comes together; no pair comes together in 5 of them"
    ));
    assert!(!page.contains("Which come together"));
}
