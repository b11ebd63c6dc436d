//! The lists of incidents as files: complete without script, in sheets, and the scripts that filters read.

use std::collections::BTreeSet;

use crate::kit::{Built, Kb, between};

const PAGE: &str = "incidents/index.html";

/// Two incidents in two years, with something in every list.
fn small() -> Kb {
    let incident = |year: usize, more: &str| {
        format!(
            "+++\ntitle = \"Of {year}\"\nstarted = {year}-01-01\nservices = [\"checkout\"]\nseverity = \"sev1\"\n\
             factors = [\"no owner\"]\nteams = [\"tills\"]\n+++\nThe pump stood still {more}.\n"
        )
    };
    Kb::with(&[
        ("content/incidents/3.md", &incident(2023, "for an hour")),
        ("content/incidents/4.md", &incident(2024, "twice")),
    ])
}

/// Every page that links lead to from `index.html`, when no script runs.
fn reachable(built: &Built) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut next = vec![String::from("index.html")];
    while let Some(address) = next.pop() {
        if !address.ends_with(".html") || !seen.insert(address.clone()) {
            continue;
        }
        let html = built.get(&address);
        let html = html.split("<template").next().unwrap_or_default();
        for link in html.split("<a ").skip(1).filter_map(|a| a.split("href=\"").nth(1)) {
            let url = link.split(['"', '#']).next().unwrap_or_default();
            let mut at: Vec<&str> = address.split('/').collect();
            at.pop();
            for step in url.split('/') {
                if step == ".." { at.pop().map_or((), |_| ()) } else { at.push(step) }
            }
            let target = at.join("/");
            if !url.is_empty() && !url.contains("://") && built.files.contains_key(&target) {
                next.push(target);
            }
        }
    }
    seen
}

#[test]
fn without_script_every_incident_is_reachable_and_no_list_is_long() {
    let kb = Kb::new();
    for number in 0..405 {
        kb.edit(
            &format!("content/incidents/{number:03}.md"),
            format!("+++\ntitle = \"I {number}\"\nstarted = 2024-01-01\n+++\nText.\n"),
        );
    }
    kb.edit("content/incidents/undated.md", "# No date\n\nText.\n");
    let built = kb.build();
    let seen = reachable(&built);
    let missed: Vec<&str> = built
        .addresses()
        .into_iter()
        .filter(|a| a.starts_with("incidents/") && a.ends_with(".html") && !seen.contains(*a))
        .collect();
    assert_eq!(missed, Vec::<&str>::new());
    let rows = |address: &str| {
        built.get(address).split("<template").next().unwrap_or_default().matches("<li class=\"row\">").count()
    };
    let sheets = ["incidents/2024.html", "incidents/2024-2.html", "incidents/2024-3.html", PAGE].map(rows);
    assert_eq!(sheets, [200, 200, 5, 100]);
    assert!(built.get("incidents/2024-2.html").contains("201 to 400 of 405, newest first."));
}

#[test]
fn a_page_without_script_has_no_dead_controls() {
    let html = small().build().get(PAGE);
    // The search box is above: a form that works without one.
    let html = between(&html, "<main", "</main>").split("<template").next().unwrap_or_default();
    assert!(!html.contains("<input") && !html.contains("<button") && !html.contains("<details"), "{html}");
    for list in ["services", "severities", "factors", "teams"] {
        assert!(html.contains(&format!("href=\"../{list}/index.html\"")), "{list}");
    }
}

#[test]
fn the_scripts_hold_no_draft_and_an_edit_changes_one_of_them() {
    let kb = small();
    kb.edit(
        "content/incidents/d.md",
        "+++\ntitle = \"Zanzibar\"\nstarted = 2021-01-01\nservices = [\"zanzibar\"]\nstatus = \"draft\"\n+++\n",
    );
    let built = kb.build();
    assert_eq!(built.holding("zanzibar"), Vec::<&str>::new());
    assert!(!built.files.contains_key("incidents/2021.js"));
    let text = String::from_utf8(std::fs::read(kb.path("content/incidents/3.md")).expect("the file")).expect("text");
    kb.edit("content/incidents/3.md", text.replace("for an hour", "for a day"));
    let after = kb.build();
    let scripts: Vec<&str> =
        after.changed_from(&built).into_iter().filter(|a| a.ends_with(".js") && !a.starts_with("search/")).collect();
    assert_eq!(scripts, ["incidents/2023.js"]);
}

#[test]
fn no_authors_file_takes_the_place_of_a_script() {
    let kb = Kb::with(&[
        ("casebook.toml", "[content]\nallow = [\"js\"]\n"),
        (
            "content/incidents/a.md",
            "+++\ntitle = \"A\"\nstarted = 2024-01-01\n+++\n[x](2024.js), [y](vocabulary.js), [z](2024.js-notes/2024.js).\n",
        ),
        ("content/incidents/2024.js", "mine"),
        ("content/incidents/vocabulary.js", "mine"),
        ("content/incidents/2023.js/b.md", "+++\ntitle = \"B\"\nstarted = 2023-01-01\n+++\nText.\n"),
    ]);
    let built = kb.build();
    for script in ["incidents/2024.js", "incidents/2023.js", "incidents/vocabulary.js"] {
        assert!(built.get(script).starts_with("(self.incidentFilters"), "{script}");
    }
    assert_eq!(built.holding("mine").len(), 2, "{:?}", built.addresses());
    assert!(built.addresses().contains(&"incidents/2023-js/b.html"));
}
