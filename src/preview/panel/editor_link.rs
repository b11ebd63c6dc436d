//! A place in a write-up's file becomes the link that opens it in the author's editor.

use crate::model::editor_url;
use crate::preview::Snapshot;

/// What opens a file, by the path that findings print.
pub(super) fn opens(snapshot: &Snapshot, shown_path: &str, line: usize, column: usize) -> Option<String> {
    editor_url(&snapshot.editor, &snapshot.root.join(shown_path), line, column)
}
