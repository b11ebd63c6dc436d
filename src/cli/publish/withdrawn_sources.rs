//! What was read becomes what readers are not to see any more: files that are there and that the site does not show.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::load::{MANIFEST, PUBLISHED};
use crate::pipeline::Compiled;
use crate::publish::Withdrawals;

/// What the sources hold and the site does not show. `out` is where it was built.
///
/// Walks the disk once more: what is never read is no less withdrawn.
pub(super) fn withdrawals(compiled: &Compiled, out: &Path) -> Withdrawals {
    let mut withdrawals = Withdrawals::default();
    let (site, sources) = (&compiled.site, compiled.read().sources());
    let shown: BTreeSet<&str> = site
        .pages
        .iter()
        .map(|page| page.source.path.as_str())
        .chain(site.links.assets.values().map(String::as_str))
        .collect();
    let out = out.canonicalize().unwrap_or_else(|_| out.to_path_buf());
    let is_entered = |entry: &DirEntry| {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_marked = |mark| entry.path().join(mark).symlink_metadata().is_ok();
        let built = || entry.path() == out || [MANIFEST, PUBLISHED].into_iter().any(is_marked);
        entry.depth() == 0 || !(hidden || (entry.file_type().is_dir() && built()))
    };
    let entries = WalkDir::new(&sources.content_root).into_iter().filter_entry(is_entered).flatten();
    for entry in entries.filter(|entry| !entry.file_type().is_dir()) {
        let Ok(path) = entry.path().strip_prefix(&sources.content_root) else { continue };
        let path = path.to_string_lossy().replace('\\', "/");
        if !shown.contains(path.as_str()) {
            withdrawals.hidden_file(&path);
        }
    }
    let lessened = site.pages.iter().filter(|page| site.restricted.contains(&page.source.shown_path));
    lessened.for_each(|page| withdrawals.hides_parts(&page.source.path));
    withdrawals
}
