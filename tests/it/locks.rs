//! Two builds at once: each writes its whole site or is refused, and what is left is never a mixture.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::kit::{Kb, files};

/// Two sites that share some addresses and not others.
fn sites(pages: usize) -> Kb {
    let kb = Kb::new();
    for page in 0..pages {
        for (site, word) in [("a", "north"), ("b", "south")] {
            let text = format!("# Page {page}\n\nThe {word} page {page}.\n");
            kb.edit(&format!("{site}/content/incidents/{word}-{page}.md"), &text);
            kb.edit(&format!("{site}/content/incidents/{page}.md"), &text);
        }
    }
    kb
}

fn begin(kb: &Kb, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(args)
        .current_dir(kb.path(""))
        .env("NO_COLOR", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

/// How a build ended, and what it said.
fn end(mut child: Child) -> (i32, String) {
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    (child.wait().expect("it ends").code().unwrap_or(-1), said)
}

fn built(kb: &Kb, site: &str, out: &str) -> BTreeMap<String, Vec<u8>> {
    let run = kb.run(&["build", site, "--out", out, "--jobs", "1"]);
    assert_eq!(run.code, 0, "{run:?}");
    files(&kb.path(out))
}

#[test]
fn two_builds_at_once_never_leave_a_mixture() {
    let kb = sites(6);
    let wanted = [built(&kb, "a", "clean-a"), built(&kb, "b", "clean-b")];
    for round in 0..40 {
        let out = format!("public-{}", round / 4);
        let pair = if round % 2 == 0 { ["a", "a"] } else { ["a", "b"] };
        let running = pair.map(|site| begin(&kb, &["build", site, "--out", &out, "--jobs", "1"]));
        let ends = running.map(end);
        for (code, said) in &ends {
            assert!(*code == 0 || (*code == 3 && said.contains("another build")), "round {round}: {code} {said}");
        }
        let whole: Vec<_> = pair.iter().zip(&ends).filter(|(_, (code, _))| *code == 0).map(|(site, _)| *site).collect();
        assert!(!whole.is_empty(), "round {round}: {ends:?}");
        let left = files(&kb.path(&out));
        let is = |site: &str| left == wanted[usize::from(site == "b")];
        assert!(whole.into_iter().any(is), "round {round}: {ends:?}: {:?}", left.keys());
    }
}

/// A build that has begun to write and was stopped at that.
#[cfg(unix)]
fn stopped(kb: &Kb) -> Child {
    loop {
        let child = begin(kb, &["build", "a", "--out", "public", "--jobs", "1"]);
        let begun = Instant::now();
        while !kb.path("public/.casebook-tmp-writer").exists() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
        signal("STOP", &child);
        rest(&kb.path("public"));
        if kb.path("public/.casebook-tmp-writer").exists() {
            return child;
        }
        // It was quicker than we are.
        signal("CONT", &child);
        end(child);
        std::fs::remove_dir_all(kb.path("public")).expect("removable");
    }
}

/// Waits until nothing is written any more: threads stop one after the other.
#[cfg(unix)]
fn rest(folder: &std::path::Path) {
    let pause = || std::thread::sleep(Duration::from_millis(100));
    pause();
    let mut seen = files(folder);
    loop {
        pause();
        let now = files(folder);
        if now == seen {
            return;
        }
        seen = now;
    }
}

#[cfg(unix)]
fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(sent.expect("kill runs").success());
}

#[cfg(unix)]
#[test]
fn the_second_build_says_who_writes_and_a_kill_lets_the_next_one_mend_all() {
    let kb = sites(12);
    let wanted = built(&kb, "b", "clean");
    let mut first = stopped(&kb);
    let before = everything(&kb.path("public"));
    let run = kb.run(&["build", "b", "--out", "public"]);
    assert_eq!(run.code, 3, "{run:?}");
    let said = format!(
        "another build (process {}) is writing `public`; try again when it has ended, let this build wait with --wait, or give another --out",
        first.id()
    );
    assert!(run.stderr.contains(&said), "{run:?}");
    assert_eq!(everything(&kb.path("public")), before, "a build that is refused writes nothing");
    let run = kb.run(&["build", "b", "--out", "public", "--dry-run"]);
    assert!(run.code <= 1, "a dry run only looks: {run:?}");
    // Another name of the folder is the same folder.
    std::os::unix::fs::symlink("public", kb.path("alias")).expect("a link");
    assert_eq!(kb.run(&["build", "b", "--out", "alias"]).code, 3);

    signal("KILL", &first);
    first.wait().expect("it ends");
    let run = kb.run(&["build", "b", "--out", "public"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(files(&kb.path("public")), wanted);
}

#[cfg(unix)]
#[test]
fn a_build_that_waits_says_for_whom_and_writes_when_it_may() {
    let kb = sites(12);
    let wanted = built(&kb, "b", "clean");
    let first = stopped(&kb);
    let mut second = begin(&kb, &["build", "b", "--out", "public", "--wait"]);
    let mut said = BufReader::new(second.stderr.take().expect("a pipe"));
    let waits = format!("waiting for another build (process {}) to write `public`", first.id());
    let mut line = String::new();
    while !line.contains(&waits) {
        line.clear();
        assert_ne!(said.read_line(&mut line).expect("text"), 0, "it ended without waiting");
    }
    signal("CONT", &first);
    assert_eq!(end(first).0, 0);
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("text");
    assert_eq!(second.wait().expect("it ends").code(), Some(0), "{rest}");
    assert_eq!(files(&kb.path("public")), wanted);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_no_output_folder() {
    let kb = sites(1);
    std::os::unix::fs::symlink("nowhere", kb.path("public")).expect("a link");
    for out in ["public", "public/deeper"] {
        let run = kb.run(&["build", "a", "--out", out]);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.stderr.contains("public` is a link that leads nowhere (to `nowhere`); make the folder"), "{run:?}");
    }
    std::fs::create_dir(kb.path("nowhere")).expect("a folder");
    assert_eq!(kb.run(&["build", "a", "--out", "public"]).code, 0);
    assert!(kb.path("nowhere/index.html").exists());
}

#[test]
fn a_build_that_is_refused_leaves_no_folder_behind() {
    let kb = sites(1);
    kb.edit("file", "x");
    let run = kb.run(&["build", "a", "--out", "file"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("`file` is a file; give another --out"), "{run:?}");
    assert_eq!(kb.run(&["build", "a", "--out", "a/content"]).code, 3);
    kb.edit("theirs/thesis.txt", "x");
    assert_eq!(kb.run(&["build", "a", "--out", "theirs"]).code, 3);
    assert_eq!(everything(&kb.path("theirs")).into_keys().collect::<Vec<_>>(), ["thesis.txt"]);
}

/// Every file, ours and hidden ones too.
fn everything(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("readable"));
    let name =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (name(&entry), std::fs::read(entry.path()).expect("readable"))).collect()
}
