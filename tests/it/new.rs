//! `casebook new`: where a new write-up goes, what is in it, and that nothing is overwritten.

use crate::kit::{Kb, files};

/// The path that `new` prints, with a title and a day given.
fn path(kb: &Kb) -> String {
    let run = kb.run(&["new", "The lease", "--date", "2026-04-03"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(kb.path(run.stdout.trim_end()).is_file(), "{run:?}");
    run.stdout
}

const ADVICE: &str = "\
a draft: no build shows it without --drafts

next:
  casebook serve
      shows it while you type
  casebook share content/incidents/2026/2026-04-03-the-lease.md
      writes one file for those who were there
";

#[test]
fn the_path_goes_to_standard_output_and_advice_to_standard_error() {
    let run = Kb::new().run(&["new", "The lease", "--date", "2026-04-03"]);
    assert_eq!(run.stdout, "content/incidents/2026/2026-04-03-the-lease.md\n");
    assert_eq!(run.stderr, ADVICE);
    let quiet = Kb::new().run(&["new", "-q", "The lease", "--date", "2026-04-03"]);
    assert_eq!(
        (quiet.stdout.as_str(), quiet.stderr.as_str()),
        ("content/incidents/2026/2026-04-03-the-lease.md\n", "")
    );
}

#[test]
fn a_draft_asks_how_and_never_why() {
    let kb = Kb::new();
    let run = kb.run(&["new", "A \"quoted\"\n lease", "--date", "2026-04-03", "--print"]);
    let (head, questions) = run.stdout.split_at(run.stdout.find("## Summary").expect("a summary is asked for"));
    assert_eq!(
        head,
        "+++\ntitle = \"A \\\"quoted\\\" lease\"\nstatus = \"draft\"\nstarted = 2026-04-03\ndetected = \"\"\nresolved = \"\"\n\
         timezone = \"UTC\"\nseverity = \"\"\nservices = []\nteams = []\n+++\n\n"
    );
    assert_eq!(questions, include_str!("../../src/cli/new/narrative.md"));
    assert!(!questions.to_lowercase().contains("why"));
    assert!(files(&kb.path("")).is_empty(), "--print writes nothing");
}

#[test]
fn an_untouched_draft_has_no_finding_but_that_it_is_empty() {
    for (file, text) in
        [("casebook.toml", ""), ("content/incidents/2024-03-11-a.md", "---\nseverity: minor\n---\nA.\n")]
    {
        let kb = Kb::with(&[(file, text)]);
        let written = path(&kb);
        let checked = kb.run(&["check", "--drafts", "--strict"]);
        let empty = format!("note[page/empty]: this file has no text in its body\n--> {written}\n");
        assert_eq!((checked.code, checked.stdout.starts_with(&empty)), (0, true), "{checked:?}");
        assert_eq!(kb.findings(), Vec::<String>::new(), "a draft is in no check of what is published");
        let built = kb.build_with(&["--drafts"]);
        // The search has a name for a kind of its results.
        let holding: Vec<&str> = built.holding("Contributing factors");
        let pages: Vec<&&str> = holding.iter().filter(|file| !file.starts_with("search/")).collect();
        assert_eq!(pages, Vec::<&&str>::new(), "no question is in any page");
        // Where every page is withheld, nothing is written and what an earlier build wrote stays.
        let is_alone = text.is_empty();
        let run = kb.run(&["build", "--out", "clean"]);
        assert_eq!((run.code, kb.path("clean").exists()), (i32::from(is_alone), !is_alone), "{run:?}");
        if !is_alone {
            let built = kb.build();
            // Not "lease": a word of asking holds that.
            assert_eq!([built.holding("The lease"), built.holding("the-lease")], [Vec::<&str>::new(), Vec::new()]);
        }
    }
}

#[test]
fn it_goes_where_the_newest_incident_is() {
    let newest =
        |path: &str, text: &str| Kb::with(&[("content/incidents/2019/2019-01-02-old.md", "Old.\n"), (path, text)]);
    let cases = [
        ("content/incidents/2024/2024-03-11-a.md", "content/incidents/2026/2026-04-03-the-lease.md\n"),
        ("content/incidents/2024/03/2024-03-11-a.md", "content/incidents/2026/04/2026-04-03-the-lease.md\n"),
        ("content/incidents/2024-03-11_a.md", "content/incidents/2026-04-03_the-lease.md\n"),
        ("content/incidents/INC-7.md", "content/incidents/2026-04-03-the-lease.md\n"),
        ("content/incidents/2024/2024-03-11-a/index.md", "content/incidents/2026/2026-04-03-the-lease/index.md\n"),
        ("content/team/postmortems/a.md", "content/team/postmortems/2026-04-03-the-lease.md\n"),
    ];
    for (incident, expected) in cases {
        assert_eq!(path(&newest(incident, "+++\nstatus = \"draft\"\nstarted = 2024-03-11\n+++\nNew.\n")), expected);
    }
}

#[test]
fn a_bare_folder_stays_one_and_an_empty_one_becomes_a_site() {
    assert_eq!(path(&Kb::with(&[("2024-03-11-a.md", "A.\n")])), "2026-04-03-the-lease.md\n");
    assert_eq!(path(&Kb::with(&[("notes.md", "A.\n")])), "2026-04-03-the-lease.md\n");
    assert_eq!(path(&Kb::with(&[("content/about.md", "A.\n")])), "content/incidents/2026/2026-04-03-the-lease.md\n");
    assert_eq!(path(&Kb::new()), "content/incidents/2026/2026-04-03-the-lease.md\n");
}

#[test]
fn front_matter_is_written_as_the_newest_incidents_have_it() {
    let kb = Kb::with(&[
        ("casebook.toml", "timezone = \"Europe/Copenhagen\"\n"),
        ("content/incidents/2024-03-11-a.md", "---\ntitle: A\n---\nA.\n"),
        ("content/incidents/2024-03-12-b.md", "B.\n"),
    ]);
    let run = kb.run(&["new", "The lease: again", "--date", "2026-04-03", "--print"]);
    let head = run.stdout.split("\n\n").next();
    assert_eq!(
        head,
        Some(
            "---\ntitle: \"The lease: again\"\nstatus: draft\nstarted: 2026-04-03\ndetected:\nresolved:\n\
             timezone: \"Europe/Copenhagen\"\nseverity:\nservices: []\nteams: []\n---"
        )
    );
}

#[test]
fn nothing_is_overwritten() {
    let kb = Kb::new();
    let again = || kb.run(&["new", "The lease", "--date", "2026-04-03"]);
    again();
    kb.edit("content/incidents/2026/2026-04-03-the-lease.md", "Mine.\n");
    let run = again();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert_eq!(
        run.stderr,
        "error: `content/incidents/2026/2026-04-03-the-lease.md` is there already, and nothing is overwritten; give another title, or \
         another day with --date\n"
    );
    assert_eq!(files(&kb.path("")).into_values().collect::<Vec<_>>(), [b"Mine.\n"]);
}

#[test]
fn what_cannot_be_begun_is_said_with_a_way_out() {
    let cases: [(&[&str], &str); 4] = [
        (&["new", " "], "error: a write-up needs a title, for instance `casebook new \"Checkout refused cards\"`\n"),
        (
            &["new", "A", "--template", "howie"],
            "error: the template `howie` is not there yet; use `narrative`, the one there is\n",
        ),
        (
            &["new", "A", "--template", "narative"],
            "error: there is no template `narative`; did you mean `narrative`?\n",
        ),
        (
            &["new", "A", "--root", "nowhere"],
            "error: there is no folder `nowhere`; give the folder that holds the write-ups, or begin one with `casebook init nowhere`\n",
        ),
    ];
    for (arguments, expected) in cases {
        let run = Kb::new().run(arguments);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", expected));
    }
}
