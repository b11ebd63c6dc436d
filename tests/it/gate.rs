//! What only the whole folder, the day and the house can tell: attached files, dates, sections, credentials where every page shows them.

use crate::kit::Kb;
use crate::preview::running::Preview;

/// A live-looking token, joined here so that no file looks like one.
fn token() -> String {
    ["gh", "p_", "q7Rz2LmX9wKp4TbV8nYc", "3HdJ6sFg5AeU1oBi"].concat()
}

/// Exit codes of a build and of sharing INC-1, and whether anything was written.
fn refused(kb: &Kb) -> (i32, bool, i32) {
    let build = kb.run(&["build"]);
    let share = kb.run(&["share", "INC-1", "--out", "copy.html"]);
    for run in [&build, &share] {
        assert!(!run.stdout.contains(&token()) && !run.stderr.contains(&token()), "{run:?}");
    }
    (build.code, kb.path("public/index.html").exists() || kb.path("copy.html").exists(), share.code)
}

#[test]
fn a_credential_stops_build_and_share_wherever_a_page_would_show_it() {
    let page = "---\nid: INC-1\ntitle: One\ndate: 2024-01-01\n---\nText. ![p](p.svg)\n";
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"/>";
    let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{}</text></svg>", token());
    let footer = format!("footer = \"{}\"\n", token());
    let escaped = format!("footer = \"\\u0067{}\"\n", &token()[1..]);
    let style = format!("/* {} */\n", token());
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("a picture", &[("content/incidents/a.md", page), ("content/incidents/p.svg", &picture)]),
        (
            "the configuration",
            &[("content/incidents/a.md", page), ("content/incidents/p.svg", plain), ("casebook.toml", &footer)],
        ),
        (
            "escapes",
            &[("content/incidents/a.md", page), ("content/incidents/p.svg", plain), ("casebook.toml", &escaped)],
        ),
        (
            "the theme",
            &[
                ("content/incidents/a.md", page),
                ("content/incidents/p.svg", plain),
                ("casebook.toml", "[theme]\nname = \"own\"\n"),
                ("themes/own/css/prose.css", &style),
            ],
        ),
    ];
    for (what, files) in cases {
        let kb = Kb::with(files);
        assert_eq!(refused(&kb), (4, false, 4), "{what}");
        let preview = Preview::of(&kb);
        for path in ["/incidents/a.html", "/incidents/p.svg", "/index.html"] {
            assert!(!preview.get(path).body.contains(&token()), "{what}: {path}");
        }
    }
}

#[test]
fn a_name_with_a_credential_stops_a_build_and_is_not_repeated() {
    let kb = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    kb.edit(&format!("content/incidents/{}.md", token()), "# B\n\nText.\n");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(!run.stdout.contains(&token()) && !run.stderr.contains(&token()), "{run:?}");
    assert!(!kb.path("public").exists());
}

#[test]
fn a_page_is_shown_from_its_day_on_and_until_it_expires() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n"),
        (
            "content/incidents/b.md",
            "---\ntitle: B\ndate: 2024-01-02\npublishDate: 2031-05-01\nexpiryDate: 2031-06-01\n---\nText.\n",
        ),
    ]);
    let shown = |day: &str| {
        let built = kb.build_with(&["--as-of", day]);
        built.addresses().contains(&"incidents/b.html")
    };
    let days = ["2031-04-30", "2031-05-01", "2031-05-31", "2031-06-01"];
    assert_eq!(days.map(shown), [false, true, true, false]);
    // A day to come makes no "today", for drafts neither; one that has come does.
    let today = |arguments: &[&str]| {
        let run = kb.run(&[&["build", "--out", "out"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(kb.path("out/incidents.json")).expect("a list")).expect("JSON");
        json["as_of"].as_str().map(str::to_owned)
    };
    assert_eq!(today(&[]).as_deref(), Some("2024-01-01"));
    assert_eq!(today(&["--drafts"]).as_deref(), Some("2024-01-02"));
    kb.edit("content/incidents/b.md", "---\ntitle: B\ndate: 2024-01-02\npublishDate: 2024-02-03\n---\nText.\n");
    assert_eq!(today(&[]).as_deref(), Some("2024-02-03"));
}

#[test]
fn where_every_page_is_withheld_the_earlier_output_stays() {
    let kb = Kb::with(&[("content/incidents/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n")]);
    let before = kb.build();
    kb.edit("content/incidents/a.md", "---\ntitle: A\ndate: 2024-01-01\ndraft: true\n---\nText.\n");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.ends_with(
            "error: nothing was written, because every page is withheld; what an earlier build wrote stays\n"
        ),
        "{run:?}"
    );
    assert!(run.stderr.contains("\n  content/incidents/a.md  draft       `draft` is true\n"), "{run:?}");
    assert_eq!(crate::kit::files(&kb.path("public")), before.files);
}

#[test]
fn a_key_that_withholds_most_of_a_folder_is_said_first() {
    let page = |visibility: &str| format!("---\ntitle: T\ndate: 2024-01-01\nvisibility: {visibility}\n---\nText.\n");
    let kb = Kb::with(&[("content/incidents/d.md", &page("public"))]);
    for name in ["a", "b", "c"] {
        kb.edit(&format!("content/incidents/{name}.md"), page("circle-two"));
    }
    let run = kb.run(&["build"]);
    let first = "warning: `visibility` withholds 3 of the 4 files in this folder; to publish them, write under `[content.publication]` in casebook.toml: visibility = [\"circle-two\"]\n";
    assert!(run.stderr.starts_with(first), "{run:?}");
    kb.edit("casebook.toml", "[content.publication]\nvisibility = [\"circle-two\"]\n");
    assert_eq!(
        kb.build()
            .addresses()
            .iter()
            .filter(|address| address.starts_with("incidents/") && address.len() == 16)
            .count(),
        4
    );
}

#[test]
fn a_file_that_merely_stands_beside_a_draft_is_published_by_who_shows_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"/>";
    let kb = Kb::with(&[
        ("content/incidents/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\n![s](shared.svg) ![d](draft.svg)\n"),
        ("content/incidents/draft.md", "---\ntitle: D\ndraft: true\n---\n![s](shared.svg) ![d](draft.svg)\n"),
        ("content/incidents/shared.svg", svg),
        ("content/incidents/draft.svg", svg),
    ]);
    let built = kb.build();
    let copied = ["incidents/shared.svg", "incidents/draft.svg"].map(|file| built.addresses().contains(&file));
    assert_eq!(copied, [true, false]);
    assert_eq!(kb.findings(), ["link/broken content/incidents/a.md:5 `draft.svg` is withheld from this build"]);
}

#[test]
fn a_shared_page_brings_no_files_of_drafts_but_its_own() {
    let svg = |word: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{word}</text></svg>");
    let kb = Kb::with(&[
        (
            "content/incidents/a.md",
            "---\nid: INC-1\ntitle: A\ndate: 2024-01-01\n---\n![d](_drafts/p.svg) ![s](s/p.svg) ![o](own.svg)\n",
        ),
        ("content/incidents/own.svg", &svg("own")),
        ("content/incidents/_drafts/b.md", "---\nid: INC-2\ntitle: B\n---\n![d](p.svg)\n"),
        ("content/incidents/_drafts/p.svg", &svg("of-drafts")),
        ("content/incidents/s/_index.md", "+++\ndraft = true\n+++\n"),
        ("content/incidents/s/p.svg", &svg("of-section")),
    ]);
    let pictures = |id: &str| {
        let copy = kb.run(&["share", id, "--out", "-"]).stdout;
        copy.matches("src=\"data:image/svg+xml").count()
    };
    assert_eq!([pictures("INC-1"), pictures("INC-2")], [1, 1]);
}
