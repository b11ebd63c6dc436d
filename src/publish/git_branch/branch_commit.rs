//! A plan and the commit before become a commit, as a stream of commands for `git fast-import`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::load::{PUBLISHED, read_regular};
use crate::output::FinishedBuild;
use crate::publish::git_branch::git_program::GitProgram;
use crate::publish::git_branch::standing_branch::StandingBranch;
use crate::publish::plan::Plan;
use crate::publish::published::Step;

/// What the new commit is called here.
pub(super) const NEW: &str = "refs/heads/new";

/// The file that keeps a forge from building pages out of what is there.
const NO_BUILDING: &str = ".nojekyll";

/// The largest list of names that is read.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Whether a file is ours though no manifest lists it.
pub(super) fn is_own(address: &str) -> bool {
    [PUBLISHED, NO_BUILDING].contains(&address)
}

/// A commit that is to be made.
pub(super) struct NewCommit<'a> {
    pub(super) git: &'a GitProgram,
    pub(super) build: &'a FinishedBuild,
    pub(super) plan: &'a Plan,
    pub(super) before: Option<&'a StandingBranch>,
    /// Whether it has no commit before it.
    pub(super) begins_anew: bool,
    pub(super) now: Timestamp,
}

impl NewCommit<'_> {
    /// Makes it; gives the number of bytes that were taken from the build.
    ///
    /// # Errors
    /// When a file is not what the build wrote, and when `git` fails.
    pub(super) fn make(&self, step: Step<'_>) -> Result<u64> {
        let (blobs, bytes) = self.blobs(step)?;
        let mut after = self.plan.after.clone();
        for (address, blob) in &blobs {
            after.files.entry(address.clone()).and_modify(|file| file.etag = Some(blob.clone()));
        }
        let going: BTreeSet<&str> = self.plan.going().map(|gone| gone.address.as_str()).collect();
        let message = format!("Publish {} files, remove {}", blobs.len(), going.len());
        let who = who(self.git, self.now);
        let parent = self.before.filter(|_| !self.begins_anew);
        self.git.import(&[], |to| {
            let place = "git fast-import";
            let mut line = |text: String| to.write_all(text.as_bytes()).map_err(|e| Error::io("write", place, e));
            line(head(&who, &message, parent.map(|before| before.commit.as_str())))?;
            let standing = self.before.iter().flat_map(|before| &before.files);
            for (address, file) in standing {
                let is_taken = blobs.contains_key(address) || address == PUBLISHED;
                match (parent, going.contains(address.as_str())) {
                    (Some(_), true) => line(format!("D {}\n", quoted(address)))?,
                    (None, false) if !is_taken => {
                        line(format!("M {} {} {}\n", file.mode, file.blob, quoted(address)))?;
                    }
                    _ => {}
                }
            }
            for (address, blob) in &blobs {
                line(format!("M 100644 {blob} {}\n", quoted(address)))?;
            }
            line(inline(NO_BUILDING, ""))?;
            line(inline(PUBLISHED, &String::from_utf8_lossy(&after.text())))?;
            line(String::from("done\n"))
        })?;
        Ok(bytes)
    }

    /// Gives `git` the bytes of every file that is written; what it calls them, by address, and how many they are.
    fn blobs(&self, step: Step<'_>) -> Result<(BTreeMap<String, String>, u64)> {
        let folder =
            tempfile::tempdir().map_err(|e| Error::environment(format!("no folder for a while can be made: {e}")))?;
        let marks = folder.path().join("marks");
        let uploads = &self.plan.uploads;
        let mut bytes = 0;
        self.git.import(&[&format!("--export-marks={}", marks.display())], |to| {
            let place = std::path::Path::new("git fast-import");
            let failed = |e| Error::io("write", place, e);
            for (number, upload) in uploads.iter().enumerate() {
                let size = self.build.size(&upload.address)?;
                write!(to, "blob\nmark :{}\ndata {size}\n", number + 1).map_err(failed)?;
                let copied = self.build.copy(&upload.address, to, place)?;
                if copied != size {
                    let path = self.build.path(&upload.address);
                    return Err(Error::environment(format!(
                        "`{}` changes while it is read; try again",
                        path.display()
                    )));
                }
                to.write_all(b"\n").map_err(failed)?;
                bytes += size;
                step(1);
            }
            to.write_all(b"done\n").map_err(failed)
        })?;
        let (marks, _) = read_regular(&marks, LARGEST).map_err(|e| Error::io("read", &marks, e))?;
        let marks = String::from_utf8_lossy(&marks);
        let named = marks.lines().filter_map(|line| line.strip_prefix(':')?.split_once(' '));
        let blobs: BTreeMap<String, String> = named
            .filter_map(|(number, blob)| {
                let upload = uploads.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
                Some((upload.address.clone(), blob.to_owned()))
            })
            .collect();
        match blobs.len() == uploads.len() {
            true => Ok((blobs, bytes)),
            false => Err(Error::environment("`git fast-import` did not name every file that it was given")),
        }
    }
}

/// Makes a commit that changes nothing, to see whether one may be pushed.
///
/// # Errors
/// When `git` fails.
pub(super) fn make_empty(git: &GitProgram, before: &str, now: Timestamp) -> Result<()> {
    let who = who(git, now);
    git.import(&[], |to| {
        let text = head(&who, "Nothing", Some(before).filter(|before| !before.is_empty())) + "done\n";
        to.write_all(text.as_bytes()).map_err(|e| Error::io("write", "git fast-import", e))
    })
}

/// How a commit begins.
fn head(who: &str, message: &str, parent: Option<&str>) -> String {
    let parent = parent.map_or_else(String::new, |parent| format!("from {parent}\n"));
    format!("reset {NEW}\ncommit {NEW}\ncommitter {who}\ndata {}\n{message}\n{parent}", message.len())
}

/// Who makes the commit: whom `git` knows, or else nobody in particular.
fn who(git: &GitProgram, now: Timestamp) -> String {
    let known =
        ["user.name", "user.email"].map(|key| git.run(&["config", key]).ok().map(|text| text.trim().to_owned()));
    let [name, address] = known.map(|text| text.filter(|text| !text.is_empty() && !text.contains(['<', '>', '\n'])));
    let (name, address) =
        name.zip(address).unwrap_or_else(|| (String::from("casebook"), String::from("casebook@invalid")));
    format!("{name} <{address}> {} +0000", now.as_second())
}

/// A small file, with its text.
fn inline(address: &str, text: &str) -> String {
    format!("M 100644 inline {}\ndata {}\n{text}\n", quoted(address), text.len())
}

/// A path in quotation marks.
fn quoted(address: &str) -> String {
    let escaped = address.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_so_that_nothing_in_it_is_a_command() {
        assert_eq!(quoted("a \"b\"\nD c\\d"), r#""a \"b\"\nD c\\d""#);
    }
}
