//! What the operating system says of files becomes batches of paths in doubt.
//!
//! Every folder that is read is watched by itself, so that the output, `.git` and ignored folders cost nothing. Where the system cannot
//! watch, everything is looked at once a second.

#![expect(clippy::disallowed_methods, reason = "a watcher looks at folders and waits by the clock")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use crate::load::{Doubt, Sources};

/// How long it must be quiet before a batch is taken to be whole. An editor's save is a handful of events within a millisecond.
const QUIET: Duration = Duration::from_millis(3);

/// The same for a batch of more than [`MANY`] paths: a checkout, a folder that is moved.
const QUIET_AMONG_MANY: Duration = Duration::from_millis(40);

const MANY: usize = 20;

/// A busy disk does not keep a batch open for longer.
const LONGEST: Duration = Duration::from_millis(60);

/// The same for many paths.
const LONGEST_OF_MANY: Duration = Duration::from_millis(600);

/// What the system says of a file.
pub(super) type Notice = notify::Result<notify::Event>;

/// Watches the folders of a site.
pub(super) struct Watcher {
    system: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    /// Whether folders may have several names.
    links: bool,
}

/// Paths that events named within a short time.
#[derive(Debug, Default)]
pub(super) struct Batch {
    paths: BTreeSet<PathBuf>,
    /// Whether the system lost count.
    everything: bool,
}

impl Watcher {
    /// Sends what it sees through `notice`, from any thread. The message says why nothing can be watched, where that is so.
    pub(super) fn new(notice: impl Fn(Notice) + Send + 'static) -> (Self, Option<String>) {
        match notify::recommended_watcher(notice) {
            Ok(system) => (Self { system: Some(system), watched: BTreeSet::new(), links: false }, None),
            Err(error) => (Self { system: None, watched: BTreeSet::new(), links: false }, Some(error.to_string())),
        }
    }

    /// Whether the system tells us of changes below `root`; otherwise one must look.
    pub(super) fn is_told(&self, root: &Path) -> bool {
        self.system.is_some() && self.watched.contains(root)
    }

    /// Watches what `sources` were read from. Whether a folder is watched that was not: something may have happened in it before.
    ///
    /// # Errors
    /// When the system refuses to watch; then nothing is watched any longer, and the message says why.
    pub(super) fn follow(&mut self, sources: &Sources, config: Option<&Path>) -> Result<bool, String> {
        let wanted = folders(sources, config);
        let Some(system) = &mut self.system else { return Ok(false) };
        for folder in self.watched.difference(&wanted) {
            // A folder that is gone is watched no longer anyway.
            let _ = system.unwatch(folder);
        }
        let is_news = wanted.difference(&self.watched).next().is_some();
        if std::mem::replace(&mut self.links, sources.has_links()) || self.links {
            // One folder with two names has one watch, which is lost with either of them.
            self.watched.clear();
        }
        let mut refused = None;
        self.watched.retain(|folder| wanted.contains(folder));
        for folder in wanted {
            if self.watched.contains(&folder) {
                continue;
            }
            match system.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(folder)),
                // It went before it could be watched; whoever looks next will see.
                Err(_) if !folder.is_dir() => {}
                Err(error) => {
                    refused = Some(error.to_string());
                    break;
                }
            }
        }
        if let Some(refused) = refused {
            self.system = None;
            self.watched.clear();
            return Err(refused);
        }
        Ok(is_news)
    }

    /// Forgets the folders at and below paths that events named: one of that name may be another folder now.
    pub(super) fn doubt(&mut self, batch: &Batch) {
        if batch.everything {
            self.watched.clear();
        }
        self.watched.retain(|folder| !batch.paths.iter().any(|path| folder.starts_with(path)));
    }
}

/// The folders whose entries are inputs: those of the content, the site's own, those of themes.
fn folders(sources: &Sources, config: Option<&Path>) -> BTreeSet<PathBuf> {
    let mut folders: BTreeSet<PathBuf> = sources.folders.iter().cloned().collect();
    folders.insert(sources.root.clone());
    let below = |folder: PathBuf| {
        WalkDir::new(folder).follow_links(true).into_iter().flatten().filter(|entry| entry.file_type().is_dir())
    };
    folders.extend(below(sources.root.join("themes")).map(walkdir::DirEntry::into_path));
    if let Some(file) = config.and_then(|file| file.canonicalize().ok()) {
        folders.extend(file.parent().map(Path::to_path_buf));
    }
    let repository = sources.root.ancestors().find(|folder| folder.join(".git").exists());
    let above = sources.root.ancestors().take_while(|folder| repository.is_some_and(|top| folder.starts_with(top)));
    folders.extend(above.map(Path::to_path_buf));
    folders
}

impl Batch {
    /// A batch that begins with one notice.
    pub(super) fn beginning(notice: Notice) -> Self {
        let mut batch = Self::default();
        batch.add(notice);
        batch
    }

    /// Adds what follows soon. What is no notice is handed back to `other`.
    pub(super) fn gather<M>(
        &mut self,
        messages: &Receiver<M>,
        mut notice: impl FnMut(M) -> Result<Notice, M>,
        mut other: impl FnMut(M),
    ) {
        let begun = Instant::now();
        loop {
            let many = self.paths.len() > MANY;
            let (quiet, longest) = if many { (QUIET_AMONG_MANY, LONGEST_OF_MANY) } else { (QUIET, LONGEST) };
            let left = longest.saturating_sub(begun.elapsed());
            match messages.recv_timeout(quiet.min(left)) {
                Ok(message) => match notice(message) {
                    Ok(notice) => self.add(notice),
                    Err(message) => other(message),
                },
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
            if left.is_zero() {
                return;
            }
        }
    }

    fn add(&mut self, notice: Notice) {
        match notice {
            Err(_) => self.everything = true,
            Ok(event) if event.need_rescan() => self.everything = true,
            Ok(event) if is_change(&event.kind) => self.paths.extend(event.paths),
            Ok(_) => {}
        }
    }

    /// What is in doubt; `None` when nothing is.
    pub(super) fn doubt(self) -> Option<Doubt> {
        match (self.everything, self.paths.is_empty()) {
            (true, _) => Some(Doubt::Everything(self.paths)),
            (false, true) => None,
            (false, false) => Some(Doubt::Files(self.paths)),
        }
    }
}

/// Whether an event can mean that a file says something else. Reading one does not, nor does a change of its permissions alone: a file
/// that could not be read is looked at again without being told.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// What is in doubt in one, in the other or in both.
pub(super) fn joined(doubt: Doubt, more: Option<Doubt>) -> Doubt {
    match (doubt, more) {
        (doubt, None) => doubt,
        (Doubt::Files(mut a), Some(Doubt::Files(b))) => {
            a.extend(b);
            Doubt::Files(a)
        }
        (a, Some(b)) => {
            let mut all = paths(a);
            all.extend(paths(b));
            Doubt::Everything(all)
        }
    }
}

/// The paths that something was said of.
pub(super) fn paths(doubt: Doubt) -> BTreeSet<PathBuf> {
    match doubt {
        Doubt::Files(paths) | Doubt::Everything(paths) => paths,
    }
}
