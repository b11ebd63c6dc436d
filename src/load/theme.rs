//! The built-in theme, overridden file by file.

#![expect(clippy::disallowed_methods, reason = "load is the one reader of themes")]

use std::path::Path;

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::load::Theme;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The theme `name` below `root/themes`, or the built-in one.
///
/// # Errors
/// When the theme's folder does not exist or one of its files cannot be read as text.
pub(super) fn theme(root: &Path, name: Option<&str>) -> Result<Theme> {
    let mut theme = Theme::default();
    collect(&BUILT_IN, &mut theme);
    let Some(name) = name else { return Ok(theme) };
    let folder = root.join("themes").join(name);
    if !folder.is_dir() || name.contains(['/', '\\']) || name.starts_with('.') {
        return Err(Error::usage(format!(
            "there is no theme folder `themes/{name}`; make it and put in it only the files you want to change"
        )));
    }
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|e| Error::environment(format!("could not read the theme `{name}`: {e}")))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&folder).expect("walkdir stays below its root");
        let text =
            std::fs::read_to_string(entry.path()).map_err(|e| Error::io("read the theme file", entry.path(), e))?;
        theme.files.insert(path.to_string_lossy().replace('\\', "/"), text);
    }
    Ok(theme)
}

fn collect(dir: &Dir<'_>, theme: &mut Theme) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            theme.files.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
        }
    }
    for dir in dir.dirs() {
        collect(dir, theme);
    }
}
