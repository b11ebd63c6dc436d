//! What is not to be read is not: by `.gitignore`, by configuration, behind links; and whoever asked for it is told when it does nothing.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;

use crate::kit::Kb;

const TOKEN: &str = "zanzibar";

/// A site of a sound page and a secret one at `path`.
fn site(path: &str) -> Kb {
    let kb = Kb::with(&[("content/incidents/sound.md", "# Sound\n\nText.\n")]);
    kb.edit(path, format!("# The {TOKEN}\n\nThe {TOKEN} text.\n"));
    kb
}

fn holding(kb: &Kb) -> Vec<String> {
    let built = kb.build_with(&["--drafts"]);
    assert!(built.addresses().contains(&"incidents/sound.html"), "{:?}", built.addresses());
    built.holding(TOKEN).into_iter().map(str::to_owned).collect()
}

fn nothing() -> Vec<String> {
    Vec::new()
}

#[test]
fn gitignore_counts_wherever_it_stands_and_without_a_repository() {
    let rows: [(&str, &[u8]); 12] = [
        (".gitignore", b"content/incidents/secret.md\n"),
        (".gitignore", b"secret.md"),
        (".gitignore", b"*\n!content\n!content/incidents\n!*.md\nsecret.md\n"),
        ("content/.gitignore", b"/incidents/secret.md\r\nx\r\n"),
        ("content/incidents/.gitignore", b"secret.*\n"),
        (".gitignore", b"caf\xe9.md\nsecret.md\n# \xe9\n"),
        (".gitignore", b"\xef\xbb\xbfsecret.md\n"),
        (".gitignore", b"\xff\xfes\0e\0c\0r\0e\0t\0.\0m\0d\0\r\0\n\0"),
        (".gitignore", b"x\rsecret.md\ry"),
        (".gitignore", b"s\xe9cret.md\nse[z-a]\nsecret.md"),
        (".gitignore", b"secret\xe9.md\nsecre\xfc.md"),
        (".gitignore", b"secret.md\n!s\xe9cret.md\n"),
    ];
    for (at, (place, patterns)) in rows.into_iter().enumerate() {
        let kb = site("content/incidents/secret.md");
        kb.edit(place, patterns);
        assert_eq!(holding(&kb), nothing(), "row {at}");
        // The same below a repository whose top is the site.
        fs::create_dir(kb.path(".git")).expect("a folder");
        assert_eq!(holding(&kb), nothing(), "row {at} with a repository");
    }
}

#[test]
fn gitignore_takes_back_what_it_says() {
    let kb = site("content/incidents/secret.md").file(".gitignore", "*.md\n!sound.md\n!secret.md\n");
    assert!(!holding(&kb).is_empty());
}

#[test]
fn lines_of_gitignore_that_cannot_be_read_are_named() {
    let kb = site("content/incidents/other.md");
    kb.edit(".gitignore", b"a\nb\xe9\n!c\xe9\nd[z-a]\n# \xe9\n");
    let findings: Vec<String> =
        kb.findings().into_iter().map(|finding| finding.split(": ").next().unwrap_or("").to_owned()).collect();
    assert_eq!(
        findings,
        [
            "load/gitignore .gitignore line 2 is not UTF-8; what cannot be read of it stands for anything",
            "load/gitignore .gitignore line 3 is not UTF-8, and takes nothing back",
            "load/gitignore .gitignore line 4 is no pattern and keeps nothing out",
        ]
    );
}

#[cfg(unix)]
#[test]
fn where_gitignore_cannot_be_read_nothing_is() {
    let kb = site("content/incidents/deep/secret.md");
    symlink("nowhere", kb.path("content/incidents/deep/.gitignore")).expect("a link");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    let message = "load/unreadable content/incidents/deep/.gitignore could not read this file";
    assert!(kb.findings()[0].starts_with(message), "{:?}", kb.findings());
    assert!(!kb.path("public/incidents/deep").exists() && kb.path("public/incidents/sound.html").exists());
}

#[test]
fn a_folder_is_ignored_however_the_pattern_is_written() {
    let patterns = [
        "secret",
        "secret/",
        "/secret",
        "/secret/",
        "/secret/**",
        "./secret/**",
        "secret/**",
        "secret/*",
        "content/secret/**",
        "content/secret/",
        "/content/secret",
        "./content/secret/**/*",
        "**/secret/**",
        "secret/ ",
        "Secret/",
        "SECRET/**",
    ];
    for pattern in patterns {
        let kb = site("content/secret/a.md").file("casebook.toml", &format!("[content]\nignore = [\"{pattern}\"]\n"));
        assert_eq!(holding(&kb), nothing(), "{pattern}");
        assert_eq!(kb.findings(), nothing(), "{pattern}");
    }
    for pattern in ["secret\\", "secret\\**", ".\\secret", "content\\secret\\*"] {
        let kb = site("content/secret/a.md").file("casebook.toml", &format!("[content]\nignore = ['{pattern}']\n"));
        assert_eq!(holding(&kb), nothing(), "{pattern}");
    }
}

#[test]
fn a_pattern_that_matches_nothing_is_a_finding_with_the_nearest_name() {
    let config =
        "[content]\nignore = [\"secrte/\", \"secret\", \"!a.md\", \"private/x/**\", \"public/**\", \".obsidian/**\"]\n";
    let kb = site("content/secret/a.md").file("casebook.toml", config).file("content/private/x/y.md", "# Y\n");
    kb.edit("content/.obsidian/workspace.json", "{}");
    assert_eq!(
        kb.findings(),
        [
            "config/ignore casebook.toml:2 `[content] ignore` holds `secrte/`, which matches nothing",
            "config/ignore casebook.toml:2 `[content] ignore` holds `!a.md`, which matches nothing",
        ]
    );
    let kb = site("content/secret/a.md").file("casebook.toml", "[content]\nignore = [\"secrte/\"]\n");
    let run = kb.run(&["check"]);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("did you mean `secret/`?") && said.contains("^^^^^^^ keeps nothing out"), "{said}");
}

#[test]
fn patterns_of_kinds_are_forgiven_the_same_spellings() {
    for pattern in ["blog/", "/blog/**", "./blog/*.md", "content/blog/*"] {
        let kb = Kb::with(&[("content/blog/a.md", "# A\n\nText.\n")])
            .file("casebook.toml", &format!("[content]\nincident = [\"{pattern}\"]\n"));
        let run = kb.run(&["check", "--explain-kinds"]);
        assert!(run.stdout.contains("matches `[content] incident`"), "{pattern}: {run:?}");
    }
}

#[test]
fn drafts_are_in_a_folder_of_that_name_in_any_case() {
    for folder in ["_drafts", "_Drafts", "_DRAFTS"] {
        let kb = site(&format!("content/incidents/{folder}/a.md"));
        assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new(), "{folder}");
        assert_ne!(holding(&kb), nothing(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_is_not_followed_is_named_and_what_stands_behind_it_is_not() {
    let kb = site("elsewhere/zanzibar.md");
    for secret in ["content/private/zanzibar.md", "content/notes/_Drafts/zanzibar.md", "content/z/y/zanzibar.md"] {
        kb.edit(secret, format!("# The {TOKEN}\n\nText.\n"));
    }
    kb.edit("content/z/.gitignore", "y/\n");
    let links = [
        ("../../elsewhere/zanzibar.md", "incidents/a.md", "it leads out of the content folder"),
        ("../../elsewhere", "incidents/folder", "it leads out of the content folder"),
        ("../private/zanzibar.md", "incidents/b.md", "what it leads to is not read under its own name"),
        ("../notes/_Drafts", "incidents/c", "what it leads to is not read under its own name"),
        ("../z/y", "incidents/d", "what it leads to is not read under its own name"),
    ];
    for (target, link, _) in links {
        symlink(target, kb.path(&format!("content/{link}"))).expect("a link");
    }
    assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new());
    let mut expected: Vec<String> = links
        .iter()
        .map(|(_, link, why)| format!("load/symlink content/{link} this link is not followed: {why}"))
        .collect();
    expected.sort();
    assert_eq!(kb.findings(), expected);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_shows_nothing_that_the_folder_does_not() {
    let kb = site("content/later/secret/a.md")
        .file("content/later/open.md", "# Open\n\nText.\n")
        .file("content/later/.gitignore", "hidden.md\n")
        .file("casebook.toml", "[content]\nignore = [\"later/secret/**\"]\n");
    kb.edit("content/later/hidden.md", format!("# The {TOKEN}\n"));
    symlink("later", kb.path("content/alias")).expect("a link");
    symlink("later/secret", kb.path("content/b")).expect("a link");
    assert_eq!(holding(&kb), nothing());
    assert!(kb.build().addresses().contains(&"alias/open.html"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let pipe = |path: std::path::PathBuf| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
    };
    let kb = site("content/incidents/a.md");
    pipe(kb.path("casebook.toml"));
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("casebook.toml`: it is a named pipe, not a file"), "{run:?}");
    kb.remove("casebook.toml");

    symlink("nowhere.toml", kb.path("casebook.toml")).expect("a link");
    assert_eq!(kb.run(&["build"]).code, 2, "a configuration that is missing is not an empty one");
    kb.remove("casebook.toml");

    pipe(kb.path("content/incidents/pipe.md"));
    pipe(kb.path("content/incidents/pipe"));
    pipe(kb.path("themes/own/css/pipe.css"));
    pipe(kb.path("_config.yml"));
    kb.edit("casebook.toml", "[theme]\nname = \"own\"\n");
    assert!(kb.build().addresses().contains(&"incidents/a.html"));

    kb.remove("public/.casebook-manifest.json");
    pipe(kb.path("public/.casebook-manifest.json"));
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains(".casebook-manifest.json`: it is a named pipe, not a file"), "{run:?}");

    kb.remove("casebook.toml");
    pipe(kb.path("content/.gitignore"));
    let run = kb.run(&["build", "--out", "other"]);
    assert_ne!(run.code, 0, "{run:?}");
    assert!(!kb.path("other/incidents/a.html").exists());
}

#[test]
fn what_is_larger_than_anybody_writes_is_not_read() {
    let kb = site("content/incidents/a.md");
    let file = fs::File::create(kb.path("casebook.toml")).expect("writable");
    file.set_len(5 << 30).expect("a file with a hole");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("casebook.toml`: it is larger than 8 MB"), "{run:?}");
}
