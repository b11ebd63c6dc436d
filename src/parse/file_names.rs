//! A path becomes the name that its file goes by: without folder, extensions and the digits of an export.

use crate::model::{without_export_digits, without_extensions};

/// The file's name without folder and extension; for a bundle or index, its folder's.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = without_extensions(name);
    let folder = path.rsplit('/').nth(1);
    without_export_digits(match folder {
        Some(folder) if ["index", "_index", "readme"].iter().any(|n| stem.eq_ignore_ascii_case(n)) => folder,
        _ => stem,
    })
}
