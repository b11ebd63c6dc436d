//! A picture becomes the same picture without what it says beside what it shows: where and with what it was taken, by whom, and what an
//! editor or a camera wrote into it.
//!
//! Only what draws the picture is kept, from a list; what nobody knows is left out. How it is turned and its colours stay, and bytes
//! behind its end go.

mod gif;
mod jpeg;
mod metadata_kinds;
mod other;
mod png;
mod webp;

use std::collections::BTreeSet;

pub(crate) use metadata_kinds::Said;
pub(crate) use other::{HEAD, OtherKind, other_kind, speaks};

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cleaned {
    /// Nothing: it is no picture of a kind that can be cleaned, or says nothing.
    Same,
    /// The picture alone, and what it said.
    Picture(Vec<u8>, BTreeSet<Said>),
    /// It begins like such a picture and cannot be read as one.
    Broken,
}

/// Whether the file that begins with `head` is a picture of a kind that can be cleaned.
pub(crate) fn is_cleanable(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xd8, 0xff])
        || head.starts_with(b"\x89PNG\r\n\x1a\n")
        || head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
        || head.starts_with(b"GIF8")
}

/// The picture in `bytes` without what it says.
pub(crate) fn cleaned(bytes: &[u8]) -> Cleaned {
    let mut said = BTreeSet::new();
    let clean = match () {
        () if bytes.starts_with(&[0xff, 0xd8, 0xff]) => jpeg::cleaned(bytes, &mut said),
        () if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => png::cleaned(bytes, &mut said),
        () if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => webp::cleaned(bytes, &mut said),
        () if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => gif::cleaned(bytes, &mut said),
        () => return Cleaned::Same,
    };
    match clean {
        None => Cleaned::Broken,
        Some(_) if said.is_empty() => Cleaned::Same,
        Some(clean) => Cleaned::Picture(clean, said),
    }
}
