//! Files of the search index that are as they were are not written again, though each index has a folder of its own.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;

use super::{said, stamps};
use crate::kit::{Kb, files};

/// A site whose index is more than one file: sixty pages of sixty words of their own.
fn large_site() -> Kb {
    let kb = Kb::with(&[("casebook.toml", "title = \"Words\"\n")]);
    for page in 0..60 {
        kb.edit(&format!("content/page-{page}.md"), text(page, ""));
    }
    kb
}

fn text(page: usize, more: &str) -> String {
    let words: Vec<String> = (0..60).map(|word| format!("w{}q", (page * 60 + word) * 7919 % 100_003)).collect();
    format!("# Page {page}\n\n{more} {}.\n", words.join(" "))
}

/// The files of the index but its manifest, by what they are called in its folder, with their inodes.
fn shards(kb: &Kb) -> BTreeMap<PathBuf, u64> {
    let found = stamps(&kb.path("public/search")).into_iter();
    let found = found.filter(|(path, _)| !path.ends_with("manifest.js"));
    found.map(|(path, (_, _, inode))| (PathBuf::from(path.file_name().expect("a name")), inode)).collect()
}

#[test]
fn files_of_the_index_that_are_as_they_were_are_the_same_files() {
    let kb = large_site();
    kb.run(&["build"]);
    let before = shards(&kb);
    assert!(before.len() > 10, "{before:?}");
    kb.edit("content/page-7.md", text(7, "A freshly lubricated oven."));
    kb.run(&["build"]);
    let after = shards(&kb);
    let same = before.iter().filter(|(name, inode)| after.get(*name) == Some(inode)).count();
    // Of so small an index most files hold a word of every page.
    assert!((before.len() / 5..before.len()).contains(&same), "{same} of {}", before.len());
    kb.run(&["build", "--no-cache", "--out", "clean"]);
    assert!(kb.built().files == files(&kb.path("clean")));
    assert_eq!(fs::read_dir(kb.path("public/search")).expect("a folder").count(), 2, "the earlier index is gone");
}

#[test]
fn a_file_of_the_index_that_somebody_touched_is_written_again() {
    let kb = large_site();
    kb.run(&["build"]);
    let touched: HashSet<PathBuf> = stamps(&kb.path("public/search")).into_keys().collect();
    for path in touched.iter().filter(|path| !path.ends_with("manifest.js")) {
        fs::write(path, "ours no more").expect("written");
    }
    kb.edit("content/page-7.md", text(7, "A freshly lubricated oven."));
    let run = kb.run(&["build"]);
    kb.run(&["build", "--no-cache", "--out", "clean"]);
    assert!(kb.built().files == files(&kb.path("clean")), "{:?}", said(&run));
}
