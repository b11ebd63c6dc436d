//! A part that names an audience is in no byte of what anybody is given, whatever its mark and whatever stands in it.

use crate::kit::{Kb, Run};

const TOKEN: &str = "zanzibar";

/// A write-up of these words under its front matter, beside a sound one.
fn site(body: &str) -> Kb {
    let head = "---\nid: INC-2\ntitle: Case\nstarted: 2024-01-02\n---\n";
    Kb::with(&[
        ("casebook.toml", "title = \"T\"\nbase_url = \"https://casebook.example\"\n"),
        ("content/incidents/ok.md", "---\nid: INC-1\ntitle: Fine\nstarted: 2024-01-01\n---\nA leased line.\n"),
        ("content/incidents/a.md", &format!("{head}{}", body.replace('@', TOKEN))),
    ])
}

/// Holds the token against every byte of a build and every word of the commands; what the page shows.
fn page_without_token(kb: &Kb, body: &str) -> String {
    assert_eq!(kb.run(&["build"]).code, 4, "{body}");
    let built = kb.build_with(&["--omit-restricted"]);
    assert_eq!(built.holding(TOKEN), Vec::<&str>::new(), "{body}");
    let commands: [&[&str]; 9] = [
        &["check", "--format", "json"],
        &["search", "--json", "case seen"],
        &["similar", "content/incidents/a.md"],
        &["similar", "--format", "json", "content/incidents/a.md"],
        &["actions"],
        &["actions", "--format", "json"],
        &["stats"],
        &["stats", "--format", "json"],
        &["share", "content/incidents/a.md", "--out", "-"],
    ];
    for command in commands {
        let Run { stdout, stderr, .. } = kb.run(command);
        let said = format!("{stdout}{stderr}");
        assert!(!said.to_lowercase().contains(TOKEN), "{command:?} of {body}\n{said}");
    }
    let found = kb.run(&["search", "--json", &format!("{TOKEN} ")]).stdout;
    assert!(found.contains("\"total\":0"), "{body}\n{found}");
    built.get("incidents/a.html")
}

#[test]
fn a_part_ends_where_its_closing_and_the_blocks_agree() {
    let bodies = [
        "Seen before.\n\n## Names {audience=support}\n\n1. ```sh\n   # list the @\n   tenants\n   ```\n\n@ names\n\n## Follow-ups\n\n- Seen after.\n",
        "Seen before.\n\n:::audience support\n- ```\n  :::\n  ```\n\n## Actions\n\n- [ ] @ names\n:::\n\nSeen after.\n",
        "Seen before.\n\n## Don`t tell {audience=staff}\n\n@\n\n## Next\n\nSeen after.\n",
        "Seen before.\n\n```sh\nforgotten\n\n:::audience support\n@\n:::\n\n```\n\nSeen after.\n",
        "Seen before.\n\n> :::audience support\n> ```\n> :::\n> ```\n> @\n> :::\n\nSeen after.\n",
        "Seen before.\n\n:::audience support\n<pre>\n:::\n</pre>\n\n| 09:14 | @ |\n|---|---|\n\n[^1]: @\n[@]: https://e.example/@\n:::\n\nSeen after [@x][y].\n",
    ];
    for body in bodies.map(|body| body.replace("[@x][y]", "[x][y]")) {
        let html = page_without_token(&site(&body), &body);
        assert!(html.contains("Seen before.") && html.contains("Seen after"), "{body}");
    }
}

#[test]
fn a_mark_that_is_not_understood_hides_its_section_and_says_so() {
    let marks = [
        "!!! audience \"support\"\n    @\n",
        "> [!audience] support\n> @\n",
        "<h2 audience=support>@</h2>\n",
        "<div\n  audience=\"support\">\n@\n</div>\n",
        "<Audience name=\"support\">\n\n@\n\n</Audience>\n",
        "{% audience support %}\n@\n{% endaudience %}\n",
        "{{< audience \"support\" >}}\n@\n{{< /audience >}}\n",
        "```audience support\n@\n```\n",
        "[audience:support]\n\n@\n",
        "｛audience：support｝\n\n@\n",
    ];
    for mark in marks {
        let body = format!("Seen before.\n\n## Impact\n\nSeen, too.\n\n{mark}\n@\n\n## Next\n\nSeen after.\n");
        let kb = site(&body);
        let finding =
            "privacy/restricted content/incidents/a.md:12 this part is for the audience `support` and is left out";
        assert!(kb.findings().contains(&finding.to_owned()), "{mark}: {:?}", kb.findings());
        let html = page_without_token(&kb, &body);
        assert!(["Seen before.", "Seen, too.", "Seen after."].iter().all(|seen| html.contains(seen)), "{body}");
    }
}

#[test]
fn what_only_speaks_of_an_audience_is_published() {
    let body = "## Who this is for {#audience}\n\nThe audience of the talk, {audience} and `:::audience x`.\n\n## For {#audience-for-this}\n\nThe end.\n";
    let kb = site(body);
    assert_eq!(kb.findings(), Vec::<String>::new());
    let html = kb.build().get("incidents/a.html");
    assert!(html.contains("id=\"audience\"") && html.contains("The end."), "{html}");
}

#[test]
fn thousands_of_marks_on_one_page_hide_what_they_mark_and_the_rest_is_built() {
    for (mark, count) in
        [("## A {audience=x}\n\n## B\n\n", 10_000), (":::audience x\na\n:::\n", 10_000), (":::audience x\n", 8_000)]
    {
        let kb = site(&format!("Seen.\n\n{}", mark.repeat(count)));
        let run = kb.run(&["build", "--omit-restricted"]);
        assert!(run.code <= 1, "{run:?}");
        let pages = crate::kit::files(&kb.path("public"));
        assert!(pages.values().any(|page| String::from_utf8_lossy(page).contains("Seen.")), "{mark}");
    }
}
