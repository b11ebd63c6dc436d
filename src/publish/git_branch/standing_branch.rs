//! A branch elsewhere becomes the list of its files, and the manifest among them.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::load::PUBLISHED;
use crate::publish::git_branch::git_program::{GitProgram, GitRefusal};
use crate::publish::published_manifest::PublishedManifest;

/// What the fetched commit is called here.
const FETCHED: &str = "refs/heads/fetched";

/// The newest commit of a branch.
#[derive(Debug)]
pub(super) struct StandingBranch {
    pub(super) commit: String,
    pub(super) files: BTreeMap<String, BranchFile>,
}

/// A file in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BranchFile {
    pub(super) mode: String,
    /// What `git` calls its bytes.
    pub(super) blob: String,
}

/// Fetches the newest commit of a branch; none where there is no such branch.
pub(super) fn fetch(git: &GitProgram, branch: &str) -> Result<Option<StandingBranch>, GitRefusal> {
    let (url, full) = (git.remote().url(), format!("refs/heads/{branch}"));
    match git.run(&["ls-remote", "--exit-code", "--", url, &full]) {
        Err(refusal) if refusal.code == Some(2) => return Ok(None),
        Err(refusal) => return Err(refusal),
        Ok(_) => {}
    }
    git.run(&["fetch", "--quiet", "--depth=1", "--no-tags", "--", url, &format!("+{full}:{FETCHED}")])?;
    let commit = git.run(&["rev-parse", FETCHED])?.trim().to_owned();
    let listed = git.run(&["ls-tree", "-r", "-z", "--full-tree", FETCHED])?;
    Ok(Some(StandingBranch { commit, files: listed.split('\0').filter_map(entry).collect() }))
}

impl StandingBranch {
    /// The manifest in it, if we ever published there.
    pub(super) fn manifest(&self, git: &GitProgram) -> Result<Option<PublishedManifest>> {
        let Some(file) = self.files.get(PUBLISHED) else { return Ok(None) };
        let text = git.bytes(&["cat-file", "blob", &file.blob]).map_err(|refusal| Error::environment(refusal.said))?;
        PublishedManifest::parse(&text, PUBLISHED).map(Some)
    }
}

/// A line of a listing: mode, kind and name of the bytes, and the path after a tab.
fn entry(line: &str) -> Option<(String, BranchFile)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, blob) = (about.next()?.to_owned(), about.nth(1)?.to_owned());
    Some((path.to_owned(), BranchFile { mode, blob }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_listing_is_read() {
        let (path, file) = entry("100644 blob 8ab686ea\ta folder/with a\ttab").unwrap();
        assert_eq!(
            (path.as_str(), file.mode.as_str(), file.blob.as_str()),
            ("a folder/with a\ttab", "100644", "8ab686ea")
        );
    }
}
