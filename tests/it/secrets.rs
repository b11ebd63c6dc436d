//! What looks like a credential and is public on purpose; addresses that lose what opens them; and secrets that no program repeats.

use std::collections::BTreeMap;

use crate::kit::{Kb, Run, files};

/// Secrets that nobody ever had, each in two parts that stand together in no file: a form, and what only its surroundings give away.
const SECRETS: [(&str, [&str; 2]); 4] = [
    ("ghp_", ["q7RtZ2mWc9Xk4LbV8s", "Nd3HfJ6pTgY1uAe5Ko"]),
    ("password: ", ["Walnut47", "!kXa#Quince"]),
    ("https://deploy:", ["Harbour93", "kTquince@git.cove.dev/shop.git"]),
    ("Authorization: Bearer ", ["mWc9Xk4LbV8sNd3H", "fJ6pTgY1uAe5KoQ7"]),
];

fn written(at: usize) -> String {
    format!("{}{}", SECRETS[at].0, SECRETS[at].1.concat())
}

/// No half of a secret is in what a program said.
fn assert_silent(said: &str, what: &str) {
    for part in SECRETS.iter().flat_map(|(_, parts)| parts) {
        let part = part.split('@').next().expect("a part");
        assert!(!said.contains(part), "{what} repeats a secret: {said}");
    }
}

fn said(run: &Run) -> String {
    format!("{}\n{}", run.stdout, run.stderr)
}

#[test]
fn no_message_and_no_file_repeats_a_secret() {
    let all: Vec<String> = (0..SECRETS.len()).map(written).collect();
    let kb = Kb::with(&[
        ("content/incidents/a.md", &format!("# The fire\n\n{}\n\n[log](a.log) [x]({}.md)\n", all.join("\n\n"), all[0])),
        ("content/incidents/b.md", &format!("---\ntitle: \"{}\"\nservices: [\"{}\"]\n---\nBurned.\n", all[0], all[3])),
        ("content/incidents/c.md", &format!("---\ntitle: [\n{}\n---\nBurned.\n", all[1])),
        ("content/incidents/a.log", &all.join("\n")),
        ("content/incidents/d.json", &format!("{{\"draft\": \"{}\"}}", all[0])),
        ("content/incidents/d.md", "# The other fire\n\nIt burned again.\n"),
        ("casebook.toml", &format!("footer = \"{}\"\nservce = \"{}\"\n", all[1], all[0])),
    ]);
    let before = files(&kb.path("."));
    let commands: [&[&str]; 12] = [
        &["build"],
        &["build", "--drafts", "--verbose"],
        &["check", "--all"],
        &["check", "--format", "json"],
        &["check", "--explain-kinds"],
        &["search", "burned", "--json"],
        &["similar", "content/incidents/d.md", "--json"],
        &["actions", "--json"],
        &["stats", "--json"],
        &["share", "content/incidents/a.md", "--out", "-"],
        &["share", "content/incidents/d.md", "--out", "-"],
        &["similar", "--all"],
    ];
    for arguments in commands {
        assert_silent(&said(&kb.run(arguments)), &arguments.join(" "));
    }
    let is_new = |(path, bytes): &(&String, &Vec<u8>)| before.get(*path) != Some(bytes);
    let after = files(&kb.path("."));
    let new: BTreeMap<&String, &Vec<u8>> = after.iter().filter(is_new).collect();
    for (path, bytes) in new {
        assert_silent(&String::from_utf8_lossy(bytes), path);
    }
}

/// The hash that the hint of a finding about `text` prints.
fn hash(text: &str) -> String {
    let kb = Kb::with(&[("content/incidents/a.md", text)]);
    let shown = kb.run(&["check"]);
    let after = said(&shown);
    let hash = after.split("hash = \"").nth(1).unwrap_or_else(|| panic!("no hash in {after}"));
    hash.split('"').next().expect("a hash").to_owned()
}

#[test]
fn a_credential_that_the_house_allows_is_published_and_said() {
    let text = format!("# The fire\n\nThe sandbox takes {} from anybody.\n", written(0));
    let hash = hash(&text);
    let kb = Kb::with(&[
        ("content/incidents/a.md", &text),
        ("content/incidents/b.md", "# B\n\n[log](b.log)\n"),
        ("content/incidents/b.log", &written(0)),
        ("casebook.toml", &format!("[secrets]\nallow = [{{ hash = \"{hash}\", reason = \"the sandbox is open\" }}]\n")),
    ]);
    let note = format!("a GitHub token is allowed here as `{hash}`: the sandbox is open");
    assert_eq!(
        kb.findings_with(&["--all"]),
        [format!("privacy/allowed content/incidents/a.md:3 {note}"), format!("privacy/allowed incidents/b.log {note}"),]
    );
    let built = kb.build();
    assert!(built.get("incidents/a.html").contains(&written(0)));
    assert!(built.get("incidents/b.log").contains(&written(0)));
}

#[test]
fn an_entry_that_allows_nothing_is_a_finding() {
    let text = format!("# The fire\n\nThe sandbox takes {}.\n", written(0));
    let hash = hash(&text);
    let kb = Kb::with(&[
        ("content/incidents/a.md", &text),
        (
            "casebook.toml",
            &format!(
                "[secrets]\nallow = [\n  {{ hash = \"{hash}\" }},\n  {{ hash = \"0a1b2c3d\", reason = \"gone\" }},\n  \
                 {{ hash = \"short\", reason = \"x\" }},\n]\n"
            ),
        ),
    ]);
    let findings = kb.findings();
    let about = |rule: &str| findings.iter().filter(|finding| finding.starts_with(rule)).cloned().collect::<Vec<_>>();
    assert_eq!(
        about("config/allow"),
        [
            format!("config/allow casebook.toml:3 `{hash}` has no reason, so it lets nothing pass"),
            String::from("config/allow casebook.toml:4 `0a1b2c3d` is of nothing that is shown"),
            String::from(
                "config/allow casebook.toml:5 `short` is not the hash of a credential: those are eight hex digits"
            ),
        ]
    );
    assert_eq!(about("privacy/secret").len(), 1, "{findings:?}");
    assert_eq!(kb.run(&["build"]).code, 4);
}

#[test]
fn an_address_loses_what_opens_it_everywhere() {
    let kb = Kb::with(&[(
        "content/incidents/a.md",
        "---\ntitle: The fire\nrefs:\n  - title: The call\n    url: https://cove.dev/call?token=quince&page=2\n---\n\
         See [the call](https://cove.dev/call?page=3&pwd=quince#top) and <https://meet.google.com/abq-quin-cez>.\n",
    )]);
    let what = "a value that opens what an address leads to is overwritten";
    assert_eq!(
        kb.findings(),
        [
            format!("privacy/address content/incidents/a.md:5 {what}"),
            format!("privacy/address content/incidents/a.md:7 {what}"),
            String::from("privacy/address content/incidents/a.md:7 the code of a meeting is overwritten"),
        ]
    );
    let built = kb.build();
    assert_eq!(built.holding("quince"), Vec::<&str>::new());
    assert_eq!(built.holding("abq-quin"), Vec::<&str>::new());
    assert!(built.get("incidents/a.html").contains("page=3&amp;pwd=xxxxxx#top"));
}

#[test]
fn a_credential_is_found_across_the_end_of_a_line_and_in_other_cases() {
    let [(prefix, [head, tail]), ..] = SECRETS;
    let texts = [
        format!("They used {prefix}{head}\n{tail} all day.\n"),
        format!("> They used {prefix}{head}\n> {tail} all day.\n"),
        format!("authorization: BEARER\n{}{}\n", SECRETS[3].1[0], SECRETS[3].1[1]),
        format!("PASSWORD:\n{}\n", SECRETS[1].1.concat()),
        format!("HTTPS://HOOKS.SLACK.COM/SERVICES/T{0}/B{0}/{1}\n", "0A1B2C3D4E", &format!("{head}{tail}")[..24]),
        format!("key_{prefix}{head}{tail}\n"),
    ];
    for text in texts {
        let kb = Kb::with(&[("content/incidents/a.md", &format!("# The fire\n\n{text}"))]);
        let findings = kb.findings();
        assert!(findings.iter().any(|finding| finding.starts_with("privacy/secret ")), "{findings:?} of {text}");
    }
}
