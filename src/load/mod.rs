//! Disk becomes [`Sources`]: the only reader of content, configuration and theme.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Files that are not Markdown: path below the content folder, and where they are.
#[derive(Debug, Default)]
pub struct Assets {
    /// In path order.
    pub files: BTreeMap<String, PathBuf>,
}

/// A theme's files: the built-in ones, overridden file by file.
#[derive(Debug, Default)]
pub struct Theme {
    /// Path below the theme's folder (`templates/base.html`, `css/tokens.css`) and its text.
    pub files: BTreeMap<String, String>,
}
