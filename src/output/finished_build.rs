//! A folder that a build wrote becomes the list of its files, for whoever takes them further.
//!
//! What is not for readers is refused here: a build with drafts, one that did not end, a folder of anything else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::load::{MANIFEST, read_regular};
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

/// The largest file that is read.
const LARGEST: u64 = 5 * 1024 * 1024 * 1024;

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
            _ => Err(Error::environment(format!("`{}` is not what the build wrote; build again", path.display()))),
        }
    }
}
