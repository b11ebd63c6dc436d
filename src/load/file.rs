//! One Markdown file becomes a [`Source`].

#![expect(clippy::disallowed_methods, reason = "load is the one reader of content")]

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::diag::Diagnostic;
use crate::load::kinds;
use crate::model::{KindHint, Source};

/// When a file was last written, and how long it was: files for which both are as before are taken to be the same, unless an event
/// says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
}

impl Stamp {
    fn of(metadata: &std::fs::Metadata) -> Self {
        Self { modified: metadata.modified().ok(), bytes: metadata.len() }
    }

    /// The stamp of the file at `path`, if it can be looked at.
    pub(super) fn at(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|metadata| Self::of(&metadata))
    }
}

/// A file that could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) finding: Diagnostic,
    /// Whether it is gone, rather than in the way.
    pub(super) gone: bool,
}

/// Reads the file at `path` below `content_root`.
pub(super) fn read_source(
    content_root: &Path,
    path: &str,
    shown_path: &str,
    hint: KindHint,
) -> Result<(Source, Stamp), Box<Unread>> {
    let (bytes, stamp) = read(&content_root.join(path)).map_err(|e| {
        let finding = Diagnostic::new("load/unreadable", shown_path, format!("could not read this file: {e}"))
            .hint("check its permissions, or name it in `[content] ignore`");
        Box::new(Unread { finding, gone: e.kind() == io::ErrorKind::NotFound })
    })?;
    let mut diagnostics = Vec::new();
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        diagnostics.push(
            Diagnostic::new("load/encoding", shown_path, "this file is not UTF-8")
                .at(valid..valid)
                .label("first byte that cannot be read")
                .hint("save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`"),
        );
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = Source {
        path: path.to_owned(),
        shown_path: shown_path.to_owned(),
        text: Arc::from(text),
        hint,
        lang: kinds::folder_language(path),
        unread: None,
        diagnostics,
    };
    Ok((source, stamp))
}

/// The bytes of a file, and its stamp from before they were read: what is written meanwhile will look new.
fn read(path: &Path) -> io::Result<(Vec<u8>, Stamp)> {
    let mut file = std::fs::File::open(path)?;
    let metadata = file.metadata()?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    Ok((bytes, Stamp::of(&metadata)))
}
