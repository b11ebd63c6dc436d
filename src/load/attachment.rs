//! A file that pages attach becomes its text, where it is one.

use std::io::Read;
use std::path::Path;

use crate::load::Stamp;
use crate::load::regular_file::open_regular;

/// How much of a file is looked at to tell whether it is text.
const HEAD: usize = 8 * 1024;

/// What longer text files are cut to: no log that is worth showing is longer.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A file's text, its bytes as they are where they are no UTF-8.
#[derive(Debug)]
pub struct Attachment {
    /// Replacement characters stand for what is no UTF-8.
    pub text: String,
    /// Whether the file goes on.
    pub is_cut: bool,
}

/// When a file was last written, and how long it is; `None` when it is gone.
pub fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::at(path)
}

/// The text of a file; `None` for pictures and the like, which hold NULs, and for what cannot be read.
pub fn attachment(path: &Path) -> Option<Attachment> {
    let (mut file, metadata) = open_regular(path).ok()?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    if bytes.contains(&0) && !is_utf16(&bytes) {
        return None;
    }
    file.take(LONGEST.saturating_sub(HEAD as u64)).read_to_end(&mut bytes).ok()?;
    let text = if is_utf16(&bytes) { utf16(&bytes) } else { String::from_utf8_lossy(&bytes).into_owned() };
    Some(Attachment { text, is_cut: metadata.len() > LONGEST })
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// Text that a mark says is UTF-16.
fn utf16(bytes: &[u8]) -> String {
    let big = bytes.starts_with(&[0xfe, 0xff]);
    let unit = |pair: &[u8]| match big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    String::from_utf16_lossy(&units)
}
