#![expect(clippy::disallowed_methods, reason = "output is the one writer of the published folder")]
//! Bytes become a file: whole or not at all, and only where they differ from what stands there.
//!
//! A file is written beside its place under a temporary name and then renamed. A symbolic link at its place is replaced, never
//! followed. Only where no build of ours has written yet is a file filled at its place: while that lasts the manifest says that the
//! build is unfinished and names it, so that half a file is told from a page, and the next build fills it. There is no fsync: a build
//! can be run again.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use blake3::{Hash, Hasher};

use crate::error::{Error, Result};
use crate::load::open_regular;

/// How the names of unfinished files begin.
pub(super) const TEMPORARY: &str = ".casebook-tmp-";

/// Writes `bytes` to a `path` where no build has written yet; `None` where something stands there all the same.
pub(super) fn put_new(path: &Path, bytes: &[u8]) -> Result<Option<(FileChange, u64, Hash)>> {
    let mut file = match create_new(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        Err(e) => return Err(Error::io("write", path, e)),
    };
    file.write_all(bytes).map_err(|e| {
        // The first error is the one worth reporting.
        let _ = std::fs::remove_file(path);
        Error::io("write", path, e)
    })?;
    Ok(Some((FileChange::Added, bytes.len() as u64, blake3::hash(bytes))))
}

/// Writes `bytes` to `path`.
pub(super) fn put_bytes(path: &Path, bytes: &[u8], mode: WriteMode) -> Result<(FileChange, u64, Hash)> {
    let hash = blake3::hash(bytes);
    let size = bytes.len() as u64;
    let change = match standing(path) {
        StandingFile::Nothing => FileChange::Added,
        StandingFile::File(length) if length == size && std::fs::read(path).is_ok_and(|old| old == bytes) => {
            FileChange::Same
        }
        _ => FileChange::Changed,
    };
    if change != FileChange::Same && mode == WriteMode::Write {
        write(path, |file| file.write_all(bytes)).map_err(|e| Error::io("write", path, e))?;
    }
    Ok((change, size, hash))
}

/// Copies the file at `source` to `path`, a piece at a time.
pub(super) fn put_copy(path: &Path, source: &Path, mode: WriteMode) -> Result<(FileChange, u64, Hash)> {
    let read = |e| Error::io("read", source, e);
    let standing = standing(path);
    let (size, hash) = digest(source).map_err(read)?;
    let change = match standing {
        StandingFile::Nothing => FileChange::Added,
        StandingFile::File(length) if length == size && digest(path).is_ok_and(|(_, old)| old == hash) => {
            FileChange::Same
        }
        _ => FileChange::Changed,
    };
    if change == FileChange::Same || mode == WriteMode::DryRun {
        return Ok((change, size, hash));
    }
    // The source may change under us: what counts is what was written.
    let (mut from, _) = open_regular(source).map_err(read)?;
    let mut hasher = Hasher::new();
    let mut size = 0;
    let copy = |to: &mut File| {
        pieces(&mut from, |piece| {
            hasher.update(piece);
            size += piece.len() as u64;
            to.write_all(piece)
        })
    };
    write(path, copy).map_err(|e| Error::io("write", path, e))?;
    Ok((change, size, hasher.finalize()))
}

/// What stands at a place, links not followed.
enum StandingFile {
    Nothing,
    File(u64),
    Other,
}

fn standing(path: &Path) -> StandingFile {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => StandingFile::File(metadata.len()),
        // A folder here is one that `folder_claim` found to be ours, and clears before anything is written.
        Ok(metadata) if metadata.is_dir() => StandingFile::Nothing,
        Ok(_) => StandingFile::Other,
        Err(_) => StandingFile::Nothing,
    }
}

pub(super) fn digest(path: &Path) -> io::Result<(u64, Hash)> {
    let mut hasher = Hasher::new();
    let mut size = 0;
    pieces(&mut open_regular(path)?.0, |piece| {
        hasher.update(piece);
        size += piece.len() as u64;
        Ok(())
    })?;
    Ok((size, hasher.finalize()))
}

/// Calls `each` with the bytes of `from`, 64 KiB at most at a time.
fn pieces(from: &mut File, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => each(&buffer[..n])?,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// Fills a temporary file and renames it to `path`; removes it when anything goes wrong.
fn write(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let temporary = temporary(path);
    let mut file = create(&temporary)?;
    let done = fill(&mut file).and_then(|()| {
        drop(file);
        std::fs::rename(&temporary, path)
    });
    if done.is_err() {
        // The first error is the one worth reporting.
        let _ = std::fs::remove_file(&temporary);
    }
    done
}

/// Gives the file at `standing` the further name `path`, where nothing stands yet. No file is ever written in place, so the two are never
/// changed as one.
pub(super) fn put_link(path: &Path, standing: &Path) -> io::Result<()> {
    with_folders_above(path, || std::fs::hard_link(standing, path))
}

/// Creates a file that is not there yet, and the folders above it.
fn create_new(path: &Path) -> io::Result<File> {
    with_folders_above(path, || File::create_new(path))
}

/// Makes what stands at `path`, first the folders above it where they are missing.
fn with_folders_above<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match make() {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            make()
        }
        made => made,
    }
}

/// The same in place of what may stand there.
fn create(path: &Path) -> io::Result<File> {
    match create_new(path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            std::fs::remove_file(path)?;
            File::create_new(path)
        }
        created => created,
    }
}

/// The temporary name for `path`: in the same folder, short, and the same each time, so that nothing piles up.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let hash = blake3::hash(name.as_encoded_bytes()).to_hex();
    path.with_file_name(format!("{TEMPORARY}{}", &hash[..16]))
}

/// Whether a build touches the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteMode {
    /// It does.
    Write,
    /// It only says what it would do.
    DryRun,
}

/// How a file differs from what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileChange {
    /// Nothing stood there.
    Added,
    /// Something else stood there.
    Changed,
    /// The same bytes stood there, and were left alone.
    Same,
}
