//! A site becomes the list of the files that its readers see something of; what else is there, they are not to see any more.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use crate::load::{MANIFEST, PUBLISHED};
use crate::pipeline::Compiled;
use crate::publish::Withdrawals;

/// Which files of the sources are shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ShownSources {
    content_root: PathBuf,
    /// Paths below it.
    shown: BTreeSet<String>,
    /// Those of pages of which a part is left out.
    lessened: BTreeSet<String>,
}

impl ShownSources {
    /// Those of a site.
    pub(super) fn of(compiled: &Compiled) -> Self {
        let (site, sources) = (&compiled.site, compiled.read().sources());
        let pages = site.pages.iter().map(|page| page.source.path.clone());
        let lessened = site.pages.iter().filter(|page| site.restricted.contains(&page.source.shown_path));
        Self {
            content_root: sources.content_root.clone(),
            shown: pages.chain(site.links.assets.values().cloned()).collect(),
            lessened: lessened.map(|page| page.source.path.clone()).collect(),
        }
    }

    /// What the sources hold and readers do not see. `out` is where the site was built.
    ///
    /// Walks the disk once more: what is never read is no less withdrawn.
    pub(super) fn withdrawals(&self, out: &Path) -> Withdrawals {
        let mut withdrawals = Withdrawals::default();
        let out = out.canonicalize().unwrap_or_else(|_| out.to_path_buf());
        let is_entered = |entry: &DirEntry| {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let is_marked = |mark| entry.path().join(mark).symlink_metadata().is_ok();
            let built = || entry.path() == out || [MANIFEST, PUBLISHED].into_iter().any(is_marked);
            entry.depth() == 0 || !(hidden || (entry.file_type().is_dir() && built()))
        };
        let entries = WalkDir::new(&self.content_root).into_iter().filter_entry(is_entered).flatten();
        for entry in entries.filter(|entry| !entry.file_type().is_dir()) {
            let Ok(path) = entry.path().strip_prefix(&self.content_root) else { continue };
            let path = path.to_string_lossy().replace('\\', "/");
            if !self.shown.contains(path.as_str()) {
                withdrawals.hidden_file(&path);
            }
        }
        self.lessened.iter().for_each(|path| withdrawals.hides_parts(path));
        withdrawals
    }
}
