//! A file that pages attach becomes its text, where it is one.

use std::io::Read;
use std::path::Path;

use crate::load::Stamp;
use crate::load::attached_text::{Attachment, HEAD, LONGEST, decoded, is_text};
use crate::load::packed_text::{is_packed, packed_text};
use crate::load::regular_file::open_regular;

/// When a file was last written, and how long it is; `None` when it is gone.
pub fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::at(path)
}

/// The text of a file, or that in a packed one; `None` for pictures and the like, which hold NULs, and for what cannot be read.
pub fn attachment(path: &Path) -> Option<Attachment> {
    let (mut file, metadata) = open_regular(path).ok()?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    let is_packed = is_packed(&bytes);
    if !is_packed && !is_text(&bytes) {
        return None;
    }
    file.take(LONGEST.saturating_sub(HEAD as u64)).read_to_end(&mut bytes).ok()?;
    let is_cut = metadata.len() > LONGEST;
    if is_packed {
        return packed_text(&bytes).map(|packed| Attachment { is_cut: packed.is_cut || is_cut, ..packed });
    }
    Some(Attachment { text: decoded(&bytes), is_cut, is_packed })
}
