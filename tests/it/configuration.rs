//! `casebook.toml`: what does nothing is said, at its own place, and a zone is the same wherever it is written.

use crate::kit::Kb;

/// The columns at which findings stand, as `rule line:column length`.
fn places(kb: &Kb) -> Vec<String> {
    let run = kb.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let place = |f: &serde_json::Value| format!("{} {}:{}", f["rule"].as_str().unwrap_or(""), f["line"], f["column"]);
    json["findings"].as_array().expect("a list").iter().map(place).collect()
}

#[test]
fn a_finding_stands_at_the_key_and_not_where_its_name_is_a_word() {
    let config = "footer = \"\"\"\naccent colours\nthreshold\n\"\"\"\naccent = \"red\"\n\n[trends]\nworking_days = [\"mon\", \"noday\"]\n\n\
                  [[team]]\nid = \"ids\"\n[[team]]\n  ids = \"x\"\n\n[content]\nignore = [\"ignore\", \"nothing-here/\"]\n";
    let kb = Kb::with(&[("casebook.toml", config), ("content/incidents/a.md", "# A\n\nText.\n")]);
    assert_eq!(
        places(&kb),
        [
            "config/value 5:1",
            "config/value 8:1",
            "config/unknown-key 13:3",
            "config/ignore 16:11",
            "config/ignore 16:21"
        ]
    );
}

#[test]
fn what_does_not_exist_yet_warns_and_a_key_in_the_wrong_table_is_sent_to_its_own() {
    let config = "tile = \"x\"\n[trends]\nthreshold = 0.3\n[search]\nx = 1\n[audiences.staff]\nincluds = []\n[publish]\n[lint]\n[similar]\ntitle = \"x\"\n";
    let kb =
        Kb::with(&[("casebook.toml", config), ("content/incidents/a.md", "---\naudience: staff\n---\n# A\n\nText.\n")]);
    assert_eq!(
        kb.findings(),
        [
            "config/unknown-key casebook.toml:1 `tile` is not a key of casebook.toml",
            "config/unknown-key casebook.toml:3 `trends.threshold` is not a key of casebook.toml",
            "config/unknown-key casebook.toml:4 `search` is for something that Casebook cannot do yet",
            "config/unknown-key casebook.toml:7 `audiences.staff.includs` is not a key of casebook.toml",
            "config/unknown-key casebook.toml:9 `lint` is for something that Casebook cannot do yet",
            "config/unknown-key casebook.toml:11 `similar.title` is not a key of casebook.toml",
        ]
    );
    let told = kb.run(&["check"]).stdout;
    for hint in
        ["did you mean `title`?", "did you mean `threshold` below `[similar]`?", "did you mean `title` at the top"]
    {
        assert!(told.contains(hint), "{hint}: {told}");
    }
}

#[test]
fn every_key_of_the_configuration_is_in_the_guide() {
    let guide = include_str!("../../content/guide/configuration.md");
    let keys = casebook::model::Config::TABLES.into_iter().flat_map(casebook::model::Config::keys);
    let missing: Vec<&&str> = keys.filter(|key| !guide.contains(**key)).collect();
    assert_eq!(missing, Vec::<&&str>::new());
}

/// The hour at which trends count that somebody was called, in a write-up of 19:14 UTC.
fn hour(site: &str, own: &str) -> String {
    let config = format!("timezone = \"{site}\"\n");
    let own = if own.is_empty() { String::new() } else { format!("timezone = \"{own}\"\n") };
    // Trends begin at three.
    let text = format!(
        "+++\nstarted = 2024-01-02T19:04:00Z\ndetected = 2024-01-02T19:14:00Z\nresolved = 2024-01-02T20:24:00Z\n{own}+++\n# A\n\nText.\n"
    );
    let kb = Kb::with(&[
        ("casebook.toml", &config),
        ("content/incidents/a.md", &text),
        ("content/incidents/b.md", &text),
        ("content/incidents/c.md", &text),
    ]);
    let table = kb.build().get("trends/facts.csv");
    let mut lines = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next().expect("a head");
    let at = names.iter().position(|name| *name == "first_page_hour").expect("the column");
    lines.next().expect("a row")[at].to_owned()
}

#[test]
fn a_zone_is_one_zone_for_times_charts_and_tables_whatever_its_name() {
    for name in ["America/Los_Angeles", "PST", "-08:00", "UTC-8", "Pacific time"] {
        assert_eq!((hour("UTC", name), hour(name, "")), ("11".into(), "11".into()), "{name}");
    }
    assert_eq!((hour("Europe/Copenhagen", "GMT+1"), hour("Europe/Copenhagen", "")), ("20".into(), "20".into()));
}

#[test]
fn a_zone_that_nobody_knows_is_a_finding_and_no_fact() {
    let kb = Kb::with(&[
        ("casebook.toml", "timezone = \"the office\"\n"),
        (
            "content/incidents/a.md",
            "+++\nid = \"INC-1\"\ntimezone = \"Mars\"\nstarted = 2024-01-02T19:04:00Z\n+++\n# A\n\nText.\n",
        ),
    ]);
    assert_eq!(
        kb.findings(),
        [
            "config/value casebook.toml:1 `the office` is not a time zone; times without one are read as UTC",
            "time/invalid content/incidents/a.md:3 `Mars` is not a time zone",
        ]
    );
    assert_eq!(kb.build().incident("INC-1").get("timezone"), None);
}
