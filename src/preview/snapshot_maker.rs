//! The files as they were last seen and what the background has found out become the next snapshot.

use std::sync::Arc;

use crate::index::FilesOfIndex;
use crate::model::Editor;
use crate::preview::{Snapshot, Workspace};

/// What takes long, and whether it is known of what is shown.
#[derive(Default)]
pub(super) struct CaughtUp {
    pub(super) searched: bool,
    pub(super) analysed: bool,
}

impl CaughtUp {
    /// Whether nothing is left to be found out.
    pub(super) fn is_all(&self) -> bool {
        self.searched && self.analysed
    }
}

/// The snapshot of what `workspace` shows now.
pub(super) fn snapshot(
    workspace: &Workspace,
    revision: u64,
    [search, search_before]: [Option<Arc<FilesOfIndex>>; 2],
    editor: &Editor,
    known: CaughtUp,
) -> Snapshot {
    Snapshot {
        revision,
        views: Arc::clone(workspace.views()),
        problems: workspace.problems().into_iter().filter(|problem| !problem.hidden).collect(),
        search,
        search_before,
        analysed: known.analysed,
        settled: known.is_all(),
        root: workspace.sources().root.clone(),
        editor: editor.clone(),
    }
}
