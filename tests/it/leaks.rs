//! Nothing that is not meant for readers is in any byte of a build, and nothing that an author writes runs.

use crate::kit::Kb;

const TOKEN: &str = "zanzibar";

/// A site that holds the token wherever it must not get out.
fn planted() -> Kb {
    let token = TOKEN;
    Kb::with(&[
        ("casebook.toml", "title = \"T\"\nbase_url = \"https://casebook.example\"\n"),
        (
            "content/incidents/2024-01-01-ok.md",
            &format!(
                "+++\nid = \"INC-1\"\ntitle = \"Fine\"\nstarted = 2024-01-01\n[extra]\nx = \"{token}\"\n+++\n<!-- {token} -->\nText <!-- {token} --> more.\n\n!!! note\n    <!-- {token} -->\n    Seen.\n\n[^1]:\n    <!-- {token} -->\n\n%% {token} %% and %%{token}%%.\n\n> ```\n> open\n\n:::audience staff\n{token}\n:::\n\nEnd.\n"
            ),
        ),
        (
            "content/incidents/2024-01-02-draft.md",
            &format!("---\ntitle: {token}\ndraft: true\n---\n{token} [[INC-1]]\n"),
        ),
        ("content/incidents/2024-01-03-wip.md", &format!("---\ntitle: {token}\nstatus: WIP\n---\n{token}\n")),
        ("content/incidents/2024-01-04-unread.md", &format!("---\ntitle: {token}\ndraft: \"false\"\n---\n{token}\n")),
        ("content/incidents/2024-01-05-broken.md", &format!("---\ntitle: {token}\ndraft: [tr\n---\n{token}\n")),
        ("content/incidents/2024-01-06-staff.md", &format!("---\ntitle: {token}\naudience: staff\n---\n{token}\n")),
        (
            "content/incidents/2024-01-07-parts.md",
            &format!(
                "+++\ntitle = \"Parts\"\nwhatever = \"{token}\"\n[[actions]]\ntext = \"{token}\"\naudience = \"staff\"\n[[refs]]\ntitle = \"{token}\"\naudience = \"staff\"\n+++\nText.\n"
            ),
        ),
        (
            "content/incidents/2024-01-08-unpublished.md",
            &format!("---\ntitle: {token}\npublished: false\n---\n{token}\n"),
        ),
        ("content/incidents/_drafts/a.md", &format!("# {token}\n")),
        ("content/private/a.md", &format!("# {token}\n")),
        ("content/interviews/a.md", &format!("# {token}\n")),
        ("content/incidents/unused-notes.txt", token),
        (".gitignore", "content/ignored/\n"),
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("content/ignored/a.md", &format!("# {token}\n")),
    ])
}

#[test]
fn what_is_withheld_is_in_no_byte_of_the_output() {
    let kb = planted();
    let first = kb.run(&["build"]);
    assert_eq!(first.code, 4, "restricted content must be meant: {first:?}");
    let run = kb.run(&["build", "--omit-restricted"]);
    assert_eq!(run.code, 1, "unreadable draft keys are errors: {run:?}");
    let built = kb.build_with(&["--omit-restricted"]);
    assert!(built.get("incidents/2024-01-01-ok.html").contains("End."));
    assert_eq!(built.holding(TOKEN), Vec::<&str>::new());
    assert!(built.addresses().contains(&"feed.xml"), "the feed was searched too");
}

#[test]
fn a_heading_that_names_an_audience_hides_its_section() {
    let text = "---\nid: INC-1\ntitle: A\ndate: 2024-01-01\n---\nStart.\n\n## Zanzibar {audience=support}\n\nzanzibar\n\n### Zanzibar\n\n- zanzibar [[INC-1]]\n\n## Shown {#shown}\n\nEnd.\n";
    let kb = Kb::with(&[("content/incidents/a.md", text)]);
    let refused = kb.run(&["build"]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(
        kb.findings(),
        ["privacy/restricted content/incidents/a.md:8 this part is for the audience `support` and is left out"]
    );
    let built = kb.build_with(&["--omit-restricted"]);
    assert_eq!(built.holding(TOKEN), Vec::<&str>::new());
    let html = built.get("incidents/a.html");
    assert!(html.contains("Start.") && html.contains("id=\"shown\"") && html.contains("End."), "{html}");
}

#[test]
fn what_leads_to_a_withheld_page_names_it_in_no_byte_of_the_output() {
    let secret = "---\nid: ZZIDZ\ntitle: Zztitlez\naliases: [Zzaliasz]\ndraft: true\n---\nText.\n";
    let step = |by: &str| format!("  - page: {by}\n    why: Zzwhyz of the lease.\n");
    let row = |by: &str| format!("  - id: {by}\n    why: Zzwhyz\n");
    let names =
        ["ZZIDZ", "Zztitlez", "Zzaliasz", "zzfilez", "../runbooks/zzfilez.md", "../_drafts/zzotherz", "runbook:zzidz"];
    let all = |of: &dyn Fn(&str) -> String| names.iter().map(|name| of(name)).collect::<String>();
    let kept = "  - page: ../private/zzfolderz.md\n  - page: a\n    why: The lease.\n  - page: Ask Ann\n    why: She knows.\n  - page: a\n    why: Zzwhyz\n    audience: staff\n";
    let path = format!("---\ntitle: First week\nsteps:\n{}{kept}---\n", all(&step));
    let lists = format!(
        "---\ntitle: A\nid: a\ndate: 2024-01-01\nrelated:\n{}  - id: other\n    why: Zzwhyz\n    audience: staff\nrunbooks:\n{}refs:\n{}{}---\nText.\n",
        all(&row),
        all(&|name| format!("  - ref: {name}\n    outcome: stale\n  - {name}\n")),
        all(&|name| format!("  - title: Zzwhyz\n    url: {name}\n  - \"{name}\"\n")),
        "  - title: Kept\n    url: https://e.example/zztitle\n",
    );
    let kb = Kb::with(&[
        ("casebook.toml", "title = \"T\"\nbase_url = \"https://casebook.example\"\n"),
        ("content/runbooks/zzfilez.md", secret),
        ("content/_drafts/zzotherz.md", "# Zzothertitlez\n"),
        ("content/glossary/zztermz.md", "---\ntitle: Zztermz\naudience: staff\n---\nText.\n"),
        ("content/glossary/lease.md", "---\ntitle: Lease\nsee_also: [Zztermz, Zztitlez]\n---\nA right.\n"),
        ("content/incidents/other.md", "# Other\n"),
        ("content/incidents/a.md", &lists),
        ("content/paths/p.md", &path),
    ]);
    let built = kb.build_with(&["--omit-restricted"]);
    for name in ["zzidz", "zztitlez", "zzaliasz", "zzfilez", "zzother", "zzfolderz", "zztermz", "zzwhyz"] {
        assert_eq!(built.holding(name), Vec::<&str>::new(), "{name}");
    }
    let path = built.get("paths/p.html");
    assert!(path.contains("2 steps") && path.contains("Ask Ann") && path.contains("She knows."), "{path}");
    assert!(built.get("incidents/a.html").contains("https://e.example/zztitle"));
    let findings = kb.findings().into_iter().filter(|finding| finding.ends_with("is withheld from this build")).count();
    assert!(findings >= names.len() * 6, "{findings}: {:#?}", kb.findings());
}

#[test]
fn drafts_show_when_asked_for_and_leave_no_trace_afterwards() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n"),
        ("content/incidents/b.md", "---\ntitle: Zanzibar\ndate: 2024-01-02\ndraft: yes\n---\nText.\n"),
    ]);
    assert!(!kb.build_with(&["--drafts"]).holding(TOKEN).is_empty());
    assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new());
    kb.edit("content/incidents/c.md", "---\ntitle: Zanzibar\ndate: 2024-01-03\n---\nText.\n");
    assert!(!kb.build().holding(TOKEN).is_empty());
    kb.edit("content/incidents/c.md", "---\ntitle: Zanzibar\ndate: 2024-01-03\naudience: staff\n---\nText.\n");
    kb.run(&["build"]);
    assert_eq!(kb.build_with(&["--omit-restricted"]).holding(TOKEN), Vec::<&str>::new());
    kb.remove("content/incidents/c.md");
    kb.edit("content/incidents/d.md", "---\ntitle: Zanzibar\ndate: 2024-01-03\n---\nText.\n");
    assert!(!kb.build().holding(TOKEN).is_empty());
    kb.remove("content/incidents/d.md");
    assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new());
}

#[test]
fn a_credential_stops_the_build_and_is_not_repeated() {
    let key = format!("AKIA{}", "QRSTUVWX23456789");
    let kb = Kb::with(&[("content/incidents/a.md", &format!("# A\n\n```\n{key}\n```\n"))]);
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(!kb.path("public").join("index.html").exists(), "nothing is written");
    assert!(!run.stdout.contains(&key) && !run.stderr.contains(&key), "{run:?}");
    assert!(run.stderr.contains("an AWS access key"), "{run:?}");
}

#[test]
fn nothing_an_author_writes_can_run() {
    let kb = Kb::with(&[(
        "content/incidents/2024-01-01-<b>x.md",
        "---\ntitle: <img src=x onerror=alert(1)>\nsummary: <script>alert(2)</script>\nservices: [\"<script>alert(3)</script>\"]\n---\n\
         <script>alert(4)</script>\n\n<p onclick=\"alert(5)\" style=\"color:red\">hi</p>\n\n[a](javascript:alert(6)) [b](data:text/html,x)\n\n\
         <a href=\"JaVaScRiPt:alert(7)\">c</a> <svg onload=alert(8)></svg>\n\n![x](data:image/svg+xml,x)\n",
    )]);
    let built = kb.build();
    for (address, bytes) in &built.files {
        if !address.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8_lossy(bytes).to_lowercase();
        let tags: Vec<&str> = html.split('<').skip(1).map(|t| t.split('>').next().unwrap_or("")).collect();
        for tag in tags {
            assert!(!tag.starts_with("script") || tag.contains("src=\""), "{address}: <{tag}>");
            assert!(!tag.starts_with("svg onload"), "{address}: <{tag}>");
            let attributes = tag.split_once(' ').map_or("", |(_, a)| a);
            let names: Vec<&str> = attributes.split('"').step_by(2).collect();
            assert!(!names.iter().any(|n| n.trim().starts_with("on") && n.contains('=')), "{address}: <{tag}>");
            assert!(!names.iter().any(|n| n.trim().starts_with("style=")), "{address}: <{tag}>");
            assert!(!attributes.contains("=\"javascript:") && !attributes.contains("=\"data:"), "{address}: <{tag}>");
        }
    }
}

#[test]
fn a_draft_in_any_spelling_stays_unseen() {
    let heads = [
        "---\nDraft: True\n---",
        "---\ntitle: x\n\tdraft: true\n---",
        "---\ntitle: a: b\n draft: true\n---",
        "---\n# c\n\ndraft: true\n",
        "---\ndraft: false\nDRAFT: true\n---",
        "---\nis_draft: true\n---",
        "---\npublished: 0\n---",
        "---\nstatus: published\nstate: draft\n---",
        "---\nstatus: in review (SRE)\n---",
        "---\nstatus: {name: draft}\n---",
        "---\ndraft\u{200b}: true\n---",
        "---\ntl;dr: x\ndraft: true\n---",
        "<!-- licence -->\n---\ndraft: true\n---",
        "{\n\"draft\": true\n}",
        "----\ndraft: true\n----",
        "+++\ntitle = x y\ndraft = true\n+++",
    ];
    for head in heads {
        let kb = Kb::with(&[
            ("content/incidents/a.md", "# A\n\nText.\n"),
            ("content/incidents/b.md", &format!("{head}\n# {TOKEN}\n\n{TOKEN}\n")),
        ]);
        assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new(), "{head}");
    }
}

#[test]
fn parts_of_front_matter_that_are_not_for_everybody_stay_unseen() {
    let heads = [
        format!("actions:\n  - text: do {TOKEN}\n    audience: [staff]"),
        format!("actions:\n  - text: do {TOKEN}\n    audiences: staff"),
        format!("actions:\n  - text: do {TOKEN}\n    private: true"),
        format!("refs:\n  - title: {TOKEN}\n    audience:"),
        format!("alerts:\n  - name: {TOKEN}\n    audience: staff"),
        format!("summary: \"x <!-- {TOKEN} -->\""),
        format!("summary: |\n  x\n  :::audience staff\n  {TOKEN}\n  :::"),
    ];
    for head in heads {
        let kb = Kb::with(&[
            ("content/incidents/a.md", "# A\n\nText.\n"),
            ("content/incidents/b.md", &format!("---\n{head}\n---\n# B\n\nText.\n")),
        ]);
        assert_eq!(kb.build_with(&["--omit-restricted"]).holding(TOKEN), Vec::<&str>::new(), "{head}");
    }
}

#[test]
fn a_file_is_copied_only_as_what_it_is() {
    let kb = Kb::with(&[(
        "content/incidents/a.md",
        "# A\n\n[1](y.html%3F) [2](x.html.) [3](s.svg.) [4](key) [5](log.txt) [6](robots.txt)\n",
    )]);
    for name in ["y.html?", "x.html.", "s.svg.", "key"] {
        kb.edit(&format!("content/incidents/{name}"), "<script>alert(1)</script>");
    }
    kb.edit("content/incidents/log.txt", "fine");
    kb.edit("content/robots.txt", "mine");
    let built = kb.build();
    assert_eq!(built.holding("alert(1)"), Vec::<&str>::new());
    assert!(built.addresses().contains(&"incidents/log.txt"));
    assert!(!built.get("robots.txt").contains("mine"));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_private_folder_leads_nowhere() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "# A\n\nText.\n"),
        ("content/private/p.md", &format!("# {TOKEN}\n")),
        ("private/q.md", &format!("# {TOKEN}\n")),
    ]);
    for (target, name) in [("../private/p.md", "l.md"), ("../private", "folder"), ("../../private/q.md", "q.md")] {
        std::os::unix::fs::symlink(target, kb.path(&format!("content/incidents/{name}"))).expect("a link");
    }
    assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new());
}
