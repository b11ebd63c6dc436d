//! What holds of every trend page and of `casebook stats`, whatever the question.

use std::collections::BTreeMap;
use std::fs::File;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::kit::{Built, Kb, between};
use crate::trends::generated::{Dice, incidents, site};

/// Known to the day, and nothing else of it.
const VAGUE: (&str, &str) = (
    "content/incidents/2023-05-05-nobody-knows.md",
    "---\nid: VAGUE\nstarted: 2023-05-05\ndetected: unknown\nmitigated: unknown\nresolved: unknown\ncaptured: unknown\nreviewed: unknown\n---\n\n# Nobody knows\n\nIt broke.\n",
);

/// Nothing known of it at all.
const DATELESS: (&str, &str) = (
    "content/incidents/nobody-knows-when.md",
    "---\nid: DATELESS\nstarted: unknown\ndetected: unknown\nmitigated: unknown\nresolved: unknown\n---\n\n# Nobody knows when\n\nIt broke.\n",
);

/// What `casebook stats` says, as JSON.
pub(crate) fn stats(kb: &Kb, args: &[&str]) -> Value {
    let run = kb.run(&[&["stats", "--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("no JSON: {e}: {run:?}"))
}

/// The captions of trend pages by address.
fn captions(built: &Built) -> BTreeMap<String, String> {
    let pages =
        built.addresses().into_iter().filter(|address| address.starts_with("trends/") && address.ends_with(".html"));
    let caption = |address: &str| {
        let page = built.get(address);
        page.contains("trend-caption").then(|| between(&page, "trend-caption\">", "</p>").to_owned())
    };
    pages.filter_map(|address| Some((address.to_owned(), caption(address)?))).collect()
}

/// The figures about lengths of time.
fn lengths(built: &Built) -> BTreeMap<String, String> {
    let about = |address: &&str| {
        let name = address.rsplit('/').next().expect("a name");
        address.starts_with("trends/")
            && name.ends_with(".csv")
            && ["duration", "detection", "notes"].iter().any(|question| name.starts_with(question))
    };
    built.addresses().into_iter().filter(about).map(|address| (address.to_owned(), built.get(address))).collect()
}

#[test]
fn a_site_without_incidents_has_no_trends() {
    let built = Kb::with(&[("content/glossary/lease.md", "# Lease\n\nA promise that ends.\n")]).build();
    let trends: Vec<&str> = built.addresses().into_iter().filter(|address| address.starts_with("trends/")).collect();
    assert_eq!(trends, Vec::<&str>::new());
}

#[test]
fn an_incident_with_unknown_times_changes_no_length_and_every_count() {
    for (seed, count) in [(1, 5), (2, 12), (3, 40), (4, 75)] {
        let files = incidents(seed, count);
        for (path, text) in [VAGUE, DATELESS] {
            let kb = site(&files);
            let (before, said) = (kb.build(), stats(&kb, &["duration", "detection", "notes"]));
            kb.edit(path, text);
            let (after, now) = (kb.build(), stats(&kb, &["duration", "detection", "notes"]));
            assert!(lengths(&before).len() > 6);
            assert_eq!(lengths(&before), lengths(&after), "{path} beside {count} of seed {seed}");
            let n = said["incidents"].as_u64().expect("a count");
            assert_eq!(now["incidents"], n + 1);
            let same = |said: &Value| {
                let questions = said["questions"].as_array().expect("answers").iter();
                questions
                    .map(|answer| [&answer["lead"], &answer["sentences"], &answer["tables"]].map(Value::clone))
                    .collect::<Vec<_>>()
            };
            assert_eq!(same(&said), same(&now), "{path} beside {count} of seed {seed}");
            let (old, new) = (captions(&before), captions(&after));
            assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
            for (address, caption) in &old {
                // Of another year it says nothing; of any year nobody knows whether it is.
                let concerned = !address.contains("/20") || path == DATELESS.0 || address.contains("/2023/");
                let concerned = concerned && (!address.contains("last-12-months") || path == DATELESS.0);
                assert_eq!(caption != &new[address], concerned, "{address}: {caption} and {}", new[address]);
                if address.matches('/').count() == 1 {
                    assert!(new[address].contains(&format!("{} incidents", n + 1)), "{address}: {}", new[address]);
                }
            }
        }
    }
}

#[test]
fn the_order_and_the_age_of_files_change_no_byte() {
    let files = incidents(7, 30);
    let first = site(&files);
    let second = site(&files.iter().rev().cloned().collect::<Vec<_>>());
    for (at, (path, _)) in files.iter().enumerate() {
        let file = File::options().write(true).open(second.path(path)).expect("the file is there");
        let age = Duration::from_secs(86_400 * at as u64);
        file.set_modified(SystemTime::UNIX_EPOCH + age).expect("its time can be set");
    }
    let (first, second) = (first.build_with(&["--jobs", "1"]), second.build_with(&["--jobs", "2"]));
    assert_eq!(first.changed_from(&second), Vec::<&str>::new());
    assert_eq!(second.changed_from(&first), Vec::<&str>::new());
}

#[test]
fn what_files_are_called_changes_no_number_and_no_sentence() {
    let files = incidents(8, 40);
    let mut shuffled: Vec<String> = (0..files.len()).map(|at| format!("content/incidents/{at:02}.md")).collect();
    let straight: Vec<(String, String)> =
        shuffled.iter().cloned().zip(files.iter().map(|(_, text)| text.clone())).collect();
    let mut dice = Dice(9);
    for at in (1..shuffled.len()).rev() {
        shuffled.swap(at, usize::try_from(dice.roll(at as u64 + 1)).expect("few"));
    }
    let mixed: Vec<(String, String)> = shuffled.into_iter().zip(files.iter().map(|(_, text)| text.clone())).collect();
    let (first, second) = (site(&straight), site(&mixed));
    let tables = |built: &Built| -> BTreeMap<String, String> {
        let table = |address: &&str| {
            address.starts_with("trends/") && address.ends_with(".csv") && !address.ends_with("facts.csv")
        };
        built.addresses().into_iter().filter(table).map(|address| (address.to_owned(), built.get(address))).collect()
    };
    assert_eq!(tables(&first.build()), tables(&second.build()));
    let mut said = [stats(&first, &[]), stats(&second, &[])];
    for said in &mut said {
        for answer in said["questions"].as_array_mut().expect("answers") {
            // Of equally long ones those come first whose files do.
            answer["talk"] = Value::Null;
        }
    }
    assert_eq!(said[0], said[1]);
}

#[test]
fn what_its_author_leaves_out_is_counted_as_left_out_everywhere() {
    let mut files = incidents(11, 20);
    files[4].1 = files[4].1.replacen("---\n", "---\nexclude_from_trends: true\n", 1);
    let kb = site(&files);
    let built = kb.build();
    let captions = captions(&built);
    let of_all: Vec<&String> =
        captions.iter().filter(|(address, _)| address.matches('/').count() == 1).map(|(_, c)| c).collect();
    assert!(of_all.len() > 8, "{captions:?}");
    for caption in of_all {
        assert!(caption.contains("1 that its author asks to leave out"), "{caption}");
    }
    let page = files[4].0.trim_start_matches("content/").replace(".md", ".html");
    let name = page.rsplit('/').next().expect("a name");
    let linking: Vec<&str> = built
        .addresses()
        .into_iter()
        .filter(|address| {
            address.starts_with("trends/") && *address != "trends/facts.csv" && built.get(address).contains(name)
        })
        .collect();
    assert_eq!(linking, Vec::<&str>::new());
    let line = built.get("trends/facts.csv").lines().find(|line| line.contains(name)).expect("a line").to_owned();
    assert!(line.contains(",INC-4,\"What happened, number 4\",incident,excluded,"), "{line}");
}

#[test]
fn nobody_is_named_in_what_is_counted() {
    let kb = site(&incidents(12, 30));
    let built = kb.build();
    let mut said: Vec<(String, String)> = built
        .addresses()
        .into_iter()
        .filter(|address| address.starts_with("trends/"))
        .map(|address| (address.to_owned(), built.get(address)))
        .collect();
    let questions = [
        "reported",
        "duration",
        "detection",
        "found",
        "factors",
        "together",
        "involved",
        "hours",
        "conditions",
        "notes",
        "follow-ups",
    ];
    let mut runs: Vec<Vec<&str>> =
        vec![vec!["stats"], vec!["stats", "--format", "json"], vec!["stats", "compare", "--at", "2023-06-01"]];
    runs.extend(questions.map(|question| vec!["stats", question]));
    runs.extend(["year", "severity", "service", "factor", "detection"].map(|by| vec!["stats", "--by", by]));
    for run in runs {
        let output = kb.run(&run);
        assert_eq!(output.code, 0, "{run:?}: {output:?}");
        assert!(!output.stdout.is_empty());
        said.push((run.join(" "), output.stdout));
    }
    assert!(said.len() > 60, "{}", said.len());
    for (what, text) in said {
        for name in ["Zebedee", "Quux", "Ludmilla", "Pfeffer"] {
            assert!(!text.contains(name), "{what} names {name}");
        }
    }
}
