//! Inferred facts, listed for those who know: what the list holds, and what its marks write into files.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::kit::{Kb, Run};

const BELT: &str = "# The belt stood still\n\n**Severity:** SEV-2\n\nOn 2024-03-11 the belt was down from 14:02 to 15:10 UTC.\n\n\
                    ## Timeline\n\nAll times are UTC, on 2024-03-11.\n\n- 13:50 Outage begins\n- 14:09 The belt alarm paged the on-call\n- 15:10 Resolved\n";

const GATE: &str = "---\ntitle: The gate\n# of the house\nseverity:\ntags: [a, b]\n---\n\nSeverity: low\n\nStarted: 2024-05-02 09:00\n\nServices: Gate, Door\n";

const DOOR: &str = "+++\ntitle = \"The door\"\n\n[extra]\nx = 1\n+++\n\nStarted: 2024-06-03T10:00:00+02:00\n\nReported by: a customer\n";

fn site() -> Kb {
    Kb::with(&[
        ("casebook.toml", "timezone = \"Europe/Berlin\"\n"),
        ("content/incidents/2024/belt.md", BELT),
        ("content/incidents/2024/gate.md", GATE),
        ("content/incidents/door.md", DOOR),
    ])
}

/// The list of a site, by `mark` of each line.
fn marked(kb: &Kb, args: &[&str], mark: impl Fn(&str) -> String) -> String {
    let list = kb.run(&[&["check", "--doubtful"], args].concat());
    assert_eq!(list.code, 0, "{list:?}");
    let line = |line: &str| match line.strip_prefix("[ ]") {
        Some(rest) => format!("[{}]{rest}\n", mark(rest)),
        None => format!("{line}\n"),
    };
    list.stdout.lines().map(line).collect()
}

/// Confirms the marks of a list.
fn confirm(kb: &Kb, list: &str, args: &[&str]) -> Run {
    kb.edit("facts.txt", list);
    kb.run(&[&["check", "--confirm", "facts.txt"], args].concat())
}

fn text(kb: &Kb, path: &str) -> String {
    std::fs::read_to_string(kb.path(path)).expect("a file")
}

/// The lines of a list without its head and fingerprints.
fn lines(list: &str) -> Vec<&str> {
    let told = list.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty());
    told.map(|line| line.rsplit_once("  #").map_or(line, |(line, _)| line)).collect()
}

#[test]
fn the_most_doubtful_stand_first_with_what_speaks_against_them() {
    let list = site().run(&["check", "--doubtful"]).stdout;
    assert_eq!(
        lines(&list),
        [
            "# Something else in the file speaks against these",
            "[ ] content/incidents/2024/belt.md:5  started  2024-03-11T14:02Z  \"On 2024-03-11 the belt was down from 14:02 to 15:10 UTC.\"",
            "#     time/disagree: the row says an earlier `started` than the sentence `On 2024-03-11 the belt was down from 14:02 to 15:10 UTC.`",
            "# From a row of a timeline",
            "[ ] content/incidents/2024/belt.md:12  detected  2024-03-11T14:09Z  \"14:09 The belt alarm paged the on-call\"",
            "[ ] content/incidents/2024/belt.md:12  detection  alert  \"14:09 The belt alarm paged the on-call\"",
            "# From a sentence",
            "[ ] content/incidents/2024/belt.md:5  resolved  2024-03-11T15:10Z  \"On 2024-03-11 the belt was down from 14:02 to 15:10 UTC.\"",
            "# From what stands under a heading",
            "[ ] content/incidents/2024/belt.md:9  timezone  UTC  \"All times are UTC, on 2024-03-11.\"",
            "# From a label, or a table of facts",
            "[ ] content/incidents/2024/belt.md:3  severity  SEV-2  \"Severity: SEV-2\"",
            "[ ] content/incidents/2024/gate.md:10  started  2024-05-02 09:00  \"Started: 2024-05-02 09:00\"",
            "[ ] content/incidents/2024/gate.md:8  severity  low  \"Severity: low\"",
            "[ ] content/incidents/2024/gate.md:12  services  Gate, Door  \"Services: Gate, Door\"",
            "[ ] content/incidents/door.md:8  started  2024-06-03T10:00:00+02:00  \"Started: 2024-06-03T10:00:00+02:00\"",
            "[ ] content/incidents/door.md:10  detection  customer  \"Reported by: a customer\"",
        ]
    );
}

#[test]
fn a_list_can_be_of_some_keys_and_folders_and_for_programs() {
    let kb = site();
    let few =
        kb.run(&["check", "--doubtful", "--field", "started", "--field", "services", "--below", "incidents/2024"]);
    assert_eq!(
        lines(&few.stdout),
        [
            "# Something else in the file speaks against these",
            "[ ] content/incidents/2024/belt.md:5  started  2024-03-11T14:02Z  \"On 2024-03-11 the belt was down from 14:02 to 15:10 UTC.\"",
            "#     time/disagree: the row says an earlier `started` than the sentence `On 2024-03-11 the belt was down from 14:02 to 15:10 UTC.`",
            "# From a label, or a table of facts",
            "[ ] content/incidents/2024/gate.md:10  started  2024-05-02 09:00  \"Started: 2024-05-02 09:00\"",
            "[ ] content/incidents/2024/gate.md:12  services  Gate, Door  \"Services: Gate, Door\"",
        ]
    );
    let json = kb.run(&[
        "check",
        "--doubtful",
        "--below",
        "content/incidents/2024/",
        "--field",
        "severity",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    let fingerprint = json["facts"][0]["fingerprint"].as_str().expect("a text");
    assert_eq!(fingerprint.len(), 16);
    let wanted = serde_json::json!([
        { "file": "content/incidents/2024/belt.md", "line": 3, "field": "severity", "value": "SEV-2", "origin": "label",
          "sentence": "Severity: SEV-2", "doubts": [], "fingerprint": fingerprint },
        { "file": "content/incidents/2024/gate.md", "line": 8, "field": "severity", "value": "low", "origin": "label",
          "sentence": "Severity: low", "doubts": [], "fingerprint": json["facts"][1]["fingerprint"] },
    ]);
    assert_eq!(json["facts"], wanted);
    let nowhere = kb.run(&["check", "--doubtful", "--below", "elsewhere"]);
    assert_eq!(
        (nowhere.code, nowhere.stderr.as_str()),
        (2, "error: no write-up that is published stands below `elsewhere`\n")
    );
}

#[test]
fn what_is_marked_is_written_and_nothing_else() {
    let kb = site();
    let mark = |line: &str| match line {
        _ if line.contains("  severity  low") => "no".to_owned(),
        _ if line.contains("  services  ") => "Gate, Side door".to_owned(),
        _ if line.contains("door.md") && line.contains("  started  ") => "2024-06-03 10:05 CEST".to_owned(),
        _ => "yes".to_owned(),
    };
    let list = marked(&kb, &[], mark);
    let shown = confirm(&kb, &list, &["--dry-run"]);
    assert_eq!(
        [BELT, GATE, DOOR],
        ["2024/belt", "2024/gate", "door"].map(|name| text(&kb, &format!("content/incidents/{name}.md")))
    );
    let done = confirm(&kb, &list, &[]);
    assert_eq!((shown.code, done.code), (0, 0), "{shown:?} {done:?}");
    assert_eq!(shown.stdout, format!("{}; nothing was written\n", done.stdout.trim_end()));
    assert_eq!(
        done.stdout,
        "+ content/incidents/2024/belt.md:1: ---\n\
         + content/incidents/2024/belt.md:2: started: 2024-03-11T14:02Z\n\
         + content/incidents/2024/belt.md:3: detected: 2024-03-11T14:09Z\n\
         + content/incidents/2024/belt.md:4: resolved: 2024-03-11T15:10Z\n\
         + content/incidents/2024/belt.md:5: timezone: UTC\n\
         + content/incidents/2024/belt.md:6: severity: SEV-2\n\
         + content/incidents/2024/belt.md:7: detection: alert\n\
         + content/incidents/2024/belt.md:8: ---\n\
         + content/incidents/2024/belt.md:9:\n\
         - content/incidents/2024/gate.md:4: severity:\n\
         + content/incidents/2024/gate.md:4: severity: \"unknown\"\n\
         + content/incidents/2024/gate.md:6: started: 2024-05-02 09:00\n\
         + content/incidents/2024/gate.md:7: services: [Gate, Side door]\n\
         + content/incidents/door.md:3: started = \"2024-06-03 10:05 CEST\"\n\
         + content/incidents/door.md:4: detection = \"customer\"\n\
         8 confirmed, 2 corrected, 1 said to be unknown\n"
    );
    assert_eq!(
        text(&kb, "content/incidents/2024/belt.md"),
        format!(
            "---\nstarted: 2024-03-11T14:02Z\ndetected: 2024-03-11T14:09Z\nresolved: 2024-03-11T15:10Z\ntimezone: UTC\nseverity: SEV-2\ndetection: alert\n---\n\n{BELT}"
        )
    );
    assert_eq!(
        text(&kb, "content/incidents/2024/gate.md"),
        GATE.replace("severity:\n", "severity: \"unknown\"\n")
            .replace("b]\n", "b]\nstarted: 2024-05-02 09:00\nservices: [Gate, Side door]\n")
    );
    assert_eq!(
        text(&kb, "content/incidents/door.md"),
        DOOR.replace("door\"\n", "door\"\nstarted = \"2024-06-03 10:05 CEST\"\ndetection = \"customer\"\n")
    );
    assert_eq!(kb.run(&["check", "--doubtful"]).stdout, "# No fact was inferred that a key could state.\n");
    let again = confirm(&kb, &list, &[]);
    assert_eq!((again.code, again.stdout.as_str()), (0, "11 there already\n"));
}

#[test]
fn what_has_changed_since_is_left_as_it_is() {
    let kb = site();
    let list = marked(&kb, &["--below", "incidents/2024"], |_| "yes".to_owned());
    let changed = BELT.replace("SEV-2", "SEV-1").replace("was down from", "was slow from");
    kb.edit("content/incidents/2024/belt.md", &changed);
    kb.remove("content/incidents/2024/gate.md");
    let run = confirm(&kb, &list, &[]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (
            1,
            "facts.txt:11: `started` of content/incidents/2024/belt.md was left as it is: the sentence that it was read from has changed since; list it again with `casebook check --doubtful`\n\
         facts.txt:19: `resolved` of content/incidents/2024/belt.md was left as it is: the sentence that it was read from has changed since; list it again with `casebook check --doubtful`\n\
         facts.txt:25: `severity` of content/incidents/2024/belt.md was left as it is: the sentence that it was read from has changed since; list it again with `casebook check --doubtful`\n\
         + content/incidents/2024/belt.md:1: ---\n\
         + content/incidents/2024/belt.md:2: detected: 2024-03-11T14:09Z\n\
         + content/incidents/2024/belt.md:3: timezone: UTC\n\
         + content/incidents/2024/belt.md:4: detection: alert\n\
         + content/incidents/2024/belt.md:5: ---\n\
         + content/incidents/2024/belt.md:6:\n\
         facts.txt:26: `started` of content/incidents/2024/gate.md was left as it is: no write-up of that name is published; list it again with `casebook check --doubtful`\n\
         facts.txt:27: `severity` of content/incidents/2024/gate.md was left as it is: no write-up of that name is published; list it again with `casebook check --doubtful`\n\
         facts.txt:28: `services` of content/incidents/2024/gate.md was left as it is: no write-up of that name is published; list it again with `casebook check --doubtful`\n\
         3 confirmed, 6 left as they are\n"
        )
    );
}

#[test]
fn a_value_that_is_none_is_refused_and_the_others_are_written() {
    let kb = site();
    let mark = |line: &str| match line {
        _ if line.contains("  started  ") => "yesterday".to_owned(),
        _ if line.contains("  detection  ") => "costumer".to_owned(),
        _ if line.contains("  services  ") => "x".to_owned(),
        _ => String::new(),
    };
    let run = confirm(&kb, &marked(&kb, &["--below", "incidents"], mark), &[]);
    assert_eq!(run.code, 1, "{run:?}");
    let refused: Vec<&str> = run.stdout.lines().filter(|line| line.contains("door.md")).collect();
    assert_eq!(
        refused,
        [
            "facts.txt:29: `started` of content/incidents/door.md was left as it is: `yesterday` cannot be read as a time; write \
             `2024-03-11T09:12:00Z`, `2024-03-11 09:12` with `timezone`, `2024-03-11`, or `\"unknown\"`",
            "facts.txt:30: `detection` of content/incidents/door.md was left as it is: `costumer` is not one of the ways an incident is \
             found; did you mean `customer`?",
        ]
    );
    assert!(run.stdout.contains("services: [Gate, Door]"), "{run:?}");
    let before = text(&kb, "content/incidents/door.md");
    let bad = confirm(&kb, "# a list\n[yes] not a line\n", &[]);
    let why = "error: line 2 of `facts.txt` is no line of a list of facts, so nothing was written; mend or remove it, or list it again with \
               `casebook check --doubtful`\n";
    assert_eq!((bad.code, bad.stderr.as_str()), (2, why));
    assert_eq!(text(&kb, "content/incidents/door.md"), before);
}

#[test]
fn a_time_without_a_zone_is_on_the_clocks_that_its_file_names() {
    let belt = "# Belt\n\n## Timeline\n\nAll times in CET.\n\n| Time | What |\n|---|---|\n| 2024-01-11 14:02 | The belt stood still |\n\
                | 2024-01-11 14:30 | The belt was repaired, issue resolved |\n";
    let kb = Kb::with(&[("content/incidents/belt.md", belt)]);
    let mark = |line: &str| String::from(if line.contains("  started  ") { "2024-01-11 14:01" } else { "yes" });
    let list = marked(&kb, &[], mark);
    let run = confirm(&kb, &list, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    let head = text(&kb, "content/incidents/belt.md");
    let head = head.split("\n---\n").next().expect("front matter");
    assert_eq!(head, "---\nstarted: \"2024-01-11 14:01 CET\"\nresolved: 2024-01-11T14:30+01:00\ntimezone: CET");
    let built: serde_json::Value = serde_json::from_str(&kb.build().get("incidents/2024.json")).expect("JSON");
    assert_eq!(built["incidents"][0]["started"]["value"], "2024-01-11T13:01:00Z");
    assert_eq!(confirm(&kb, &list, &[]).code, 0, "what was confirmed stays");
}

#[test]
fn a_key_for_the_start_of_a_post_leaves_its_date_the_day_of_publication() {
    let post = "---\nlayout: post\ndate: 2024-03-11\n---\n\nStarted: 2024-03-11 14:02 UTC\n\nSeverity: high\n";
    let kb = Kb::with(&[("content/incidents/_posts/2024-03-11-belt.md", post)]);
    let published = |kb: &Kb| {
        let built = kb.build();
        let json: serde_json::Value = serde_json::from_str(&built.get("incidents/2024.json")).expect("JSON");
        json["incidents"][0]["published"].clone()
    };
    let before = published(&kb);
    assert_eq!(before["value"], "2024-03-11");
    let run = confirm(&kb, &marked(&kb, &[], |_| "yes".to_owned()), &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(published(&kb), before);
}

#[test]
fn nothing_that_is_withheld_is_in_a_list() {
    let key = format!("AKIA{}", "Q3ZK7TN5WB2XJ4LD");
    let told = format!(
        "# Sound\n\nSeverity: high\n\nOn 2024-03-11 the belt was down from 14:02 to 15:10 UTC, after {key} and [it](draft.md) were tried. \
         <!-- zanzibar -->\n\n:::audience staff\nDetected by: zanzibar, a customer\n:::\n"
    );
    let kb = Kb::with(&[
        ("content/incidents/sound.md", told.as_str()),
        ("content/incidents/draft.md", "---\ndraft: true\n---\n# Zanzibar\n\nStarted: 2024-05-02 09:00\n"),
    ]);
    for format in ["text", "json"] {
        let list = kb.run(&["check", "--doubtful", "--format", format]).stdout;
        assert!(list.contains("2024-03-11T14:02Z") && !list.contains(&key) && !list.contains("draft"), "{list}");
        assert_eq!(list.to_lowercase().matches("zanzibar").count(), 0, "{list}");
    }
    let with = kb.run(&["check", "--doubtful", "--drafts"]).stdout;
    assert!(with.contains("draft.md:6  started  2024-05-02 09:00"), "{with}");
}

#[test]
fn a_run_that_is_killed_leaves_each_file_old_or_new() {
    let path = |ix: usize| format!("content/incidents/{ix}.md");
    let kb = Kb::new();
    let files = 24;
    (0..files).for_each(|ix| kb.edit(&path(ix), BELT));
    let list = marked(&kb, &[], |_| "yes".to_owned());
    let begun = Instant::now();
    assert_eq!(confirm(&kb, &list, &[]).code, 0);
    let (whole, new) = (begun.elapsed(), text(&kb, &path(0)));
    for part in 1..=8u32 {
        (0..files).for_each(|ix| kb.edit(&path(ix), BELT));
        let mut run = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["check", "--confirm", "facts.txt"])
            .current_dir(kb.path(""))
            .stdout(Stdio::null())
            .spawn()
            .expect("the binary runs");
        std::thread::sleep(whole * part / 8 - Duration::from_millis(1).min(whole / 16));
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
        for ix in 0..files {
            let text = text(&kb, &path(ix));
            assert!(text == BELT || text == new, "{text}");
        }
    }
    (0..files).for_each(|ix| kb.edit(&path(ix), BELT));
    assert_eq!(confirm(&kb, &list, &[]).code, 0);
}
