//! One zip file for a laptop: whole, the same bytes for the same site, and nobody else's file.

use std::fs;
use std::io::Read;

use super::site::{incident, published, site, text};

const CONFIG: &str = "[publish.laptop]\nzip = \"out/mill.zip\"\n";

#[test]
fn a_zip_file_holds_the_site_and_is_left_alone_while_nothing_changes() {
    let kb = site(CONFIG, 3);
    published(&kb, &[]);
    let path = kb.path("out/mill.zip");
    let first = fs::read(&path).expect("a zip file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&first)).expect("a zip file");
    let built = kb.built();
    for (address, bytes) in &built.files {
        let mut found = Vec::new();
        archive.by_name(&format!("mill/{address}")).expect("there").read_to_end(&mut found).expect("readable");
        assert_eq!(&found, bytes, "{address}");
    }
    assert_eq!(archive.len(), built.files.len() + 1);
    assert!(kb.run(&["publish"]).stdout.contains("is up to date"));
    kb.edit(&incident(0), text(0, 3, "as it is now"));
    kb.remove(&incident(2));
    let plan = published(&kb, &[]);
    assert!(plan["removals"].to_string().contains("incidents/2024/i2.html"));
    let second = fs::read(&path).expect("a zip file");
    assert_ne!(first, second);
    fs::remove_file(&path).expect("removable");
    published(&kb, &[]);
    assert_eq!(fs::read(&path).expect("a zip file"), second, "the same site makes the same bytes");
}

#[test]
fn a_file_that_is_not_ours_is_left_alone() {
    let kb = site(CONFIG, 2);
    kb.edit("out/mill.zip", "years of work");
    let run = kb.run(&["publish", "--yes"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("is there already and Casebook did not write it"), "{run:?}");
    assert_eq!(fs::read(kb.path("out/mill.zip")).expect("there"), b"years of work");
}
