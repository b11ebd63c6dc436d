//! What to read, and where a build must not look.

use std::path::PathBuf;

/// What to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// A site (a folder with `casebook.toml` or `content/`) or a bare folder of Markdown.
    pub dir: PathBuf,
    /// The configuration, when it is not `casebook.toml` in `dir`.
    pub config: Option<PathBuf>,
    /// The output folder, which is never read.
    pub out: PathBuf,
}
