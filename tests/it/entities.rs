//! What a reader finds about services, teams, runbooks, paths and words, and on the front page.

use crate::kit::{Built, Kb, between};

const CATALOGUE: &str = r#"
[[team]]
id = "records"
name = "Records"
[[service]]
id = "ledger"
name = "Ledger"
team = "records"
description = "What was scanned."
[[service]]
id = "drop"
name = "Docket Drop"
team = "records"
retired = 2025-06-30
successor = "ledger"
[[service]]
id = "quiet"
name = "Quiet"
[[factor]]
id = "retry-storm"
name = "Retry storm"
description = "They asked again."
aliases = ["retries"]
"#;

/// An incident of `ledger` with a name, a date and further front matter.
pub(crate) fn incident(kb: &Kb, name: &str, date: &str, more: &str, body: &str) {
    let text = format!("+++\ntitle = \"{name}\"\nservices = [\"ledger\"]\nstarted = {date}\n{more}\n+++\n{body}\n");
    kb.edit(&format!("content/incidents/{}.md", name.to_lowercase().replace(' ', "-")), text);
}

/// The words of a stretch of HTML, without marks and with single spaces.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(if part.starts_with("dd") { " " } else { "" });
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of the first element that begins with `start` and ends with `end`.
fn told(built: &Built, address: &str, start: &str, end: &str) -> String {
    words(between(&built.get(address), start, end))
}

#[test]
fn a_service_is_introduced_by_its_own_page_before_the_catalogue() {
    let page = "---\ntitle: Ledger\nsummary: It keeps every scan.\n---\nText.\n";
    let built = Kb::with(&[("casebook.toml", CATALOGUE), ("content/services/ledger.md", page)]).build();
    assert_eq!(told(&built, "services/ledger.html", "<p class=\"lede\">", "</p>"), "It keeps every scan.");
}

#[test]
fn a_retired_service_names_its_successor_and_the_successor_names_it() {
    let built = Kb::with(&[("casebook.toml", CATALOGUE), ("content/about.md", "# About\n\nText.\n")]).build();
    assert_eq!(
        told(&built, "services/drop.html", "<p class=\"notice\">", "</p>"),
        "Retired since 30 June 2025. Its work is now done by Ledger."
    );
    assert!(
        words(&built.get("services/ledger.html"))
            .contains("Took over from Docket Drop, which was retired on 30 June 2025.")
    );
    let index = words(&built.get("services/index.html"));
    let order = ["Records Ledger", "No team is named for these Quiet", "Retired Docket Drop"];
    let places: Vec<_> =
        order.iter().map(|words| index.find(words).unwrap_or_else(|| panic!("{words}: {index}"))).collect();
    assert!(places.is_sorted(), "{index}");
    let team = words(&built.get("teams/records.html"));
    assert!(team.contains("What it looks after Ledger Looked after, until retired: Docket Drop"), "{team}");
}

#[test]
fn a_service_without_incidents_says_what_that_may_mean() {
    let built = Kb::with(&[("casebook.toml", CATALOGUE), ("content/about.md", "# About\n\nText.\n")]).build();
    assert_eq!(
        told(&built, "services/quiet.html", "<h2>Incidents</h2>", "</section>"),
        "Nothing has been written up about Quiet. That may mean that it has been quiet, that it is young, or that what \
         happened was never written down."
    );
}

#[test]
fn a_service_says_in_words_how_it_usually_fails() {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE)]);
    incident(&kb, "One", "2026-01-01", "factors = [\"retries\", \"dust\"]\ndetection = \"customer\"", "Text.");
    incident(&kb, "Two", "2026-02-01", "factors = [\"retry-storm\"]\ndetection = \"customer\"", "Text.");
    incident(&kb, "Three", "2026-03-01", "detection = \"alert\"", "Text.");
    // What was tried on purpose is not what usually happens.
    incident(&kb, "Four", "2026-04-01", "kind = \"exercise\"\nfactors = [\"retries\"]\ndetection = \"alert\"", "Text.");
    let built = kb.build();
    assert_eq!(
        told(&built, "services/ledger.html", "<section class=\"block usual\">", "</section>"),
        "What usually happens Most often: Retry storm (2 of 2). 1 of the 3 names none. \
         Found by a customer (2 of 3), an alert (1 of 3). \
         Left out: 1 write-up of what was tried on purpose, went right or happened elsewhere."
    );
}

#[test]
fn a_factor_quotes_the_sentence_in_which_it_shows() {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE)]);
    let factor = "factors = [\"retry-storm\"]";
    incident(&kb, "In prose", "2026-03-01", factor, "It was slow. Then the *retries* began. It was slower.");
    incident(&kb, "In bold", "2026-02-01", factor, "## What contributed\n\n- **Retry storm.** They asked and asked.");
    incident(&kb, "Silent", "2026-01-01", &format!("{factor}\nsummary = \"Nobody says.\""), "Text.");
    let html = kb.build().get("factors/retry-storm.html");
    let quoted: Vec<String> =
        html.split("<blockquote>").skip(1).map(|part| words(part.split("</b").next().unwrap_or(""))).collect();
    assert_eq!(quoted, ["Then the retries began.", "They asked and asked."]);
    // Neither code, headings and tables nor the ends of lines change what is said.
    let body = "## Retry storm\r\n\r\n~~~\r\nretry storm\r\n~~~\r\n\r\n| retry storm |\r\n|---|\r\n\r\nFirst.\r\n \r\nA retry\r\nstorm began. Last.\r\n";
    incident(&kb, "Windows", "2026-04-01", factor, body);
    let html = kb.build().get("factors/retry-storm.html");
    assert_eq!(words(between(&html, "<blockquote>", "</blockquote>")), "A retry storm began.");
    assert!(words(&html).contains("Silent Nobody says."), "{html}");
}

#[test]
fn a_runbook_that_misled_people_says_so_until_it_is_reviewed() {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE)]);
    incident(&kb, "The night", "2026-10-06", "runbooks = [{ ref = \"steps\", outcome = \"stale\" }]", "Text.");
    incident(&kb, "Before", "2026-09-01", "runbooks = [{ ref = \"steps\", outcome = \"used\" }]", "Text.");
    let runbook = |reviewed: &str| {
        let text = format!(
            "---\ntitle: Steps\nservices: [ledger, ghost]\nteams: [records]\nreviewed: {reviewed}\n---\nDo it.\n"
        );
        kb.edit("content/runbooks/steps.md", text);
        kb.build()
    };
    let built = runbook("2026-01-05");
    assert_eq!(
        told(&built, "runbooks/steps.html", "<div class=\"notice\">", "</div>"),
        "Out of date when it was needed on 6 October 2026: The night. Nobody has noted a review since."
    );
    assert_eq!(
        told(&built, "runbooks/steps.html", "<aside", "</aside>")
            .replace("class=\"beside\" aria-label=\"About this runbook\">", ""),
        "For Ledger, ghost Kept by Records Last reviewed 5 January 2026 9 months ago as of 6 October 2026"
    );
    assert!(built.get("runbooks/index.html").contains("class=\"fared fared-notice\""));
    assert!(
        words(&built.get("services/ledger.html"))
            .contains("Steps Out of date The night 6 October 2026 Used as written Before")
    );
    let built = runbook("2026-10-20");
    let html = built.get("runbooks/steps.html");
    assert!(!html.contains("class=\"notice\""), "{html}");
    assert!(words(&html).contains("on 6 October 2026: The night. Reviewed since, on 20 October 2026."), "{html}");
}

#[test]
fn a_runbook_that_was_tried_was_not_needed() {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE), ("content/runbooks/steps.md", "# Steps\n\nDo it.\n")]);
    let tried = "kind = \"exercise\"\nrunbooks = [{ ref = \"steps\", outcome = \"deviated\" }]";
    incident(&kb, "The try", "2026-10-06", tried, "Text.");
    assert_eq!(
        told(&kb.build(), "runbooks/steps.html", "<div class=\"notice\">", "</div>"),
        "Followed only in part when it was tried on 6 October 2026: The try. Nobody has noted a review since."
    );
}

const PATH: &str = "---\ntitle: First week\nsteps:\n  - ref: one\n    why: Short.\n    minutes: 2\n  - ref: two\n    minutes: 5\n  - ref: service:ledger\n---\nRead.\n";

/// A path of two incidents and a service.
pub(crate) fn with_path() -> Kb {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE), ("content/paths/first.md", PATH)]);
    incident(&kb, "One", "2026-01-01", "", "Text.");
    incident(&kb, "Two", "2026-02-01", "", "Text.");
    kb
}

#[test]
fn a_page_says_that_it_is_a_step_and_what_is_next() {
    let built = with_path().build();
    let line = |address: &str| told(&built, address, "<p class=\"path-place\">", "</p>");
    assert_eq!(line("incidents/one.html"), "Step 1 of First week · next: Two");
    assert_eq!(line("services/ledger.html"), "Step 3 of First week · the last one");
    assert!(!built.get("factors/retry-storm.html").contains("path-place"));
}

#[test]
fn the_front_page_tells_three_stories_far_from_one_another() {
    let kb = Kb::new();
    let surprise = "surprise = { expected = \"It would do what it has always done.\", actual = \"It did something else entirely.\" }";
    for (name, date) in
        [("New", "2026-03-01"), ("Also new", "2026-02-01"), ("Older", "2025-01-01"), ("Oldest", "2024-01-01")]
    {
        incident(&kb, name, date, surprise, "Text.");
    }
    incident(&kb, "Dull", "2023-01-01", "", "Text.");
    let html = kb.build().get("index.html");
    let stories = between(&html, "<ul class=\"stories\">", "</ul>");
    let titles: Vec<String> =
        stories.split("<h3>").skip(1).map(|part| words(part.split("</h3>").next().unwrap_or(""))).collect();
    assert_eq!(titles, ["New", "Older", "Oldest"]);
    assert!(stories.contains("<dd>It did something else entirely.</dd>"), "{stories}");
}

#[test]
fn what_is_new_is_what_happened_or_came_out_last_as_of_a_day() {
    let kb = Kb::new();
    incident(&kb, "Written late", "2024-01-01", "published = 2026-05-01", "Text.");
    incident(&kb, "Later still", "2026-04-01", "", "Text.");
    for n in 0..5 {
        incident(&kb, &format!("Between {n}"), "2025-01-01", "", "Text.");
    }
    let news = |built: &Built| {
        let html = built.get("index.html");
        let list = between(&html, "<ol class=\"news\">", "</ol>").to_owned();
        list.split("<h3>").skip(1).map(|part| words(part.split("</h3>").next().unwrap_or(""))).collect::<Vec<_>>()
    };
    let built = kb.build();
    assert_eq!(news(&built)[..2], ["Written late", "Later still"]);
    assert!(built.get("index.html").contains("As of 1 May 2026"));
    assert_eq!(news(&kb.build_with(&["--as-of", "2026-04-02"]))[..2], ["Later still", "Between 0"]);
}

#[test]
fn the_front_page_of_a_site_without_incidents_leads_with_what_it_has() {
    let heads = |files: &[(&str, &str)]| -> Vec<String> {
        let html = Kb::with(files).build().get("index.html");
        html.split("<h2>").skip(1).map(|part| words(part.split("</h2>").next().unwrap_or(""))).collect()
    };
    let term = ("content/glossary/jitter.md", "---\ntitle: Jitter\n---\nA random delay.\n");
    let runbook = ("content/runbooks/hose.md", "---\ntitle: Hose\n---\nTurn it on.\n");
    let about = ("content/about.md", "# About\n\nText.\n");
    assert_eq!(heads(&[term]), ["Words used here"]);
    assert_eq!(heads(&[runbook, about]), ["Runbooks", "Also here"]);
    assert_eq!(heads(&[about]), ["Pages"]);
    assert_eq!(heads(&[("2024-01-01-one.md", "# One\n\nSomething happened.\n")]), ["Incidents"]);
}

#[test]
fn the_glossary_is_sorted_by_language_row_and_letter() {
    let kb = Kb::new();
    for (file, title) in [("b", "beta"), ("e", "Éclat"), ("a", "alpha"), ("n", "404")] {
        kb.edit(&format!("content/glossary/{file}.md"), format!("---\ntitle: {title}\n---\nA word.\n"));
    }
    for (file, title) in [("k", "可観測性"), ("g", "ガベージ"), ("a", "Pod"), ("s", "さくら"), ("c", "クラスター")]
    {
        kb.edit(&format!("content/glossary/ja/{file}.md"), format!("---\ntitle: {title}\n---\n語。\n"));
    }
    let html = kb.build().get("glossary/index.html");
    let html = html.split("</main>").next().unwrap_or_default();
    let list = html.split("<h2 class=\"language\"").skip(1).map(|part| {
        let letters = part
            .split("<section class=\"letter narrowed\">")
            .skip(1)
            .map(|letter| words(&letter.replace("<dd", "<i hidden")));
        letters.map(|letter| {
            letter.replace("A word.", "").replace("語。", "").split_whitespace().collect::<Vec<_>>().join(" ")
        })
    });
    let list: Vec<String> = list.flatten().collect();
    assert_eq!(
        list,
        ["0–9 404", "A alpha", "B beta", "E Éclat", "P Pod", "か ガベージ クラスター", "さ さくら", "漢字 可観測性"]
    );
    assert!(html.contains("<a href=\"#ja-u304b\">か</a>"), "{html}");
}

#[test]
fn other_pages_stand_under_their_folder() {
    let mut files = vec![("content/about.md".to_owned(), "# About\n\nText.\n".to_owned())];
    for n in 1..4 {
        files.push((format!("content/how_to/g{n}.md"), format!("# Guide {n}\n\nText.\n")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = Kb::with(&files).build();
    let heads = |html: &str| {
        html.split("<h2>").skip(1).map(|part| words(part.split("</h2>").next().unwrap_or(""))).collect::<Vec<_>>()
    };
    assert_eq!(heads(&built.get("pages/index.html")), ["How to"]);
    assert!(built.get("index.html").contains("how_to/g1.html"));
}

#[test]
fn a_long_list_of_incidents_can_be_filtered() {
    let kb = Kb::with(&[("casebook.toml", CATALOGUE)]);
    for n in 0..5 {
        incident(&kb, &format!("Night {n}"), "2025-01-01", "", "Text.");
    }
    let filter = "href=\"../incidents/index.html?service=ledger\">Filter these</a>";
    assert!(!kb.build().get("services/ledger.html").contains("Filter these"));
    incident(&kb, "Night 5", "2025-01-01", "", "Text.");
    let plus = "title = \"Plus\"\nstarted = 2025-01-01\nservices = [\"C++\", \"a.b\", \"a-b\"]";
    for n in 0..6 {
        kb.edit(&format!("content/incidents/plus-{n}.md"), format!("+++\n{plus}\n+++\nText.\n"));
    }
    let built = kb.build();
    assert!(built.get("services/ledger.html").contains(filter));
    // The link uses the id that the filter knows, whatever the service is called.
    let vocabulary = built.get("incidents/vocabulary.js");
    for (address, html) in built.files.iter().filter(|(address, _)| address.starts_with("services/")) {
        let html = String::from_utf8_lossy(html);
        let Some((_, rest)) = html.split_once("incidents/index.html?service=") else { continue };
        let id = rest.split('"').next().unwrap_or("");
        assert!(vocabulary.contains(&format!("\"{id}\"")), "{address}: {id} in {vocabulary}");
    }
}
