//! Builds that are killed, and builds at the same time: the next one is a clean one, and none ever sees half of another's cache.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{LEASE, QUEUE, site};
use crate::kit::{Kb, files};

fn begin(kb: &Kb, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(args)
        .current_dir(kb.path(""))
        .env("XDG_CACHE_HOME", kb.path(".user-cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs")
}

/// Builds that are killed after every so many of `steps` parts of the time that one takes.
fn kills(rounds: u64, longest: u64) {
    let kb = site();
    let texts = [LEASE.to_owned(), LEASE.replace("stale", "late"), QUEUE.replace("grew", "shrank")];
    let clean: Vec<_> = texts
        .iter()
        .map(|text| {
            kb.edit("content/incidents/INC-1.md", text);
            assert!(kb.run(&["build", "--no-cache", "--out", "clean"]).code <= 1);
            files(&kb.path("clean"))
        })
        .collect();
    for round in 0..rounds {
        kb.edit("content/incidents/INC-1.md", &texts[round as usize % 3]);
        let mut child = begin(&kb, &["build"]);
        // Spread over the whole of a build, another moment each time.
        std::thread::sleep(Duration::from_micros(longest * 1000 * (round * 7919 % rounds) / rounds));
        let _ = child.kill();
        child.wait().expect("it ends");
        // Every other time the edit that it was killed at is taken back.
        let now = (round + round % 2) as usize % 3;
        kb.edit("content/incidents/INC-1.md", &texts[now]);
        assert!(kb.build().files == clean[now], "round {round}");
    }
}

#[test]
fn after_a_few_kills_the_next_build_is_a_clean_one() {
    kills(10, 900);
}

#[test]
#[ignore = "takes half an hour; run it by name"]
fn after_a_thousand_kills_the_next_build_is_a_clean_one() {
    kills(1000, 900);
}

#[test]
fn builds_at_once_share_a_cache_and_never_mix() {
    let kb = site();
    kb.edit("content/incidents/draft.md", "---\ndraft: true\n---\n# A draft\n\nNot yet.\n");
    let flags: [&[&str]; 3] = [&[], &["--drafts"], &["--base-url", "https://x.example/"]];
    let build = |out: &str, flags: &[&str]| [&["build", "--out", out][..], flags].concat().join(" ");
    let clean: Vec<_> = (0..3)
        .map(|at| {
            let out = format!("clean-{at}");
            assert!(kb.run(&[&["build", "--no-cache", "--out", &out][..], flags[at]].concat()).code <= 1);
            files(&kb.path(&out))
        })
        .collect();
    for round in 0..3 {
        let run = |at: usize| {
            let command = build(&format!("out-{at}"), flags[at]);
            begin(&kb, &command.split(' ').collect::<Vec<_>>())
        };
        let running: Vec<Child> = (0..3).map(run).collect();
        for mut child in running {
            assert!(child.wait().expect("it ends").code().is_some_and(|code| code <= 1), "round {round}");
        }
        for (at, clean) in clean.iter().enumerate() {
            assert!(files(Path::new(&kb.path(&format!("out-{at}")))) == *clean, "round {round}, {:?}", flags[at]);
        }
        kb.edit("content/incidents/other.md", "# Another\n\nText.\n");
        kb.remove("content/incidents/other.md");
    }
}
