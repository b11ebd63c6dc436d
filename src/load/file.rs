//! One Markdown file becomes a [`Source`].

#![expect(clippy::disallowed_methods, reason = "load is the one reader of content")]

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use blake3::Hash;

use crate::diag::{Diagnostic, Rule};
use crate::load::folder_language::folder_language;
use crate::load::regular_file::read_regular;
use crate::load::text::{Decoded, decode};
use crate::model::{KindHint, Source};

/// The largest Markdown file that is read. Nobody wrote a larger one by hand.
const LARGEST: u64 = 64 * 1024 * 1024;

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

/// What a file says.
pub(super) struct Text {
    /// Empty where it cannot be read with certainty.
    pub(super) text: Arc<str>,
    /// Why it cannot.
    pub(super) unread: Option<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The hash of the file's bytes.
    pub(super) hash: Hash,
}

/// Reads the file at `path` below `content_root`.
pub(super) fn read_source(
    content_root: &Path,
    path: &str,
    shown_path: &str,
    hint: KindHint,
) -> Result<(Source, Stamp, Hash), Box<Unread>> {
    let (read, stamp) =
        read_text(&content_root.join(path), shown_path, LARGEST).map_err(|e| Box::new(unreadable(shown_path, &e)))?;
    let source = Source {
        path: path.to_owned(),
        shown_path: shown_path.to_owned(),
        text: read.text,
        hint,
        lang: folder_language(path),
        unread: read.unread,
        diagnostics: read.diagnostics,
    };
    Ok((source, stamp, read.hash))
}

/// The hash that [`read_source`] would give, of a file that nobody needs to understand.
pub(super) fn hash_source(content_root: &Path, path: &str, shown_path: &str) -> Result<Hash, Box<Unread>> {
    let read = read_regular(&content_root.join(path), LARGEST).map_err(|e| Box::new(unreadable(shown_path, &e)))?;
    Ok(blake3::hash(&read.0))
}

fn unreadable(shown_path: &str, error: &io::Error) -> Unread {
    let finding = Diagnostic::new(Rule::LoadUnreadable, shown_path, format!("could not read this file: {error}"))
        .hint("check its permissions, or name it in `[content] ignore`");
    Unread { finding, gone: error.kind() == io::ErrorKind::NotFound }
}

/// The text of a file of at most `most` bytes, and its stamp from before it was read: what is written meanwhile will look new.
///
/// # Errors
/// When the file cannot be opened, or is larger.
pub(super) fn read_text(path: &Path, shown_path: &str, most: u64) -> io::Result<(Text, Stamp)> {
    let (bytes, metadata) = read_regular(path, most)?;
    let hash = blake3::hash(&bytes);
    let read = match decode(bytes) {
        Ok(decoded) => {
            let note = decoded.is_utf16.then(|| {
                Diagnostic::new(Rule::LoadUtf16, shown_path, "this file is UTF-16 and was read as that")
                    .hint("save it as UTF-8: git and most other tools take it for no text")
            });
            let controls = control_finding(&decoded, shown_path);
            let diagnostics = note.into_iter().chain(controls).collect();
            Text { text: Arc::from(decoded.text), unread: None, diagnostics, hash }
        }
        Err(doubt) => {
            let message = format!("this file cannot be read with certainty and is in no page: {}", doubt.why);
            let finding = Diagnostic::new(Rule::LoadEncoding, shown_path, message).hint(doubt.hint);
            Text { text: Arc::from(""), unread: Some(doubt.why), diagnostics: vec![finding], hash }
        }
    };
    Ok((read, Stamp::of(&metadata)))
}

/// What to say of control characters that were replaced.
fn control_finding(decoded: &Decoded, shown_path: &str) -> Option<Diagnostic> {
    let first = *decoded.controls.first()?;
    let others = match decoded.controls.len() - 1 {
        0 => String::new(),
        more => format!(", and on {more} more"),
    };
    let start = decoded.text.split_inclusive('\n').take(first - 1).map(str::len).sum();
    let message = format!("control characters on this line{others} are shown as \u{fffd}");
    let finding = Diagnostic::new(Rule::LoadControl, shown_path, message).at(start..start);
    Some(finding.hint("colours of a terminal come with them; paste the text without"))
}

/// Whether two readings of a file say the same.
pub(super) fn is_same(old: &Source, new: &Source) -> bool {
    old.text == new.text
        && old.unread == new.unread
        && old.hint == new.hint
        && old.diagnostics == new.diagnostics
        && old.lang == new.lang
}
