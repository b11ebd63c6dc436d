//! The list of the files that a build wrote, as a file beside them.
//!
//! `publish` reads it to know what is new, `load` to know that a folder is ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::load::{MANIFEST, read_regular};
use crate::output::file_write::{self, FileChange, WriteMode};
use crate::output::safe_address;

/// The version of the format.
const VERSION: u32 = 1;

/// The largest manifest that is read: that of some million files.
pub(super) const LARGEST: u64 = 512 * 1024 * 1024;

/// What a build wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OutputManifest {
    /// The version of the format.
    casebook: u32,
    /// Whether drafts are in it; such an output is not for publishing.
    pub(super) drafts: bool,
    /// The audience that it is for, where the site has audiences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) audience: Option<String>,
    /// Whether a build began and did not end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) unfinished: bool,
    /// Every file's BLAKE3 hash by address; empty where an unfinished build meant to write.
    pub(super) files: BTreeMap<String, String>,
}

impl OutputManifest {
    /// The manifest of a finished build.
    pub(super) fn of(records: &[FileRecord], drafts: bool, audience: Option<String>) -> Self {
        let files = records.iter().map(|r| (r.address.clone(), r.hash.to_hex().to_string())).collect();
        Self { casebook: VERSION, drafts, audience, unfinished: false, files }
    }

    /// The manifest to leave while a build is under way: everything known before, and everything about to be written.
    ///
    /// `None` when the old one says as much.
    pub(super) fn underway(old: Option<&Self>, addresses: &BTreeSet<&str>, drafts: bool) -> Option<Self> {
        let told = old.is_some_and(|old| {
            (old.drafts || !drafts) && addresses.iter().all(|address| old.files.contains_key(*address))
        });
        if told {
            return None;
        }
        let mut files = old.map(|old| old.files.clone()).unwrap_or_default();
        for address in addresses {
            files.entry((*address).to_owned()).or_default();
        }
        let drafts = drafts || old.is_some_and(|old| old.drafts);
        Some(Self { casebook: VERSION, drafts, audience: None, unfinished: true, files })
    }

    /// Reads the manifest in `root`; `None` when there is none. `shown` is the folder as the user named it.
    ///
    /// # Errors
    /// When it cannot be read, is of a later version, or names a place outside the folder.
    pub(super) fn read(root: &Path, shown: &Path) -> Result<Option<Self>> {
        let path = root.join(MANIFEST);
        let text = match read_regular(&path, LARGEST) {
            Ok((text, _)) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::io("read", &path, e)),
        };
        let damaged = |reason: String| {
            let shown = shown.display();
            Error::environment(format!(
                "the manifest `{MANIFEST}` in `{shown}` {reason}; give another --out, or empty `{shown}` and build again"
            ))
        };
        let manifest: Self =
            serde_json::from_slice(&text).map_err(|e| damaged(format!("cannot be understood ({e})")))?;
        if manifest.casebook != VERSION {
            return Err(damaged(format!("is of version {}, which this Casebook does not know", manifest.casebook)));
        }
        if let Some(bad) = manifest.files.keys().find(|address| safe_address::check(address).is_err()) {
            return Err(damaged(format!("names `{}`, which is not a place inside it", bad.escape_debug())));
        }
        Ok(Some(manifest))
    }

    /// Writes it into `root`, unless the same bytes stand there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, root: &Path) -> Result<()> {
        let path = root.join(MANIFEST);
        let mut text = serde_json::to_vec_pretty(self).map_err(|e| Error::io("write", &path, e.into()))?;
        text.push(b'\n');
        file_write::put_bytes(&path, &text, WriteMode::Write).map(drop)
    }

    /// The files that `new` does not have, sorted.
    pub(super) fn obsolete<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = &'a str> {
        self.files.keys().filter(|address| !new.files.contains_key(*address)).map(String::as_str)
    }

    /// The addresses by the name under which a file system that ignores case knows them.
    pub(super) fn by_folded_name(&self) -> FoldedAddresses<'_> {
        self.files.keys().map(|address| (safe_address::folded(address), address.as_str())).collect()
    }
}

/// Addresses by folded name.
pub(super) type FoldedAddresses<'a> = BTreeMap<String, &'a str>;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Its address below the folder.
    pub address: String,
    /// What the build did, or would do.
    pub change: FileChange,
    /// Its size.
    pub bytes: u64,
    pub(super) hash: blake3::Hash,
}
