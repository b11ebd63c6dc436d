#![expect(clippy::disallowed_methods, reason = "output is the one writer of the published folder")]
//! Rendered files become a folder on disk that Casebook owns.
//!
//! Every file is written whole, equal bytes are left alone, and what an earlier build wrote and this one does
//! not is removed. It renders nothing and deletes nothing that it did not write. [`rewrite`] alone changes a file that people wrote.

mod audience_lock;
mod file_write;
mod finished_build;
mod folder_claim;
mod folder_lock;
mod output_folder;
mod output_manifest;
mod rewrite_in_place;
mod safe_address;
mod standing_files;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::render::Content;

use folder_lock::{Lock, Waiting};
use output_manifest::{FoldedAddresses, OutputManifest};

pub use audience_lock::{Widened, widened};
pub use file_write::{FileChange, WriteMode};
pub use finished_build::{BuiltFile, FinishedBuild};
pub use output_folder::{Folder, OutputOptions};
pub use output_manifest::FileRecord;
pub use rewrite_in_place::{current_text, rewrite};
pub(crate) use safe_address::check as check_address;
pub use standing_files::{KnownFile, Scrutiny, StandingFiles};

/// What became of the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Addresses that are new, sorted.
    pub added: Vec<String>,
    /// Addresses with other bytes than before, sorted.
    pub changed: Vec<String>,
    /// Addresses that are gone, sorted.
    pub removed: Vec<String>,
    /// The size of all files together.
    pub bytes: u64,
}

/// Opens an output folder for a build that will write exactly `addresses`. Until the [`Folder`] is dropped, no other build of this
/// machine can open it for writing; the system sees to that, even when this process is killed.
///
/// All checks are made here, before the first byte is written: addresses stay inside the folder; the folder is empty or has our
/// manifest; no foreign file, folder or symbolic link stands where a file must go. Then what an interrupted build left behind is
/// cleaned up, and new addresses are noted in the manifest, so that a build that is interrupted still knows its files.
///
/// # Errors
/// When a check fails, naming what stands in the way and the way out; when another build writes there; when the disk refuses.
pub fn open<'a>(options: &OutputOptions, addresses: impl IntoIterator<Item = &'a str>) -> Result<Folder> {
    opened(options, addresses, None)
}

/// The same, but waits for another build to end. `tell` is then called once, with who that is.
///
/// # Errors
/// As [`open`], but that another build writes is none.
pub fn open_in_turn<'a>(
    options: &OutputOptions,
    addresses: impl IntoIterator<Item = &'a str>,
    tell: &dyn Fn(&str),
) -> Result<Folder> {
    opened(options, addresses, Some(tell))
}

/// What stands in an output folder, if it is to the byte what an earlier build left there: then there is nothing to write. `tell` is who
/// is told that another build is waited for; without it that is refused.
///
/// # Errors
/// As [`open`].
pub fn still_stands(
    options: &OutputOptions,
    stood: &StandingFiles,
    scrutiny: Scrutiny,
    tell: Option<&dyn Fn(&str)>,
) -> Result<Option<StandingFiles>> {
    let root = absolute(&options.out)?;
    if root.join(crate::load::MANIFEST).symlink_metadata().is_err() {
        return Ok(None);
    }
    folder_claim::check_place(&root, options)?;
    let _lock = match options.mode {
        WriteMode::Write => Some(Lock::take(&root, &options.out, tell)?),
        WriteMode::DryRun => None,
    };
    stood.again(&root, &options.out, scrutiny)
}

/// The absolute path of an output folder, which need not exist.
///
/// # Errors
/// When there is no current folder.
pub fn absolute(out: &Path) -> Result<PathBuf> {
    folder_claim::absolute(out)
}

fn opened<'a>(
    options: &OutputOptions,
    addresses: impl IntoIterator<Item = &'a str>,
    waiting: Waiting<'_>,
) -> Result<Folder> {
    let root = absolute(&options.out)?;
    folder_claim::check_place(&root, options)?;
    folder_claim::check_links(&root)?;
    let lock = match options.mode {
        WriteMode::Write => Some(Lock::take(&root, &options.out, waiting)?),
        WriteMode::DryRun => None,
    };
    let old = folder_claim::manifest_of(&root, &options.out)?;
    // Not before the folder is known to be ours.
    lock.iter().for_each(Lock::sign);
    let folder = Folder {
        root,
        mode: options.mode,
        drafts: options.drafts,
        audience: options.audience.clone(),
        old,
        displaced: Vec::new(),
        lock,
    };
    let displaced = folder_claim::claim(&folder, addresses, &options.out)?;
    Ok(Folder { displaced, ..folder })
}

impl Folder {
    /// Whether an earlier build wrote here.
    pub fn existed(&self) -> bool {
        self.old.is_some()
    }

    /// Whether nothing keeps another build out, because the file system has no locks.
    pub fn is_unguarded(&self) -> bool {
        self.lock.as_ref().is_some_and(|lock| !lock.is_held())
    }

    /// Writes one file, unless its bytes stand there already. A [`Content::File`] is streamed, never held in memory.
    ///
    /// # Errors
    /// When the file cannot be read or written; what stood there before stays.
    pub fn put(&self, address: &str, content: &Content) -> Result<FileRecord> {
        safe_address::check(address)?;
        self.lock.iter().try_for_each(Lock::check)?;
        let path = self.path(address);
        let (change, bytes, hash) = match content {
            Content::Bytes(bytes) => match self.is_unwritten(address).then(|| file_write::put_new(&path, bytes)) {
                Some(Ok(Some(new))) => new,
                Some(Err(error)) => return Err(error),
                Some(Ok(None)) | None => file_write::put_bytes(&path, bytes, self.mode)?,
            },
            Content::File(source) => file_write::put_copy(&path, source, self.mode)?,
        };
        Ok(FileRecord { address: address.to_owned(), change, bytes, hash })
    }

    /// Whether no build has finished a file at `address`, so that the manifest says of this one that it is under way.
    fn is_unwritten(&self, address: &str) -> bool {
        let hash = self.old.as_ref().and_then(|old| old.files.get(address));
        self.mode == WriteMode::Write && hash.is_none_or(String::is_empty)
    }

    /// Removes what the old manifest knows and `records` does not, and folders left empty by that, then writes the manifest.
    ///
    /// # Errors
    /// When a file cannot be removed or the manifest cannot be written.
    pub fn finish(&self, records: &[FileRecord]) -> Result<Summary> {
        self.lock.iter().try_for_each(Lock::check)?;
        let mut summary = Summary::default();
        for record in records {
            summary.bytes += record.bytes;
            match record.change {
                FileChange::Added => summary.added.push(record.address.clone()),
                FileChange::Changed => summary.changed.push(record.address.clone()),
                FileChange::Same => {}
            }
        }
        summary.added.sort();
        summary.changed.sort();
        let new = OutputManifest::of(records, self.drafts, self.audience.clone());
        let obsolete: Vec<&str> = self.old.iter().flat_map(|old| old.obsolete(&new)).collect();
        let twins = if obsolete.is_empty() { FoldedAddresses::new() } else { new.by_folded_name() };
        for address in obsolete {
            if self.displaced.iter().any(|other| other == address) || self.remove(address, &twins)? {
                summary.removed.push(address.to_owned());
            }
        }
        // Last, so that what a killed build did not remove is still known to be ours.
        if self.mode == WriteMode::Write {
            new.write(&self.root)?;
        }
        Ok(summary)
    }

    /// Removes a file of an earlier build; whether there was one.
    fn remove(&self, address: &str, twins: &FoldedAddresses<'_>) -> Result<bool> {
        let path = self.path(address);
        let is_there = path.symlink_metadata().is_ok_and(|m| !m.is_dir());
        if !is_there || self.is_new_file(address, twins)? {
            return Ok(false);
        }
        if self.mode == WriteMode::Write {
            std::fs::remove_file(&path).map_err(|e| Error::io("remove", &path, e))?;
            self.remove_empty_parents(&path);
        }
        Ok(true)
    }

    /// Whether `address` differs from a new one by case only, and the file system takes both for one file.
    fn is_new_file(&self, address: &str, twins: &FoldedAddresses<'_>) -> Result<bool> {
        let Some(twin) = twins.get(&safe_address::folded(address)) else { return Ok(false) };
        let mut dir = self.root.clone();
        for (old, new) in address.split('/').zip(twin.split('/')) {
            if old != new {
                let names = folder_claim::names(&dir)?;
                return Ok(!(names.contains(old) && names.contains(new)));
            }
            dir.push(old);
        }
        Ok(true)
    }

    /// Removes the folders above `path` as far as they are empty, but never the output folder itself.
    fn remove_empty_parents(&self, path: &Path) {
        for dir in path.ancestors().skip(1).take_while(|dir| *dir != self.root) {
            // A folder that is not empty refuses, which is how we know.
            if std::fs::remove_dir(dir).is_err() {
                break;
            }
        }
    }

    fn path(&self, address: &str) -> PathBuf {
        address.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }
}
