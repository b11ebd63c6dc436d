//! That nothing gets out is proved, not only meant: by planting in a copy, by a lock against accidents, and by a policy about names.

use crate::audiences::{CONFIG, ENGINEERING, built, site};
use crate::kit::Kb;

/// Runs `verify` on the folder of a site for each audience.
fn proved(kb: &Kb, folder: &str, audiences: &[&str]) {
    for audience in audiences {
        let run = kb.run(&["verify", folder, "--audience", audience]);
        assert_eq!(run.code, 0, "{audience}: {run:?}");
        assert!(run.stdout.starts_with(&format!("nothing got out to `{audience}`: ")), "{run:?}");
    }
}

#[test]
fn nothing_gets_out_of_a_small_site() {
    proved(&site(), ".", &["company", "support", "engineering"]);
}

#[test]
fn nothing_gets_out_of_the_demonstration() {
    proved(&Kb::new(), env!("CARGO_MANIFEST_DIR"), &["company", "desk", "engineering"]);
}

#[test]
fn only_an_audience_can_be_verified() {
    let bare = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    assert_eq!(bare.run(&["verify", "--audience", "x"]).code, 2);
    assert_eq!(site().run(&["verify", "--audience", "suport"]).code, 2);
}

/// The exit code of a build for all audiences, and what it said.
fn build(kb: &Kb, more: &[&str]) -> (i32, String) {
    let run = kb.run(&[&["build", "--all-audiences"], more].concat());
    (run.code, run.stderr)
}

#[test]
fn what_more_readers_would_see_than_before_stops_the_build_until_it_is_meant() {
    let kb = site();
    assert_eq!(build(&kb, &[]).0, 0);
    let lock = || std::fs::read_to_string(kb.path("audiences.lock")).expect("a lock");
    let first = lock();
    assert!(first.contains("\"content/incidents/b/index.md\" = [\"engineering\"]"), "{first}");
    assert!(built(&kb, "public").addresses().iter().all(|address| !address.contains("lock")));
    // A page.
    let b = "content/incidents/b/index.md";
    let page = std::fs::read_to_string(kb.path(b)).expect("a page");
    kb.edit(b, page.replace("audience: engineering\n", ""));
    let (code, said) = build(&kb, &[]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("this page would be seen by `company`, `support`, too") && said.contains(b), "{said}");
    assert_eq!(lock(), first);
    assert_eq!(build(&kb, &["--accept-widening", "content/incidents/a.md"]).0, 2);
    assert_eq!(build(&kb, &["--accept-widening", "content/incidents/b"]).0, 0);
    assert_eq!(build(&kb, &[]).0, 0);
    // A part.
    let a = "content/incidents/a.md";
    let text =
        std::fs::read_to_string(kb.path(a)).expect("a page").replace("Say zanzibar.", "Say that zanzibar is late.");
    kb.edit(a, &text);
    assert_eq!(build(&kb, &[]).0, 0);
    kb.edit(a, text.replace(":::audience support\n", ":::note\n"));
    let (code, said) = build(&kb, &[]);
    assert!(code == 2 && said.contains("a part that is for `support` would be seen by others, too"), "{said}");
    // Fewer readers, and a part that is gone, are nobody's loss.
    kb.edit(a, text.replace(":::audience support\n", ":::audience engineering\n"));
    assert_eq!(build(&kb, &[]).0, 2, "others than before are more");
    kb.edit(a, text.replace("Say that zanzibar is late.\n", ""));
    assert_eq!(build(&kb, &[]).0, 0);
    kb.edit(b, &page);
    assert_eq!(build(&kb, &[]).0, 0);
    // An audience.
    kb.edit(
        "casebook.toml",
        CONFIG.replace("[audiences.support]\nincludes = [", "[audiences.support]\nincludes = [\"engineering\", "),
    );
    let (code, said) = build(&kb, &[]);
    assert!(code == 2 && said.contains("`support` would see what is for `engineering`, too"), "{said}");
    assert_eq!(build(&kb, &["--accept-widening", "casebook.toml"]).0, 0);
}

const PEOPLE: &str = "[[person]]\nnames = [\"Zazou Quint\"]\nhandles = [\"zazou\"]\naddresses = [\"zazou@cove.example\"]\n\
    [[person]]\nnames = [\"Wilhelmine\"]\nrole = \"the shift lead\"\n";

const NAMED: &str = "---\ntitle: A queue was full\nstarted: 2024-01-02\nauthors: [Zazou Quint]\n---\nWilhelmine rang @zazou.\n\n\
    ## Timeline\n\n- 09:12 Zazou Quint was paged\n- 09:15 Wilhelmine took over\n\n![Zazou Quint at the desk](p.svg)\n\nMail zazou@cove.example.\n";

#[test]
fn names_become_roles_wherever_they_stand_and_code_keeps_its_own() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let config = |policy: &str| format!("base_url = \"https://casebook.example/\"\n[privacy]\nnames = \"{policy}\"\n");
    let kb =
        Kb::with(&[("people.toml", PEOPLE), ("content/incidents/a.md", NAMED), ("content/incidents/p.svg", picture)]);
    kb.edit("casebook.toml", config("allow"));
    assert_ne!(kb.build().holding("zazou"), Vec::<&str>::new());
    for policy in ["roles", "forbid"] {
        kb.edit("casebook.toml", config(policy));
        let built = kb.build();
        for name in ["zazou", "quint", "wilhelmine"] {
            assert_eq!(built.holding(name), Vec::<&str>::new(), "{policy}");
        }
        let twin = built.get("incidents/a.md");
        assert!(twin.contains("the shift lead rang Person A.") && twin.contains("09:12 Person A was paged"), "{twin}");
    }
    kb.edit("content/incidents/a.md", format!("{NAMED}\n```sh\nchown Wilhelmine\n```\n"));
    let run = kb.run(&["build"]);
    assert!(
        run.code == 4 && run.stderr.contains("privacy/name-left") && !run.stderr.contains("nothing got out"),
        "{run:?}"
    );
    kb.edit("casebook.toml", config("roles"));
    let found = kb.findings();
    assert_eq!(found.iter().filter(|finding| finding.starts_with("privacy/name ")).count(), 1, "{found:?}");
    kb.edit("people.toml", "[[person]]\nname = \"Ann\"\n");
    assert_eq!(kb.run(&["build"]).code, 2, "a list that cannot be read stops everything");
}

#[test]
fn lists_of_people_and_of_readers_are_copied_nowhere() {
    let text = "# A\n\n[who](people.toml) and [what](audiences.lock)\n";
    let kb = Kb::with(&[("people.toml", PEOPLE), ("audiences.lock", "[audiences]\nx = [\"zazou\"]\n"), ("a.md", text)]);
    assert_eq!(kb.build().holding("zazou"), Vec::<&str>::new());
    assert_eq!(built(&kb, "public").holding(ENGINEERING), Vec::<&str>::new());
}
