//! Stub, replaced at merge: a file beside the write-ups becomes the content that may be published.

use std::path::Path;

use crate::diag::Diagnostic;
use crate::render::Content;

pub(crate) fn asset(path: &Path) -> (Content, Vec<Diagnostic>) {
    (Content::File(path.to_path_buf()), Vec::new())
}
