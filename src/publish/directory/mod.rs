//! A plan becomes a release: a folder of its own that is whole before a link is switched to it.
//!
//! ```text
//! DIRECTORY/current            what the web server serves: a link to one release
//! DIRECTORY/releases/NAME      releases, oldest first by name
//! ```
//!
//! Files that did not change are the same files under a second name. What is not ours in the release that is served goes on into the next.

#![expect(clippy::disallowed_methods, reason = "publish writes at its target")]

mod release_folder;
mod switched_link;
mod twin_file;

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::model::{Encoding, PublishTarget};
use crate::output::FinishedBuild;
use crate::publish::plan::{Plan, Standing};
use crate::publish::published::{Done, Step};

use release_folder::{Release, releases};

/// A folder that a web server serves.
#[derive(Debug)]
pub(crate) struct Directory {
    root: PathBuf,
    keep: usize,
    twins: Vec<Encoding>,
}

/// What stands there.
#[derive(Debug, Default)]
pub(crate) struct DirectoryStanding {
    /// The release that is served.
    current: Option<Release>,
    /// Files in it that we did not write, by address.
    foreign: BTreeSet<String>,
}

impl Directory {
    pub(crate) fn new(target: &PublishTarget, root: PathBuf) -> Self {
        let mut twins = target.compress.clone();
        twins.sort_unstable();
        twins.dedup();
        Self { root, keep: target.keep, twins }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at what stands there, every byte of it.
    ///
    /// # Errors
    /// When it cannot be read, and when `current` is something that we did not make.
    pub(crate) fn look(&self) -> Result<(Standing, DirectoryStanding)> {
        let Some(current) = switched_link::current(&self.root)? else { return Ok(Default::default()) };
        let manifest = current.manifest().clone();
        let altered: Vec<&String> = manifest
            .files
            .par_iter()
            .filter(|(address, file)| !current.holds(address, file))
            .map(|(address, _)| address)
            .collect();
        let altered = altered.into_iter().cloned().collect();
        let foreign = current.foreign()?;
        Ok((Standing { manifest: Some(manifest), altered }, DirectoryStanding { current: Some(current), foreign }))
    }

    /// What else there is to do and to say.
    ///
    /// # Errors
    /// When a file that is not ours stands where a page must go.
    pub(crate) fn complete(&self, standing: &DirectoryStanding, plan: &mut Plan) -> Result<()> {
        let in_the_way: Vec<String> =
            standing.foreign.iter().filter(|address| plan.after.files.contains_key(*address)).cloned().collect();
        if let [first, rest @ ..] = &in_the_way[..] {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            return Err(Error::environment(format!(
                "`{first}`{more} in `{}` was not published by Casebook and stands where a page must go; move it away",
                self.root.join(switched_link::CURRENT).display()
            )));
        }
        if !standing.foreign.is_empty() {
            let named: Vec<String> = standing.foreign.iter().take(3).map(|address| format!("`{address}`")).collect();
            let more = standing.foreign.len() - named.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            plan.notes.push(format!("{}{more} was not published by Casebook and is taken along", named.join(", ")));
        }
        plan.after.twins.clone_from(&self.twins);
        let before = standing.current.as_ref().map(|current| &current.manifest().twins);
        plan.remade = before.is_some_and(|before| *before != self.twins);
        Ok(())
    }

    /// Makes the release, switches to it and clears away what is too old.
    ///
    /// # Errors
    /// When another publish is at work or was quicker, and when the disk refuses: what is served then stays as it is.
    pub(crate) fn publish(
        &self,
        build: &FinishedBuild,
        standing: &DirectoryStanding,
        plan: &Plan,
        name: &str,
        step: Step<'_>,
    ) -> Result<Done> {
        let _lock = self.lock()?;
        let now = switched_link::current(&self.root)?;
        let path = |release: &Option<Release>| release.as_ref().map(|release| release.path().to_path_buf());
        if path(&now) != path(&standing.current) {
            return Err(Error::environment(format!(
                "somebody else published to `{}` meanwhile; look at the plan again",
                self.root.display()
            )));
        }
        let mut done = Done::default();
        let making =
            release_folder::NewRelease { root: &self.root, before: standing.current.as_ref(), twins: &self.twins };
        let (release, written) = making.make(build, plan, &standing.foreign, name, step)?;
        done.uploaded = plan.uploads.len();
        done.bytes = written;
        switched_link::switch(&self.root, release.path())?;
        if plan.withdraws && releases(&self.root)?.len() > 1 {
            done.notes.push(String::from(
                "what was withdrawn is in earlier releases too: they go, and there is nothing to roll back to",
            ));
        }
        self.clear(release.path(), if plan.withdraws { 1 } else { self.keep }, &mut done)?;
        done.removed = plan.going().count();
        Ok(done)
    }

    /// Switches back to the release before the one that is served; gives the names of both.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn roll_back(&self) -> Result<(String, String)> {
        let _lock = self.lock()?;
        let shown = self.root.display();
        let nothing = || Error::environment(format!("nothing is published in `{shown}`"));
        let current = switched_link::current(&self.root)?.ok_or_else(nothing)?;
        let earlier = releases(&self.root)?.into_iter().rfind(|release| release.name() < current.name());
        let Some(earlier) = earlier else {
            let message = format!(
                "`{shown}` has no release before `{}`; build what is to be seen and publish it",
                current.name()
            );
            return Err(Error::environment(message));
        };
        let damaged = earlier.manifest().files.par_iter().find_any(|(address, file)| !earlier.holds(address, file));
        if let Some((address, _)) = damaged {
            let message = format!(
                "`{address}` in the release `{}` is not what was published; it is not switched to",
                earlier.name()
            );
            return Err(Error::environment(message));
        }
        switched_link::switch(&self.root, earlier.path())?;
        Ok((current.name().to_owned(), earlier.name().to_owned()))
    }

    /// Removes all but the newest releases, and what a publish left that did not end.
    fn clear(&self, current: &Path, keep: usize, done: &mut Done) -> Result<()> {
        let all = releases(&self.root)?;
        let older: Vec<Release> = all.into_iter().filter(|release| release.path() != current).collect();
        let too_many = (older.len() + 1).saturating_sub(keep.max(1));
        for release in older.into_iter().take(too_many) {
            let name = release.name().to_owned();
            if !release.remove()? {
                done.notes.push(format!("the release `{name}` holds files that Casebook did not write, and they stay"));
            }
        }
        Ok(())
    }

    /// The right to publish there, until it is dropped.
    fn lock(&self) -> Result<File> {
        let path = self.root.join(".casebook-lock");
        let open = || {
            std::fs::create_dir_all(&self.root)?;
            File::options().create(true).truncate(false).write(true).open(&path)
        };
        let file = open().map_err(|e| Error::io("open", &path, e))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                let message =
                    format!("another publish to `{}` is at work; try again when it has ended", self.root.display());
                Err(Error::environment(message))
            }
            // A disk without locks: what is served is still never half of two releases.
            Err(TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => Ok(file),
            Err(TryLockError::Error(e)) => Err(Error::io("lock", &path, e)),
        }
    }
}
