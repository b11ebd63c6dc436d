//! A directory, or the place of a zip file, becomes what works there.

#![expect(clippy::disallowed_methods, reason = "what can be written is found out by writing")]

use std::path::Path;

use crate::publish::directory::Directory;
use crate::publish::doctor::check::Check;
use crate::publish::zip_file::Zip;

/// What is written to see whether it can be.
const PROBE: &str = ".casebook-tmp-doctor";

/// Tries what a publish to a directory needs.
pub(crate) fn of_directory(directory: &Directory) -> Vec<Check> {
    let root = directory.root();
    let shown = root.display();
    let mut checks = vec![writing(root)];
    if checks[0].is_wrong() {
        return checks;
    }
    checks.push(links(root));
    checks.push(match directory.look() {
        Ok((standing, _)) if standing.manifest.is_none() => Check::works("what is there", "nothing is published yet"),
        Ok((standing, _)) if standing.altered.is_empty() => {
            Check::works("what is there", "what was published is whole")
        }
        Ok((standing, _)) => {
            let files = match standing.altered.len() {
                1 => String::from("1 file is"),
                count => format!("{count} files are"),
            };
            let message = format!("{files} not what was published to `{shown}`; publish again to mend that");
            Check::fails("what is there", message)
        }
        Err(error) => Check::fails("what is there", error.to_string()),
    });
    checks
}

/// Tries what a zip file needs.
pub(crate) fn of_zip(zip: &Zip) -> Vec<Check> {
    let folder = zip.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let there = match zip.look() {
        Ok(standing) if standing.manifest.is_none() => Check::works("what is there", "nothing yet"),
        Ok(_) => Check::works("what is there", "a zip file of ours"),
        Err(error) => Check::fails("what is there", error.to_string()),
    };
    vec![writing(folder), there]
}

/// Whether files can be made and removed, in the folder or, where it is to be made yet, in the one that will hold it.
fn writing(folder: &Path) -> Check {
    let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let shown = there.display();
    if !there.is_dir() {
        return Check::fails("writing", format!("`{shown}` is not a folder; give another place, or move it away"));
    }
    let probe = there.join(PROBE);
    let tried = std::fs::write(&probe, "x").and_then(|()| std::fs::remove_file(&probe));
    match tried {
        Ok(()) => Check::works("writing", format!("`{shown}` can be written")),
        Err(e) => Check::fails("writing", format!("`{shown}` cannot be written ({e}); let this user write there")),
    }
}

/// Whether a link can be switched.
#[cfg(unix)]
fn links(root: &Path) -> Check {
    let there = if root.is_dir() {
        root
    } else {
        return Check::untried("links", "the directory is made by the first publish");
    };
    let (one, two) = (there.join(PROBE), there.join(".casebook-tmp-doctor-2"));
    let tried = || {
        std::os::unix::fs::symlink("nowhere", &one)?;
        std::fs::rename(&one, &two)?;
        std::fs::remove_file(&two)
    };
    match tried() {
        Ok(()) => Check::works("links", "a link can be switched in one step"),
        Err(e) => Check::fails(
            "links",
            format!(
                "`{}` takes no symbolic links ({e}); publish a zip file there, or use another disk",
                there.display()
            ),
        ),
    }
}

#[cfg(not(unix))]
fn links(_: &Path) -> Check {
    Check::fails("links", "releases need symbolic links, which are made on Unix; publish a zip file")
}
