//! A folder that a build wrote becomes the list of its files, for whoever takes them further.
//!
//! What is not for readers is refused here: a build with drafts, one that did not end, a folder of anything else.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::load::{MANIFEST, open_regular, read_regular};
use crate::output::folder_claim::absolute;
use crate::output::output_manifest::OutputManifest;

/// A build that is whole and for readers.
#[derive(Debug)]
pub struct FinishedBuild {
    root: PathBuf,
    /// Every file's BLAKE3 hash by address.
    pub files: BTreeMap<String, String>,
    /// The audience that it is for, where the site has audiences.
    pub audience: Option<String>,
}

/// The largest file that is read whole.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// How much of a file is in memory while it is copied.
const PIECE: usize = 64 * 1024;

impl FinishedBuild {
    /// Opens the build in `dir`.
    ///
    /// # Errors
    /// When there is none, when it shows drafts, and when it did not end.
    pub fn open(dir: &Path) -> Result<Self> {
        let root = absolute(dir)?;
        let shown = dir.display();
        let Some(manifest) = OutputManifest::read(&root, dir)? else {
            let message = format!(
                "`{shown}` holds no build (there is no `{MANIFEST}`); make one with `casebook build --out {shown}`"
            );
            return Err(Error::environment(message));
        };
        if manifest.drafts {
            let message = format!("`{shown}` shows drafts and is not for publishing; build it again without --drafts");
            return Err(Error::environment(message));
        }
        if manifest.unfinished || manifest.files.values().any(String::is_empty) {
            let message = format!("the build in `{shown}` did not end; build it again");
            return Err(Error::environment(message));
        }
        Ok(Self { root, files: manifest.files, audience: manifest.audience })
    }

    /// Where a file of it stands.
    pub fn path(&self, address: &str) -> PathBuf {
        address.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// The bytes of a file, which are those that the build wrote.
    ///
    /// # Errors
    /// When they are others by now, and when they cannot be read.
    pub fn read(&self, address: &str) -> Result<Vec<u8>> {
        let path = self.path(address);
        let (bytes, _) = read_regular(&path, LARGEST).map_err(|e| Error::io("read", &path, e))?;
        match self.files.get(address) {
            Some(hash) if *hash == blake3::hash(&bytes).to_hex().as_str() => Ok(bytes),
            _ => Err(Error::io("read", &path, changed())),
        }
    }

    /// How large a file is.
    ///
    /// # Errors
    /// When it cannot be looked at.
    pub fn size(&self, address: &str) -> Result<u64> {
        let path = self.path(address);
        path.metadata().map(|metadata| metadata.len()).map_err(|e| Error::io("read", &path, e))
    }

    /// Opens a file, to be read piece by piece.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open_file(&self, address: &str) -> Result<BuiltFile<'_>> {
        let path = self.path(address);
        let (file, _) = open_regular(&path).map_err(|e| Error::io("read", &path, e))?;
        let hash = self.files.get(address).map_or("", String::as_str);
        Ok(BuiltFile { file, hasher: blake3::Hasher::new(), hash })
    }

    /// Writes the bytes of a file into `to`, which stands at `place`; gives how many that were.
    ///
    /// # Errors
    /// When they are not those that the build wrote, and when they cannot be read or written.
    pub fn copy(&self, address: &str, to: &mut impl Write, place: &Path) -> Result<u64> {
        let mut file = self.open_file(address)?;
        let (mut piece, mut all) = (vec![0; PIECE], 0);
        loop {
            let count = match file.read(&mut piece) {
                Ok(0) => return Ok(all),
                Ok(count) => count,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => return Err(Error::io("read", self.path(address), e)),
            };
            to.write_all(&piece[..count]).map_err(|e| Error::io("write", place, e))?;
            all += count as u64;
        }
    }
}

/// A file of a build that is read piece by piece. Its end is an error where what was read is not what the build wrote.
#[derive(Debug)]
pub struct BuiltFile<'a> {
    file: File,
    hasher: blake3::Hasher,
    hash: &'a str,
}

impl Read for BuiltFile<'_> {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(piece)?;
        self.hasher.update(&piece[..count]);
        let is_end = count == 0 && !piece.is_empty();
        if is_end && self.hasher.finalize().to_hex().as_str() != self.hash { Err(changed()) } else { Ok(count) }
    }
}

/// Why a file is of no use that somebody changed after the build.
fn changed() -> std::io::Error {
    std::io::Error::new(ErrorKind::InvalidData, "it is not what the build wrote; build again")
}
