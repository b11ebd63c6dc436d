//! One release as a folder: read, made from a plan, and removed file by file, of which only ours go.

#![expect(clippy::disallowed_methods, reason = "publish writes at its target")]

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::load::{PUBLISHED, open_regular, read_regular};
use crate::model::Encoding;
use crate::output::FinishedBuild;
use crate::publish::directory::twin_file::{created, make_twin, with};
use crate::publish::plan::Plan;
use crate::publish::published::Step;
use crate::publish::published_manifest::{PublishedFile, PublishedManifest};

/// The folder of releases.
pub(super) const RELEASES: &str = "releases";

/// How the name of a release begins that is not whole.
const UNFINISHED: &str = ".casebook-tmp-";

/// The largest manifest that is read.
const LARGEST: u64 = 512 * 1024 * 1024;

/// A release on disk.
#[derive(Debug)]
pub(super) struct Release {
    path: PathBuf,
    manifest: PublishedManifest,
}

/// The whole releases below `root`, oldest first. What a publish left that did not end is removed.
pub(super) fn releases(root: &Path) -> Result<Vec<Release>> {
    let folder = root.join(RELEASES);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::io("read folder", &folder, e)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| Error::io("read folder", &folder, e))?.path();
        let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        let Some(release) = (if is_folder { Release::read(&path)? } else { None }) else { continue };
        match release.name().starts_with(UNFINISHED) {
            true => drop(release.remove()?),
            false => found.push(release),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

impl Release {
    /// The release at `path`; none where there is no manifest of ours.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        let manifest = path.join(PUBLISHED);
        match read_regular(&manifest, LARGEST) {
            Ok((bytes, _)) => {
                let manifest = PublishedManifest::parse(&bytes, &manifest.to_string_lossy())?;
                Ok(Some(Self { path: path.to_path_buf(), manifest }))
            }
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::io("read", &manifest, e)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    pub(super) fn manifest(&self) -> &PublishedManifest {
        &self.manifest
    }

    /// Whether a file is what was published there.
    pub(super) fn holds(&self, address: &str, file: &PublishedFile) -> bool {
        let path = at(&self.path, address);
        let hash = || {
            let (mut opened, metadata) = open_regular(&path).ok()?;
            let mut hasher = blake3::Hasher::new();
            (metadata.len() == file.bytes).then(|| std::io::copy(&mut opened, &mut hasher).ok())??;
            Some(hasher.finalize().to_hex())
        };
        path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
            && hash().is_some_and(|hash| hash.as_str() == file.hash)
    }

    /// The addresses of files that we did not write.
    pub(super) fn foreign(&self) -> Result<BTreeSet<String>> {
        let ours: BTreeSet<String> = self.ours().collect();
        let mut foreign = BTreeSet::new();
        for entry in WalkDir::new(&self.path) {
            let entry = entry.map_err(|e| Error::io("read folder", &self.path, e.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let address =
                entry.path().strip_prefix(&self.path).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            if !ours.contains(&address) {
                foreign.insert(address);
            }
        }
        Ok(foreign)
    }

    /// Every name that we may have given a file.
    fn ours(&self) -> impl Iterator<Item = String> {
        let manifest = &self.manifest;
        let files = manifest.files.keys().chain(manifest.leftover.keys());
        let twins = |address: &String| [address.clone(), format!("{address}.gz"), format!("{address}.br")];
        files.flat_map(twins).chain([PUBLISHED.to_owned()])
    }

    /// Removes what is ours; whether that was all.
    pub(super) fn remove(self) -> Result<bool> {
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        // The manifest goes last: it knows what is left to be done.
        for address in self.ours() {
            let path = at(&self.path, &address);
            match std::fs::remove_file(&path) {
                Err(e)
                    if !matches!(
                        e.kind(),
                        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
                    ) =>
                {
                    return Err(Error::io("remove", &path, e));
                }
                _ => {}
            }
            let above = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.path));
            folders.extend(above.map(Path::to_path_buf));
        }
        // Inner folders before outer ones; one that is not empty refuses, which is how we know.
        Ok(folders.iter().rev().map(std::fs::remove_dir).fold(true, |_, removed| removed.is_ok()))
    }
}

/// A release that is to be made.
pub(super) struct NewRelease<'a> {
    pub(super) root: &'a Path,
    pub(super) before: Option<&'a Release>,
    pub(super) twins: &'a [Encoding],
}

impl NewRelease<'_> {
    /// Makes the release and gives it with the number of bytes that were written.
    pub(super) fn make(
        &self,
        build: &FinishedBuild,
        plan: &Plan,
        foreign: &BTreeSet<String>,
        name: &str,
        step: Step<'_>,
    ) -> Result<(Release, u64)> {
        let folder = self.root.join(RELEASES);
        drop(releases(self.root)?);
        let making = Release { path: folder.join(format!("{UNFINISHED}{name}")), manifest: plan.after.clone() };
        let made = self.fill(&making, build, plan, foreign, step);
        let finished = made.and_then(|written| {
            let newest = self.before.map_or(name, |before| before.name().max(name));
            let path = unused(&folder, newest, name);
            std::fs::rename(&making.path, &path).map_err(|e| Error::io("rename", &making.path, e))?;
            Ok((Release { path, manifest: plan.after.clone() }, written))
        });
        if finished.is_err() {
            // The first error is the one worth reporting.
            let _ = making.remove();
        }
        finished
    }

    fn fill(
        &self,
        making: &Release,
        build: &FinishedBuild,
        plan: &Plan,
        foreign: &BTreeSet<String>,
        step: Step<'_>,
    ) -> Result<u64> {
        put(&making.path.join(PUBLISHED), &plan.after.text())?;
        let uploads: BTreeSet<&str> = plan.uploads.iter().map(|upload| upload.address.as_str()).collect();
        let one = |(address, file): (&String, &PublishedFile)| {
            let taken = !uploads.contains(address.as_str()) && self.take(making, address);
            let written = if taken { 0 } else { self.write(making, build, address)? };
            if !taken && !making.holds(address, file) {
                let path = at(&making.path, address);
                return Err(Error::environment(format!(
                    "`{}` is not what was written to it; try again",
                    path.display()
                )));
            }
            if !taken {
                step(1);
            }
            Ok(written)
        };
        let written = plan.after.files.par_iter().map(one).sum::<Result<u64>>()?;
        // What is gone for readers of older pages was said when the target was looked at.
        for address in plan.after.leftover.keys().chain(foreign) {
            self.take(making, address);
        }
        Ok(written)
    }

    /// Gives a file of the release before a second name; whether there was one.
    fn take(&self, making: &Release, address: &str) -> bool {
        let Some(before) = self.before else { return false };
        let (from, to) = (at(&before.path, address), at(&making.path, address));
        let taken = link(&from, &to);
        if taken {
            for twin in self.twins {
                // A twin that is not there is one that would gain nothing, or is asked for now.
                if !link(&with(&from, twin.ending()), &with(&to, twin.ending())) {
                    let _ = make_twin(&to, address, *twin);
                }
            }
        }
        taken
    }

    /// Writes a file of the build, and its twins; gives the number of bytes.
    fn write(&self, making: &Release, build: &FinishedBuild, address: &str) -> Result<u64> {
        let path = at(&making.path, address);
        let written = build.copy(address, &mut created(&path)?, &path)?;
        let twins = self.twins.iter().map(|twin| make_twin(&path, address, *twin));
        Ok(written + twins.sum::<Result<u64>>()?)
    }
}

/// A name for a release that comes after `newest` and is not taken.
fn unused(folder: &Path, newest: &str, name: &str) -> PathBuf {
    let plain = folder.join(name);
    if name > newest || (name == newest && plain.symlink_metadata().is_err()) {
        return plain;
    }
    // The clock went back, or stands: what is newer sorts behind what is older all the same.
    let mut numbered = (2..).map(|number| folder.join(format!("{newest}-{number:04}")));
    numbered.find(|path| path.symlink_metadata().is_err()).unwrap_or(plain)
}

fn link(from: &Path, to: &Path) -> bool {
    if !from.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    let folder = to.parent().is_none_or(|folder| std::fs::create_dir_all(folder).is_ok());
    folder && (std::fs::hard_link(from, to).is_ok() || std::fs::copy(from, to).is_ok())
}

fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    created(path)?.write_all(bytes).map_err(|e| Error::io("write", path, e))
}

fn at(root: &Path, address: &str) -> PathBuf {
    address.split('/').fold(root.to_path_buf(), |path, part| path.join(part))
}
