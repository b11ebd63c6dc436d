#![expect(clippy::disallowed_methods, reason = "output is the one writer of the published folder")]
//! One build at a time writes into an output folder.
//!
//! The lock is the system's and lies on the folder itself: nothing is left behind by a build that ends or is killed, nothing is there
//! to be published or deleted, and every way to the folder leads to the same lock. A file in it names the process that holds the lock; it
//! is a hint for people and goes with the build. Where folders cannot be locked (not on Unix), the lock lies on that file, which stays.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
#[cfg(unix)]
use crate::load::read_regular;
use crate::output::file_write::{WriteMode, put_bytes};

/// The file that names who writes. Its name begins as that of a temporary file, so that a later build takes it for ours.
pub(super) const HOLDER: &str = ".casebook-tmp-writer";

/// The right to write into a folder, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    root: PathBuf,
    /// `None` where the file system has no locks.
    handle: Option<File>,
    /// Folders that were not there before, the innermost first.
    made: Vec<PathBuf>,
}

/// What to do while another build writes: `None` is to refuse, else it is waited for after this was told who it is.
pub(super) type Waiting<'a> = Option<&'a dyn Fn(&str)>;

impl Lock {
    /// Locks the folder at `root`, which is made if need be.
    ///
    /// # Errors
    /// When another build holds it and `waiting` is `None`, and when the folder cannot be made or opened.
    pub(super) fn take(root: &Path, shown: &Path, waiting: Waiting<'_>) -> Result<Self> {
        let mut lock = Self { root: root.to_path_buf(), handle: None, made: Vec::new() };
        let mut told = false;
        loop {
            lock.make(shown)?;
            let file = match handle(root) {
                Ok(file) => file,
                // It went again: a build that failed takes the folder with it that it had made.
                Err(e) if e.kind() == ErrorKind::NotFound => continue,
                Err(e) => return Err(Error::io("open folder", shown, e)),
            };
            match (file.try_lock(), waiting) {
                (Ok(()), _) => {}
                (Err(TryLockError::WouldBlock), None) => {
                    // Whoever made the folder, it is now the other's, who may not have written into it yet.
                    lock.made.clear();
                    return Err(held(root, shown));
                }
                (Err(TryLockError::WouldBlock), Some(tell)) => {
                    if !std::mem::replace(&mut told, true) {
                        tell(&holder(root));
                    }
                    match file.lock() {
                        Ok(()) => {}
                        Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                        Err(e) => return Err(Error::io("lock", shown, e)),
                    }
                }
                (Err(TryLockError::Error(e)), _) if e.kind() == ErrorKind::Interrupted => continue,
                (Err(TryLockError::Error(_)), _) => return Ok(lock),
            }
            if is_at(&file, root) {
                lock.handle = Some(file);
                return Ok(lock);
            }
        }
    }

    /// Whether the file system has locks.
    pub(super) fn is_held(&self) -> bool {
        self.handle.is_some()
    }

    /// Writes down who holds it. That is a hint, and nothing fails for want of it.
    pub(super) fn sign(&self) {
        #[cfg(unix)]
        if self.is_held() {
            let text = format!("{}\n", std::process::id());
            let _ = put_bytes(&self.root.join(HOLDER), text.as_bytes(), WriteMode::Write);
        }
    }

    /// Refuses to go on when another folder stands where the locked one was.
    ///
    /// # Errors
    /// Then: what was written is lost with the folder, and a build may be at work in the new one.
    pub(super) fn check(&self) -> Result<()> {
        match &self.handle {
            Some(file) if !is_at(file, &self.root) => Err(Error::environment(format!(
                "the output folder `{}` was removed or replaced while it was written; build again",
                self.root.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Makes the folder, and remembers what was made for it.
    fn make(&mut self, shown: &Path) -> Result<()> {
        let missing = self.root.ancestors().take_while(|dir| dir.symlink_metadata().is_err_and(|e| is_missing(&e)));
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        std::fs::create_dir_all(&self.root).map_err(|e| match e.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => is_a_file(shown),
            _ => Error::io("make folder", shown, e),
        })?;
        if !missing.is_empty() {
            self.made = missing;
        }
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) && self.is_held() && self.check().is_ok() {
            // That nobody wrote it down is as good.
            let _ = std::fs::remove_file(self.root.join(HOLDER));
        }
        for dir in &self.made {
            // What was built stays: a folder that is not empty refuses.
            if std::fs::remove_dir(dir).is_err() {
                break;
            }
        }
    }
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == ErrorKind::NotFound
}

/// What the lock is taken on.
#[cfg(unix)]
fn handle(root: &Path) -> io::Result<File> {
    File::open(root)
}

#[cfg(not(unix))]
fn handle(root: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(root.join(HOLDER))
}

/// Whether what was locked is still what stands at `root`.
#[cfg(unix)]
fn is_at(file: &File, root: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((&file.metadata(), &std::fs::metadata(root)), (Ok(a), Ok(b)) if same(a, b))
}

#[cfg(not(unix))]
fn is_at(_: &File, root: &Path) -> bool {
    root.join(HOLDER).is_file()
}

/// Who writes, as far as it is written down.
fn holder(root: &Path) -> String {
    #[cfg(unix)]
    if let Some(id) = read_regular(&root.join(HOLDER), 32)
        .ok()
        .and_then(|(bytes, _)| String::from_utf8(bytes).ok()?.trim().parse::<u32>().ok())
    {
        return format!("another build (process {id})");
    }
    let _ = root;
    String::from("another build")
}

fn held(root: &Path, shown: &Path) -> Error {
    Error::environment(format!(
        "{} is writing `{}`; try again when it has ended, let this build wait with --wait, or give another --out",
        holder(root),
        shown.display()
    ))
}

pub(super) fn is_a_file(shown: &Path) -> Error {
    Error::environment(format!("the output folder `{}` is a file; give another --out", shown.display()))
}
