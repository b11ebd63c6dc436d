#![expect(clippy::disallowed_methods, reason = "the cache is a folder of its own")]
//! A site becomes the folder that its cache is in: beside its configuration, or among the user's own where a folder has none.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The name of a site's own cache folder.
pub const CACHE: &str = ".casebook-cache";

/// What keeps the folder out of repositories, and out of backups.
const MARKS: [(&str, &str); 2] = [
    (".gitignore", "# Casebook makes this folder anew when it is gone.\n*\n"),
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"),
];

/// How the names of unfinished files begin.
const TEMPORARY: &str = "tmp-";

/// A cache folder that may be used.
#[derive(Debug, Clone)]
pub struct CacheFolder {
    path: PathBuf,
}

impl CacheFolder {
    /// The cache of the site at `root`, a folder without links in its path, made if need be. `out` is a build's output.
    ///
    /// `None` where there can be none: nobody may write there, it is somebody else's, it would be published.
    pub fn of(root: &Path, out: Option<&Path>) -> Option<Self> {
        let path = match root.join("casebook.toml").exists() || root.join("content").is_dir() {
            true => root.join(CACHE),
            false => {
                let home = etcetera::choose_base_strategy().ok()?.cache_dir();
                let name = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
                home.join("casebook").join(&name[..16])
            }
        };
        Self::at(path, out)
    }

    /// The cache at `path`.
    pub(super) fn at(path: PathBuf, out: Option<&Path>) -> Option<Self> {
        let is_published = |out: &Path| path.starts_with(out) || out.starts_with(&path);
        if out.is_some_and(is_published) {
            return None;
        }
        make(&path).ok()?;
        Some(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a file in it, of no more than `most`.
    pub(super) fn read(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        crate::load::read_regular(&self.path.join(name), most).ok().map(|(bytes, _)| bytes)
    }

    /// Puts a file into it, whole or not at all. That the disk refuses is no harm.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> bool {
        let put = || -> io::Result<()> {
            let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(&self.path)?;
            file.write_all(bytes)?;
            file.persist(self.path.join(name)).map(drop).map_err(|error| error.error)
        };
        put().is_ok()
    }

    /// Removes files of it.
    pub(super) fn remove(&self, names: &[String]) {
        // Another process may have been faster.
        names.iter().for_each(|name| drop(std::fs::remove_file(self.path.join(name))));
    }

    /// The files in it whose names end in `ending`, with size and age in seconds, the newest first. What a killed process left half done
    /// goes.
    pub(super) fn files(&self, ending: &str) -> Vec<CachedFile> {
        let Ok(entries) = std::fs::read_dir(&self.path) else { return Vec::new() };
        let one = |entry: std::fs::DirEntry| {
            let metadata = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            let age = metadata.modified().ok()?.elapsed().unwrap_or_default().as_secs();
            Some(CachedFile { name: entry.file_name().into_string().ok()?, bytes: metadata.len(), age })
        };
        let mut files: Vec<CachedFile> = entries.flatten().filter_map(one).collect();
        let left = |file: &&CachedFile| file.name.starts_with(TEMPORARY) && file.age > 3600;
        self.remove(&files.iter().filter(left).map(|file| file.name.clone()).collect::<Vec<_>>());
        files.retain(|file| file.name.ends_with(ending));
        files.sort_by(|a, b| (a.age, &a.name).cmp(&(b.age, &b.name)));
        files
    }

    /// How large it is.
    pub fn size(&self) -> u64 {
        self.files("").iter().map(|file| file.bytes).sum()
    }
}

/// A file of the cache.
pub(super) struct CachedFile {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) age: u64,
}

/// Makes the folder, for its owner alone.
fn make(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => std::fs::create_dir_all(path)?,
    }
    own(path)?;
    for (name, text) in MARKS {
        match std::fs::File::create_new(path.join(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Closes it to others. That only works for whoever owns it: a folder that somebody else put there is not used.
#[cfg(unix)]
fn own(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn own(_: &Path) -> io::Result<()> {
    Ok(())
}
