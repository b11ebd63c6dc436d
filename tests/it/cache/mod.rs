//! What a cache between builds may do: nothing but save time.

mod damage_and_kills;
mod edit_costs;
mod index_files;
mod random_edits;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::kit::{Kb, Run};

const CACHE: &str = ".casebook-cache";

const LEASE: &str = "+++\ntitle = \"A stale lease\"\nid = \"INC-1\"\nstarted = 2024-03-11T10:00:00Z\nresolved = 2024-03-11T11:00:00Z\n\
    services = [\"checkout\"]\n+++\n\n## Summary\n\nThe lease was stale, see [[INC-2]].\n\n![A curve](curve.svg)\n\n```rust\nfn main() {}\n```\n\
    \n## Action items\n\n- [ ] Renew the lease sooner\n";
const QUEUE: &str = "# A queue that grew\n\nDate: 2024-05-02\n\n## Summary\n\nThe queue grew while the lease was stale.\n\n[gone](nowhere.md)\n";
const CURVE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"><path d=\"M0 0h2\"/></svg>";

/// A small site with something of everything that enters a build.
pub(super) fn site() -> Kb {
    Kb::with(&[
        ("casebook.toml", "title = \"Stories\"\n\n[theme]\nname = \"house\"\n"),
        ("content/incidents/INC-1.md", LEASE),
        ("content/incidents/INC-2.md", QUEUE),
        ("content/incidents/curve.svg", CURVE),
        ("content/glossary/lease.md", "# Lease\n\nA promise with an end.\n"),
        ("content/about.md", "# About\n\nThese are ours.\n"),
        ("themes/house/css/house.css", "main { margin: 1rem }\n"),
    ])
}

/// What a run said, without how long it took.
pub(super) fn said(run: &Run) -> (i32, String, String) {
    let timeless = |text: &str| {
        let seconds = regex::Regex::new(r"in [0-9.]+ s:").expect("a pattern");
        seconds.replace_all(text, "in T:").into_owned()
    };
    (run.code, timeless(&run.stdout), timeless(&run.stderr))
}

/// Every file of an output: its bytes, its time and its inode.
fn stamps(out: &Path) -> BTreeMap<PathBuf, (i64, i64, u64)> {
    let files = walkdir::WalkDir::new(out).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let stamp = |entry: walkdir::DirEntry| {
        let metadata = entry.metadata().expect("metadata");
        (entry.path().to_path_buf(), (metadata.mtime(), metadata.mtime_nsec(), metadata.ino()))
    };
    files.map(stamp).collect()
}

fn changes(run: &Run) -> &str {
    run.stdout
        .split_once(" (")
        .and_then(|(_, rest)| rest.split_once(')'))
        .map_or("", |(changes, _)| changes.rsplit('(').next().unwrap_or(changes))
}

/// Whether a build found that there was nothing to do.
fn did_nothing(run: &Run) -> bool {
    run.stdout.lines().any(|line| line.starts_with("recall") && line.trim_end().ends_with(" 1"))
        && run.stdout.lines().any(|line| line.starts_with("compare"))
        && !run.stdout.lines().any(|line| line.starts_with("finish"))
}

#[test]
fn a_build_of_unchanged_files_says_the_same_and_writes_nothing() {
    let kb = site();
    let first = kb.run(&["build", "--strict"]);
    let before = stamps(&kb.path("public"));
    let second = kb.run(&["build", "--strict"]);
    let (code, out, err) = said(&second);
    assert_eq!(
        (code, err),
        (1, first.stderr.replace("note: there is no feed and no sitemap, and `404.html` is for the root of a host, because there is no `base_url`\n", ""))
    );
    assert!(out.contains("(nothing changed)"), "{out}");
    assert_eq!(stamps(&kb.path("public")), before);
    assert!(did_nothing(&kb.run(&["build", "--strict", "--timings"])));
    assert_eq!(said(&kb.run(&["build", "--strict", "--no-cache"])), said(&second));
    assert!(!did_nothing(&kb.run(&["build", "--strict", "--no-cache", "--timings"])));
    assert_eq!(kb.run(&["build", "--dry-run", "--strict"]).code, 1);
}

#[test]
fn an_output_that_somebody_touched_is_repaired() {
    let kb = site();
    let clean = kb.build().files;
    let page = kb.path("public/incidents/INC-1.html");
    let touch: [&dyn Fn(); 6] = [
        &|| fs::write(&page, "mine").unwrap(),
        &|| fs::remove_file(&page).unwrap(),
        &|| fs::remove_dir_all(kb.path("public/incidents")).unwrap(),
        &|| {
            fs::remove_file(kb.path("public/.casebook-manifest.json"))
                .map(|()| fs::remove_dir_all(kb.path("public")).unwrap())
                .unwrap()
        },
        &|| {
            fs::remove_file(&page).unwrap();
            std::os::unix::fs::symlink("INC-2.html", &page).unwrap();
        },
        &|| fs::write(kb.path("public/incidents/.casebook-tmp-0123456789abcdef"), "left by a killed build").unwrap(),
    ];
    for (at, touch) in touch.iter().enumerate() {
        touch();
        assert_eq!(kb.build().files, clean, "{at}");
        assert!(did_nothing(&kb.run(&["build", "--timings"])), "{at}");
    }
}

#[test]
fn what_only_looks_touched_is_left_alone_and_what_only_looks_untouched_is_found() {
    let kb = site();
    let clean = kb.build().files;
    let page = kb.path("public/index.html");
    let text = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    fs::write(&page, &text).unwrap();
    let before = stamps(&kb.path("public"));
    assert!(did_nothing(&kb.run(&["build", "--timings"])));
    assert_eq!(stamps(&kb.path("public")), before);
    let time = fs::metadata(&page).unwrap().modified().unwrap();
    let mut other = text.clone();
    other[20] ^= 1;
    fs::write(&page, other).unwrap();
    fs::File::options().append(true).open(&page).unwrap().set_modified(time).unwrap();
    assert!(did_nothing(&kb.run(&["build", "--timings"])));
    let run = kb.run(&["build", "--verify"]);
    assert_eq!(changes(&run), "1 file changed", "{run:?}");
    assert_eq!(kb.built().files, clean);
}

#[test]
fn commands_answer_the_same_from_the_cache() {
    let kb = site();
    kb.edit("content/incidents/draft.md", "---\ndraft: maybe\n---\n# A draft\n\nNobody knows yet.\n");
    let commands: [&[&str]; 8] = [
        &["check"],
        &["check", "--format", "json"],
        &["check", "--explain-kinds", "--strict"],
        &["search", "stale", "lease"],
        &["search", "--json", "queue"],
        &["similar", "INC-1"],
        &["stats"],
        &["actions", "--format", "csv"],
    ];
    let without: Vec<_> = commands.iter().map(|args| said(&kb.run(&[*args, &["--no-cache"]].concat()))).collect();
    assert!(!kb.path(CACHE).exists());
    for _ in 0..2 {
        let with: Vec<_> = commands.iter().map(|args| said(&kb.run(args))).collect();
        assert_eq!(with, without);
    }
    kb.edit("content/incidents/INC-2.md", QUEUE.replace("stale", "late"));
    for args in commands {
        assert_eq!(said(&kb.run(args)), said(&kb.run(&[args, &["--no-cache"]].concat())), "{args:?}");
    }
}

#[test]
fn another_day_is_another_build_only_where_a_date_of_publication_comes() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "---\npublishDate: 2026-03-10\n---\n# A\n\nText.\n"),
        ("content/incidents/b.md", "---\ndate: 2025-01-01\n---\n# B\n\nText.\n"),
    ]);
    for day in ["2026-03-01", "2026-03-09", "2026-03-10", "2026-03-28", "2026-03-09"] {
        let with = kb.run(&["build", "--as-of", day]);
        let clean = kb.run(&["build", "--as-of", day, "--no-cache", "--out", "clean"]);
        assert_eq!((with.code, with.stderr.contains("a.md")), (clean.code, clean.stderr.contains("a.md")), "{day}");
        assert_eq!(kb.built().files, crate::kit::files(&kb.path("clean")), "{day}");
    }
}

#[test]
fn the_cache_holds_no_text_of_what_is_withheld() {
    const WORD: &str = "Zanzibarquux";
    let kb = site();
    let page = |head: &str| format!("---\n{head}\ntitle: {WORD} title\n---\n# {WORD} heading\n\nThe {WORD} prose.\n");
    kb.edit("content/incidents/draft.md", page("draft: true"));
    kb.edit("content/incidents/unclear.md", page(&format!("draft: {WORD}")));
    kb.edit("content/incidents/restricted.md", page(&format!("audience: {WORD}")));
    kb.edit("content/incidents/later.md", page("publishDate: 2999-01-01"));
    kb.edit("content/private/notes.md", page("status: done"));
    kb.edit("content/_drafts/idea.md", page("status: done"));
    let part =
        format!("# Open\n\nText.\n\n<!-- {WORD} comment -->\n\n:::audience support\nThe {WORD} part.\n:::\n\nMore.\n");
    kb.edit("content/incidents/part.md", part);
    for args in [
        &["build"][..],
        &["build"],
        &["build", "--omit-restricted"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--explain-kinds"],
        &["search", "prose"],
        &["build", "--drafts", "--out", "drafts"],
        &["stats", "--drafts"],
        &["similar", "content/incidents/draft.md"],
    ] {
        let run = kb.run(args);
        assert!(run.code == 0 || run.code == 4 || run.code == 1, "{run:?}");
    }
    let entries: Vec<_> = fs::read_dir(kb.path(CACHE)).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(entries.len() > 4, "{entries:?}");
    for path in entries {
        let bytes = fs::read(&path).unwrap();
        for form in [WORD.to_owned(), WORD.to_lowercase(), WORD.to_uppercase()] {
            assert!(!bytes.windows(form.len()).any(|window| window == form.as_bytes()), "{form} in {}", path.display());
        }
    }
}

#[test]
fn the_cache_stands_beside_the_configuration_and_goes_without_harm() {
    let kb = site();
    let clean = kb.build().files;
    assert!(kb.path(CACHE).join(".gitignore").is_file());
    fs::remove_dir_all(kb.path(CACHE)).unwrap();
    assert_eq!(kb.build().files, clean);
    let bare = Kb::with(&[("a.md", LEASE)]);
    bare.build();
    assert!(!bare.path(CACHE).exists());
    // The output is never where the cache would be, nor the other way round.
    let run = kb.run(&["build", "--out", CACHE]);
    assert_eq!(run.code, 3, "{run:?}");
}

#[test]
fn builds_for_several_audiences_are_remembered_and_each_folder_is_repaired() {
    let audiences = "[audiences]\ndefault = \"all\"\n[audiences.all]\n[audiences.desk]\nincludes = [\"all\"]\n";
    let kb = Kb::with(&[
        ("casebook.toml", audiences),
        ("content/incidents/INC-1.md", LEASE),
        ("content/incidents/INC-2.md", "---\naudience: desk\n---\n# A queue that grew\n\nDate: 2024-05-02\n"),
    ]);
    let build = ["build", "--all-audiences", "--timings"];
    let clean = |kb: &Kb| ["all", "desk"].map(|audience| crate::kit::files(&kb.path("public").join(audience)));
    assert!(!did_nothing(&kb.run(&build)));
    let first = clean(&kb);
    let again = kb.run(&build);
    assert!(did_nothing(&again));
    assert_eq!(again.stdout.matches("(nothing changed)").count(), 2, "{}", again.stdout);
    // Who could see what is written down again when it is gone, and so is a page of one of them.
    fs::remove_file(kb.path("audiences.lock")).unwrap();
    assert!(!did_nothing(&kb.run(&build)) && kb.path("audiences.lock").exists());
    fs::write(kb.path("public/all/index.html"), "mine").unwrap();
    assert!(!did_nothing(&kb.run(&build)));
    assert_eq!(clean(&kb), first);
    assert!(did_nothing(&kb.run(&build)));
    // For the one audience alone it is another build.
    assert!(!did_nothing(&kb.run(&["build", "--audience", "desk", "--timings"])));
}
