//! A token in every way of withholding, held against every command: it is in no byte but where its class allows it.
//!
//! One folder holds all ways at once, each with a token of its own, so that a leak names the way it took.

use std::collections::BTreeSet;

use crate::kit::{Kb, inflated};
use crate::preview::running::Preview;

/// The class of what is withheld, and so who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// With `--drafts`, in the preview, and by `share` of that very file.
    Draft,
    /// Nobody, until audiences exist.
    Restricted,
    /// Nobody, ever.
    Unread,
}

use Class::{Draft, Restricted, Unread};

/// How a file is withheld: a name, its class, and files in which `TOKEN` stands for the token.
type Way = (&'static str, Class, &'static [(&'static str, &'static str)]);

/// What every token begins with; a number and an `x` follow.
const CANARY: &str = "zanzibar";

/// Ways to withhold, one in each shape of front matter and for each rule. What stands in `{}` is the file's own folder.
const WAYS: &[Way] = &[
    ("yaml", Draft, &[("{}.md", "---\ntitle: TOKEN\ndraft: true\n---\nTOKEN\n")]),
    ("toml", Draft, &[("{}.md", "+++\ntitle = \"TOKEN\"\ndraft = true\n+++\nTOKEN\n")]),
    ("json", Draft, &[("{}.md", "{\n  \"title\": \"TOKEN\",\n  \"draft\": true\n}\n\nTOKEN\n")]),
    ("json on one line", Draft, &[("{}.md", "{\"title\": \"TOKEN\", \"status\": \"draft\"}\n\nTOKEN\n")]),
    ("toml between dashes", Draft, &[("{}.md", "---\ntitle = \"TOKEN\"\nstatus = \"wip\"\n---\nTOKEN\n")]),
    ("yaml between pluses", Draft, &[("{}.md", "+++\ntitle: TOKEN\nstatus: draft\n+++\nTOKEN\n")]),
    ("a fence that names its language", Draft, &[("{}.md", "---toml\ntitle = \"TOKEN\"\ndraft = true\n---\nTOKEN\n")]),
    ("a long fence", Draft, &[("{}.md", "----\ntitle: TOKEN\npublished: false\n----\nTOKEN\n")]),
    ("a fence with a comment", Draft, &[("{}.md", "--- # head\ntitle: TOKEN\nstatus: draft\n---\nTOKEN\n")]),
    ("under a licence", Draft, &[("{}.md", "<!-- CC-BY-4.0 -->\n---\ntitle: TOKEN\nstatus: draft\n---\nTOKEN\n")]),
    ("under blank lines and a mark", Draft, &[("{}.md", "\u{feff}\n\n---\ntitle: TOKEN\nstatus: draft\n---\nTOKEN\n")]),
    ("never closed", Draft, &[("{}.md", "---\n\ntitle: TOKEN\nstatus: draft\n\n# A\n\nTOKEN\n")]),
    ("in a code fence", Draft, &[("{}.md", "```yaml\ntitle: TOKEN\nstatus: draft\n```\n\nTOKEN\n")]),
    ("without fences", Draft, &[("{}.md", "title: TOKEN\nstatus: draft\n\nTOKEN\n")]),
    ("slid under a table", Draft, &[("{}.md", "+++\ntitle = \"TOKEN\"\n[extra]\nx = 1\ndraft = true\n+++\nTOKEN\n")]),
    ("broken", Draft, &[("{}.md", "---\n{\"title\": \"TOKEN\", \"draft\": true,,}\n---\nTOKEN\n")]),
    ("a drafts folder", Draft, &[("_Drafts/{}.md", "# TOKEN\n\nTOKEN\n"), ("_Drafts/TOKEN.txt", "TOKEN\n")]),
    (
        "a section that is a draft",
        Draft,
        &[
            ("{}/_index.md", "+++\ntitle = \"S\"\ndraft = true\n+++\n"),
            ("{}/a.md", "+++\ntitle = \"TOKEN\"\n+++\nTOKEN\n"),
        ],
    ),
    (
        "a cascade",
        Draft,
        &[
            ("{}/_index.md", "---\ntitle: S\ncascade:\n  draft: true\n---\n"),
            ("{}/a.md", "---\ntitle: TOKEN\n---\nTOKEN\n"),
        ],
    ),
    ("a folder's data file", Draft, &[("{}/{}.json", "{\"draft\": true}"), ("{}/a.md", "# TOKEN\n\nTOKEN\n")]),
    ("never rendered", Draft, &[("{}.md", "---\ntitle: TOKEN\nbuild:\n  render: never\n---\nTOKEN\n")]),
    ("no address", Draft, &[("{}.md", "---\ntitle: TOKEN\npermalink: false\n---\nTOKEN\n")]),
    ("unlisted", Draft, &[("{}.md", "---\ntitle: TOKEN\nunlisted: true\n---\nTOKEN\n")]),
    ("to come", Draft, &[("{}.md", "---\ntitle: TOKEN\npublishDate: 2999-01-01\n---\nTOKEN\n")]),
    ("expired", Draft, &[("{}.md", "---\ntitle: TOKEN\nexpiryDate: 2001-01-01\n---\nTOKEN\n")]),
    (
        "a draft's own files",
        Draft,
        &[
            ("{}/index.md", "---\ntitle: TOKEN\ndraft: true\n---\n![p](p.svg)\n"),
            ("{}/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>TOKEN</title><text>TOKEN</text></svg>"),
            ("{}-public.md", "# Public {}\n\n![p]({}/p.svg)\n"),
        ],
    ),
    (
        "a file in a drafts folder",
        Draft,
        &[
            ("_drafts/{}.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>TOKEN</text></svg>"),
            ("{}.md", "---\ntitle: Fine {}\n---\n![p](_drafts/{}.svg)\n"),
        ],
    ),
    (
        "pictures where editors put them",
        Draft,
        &[
            ("{}.md", "---\ntitle: D\ndraft: true\n---\nText.\n"),
            ("{}.assets/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>TOKEN</text></svg>"),
            ("{}-public.md", "# Public {}\n\n![p]({}.assets/p.svg)\n"),
        ],
    ),
    ("a footnote of a footnote", Unread, &[("{}.md", "# Fine {}\n\nText.\n\n[^u]: TOKEN [^v]\n\n[^v]: TOKEN\n")]),
    ("an audience", Restricted, &[("{}.md", "---\ntitle: TOKEN\naudience: staff\n---\nTOKEN\n")]),
    ("an audience of nothing", Restricted, &[("{}.md", "---\ntitle: TOKEN\naudience:\n---\nTOKEN\n")]),
    ("a key about publication", Restricted, &[("{}.md", "---\ntitle: TOKEN\nconfidential: true\n---\nTOKEN\n")]),
    ("a word nobody knows", Restricted, &[("{}.md", "---\ntitle: TOKEN\nvisibility: circle-two\n---\nTOKEN\n")]),
    (
        "a restricted section",
        Restricted,
        &[(
            "{}.md",
            "---\ntitle: Fine {}\n---\nText.\n\n## Names {audience=staff}\n\n1. ```sh\n   # list\n   ls\n   ```\n\nTOKEN\n",
        )],
    ),
    (
        "a restricted block",
        Restricted,
        &[(
            "{}.md",
            "---\ntitle: Fine {}\n---\nText.\n\n:::audience staff\n- ```\n  :::\n  ```\n\nTOKEN\n:::\n\nEnd.\n",
        )],
    ),
    (
        "a follow-up",
        Restricted,
        &[("{}.md", "+++\ntitle = \"Fine {}\"\n[[actions]]\ntext = \"TOKEN\"\naudience = \"staff\"\n+++\nText.\n")],
    ),
    ("a private folder", Unread, &[("Private/{}.md", "# TOKEN\n\nTOKEN\n"), ("private/TOKEN.txt", "TOKEN\n")]),
    ("interviews", Unread, &[("interviews/{}.md", "# TOKEN\n\nTOKEN\n")]),
    ("ignored", Unread, &[("ignored/{}.md", "# TOKEN\n\nTOKEN\n")]),
    ("ignored by git", Unread, &[("by-git/{}.md", "# TOKEN\n\nTOKEN\n")]),
    ("NULs", Unread, &[("{}.md", "# A\u{0}\n\nTOKEN\n")]),
    (
        "comments",
        Unread,
        &[(
            "{}.md",
            "---\ntitle: Fine {}\nsummary: \"S <!-- TOKEN --> %% TOKEN %%\"\n---\n<!-- TOKEN\n\nTOKEN -->\n\n[//]: # (TOKEN)\n\n\
         [comment]: <> (TOKEN)\n\n%% TOKEN %%\n\n{% comment %}TOKEN{% endcomment %}\n\n{# TOKEN #}\n\nText.\n",
        )],
    ),
    ("MDX", Unread, &[("{}.mdx", "---\ntitle: Fine {}\n---\nimport A from \"./TOKEN\"\n\nText. {/* TOKEN */}\n")]),
    (
        "what no page shows",
        Unread,
        &[(
            "{}.md",
            "---\ntitle: Fine {}\n---\n<template>TOKEN</template>\n\n<p data-x=\"TOKEN\">Text.</p>\n\n[^unused]: TOKEN\n\n[unused]: TOKEN.md \"TOKEN\"\n",
        )],
    ),
    (
        "a definition that leads to a draft",
        Draft,
        &[
            ("{}.md", "---\ntitle: Fine {}\n---\nSee [the other][o].\n\n[o]: TOKEN.md \"TOKEN\"\n"),
            ("TOKEN.md", "---\ntitle: TOKEN\ndraft: true\n---\nx\n"),
        ],
    ),
];

fn token(at: usize) -> String {
    format!("{CANARY}{at}x")
}

/// The numbers of the tokens in a text.
fn tokens(text: &str) -> BTreeSet<usize> {
    let text = text.to_lowercase();
    let numbers = text.split(CANARY).skip(1).filter_map(|rest| rest.split('x').next()?.parse().ok());
    numbers.collect()
}

/// A folder with every way, and one write-up that is published and names a token itself.
fn planted() -> Kb {
    let kb = Kb::with(&[
        (
            "casebook.toml",
            "title = \"T\"\nbase_url = \"https://casebook.example\"\n[content]\nignore = [\"/ignored/**\"]\n",
        ),
        (".gitignore", "content/incidents/by-git/\n"),
        ("content/incidents/ok.md", "---\nid: INC-1\ntitle: Fine\nstarted: 2024-01-01\n---\nA stale lease.\n"),
    ]);
    for (at, (_, _, files)) in WAYS.iter().enumerate() {
        for (path, text) in *files {
            let filled = |text: &str| text.replace("TOKEN", &token(at)).replace("{}", &format!("way-{at}"));
            let path = filled(path);
            let path = if path.starts_with("ignored/") { path } else { format!("incidents/{path}") };
            kb.edit(&format!("content/{path}"), filled(text));
        }
    }
    kb
}

/// The tokens that a class may show.
fn of(classes: &[Class]) -> BTreeSet<usize> {
    let is_of = |(_, (_, class, _)): &(usize, &Way)| classes.contains(class);
    WAYS.iter().enumerate().filter(is_of).map(|(at, _)| at).collect()
}

/// The ways whose tokens are in `found` and not `allowed`.
fn leaks(found: &BTreeSet<usize>, allowed: &BTreeSet<usize>) -> Vec<&'static str> {
    found.difference(allowed).map(|at| WAYS[*at].0).collect()
}

/// The tokens in a folder that was built: in names, in bytes, and in the shards of the search index.
fn in_build(kb: &Kb, arguments: &[&str]) -> BTreeSet<usize> {
    kb.run(&[&["build", "--out", "built"], arguments].concat());
    let files = crate::kit::files(&kb.path("built"));
    assert!(files.len() > 20, "{arguments:?}: {:?}", files.keys());
    let mut found = BTreeSet::new();
    for (address, bytes) in &files {
        found.extend(tokens(address));
        found.extend(tokens(&String::from_utf8_lossy(bytes)));
        if address.starts_with("search/") {
            found.extend(tokens(&String::from_utf8_lossy(&inflated(bytes))));
        }
    }
    found
}

#[test]
fn no_build_holds_what_is_withheld() {
    let kb = planted();
    for arguments in [&[][..], &["--omit-restricted"]] {
        assert_eq!(leaks(&in_build(&kb, arguments), &BTreeSet::new()), Vec::<&str>::new(), "{arguments:?}");
    }
    let found = in_build(&kb, &["--drafts"]);
    assert_eq!(leaks(&found, &of(&[Draft])), Vec::<&str>::new());
    assert!(found.len() > 20, "drafts are shown when they are asked for: {found:?}");
    assert_eq!(leaks(&in_build(&kb, &[]), &BTreeSet::new()), Vec::<&str>::new(), "and leave no trace");
}

#[test]
fn a_build_names_what_it_withheld_and_why() {
    let kb = planted();
    let said = kb.run(&["build", "--omit-restricted"]).stderr;
    let lines: Vec<&str> = said.lines().skip_while(|line| !line.starts_with("withheld from this build, ")).collect();
    assert!(lines.len() > 11 && lines[11].contains(" more; `casebook check --explain-kinds` names them"), "{said}");
    let kinds = kb.run(&["check", "--explain-kinds"]).stdout;
    let files =
        WAYS.iter().enumerate().filter(|(_, (.., files))| files[0].0 == "{}.md" && files[0].1.contains("TOKEN\n---"));
    for (at, (way, ..)) in files {
        let line = format!("content/incidents/way-{at}.md\n");
        let why = kinds.split(&line).nth(1).unwrap_or_else(|| panic!("no `{line}` in {kinds}"));
        assert!(why.lines().next().is_some_and(|line| line.contains("withheld")), "{way}: {why}");
    }
}

#[test]
fn no_command_says_what_is_withheld() {
    let kb = planted();
    let commands: &[&[&str]] = &[
        &["search", "stale"],
        &["search", "--json", "--limit", "1000", "stale lease"],
        &["similar", "INC-1"],
        &["similar", "--all", "--json"],
        &["similar", "--all"],
        &["stats", "--format", "json"],
        &["stats"],
        &["actions"],
        &["actions", "--format", "json"],
        &["actions", "--format", "csv"],
    ];
    for command in commands {
        let run = kb.run(command);
        assert_eq!(run.code, 0, "{command:?} {run:?}");
        let found = &tokens(&run.stdout) | &tokens(&run.stderr);
        assert_eq!(leaks(&found, &BTreeSet::new()), Vec::<&str>::new(), "{command:?}");
    }
    for command in commands.iter().filter(|command| command[0] != "similar" || command.contains(&"--all")) {
        let run = kb.run(&[command, &["--drafts"][..]].concat());
        assert_eq!(run.code, 0, "{command:?} {run:?}");
        assert_eq!(leaks(&tokens(&run.stdout), &of(&[Draft])), Vec::<&str>::new(), "{command:?} --drafts");
    }
    // What is looked for may be repeated; nothing that is withheld answers.
    for (at, (way, ..)) in WAYS.iter().enumerate() {
        let run = kb.run(&["search", "--json", &token(at)]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("an object");
        assert_eq!(answer["total"], 0, "{way}: {answer}");
    }
    let all: String = (0..WAYS.len()).map(|at| format!("{} ", token(at))).collect();
    let run = kb.run_with(&["similar", "-", "--json"], &all);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).expect("an object");
    assert_eq!(answer["similar"], serde_json::json!([]));
}

#[test]
fn a_file_is_shared_alone() {
    let kb = planted();
    for (at, (way, class, files)) in WAYS.iter().enumerate() {
        let path = files.iter().rev().map(|(path, _)| *path).find(|path| path.contains("md")).expect("a write-up");
        let path = path.replace("TOKEN", &token(at)).replace("{}", &format!("way-{at}"));
        let folder = if path.starts_with("ignored/") { "content" } else { "content/incidents" };
        let run = kb.run(&["share", &format!("{folder}/{path}"), "--out", "-"]);
        let allowed = BTreeSet::from([at]).into_iter().filter(|_| *class == Draft).collect();
        assert_eq!(leaks(&tokens(&run.stdout), &allowed), Vec::<&str>::new(), "{way}: {}", run.stdout);
    }
    let run = kb.run(&["similar", "content/incidents/way-0.md", "--json"]);
    assert_eq!((run.code, tokens(&run.stdout)), (0, BTreeSet::new()), "a draft is compared and not repeated: {run:?}");
}

#[test]
fn the_preview_shows_drafts_and_nothing_else_that_is_withheld() {
    let kb = planted();
    kb.run(&["build", "--drafts", "--out", "built"]);
    let addresses: Vec<String> = crate::kit::files(&kb.path("built")).into_keys().collect();
    for (arguments, allowed) in [(&["--drafts=false"][..], of(&[])), (&[], of(&[Draft]))] {
        let preview = Preview::with(&kb, arguments);
        preview.until("/trends/index.html", |reply| reply.status == 200);
        let mut found = BTreeSet::new();
        for address in addresses.iter().filter(|address| !address.starts_with("search/")) {
            found.extend(tokens(&preview.get(&format!("/{address}")).body));
        }
        assert_eq!(leaks(&found, &allowed), Vec::<&str>::new(), "{arguments:?}");
        assert!(found.is_empty() == allowed.is_empty(), "{found:?}");
    }
}
