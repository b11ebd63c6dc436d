//! A directory behind a web server: releases, an atomic switch, and no reader who meets half of two.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::crawler::{once, walk};
use super::site::{addresses, incident, list, published, site, text};
use crate::kit::{Kb, files};

const CONFIG: &str = "title = \"Mill\"\n[publish.intranet]\ndirectory = \"www\"\n";

/// How a reader gets a file of what is served.
fn fetch(kb: &Kb) -> impl Fn(&str) -> Option<Vec<u8>> + Sync {
    let root = kb.path("www/current");
    move |address| fs::read(root.join(address)).ok()
}

/// What is served, without our own file.
fn served(kb: &Kb) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = files(&kb.path("www/current"));
    files.remove(".casebook-published.json");
    files
}

fn releases(kb: &Kb) -> Vec<String> {
    let entries = fs::read_dir(kb.path("www/releases")).expect("releases");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_first_publish_brings_everything_and_the_next_one_nothing() {
    let kb = site(CONFIG, 4);
    let plan = published(&kb, &[]);
    assert_eq!(plan["done"]["uploaded"], plan["uploads"].as_array().unwrap().len());
    assert_eq!(served(&kb), kb.built().files);
    let again = kb.run(&["publish"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.stdout.contains("is up to date"), "{again:?}");
    assert_eq!(releases(&kb).len(), 1);
    // A file of an unchanged page is the same file in the next release.
    kb.edit(&incident(1), text(1, 4, "as it is now"));
    published(&kb, &[]);
    assert_eq!(served(&kb).get("incidents/2024/i1.html"), kb.built().files.get("incidents/2024/i1.html"));
    let inode = |release: &str| {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(kb.path("www/releases").join(release).join("incidents/2024/i3.md")).expect("there").ino()
    };
    let names = releases(&kb);
    assert_eq!(inode(&names[0]), inode(&names[1]));
}

#[test]
fn a_plan_says_what_changes_and_why_and_a_dry_run_does_nothing() {
    let kb = site(CONFIG, 6);
    published(&kb, &[]);
    let before = served(&kb);
    kb.edit(&incident(2), text(2, 6, "as it is now"));
    let run = kb.run(&["publish", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("~ incidents/2024/i2.html") && run.stdout.contains("its text"), "{run:?}");
    assert_eq!(served(&kb), before);
    let run = kb.run(&["publish"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("there is nobody to ask; pass --yes"), "{run:?}");
    let plan = published(&kb, &[]);
    let reasons = list(&plan, "uploads", "reason");
    let reason = |address: &str| reasons.iter().find(|(a, _)| a == address).map(|(_, reason)| reason.as_str());
    assert_eq!(reason("incidents/2024/i2.html"), Some("text"), "{reasons:?}");
    assert_eq!(reason("search/manifest.js"), Some("search"), "{reasons:?}");
    // The title of the site stands around every page.
    kb.edit("casebook.toml", CONFIG.replace("Mill", "Weaver"));
    let reasons = list(&published(&kb, &[]), "uploads", "reason");
    let reason = |address: &str| reasons.iter().find(|(a, _)| a == address).map(|(_, reason)| reason.as_str());
    assert_eq!(reason("incidents/2024/i4.html"), Some("frame"), "{reasons:?}");
}

#[test]
fn a_removed_page_stays_for_a_while_and_a_withdrawn_one_goes_at_once() {
    let kb = site(CONFIG, 6);
    published(&kb, &[]);
    kb.remove(&incident(5));
    let plan = published(&kb, &[]);
    let when = list(&plan, "removals", "when");
    let at = |address: &str| when.iter().find(|(a, _)| a == address).map(|(_, when)| when.clone());
    assert_eq!(at("incidents/2024/i5.html").as_deref(), Some("later"), "{when:?}");
    assert!(fetch(&kb)("incidents/2024/i5.html").is_some());
    assert!(!String::from_utf8_lossy(&fetch(&kb)("incidents/index.html").unwrap()).contains("i5.html"));

    kb.edit(&incident(4), text(4, 6, "as it was").replace("title:", "draft: true\ntitle:"));
    let plan = published(&kb, &[]);
    let when = list(&plan, "removals", "when");
    let at = |address: &str| when.iter().find(|(a, _)| a == address).map(|(_, when)| when.clone());
    assert_eq!(at("incidents/2024/i4.html").as_deref(), Some("withdrawn"), "{when:?}");
    assert_eq!(at("incidents/2024/i4.md").as_deref(), Some("withdrawn"), "{when:?}");
    assert!(fetch(&kb)("incidents/2024/i4.html").is_none());
    // The search index of before holds its words, and so do the releases of before.
    let shards = served(&kb).into_keys().filter(|address| address.starts_with("search/")).collect::<Vec<_>>();
    let wanted = kb.built().files.into_keys().filter(|address| address.starts_with("search/")).collect::<Vec<_>>();
    assert_eq!(shards, wanted);
    assert_eq!(releases(&kb).len(), 1);
    let rollback = kb.run(&["publish", "--rollback"]);
    assert_eq!(rollback.code, 3, "{rollback:?}");
    // What was removed before may stay on.
    assert!(fetch(&kb)("incidents/2024/i5.html").is_some());
    let brief = CONFIG.to_owned() + "keep_for = \"0 s\"\n";
    kb.edit("casebook.toml", &brief);
    kb.remove(&incident(3));
    let plan = published(&kb, &[]);
    assert!(list(&plan, "removals", "when").contains(&(String::from("incidents/2024/i3.html"), String::from("due"))));
    assert!(fetch(&kb)("incidents/2024/i3.html").is_none());
}

#[test]
fn a_build_made_elsewhere_is_published_by_the_same_rules() {
    let kb = site(CONFIG, 5);
    kb.build();
    published(&kb, &["--build", "public"]);
    kb.edit(&incident(4), text(4, 5, "as it was").replace("title:", "draft: true\ntitle:"));
    kb.remove(&incident(3));
    kb.build();
    let when = list(&published(&kb, &["--build", "public"]), "removals", "when");
    let at = |address: &str| when.iter().find(|(a, _)| a == address).map(|(_, when)| when.as_str());
    assert_eq!([at("incidents/2024/i4.html"), at("incidents/2024/i3.html")], [Some("withdrawn"), Some("later")]);
    kb.build_with(&["--drafts"]);
    let run = kb.run(&["publish", "--yes", "--build", "public"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("shows drafts and is not for publishing"), "{run:?}");
    kb.edit(&incident(0), text(0, 5, "as it is now"));
    kb.build();
    kb.edit("public/incidents/2024/i0.html", "<p>Somebody was here.</p>");
    let run = kb.run(&["publish", "--yes", "--build", "public"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("i0.html`: it is not what the build wrote; build again"), "{run:?}");
}

#[test]
fn what_names_an_audience_stops_a_publish_and_so_does_a_target_for_an_audience_that_the_site_does_not_have() {
    let kb = site(CONFIG, 3);
    kb.edit(&incident(2), text(2, 3, "as it was").replace("title:", "audience: support\ntitle:"));
    let run = kb.run(&["publish", "--yes"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(!kb.path("www").exists());
    assert_eq!(kb.run(&["publish", "--yes", "--omit-restricted"]).code, 0);
    kb.edit("casebook.toml", CONFIG.to_owned() + "audience = \"support\"\n");
    let run = kb.run(&["publish", "--yes", "--omit-restricted"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("is for the audience `support`, and the site has no table `[audiences]`"), "{run:?}");
}

#[test]
fn releases_are_kept_and_gone_back_to() {
    let kb = site(&(CONFIG.to_owned() + "keep = 2\n"), 3);
    let mut wanted = Vec::new();
    for words in ["one", "two", "three"] {
        kb.edit(&incident(0), text(0, 3, words));
        published(&kb, &[]);
        wanted.push(served(&kb).remove("incidents/2024/i0.html").expect("there"));
    }
    assert_eq!(releases(&kb).len(), 2);
    let back = kb.run(&["publish", "--rollback"]);
    assert_eq!(back.code, 0, "{back:?}");
    assert_eq!(served(&kb).remove("incidents/2024/i0.html").as_ref(), Some(&wanted[1]));
    let back = kb.run(&["publish", "--rollback"]);
    assert_eq!(back.code, 3, "{back:?}");
    assert!(back.stderr.contains("has no release before"), "{back:?}");
    published(&kb, &[]);
    assert_eq!(served(&kb).remove("incidents/2024/i0.html").as_ref(), Some(&wanted[2]));
}

#[test]
fn what_somebody_else_wrote_is_mended_taken_along_or_left_alone() {
    let kb = site(CONFIG, 3);
    published(&kb, &[]);
    // In place: the file belongs to releases of before as well.
    fs::remove_file(kb.path("www/current/incidents/2024/i1.html")).expect("removable");
    kb.edit("www/current/incidents/2024/i1.html", "defaced");
    kb.edit("www/current/proof-of-ownership.html", "ours");
    kb.edit("www/releases/notes.txt", "theirs");
    let plan = published(&kb, &[]);
    assert_eq!(list(&plan, "uploads", "reason"), [(String::from("incidents/2024/i1.html"), String::from("altered"))]);
    assert!(
        plan["notes"]
            .to_string()
            .contains("`proof-of-ownership.html` was not published by Casebook and is taken along")
    );
    let found = served(&kb);
    assert_eq!(found.get("incidents/2024/i1.html"), kb.built().files.get("incidents/2024/i1.html"));
    assert_eq!(found.get("proof-of-ownership.html").map(Vec::as_slice), Some(&b"ours"[..]));
    assert!(kb.path("www/releases/notes.txt").exists());
    kb.edit("content/proof-of-ownership.md", "# Ours too\n\nText.\n");
    let run = kb.run(&["publish", "--yes"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("was not published by Casebook and stands where a page must go"), "{run:?}");
    kb.edit("other/current/thesis.txt", "years of work");
    kb.edit("casebook.toml", "[publish.x]\ndirectory = \"other\"\n");
    let run = kb.run(&["publish", "--yes"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("is no link that Casebook made"), "{run:?}");
}

#[test]
fn twins_for_web_servers_stand_beside_what_they_are_twins_of() {
    let kb = site(&(CONFIG.to_owned() + "compress = [\"gzip\", \"brotli\"]\n"), 3);
    published(&kb, &[]);
    let unpacked = |bytes: &[u8]| {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(bytes), &mut text).map(|_| text)
    };
    for round in 0..2 {
        let found = served(&kb);
        assert_eq!(unpacked(&found["index.html.gz"]).ok().as_ref(), found.get("index.html"), "round {round}");
        assert!(found.contains_key("incidents/2024/i0.html.br"));
        assert_eq!(once(&fetch(&kb)).broken, Default::default());
        kb.edit(&incident(0), text(0, 3, "as it is now"));
        published(&kb, &[]);
    }
    kb.edit("casebook.toml", CONFIG);
    published(&kb, &[]);
    assert!(!served(&kb).keys().any(|address| address.ends_with(".gz")));
}

/// Begins a publish.
fn begin(kb: &Kb) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["publish", "--yes", "--quiet", "--build", "public"])
        .current_dir(kb.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

#[test]
fn fifty_kills_leave_what_is_served_whole_and_the_next_publish_mends_the_rest() {
    let kb = site(CONFIG, 12);
    published(&kb, &[]);
    let mut whole = vec![served(&kb)];
    for round in 0..50_u64 {
        kb.edit(&incident(round as usize % 12), text(round as usize % 12, 12, &format!("in round {round}")));
        if round % 10 == 0 {
            kb.build();
        }
        whole.push(kb.built().files);
        let mut child = begin(&kb);
        std::thread::sleep(Duration::from_millis(round * 7 % 90));
        let _ = child.kill();
        let _ = child.wait();
        let now = served(&kb);
        let of_site = |site: &std::collections::BTreeMap<String, Vec<u8>>| {
            site.iter().all(|(a, bytes)| now.get(a) == Some(bytes))
        };
        assert!(whole.iter().any(of_site), "round {round}: half of two releases");
    }
    kb.build();
    published(&kb, &["--build", "public"]);
    let now = served(&kb);
    assert!(kb.built().files.iter().all(|(address, bytes)| now.get(address) == Some(bytes)));
    assert!(releases(&kb).iter().all(|name| !name.starts_with(".casebook-tmp-")), "{:?}", releases(&kb));
}

#[test]
fn a_reader_who_follows_every_link_meets_no_broken_one() {
    let kb = site(CONFIG, 10);
    published(&kb, &[]);
    let ended = AtomicBool::new(false);
    let walked = std::thread::scope(|scope| {
        let reader = scope.spawn(|| walk(&fetch(&kb), &ended));
        for round in 0..6 {
            kb.edit(&incident(round), text(round, 10, &format!("in round {round}")));
            kb.edit(&format!("content/incidents/2025/n{round}.md"), format!("# New {round}\n\nSee [[INC-{round}]].\n"));
            if round == 3 {
                kb.remove("content/incidents/2025/n1.md");
                kb.edit("content/incidents/2025/n2.md", "---\ntitle: Renamed\n---\nSee [[INC-0]].\n");
            }
            published(&kb, &[]);
        }
        ended.store(true, Ordering::SeqCst);
        reader.join().expect("it ends")
    });
    assert!(walked.opened > 100, "{}", walked.opened);
    assert_eq!(walked.broken, Default::default());
}

#[test]
fn of_two_publishers_one_is_told() {
    let kb = site(CONFIG, 8);
    kb.build();
    for round in 0..6 {
        kb.edit(&incident(0), text(0, 8, &format!("in round {round}")));
        kb.build();
        let ends = [begin(&kb), begin(&kb)].map(|child| child.wait_with_output().expect("it ends"));
        let codes: Vec<i32> = ends.iter().filter_map(|end| end.status.code()).collect();
        assert!(codes.contains(&0), "round {round}: {ends:?}");
        for end in ends.iter().filter(|end| !end.status.success()) {
            let said = String::from_utf8_lossy(&end.stderr);
            assert!(said.contains("another publish to") || said.contains("somebody else published"), "{said}");
        }
        let now = served(&kb);
        assert!(kb.built().files.iter().all(|(address, bytes)| now.get(address) == Some(bytes)), "round {round}");
    }
}

#[test]
fn a_full_disk_leaves_what_is_served_as_it_was() {
    let kb = site(CONFIG, 3);
    published(&kb, &[]);
    let before = served(&kb);
    kb.edit("content/long.md", format!("# Long\n\n{}\n", "A word and another one. ".repeat(40_000)));
    kb.build();
    // No file may grow beyond half a megabyte: the disk is full in the midst of the long page.
    let publish =
        format!("ulimit -f 512; trap '' XFSZ; exec '{}' publish --yes --build public", env!("CARGO_BIN_EXE_casebook"));
    let end = Command::new("bash").args(["-c", &publish]).current_dir(kb.path("")).output().expect("bash runs");
    assert_eq!(end.status.code(), Some(3), "{end:?}");
    assert!(String::from_utf8_lossy(&end.stderr).contains("could not write"), "{end:?}");
    assert_eq!(served(&kb), before);
    assert_eq!(releases(&kb).len(), 1);
    published(&kb, &["--build", "public"]);
    assert!(Path::exists(&kb.path("www/current/long.html")));
}

#[test]
fn what_is_published_below_a_bare_folder_is_not_read_again() {
    let kb = Kb::with(&[("casebook.toml", CONFIG), ("a.md", "# A\n\nText.\n"), ("b.md", "# B\n\nText.\n")]);
    published(&kb, &[]);
    let first = kb.built().files;
    let again = kb.run(&["publish"]);
    assert!(again.code == 0 && again.stdout.contains("is up to date"), "{again:?}");
    assert_eq!(kb.built().files, first);
}

#[test]
fn every_address_of_a_plan_is_one_of_the_build() {
    let kb = site(CONFIG, 3);
    let run = kb.run(&["publish", "--dry-run", "--json"]);
    let plan = super::site::json(&run);
    let built = kb.built();
    assert!(addresses(&plan, "uploads").iter().all(|address| built.files.contains_key(address)));
    assert_eq!(plan["done"], serde_json::Value::Null);
    assert!(!kb.path("www").exists());
}
