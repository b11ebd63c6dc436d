//! What is understood of a write-up: kinds, front matter in its dialects, and what the prose says.

use crate::kit::Kb;

fn kinds(files: &[(&str, &str)]) -> Vec<String> {
    let kb = Kb::with(files);
    let run = kb.run(&["check", "--explain-kinds"]);
    run.stdout
        .lines()
        .filter(|l| l.contains(".md") && !l.starts_with(' '))
        .map(|l| l.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn the_folder_or_the_text_says_what_a_file_is() {
    let shown = kinds(&[
        ("content/about.md", "# About\n\nText.\n"),
        ("content/glossary/t.md", "# T\n"),
        ("content/incidents/README.md", "# How\n"),
        ("content/incidents/a.md", "# A\n"),
        ("content/incidents/template.md", "# Title\n\n## Timeline\n"),
        ("content/playbooks/r.md", "# R\n"),
        ("content/x.md", "# X\n\n## Timeline\n\n- 10:00 It broke\n- 10:05 It was well\n"),
        ("content/y.md", "---\ntype: term\n---\nText.\n"),
    ]);
    let wanted = ["page", "term", "page", "incident", "page", "runbook", "incident", "term"];
    assert_eq!(shown.len(), wanted.len(), "{shown:?}");
    for (line, kind) in shown.iter().zip(wanted) {
        assert!(line.contains(kind), "{line} should be {kind}");
    }
}

#[test]
fn a_bare_folder_needs_no_configuration() {
    let kb = Kb::with(&[(
        "posts/2024-03-11-expired-cert.md",
        "# Expired certificate\n\n## Summary\n\nA certificate ran out.\n",
    )]);
    let run = kb.run(&["build", "posts", "--out", "public"]);
    assert_eq!(run.code, 0, "{run:?}");
    let html = std::fs::read_to_string(kb.path("public/2024-03-11-expired-cert.html")).expect("the page");
    assert!(html.contains("11 March 2024"), "{html}");
}

#[test]
fn a_build_says_what_was_read() {
    let kb = Kb::with(&[
        ("content/about.md", "# About\n\nText.\n"),
        ("content/blog/2024-01-05-picnic.md", "# Picnic\n\nBread.\n"),
        (
            "content/incidents/2024-03-11-a.md",
            "# A\n\n**Severity:** SEV-2\n\n## Timeline\n\n- 10:00 It broke\n- 10:05 It was well\n",
        ),
        (
            "content/incidents/b.md",
            "---\nstarted: 2024-02-02T10:00:00Z\ndetection: alert\n---\n# B\n\n## Action items\n\n- [ ] Mend it\n",
        ),
        ("content/incidents/c.md", "---\ndraft: true\n---\n# C\n"),
    ]);
    let run = kb.run(&["build"]);
    let told = run.stdout.split("built ").next().expect("what comes before");
    let expected = "\
read 5 files: 2 incidents, 2 pages, 1 withheld
  start             2 of 2  1 key, 1 row
  severity          1 of 2  1 label
  how it was found  1 of 2  1 key
  timeline          1 of 2  2 rows
  follow-ups        1 of 2  1 section
1 open follow-up has no age: its key is `opened`, in `[[actions]]`
1 page has a date and is no incident; see `casebook check --explain-kinds`
";
    assert_eq!(told, expected, "{run:?}");
    assert_eq!(kb.run(&["build", "--quiet"]).stdout, "");
}

#[test]
fn dialects_need_no_configuration() {
    let kb = Kb::with(&[
        (
            "content/issues/a.md",
            "---\ntitle: Outage\ndate: 2023-01-24T9:33:00-00:00\nresolved: true\nresolvedWhen: 2023-01-24T15:20:33-00:00\nseverity: down\naffected:\n  - ci.example\nsection: issue\n---\nText.\n",
        ),
        (
            "content/incidents/b.md",
            "---\nuuid: 1\ntitle: Power\nstart_time: 2022-05-01T10:00:00Z\nend_time: 2022-05-01T11:00:00Z\ncompany: Acme\nproduct: Store\ncategories: [cloud]\nkeywords: [power, 42]\n---\nText.\n",
        ),
    ]);
    assert_eq!(kb.findings(), Vec::<String>::new());
    let built = kb.build();
    let html = built.get("issues/a.html");
    assert!(html.contains("24 January 2023, 09:33 UTC") && html.contains("15:20"), "{html}");
    assert!(html.contains("../services/ci-example.html"), "{html}");
    let other = built.get("incidents/b.html");
    assert!(other.contains("../services/store.html") && other.contains("../tags/cloud.html"), "{other}");
}

#[test]
fn the_house_maps_its_own_keys() {
    let kb = Kb::with(&[
        ("casebook.toml", "[fields]\nwhenItBroke = \"started\"\n"),
        ("content/incidents/a.md", "---\ntitle: A\nwhenItBroke: 2024-02-03\n---\nText.\n"),
    ]);
    assert_eq!(kb.findings(), Vec::<String>::new());
    assert!(kb.build().get("incidents/a.html").contains("3 February 2024"));
}

#[test]
fn unknown_keys_are_named_with_the_nearest() {
    let kb = Kb::with(&[
        ("casebook.toml", "titel = \"X\"\n"),
        ("content/incidents/a.md", "---\ntitle: A\nseverty: sev1\n---\nText.\n"),
    ]);
    assert_eq!(
        kb.findings(),
        [
            "config/unknown-key casebook.toml:1 `titel` is not a key of casebook.toml",
            "front/unknown-key content/incidents/a.md:3 `severty` is not a key Casebook knows",
        ]
    );
}

#[test]
fn what_the_prose_says_is_marked_as_read_from_it() {
    let kb = Kb::with(&[(
        "content/incidents/2024-03-11-cert.md",
        "---\nid: INC-9\n---\n# The certificate\n\n## Summary\n\nA certificate ran out at noon.\n\n## Timeline\n\nAll times in UTC.\n\n\
         | Time | Event |\n|---|---|\n| 12:00 | The certificate ran out |\n| 12:10 | First alert |\n\n## Contributing factors\n\n- Nobody owned it\n\n\
         ## Action items\n\n- [x] Own it\n- [ ] Watch it\n",
    )]);
    let incident = kb.build().incident("INC-9");
    let text = serde_json::to_string(&incident).expect("JSON");
    assert!(text.contains("\"section\"") && text.contains("\"row\""), "{text}");
    for fact in ["A certificate ran out at noon.", "Nobody owned it", "Own it", "done", "2024-03-11T12:00"] {
        assert!(text.contains(fact), "`{fact}` is missing from {text}");
    }
}

#[test]
fn other_tools_boxes_are_alerts() {
    let kb = Kb::with(&[(
        "content/incidents/a.md",
        "# A\n\n!!! warning \"Mind\"\n    The gap.\n\n{{< hint info >}}\nA hint.\n{{< /hint >}}\n",
    )]);
    let html = kb.build().get("incidents/a.html");
    assert!(
        html.contains("class=\"alert warning\"")
            && html.contains(">Warning: Mind</p>")
            && html.contains("class=\"alert note\""),
        "{html}"
    );
}

#[test]
fn pictures_beside_a_write_up_are_copied_and_others_hosts_are_not_asked() {
    let kb = Kb::with(&[(
        "content/incidents/a/index.md",
        "# A\n\n![map](map.svg) ![far](https://e.example/x.png) ![gone](gone.png) [page](evil.html)\n",
    )]);
    kb.edit("content/incidents/a/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script>alert(1)</script><path d=\"M0 0\"/></svg>");
    kb.edit("content/incidents/a/evil.html", "<script>alert(1)</script>");
    let built = kb.build();
    let html = built.get("incidents/a.html");
    assert!(html.contains("src=\"a/map.svg\" alt=\"map\""), "{html}");
    assert!(html.contains(">Picture on e.example: far</a>") && !html.contains("<img src=\"https"), "{html}");
    assert!(!built.get("incidents/a/map.svg").contains("script"));
    assert!(!built.addresses().contains(&"incidents/a/evil.html"));
    let rules: Vec<String> = kb.findings().iter().map(|f| f.split(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(rules, ["media/remote", "media/missing", "media/type"]);
}

#[test]
fn an_identifier_at_the_start_of_a_title_is_the_id() {
    let kb = Kb::with(&[
        ("content/incidents/dns.md", "# INC-12: The resolver fell over\n\nText.\n"),
        ("content/incidents/other.md", "# Other\n\nLike [[INC-12]], unlike INC-99.\n"),
    ]);
    assert!(kb.build().get("incidents/other.html").contains("<a href=\"dns.html\">INC-12</a>"));
    // One write-up with such an id does not make every `INC-` one of theirs.
    assert_eq!(kb.findings(), Vec::<String>::new());
}
