//! The link `current` becomes one to another release, in one step that no reader can see the middle of.

#![expect(clippy::disallowed_methods, reason = "publish writes at its target")]

use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Result};
use crate::publish::directory::release_folder::{RELEASES, Release};

/// The name of the link.
pub(super) const CURRENT: &str = "current";

/// The release that is served; none where nothing was published yet.
///
/// # Errors
/// When something stands there that we did not make.
pub(super) fn current(root: &Path) -> Result<Option<Release>> {
    let link = root.join(CURRENT);
    match link.symlink_metadata() {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(e) => return Err(Error::io("read", &link, e)),
        Ok(metadata) if metadata.is_symlink() => {}
        Ok(_) => {
            let message = format!(
                "`{}` is no link that Casebook made; move it away, or publish to another directory",
                link.display()
            );
            return Err(Error::environment(message));
        }
    }
    let target = std::fs::read_link(&link).map_err(|e| Error::io("read", &link, e))?;
    let name = target.file_name().filter(|_| target.parent() == Some(Path::new(RELEASES)));
    let Some(name) = name else {
        let message = format!(
            "`{}` leads to `{}`, which is no release below `{RELEASES}`; move it away, or publish to another directory",
            link.display(),
            target.display()
        );
        return Err(Error::environment(message));
    };
    let path = root.join(RELEASES).join(name);
    match Release::read(&path)? {
        Some(release) => Ok(Some(release)),
        None => Err(Error::environment(format!(
            "the release `{}`, which is served, has lost its manifest; remove the link `{}` to publish everything anew",
            path.display(),
            link.display()
        ))),
    }
}

/// Lets the link lead to `release`.
///
/// # Errors
/// When it cannot be made; it then leads where it led.
#[cfg(unix)]
pub(super) fn switch(root: &Path, release: &Path) -> Result<()> {
    let (link, new) = (root.join(CURRENT), root.join(".casebook-tmp-current"));
    let target = Path::new(RELEASES).join(release.file_name().unwrap_or_default());
    let make = || {
        match std::fs::remove_file(&new) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        std::os::unix::fs::symlink(&target, &new)?;
        std::fs::rename(&new, &link)
    };
    make().map_err(|e| Error::io("switch", &link, e))
}

/// The same where links are not everybody's to make.
#[cfg(not(unix))]
pub(super) fn switch(root: &Path, _: &Path) -> Result<()> {
    Err(Error::environment(format!(
        "`{}` cannot be switched: releases need symbolic links, which are made on Unix",
        root.display()
    )))
}
