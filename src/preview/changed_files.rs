//! Two readings of a folder become what changed between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::load::{Sources, Theme};
use crate::preview::Event;

/// What a change came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FolderChange {
    /// Files that were parsed.
    pub parsed: usize,
    /// Pages whose links were resolved.
    pub linked: usize,
    /// What changed, for whoever reads the terminal: paths as findings print them.
    pub touched: Vec<Touched>,
    /// Whether the folder was walked, rather than single files read.
    pub walked: bool,
    /// What open pages should know; nothing when nothing that can be seen has changed.
    pub events: Vec<Event>,
}

/// A file that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// Its path.
    pub path: String,
    /// What happened to it.
    pub how: TouchedHow,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TouchedHow {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

impl FolderChange {
    /// Whether pages say something else, rather than only look different.
    pub fn is_of_pages(&self) -> bool {
        self.parsed > 0 || self.touched.iter().any(|touched| touched.how == TouchedHow::Removed)
    }
}

/// The files of a theme that are other than in another.
pub(super) fn changed_files(a: &Theme, b: &Theme) -> Vec<String> {
    let of = |theme: &'_ Theme| theme.files.keys().chain(theme.copied.keys()).cloned().collect::<BTreeSet<String>>();
    let is_same = |path: &String| a.files.get(path) == b.files.get(path) && a.copied.get(path) == b.copied.get(path);
    (&of(a) | &of(b)).into_iter().filter(|path| !is_same(path)).collect()
}

/// What is other in `newer`, by path.
pub(super) fn touched(earlier: &Sources, newer: &Sources, assets: &[String]) -> Vec<Touched> {
    let mut touched: Vec<Touched> =
        assets.iter().map(|path| Touched { path: path.clone(), how: TouchedHow::Changed }).collect();
    let (mut old, mut new) = (earlier.files.iter().peekable(), newer.files.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => std::cmp::Ordering::Equal,
            (Some(a), Some(b)) => a.path.cmp(&b.path),
        };
        let (gone, come) =
            (if order.is_gt() { None } else { old.next() }, if order.is_lt() { None } else { new.next() });
        let how = match (gone, come) {
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => continue,
            (Some(_), Some(_)) => TouchedHow::Changed,
            (Some(_), None) => TouchedHow::Removed,
            _ => TouchedHow::Added,
        };
        touched.extend(come.or(gone).map(|file| Touched { path: file.shown_path.clone(), how }));
    }
    if !Arc::ptr_eq(&earlier.config, &newer.config) {
        touched.push(Touched { path: String::from("casebook.toml"), how: TouchedHow::Changed });
    }
    if !Arc::ptr_eq(&earlier.theme, &newer.theme) {
        let changed = changed_files(&earlier.theme, &newer.theme);
        touched.extend(changed.iter().map(|path| Touched { path: newer.theme.shown(path), how: TouchedHow::Changed }));
    }
    touched.sort();
    touched
}
