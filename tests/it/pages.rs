//! What a reader finds on the pages: the story in its order, lists that are complete, nothing empty, nothing inline.

use std::collections::BTreeSet;

use crate::kit::{Built, Kb, between};

const FIRE: &str = r#"+++
id = "INC-7"
title = "The fire"
summary = "A cable burned."
severity = "sev1"
services = ["checkout"]
authors = ["Ada Tester"]
started = 2023-05-01T22:12:00+01:00
detected = 2023-05-01T22:20:00+01:00
surprise = { expected = "Smoke alarms ring.", actual = "They were in the cellar." }
helped = ["Somebody smelled it."]
factors = ["Silent failure"]
impact = "Nobody could pay."
actions = [
  { text = "six", rank = 6 }, { text = "one", rank = 1, state = "done" }, { text = "two", rank = 2 },
  { text = "three", rank = 3 }, { text = "four", rank = 4 }, { text = "five", rank = 5, state = "declined", reason = "Too dear" },
]
refs = [{ title = "An old ticket", date = 2020-01-01 }]
+++
The story begins.

## Timeline

| Time | What |
|---|---|
| 22:12 | Smoke |
| 22:20 | Somebody smelled it |

## Afterwards

The story ends.
"#;

fn places(html: &str, marks: &[&str]) -> Vec<usize> {
    marks.iter().map(|mark| html.find(mark).unwrap_or_else(|| panic!("no `{mark}` in {html}"))).collect()
}

/// Every internal link and what it points at, relative to the root.
fn broken(built: &Built) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for address in built.addresses().into_iter().filter(|address| address.ends_with(".html")) {
        let html = built.get(address);
        for part in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
            let url = part.split('"').next().unwrap_or("").split(['#', '?']).next().unwrap_or("");
            if url.is_empty() || url.contains("://") {
                continue;
            }
            let mut at: Vec<&str> = address.split('/').collect();
            at.pop();
            for step in url.split('/') {
                if step == ".." {
                    at.pop();
                } else {
                    at.push(step);
                }
            }
            if !built.files.contains_key(&at.join("/")) {
                broken.insert(format!("{address}: {url}"));
            }
        }
    }
    broken
}

#[test]
fn an_incident_tells_its_story_before_its_numbers() {
    let html = Kb::with(&[("content/incidents/2023/fire.md", FIRE)]).build().get("incidents/2023/fire.html");
    let order = [
        "<h1>The fire</h1>",
        "A cable burned.</p>",
        "Key facts",
        "1 May 2023, 21:12 UTC",
        "Nobody could pay.",
        "They were in the cellar.",
        "The story begins.",
        "The story ends.",
        "Somebody smelled it.",
        ">one</p>",
        "1 more</summary>",
        ">six</p>",
        "2 entries, 1 May 2023, 21:12 to 21:20 UTC</summary>",
        "<div>Smoke</div>",
        "latent since",
    ];
    let html = html.replace("</span> ", ">");
    let found = places(&html, &order);
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn every_link_of_a_site_leads_to_a_file() {
    let kb = Kb::with(&[
        (
            "casebook.toml",
            "base_url = \"https://example.org/x/\"\n[[service]]\nid = \"old\"\nretired = 2022-01-01\nsuccessor = \"checkout\"\n",
        ),
        ("content/incidents/2023/fire.md", FIRE),
        ("content/incidents/undated.md", "# Something\n\nNobody knows when.\n"),
        (
            "content/glossary/smoke.md",
            "---\ntitle: Smoke\naliases: [fumes]\nsee_also: [nothing, fumes]\n---\nA sign. See [[INC-7]].\n",
        ),
        ("content/runbooks/hose.md", "---\ntitle: Hose\nservices: [checkout]\n---\nTurn it on.\n"),
        ("content/services/checkout.md", "---\ntitle: Checkout\n---\nTakes money.\n"),
        ("content/paths/first.md", "---\ntitle: First week\nsteps:\n  - ref: INC-7\n    why: It burned.\n---\nRead.\n"),
        ("content/about us & you.md", "# About\n\nText.\n"),
    ]);
    let built = kb.build();
    let mut broken = broken(&built);
    // The not-found page answers at any depth, so it starts from the folder of the base URL.
    broken.retain(|link| !link.starts_with("404.html: /x/"));
    assert_eq!(broken, BTreeSet::new());
    for address in [
        "feed.xml",
        "sitemap.xml",
        "llms.txt",
        "robots.txt",
        "incidents/2023.json",
        "incidents/2023/fire.md",
        "incidents/undated.html",
    ] {
        assert!(built.files.contains_key(address), "{address}");
    }
}

#[test]
fn what_has_no_values_does_not_appear() {
    let built = Kb::with(&[("2024-01-01-one.md", "# One\n\nSomething happened.\n")]).build();
    let html = built.get("index.html");
    let menu = between(&html, "<nav class=\"menu\"", "</nav>");
    assert_eq!(menu.matches("<a ").count(), 1, "{menu}");
    for empty in ["Where to start", "surprised us", "By service", "By contributing factor", "More lists"] {
        assert!(!html.contains(empty), "{empty}: {html}");
    }
    for absent in ["feed.xml", "sitemap.xml", "services/index.html", "glossary/index.html"] {
        assert!(!built.files.contains_key(absent), "{absent}");
    }
}

#[test]
fn every_page_states_the_policy_and_needs_nothing_inline() {
    let built = Kb::with(&[("content/incidents/2023/fire.md", FIRE)]).build();
    for address in built.addresses().into_iter().filter(|address| address.ends_with(".html")) {
        let html = built.get(address);
        assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'self';"), "{address}");
        assert!(html.contains("content=\"noindex\""), "{address}");
        for inline in [" style=", "<style", "<script>", "\"data:", "href=\"/", "src=\"/", "href=\"http"] {
            // The page for what is not there answers at any depth.
            let rooted = address == "404.html" && inline.ends_with('/');
            assert!(rooted || !html.contains(inline), "{address} has {inline}");
        }
    }
}

#[test]
fn a_long_list_is_split_into_sheets_that_collide_with_nothing() {
    let kb = Kb::with(&[("content/incidents/b.md", "+++\nservices = [\"x-2\"]\n+++\n# B\n\nText.\n")]);
    for n in 0..201 {
        kb.edit(&format!("content/incidents/a{n}.md"), format!("+++\nservices = [\"x\"]\n+++\n# A {n}\n\nText.\n"));
    }
    let built = kb.build();
    let rows = |address: &str| built.get(address).matches("class=\"row\"").count();
    assert_eq!((rows("services/x.html"), rows("services/x-sheet-2.html"), rows("services/x-2.html")), (200, 1, 1));
    let mut broken = broken(&built);
    broken.retain(|link| !link.starts_with("404.html: /"));
    assert_eq!(broken, BTreeSet::new());
}

#[test]
fn machines_get_every_fact_with_its_origin_and_nobodys_name() {
    let built = Kb::with(&[("content/incidents/2023/fire.md", FIRE)]).build();
    let fire = built.incident("INC-7");
    assert_eq!(fire["started"]["value"], "2023-05-01T21:12:00Z");
    assert_eq!(fire["started"]["precision"], "second");
    assert_eq!(fire["severity"], serde_json::json!({ "value": "sev1", "origin": "front-matter" }));
    assert_eq!(built.holding("Ada Tester"), ["incidents/2023/fire.html"]);
}

#[test]
fn an_incident_says_who_wrote_it_after_the_facts() {
    let html = Kb::with(&[("content/incidents/2023/fire.md", FIRE)]).build().get("incidents/2023/fire.html");
    let found = places(&html, &["Key facts", "Until detected", "Written by Ada Tester</p>"]);
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn facts_that_few_look_up_are_folded() {
    let page =
        "---\ntitle: A\nseverity: sev1\nteams: [Core]\npaged: 2\npeople_involved: 3\nregions: [north]\n---\nText.\n";
    let html = Kb::with(&[("content/incidents/2023/a.md", page)]).build().get("incidents/2023/a.html");
    let marks = ["<dt>Severity</dt>", "<summary>More facts</summary>", "<dt>Teams</dt>", "<dt>People paged</dt>"];
    let found = places(&html, &marks);
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn an_id_that_the_title_says_is_not_said_twice() {
    let kb = Kb::with(&[(
        "content/incidents/2023/fire.md",
        "---\nid: INC-7\ntitle: \"INC-7: The fire\"\n---\nIt burned.\n",
    )]);
    let html = kb.build().get("incidents/2023/fire.html");
    let eyebrow = "<a href=\"../index.html\">Incidents</a> <span>INC-7</span>";
    assert_eq!(between(&html, "<p class=\"eyebrow\">", "</p>"), eyebrow);
    assert_eq!(between(&html, "<h1>", "</h1>"), "The fire");
}

#[test]
fn a_page_says_its_language_and_direction() {
    let kb = Kb::with(&[("content/incidents/2023/a.md", "---\ntitle: حريق\nlang: ar\nseverity: sev1\n---\nنص.\n")]);
    let html = kb.build().get("incidents/2023/a.html");
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{html}");
    assert!(html.contains("<nav class=\"menu\" aria-label=\"Main\" lang=\"en\">"), "{html}");
    assert!(html.contains("<h2 lang=\"en\">Key facts</h2>"), "{html}");
}

#[test]
fn a_template_that_fails_is_a_finding_and_the_other_pages_stand() {
    let kb = Kb::with(&[
        ("casebook.toml", "[theme]\nname = \"ours\"\n"),
        ("themes/ours/templates/incident.html", "{{ view.no_such_thing }}"),
        ("content/incidents/2023/fire.md", FIRE),
    ]);
    let built = kb.build();
    assert!(built.get("incidents/2023/fire.html").contains("This page could not be shown"));
    assert!(built.get("index.html").contains("The fire"));
}

#[test]
fn the_front_page_has_folders_of_runbooks_until_an_incident_speaks_of_one() {
    let kb = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    for (folder, name) in [("disk", "full"), ("disk", "slow"), ("disk", "gone"), ("net", "down"), ("net", "late")] {
        kb.edit(&format!("content/runbooks/{folder}/{name}.md"), format!("# The {folder} is {name}\n\nLook.\n"));
    }
    let built = kb.build();
    let home = built.get("index.html");
    assert!(home.contains("runbooks/index.html#shelf.disk\">Disk</a> <span class=\"small\">3</span>"), "{home}");
    let page = built.get("runbooks/disk/full.html");
    assert!(page.contains("No write-up here says that it was needed.") && page.contains("The disk is slow"), "{page}");
    assert!(page.contains(">Also in Disk</a>") && !page.contains("The net is"), "{page}");

    kb.edit("content/incidents/a.md", "# A\n\nSee [it](../runbooks/disk/full.md).\n");
    let built = kb.build();
    assert!(!built.get("index.html").contains("#shelf."));
    assert!(!built.get("runbooks/disk/full.html").contains("No write-up here"));
}

#[test]
fn a_word_and_a_factor_of_one_name_lead_to_each_other() {
    let built = Kb::with(&[
        ("content/incidents/a.md", "---\ntitle: A\nfactors: [retry-storm]\n---\n\nText.\n"),
        ("content/glossary/storm.md", "# Retry storm\n\nLoad made of attempts.\n"),
    ])
    .build();
    assert!(built.get("glossary/storm.html").contains("factors/retry-storm.html\">"));
    let factor = built.get("factors/retry-storm.html");
    assert!(
        factor.contains("glossary/storm.html\">Retry storm</a>") && factor.contains("Load made of attempts."),
        "{factor}"
    );
}

#[test]
fn the_page_that_opens_a_folder_leads_into_it_and_back() {
    let built = Kb::with(&[
        ("content/guide/_index.md", "# Onboarding\n\nRead [the tools](tools.md) today.\n"),
        ("content/guide/tools.md", "# Tools\n\nA hammer.\n"),
        ("content/guide/access.md", "# Access\n\nAsk at the desk.\n"),
        ("content/guide/first/index.md", "# First day\n\nCoffee.\n"),
        ("content/guide/first/keys.md", "# Keys\n\nTwo of them.\n"),
        ("content/about.md", "# About\n\nOurs.\n"),
    ])
    .build();
    let within = |path: &str| -> Vec<String> {
        let html = built.get(path);
        let (_, list) = html.split_once("In this section</h2>").unwrap_or_default();
        let names = list.split("told-name\"><a href=\"").skip(1).filter_map(|rest| rest.split_once("</a>"));
        names.filter_map(|(link, _)| link.split_once("\">").map(|(_, title)| title.to_owned())).collect()
    };
    // What its own words lead to need not be said again.
    assert_eq!(within("guide/index.html"), ["Access", "First day"]);
    assert_eq!(within("guide/first.html"), ["Keys"]);
    assert_eq!(within("guide/tools.html"), Vec::<String>::new());
    let up = |path: &str| built.get(path).split_once("class=\"eyebrow\">").map(|(_, rest)| rest[..40].to_owned());
    assert_eq!(up("guide/first/keys.html").as_deref(), Some("<a href=\"../first.html\">First day</a></p"));
    assert!(up("guide/first.html").is_some_and(|up| up.contains(">Onboarding<")));
    assert_eq!((up("guide/index.html"), up("about.html")), (None, None));
    // Without a path to read, the front page begins with what is called so.
    let home = built.get("index.html");
    let begin = home.split_once("Where to begin</h2>").expect("it says where to begin").1;
    assert!(begin.split_once("</section>").expect("it ends").0.contains(">Onboarding</a>"));
}
