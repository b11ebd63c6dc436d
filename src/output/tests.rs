//! What publishers rely on: nothing foreign is touched, nothing of ours is left over, and equal bytes are left alone.

#![expect(clippy::disallowed_methods, reason = "tests set folders up and look at them")]

mod other_builds;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::*;

type Site<'a> = &'a [(&'a str, &'a str)];

fn options(out: &Path, mode: WriteMode) -> OutputOptions {
    OutputOptions { out: out.to_path_buf(), inputs: Vec::new(), mode, drafts: false, audience: None }
}

fn build(out: &Path, site: Site<'_>, mode: WriteMode) -> Result<Summary> {
    let folder = open(&options(out, mode), site.iter().map(|(address, _)| *address))?;
    let put = |(address, text): &(&str, &str)| folder.put(address, &Content::Bytes(text.as_bytes().to_vec()));
    let records: Result<Vec<_>> = site.iter().map(put).collect();
    folder.finish(&records?)
}

fn write(out: &Path, site: Site<'_>) -> Summary {
    build(out, site, WriteMode::Write).expect("the build succeeds")
}

/// Every file below `out` but the manifest.
fn tree(out: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(out).into_iter().map(|entry| entry.expect("readable"));
    let files = files.filter(|entry| !entry.file_type().is_dir() && entry.file_name() != ".casebook-manifest.json");
    let path =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(out).expect("below").to_string_lossy().replace('\\', "/");
    files.map(|entry| (path(&entry), fs::read_to_string(entry.path()).expect("text"))).collect()
}

fn expected(site: Site<'_>) -> BTreeMap<String, String> {
    site.iter().map(|(address, text)| ((*address).to_owned(), (*text).to_owned())).collect()
}

fn names(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn equal_bytes_keep_their_time() {
    let dir = folder();
    let out = dir.path().join("public");
    write(&out, &[("a.html", "a"), ("b.html", "b")]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["a.html", "b.html", ".casebook-manifest.json"] {
        fs::File::options().append(true).open(out.join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    let modified = |name: &str| fs::metadata(out.join(name)).unwrap().modified().unwrap();

    let summary = write(&out, &[("a.html", "a"), ("b.html", "b")]);
    assert_eq!(summary, Summary { bytes: 2, ..Summary::default() });
    assert_eq!(["a.html", "b.html", ".casebook-manifest.json"].map(modified), [long_ago; 3]);

    let summary = write(&out, &[("a.html", "a"), ("b.html", "c")]);
    assert_eq!(names(&summary.changed), ["b.html"]);
    assert_eq!(modified("a.html"), long_ago);
}

#[test]
fn removal_is_exact_and_foreign_files_stay() {
    let dir = folder();
    let out = dir.path().join("public");
    write(&out, &[("index.html", "i"), ("incidents/2024/x.html", "x"), ("incidents/2023/y.html", "y")]);
    fs::write(out.join("CNAME"), "learning.example").unwrap();
    fs::write(out.join("incidents/2023/mine.txt"), "mine").unwrap();

    let summary = write(&out, &[("index.html", "i")]);
    assert_eq!(names(&summary.removed), ["incidents/2023/y.html", "incidents/2024/x.html"]);
    let left = [("CNAME", "learning.example"), ("incidents/2023/mine.txt", "mine"), ("index.html", "i")];
    assert_eq!(tree(&out), expected(&left));
    assert!(!out.join("incidents/2024").exists());
}

#[test]
fn a_folder_without_a_manifest_is_refused() {
    let dir = folder();
    fs::write(dir.path().join("thesis.txt"), "years of work").unwrap();
    let error = build(dir.path(), &[("index.html", "i")], WriteMode::Write).unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert!(error.to_string().contains("holds `thesis.txt`, which Casebook did not write; give another --out"));
    let error = build(&dir.path().join("thesis.txt"), &[], WriteMode::Write).unwrap_err();
    assert!(error.to_string().contains("is a file; give another --out"), "{error}");
}

#[test]
fn a_foreign_file_where_a_page_must_go_stops_the_build_before_anything_is_written() {
    let dir = folder();
    let out = dir.path().join("public");
    write(&out, &[("index.html", "old")]);
    for (foreign, wanted) in [("a.html", "a.html"), ("services", "services/x.html"), ("t.html/mine", "t.html")] {
        let path = out.join(foreign);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let error = build(&out, &[("index.html", "new"), (wanted, "ours")], WriteMode::Write).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{foreign}` in")), "{error}");
        assert_eq!(tree(&out)["index.html"], "old");
        assert_eq!(tree(&out)[foreign], "mine");
        fs::remove_file(&path).unwrap();
        let _ = fs::remove_dir(out.join("t.html"));
    }
}

#[test]
fn addresses_stay_inside_the_folder() {
    let dir = folder();
    let out = dir.path().join("public");
    for bad in ["/etc/x", "../x", "a/../../x", "a//b", "", "a/", ".", "a\\b", "c:x", "a\nb", ".casebook-manifest.json"]
    {
        let error = build(&out, &[(bad, "x")], WriteMode::Write).unwrap_err();
        assert_eq!(error.exit_code(), 3, "{bad}");
    }
    assert!(!out.exists());
    let error = build(&out, &[("a.html", "1"), ("a.html", "2")], WriteMode::Write).unwrap_err();
    assert!(error.to_string().contains("two pages want the address `a.html`"));
}

#[test]
fn a_manifest_that_points_elsewhere_is_refused() {
    let dir = folder();
    let out = dir.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(dir.path().join("precious"), "p").unwrap();
    let text = r#"{"casebook":1,"drafts":false,"files":{"../precious":""}}"#;
    fs::write(out.join(".casebook-manifest.json"), text).unwrap();
    let error = build(&out, &[], WriteMode::Write).unwrap_err();
    assert!(error.to_string().contains("names `../precious`"), "{error}");
    assert!(dir.path().join("precious").exists());
}

#[cfg(unix)]
#[test]
fn links_inside_the_folder_are_not_followed() {
    let dir = folder();
    let (out, elsewhere) = (dir.path().join("public"), dir.path().join("elsewhere"));
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("x.html"), "precious").unwrap();
    write(&out, &[("a/x.html", "x"), ("b.html", "b")]);
    fs::remove_file(out.join("a/x.html")).unwrap();
    fs::remove_dir(out.join("a")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("a")).unwrap();
    assert!(build(&out, &[("a/x.html", "new"), ("b.html", "b")], WriteMode::Write).is_err());
    assert!(build(&out, &[("b.html", "b")], WriteMode::Write).is_err());
    assert_eq!(fs::read_to_string(elsewhere.join("x.html")).unwrap(), "precious");

    fs::remove_file(out.join("a")).unwrap();
    fs::remove_file(out.join("b.html")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("x.html"), out.join("b.html")).unwrap();
    write(&out, &[("b.html", "ours")]);
    assert_eq!(fs::read_to_string(elsewhere.join("x.html")).unwrap(), "precious");
    assert!(out.join("b.html").symlink_metadata().unwrap().is_file());
}

#[test]
fn a_name_that_changes_case_is_not_lost() {
    let dir = folder();
    write(dir.path(), &[("Incidents/Foo.html", "old"), ("b.html", "b")]);
    write(dir.path(), &[("incidents/foo.html", "new"), ("b.html", "b")]);
    let found = tree(dir.path());
    assert_eq!(found.len(), 2);
    assert!(found.values().any(|text| text == "new"));
    // On Linux both of two twins are written; elsewhere the build says that it cannot.
    let twins = [("a/x.png", "1"), ("a/X.png", "2")];
    if build(dir.path(), &twins, WriteMode::Write).is_ok() {
        assert_eq!(tree(dir.path()), expected(&twins));
    }
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let dir = folder();
    write(dir.path(), &[("a", "file"), ("b/c", "nested")]);
    let summary = write(dir.path(), &[("a/d", "nested"), ("b", "file")]);
    assert_eq!(names(&summary.removed), ["a", "b/c"]);
    assert_eq!(tree(dir.path()), expected(&[("a/d", "nested"), ("b", "file")]));
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let dir = folder();
    let out = dir.path().join("public");
    let before = [("a.html", "a"), ("b.html", "b"), ("c.html", "c")];
    let summary = build(&out, &before, WriteMode::DryRun).unwrap();
    assert_eq!(names(&summary.added), ["a.html", "b.html", "c.html"]);
    assert!(!out.exists());
    write(&out, &before);
    let after = [("a.html", "a"), ("b.html", "other"), ("d.html", "d")];
    let told = build(&out, &after, WriteMode::DryRun).unwrap();
    assert_eq!(tree(&out), expected(&before));
    assert_eq!(told, write(&out, &after));
    assert_eq!(names(&told.removed), ["c.html"]);
}

#[test]
fn copies_are_streamed_and_compared() {
    let dir = folder();
    let (out, source) = (dir.path().join("public"), dir.path().join("picture.png"));
    fs::write(&source, vec![7; 200_000]).unwrap();
    let put = || {
        let folder = open(&options(&out, WriteMode::Write), ["p.png"]).unwrap();
        let record = folder.put("p.png", &Content::File(source.clone())).unwrap();
        folder.finish(std::slice::from_ref(&record)).unwrap();
        (record.change, record.bytes)
    };
    assert_eq!([put(), put()], [(FileChange::Added, 200_000), (FileChange::Same, 200_000)]);
    fs::write(&source, vec![8; 200_000]).unwrap();
    assert_eq!(put(), (FileChange::Changed, 200_000));
    assert_eq!(fs::read(out.join("p.png")).unwrap(), vec![8; 200_000]);
}

#[test]
fn an_output_that_holds_its_input_is_refused() {
    let dir = folder();
    let content = dir.path().join("content");
    fs::create_dir(&content).unwrap();
    let refused = |out: &Path| {
        open(&OutputOptions { inputs: vec![content.clone()], ..options(out, WriteMode::Write) }, [])
            .is_err_and(|e| e.exit_code() == 3)
    };
    assert!(refused(&content));
    assert!(refused(dir.path()));
    assert!(refused(&content.join("..")));
    assert!(!refused(&content.join("public")));
}

#[test]
fn a_drafts_build_says_so_from_its_first_file_on() {
    let dir = folder();
    write(dir.path(), &[("a.html", "a")]);
    let drafts = OutputOptions { drafts: true, ..options(dir.path(), WriteMode::Write) };
    let manifest = || fs::read_to_string(dir.path().join(".casebook-manifest.json")).unwrap();
    open(&drafts, ["a.html"]).unwrap();
    assert!(manifest().contains("\"drafts\": true") && manifest().contains("\"unfinished\": true"));
    write(dir.path(), &[("a.html", "a")]);
    assert!(manifest().contains("\"drafts\": false"));
}

/// A small seeded generator: any sequence of builds leaves exactly what one clean build of the last site leaves.
#[test]
fn any_sequence_of_builds_ends_like_a_clean_build() {
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let parts = ["a", "b", "c", "d.html"];
    let dir = folder();
    let out = dir.path().join("public");
    for _ in 0..120 {
        let mut site: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..next(9) {
            let depth = 1 + next(3);
            let address: Vec<&str> = (0..depth).map(|_| parts[next(4) as usize]).collect();
            let address = address.join("/");
            let clashes = site
                .keys()
                .any(|other| other.starts_with(&format!("{address}/")) || address.starts_with(&format!("{other}/")));
            if !clashes {
                site.insert(address, next(3).to_string());
            }
        }
        let site: Vec<(&str, &str)> = site.iter().map(|(a, t)| (a.as_str(), t.as_str())).collect();
        let told = build(&out, &site, WriteMode::DryRun).unwrap();
        assert_eq!(told, write(&out, &site));
        assert_eq!(tree(&out), expected(&site));
        assert_eq!(write(&out, &site).added, Vec::<String>::new());
    }
}
