//! What stands at a target, as a file beside it: every file with its hash, and what stays for readers of older pages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::load::PUBLISHED;
use crate::model::Encoding;
use crate::output::check_address;
use crate::publish::page_parts::PageParts;

/// The version of the format.
const VERSION: u32 = 1;

/// What is published at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PublishedManifest {
    casebook: u32,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) audience: Option<String>,
    /// Every file of the newest release, by address.
    pub(crate) files: BTreeMap<String, PublishedFile>,
    /// What stands compressed beside the files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) twins: Vec<Encoding>,
    /// What a publish that has not ended may have written: addresses that were not there before.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) pending: BTreeSet<String>,
    /// Files that no page names any more, and that stay for a while.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) leftover: BTreeMap<String, Leftover>,
}

/// One file at a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PublishedFile {
    /// The BLAKE3 hash of what the build wrote.
    pub(crate) hash: String,
    /// How large that is.
    pub(crate) bytes: u64,
    /// How a store keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<Encoding>,
    /// What the store called the bytes that it got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
    /// The parts of a page, to tell what changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<PageParts>,
}

/// A file that no page names any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Leftover {
    /// The file.
    #[serde(flatten)]
    pub(crate) file: PublishedFile,
    /// When it may go.
    pub(crate) until: Timestamp,
}

impl PublishedManifest {
    /// A manifest of these files.
    pub(crate) fn new(audience: Option<String>, files: BTreeMap<String, PublishedFile>) -> Self {
        Self { casebook: VERSION, audience, files, ..Self::default() }
    }

    /// Reads one. `place` is where it stands, for errors.
    ///
    /// # Errors
    /// When it is none, of a later version, or names a place outside the target.
    pub(crate) fn parse(bytes: &[u8], place: &str) -> Result<Self> {
        let damaged = |reason: String| {
            Error::environment(format!(
                "the manifest `{place}` {reason}; move it away to publish everything anew, which leaves files of earlier releases behind"
            ))
        };
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|e| damaged(format!("cannot be understood ({e})")))?;
        if manifest.casebook != VERSION {
            return Err(damaged(format!("is of version {}, which this Casebook does not know", manifest.casebook)));
        }
        let names = manifest.files.keys().chain(&manifest.pending).chain(manifest.leftover.keys());
        for name in names {
            if name == PUBLISHED || check_address(name).is_err() {
                return Err(damaged(format!("names `{}`, which is no place of a site", name.escape_debug())));
            }
        }
        Ok(manifest)
    }

    /// Whether a publish of ours wrote, or may have written, at `address`.
    pub(crate) fn knows(&self, address: &str) -> bool {
        self.files.contains_key(address) || self.pending.contains(address) || self.leftover.contains_key(address)
    }

    /// The file's bytes.
    pub(crate) fn text(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("a manifest is text and numbers");
        text.push(b'\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_names_a_place_outside_is_refused() {
        for bad in ["../x", "/x", "a//b", PUBLISHED] {
            let text = format!(r#"{{"casebook":1,"files":{{}},"pending":["{bad}"]}}"#);
            let error = PublishedManifest::parse(text.as_bytes(), "m").unwrap_err().to_string();
            assert!(error.contains("no place of a site"), "{bad}: {error}");
        }
        assert!(PublishedManifest::parse(br#"{"casebook":2,"files":{}}"#, "m").is_err());
        assert!(PublishedManifest::parse(b"<html>", "m").is_err());
    }

    #[test]
    fn what_was_written_or_may_have_been_is_known() {
        let manifest = PublishedManifest { pending: [String::from("a.html")].into(), ..PublishedManifest::default() };
        assert!(manifest.knows("a.html") && !manifest.knows("b.html"));
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let file = PublishedFile { hash: String::from("ab"), bytes: 3, encoding: None, etag: None, parts: None };
        let mut manifest =
            PublishedManifest::new(Some(String::from("staff")), [(String::from("a.html"), file.clone())].into());
        manifest.leftover.insert(String::from("b.html"), Leftover { file, until: Timestamp::UNIX_EPOCH });
        assert_eq!(PublishedManifest::parse(&manifest.text(), "m").unwrap(), manifest);
    }
}
