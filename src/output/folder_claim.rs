#![expect(clippy::disallowed_methods, reason = "output is the one writer of the published folder")]
//! A folder and the addresses of a build become permission to write, or the reason why not.
//!
//! Everything is checked before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::output::file_write::{TEMPORARY, WriteMode};
use crate::output::folder_lock::{HOLDER, is_a_file};
use crate::output::output_folder::{Folder, OutputOptions};
use crate::output::output_manifest::OutputManifest;
use crate::output::safe_address;

/// How many things in the way are named.
const NAMED: usize = 5;

/// The absolute path of a folder that need not exist, with links above it followed.
pub(super) fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).map_err(|e| Error::io("find", path, e))?;
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) {
            let plain = rest.components().all(|part| matches!(part, std::path::Component::Normal(_)));
            return Ok(if rest.as_os_str().is_empty() || !plain { real } else { real.join(rest) });
        }
    }
    Ok(path)
}

/// Refuses an output folder that is, or holds, what is read.
pub(super) fn check_place(root: &Path, options: &OutputOptions) -> Result<()> {
    for input in &options.inputs {
        let input = absolute(input)?;
        if input.starts_with(root) {
            let how = if input == root { "is" } else { "holds" };
            return Err(Error::environment(format!(
                "the output folder `{}` {how} the folder `{}` that is read; give another --out",
                options.out.display(),
                input.display()
            )));
        }
    }
    Ok(())
}

/// Refuses an output folder that is, or would be below, a link that leads nowhere: to follow it is to guess where to write.
pub(super) fn check_links(root: &Path) -> Result<()> {
    let there = root.ancestors().find_map(|path| Some((path, path.symlink_metadata().ok()?)));
    match there {
        Some((link, metadata)) if metadata.is_symlink() && link.metadata().is_err() => {
            let target = std::fs::read_link(link).map(|target| format!(" (to `{}`)", target.display()));
            Err(Error::environment(format!(
                "`{}` is a link that leads nowhere{}; make the folder that it leads to, remove the link, or give another --out",
                link.display(),
                target.unwrap_or_default()
            )))
        }
        _ => Ok(()),
    }
}

/// The manifest in `root`; `None` for a folder that is empty or does not exist.
///
/// # Errors
/// When `root` is a file, or a folder with something in it that no build of ours wrote.
pub(super) fn manifest_of(root: &Path, shown: &Path) -> Result<Option<OutputManifest>> {
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) if e.kind() == ErrorKind::NotADirectory => return Err(is_a_file(shown)),
        Err(e) => return Err(Error::io("open folder", shown, e)),
    };
    if let Some(manifest) = OutputManifest::read(root, shown)? {
        return Ok(Some(manifest));
    }
    for entry in entries {
        let name = entry.map_err(|e| Error::io("read folder", shown, e))?.file_name();
        if !is_temporary(&name) {
            let shown = shown.display();
            return Err(Error::environment(format!(
                "the output folder `{shown}` holds `{}`, which Casebook did not write; give another --out, or empty `{shown}`",
                name.to_string_lossy()
            )));
        }
    }
    Ok(None)
}

/// Checks that every address can be written, and makes ready for it.
///
/// Gives the files of an earlier build that had to go at once, because a folder stands where they stood or the other way round.
pub(super) fn claim<'a>(
    folder: &Folder,
    addresses: impl IntoIterator<Item = &'a str>,
    shown: &Path,
) -> Result<Vec<String>> {
    let mut new = BTreeSet::new();
    for address in addresses {
        safe_address::check(address)?;
        if !new.insert(address) {
            return Err(Error::environment(format!(
                "two pages want the address `{address}`; rename one of their files"
            )));
        }
    }
    let empty = BTreeMap::new();
    let old = folder.old.as_ref().map_or(&empty, |manifest| &manifest.files);
    let plan = ClaimPlan { folder, old, new: &new };
    let found = plan.look(shown)?;
    plan.refuse_twins()?;
    if folder.mode == WriteMode::Write {
        if let Some(manifest) = OutputManifest::underway(folder.old.as_ref(), &new, folder.drafts) {
            manifest.write(&folder.root)?;
        }
        plan.clear(&found)?;
    }
    Ok(found.displaced)
}

/// The names in a folder; none when it does not exist. Names that are not Unicode cannot be ours and are left out.
pub(super) fn names(dir: &Path) -> Result<BTreeSet<String>> {
    match std::fs::read_dir(dir) {
        Ok(entries) => {
            let names = entries.map(|entry| entry.map(|e| e.file_name().into_string().ok()));
            let names: std::io::Result<Vec<_>> = names.collect();
            Ok(names.map_err(|e| Error::io("read folder", dir, e))?.into_iter().flatten().collect())
        }
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(BTreeSet::new()),
        Err(e) => Err(Error::io("read folder", dir, e)),
    }
}

fn is_temporary(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(TEMPORARY)
}

/// What was written and what will be.
struct ClaimPlan<'a> {
    folder: &'a Folder,
    old: &'a BTreeMap<String, String>,
    new: &'a BTreeSet<&'a str>,
}

/// What must go before writing begins.
#[derive(Default)]
struct InTheWay {
    /// Unfinished files of an interrupted build.
    temporary: Vec<PathBuf>,
    /// Files of an earlier build that stand where a folder must be, or in a folder where a file must be.
    displaced: Vec<String>,
}

impl ClaimPlan<'_> {
    /// Looks at every folder that this build or the last one writes into.
    fn look(&self, shown: &Path) -> Result<InTheWay> {
        let mut found = InTheWay::default();
        let mut foreign = BTreeSet::new();
        let wanted: BTreeSet<&str> = self.new.iter().flat_map(|address| safe_address::folders(address)).collect();
        let folders = self.old.keys().flat_map(|address| safe_address::folders(address)).chain(wanted.iter().copied());
        let folders: BTreeSet<&str> = folders.chain([""]).collect();
        for folder in folders {
            let path = if folder.is_empty() { self.folder.root.clone() } else { self.folder.path(folder) };
            let is_dir = folder.is_empty() || path.symlink_metadata().is_ok_and(|m| m.is_dir());
            if !is_dir {
                if path.symlink_metadata().is_ok() && !self.old.contains_key(folder) {
                    foreign.insert(folder.to_owned());
                }
                continue;
            }
            for name in names(&path)? {
                let address = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if folder.is_empty() && name == HOLDER {
                    continue;
                }
                if is_temporary(OsStr::new(&name)) {
                    found.temporary.push(path.join(&name));
                } else if self.new.contains(address.as_str()) {
                    self.judge(&address, &path.join(&name), &mut foreign)?;
                }
            }
        }
        found.displaced = self.displaced(&wanted);
        match foreign.is_empty() {
            true => Ok(found),
            false => Err(in_the_way(&foreign, shown)),
        }
    }

    /// Notes what stands at a new address when no build of ours put it there.
    fn judge(&self, address: &str, path: &Path, foreign: &mut BTreeSet<String>) -> Result<()> {
        if !path.symlink_metadata().is_ok_and(|m| m.is_dir()) {
            if !self.old.contains_key(address) {
                foreign.insert(address.to_owned());
            }
            return Ok(());
        }
        let inside = names(path)?;
        if inside.is_empty() {
            foreign.insert(address.to_owned());
        }
        for name in inside.iter().filter(|name| !is_temporary(OsStr::new(name))) {
            let inner = format!("{address}/{name}");
            let inner_path = path.join(name);
            if inner_path.symlink_metadata().is_ok_and(|m| m.is_dir()) {
                self.judge(&inner, &inner_path, foreign)?;
            } else if !self.old.contains_key(&inner) {
                foreign.insert(inner);
            }
        }
        Ok(())
    }

    /// Old files that a new folder replaces, or whose folder a new file replaces.
    fn displaced(&self, wanted: &BTreeSet<&str>) -> Vec<String> {
        let displaced = |address: &&String| {
            wanted.contains(address.as_str()) || safe_address::folders(address).any(|folder| self.new.contains(folder))
        };
        self.old.keys().filter(displaced).cloned().collect()
    }

    /// Refuses addresses that differ by case only, where the file system cannot hold both.
    fn refuse_twins(&self) -> Result<()> {
        let mut seen = BTreeMap::new();
        for address in self.new {
            if let Some(other) = seen.insert(safe_address::folded(address), address)
                && self.folder.mode == WriteMode::Write
                && ignores_case(&self.folder.root)?
            {
                return Err(Error::environment(format!(
                    "`{other}` and `{address}` are one file on this disk; rename the source of one of them"
                )));
            }
        }
        Ok(())
    }

    fn clear(&self, found: &InTheWay) -> Result<()> {
        for path in &found.temporary {
            if path.symlink_metadata().is_ok_and(|m| !m.is_dir()) {
                std::fs::remove_file(path).map_err(|e| Error::io("remove", path, e))?;
            }
        }
        for address in &found.displaced {
            let path = self.folder.path(address);
            if path.symlink_metadata().is_ok_and(|m| !m.is_dir()) {
                std::fs::remove_file(&path).map_err(|e| Error::io("remove", &path, e))?;
                self.folder.remove_empty_parents(&path);
            }
        }
        Ok(())
    }
}

/// Whether the disk takes two spellings of a name for one file.
fn ignores_case(root: &Path) -> Result<bool> {
    let (lower, upper) = (root.join(format!("{TEMPORARY}case")), root.join(format!("{TEMPORARY}CASE")));
    let create = || {
        std::fs::create_dir_all(root)?;
        std::fs::write(&lower, b"")?;
        let same = upper.symlink_metadata().is_ok();
        std::fs::remove_file(&lower)?;
        Ok(same)
    };
    create().map_err(|e| Error::io("write", &lower, e))
}

fn in_the_way(foreign: &BTreeSet<String>, shown: &Path) -> Error {
    let mut list: Vec<String> = foreign.iter().take(NAMED).map(|address| format!("`{address}`")).collect();
    if foreign.len() > NAMED {
        list.push(format!("{} more", foreign.len() - NAMED));
    }
    Error::environment(format!(
        "{} in `{}` was not written by Casebook and stands where a page must go; move it away, or give another --out",
        list.join(", "),
        shown.display()
    ))
}
