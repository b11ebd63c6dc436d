//! Three whole sites, compared byte for byte: `tests/golden/<case>/site` must become `tests/golden/<case>/expected`.
//!
//! The theme's own styles, scripts and pictures are left out. `UPDATE=1 cargo test golden` rewrites what is expected.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::kit::{Kb, difference, files};

#[test]
fn a_bare_folder_of_two_files() {
    becomes_what_is_expected("bare");
}

#[test]
fn a_site_with_every_kind_of_page() {
    becomes_what_is_expected("every-kind");
}

#[test]
fn a_site_that_knows_its_address() {
    becomes_what_is_expected("published");
}

#[test]
fn every_golden_site_is_built() {
    let mut found: Vec<String> = fs::read_dir(case("")).expect("the folder of sites").map(name).collect();
    found.sort();
    assert_eq!(found, ["bare", "every-kind", "published"]);
}

fn name(entry: std::io::Result<fs::DirEntry>) -> String {
    entry.expect("an entry").file_name().to_string_lossy().into_owned()
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn becomes_what_is_expected(name: &str) {
    let kb = Kb::new();
    for (path, bytes) in files(&case(name).join("site")) {
        kb.edit(&path, bytes);
    }
    let mut actual = kb.build().files;
    actual.retain(|address, _| compared(address));
    let version = kb.run(&["--version"]).stdout;
    for word in version.split_whitespace().skip(1).map(|word| word.trim_matches(['(', ')', ','])) {
        let stamped: Vec<&String> = actual.iter().filter(|(_, b)| text(b).contains(word)).map(|(a, _)| a).collect();
        assert!(stamped.is_empty(), "`{word}` is in {stamped:?}, so another version would change every site");
    }
    let folder = case(name).join("expected");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (address, bytes) in &actual {
            let path = folder.join(address);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            fs::write(path, bytes).expect("the file can be written");
        }
    }
    let wanted = files(&folder);
    let differences = differences(&wanted, &actual);
    assert!(differences.is_empty(), "{name} changed (`UPDATE=1` accepts it):\n\n{}", differences.join("\n\n"));
}

/// Whether a file is made from content and templates, and is text.
fn compared(address: &str) -> bool {
    let ending = address.rsplit('.').next().unwrap_or("");
    !address.starts_with("assets/") && ["html", "md", "json", "xml", "txt"].contains(&ending)
}

fn differences(wanted: &BTreeMap<String, Vec<u8>>, actual: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let missing = wanted.keys().filter(|a| !actual.contains_key(*a)).map(|a| format!("{a}: expected, and not there"));
    let changed = actual.iter().filter(|(address, bytes)| wanted.get(*address) != Some(bytes)).map(
        |(address, bytes)| match wanted.get(address) {
            None => format!("{address}: there, and not expected"),
            Some(old) => format!("{address}:\n{}", changes(&difference(&text(old), &text(bytes)))),
        },
    );
    missing.chain(changed).collect()
}

/// The marked lines of a difference.
fn changes(difference: &str) -> String {
    difference.lines().filter(|line| !line.starts_with("  ")).collect::<Vec<_>>().join("\n")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
