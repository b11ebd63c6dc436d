//! Where a site is: its root, its content, and what findings print before a path.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Where a site is.
pub(super) struct Roots<'a> {
    pub(super) root: &'a Path,
    pub(super) content_root: &'a Path,
    /// What findings print before a path below the content folder.
    pub(super) prefix: &'a str,
}

/// Where the content of the site at `root` is.
pub(super) fn content_root(root: &Path) -> Result<PathBuf> {
    let content = root.join("content");
    if !content.is_dir() {
        return Ok(root.to_path_buf());
    }
    let found = content.canonicalize().map_err(|e| Error::io("open folder", &content, e))?;
    if !found.starts_with(root) {
        return Err(Error::usage(format!(
            "`{}` is a link that leads out of the site; build its target instead",
            content.display()
        )));
    }
    Ok(found)
}

/// What findings print before a path below the content folder.
pub(super) fn prefix(root: &Path, content_root: &Path) -> &'static str {
    if content_root == root { "" } else { "content/" }
}

/// The name that the folder given by the user goes by.
pub(super) fn own_name(root: &Path) -> String {
    root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is closed, with paths as findings print them.
pub(super) fn closed(found: Vec<(String, &'static str)>, prefix: &str) -> Vec<(String, &'static str)> {
    found.into_iter().map(|(path, by)| (format!("{prefix}{path}"), by)).collect()
}

/// `path` below `root`, with `/` between its parts.
pub(super) fn relative(path: &Path, root: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}
