//! The repository's state becomes `CASEBOOK_COMMIT`, which `casebook --version` shows.
//!
//! Never fails a build: without git, or in a packaged crate without its origin, the commit is `unknown`.

#![allow(clippy::disallowed_methods, reason = "a build script reads the repository it stands in")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    // All but the first are folders embedded in the binary; nothing else tells cargo when a file appears in them.
    for path in
        ["build.rs", "src/cli/init", "src/parse/vocabulary/languages", "src/wording/languages", "themes/default"]
    {
        println!("cargo:rerun-if-changed={path}");
    }
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let commit = from_git(&root).or_else(|| from_package(&root)).unwrap_or_else(|| String::from("unknown"));
    println!("cargo:rustc-env=CASEBOOK_COMMIT={commit}");
}

/// The commit and its date, such as `1a2b3c4 2026-11-21`, when the crate is the top of a repository of its own.
fn from_git(root: &Path) -> Option<String> {
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != root.canonicalize().ok()? {
        return None;
    }
    // A branch's file appears and disappears as references are packed: watch what stands there now.
    let branch = git(root, &["symbolic-ref", "-q", "HEAD"]);
    for name in ["HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        let path = git(root, &["rev-parse", "--git-path", name]).map(|path| root.join(path));
        if let Some(path) = path.filter(|path| path.exists()) {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    git(root, &["log", "-1", "--format=%h %cs"])
}

/// The commit that a packaged crate was made from.
fn from_package(root: &Path) -> Option<String> {
    let text = std::fs::read_to_string(root.join(".cargo_vcs_info.json")).ok()?;
    let hash: String = text.split_once("\"sha1\"")?.1.chars().skip_while(|c| !c.is_ascii_hexdigit()).take(7).collect();
    (hash.len() == 7 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some(hash)
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
