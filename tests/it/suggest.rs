//! What `suggest` prints for a folder that nobody configured: each line does what is said of it.

use crate::kit::Kb;

const LOG: [(&str, &str); 5] = [
    (
        "log/2024-01-09-labels.md",
        "---\nausfallbeginn: 2024-01-09T06:00:00+09:00\neinstufung: hoch\n---\n# Labels missing at the press\n\nServices: Label Press\n\n\
         ## Impact\n\nNo labels for an hour.\n\n## Timeline\n\n- 06:02 JST The press stopped\n- 07:10 JST Resolved\n",
    ),
    (
        "log/2024-02-11-press.md",
        "---\nausfallbeginn: 2024-02-11T06:00:00+09:00\neinstufung: niedrig\n---\n# Press slow\n\nServices: label-press\n\n## Impact\n\nSlow.\n\n\
         ## Timeline\n\nAll times are JST.\n\n- 06:02 The press slowed down\n- 07:10 Resolved\n",
    ),
    (
        "log/2024-03-12-belt.md",
        "---\neinstufung: hoch\n---\n# The belt stood still\n\nServices: the Label Press service\n\n## Impact\n\nNothing moved.\n\n\
         ## Timeline\n\n- 09:00 Outage begins\n- 09:30 Resolved\n",
    ),
    (
        "log/2024-04-13-oven.md",
        "# The oven was cold\n\n## Impact\n\nCold bread.\n\n## Timeline\n\n- 05:00 Outage begins\n- 05:40 Resolved\n",
    ),
    ("log/2024-05-14-lamp.md", "# The lamp\n\nIt flickered, and then it did not.\n"),
];

fn site() -> Kb {
    let terms = ["Belt", "Oven", "Press", "Tray"];
    let runbooks = ["belt-stopped", "oven-cold", "press-jam"];
    let mut kb = Kb::with(&LOG)
        .file("README.md", "# The bakery's log\n\nWhat went wrong.\n")
        .file("words/_index.md", "# Words\n\nWords of the house.\n")
        .file("log/2024-06-15-secret.md", "---\ndraft: true\n---\n# The Zebra draft\n\nServices: Zebra\n");
    for term in terms {
        let text = format!("# {term}\n\nA **{term}** is a thing that bakers have.\n");
        kb = kb.file(&format!("words/{}.md", term.to_lowercase()), &text);
    }
    for name in runbooks {
        kb = kb.file(&format!("ops/{name}.md"), "# What is wrong\n\n## Symptoms\n\nIt is.\n\n## Steps\n\n1. Look.\n");
    }
    kb
}

/// The incidents of a build.
fn incidents(kb: &Kb) -> Vec<serde_json::Value> {
    let year: serde_json::Value = serde_json::from_str(&kb.build().get("incidents/2024.json")).expect("JSON");
    year["incidents"].as_array().expect("a list").clone()
}

/// How many incidents state a key of front matter.
fn stating(incidents: &[serde_json::Value], key: &str) -> usize {
    incidents.iter().filter(|incident| incident[key]["origin"] == "front-matter").count()
}

/// How many files are taken for a kind.
fn of_kind(kb: &Kb, kind: &str) -> usize {
    let kinds = kb.run(&["check", "--explain-kinds"]).stdout;
    kinds.lines().filter(|line| line.starts_with(&format!("{kind} "))).count()
}

#[test]
fn each_line_stands_below_what_it_does() {
    let run = site().run(&["suggest"]);
    assert_eq!(run.code, 0, "{run:?}");
    let expected = r##"# A casebook.toml to start from, made of what is read in 14 published files. Above each line stands
# what it does; what the files do not decide is commented out, with the reason. Change what you know
# better.

# The title of README.md; without it the site is called Casebook.
title = "The bakery's log"

# 8 times of 2 write-ups that name no zone are read in it, today in UTC. 2 of the 2 write-ups that
# name a zone name this one (JST).
timezone = "Asia/Tokyo"

[content]
incident = [
  # 5 incidents, with this line and without it; with it a new file is one however little it says.
  "log/*.md",
]
term = [
  # 4 files become terms; without this line 0. 4 of them begin with what a word means.
  "words/[!_]*.md",
]
runbook = [
  # 3 files become runbooks; without this line 0. 3 of them have headings of runbooks.
  "ops/*.md",
]

[fields]
# 2 heads have it; 2 incidents state started as a key with this file, 0 without.
ausfallbeginn = "started"
# 3 heads have it; 3 incidents state severity as a key with this file, 0 without.
einstufung = "severity"

# 2 incidents, in place 1; today none.
[[severity]]
id = "hoch"

# 1 incident, in place 2; today none.
[[severity]]
id = "niedrig"

# 3 incidents; without this entry 2 as label-press, 1 as the Label Press service.
[[service]]
id = "label-press"
aliases = ["the Label Press service"]
"##;
    assert_eq!(run.stdout, expected);
}

#[test]
fn what_is_said_of_a_line_is_so_when_it_is_written() {
    let kb = site();
    let before = incidents(&kb);
    assert_eq!((before.len(), stating(&before, "started"), stating(&before, "severity")), (5, 0, 0));
    assert_eq!((of_kind(&kb, "term"), of_kind(&kb, "runbook")), (0, 0));
    let run = kb.run(&["suggest", "--write"]);
    assert_eq!(run.code, 0, "{run:?}");
    let of_configuration = |finding: &&String| finding.starts_with("config/");
    assert_eq!(kb.findings().iter().find(of_configuration), None);
    let after = incidents(&kb);
    assert_eq!((after.len(), stating(&after, "started"), stating(&after, "severity")), (5, 2, 3));
    assert_eq!((of_kind(&kb, "term"), of_kind(&kb, "runbook")), (4, 3));
    let built = kb.built();
    let services: Vec<&str> =
        built.addresses().into_iter().filter(|address| address.starts_with("services/")).collect();
    assert_eq!(services, ["services/index.html", "services/label-press.html"]);
    // Nobody's configuration is written over, and what stands there changes nothing of what is suggested.
    let again = kb.run(&["suggest", "--write"]);
    assert_ne!(again.code, 0);
    assert_eq!(kb.run(&["suggest"]).stdout, site().run(&["suggest"]).stdout);
}

#[test]
fn nothing_withheld_is_in_it() {
    assert!(!site().run(&["suggest"]).stdout.to_lowercase().contains("zebra"));
}

#[test]
fn a_folder_that_needs_none_says_so() {
    let kb = Kb::with(&[("incidents/2024-03-12-belt.md", "# Belt\n\nStarted: 2024-03-12T09:00:00Z\n")]);
    let run = kb.run(&["suggest"]);
    assert!(run.stdout.contains("Nothing needs to be said"), "{run:?}");
}
