//! A folder becomes what there is in it, before any write-up is read: its configuration, its files, its theme.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::load::config::{self, Configured};
use crate::load::kinds_by_folder;
use crate::load::options::Options;
use crate::load::site_folders::{Roots, content_root, prefix};
use crate::load::theme::{self, Theme};
use crate::load::walk::{self, Found};

/// A site before its write-ups are read.
pub(super) struct FolderLook {
    pub(super) root: PathBuf,
    pub(super) content_root: PathBuf,
    pub(super) configured: Configured,
    pub(super) found: Found,
    pub(super) theme: Theme,
}

/// Looks at the folder: its configuration, which files there are, its theme.
///
/// # Errors
/// As [`load`](super::load).
pub(super) fn folder_look(options: &Options) -> Result<FolderLook> {
    let root = options.dir.canonicalize().map_err(|e| Error::io("open folder", &options.dir, e))?;
    if !root.is_dir() {
        return Err(Error::usage(format!(
            "`{}` is a file; give the folder that holds the write-ups",
            options.dir.display()
        )));
    }
    let configured = config::config(&root, options.config.as_deref())?;
    let content_root = content_root(&root)?;
    kinds_by_folder::check_patterns(&configured.config)?;
    let roots = Roots { root: &root, content_root: &content_root, prefix: prefix(&root, &content_root) };
    let found = walk::walk(&roots, &options.out, &configured.config)?;
    let theme = theme::theme(&root, configured.config.theme.name.as_deref())?;
    Ok(FolderLook { root, content_root, configured, found, theme })
}
