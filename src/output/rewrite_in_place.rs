#![expect(clippy::disallowed_methods, reason = "this is where a file that people wrote gets its new text")]
//! A file that people wrote gets a new text: whole or not at all, in its place, with the permissions it had.

use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::output::file_write::TEMPORARY;

/// The text of the file at `path`, of which `read` was read: a byte-order mark stays in it.
///
/// # Errors
/// Why it is not to be rewritten: it is not UTF-8, or says something else by now.
pub fn current_text(path: &Path, read: &str) -> std::result::Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error).to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| String::from("its file is not UTF-8; save it as UTF-8 first"))?;
    let same = text.strip_prefix('\u{feff}').unwrap_or(&text) == read;
    if same { Ok(text) } else { Err(String::from("its file has changed since it was read; run again")) }
}

/// Replaces `old`, the text of the file at `path`, by `new`. A symbolic link stays one: the file that it leads to is replaced.
///
/// # Errors
/// When the file holds another text by now, and when it cannot be read or written.
pub fn rewrite(path: &Path, old: &str, new: &str) -> Result<()> {
    let failed = |action| move |error| Error::io(action, path, error);
    let place = path.canonicalize().map_err(failed("open"))?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let permissions = std::fs::metadata(&place).map_err(failed("open"))?.permissions();
    if permissions.readonly() {
        return Err(Error::environment(format!("`{}` is read-only and was left as it is", path.display())));
    }
    let write = || {
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        file.write_all(new.as_bytes())?;
        file.as_file().set_permissions(permissions)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    let file = write().map_err(failed("write"))?;
    // An editor may have saved the file while a question was open.
    if std::fs::read(&place).map_err(failed("read"))? != old.as_bytes() {
        let shown = path.display();
        return Err(Error::environment(format!(
            "`{shown}` has changed since it was read and was left as it is; run again"
        )));
    }
    file.persist(&place).map_err(|error| Error::io("write", path, error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real.md"), dir.path().join("link.md"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.md", &link).unwrap();
        rewrite(&link, "old", "new").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("real.md"));
        assert_eq!(names(dir.path()), ["link.md", "real.md"]);
    }

    #[test]
    fn a_text_that_changed_meanwhile_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "saved by an editor").unwrap();
        let error = rewrite(&path, "old", "new").unwrap_err().to_string();
        assert!(error.ends_with("a.md` has changed since it was read and was left as it is; run again"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "saved by an editor");
        assert_eq!(names(dir.path()), ["a.md"]);
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = rewrite(&path, "old", "new").unwrap_err().to_string();
        assert!(error.ends_with("a.md` is read-only and was left as it is"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
