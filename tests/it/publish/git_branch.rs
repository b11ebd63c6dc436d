//! A branch for pages, in a bare repository: one commit a publish, nothing of others lost, and nobody overtaken.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::servers::{SECRET, casebook, published, ran};
use super::site::{addresses, incident, list, site, text};
use crate::kit::Kb;

const CONFIG: &str = "title = \"Mill\"\n[publish.pages]\ngit = \"pages.git\"\n";

/// Runs git in the test's folder and gives what it prints.
fn git(kb: &Kb, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@mill.example", "-c", "init.defaultBranch=main"];
    let command = command.args(who).args(arguments).current_dir(kb.path("")).env("HOME", kb.path(""));
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A site, and an empty repository for its pages.
fn with_repository(config: &str, pages: usize) -> Kb {
    let kb = site(config, pages);
    git(&kb, &["init", "--quiet", "--bare", "pages.git"]);
    kb
}

fn in_pages(kb: &Kb, arguments: &[&str]) -> String {
    git(kb, &[&["--git-dir", "pages.git"], arguments].concat())
}

/// The files of the branch, by address.
fn served(kb: &Kb) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_string_lossy().into_owned();
    in_pages(kb, &["--work-tree", &place, "checkout", "--force", "--quiet", "gh-pages", "--", "."]);
    let mut files = crate::kit::files(folder.path());
    files.retain(|address, _| address != ".casebook-published.json");
    files
}

/// What is built, and the file that keeps a forge from building.
fn built(kb: &Kb) -> BTreeMap<String, Vec<u8>> {
    let mut files = kb.built().files;
    files.insert(String::from(".nojekyll"), Vec::new());
    files
}

fn commits(kb: &Kb) -> usize {
    in_pages(kb, &["rev-list", "--count", "gh-pages"]).parse().expect("a number")
}

/// Somebody else adds a file to the branch.
fn somebody_pushes(kb: &Kb, path: &str, words: &str) {
    if !kb.path("theirs").exists() {
        git(kb, &["clone", "--quiet", "--branch", "gh-pages", "pages.git", "theirs"]);
    }
    git(kb, &["-C", "theirs", "pull", "--quiet"]);
    kb.edit(&format!("theirs/{path}"), words);
    git(kb, &["-C", "theirs", "add", "--all"]);
    git(kb, &["-C", "theirs", "commit", "--quiet", "--message", "Theirs"]);
    git(kb, &["-C", "theirs", "push", "--quiet"]);
}

#[test]
fn a_site_lives_on_a_branch() {
    let kb = with_repository(CONFIG, 8);
    let first = published(&kb, &[]);
    assert_eq!(first["done"]["uploaded"], first["uploads"].as_array().expect("a list").len());
    assert_eq!(served(&kb), built(&kb));
    let again = published(&kb, &[]);
    assert_eq!((&again["uploads"], &again["done"]), (&serde_json::json!([]), &serde_json::Value::Null));
    assert_eq!(commits(&kb), 1);

    kb.edit(&incident(0), text(0, 8, "as it is now"));
    kb.edit("content/incidents/2024/odd \"name\".md", "# Odd\n\nText.\n");
    let changed = addresses(&published(&kb, &[]), "uploads");
    assert!(changed.contains(&String::from("incidents/2024/i0.html")), "{changed:?}");
    assert!(!changed.contains(&String::from("incidents/2024/i5.html")), "{changed:?}");
    let kept = served(&kb);
    assert!(built(&kb).iter().all(|(address, bytes)| kept.get(address) == Some(bytes)));
    assert_eq!(commits(&kb), 2);

    // What is removed stays for readers of older pages, what somebody else wrote stays, and what they changed is mended.
    somebody_pushes(&kb, "CNAME", "mill.example\n");
    somebody_pushes(&kb, "incidents/2024/i1.html", "defaced");
    kb.remove(&incident(7));
    let plan = published(&kb, &[]);
    let reasons = list(&plan, "uploads", "reason");
    assert!(reasons.contains(&(String::from("incidents/2024/i1.html"), String::from("altered"))), "{reasons:?}");
    let kept = served(&kb);
    assert!(built(&kb).iter().all(|(address, bytes)| kept.get(address) == Some(bytes)));
    assert_eq!(kept["CNAME"], b"mill.example\n");
    assert!(kept.contains_key("incidents/2024/i7.html"));
    assert_eq!(commits(&kb), 5, "nobody's commit is lost");

    // What is withdrawn goes; where others have commits, it is said that those hold it.
    kb.edit(&incident(2), text(2, 7, "a secret").replace("title:", "draft: true\ntitle:"));
    let plan = published(&kb, &[]);
    assert!(plan["done"]["notes"].to_string().contains("still in earlier commits"), "{plan}");
    let kept = served(&kb);
    assert!(!kept.contains_key("incidents/2024/i2.html") && kept.contains_key("CNAME"));
    assert_eq!(commits(&kb), 6);
}

#[test]
fn a_branch_begins_anew_where_something_was_withdrawn() {
    let kb = with_repository(CONFIG, 3);
    published(&kb, &[]);
    kb.remove(&incident(1));
    published(&kb, &[]);
    assert_eq!(commits(&kb), 2);
    kb.edit(&incident(2), text(2, 3, "a secret").replace("title:", "draft: true\ntitle:"));
    let plan = published(&kb, &[]);
    assert!(plan["done"]["notes"].to_string().contains("begins anew"), "{plan}");
    assert_eq!(commits(&kb), 1);
    let kept = served(&kb);
    assert!(built(&kb).iter().all(|(address, bytes)| kept.get(address) == Some(bytes)));
    assert!(kept.contains_key("incidents/2024/i1.html"), "what was removed stays for a while");
    assert!(!kept.contains_key("incidents/2024/i2.html"));
    let words = in_pages(&kb, &["log", "-p", "gh-pages"]);
    assert!(words.contains("Incident 0") && !words.contains("Incident 2\""), "no commit of the branch holds it");
    assert!(published(&kb, &[])["done"].is_null());
}

#[test]
fn who_pushes_in_between_is_not_overtaken() {
    let kb = with_repository(CONFIG, 2);
    published(&kb, &[]);
    somebody_pushes(&kb, "CNAME", "mill.example\n");
    kb.edit("theirs/CNAME", "other.example\n");
    git(&kb, &["-C", "theirs", "commit", "--quiet", "--all", "--message", "Theirs"]);
    kb.edit(&incident(0), text(0, 2, "as it is now"));
    // This git lets somebody else push before it does.
    let real = Command::new("sh").args(["-c", "command -v git"]).output().expect("a shell").stdout;
    let real = String::from_utf8_lossy(&real).trim().to_owned();
    let theirs = kb.path("theirs");
    kb.edit(
        "bin/git",
        format!(
            "#!/bin/sh\ncase \"$*\" in *'push --porcelain'*) env -u GIT_CONFIG_COUNT {real} -C {} push --quiet;; esac\nexec {real} \"$@\"\n",
            theirs.display()
        ),
    );
    std::fs::set_permissions(kb.path("bin/git"), std::fs::Permissions::from_mode(0o755)).expect("a program");
    let mut command = casebook(&kb, &["publish", "--yes"]);
    command.env("PATH", format!("{}:{}", kb.path("bin").display(), std::env::var("PATH").expect("a path")));
    let run = ran(command);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("somebody else pushed to the branch `gh-pages` of `"), "{run:?}");
    assert_eq!(served(&kb)["CNAME"], b"other.example\n");
    published(&kb, &[]);
    let kept = served(&kb);
    assert!(built(&kb).iter().all(|(address, bytes)| kept.get(address) == Some(bytes)));
    assert_eq!(kept["CNAME"], b"other.example\n");
}

#[test]
fn what_cannot_be_pushed_to_is_named_and_left_as_it_is() {
    let refused = |kb: &Kb, cause: &str| {
        for command in ["publish", "doctor"] {
            let arguments: &[&str] = if command == "publish" { &["publish", "--yes"] } else { &["doctor"] };
            let run = ran(casebook(kb, arguments));
            assert!(run.code > 0 && format!("{}{}", run.stdout, run.stderr).contains(cause), "`{cause}`: {run:?}");
        }
    };
    let with = |remote: &str| site(&CONFIG.replace("pages.git", remote), 1);
    refused(&with("nowhere/pages.git"), "does not appear to be a git repository");
    refused(&with("elsewhere"), "is no folder, and no remote of the repository that the site is in");
    refused(&with(&format!("https://me:{SECRET}@forge.example/a.git")), "`git`: it holds a password; leave it out");
    refused(&with("--upload-pack=x"), "is no repository");
    let kb = site(&format!("{CONFIG}branch = \"a..b\"\n"), 1);
    refused(&kb, "`a..b` is no name of a branch");

    // Whose address the user's own settings know, with a password that nobody may see.
    let kb = with("origin");
    git(&kb, &["init", "--quiet"]);
    git(&kb, &["remote", "add", "origin", &format!("http://me:{SECRET}@127.0.0.1:1/a.git")]);
    refused(&kb, "of `http://127.0.0.1:1/a.git`");

    let kb = with_repository(CONFIG, 1);
    git(&kb, &["clone", "--quiet", "pages.git", "theirs"]);
    git(&kb, &["-C", "theirs", "checkout", "--quiet", "-b", "gh-pages"]);
    let theirs = |path: &str| {
        kb.edit(&format!("theirs/{path}"), "theirs");
        git(&kb, &["-C", "theirs", "add", "--all"]);
        git(&kb, &["-C", "theirs", "commit", "--quiet", "--message", "Theirs"]);
        git(&kb, &["-C", "theirs", "push", "--quiet", "--set-upstream", "origin", "gh-pages"]);
    };
    theirs("casebook.toml");
    refused(&kb, "holds the sources of a site; give the pages a branch of their own");
    git(&kb, &["-C", "theirs", "rm", "--quiet", "casebook.toml"]);
    theirs("incidents");
    let run = ran(casebook(&kb, &["publish", "--yes"]));
    assert!(run.code == 3 && run.stderr.contains("`incidents` in the branch `gh-pages`"), "{run:?}");
    assert_eq!(served(&kb).into_keys().collect::<Vec<_>>(), ["incidents"]);

    let kb = with_repository(CONFIG, 1);
    kb.edit("pages.git/hooks/pre-receive", "#!/bin/sh\necho this branch is protected >&2\nexit 1\n");
    std::fs::set_permissions(kb.path("pages.git/hooks/pre-receive"), std::fs::Permissions::from_mode(0o755))
        .expect("a hook");
    let run = ran(casebook(&kb, &["publish", "--yes"]));
    assert!(
        run.code == 3 && run.stderr.contains("pushing: ") && run.stderr.contains("this branch is protected"),
        "{run:?}"
    );
}

#[test]
fn a_branch_that_works_is_said_to_and_nothing_is_pushed() {
    let kb = with_repository(&CONFIG.replace("pages.git", "origin"), 1);
    git(&kb, &["init", "--quiet"]);
    git(&kb, &["remote", "add", "origin", &kb.path("pages.git").to_string_lossy()]);
    for what in ["nothing is published yet", "what was published is whole"] {
        let run = ran(casebook(&kb, &["doctor"]));
        assert_eq!(run.code, 0, "{run:?}");
        assert!(["git version", what, "a push would be taken"].iter().all(|said| run.stdout.contains(said)), "{run:?}");
        published(&kb, &[]);
    }
    assert_eq!(commits(&kb), 1);
}
