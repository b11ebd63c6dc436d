//! What a build left in its folder becomes a list of stamps, and a later look says whether all of it still stands there.
//!
//! A file is taken to be the same when its size, its time and its inode are. Where they are not (it was restored from a backup, or
//! somebody asked for more), its bytes are read and compared with the manifest's hash.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::load::{MANIFEST, read_regular};
use crate::output::file_write::{self, FileChange, TEMPORARY, WriteMode, digest};
use crate::output::folder_claim::names;
use crate::output::folder_lock::HOLDER;
use crate::output::output_folder::Folder;
use crate::output::output_manifest::{FileRecord, LARGEST, OutputManifest};
use crate::output::safe_address;

/// What stood in an output folder when a build had finished it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingFiles {
    manifest: [u8; 32],
    files: Vec<(String, FileStamp)>,
    /// Folders by address, the output folder itself not among them, and when something in each last came or went.
    folders: Vec<(String, u64)>,
}

/// What is looked at of a file to tell whether it was touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FileStamp {
    bytes: u64,
    modified: u64,
    inode: u64,
}

/// What is known of a file that a build left: enough to leave it alone unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFile {
    hash: [u8; 32],
    stamp: FileStamp,
}

/// How closely files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scrutiny {
    /// By size, time and inode.
    Stamps,
    /// By what is in them.
    Hashes,
}

impl Folder {
    /// What stands in the folder now that it is finished; `None` where that is not what was written.
    pub fn standing(&self, records: &[FileRecord]) -> Option<StandingFiles> {
        let (manifest, _) = read_regular(&self.root.join(MANIFEST), LARGEST).ok()?;
        let folders: BTreeSet<&str> =
            records.iter().flat_map(|record| safe_address::folders(&record.address)).collect();
        let file = |record: &FileRecord| {
            let stamp = stamp(&self.path(&record.address)).filter(|stamp| stamp.bytes == record.bytes)?;
            Some((record.address.clone(), stamp))
        };
        let folder = |address: &str| Some((address.to_owned(), folder_time(&self.path(address))?));
        Some(StandingFiles {
            manifest: *blake3::hash(&manifest).as_bytes(),
            files: records.par_iter().map(file).collect::<Option<_>>()?,
            folders: folders.into_iter().map(folder).collect::<Option<_>>()?,
        })
    }
}

impl Folder {
    /// What is known of a file now that it is written; `None` where something else stands there.
    pub fn known(&self, record: &FileRecord) -> Option<KnownFile> {
        let stamp = stamp(&self.path(&record.address)).filter(|stamp| stamp.bytes == record.bytes)?;
        Some(KnownFile { hash: *record.hash.as_bytes(), stamp })
    }

    /// The file at `address`, if it is the one that the manifest names and nobody has touched it since it was known.
    pub fn untouched(&self, address: &str, known: &KnownFile) -> Option<FileRecord> {
        let hash = Hash::from_bytes(known.hash);
        let is_named = |old: &OutputManifest| old.files.get(address).is_some_and(|name| *name == *hash.to_hex());
        let is_same = self.old.as_ref().is_some_and(is_named) && stamp(&self.path(address)) == Some(known.stamp);
        let address = address.to_owned();
        is_same.then_some(FileRecord { address, change: FileChange::Same, bytes: known.stamp.bytes, hash })
    }

    /// The file that stands untouched at `from` under `address` as well, so that it need not be written again; `None` where it is not what
    /// was known, or can have no second name: then it must be written.
    pub fn named_again(&self, from: &str, address: &str, known: &KnownFile) -> Option<FileRecord> {
        let before = self.untouched(from, known).filter(|_| self.mode == WriteMode::Write)?;
        if from == address {
            return Some(before);
        }
        safe_address::check(address).ok()?;
        file_write::put_link(&self.path(address), &self.path(from)).ok()?;
        Some(FileRecord { address: address.to_owned(), change: FileChange::Added, ..before })
    }
}

impl StandingFiles {
    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What stands in the folder at `root` now, if every byte of it is what stood there.
    pub(super) fn again(&self, root: &Path, shown: &Path, scrutiny: Scrutiny) -> Result<Option<Self>> {
        let Ok((manifest, _)) = read_regular(&root.join(MANIFEST), LARGEST) else { return Ok(None) };
        if *blake3::hash(&manifest).as_bytes() != self.manifest || has_unfinished(root)? {
            return Ok(None);
        }
        let mut folders = Vec::with_capacity(self.folders.len());
        for (address, time) in &self.folders {
            let path = root.join(address);
            let Some(now) = folder_time(&path) else { return Ok(None) };
            // A file of a build that was killed may lie there, and is for the next one to clear away.
            if now != *time && has_unfinished(&path)? {
                return Ok(None);
            }
            folders.push((address.clone(), now));
        }
        let now: Option<Vec<FileStamp>> =
            self.files.par_iter().map(|(address, _)| stamp(&root.join(address))).collect();
        let Some(now) = now else { return Ok(None) };
        let doubted =
            self.files.iter().zip(&now).filter(|((_, then), now)| scrutiny == Scrutiny::Hashes || then != *now);
        let doubted: Vec<&str> = doubted.map(|((address, _), _)| address.as_str()).collect();
        if !doubted.is_empty() {
            let Some(manifest) = OutputManifest::read(root, shown)? else { return Ok(None) };
            let is_same = |address: &&str| {
                let hash = manifest.files.get(*address).and_then(|hash| Hash::from_hex(hash).ok());
                digest(&root.join(address)).is_ok_and(|(_, found)| hash == Some(found))
            };
            if !doubted.par_iter().all(is_same) {
                return Ok(None);
            }
        }
        let files = self.files.iter().zip(now).map(|((address, _), now)| (address.clone(), now)).collect();
        Ok(Some(Self { manifest: self.manifest, files, folders }))
    }
}

/// Whether a folder holds what a build left half done.
fn has_unfinished(dir: &Path) -> Result<bool> {
    Ok(names(dir)?.iter().any(|name| name.starts_with(TEMPORARY) && name != HOLDER))
}

/// The stamp of a file; `None` for what is no file, links among it.
fn stamp(path: &Path) -> Option<FileStamp> {
    let metadata = path.symlink_metadata().ok().filter(Metadata::is_file)?;
    Some(FileStamp { bytes: metadata.len(), modified: time(&metadata)?, inode: inode(&metadata) })
}

fn folder_time(path: &Path) -> Option<u64> {
    time(&path.symlink_metadata().ok().filter(Metadata::is_dir)?)
}

/// Nanoseconds since 1970.
fn time(metadata: &Metadata) -> Option<u64> {
    u64::try_from(metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
