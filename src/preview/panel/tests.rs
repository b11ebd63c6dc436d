//! Small sites, and the whole of what is told of a page.

#![allow(clippy::disallowed_methods, reason = "a site is put on disk to be read")]

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::about;
use crate::diag::{Diagnostic, Rule};
use crate::model::Editor;
use crate::preview::{Snapshot, StandInProblem};

/// A snapshot of a site with these files, at `/srv` for editors.
fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    Snapshot {
        revision: 1,
        views: crate::pipeline::fixture::views(dir.path()),
        problems: Vec::new(),
        search: None,
        search_before: None,
        analysed: true,
        settled: true,
        root: PathBuf::from("/srv"),
        editor: Editor::parse("vscode").unwrap(),
    }
}

/// A write-up that leaves nothing to ask.
const TOLD: &str = "---
id: INC-1
title: The herd
date: 2024-03-01
impact: Drivers waited.
surprise: The cache was cold.
detection: customer
started: 2024-03-01T10:00Z
resolved: 2024-03-01T11:00Z
helped: [The rollback]
---
";

const HERD: (&str, &str) = ("content/glossary/herd.md", "---\ntitle: Herd\n---\nMany at once.\n");

#[test]
fn a_page_with_nothing_to_say_has_nothing_beside_it() {
    let snapshot = snapshot(&[("content/incidents/a.md", TOLD)]);
    assert_eq!(
        about(&snapshot, "incidents/a.html"),
        json!({
            "address": "incidents/a.html", "kind": "incident", "file": "content/incidents/a.md",
            "editor": "vscode://file/srv/content/incidents/a.md:1:1", "draft": false, "lagging": false, "problems": [],
            "findings": [{
                "severity": "note", "rule": "page/empty", "message": "this file has no text in its body", "hints": [],
                "place": null, "editor": "vscode://file/srv/content/incidents/a.md:1:1",
            }],
            "similar": [], "words": [], "questions": [], "facts": [],
        })
    );
    assert_eq!(
        about(&snapshot, "incidents/index.html"),
        json!({
            "address": "incidents/index.html", "kind": null, "file": null, "editor": null, "draft": false, "lagging": false,
            "problems": [], "findings": [], "similar": [], "words": [], "questions": [], "facts": [],
        })
    );
}

#[test]
fn a_finding_has_its_place_in_the_file_and_on_the_page() {
    let body = "First words.\n\n## How it *went*\n\n- We wrote [[INC-77]] and saw\n  [the plan](plan.md).\n";
    let text = format!("{}severty: high\n---\n{body}", TOLD.strip_suffix("---\n").unwrap());
    let snapshot = snapshot(&[("content/incidents/a.md", &text)]);
    let places: Vec<Value> = about(&snapshot, "incidents/a.html")["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| json!([finding["rule"], finding["message"], finding["place"]]))
        .collect();
    let url = |at: &str| format!("vscode://file/srv/content/incidents/a.md:{at}");
    let (heading, anchor) = (json!("How it went"), json!("how-it-went"));
    assert_eq!(
        places,
        [
            json!(["front/unknown-key", "`severty` is not a key Casebook knows", {
                "line": 11, "column": 1, "front": true, "heading": null, "anchor": null, "text": "severty: high",
                "words": "severty", "editor": url("11:1"),
            }]),
            json!(["link/broken", "no page at `INC-77`", {
                "line": 17, "column": 12, "front": false, "heading": heading, "anchor": anchor,
                "text": "We wrote INC-77 and saw", "words": "INC-77", "editor": url("17:12"),
            }]),
            json!(["link/broken", "no page at `plan.md`", {
                "line": 18, "column": 3, "front": false, "heading": heading, "anchor": anchor,
                "text": "the plan.", "words": "the plan", "editor": url("18:3"),
            }]),
        ]
    );
}

#[test]
fn a_problem_is_whole_on_its_page_and_short_on_others() {
    let files = [("content/incidents/a.md", TOLD), ("content/incidents/b.md", "---\nid: [\n---\n\nText.\n")];
    let mut snapshot = snapshot(&files);
    let finding = Diagnostic::new(Rule::FrontSyntax, "content/incidents/b.md", "this is not YAML").at(8..9);
    let finding = finding.label("never closed").hint("close the list");
    let page = snapshot.page_at("incidents/b.html");
    snapshot.problems = vec![StandInProblem { finding, text: Some(Arc::from(files[1].1)), page, hidden: false }];
    let of = |address: &str| about(&snapshot, address)["problems"].clone();
    assert_eq!(
        of("incidents/b.html"),
        json!([{
            "scope": "page", "severity": "error", "rule": "front/syntax", "message": "this is not YAML",
            "file": "content/incidents/b.md", "line": 2, "column": 5, "excerpt": ["id: ", "[", ""], "label": "never closed",
            "hints": ["close the list"], "editor": "vscode://file/srv/content/incidents/b.md:2:5",
            "address": "incidents/b.html",
        }])
    );
    assert_eq!(
        of("incidents/a.html"),
        json!([{
            "scope": "elsewhere", "severity": "error", "rule": "front/syntax", "message": "this is not YAML",
            "file": "content/incidents/b.md", "line": 2, "column": 5, "excerpt": null, "label": "never closed",
            "hints": [], "editor": "vscode://file/srv/content/incidents/b.md:2:5", "address": "incidents/b.html",
        }])
    );
}

#[test]
fn a_problem_of_the_site_is_on_every_page_whole() {
    let mut snapshot = snapshot(&[("content/incidents/a.md", TOLD)]);
    let finding = Diagnostic::new(Rule::PageTemplate, "themes/own/templates/base.html", "unclosed tag").at(0..1);
    snapshot.problems = vec![StandInProblem { finding, text: Some(Arc::from("{% if")), page: None, hidden: false }];
    for address in ["incidents/a.html", "index.html"] {
        let problem = &about(&snapshot, address)["problems"][0];
        assert_eq!((&problem["scope"], &problem["excerpt"]), (&json!("site"), &json!(["", "{", "% if"])), "{address}");
    }
}

#[test]
fn words_that_the_glossary_lacks_are_told_once() {
    let body = "\nThe VDA was full of [[Docket drop]]; the VDA and [[docket drop]].\n\nA herd, [[INC-7]], [[herds]], TTL (time to live).\n";
    let service = ("content/services/dbx.md", "---\ntitle: DBX\n---\nThe DBX.\n");
    let with_services = TOLD.replace("helped:", "services: [dbx]\nhelped:");
    let text = format!("{with_services}{body}\nThe DBX was slow.\n");
    let snapshot = snapshot(&[HERD, service, ("content/incidents/a.md", &text)]);
    let words: Vec<Value> = about(&snapshot, "incidents/a.html")["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| json!([word["word"], word["kind"], word["place"]["line"], word["file"], word["paste"]]))
        .collect();
    assert_eq!(
        words,
        [
            json!(["VDA", "acronym", 14, "content/glossary/vda.md", "---\ntitle: VDA\n---\n\n"]),
            json!(["Docket drop", "term", 14, "content/glossary/docket-drop.md", "---\ntitle: Docket drop\n---\n\n"]),
        ]
    );
}

#[test]
fn a_reader_asks_at_most_five_things_and_never_why() {
    let text = "---\ntitle: It broke\nfactors: [retry storm]\nactions: [{ text: Wait longer }, { text: Say so }]\n---\n\
                It was slow.\n\n## Impact\n\n## What surprised us\n\nNothing stood still.\n";
    let snapshot = snapshot(&[("content/incidents/2024-01-02-a.md", text)]);
    let questions = about(&snapshot, "incidents/2024-01-02-a.html")["questions"].clone();
    let url = |line: u32| format!("vscode://file/srv/content/incidents/2024-01-02-a.md:{line}:1");
    let asked = |question: &str, key: &str, heading: Option<&str>, anchor: Option<&str>, line: u32| json!({ "question": question, "key": key, "heading": heading, "anchor": anchor, "editor": url(line) });
    assert_eq!(
        questions,
        json!([
            asked("Who felt it, and how would they tell it?", "impact", Some("Impact"), None, 1),
            asked("How did somebody come to know that something was up?", "detection", Some("Detection"), None, 1),
            asked("When was it over, and how could people tell?", "resolved", None, None, 1),
            asked(
                "How did “retry storm” come about, and how did it show?",
                "factors",
                Some("Contributing factors"),
                None,
                1
            ),
            asked("Which team will look after “Wait longer” and one more follow-up?", "actions", None, None, 1),
        ])
    );
}

#[test]
fn a_factor_that_is_told_and_a_time_that_nobody_knows_are_answers() {
    let text = TOLD
        .replace("resolved: 2024-03-01T11:00Z", "resolved: unknown\nfactors: [retry storm]\nactions: [{text: Wait}]");
    let snapshot = snapshot(&[("content/incidents/a.md", &format!("{text}\nRetries came in storms.\n"))]);
    let questions = about(&snapshot, "incidents/a.html")["questions"].clone();
    let questions: Vec<&str> = questions.as_array().unwrap().iter().filter_map(|q| q["question"].as_str()).collect();
    assert_eq!(questions, ["Which team will look after “Wait”?"]);
}

/// Two incidents of one kind among others.
fn leases(more: &str) -> Vec<(String, String)> {
    let lease =
        "The scheduler held a stale lease and the fencing epoch went backwards while planners waited for the lease.";
    let texts = [
        format!("---\nid: INC-1\ntitle: The lease\nseverity: sev2\nhelped: [The rollback]\n---\n{lease}\n"),
        format!("---\nid: INC-2\ntitle: The epoch\n{more}---\n{lease} Again.\n"),
        String::from("---\nid: INC-3\n---\nA ferry left without parcels since a printer had no ribbon left.\n"),
        String::from("---\nid: INC-4\n---\nBatteries of handhelds swelled in the heat of the yard all summer.\n"),
        String::from("---\nid: INC-5\n---\nWater came through the roof of bay nine and reached a switch.\n"),
    ];
    let path = |at: usize| format!("content/incidents/2024/2024-0{}-01-x.md", at + 1);
    texts.into_iter().enumerate().map(|(at, text)| (path(at), text)).collect()
}

fn similar(more: &str) -> Value {
    let files = leases(more);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    about(&snapshot(&files), "incidents/2024/2024-02-01-x.html")["similar"].clone()
}

#[test]
fn a_like_incident_is_offered_until_it_is_mentioned() {
    assert_eq!(
        similar(""),
        json!([{
            "title": "The lease", "address": "incidents/2024/2024-01-01-x.html", "likeness": "similar", "date": "1 January 2024",
            "severity": "sev2", "reasons": ["both mention “held a stale lease” and “fencing epoch”"], "helped": "The rollback.",
            "pastes": [
                { "place": "in the text", "text": "[[INC-1]]" },
                { "place": "in the front matter", "text": "related: [\"INC-1\"]" },
            ],
        }])
    );
    let pastes = similar("related: [INC-5]\n")[0]["pastes"].clone();
    assert_eq!(pastes[1], json!({ "place": "in the list of `related`", "text": "\"INC-1\"" }));
    assert_eq!(similar("related: [INC-1]\n"), json!([]));
    assert_eq!(similar("not_related: [INC-1]\n"), json!([]));
}
