//! How many of the incidents that the house knows of are written up.

use crate::kit::Kb;

fn site(known: &str) -> Kb {
    let incident = |day: &str| format!("---\nstarted: {day}\n---\n# Of {day}\n\nText.\n");
    let mut kb = Kb::new();
    for day in ["2023-02-01", "2023-03-01", "2024-05-01", "2024-06-01", "2024-07-01"] {
        kb = kb.file(&format!("content/incidents/{day}.md"), &incident(day));
    }
    kb.file("casebook.toml", &format!("[trends]\nknown = {known}\n"))
}

/// What the overview says before its questions.
fn said(kb: &Kb) -> Vec<String> {
    let page = kb.build().get("trends/index.html");
    let header = crate::kit::between(&page, "<header class=\"list-header\">", "</header>").to_owned();
    header.split("<p class=\"small\">").skip(1).map(|text| text.split("</p>").next().unwrap_or("").to_owned()).collect()
}

#[test]
fn the_share_that_is_written_up_is_told_where_the_house_gives_the_number() {
    assert_eq!(said(&site("{}")), Vec::<String>::new());
    assert_eq!(
        said(&site("{ 2023 = 9, 2024 = 3 }")),
        ["5 of the 12 incidents that the house knows of have a write-up: 3 of 3 in 2024 and 2 of 9 in 2023."]
    );
    assert_eq!(
        said(&site("{ 2023 = 9, 2024 = 1 }")),
        [
            "2 of the 9 incidents that the house knows of in 2023 have a write-up.",
            "2024 has 3 write-ups, more than the 1 incident that the house says it knows of.",
        ]
    );
}
