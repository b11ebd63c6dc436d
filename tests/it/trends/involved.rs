//! How many people, teams and services took part, as counts.

use crate::kit::Kb;
use crate::trends::pages::{incident, said, talk};

#[test]
fn each_kind_is_counted_of_those_that_say_so() {
    let one = |kb: Kb, day: u32| {
        let keys = format!("people_involved: {}\nservices: [lease, ledger]\n", day + 2);
        incident(kb, &format!("2024-05-{day:02}"), &keys)
    };
    let kb = (1..=8).fold(Kb::new(), one);
    let kb = incident(kb, "2024-05-20", "teams: [post, parcels]\npulled_in_off_call: 0\npaged: 1\n");
    let built = incident(kb, "2024-05-21", "pulled_in_off_call: 3\n").build();
    let page = built.get("trends/involved.html");
    assert_eq!(
        said(&page),
        [
            "The middle half of 8 incidents had between 4 and 9 people taking part; only 1 says so: 2 teams.",
            "At least half of 8 had 2 services. Only 1 says so: 1 person paged. Only 2 say so: 0 and 3 people pulled in off call. \
             How much of this is named depends on who writes: it is not compared between periods.",
            "8 of 10 incidents say how many people took part; 2 do not say. 1 of 10 incidents names teams; 9 do not say. \
             8 of 10 incidents name services; 2 do not say. 1 of 10 incidents says how many people were paged; 9 do not say. \
             2 of 10 incidents say how many people helped while off call; 8 do not say. Fewer than 8 are dots without quartiles.",
        ]
    );
    assert_eq!(
        talk(&page),
        [
            "People who were off call helped in these. What did they know that was not at hand otherwise? 2024-05-21",
            "Most people took part in these. How did they find each other, and how was the work shared? \
             2024-05-08 · 2024-05-07 · 2024-05-06 · 2024-05-05",
            "Several teams took part in these. What did each know that the others needed? 2024-05-20",
        ]
    );
    assert_eq!(
        built.get("trends/involved.csv"),
        "part,incidents,fewest,quartile_low,median,quartile_high,most\n\
         People who took part,8,3,4,6.5,9,10\nTeams,1,2,,,,2\nServices,8,2,2,2.0,2,2\nPeople paged,1,1,,,,1\n\
         People pulled in off call,2,0,,,,3\n"
    );
}

#[test]
fn teams_are_counted_and_not_named() {
    let one = |kb: Kb, day: u32| incident(kb, &format!("2024-05-{day:02}"), "teams: [post, parcels]\n");
    let page = (1..=9).fold(Kb::new(), one).build().get("trends/involved.html");
    assert_eq!(said(&page)[0], "At least half of 9 incidents had 2 teams. No incident says how many people took part.");
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or("");
    assert!(main.contains("Teams") && !main.to_lowercase().contains("parcels"), "{main}");
}
