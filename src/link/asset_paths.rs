//! The files beside pages by the paths and names that people write for them.

use std::collections::HashMap;

use crate::link::written_targets::{Base, path_key};
use crate::load::{Assets, SITE_FILES};

/// Folders whose files other tools serve from the top of the site, the folders that are read beside the content among them.
const TOPS: [&str; 6] = ["static", "assets", "public", "docs", "source", "src"];

/// Among so many files of one name a path is looked for by its end.
const MOST_ALIKE: usize = 100;

/// Files by their paths.
#[derive(Default)]
pub(super) struct AssetPaths {
    /// By the path as it is compared: the file's own path. Of two that differ in case alone, the first.
    by_path: HashMap<String, String>,
    /// By the file's name alone: all that have it, in order.
    by_name: HashMap<String, Vec<String>>,
    /// Whether a folder is there whose files other tools serve from the top of the site.
    has_top: bool,
}

impl AssetPaths {
    pub(super) fn of(assets: &Assets) -> Self {
        let mut paths = Self::default();
        for path in assets.files.keys() {
            let name = path.rsplit('/').next().unwrap_or(path);
            let first = path.strip_prefix("../").unwrap_or(path).split('/').next().unwrap_or(path);
            paths.has_top |= TOPS[..3].contains(&first);
            paths.by_path.entry(path_key(path)).or_insert_with(|| path.clone());
            paths.by_name.entry(path_key(name)).or_default().push(path.clone());
        }
        paths
    }

    /// The file at `path`; another whose name differs in case alone only where there is none.
    pub(super) fn file<'a>(&'a self, assets: &'a Assets, path: &str) -> Option<&'a String> {
        let exact = assets.files.get_key_value(path).map(|(path, _)| path);
        exact.or_else(|| self.by_path.get(&path_key(path)))
    }

    /// The file that other tools serve at `base`: below `static`, `assets` or the like, in the content or beside it.
    pub(super) fn served<'a>(&'a self, assets: &'a Assets, base: &Base) -> Option<&'a String> {
        let below = |top: &&str| match base.top.as_str() {
            "" => format!("{top}/{}", base.path),
            above => format!("{above}/{top}/{}", base.path),
        };
        let beside = |top: &&str| format!("../{top}/{}", base.path);
        let inside = TOPS.iter().map(below).find_map(|path| self.file(assets, &path));
        inside.or_else(|| SITE_FILES.iter().map(beside).find_map(|path| self.file(assets, &path)))
    }

    /// Whether what is at the top of the site is here, so that a file that is not there is missing.
    pub(super) fn has_top(&self) -> bool {
        self.has_top
    }

    /// The file of this name, wherever it is: the first. Of a path that ends like this, the only one.
    pub(super) fn ending(&self, path: &str) -> Option<&String> {
        let Some((_, name)) = path.rsplit_once('/') else { return self.by_name.get(&path_key(path))?.first() };
        let is_plain = path.split('/').all(|part| !["", ".", ".."].contains(&part));
        let wanted = format!("/{}", path_key(path));
        let named = self.by_name.get(&path_key(name))?;
        let mut found = named.iter().take(MOST_ALIKE).filter(|file| path_key(file).ends_with(&wanted));
        found.next().filter(|_| is_plain && found.next().is_none())
    }
}
