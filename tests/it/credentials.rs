//! A credential in a write-up is in no byte of any answer, however it is spelled; what documentation writes in its place stops nothing.

use crate::kit::{Kb, Run};

/// What is random in a token that nobody issued, joined here so that it stands in no file.
const RANDOM: [&str; 2] = ["q7RtZ2mWc9Xk4LbV8s", "Nd3HfJ6pTgY1uAe5Ko"];

fn token() -> String {
    format!("ghp_{}", RANDOM.concat())
}

/// No part of the token but its first four characters is repeated.
fn assert_silent(run: &Run, what: &str) {
    for part in RANDOM {
        assert!(!run.stdout.contains(part) && !run.stderr.contains(part), "{what}: {run:?}");
    }
}

/// Ways to spell the token in a body.
fn spelled() -> Vec<String> {
    let token = token();
    let (head, tail) = token.split_at(12);
    vec![
        token.clone(),
        token.replace('_', "\\_"),
        token.replace('_', "&lowbar;"),
        token.replace('_', "%5F"),
        format!("&#103;{}", &token[1..]),
        format!("\\u0067{}", &token[1..]),
        format!("{head}**{tail}**"),
        format!("{head}\u{200b}{tail}"),
        format!("{head}<wbr>{tail}"),
    ]
}

#[test]
fn a_credential_is_found_however_it_is_spelled() {
    for spelled in spelled() {
        let kb = Kb::with(&[("content/incidents/a.md", &format!("# The fire\n\nThey used {spelled} all day.\n"))]);
        let findings = kb.findings();
        assert_eq!(
            findings,
            ["privacy/secret content/incidents/a.md:3 this looks like a GitHub token: `ghp_…` (redacted)"],
            "{spelled}"
        );
        for args in [&["build"][..], &["check"], &["check", "--format", "json"], &["check", "--all"]] {
            assert_silent(&kb.run(args), &spelled);
        }
    }
}

#[test]
fn no_command_repeats_a_credential() {
    let token = token();
    let texts = [
        format!(
            "# The fire\n\nThe key {token} burned.\n\n## Timeline\n\n- 2024-03-11 10:00 UTC used {token}\n\n## Action items\n\n- [ ] Revoke {token} soon\n"
        ),
        format!(
            "---\ntitle: Fire {token}\nservices: [\"{token}\"]\nseverity: \"\\u0067{}\"\n---\nThe key burned.\n\n[x]({token}.md)\n",
            &token[1..]
        ),
        format!(
            "# The fire\n\n`key={token}`\n\n```\nkey={token}\n```\n\n<b title=\"{token}\">fire</b>\n\n| a | {token} |\n|---|---|\n| b | c |\n"
        ),
    ];
    for text in texts {
        let kb = Kb::with(&[("content/incidents/2024-03-11-fire.md", &text)]);
        kb.edit("content/incidents/2024-04-11-other.md", "# The other fire\n\nThe key burned again.\n");
        let commands: [&[&str]; 8] = [
            &["build"],
            &["check", "--all"],
            &["search", "key", "--json"],
            &["search", "fire"],
            &["similar", "content/incidents/2024-04-11-other.md"],
            &["actions"],
            &["actions", "--json"],
            &["stats", "--json"],
        ];
        for args in commands {
            assert_silent(&kb.run(args), &args.join(" "));
        }
        for args in [&["similar", "-"][..], &["similar", "-", "--json"]] {
            assert_silent(&kb.run_with(args, "the key burned in a fire"), &args.join(" "));
        }
    }
}

#[test]
fn what_documentation_writes_stops_nothing() {
    let begin = ["-----BEGIN ", "PRIVATE KEY-----"].concat();
    let placeholders = [
        format!("ghp_{}", "x".repeat(36)),
        format!("ghp_{}", "0".repeat(40)),
        format!("glpat-{}", "your-personal-access-token"),
        format!("AKIA{}", "IOSFODNN7EXAMPLE"),
        format!("AKIA{}", "X".repeat(16)),
        format!("`{begin}` was how the file began, and nobody looked further."),
        format!("```\n{begin}\n...\n```"),
        String::from("ghp_<your-token>"),
    ];
    for placeholder in placeholders {
        let kb = Kb::with(&[("content/incidents/a.md", &format!("# T\n\n{placeholder}\n"))]);
        assert_eq!(kb.findings(), Vec::<String>::new(), "{placeholder}");
        assert_eq!(kb.run(&["build"]).code, 0, "{placeholder}");
    }
}

#[test]
fn a_private_key_is_hidden_with_all_its_lines() {
    let (begin, end) = (["-----BEGIN ", "PRIVATE KEY-----"].concat(), ["-----END ", "PRIVATE KEY-----"].concat());
    let key = format!("{begin}\n{}\n{}\n{end}", "MC4CAQAwBQYDK2VwBCIE".repeat(3), RANDOM[0]);
    let texts = [
        format!("# T\n\n```\n{key}\n```\n"),
        format!("# T\n\n    {}\n", key.replace('\n', "\n    ")),
        format!("# T\n\n`{{\"key\": \"{}\"}}` [x](y.md)\n", key.replace('\n', "\\n")),
        format!("# T\n\n```\n{}\n", key.replace(&end, "")),
    ];
    for text in texts {
        let kb = Kb::with(&[("content/incidents/a.md", &text)]);
        let findings = kb.findings();
        assert!(findings.iter().any(|finding| finding.starts_with("privacy/secret ")), "{findings:?}");
        for args in [&["check", "--all"][..], &["search", "key", "--json"]] {
            assert_silent(&kb.run(args), &text);
        }
    }
}

#[test]
fn a_text_that_is_too_long_to_be_searched_is_in_no_build() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "# The fire\n\n[log](night.log)\n"),
        ("content/incidents/night.log", &"it burned\n".repeat(1000)),
    ]);
    let log = std::fs::File::options().write(true).open(kb.path("content/incidents/night.log")).expect("the log");
    log.set_len((64 << 20) + 1).expect("a file with a hole");
    let said = [
        "link/broken content/incidents/a.md:3 `night.log` is withheld from this build",
        "media/unsearched incidents/night.log this file is too long to be searched for credentials whole, so it is in no build",
    ];
    assert_eq!(kb.findings(), said);
    assert_eq!(kb.build().get("incidents/a.html").matches("night.log").count(), 0);
    assert!(!kb.path("public/incidents/night.log").exists());
}

#[test]
fn a_credential_in_a_document_is_found_and_what_cannot_be_unpacked_is_in_no_build() {
    let runs: String = token().chars().map(|letter| format!("<w:r><w:t>{letter}</w:t></w:r>")).collect();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    std::io::Write::write_all(&mut archive, format!("<w:p>{runs}</w:p>").as_bytes()).expect("a part");
    let document = archive.finish().expect("an archive").into_inner();
    let kb = Kb::with(&[("content/incidents/a.md", "# The fire\n\n[minutes](minutes.docx) [half](half.zip)\n")]);
    std::fs::write(kb.path("content/incidents/minutes.docx"), &document).expect("a document");
    std::fs::write(kb.path("content/incidents/half.zip"), &document[..document.len() / 2]).expect("half a document");
    let findings = kb.findings();
    let has = |start: &str| findings.iter().any(|finding| finding.starts_with(start));
    assert!(has("privacy/secret incidents/minutes.docx"), "{findings:?}");
    assert!(has("media/unsearched incidents/half.zip this file cannot be unpacked whole"), "{findings:?}");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert_silent(&run, "build");
}

#[test]
fn a_credential_in_a_name_is_found() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "# The fire\n"),
        (&format!("content/incidents/{}.md", token()), "# B\n"),
    ]);
    let findings = kb.findings();
    let name = findings.iter().find(|finding| finding.starts_with("privacy/secret-name ")).expect("a finding");
    assert!(name.contains("the name of this file looks like"), "{name}");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert_silent(&run, "build");
    assert!(!kb.path("public/index.html").exists());
}
