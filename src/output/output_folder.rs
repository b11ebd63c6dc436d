//! An output folder: which one is meant, and what is known of it once it is open.

use std::path::PathBuf;

use crate::output::file_write::WriteMode;
use crate::output::folder_lock::Lock;
use crate::output::output_manifest::OutputManifest;

/// Where to write, and how.
#[derive(Debug, Clone)]
pub struct OutputOptions {
    /// The output folder; it need not exist.
    pub out: PathBuf,
    /// Folders that are read; the output may be none of them and hold none of them.
    pub inputs: Vec<PathBuf>,
    /// Whether anything is written.
    pub mode: WriteMode,
    /// Whether drafts are shown in what will be written; the manifest says so.
    pub drafts: bool,
    /// The audience that may see what will be written, where the site has audiences; the manifest says so.
    pub audience: Option<String>,
}

/// An output folder, opened: what an earlier build left there, and what this one will write.
///
/// The order of a build is [`open`], [`Folder::put`] for every address, [`Folder::finish`]. `put` may be called from many threads.
#[derive(Debug)]
pub struct Folder {
    pub(super) root: PathBuf,
    pub(super) mode: WriteMode,
    pub(super) drafts: bool,
    pub(super) audience: Option<String>,
    pub(super) old: Option<OutputManifest>,
    pub(super) displaced: Vec<String>,
    /// None in a dry run, which may look at any time.
    pub(super) lock: Option<Lock>,
}
