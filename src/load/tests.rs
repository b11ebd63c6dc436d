//! What later stages and the preview rely on: which data files there are, and that what has not changed is the same again.

#![expect(clippy::disallowed_methods, reason = "tests set folders up")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::diag::Rule;

fn site(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Options) {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        write(dir.path(), path, bytes);
    }
    let options = Options { dir: dir.path().to_path_buf(), config: None, out: dir.path().join("public") };
    (dir, options)
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn paths(sources: &Sources) -> Vec<&str> {
    sources.data.iter().map(|file| file.path.as_str()).collect()
}

fn again(options: &Options, earlier: &Sources, paths: &[&str]) -> Sources {
    let doubt = Doubt::Files(paths.iter().map(|path| earlier.root.join(path)).collect());
    reload(options, earlier, &doubt, Patience::Believe).unwrap().unwrap().sources
}

#[test]
fn data_files_are_read_beside_the_pages_they_are_about() {
    let (_dir, options) = site(&[
        ("_config.yml", b"defaults: []\n"),
        ("content/incidents/a.md", b"# A\n"),
        ("content/incidents/a.json", b"{}"),
        ("content/incidents/incidents.json", b"{ \"draft\": true }"),
        ("content/incidents/numbers.json", b"{}"),
        ("content/incidents/.meta.yml", b"draft: true\r"),
        ("content/private/private.json", b"{}"),
    ]);
    let sources = load(&options).unwrap();
    let expected = ["../_config.yml", "incidents/.meta.yml", "incidents/a.json", "incidents/incidents.json"];
    assert_eq!(paths(&sources), expected);
    assert_eq!(&*sources.text("content/incidents/.meta.yml").unwrap(), "draft: true\n");
    assert_eq!(&*sources.text("_config.yml").unwrap(), "defaults: []\n");
    let assets: Vec<&str> = sources.assets.files.keys().map(String::as_str).collect();
    assert_eq!(assets, ["incidents/a.json", "incidents/incidents.json", "incidents/numbers.json"]);
}

#[test]
fn data_that_cannot_be_read_is_there_with_the_reason() {
    let (dir, options) = site(&[
        ("content/a/a.md", b"# A\n"),
        ("content/a/a.json", &vec![b' '; 300 * 1024]),
        ("content/b/b.json", b"{ \"caf\xe9\": 1 }"),
        ("content/elsewhere.txt", b"{}"),
    ]);
    #[cfg(unix)]
    {
        fs::create_dir_all(dir.path().join("content/c")).unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("content/c/c.json")).unwrap();
        std::os::unix::fs::symlink("/etc", dir.path().join("content/c/.meta.yml")).unwrap();
    }
    let sources = load(&options).unwrap();
    let unread: Vec<_> = sources.data.iter().map(|file| (file.path.as_str(), file.unread.as_deref())).collect();
    let not_followed = Some("it is a link that is not followed");
    let mut expected = vec![
        ("a/a.json", Some("it could not be read: it is larger than 256 KB")),
        ("b/b.json", Some("it is not UTF-8 (line 1, byte E9)")),
    ];
    if cfg!(unix) {
        expected.push(("c/c.json", not_followed));
    }
    assert_eq!(unread, expected);
    let found: HashSet<_> = sources.diagnostics.iter().map(|finding| (finding.rule, finding.path.as_str())).collect();
    for expected in [(Rule::LoadUnreadable, "content/a/a.json"), (Rule::LoadEncoding, "content/b/b.json")] {
        assert!(found.contains(&expected), "{found:?}");
    }
    drop(dir);
}

#[test]
fn data_that_has_not_changed_is_the_same_and_a_change_is_seen() {
    let (dir, options) = site(&[
        ("content/a/a.md", b"# A\n"),
        ("content/a/a.json", b"{}"),
        ("content/a/.meta.yml", b"x: 1\n"),
        ("_config.yml", b"x: 1\n"),
    ]);
    let first = load(&options).unwrap();
    write(dir.path(), "content/a/a.md", b"# Another\n");
    write(dir.path(), "content/a/b.md", b"# B\n");
    let second = again(&options, &first, &["content/a/a.md", "content/a/b.md"]);
    assert!(first.data.iter().zip(&second.data).all(|(a, b)| Arc::ptr_eq(a, b)) && second.data.len() == 3);

    write(dir.path(), "content/a/a.json", b"{ \"draft\": true }");
    fs::remove_file(dir.path().join("content/a/.meta.yml")).unwrap();
    fs::remove_file(dir.path().join("_config.yml")).unwrap();
    let third = again(&options, &second, &["content/a/a.json", "content/a/.meta.yml", "_config.yml"]);
    assert_eq!(paths(&third), ["a/a.json"]);
    assert_eq!(&*third.data[0].text, "{ \"draft\": true }");
    // Its place makes it data, once the page is there.
    write(dir.path(), "content/a/c.json", b"{}");
    let fourth = again(&options, &third, &["content/a/c.json"]);
    assert_eq!(paths(&fourth), ["a/a.json"]);
    write(dir.path(), "content/a/c.md", b"# C\n");
    assert_eq!(paths(&again(&options, &fourth, &["content/a/c.md"])), ["a/a.json", "a/c.json"]);
}

#[test]
fn a_pattern_that_matches_nothing_any_more_is_found_out() {
    let (dir, options) = site(&[
        ("casebook.toml", b"[content]\nignore = [\"x.md\"]\n"),
        ("content/a.md", b"# A\n"),
        ("content/x.md", b"# X\n"),
    ]);
    let first = load(&options).unwrap();
    assert_eq!(first.diagnostics, []);
    fs::remove_file(dir.path().join("content/x.md")).unwrap();
    let second = again(&options, &first, &["content/x.md"]);
    assert_eq!(second.diagnostics.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::ConfigIgnore]);
    write(dir.path(), "content/x.md", b"# X\n");
    assert_eq!(again(&options, &second, &["content/x.md"]).diagnostics, []);
}
