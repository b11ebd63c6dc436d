//! The output folder: ours, exact, the same bytes every time, and small differences for small edits.

use std::fs;

use proptest::prelude::*;

use crate::kit::Kb;

fn small() -> Kb {
    Kb::with(&[
        (
            "content/incidents/2023/a.md",
            "---\nid: INC-1\ntitle: A\ndate: 2023-01-01\nservices: [checkout]\n---\nOne [[INC-2]].\n",
        ),
        (
            "content/incidents/2024/b.md",
            "---\nid: INC-2\ntitle: B\ndate: 2024-01-01\nsummary: Two.\nservices: [checkout]\n---\nSome prose.\n",
        ),
        ("content/glossary/t.md", "---\ntitle: T\n---\nA term.\n"),
    ])
}

#[test]
fn two_builds_and_one_or_two_threads_give_the_same_bytes() {
    let kb = small();
    let one = kb.build_with(&["--jobs", "1", "--out", "public"]);
    fs::remove_dir_all(kb.path("public")).expect("removable");
    let two = kb.build_with(&["--jobs", "2"]);
    assert_eq!(one.files, two.files);
}

#[test]
fn an_edit_to_prose_changes_only_the_files_that_show_it() {
    let kb = small();
    let before = kb.build();
    kb.edit(
        "content/incidents/2024/b.md",
        "---\nid: INC-2\ntitle: B\ndate: 2024-01-01\nsummary: Two.\nservices: [checkout]\n---\nOther prose.\n",
    );
    let dry = kb.run(&["build", "--dry-run"]);
    let after = kb.build();
    let changed = after.changed_from(&before);
    let (search, others): (Vec<&str>, Vec<&str>) =
        changed.into_iter().partition(|address| address.starts_with("search/"));
    assert_eq!(others, ["incidents/2024/b.html", "incidents/2024/b.md"]);
    assert!(search.contains(&"search/manifest.js"), "{search:?}");
    assert!(dry.stdout.contains("incidents/2024/b.html") && !dry.stdout.contains("incidents/2023/a.html"), "{dry:?}");
}

/// What an edit of `path` to `text` costs: the addresses that are written again, those of the search index apart.
fn written_for(path: &str, text: &str) -> (Vec<String>, usize) {
    let kb = small();
    let before = kb.build();
    kb.edit(path, text);
    let after = kb.build();
    let (search, others): (Vec<&str>, Vec<&str>) =
        after.changed_from(&before).into_iter().partition(|address| address.starts_with("search/"));
    (others.into_iter().map(str::to_owned).collect(), search.len())
}

#[test]
fn an_edit_writes_no_more_files_than_show_it() {
    let head = "---\nid: INC-2\ntitle: B\ndate: 2024-01-01\nsummary: Two.\nservices: [checkout]\n---\n";
    let page = ["incidents/2024/b.html", "incidents/2024/b.md"];
    let (prose, search) = written_for("content/incidents/2024/b.md", &format!("{head}Other prose.\n"));
    assert_eq!(prose, page);
    assert!(search > 0);
    let (same, search) = written_for("content/incidents/2024/b.md", &format!("{head}Some prose.\n"));
    assert_eq!((same.len(), search), (0, 0));
    let (heading, _) = written_for("content/incidents/2024/b.md", &format!("{head}## Heading\n\nSome prose.\n"));
    assert_eq!(heading, page);
    let (term, _) = written_for("content/glossary/t.md", "---\ntitle: T\n---\nAnother term.\n");
    assert_eq!(term, ["glossary/index.html", "glossary/t.html", "glossary/t.md", "index.html", "llms.txt"]);
    let (title, _) = written_for("content/incidents/2024/b.md", &format!("{}Some prose.\n", head.replace("B", "C")));
    assert!(page.iter().all(|address| title.iter().any(|written| written == address)), "{title:?}");
    let other = ["glossary/", "assets/", "incidents/2023.", "incidents/2023/a.md"];
    assert!(!title.iter().any(|address| other.iter().any(|other| address.starts_with(other))), "{title:?}");
}

#[test]
fn equal_files_keep_their_time_and_foreign_files_stay() {
    let kb = small();
    kb.build();
    let term = kb.path("public/glossary/t.html");
    let time = || fs::metadata(&term).and_then(|m| m.modified()).expect("a time");
    let before = time();
    fs::write(kb.path("public/theirs.txt"), "x").expect("writable");
    let unchanged = kb.path("content/glossary/t.md");
    let text = fs::read(&unchanged).expect("readable");
    fs::write(&unchanged, text).expect("writable");
    kb.remove("content/incidents/2024/b.md");
    let built = kb.build();
    assert!(!built.addresses().contains(&"incidents/2024/b.html"), "{:?}", built.addresses());
    assert!(!built.addresses().contains(&"incidents/2024.html"), "{:?}", built.addresses());
    assert!(!kb.path("public/incidents/2024").exists(), "folders of removed pages go");
    assert!(built.addresses().contains(&"theirs.txt"));
    assert_eq!(time(), before);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_with_the_way_out() {
    let kb = small();
    kb.edit("public/precious.txt", "x");
    let run = kb.run(&["build"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("--out"), "{run:?}");
    assert!(!kb.path("public/index.html").exists());
}

#[test]
fn without_an_address_there_is_no_feed_and_search_engines_are_kept_out() {
    let kb = small();
    let built = kb.build();
    assert!(!built.addresses().contains(&"feed.xml") && !built.addresses().contains(&"sitemap.xml"));
    assert!(built.get("index.html").contains("name=\"robots\" content=\"noindex\""));
    let with = kb.build_with(&["--base-url", "https://casebook.example/a/"]);
    assert!(with.get("feed.xml").contains("https://casebook.example/a/incidents/2024/b.html"));
    assert!(with.get("sitemap.xml").contains("https://casebook.example/a/glossary/t.html"));
}

#[test]
fn every_address_on_every_page_is_relative_and_exists() {
    let kb = small();
    let built = kb.build();
    for (address, bytes) in built.files.iter().filter(|(a, _)| a.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"", "src=\""] {
            for target in html.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap_or("")) {
                let path = target.split('#').next().unwrap_or("");
                if path.is_empty() || path.contains("://") {
                    continue;
                }
                assert!(!path.starts_with('/') || address == "404.html", "{address}: {target}");
                let mut parts: Vec<&str> = address.split('/').collect();
                parts.pop();
                for part in path.split('/') {
                    match part {
                        ".." => drop(parts.pop()),
                        "." => {}
                        _ => parts.push(part),
                    }
                }
                let wanted = parts.join("/");
                assert!(built.files.contains_key(&wanted) || address == "404.html", "{address}: {target} is not there");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn building_over_an_older_output_equals_building_afresh(edits in proptest::collection::vec((0usize..4, 0usize..5), 1..6)) {
        let kb = small();
        kb.build();
        for (file, change) in edits {
            let path = format!("content/incidents/2024/f{file}.md");
            match change {
                0 if kb.path(&path).exists() => kb.remove(&path),
                1 => kb.edit(&path, format!("---\ntitle: F{file}\ndraft: true\n---\nText.\n")),
                n => kb.edit(&path, format!("---\ntitle: F{file}\ndate: 202{n}-01-01\nservices: [s{n}]\n---\nText {n} [[INC-1]].\n")),
            }
        }
        let over = kb.build();
        let dir = kb.path("public");
        fs::remove_dir_all(dir).expect("removable");
        prop_assert_eq!(over.files, kb.build().files);
    }
}
