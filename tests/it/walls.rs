//! The walls of what people learned: what stands on each, in which order, and what never does.

use crate::kit::{Built, Kb, between};

const WALLS: [&str; 6] =
    ["surprises.html", "helped.html", "questions.html", "signals.html", "latent.html", "support.html"];

/// The words of a wall below its heading, a line for each line of HTML that has any.
fn wall(built: &Built, address: &str) -> Vec<String> {
    let html = built.get(address);
    let html = between(&html, "</h1>", "</main>");
    let line = |line: &str| {
        let mut text = String::new();
        for part in line.split('<') {
            text.push_str(part.split_once('>').map_or("", |(_, after)| after));
            text.push(' ');
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html.lines().map(line).filter(|line| !line.is_empty()).collect()
}

fn incident(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nstarted = {date}\n{more}\n+++\n{body}\n")
}

#[test]
fn a_site_without_anything_to_say_has_no_wall_and_no_menu_entry() {
    let built = Kb::with(&[("content/incidents/a.md", &incident("A", "2024-01-01", "", "Text."))]).build();
    assert_eq!(WALLS.iter().filter(|wall| built.files.contains_key(**wall)).count(), 0);
    assert_eq!(built.holding("What we learned"), Vec::<&str>::new());
}

#[test]
fn surprises_stand_newest_first_with_both_halves_and_those_of_the_body_too() {
    let built = Kb::with(&[
        (
            "content/incidents/a.md",
            &incident(
                "The pump",
                "2023-05-01",
                "severity = \"sev1\"\nservices = [\"cellar\"]\nsurprise = { expected = \"It *pumps* out.\", actual = \"It pumps in.\" }",
                "Text.",
            ),
        ),
        ("content/incidents/b.md", &incident("The bell", "2024-05-01", "kind = \"exercise\"", "## What surprised us\n\nNobody heard it.\n")),
        (
            "content/incidents/c.md",
            &incident("The door", "2024-04-01", "", "## Surprises\n\nExpected: it opens. Actual: it is painted on.\n"),
        ),
    ])
    .build();
    assert_eq!(
        wall(&built, "surprises.html"),
        [
            "What people expected, and what was so. Whoever is new here expects much the same.",
            "From 3 write-ups, newest first.",
            "2024 2",
            "2023 1",
            "2024",
            "1 May 2024",
            "Nobody heard it.",
            "The bell Exercise",
            "1 April 2024",
            "We expected it opens.",
            "What was so it is painted on.",
            "The door",
            "2023",
            "1 May 2023 sev1",
            "We expected It pumps out.",
            "What was so It pumps in.",
            "The pump cellar",
        ]
    );
}

#[test]
fn luck_and_what_could_be_tried_stand_below_what_they_belong_to() {
    let more = "helped = [\"We had a torch.\"]\nlucky = [\"It was day.\"]\nopen_questions = [\"Who has the key?\"]\nrehearse = [\"Lock the door.\"]";
    let built = Kb::with(&[("content/incidents/a.md", &incident("Dark", "2024-01-02", more, "Text."))]).build();
    assert_eq!(
        wall(&built, "helped.html")[1..],
        ["From 1 write-up, newest first.", "2024", "2 January 2024", "We had a torch.", "Lucky It was day.", "Dark"]
    );
    assert_eq!(
        wall(&built, "questions.html")[1..],
        [
            "From 1 write-up, newest first.",
            "2024",
            "2 January 2024",
            "Who has the key?",
            "Could be tried Lock the door.",
            "Dark"
        ]
    );
    let html = built.get("helped.html");
    let ways = between(&html, "<nav class=\"walls\"", "</nav>");
    assert!(ways.contains("aria-current=\"page\">What went well</a>"), "{ways}");
    assert!(ways.contains("href=\"questions.html\">Open questions</a>") && !ways.contains("surprises.html"), "{ways}");
    let menu = between(&html, "aria-label=\"Main\"", "</nav>").to_owned();
    assert!(menu.contains("href=\"helped.html\"") && menu.contains("What we learned"), "{menu}");
}

#[test]
fn signs_are_sentences_and_alerts_that_did_not_tell() {
    let more = "signal_existed = \"The log said so.\"\nalerts = [{ name = \"Full\", verdict = \"actionable\" }, { name = \"Hot\", verdict = \"Late\" }, \
                { name = \"Wet\", verdict = \"noisy\" }, { name = \"Dry\", verdict = \"late\" }]";
    let built = Kb::with(&[
        ("content/incidents/a.md", &incident("A", "2024-01-02", more, "Text.")),
        (
            "content/incidents/b.md",
            &incident("B", "2024-01-03", "alerts = [{ name = \"Full\", verdict = \"actionable\" }]", "Text."),
        ),
    ])
    .build();
    assert_eq!(
        wall(&built, "signals.html")[1..],
        [
            "From 1 write-up, newest first.",
            "2024",
            "2 January 2024",
            "The log said so.",
            "Came late Hot and Dry",
            "Noisy Wet",
            "A"
        ]
    );
}

#[test]
fn what_was_there_longest_stands_first_and_leads_to_the_references() {
    let refs = |date: &str, title: &str| format!("refs = [{{ title = \"{title}\", date = {date} }}]");
    let built = Kb::with(&[
        ("content/incidents/a.md", &incident("Young", "2024-01-02", &refs("2023-06-01", "T-3"), "Text.")),
        ("content/incidents/b.md", &incident("Old", "2024-01-02", &refs("2022-01-01", "T-2"), "Text.")),
        ("content/incidents/c.md", &incident("Oldest", "2020-01-02", &refs("2009-01-02", "T-1"), "Text.")),
    ])
    .build();
    assert_eq!(
        wall(&built, "latent.html")[1..],
        [
            "From 2 write-ups, the longest first.",
            "Ten years and longer 1",
            "One to three years 1",
            "Ten years and longer",
            "2 January 2020",
            "T-1",
            "2 January 2009, 11 years before the start",
            "Oldest",
            "One to three years",
            "2 January 2024",
            "T-2",
            "1 January 2022, 2 years before the start",
            "Old",
        ]
    );
    assert!(built.get("latent.html").contains("href=\"incidents/c.html#references\""));
}

#[test]
fn support_finds_what_customers_saw_under_the_service_that_is_named_first() {
    let story = |services: &str| {
        format!(
            "services = [{services}]\ncustomer_story = {{ saw = \"A blank page.\", tell = \"It is back.\", changes = \"A notice.\" }}"
        )
    };
    let built = Kb::with(&[
        ("content/incidents/a.md", &incident("One", "2024-01-02", &story("\"shop\", \"basket\""), "Text.")),
        ("content/incidents/b.md", &incident("Two", "2024-01-03", &story("\"basket\""), "Text.")),
        ("content/incidents/c.md", &incident("Three", "2024-01-04", "customer_story = \"They saw nothing.\"", "Text.")),
    ])
    .build();
    let stands: Vec<String> = wall(&built, "support.html").split_off(5);
    let entry = ["They saw A blank page.", "What to tell them It is back.", "What changes A notice."];
    let wanted = [
        &["basket", "3 January 2024"][..],
        &entry,
        &["Two basket", "shop", "2 January 2024"],
        &entry,
        &["One basket, shop", "No service named", "4 January 2024", "They saw They saw nothing.", "Three"],
    ];
    assert_eq!(stands, wanted.concat());
}

#[test]
fn drafts_and_what_is_for_an_audience_stand_on_no_wall() {
    let said = "surprise = \"Zanzibar.\"\nhelped = [\"Zanzibar.\"]\nlucky = [\"Zanzibar.\"]\nopen_questions = [\"Zanzibar?\"]\n\
                signal_existed = \"Zanzibar.\"\ncustomer_story = \"Zanzibar.\"\nrefs = [{ title = \"Zanzibar\", date = 2001-01-01 }]";
    let kb = Kb::with(&[
        ("content/incidents/a.md", &incident("A", "2024-01-02", &format!("status = \"draft\"\n{said}"), "Text.")),
        ("content/incidents/b.md", &incident("B", "2024-01-02", &format!("audience = \"staff\"\n{said}"), "Text.")),
        ("content/incidents/c.md", &incident("C", "2024-01-02", "surprise = \"It held.\"", "Text.")),
    ]);
    let built = kb.build_with(&["--omit-restricted"]);
    assert_eq!(built.holding("Zanzibar"), Vec::<&str>::new());
    assert!(built.get("surprises.html").contains("From 1 write-up"));
    let drafts = kb.build_with(&["--omit-restricted", "--drafts"]);
    assert!(drafts.get("surprises.html").contains("From 2 write-ups"));
    assert!(drafts.get("surprises.html").contains("<span class=\"label\">Draft</span>"));
}

#[test]
fn a_long_wall_is_in_sheets_and_years_lead_to_the_right_one() {
    let kb = Kb::new();
    for number in 0..250 {
        let year = if number < 240 { 2024 } else { 2023 };
        kb.edit(
            &format!("content/incidents/{number:03}.md"),
            incident(
                &format!("I {number}"),
                &format!("{year}-01-01"),
                &format!("surprise = \"Of {number}.\""),
                "Text.",
            ),
        );
    }
    let built = kb.build();
    let rows = |address: &str| built.get(address).matches("<li class=\"row\">").count();
    assert_eq!((rows("surprises.html"), rows("surprises-2.html")), (200, 50));
    let first = built.get("surprises.html");
    assert!(first.contains("<a href=\"surprises.html#group.2024\">2024</a> <span class=\"small\">240</span>"));
    assert!(first.contains("<a href=\"surprises-2.html#group.2023\">2023</a> <span class=\"small\">10</span>"));
    let second = built.get("surprises-2.html");
    assert!(second.contains("id=\"group.2024\"") && second.contains("id=\"group.2023\""));
}

#[test]
fn the_front_page_leads_to_all_surprises_when_it_does_not_show_them() {
    let with = |count: usize| {
        let kb = Kb::new();
        for number in 0..count {
            let text =
                incident(&format!("I {number}"), &format!("202{number}-01-01"), "surprise = \"It held.\"", "Text.");
            kb.edit(&format!("content/incidents/{number}.md"), text);
        }
        kb.build().get("index.html").contains("href=\"surprises.html\">Everything that surprised us</a>")
    };
    assert_eq!([3, 4].map(with), [false, true]);
}
