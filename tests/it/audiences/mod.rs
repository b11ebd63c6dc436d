//! One folder, several audiences: each build holds what its readers may see, and nothing that follows from the rest.

mod hand_cut;
mod previewed;
mod proof;

use crate::kit::{Built, Kb, files};

const CONFIG: &str = "title = \"T\"\nbase_url = \"https://casebook.example/\"\n[audiences]\ndefault = \"company\"\n[audiences.company]\n\
    [audiences.support]\nincludes = [\"company\"]\n[audiences.engineering]\nincludes = [\"company\"]\n";

/// Words that only support may read, and words that only engineering may.
const SUPPORT: &str = "zanzibar";
const ENGINEERING: &str = "quokka";

fn site() -> Kb {
    let a = "---\nid: INC-1\ntitle: A queue was full\nstarted: 2024-01-02\nactions:\n  - text: Tell zanzibar\n    audience: support\n  \
        - text: Measure it\nrefs:\n  - title: quokka\n    url: https://quokka.example/\n    audience: [engineering]\n---\nNobody could book a slot.\n\n\
        :::audience support\nSay zanzibar.\n:::\n\n## Details {audience=engineering}\n\nA quokka pool.\n\n## Points\n\n- one\n- two quokka \
        {audience=engineering}\n- three\n\nSee [[INC-2]] and [the other](b/index.md).\n";
    let b = "---\nid: INC-2\ntitle: Quokka\naudience: engineering\nstarted: 2025-02-02\n---\nIt broke after [[INC-1]].\n\n![p](quokka.svg)\n";
    Kb::with(&[
        ("casebook.toml", CONFIG),
        ("content/incidents/a.md", a),
        ("content/incidents/b/index.md", b),
        ("content/incidents/b/quokka.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>quokka</title></svg>"),
    ])
}

fn built(kb: &Kb, folder: &str) -> Built {
    Built { files: files(&kb.path(folder)) }
}

#[test]
fn each_audience_gets_a_folder_of_what_it_may_see() {
    let kb = site();
    let run = kb.run(&["build", "--all-audiences"]);
    assert_eq!(run.code, 0, "{run:?}");
    let holds = |audience: &str, word: &str| !built(&kb, &format!("public/{audience}")).holding(word).is_empty();
    let all =
        ["company", "support", "engineering"].map(|audience| [holds(audience, SUPPORT), holds(audience, ENGINEERING)]);
    assert_eq!(all, [[false, false], [true, false], [false, true]]);
    let page = built(&kb, "public/support").get("incidents/a.md");
    assert!(page.ends_with("Say zanzibar.\n\n## Points\n\n- one\n- three\n\nSee INC-2 and the other.\n"), "{page}");
    let page = built(&kb, "public/engineering").get("incidents/a.md");
    assert!(page.contains("## Details\n\nA quokka pool.\n\n## Points\n\n- one\n- two quokka\n- three\n"), "{page}");
}

#[test]
fn a_single_audience_is_built_into_the_folder_itself_and_without_one_the_default() {
    let kb = site();
    assert_eq!(kb.run(&["build", "--audience", "Engineering", "--out", "one"]).code, 0);
    assert!(!built(&kb, "one").holding(ENGINEERING).is_empty());
    assert_eq!(kb.run(&["build", "--out", "one"]).code, 0);
    assert_eq!(built(&kb, "one").holding(ENGINEERING), Vec::<&str>::new());
    kb.run(&["build", "--audience", "company", "--out", "two"]);
    assert_eq!(built(&kb, "one").files, built(&kb, "two").files);
    assert_eq!(kb.run(&["build", "--audience", "support", "--audience", "engineering", "--out", "both"]).code, 0);
    assert!(kb.path("both/support/index.html").exists() && kb.path("both/engineering/index.html").exists());
}

#[test]
fn an_audience_that_there_is_not_stops_everything() {
    let kb = site();
    let run = kb.run(&["build", "--audience", "suport"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no audience `suport` in `[audiences]`; did you mean `support`?"), "{run:?}");
    let without = CONFIG.replace("default = \"company\"\n", "");
    kb.edit("casebook.toml", without);
    for command in ["build", "search queue", "actions", "stats", "similar INC-1"] {
        let run = kb.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, 2, "{command}");
        assert!(run.stderr.contains("say with --audience for whom: `company`, `engineering`, `support`"), "{run:?}");
    }
    kb.edit("casebook.toml", CONFIG.replace("includes = [\"company\"]", "includes = [\"compny\"]"));
    let run = kb.run(&["build", "--all-audiences"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no audience `compny`; did you mean `company`?"), "{run:?}");
    for text in [
        "---\naudience: suport\n---\nA.\n",
        "A.\n\n:::audience suport\nB.\n:::\n",
        "A.\n\n## B {audience=suport}\n\nC.\n",
    ] {
        let kb = site();
        kb.edit("content/incidents/c.md", text);
        let run = kb.run(&["build", "--all-audiences"]);
        assert_eq!((run.code, kb.path("public").exists()), (2, false), "{run:?}");
        assert!(run.stderr.contains("`[audiences]` has no audience `suport`"), "{run:?}");
    }
    let bare = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    assert_eq!(bare.run(&["build", "--audience", "x"]).code, 2);
    assert_eq!(bare.run(&["build", "--all-audiences"]).code, 2);
}

#[test]
fn every_command_works_for_one_audience() {
    let kb = site();
    let says = |arguments: &[&str], word: &str| kb.run(arguments).stdout.to_lowercase().contains(word);
    assert!(!says(&["search", "--json", "broke"], ENGINEERING));
    assert!(says(&["search", "--json", "broke", "--audience", "engineering"], ENGINEERING));
    assert!(!says(&["actions"], SUPPORT) && says(&["actions", "--audience", "support"], SUPPORT));
    assert_eq!(kb.run(&["search", "x", "--audience", "support", "--audience", "company"]).code, 2);
    let refused = kb.run(&["share", "INC-2", "--out", "-"]);
    assert!(refused.code == 2 && refused.stderr.contains("is for the audience `engineering`"), "{refused:?}");
    assert!(says(&["share", "INC-2", "--audience", "engineering", "--out", "-"], ENGINEERING));
    // Whoever checks the files has them.
    assert_eq!(kb.findings(), Vec::<String>::new());
}

#[test]
fn a_page_without_an_audience_is_in_no_build_where_there_is_no_default() {
    let kb = site();
    kb.edit("casebook.toml", CONFIG.replace("default = \"company\"\n", ""));
    let run = kb.run(&["build", "--audience", "engineering"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!kb.path("public/incidents/a.html").exists() && kb.path("public/incidents/b.html").exists());
    assert!(run.stderr.contains("privacy/no-audience"), "{run:?}");
}
